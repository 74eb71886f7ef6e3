"""Settles scales that no caption states, where the rest of the filing shows them beyond doubt."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from qa.filing import Filing
from qa.language.vocabulary import vocabulary
from qa.tables.statement import Row, Statement

_SCALES = (1, 1000, 10**6)
_AMOUNT = re.compile(r"\$\s?(?P<number>\d[\d,]*(?:\.\d+)?)(?:\s(?P<scale>thousand|million|billion)\b)?", re.IGNORECASE)
_WORDS = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_INCOME = frozenset(["NetIncomeLoss", "NetIncomeLossAvailableToCommonStockholdersBasic", "ProfitLoss"])
_TELLING = 4  # figures that must agree before they show a scale
_ODD = (Decimal("1.37"), Decimal("0.73"))  # scales that none has: what agrees under these does so by chance
_CLOSE = Decimal("0.2")  # a share count computed from rounded earnings per share is off by no more


def settle_scales(statements: Sequence[Statement], filing: Filing) -> tuple[Statement, ...]:
    """Return the statements with the scales that other statements, the prose or their own figures show."""
    if all(statement.scale for statement in statements):
        return tuple(_with_share_scale(statement) for statement in statements)
    known = {pair: statement.scale for statement in statements if statement.scale for pair in _rows(statement)}
    said = list(_said(statements, filing))
    settled = []
    for statement in statements:
        scale = statement.scale or _shared(statement, known) or _shown(statement, said) or _whole(statement)
        settled.append(_with_share_scale(replace(statement, scale=scale)))
    return tuple(settled)


def _rows(statement: Statement) -> Iterator[tuple[str, Decimal]]:
    """The figures long enough that no other line has the same under one label by chance."""
    for row in statement.rows:
        for figure in row.figures:
            if figure.value is not None and abs(figure.value) >= 1000 and not figure.percent:
                yield " ".join(row.label.lower().split()), figure.value


def _shared(statement: Statement, known: Mapping[tuple[str, Decimal], int]) -> int | None:
    """The scale of the statement that states the same figures of the same lines."""
    scales = {known[pair] for pair in _rows(statement) if pair in known}
    return scales.pop() if len(scales) == 1 else None


def _said(statements: Sequence[Statement], filing: Filing) -> Iterator[tuple[Decimal, Decimal]]:
    """The amounts of money in the prose, each with the half of its last digit."""
    ends = [(statement.start, statement.end) for statement in statements]
    tables = [(block.start, block.end) for block in filing.blocks if block.grid is not None]
    for match in _AMOUNT.finditer(filing.text):
        if any(start <= match.start() < end for start, end in (*ends, *tables)):
            continue
        unit = _WORDS[match["scale"].lower()] if match["scale"] else 1
        fraction = len(match["number"].partition(".")[2])
        yield Decimal(match["number"].replace(",", "")) * unit, Decimal(unit) / 10**fraction / 2


def _shown(statement: Statement, said: Sequence[tuple[Decimal, Decimal]]) -> int | None:
    """The scale under which the prose states many of the figures: far more than chance, and under no other."""
    figures = {abs(value) for _, value in _rows(statement)}
    exact = [(amount, half) for amount, half in said if half < amount / 30]

    def agreeing(factor: Decimal) -> int:
        return sum(any(abs(figure * factor - amount) <= half for amount, half in exact) for figure in figures)

    counts = {scale: agreeing(Decimal(scale)) for scale in _SCALES}
    best = max(_SCALES, key=lambda scale: counts[scale])
    rest = max(counts[scale] for scale in _SCALES if scale != best)
    chance = max(agreeing(best * odd) for odd in _ODD) if counts[best] >= _TELLING else 0
    return best if counts[best] >= max(_TELLING, 3 * rest, 3 * (chance + 1)) else None


def _whole(statement: Statement) -> int | None:
    """1 where the figures are evidently in whole units: all rounded to thousands, or all with cents."""
    figures = [value for row in statement.rows if not _is_count(row) for value in _money(row)]
    large = [value for value in figures if abs(value) >= 1000]
    if len(large) < 3:
        return None
    rounded = all(value % 1000 == 0 for value in large) and max(map(abs, large)) >= 10**6
    cents = all(value.as_tuple().exponent == -2 for value in large)
    return 1 if rounded or cents else None


def _is_count(row: Row) -> bool:
    return "shares" in " ".join((*row.heads[-1:], row.label)).lower()


def _money(row: Row) -> Iterator[Decimal]:
    for figure in row.figures:
        if figure.value is not None and not figure.percent:
            yield figure.value


def _with_share_scale(statement: Statement) -> Statement:
    """Set the scale of share counts that net income and earnings per share show, whatever the caption says.

    "In thousands, except per share data" stands above counts printed in thousands and above counts printed whole.
    """
    if not statement.scale:
        return statement
    income, per_share, shares = _of_metrics(statement)
    scales = set()
    for column in income.keys() & per_share.keys() & shares.keys():
        if abs(per_share[column]) < Decimal("0.05") or not shares[column] or not income[column]:
            continue
        expected = abs(income[column] * statement.scale / per_share[column])
        scales.add(next((s for s in _SCALES if abs(shares[column] * s - expected) <= expected * _CLOSE), None))
    scale = scales.pop() if len(scales) == 1 else None
    return replace(statement, share_scale=scale) if scale else statement


def _of_metrics(statement: Statement) -> tuple[dict[int, Decimal], dict[int, Decimal], dict[int, Decimal]]:
    """The first figures of net income, earnings per share and their share count, by column."""
    income: dict[int, Decimal] = {}
    per_share: dict[int, Decimal] = {}
    shares: dict[int, Decimal] = {}
    for row in statement.rows:
        mention = vocabulary().label(row.label, row.heads, statement.title) if row.figures and not row.scale else None
        if mention is None:
            continue
        if mention.metric in _INCOME:
            target = income
        elif mention.metric.startswith("EarningsPerShare"):
            target = per_share
        elif mention.metric.startswith("WeightedAverageNumber"):
            target = shares
        else:
            continue
        for figure in row.figures:
            if figure.value is not None:
                target.setdefault(figure.column, figure.value)
    return income, per_share, shares
