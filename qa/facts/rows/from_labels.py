"""Facts that stand inside a row's label: allowances, share counts and par values of balance sheets.

The filing style is Regulation S-X Rule 5-02: amounts "deducted" and shares authorized, issued and outstanding are
stated on the face of the balance sheet, mostly within the caption.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from qa.facts.fact import Fact, Period, Source
from qa.language.periods import find_periods
from qa.language.values import PeriodExpression
from qa.tables.statement import Row, Statement

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_COUNTS = re.compile(
    rf"(?P<counts>(?:{_NUMBER.pattern})(?:(?:,|,?\s+and)\s+(?:{_NUMBER.pattern}))*)"
    r"(?=\s+shares?\b|\s+and\s|\s+at\s|,?\s+(?:issued|outstanding|authorized)|;|,|$)",
    re.I,
)
_CLASS = re.compile(r"\b(?:class|series) [A-Z]\b", re.I)
_MILLION = 1_000_000
_STATES = ("authorized", "issued", "outstanding")
_ALLOWANCE = re.compile(
    r"(?P<what>allowances?(?: for [a-z ,&'’-]+?)?|reserves? for [a-z ,&'’-]+?|provisions? for (?:doubtful|credit|bad|uncollect)[a-z ]+?|accumulated (?:depreciation|amortization)"
    r"[a-z ,&]*?),? of (?P<rest>\$?\s?\d(?:(?! and (?:an? )?(?:allowances?|provisions?|reserves?|accumulated)\b).)*)",
    re.I,
)
_AMOUNT = re.compile(
    r"\$\s?(?P<amount>\d[\d,]*(?:\.\d+)?)|(?<![\d,.])(?P<bare>\d{1,3}(?:,\d{3})*(?:\.\d+)?)(?= at | and |,? respectively)"
)

_BRACKET = re.compile(r" ?\((?:at |as of )?")
_BRACKETED = re.compile(r"\((?:at |as of )?[A-Za-z]+\.? \d{1,2}, \d{4} ?[-–—:] ?\$?\s?$")  # a day, up to its amount


def read_label(row: Row, statement: Statement, text: str) -> list[Fact]:
    """Return the facts that a row's label states beside its row's own figures.

    Arguments:
        text: the filing's text, which the row's offsets count.
    """
    instants = [column.period for column in statement.columns if column.period and column.period.is_instant]
    if not instants:
        return []
    label = text[row.start : row.end]
    found = [*_shares(row, label, instants, statement), *_allowance(row, label, instants, statement)]
    return [fact for fact in found if fact]


def _shares(row: Row, label: str, instants: list[Period], statement: Statement) -> Iterator[Fact]:
    kind = next((k for k in ("preferred", "treasury", "common") if k in label.lower()), None)
    if kind is None or "share" not in label.lower():
        return
    days = _days(label, instants)
    dated = [(entity.start, entity.end) for entity in find_periods(label)]
    for match in _COUNTS.finditer(label):
        counts = _NUMBER.findall(match["counts"])
        scale = _share_scale(counts[0], statement, kind)
        if any(start <= match.start() < end for start, end in dated) or (not (scale or 0) > 1 and "," not in counts[0]):
            continue
        for state in _states(label, match.end()) if kind != "treasury" else ["treasury"]:
            if state == "authorized" and len(counts) == 1:
                stated = [(counts[0], day) for day in instants]
            else:
                stated = list(zip(counts, days_for(match.end(), days, instants, len(counts)), strict=False))
            for number, day in stated if scale else ():
                yield _fact(
                    row,
                    _share_metric(kind, state),
                    f"{kind} shares {state}".replace("treasury shares treasury", "treasury shares"),
                    Decimal(number.replace(",", "")) * (scale or 1),
                    "shares",
                    day,
                    number,
                    scale or 1,
                    label,
                )


def _states(label: str, at: int) -> list[str]:
    """What the shares counted are: the words "issued and outstanding" after the number say, up to the next number."""
    following = re.split(r";|\d", label[at:], maxsplit=1)[0].lower()
    return [state for state in _STATES if state in following]


def _share_metric(kind: str, state: str) -> str:
    if kind == "treasury":
        return "TreasuryStockCommonShares"
    return f"{kind.capitalize()}StockShares{state.capitalize()}"


def _share_scale(printed: str, statement: Statement, kind: str) -> int | None:
    """What a count is multiplied by: a scale stated for shares, else a count of millions is printed whole.

    Beside amounts in millions a few thousand common shares are millions of them.
    """
    if statement.scale == _MILLION and statement.share_scale is None and kind == "common" and printed.count(",") < 2:
        return _MILLION
    if statement.share_scale is not None and statement.share_scale != statement.scale:
        return statement.share_scale
    return 1 if printed.count(",") >= 2 or statement.scale == 1 else statement.share_scale


def _allowance(row: Row, label: str, instants: list[Period], statement: Statement) -> Iterator[Fact]:
    if statement.scale is None:
        return
    said = " ".join(label.split())
    days = _days(said, instants)
    largest = max((abs(figure.value) for figure in row.figures if figure.value is not None), default=Decimal(0))
    for match in _ALLOWANCE.finditer(said):
        metric, name = _allowance_metric(match["what"])
        amounts = list(_AMOUNT.finditer(said, match.start("rest"), match.end("rest")))
        for order, amount in enumerate(amounts):
            printed = amount["amount"] or amount["bare"]
            number = Decimal(printed.replace(",", ""))
            # An allowance larger than the balance it reduces is printed in whole dollars.
            scale = 1 if number > largest * 10 else statement.scale
            if days:
                day = _day_of(amount, said, days, instants)
            else:
                day = instants[order] if len(amounts) == len(instants) else None
            if day:
                yield _fact(row, metric, name, number * scale, statement.currency or "USD", day, printed, scale, label)


def _day_of(amount: re.Match[str], said: str, days: list[tuple[int, Period]], instants: list[Period]) -> Period | None:
    """The day of an amount: the one behind it, or before it in brackets: "of $310 (March 31, 2007 - $655)"."""
    bracket = _BRACKETED.search(said, 0, amount.start())
    if bracket:
        return next((day for start, day in days if start >= bracket.start()), None)
    if (bracket := _BRACKET.match(said, amount.end())) and any(start == bracket.end() for start, _ in days):
        others = [instant for instant in instants if all(instant != day for _, day in days)]
        return others[0] if len(others) == 1 else None
    return next(iter(days_for(amount.end(), days, instants, 1)), None)


def _allowance_metric(what: str) -> tuple[str, str]:
    said = " ".join(what.lower().split()).strip(" ,")
    if said.startswith("accumulated dep"):
        return "AccumulatedDepreciationDepletionAndAmortizationPropertyPlantAndEquipment", said
    if "loan" in said or "credit loss" in said:
        return "FinancingReceivableAllowanceForCreditLosses", said
    if "return" in said and not any(word in said for word in ("doubtful", "bad debt", "uncollect")):
        return "AllowanceForSalesReturns", said
    return "AllowanceForDoubtfulAccountsReceivableCurrent", said


def _days(label: str, instants: list[Period]) -> list[tuple[int, Period]]:
    """The balance sheet dates that a label names, with their places."""
    found = []
    for entity in find_periods(label):
        expression = entity.value
        if isinstance(expression, PeriodExpression) and expression.end:
            day = next((i for i in instants if i.end == expression.end), None)
            if day:
                found.append((entity.start, day))
    return found


def days_for(at: int, days: list[tuple[int, Period]], instants: list[Period], count: int) -> list[Period]:
    """Return the days that a number at a place is stated for.

    "27,306,196 and 27,235,860 shares issued at March 31, 2020 and December 31, 2019": the numbers in the order of
    the dates that follow. Without dates, two numbers are the two columns'.
    """
    following = [day for start, day in days if start >= at]
    if count > 1:
        return following[:count] if len(following) >= count else instants[:count] if len(instants) == count else []
    return following[:1]


def _fact(
    row: Row, metric: str, name: str, value: Decimal, unit: str, day: Period, printed: str, scale: int, label: str
) -> Fact:
    return Fact(
        metric=metric,
        label=name,
        value=value,
        unit=unit,
        period=day,
        reported=printed,
        scale=scale,
        decimals=-(len(str(scale)) - 1),
        dimensions=((("Class", stock_class[0].title()),) if (stock_class := _CLASS.search(label)) else ()),
        sources=(Source(row.start, row.end, label),),
        confidence=0.95,
    )
