"""Settles scales that no caption states, where the rest of the filing shows them beyond doubt."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal

from qa.facts.fact import Period
from qa.filing import Filing
from qa.language.vocabulary import vocabulary
from qa.tables.said_amounts import amounts_in_full, said_amount
from qa.tables.statement import Row, Statement
from qa.tables.whole_units import (
    largest_known,
    money,
    shown_by_nothing_else,
    shown_by_others,
    shown_by_prose,
    shows_by_itself,
)

_SCALES = (Decimal(1), Decimal(1000), Decimal(10**6))
_ODD = (Decimal(1370), Decimal(730))  # scales that none has: what agrees under these does so by chance
_AMOUNT = re.compile(r"\$\s?(?P<number>\d[\d,]*(?:\.\d+)?)(?:\s(?P<scale>thousand|million|billion)\b)?", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_INCOME = frozenset(["NetIncomeLoss", "NetIncomeLossAvailableToCommonStockholdersBasic", "ProfitLoss"])
_TELLING = 3  # lines whose figures the prose must state before it shows a scale
_WORTH = 100  # a smaller figure beside money's name may be an amount per share or a rate
_NEAR = 160  # characters after a line's name in which its amount stands
_Amounts = dict[tuple[str, Period], list[tuple[Decimal, Decimal]]]  # by metric and period
_CLOSE = Decimal("0.2")  # a share count computed from rounded earnings per share is off by no more


def settle_scales(statements: Sequence[Statement], filing: Filing) -> tuple[Statement, ...]:
    """Return the statements with the scales that their own figures, the prose or other statements show."""
    settled = list(statements)
    if any(map(_is_open, settled)):
        prose = _prose(statements, filing)
        in_full = amounts_in_full(prose)
        settled = _settled(settled, lambda each: _by_figures(each, prose, in_full))
        known = {pair: each.scale for each in settled if each.scale for pair in _rows(each)}
        settled = _settled(settled, lambda each: _shared(each, known))
        amounts = _amounts_of_lines([each for each in settled if each.scale])
        settled = _settled(settled, lambda each: _agreed(each, amounts))
        if any(each.scale for each in settled):
            largest = largest_known(settled)
            settled = _settled(settled, lambda each: 1 if shown_by_others(each, largest) else None)
        else:
            settled = _settled(settled, lambda each: 1 if shown_by_nothing_else(each, filing.text, prose) else None)
    told = _per_share(settled)
    return tuple(_with_share_scale(statement, told) for statement in settled)


def _is_open(statement: Statement) -> bool:
    """Whether a statement has no scale yet, and its rows do not say their own."""
    return not statement.scale and statement.count_scale != 1


def _settled(statements: Sequence[Statement], shown: Callable[[Statement], int | None]) -> list[Statement]:
    """The statements, those without a scale with the one that is shown."""
    return [replace(each, scale=shown(each)) if _is_open(each) else each for each in statements]


def _by_figures(statement: Statement, prose: str, in_full: Set[Decimal]) -> int | None:
    """The scale that a statement's own figures show, by themselves or in the sentences that print them."""
    if shows_by_itself(statement) or shown_by_prose(statement, in_full):
        return 1
    return _shown(statement, prose) or _printed_in_full(statement, in_full)


def _rows(statement: Statement) -> Iterator[tuple[str, Decimal]]:
    """The figures long enough that no other line has the same under one label by chance."""
    for row in statement.rows:
        for figure in row.figures:
            if figure.value is not None and abs(figure.value) >= 1000 and not figure.percent:
                yield " ".join(row.label.lower().split()).removeprefix("total "), figure.value


def _shared(statement: Statement, known: Mapping[tuple[str, Decimal], int]) -> int | None:
    """The scale of the statement that states the same figures of the same lines."""
    scales = {known[pair] for pair in _rows(statement) if pair in known}
    return scales.pop() if len(scales) == 1 else None


def _amounts_of_lines(statements: Sequence[Statement]) -> _Amounts:
    """What statements of a known scale state of the company's money, each amount with the half of its last digit."""
    amounts: _Amounts = defaultdict(list)
    for statement in statements:
        for metric, row in _money_rows(statement):
            scale = Decimal(row.scale or statement.scale or 1)
            for period, value in _by_period(row, statement):
                half = scale.scaleb(int(value.as_tuple().exponent)) / 2
                amounts[metric, period].append((abs(value * scale), half))
    return amounts


def _agreed(statement: Statement, amounts: _Amounts) -> int | None:
    """The scale under which all of a statement's lines that others state agree with these: several, and under no other."""
    compared = [
        (abs(value), amounts[metric, period])
        for metric, row in _money_rows(statement)
        for period, value in _by_period(row, statement)
        if not row.scale and (metric, period) in amounts and abs(value) >= _WORTH
    ]
    agreeing = [
        scale
        for scale in (*_SCALES, *_ODD)
        if all(any(abs(value * scale - amount) <= half for amount, half in stated) for value, stated in compared)
    ]
    shown = len(compared) >= _TELLING and len(agreeing) == 1 and agreeing[0] in _SCALES
    return int(agreeing[0]) if shown else None


def _money_rows(statement: Statement) -> Iterator[tuple[str, Row]]:
    """Yield the rows that the vocabulary knows as amounts of money, each with its metric."""
    for row in statement.rows:
        mention = vocabulary().label(row.label, row.heads, statement.title) if row.figures else None
        if mention and vocabulary().metrics[mention.metric].unit == "money":
            yield mention.metric, row


def _prose(statements: Sequence[Statement], filing: Filing) -> str:
    """The filing's text in lower case with its tables blanked out."""
    text = filing.text.lower()
    tables = [(statement.start, statement.end) for statement in statements]
    tables += [(block.start, block.end) for block in filing.blocks if block.grid is not None]
    for start, end in tables:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _shown(statement: Statement, prose: str) -> int | None:
    """The scale under which the prose, speaking of the same lines, states their figures: under no other."""
    counts = dict.fromkeys((*_SCALES, *_ODD), 0)
    for row in statement.rows:
        figures = [abs(value) for value in money(row) if abs(value) >= 100]
        amounts = list(_amounts(row.label, prose)) if figures else []
        for scale in counts:
            counts[scale] += any(abs(figure * scale - amount) <= half for figure in figures for amount, half in amounts)
    best = max(_SCALES, key=lambda scale: counts[scale])
    rest = max(count for scale, count in counts.items() if scale != best)
    return int(best) if counts[best] >= _TELLING and counts[best] >= 3 * rest else None


def _printed_in_full(statement: Statement, in_full: Set[Decimal]) -> int | None:
    """The scale under which sentences print several of a statement's figures to the dollar: "$904,000" of 904 thousand."""
    figures = {abs(value) for row in statement.rows for value in money(row) if abs(value) >= _WORTH}
    counts = {scale: sum(value * scale in in_full for value in figures) for scale in _SCALES}
    best = max(_SCALES, key=lambda scale: counts[scale])
    return int(best) if counts[best] >= _TELLING and counts[best] == sum(counts.values()) else None


def _amounts(label: str, prose: str) -> Iterator[tuple[Decimal, Decimal]]:
    """The amounts of money that follow a line's name in the prose, each with the half of its last digit."""
    name = _BRACKETS.sub("", label).lower().removeprefix("total ").strip(" ,:")
    if len(name) < 5:
        return
    at = prose.find(name)
    while at >= 0:
        for match in _AMOUNT.finditer(prose, at, at + _NEAR):
            yield said_amount(match["number"], match["scale"])
        at = prose.find(name, at + _NEAR)


def lacks_scale(statement: Statement) -> bool:
    """Return whether a statement prints amounts of money without saying what they are multiplied by."""
    return statement.scale is None and any(_is_bare_amount(row, statement) for row in statement.rows)


def _is_bare_amount(row: Row, statement: Statement) -> bool:
    bare = [
        figure
        for figure in row.figures
        if figure.value and not (figure.percent or figure.scale or row.scale or statement.columns[figure.column].scale)
        if statement.columns[figure.column].kind == "figures"
    ]
    mention = vocabulary().label(row.label, row.heads, statement.title) if bare else None
    of_money = mention is not None and vocabulary().metrics[mention.metric].unit == "money"
    return of_money and any(figure.value and abs(figure.value) >= _WORTH for figure in bare)


@dataclass(frozen=True, slots=True)
class _PerShare:
    """What tells the scale of share counts, each by period: income in whole units, and earnings per share."""

    income: dict[Period, Decimal]
    earnings: dict[Period, Decimal]


def _per_share(statements: Sequence[Statement]) -> _PerShare:
    """The first figures of net income and of earnings per share in all statements."""
    told = _PerShare({}, {})
    for statement in statements:
        for metric, row in _share_rows(statement):
            if metric in _INCOME and statement.scale:
                for period, value in _by_period(row, statement):
                    told.income.setdefault(period, value * statement.scale)
            elif metric.startswith("EarningsPerShare"):
                for period, value in _by_period(row, statement):
                    told.earnings.setdefault(period, value)
    return told


def _with_share_scale(statement: Statement, told: _PerShare) -> Statement:
    """Set the scale of share counts that net income and earnings per share show, whatever the caption says.

    "In thousands, except per share data" stands above counts printed in thousands and above counts printed whole.
    """
    scales = set()
    for metric, row in _share_rows(statement):
        if not metric.startswith("WeightedAverageNumber") or metric.endswith("Adjustment"):
            continue
        for period, count in _by_period(row, statement):
            income, earnings = told.income.get(period), told.earnings.get(period)
            if count and income and earnings and abs(earnings) >= Decimal("0.05"):
                expected = abs(income / earnings)
                scales.add(next((s for s in _SCALES if abs(count * s - expected) <= expected * _CLOSE), None))
    scale = scales.pop() if len(scales) == 1 else None
    return replace(statement, share_scale=int(scale)) if scale else statement


def _share_rows(statement: Statement) -> Iterator[tuple[str, Row]]:
    """Yield the rows of known metrics that state no scale of their own, each with its metric."""
    for row in statement.rows:
        mention = vocabulary().label(row.label, row.heads, statement.title) if row.figures and not row.scale else None
        if mention:
            yield mention.metric, row


def _by_period(row: Row, statement: Statement) -> Iterator[tuple[Period, Decimal]]:
    for figure in row.figures:
        column = statement.columns[figure.column]
        if column.kind == "figures" and column.period and not column.member and figure.value is not None:
            yield column.period, figure.value
