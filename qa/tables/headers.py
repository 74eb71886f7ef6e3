"""Reads the words above a column: which period its figures are of, or what else they are."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from qa.facts.calendar import FiscalCalendar
from qa.facts.fact import Basis, Period
from qa.language.periods import find_periods
from qa.language.values import PeriodExpression
from qa.tables.captions import Caption, read_basis, read_scales
from qa.tables.statement import Column, ColumnKind

_OF_REVENUE = re.compile(
    r"(?:%|\bpercent(?:age)?s?)\s+(?:of\s+|to\s+)?(?:total\s+|net\s+)*(?:revenues?|sales)\b(?! (?:growth|change))",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:changes?|chg|variance|var|increase|decrease|incr|decr|inc\s*/\s*\(?dec|growth|y/y|q/q|yoy|qoq|fav|unfav|vs|versus|better"
    r"|worse|difference|b/\(w\)|[fb]/\([uw]\))(?!\w)|[Δ±]|\+\s*/\s*\(?-",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"%|\bpercent(?:age)?\b|\bpct\b", re.IGNORECASE)
_OTHER = re.compile(
    r"\bnotes?\b|\bref(?:erence)?\b|\badjustments?\b|\badj\.?(?!\w)|\breconciling\b|\bimpacts?\b|\beffects?\b|\bexclud\w+"
    r"|\bguidance\b|\boutlook\b|\bforecast\b|\bestimated?\b|\btargets?\b|\bprojected\b|\bbudget\b|\bplan\b|\bassumptions?\b",
    re.IGNORECASE,
)
_ADJUSTED = re.compile(r"(?<!as )(?<!as\xa0)\badjusted$", re.IGNORECASE)
_NOISE = re.compile(
    r"\([^()]*\)|[⁽⁾⁰¹²³⁴-⁹ᵃ-ᶻ*†‡§]+"
    r"|\b(?:un)?audited\b|\bas (?:previously )?(?:reported|restated|revised|adjusted)\b|\b(?:reported|restated|revised|actuals?)\b"
    r"|\b(?:us )?gaap\b|\bnon[ -]?gaap\b|\badjusted\b|\bpro[ -]?forma\b|\bconstant[ -]currency\b|\bpreliminary\b"
    r"|\btotals?\b|\bconsolidated\b|\bcompany\b|\b(?:in|dollars|amounts?|thousands?|millions?|billions?|ended|ending|as of|at|for|the|and"
    r"|results?|periods?|current|prior|years?|quarters?|months?|weeks?|to|date|fiscal)\b|[^\w&/ -]|\b\d+\b",
    re.IGNORECASE,
)

_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "half": 182, "year": 365}

# "1st Qtr", "9 mos."
_SHORT = re.compile(r"\b(?:qtrs?|mos?|wks?|yrs?)\b\.?", re.IGNORECASE)
_LONG = {"qtr": "Quarter", "mo": "Months", "wk": "Weeks", "yr": "Year"}

Expressions = tuple[PeriodExpression, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What the words above the whole table say of its periods.

    Arguments:
        lines: the periods that each line says, the nearest line first; lines that say none left out.
        latest: no figure is of a period that ends later; None where that is not known.
        is_trend: whether quarters stand side by side, so that a year beside them is the whole year.
    """

    caption: Caption
    lines: tuple[Expressions, ...]
    latest: date | None = None
    is_trend: bool = False


def period_lines(lines: Sequence[str]) -> tuple[Expressions, ...]:
    """Return the periods that lines say, those of the last line first."""
    found = (_expressions(line) for line in reversed(lines))
    return tuple(expressions for expressions in found if expressions)


def read_columns(
    headers: Sequence[Sequence[str]], context: Context, calendar: FiscalCalendar, percents: Sequence[bool]
) -> tuple[Column, ...]:
    """Return a table's columns.

    Arguments:
        headers: for each column the words above it, top to bottom.
        percents: for each column whether its figures are percentages throughout.
    """
    columns: list[Column] = []
    said = [[_spelled_out(line) for line in words] for words in headers]
    expressions = [_expressions(" ".join(words)) for words in said]
    annual = _is_annual(expressions, context, calendar)
    quarters = {each.ordinal for column in expressions for each in column if each.unit == "quarter"} - {None}
    context = replace(context, is_trend=len(quarters) > 1)
    for words, percent in zip(said, percents, strict=True):
        header = " ".join(words)
        kind = _kind(header, percent, columns[-1].kind if columns else "figures")
        period = _period(words, context, annual, calendar) if kind in ("figures", "percent of revenue") else None
        if kind == "percent of revenue" and period is None and columns:
            period = columns[-1].period
        columns.append(
            Column(
                header=header,
                kind=kind,
                period=period,
                basis=_basis(header),
                member=_member(header) if kind == "figures" else "",
                scale=read_scales(header)[0] or 0,
            )
        )
    return tuple(_told_apart(columns, percents))


def _spelled_out(words: str) -> str:
    return _SHORT.sub(lambda match: _LONG[match[0].lower().rstrip(".s")], words)


def _told_apart(columns: Sequence[Column], percents: Sequence[bool]) -> Iterable[Column]:
    """Take the period from columns that nothing tells apart: their headers were not understood.

    Percentages beside amounts under one header are shares of a whole that is not said.
    """
    keys = [(column.kind, column.period, column.basis, column.member) for column in columns]
    amounts = [key for key, percent in zip(keys, percents, strict=True) if not percent]
    for column, key, percent in zip(columns, keys, percents, strict=True):
        if percent and key in amounts:
            yield replace(column, kind="other", period=None)
        else:
            yield replace(column, period=None) if (keys if percent else amounts).count(key) > 1 else column


def _is_annual(headers: Sequence[Expressions], context: Context, calendar: FiscalCalendar) -> bool:
    """Whether a year alone over a column can mean the whole fiscal year: each such year is over by then."""
    for expressions in headers:
        if len(expressions) == 1 and _is_year(expressions[0]):
            period = calendar.resolve(expressions[0], None)
            if period is None or (context.latest and period.end > context.latest):
                return False
    return True


def _kind(header: str, percent: bool, before: ColumnKind) -> ColumnKind:
    if _OF_REVENUE.search(header):
        return "percent of revenue"
    if _CHANGE.search(header):
        return "percent change" if percent or _PERCENT.search(header) else "change"
    if _PERCENT.fullmatch(header.strip()):
        return "percent change" if before == "change" else "other"
    return "other" if _OTHER.search(header) else "figures"


def _basis(header: str) -> Basis:
    """The basis a column's header names; "as adjusted" is what a new accounting rule makes of earlier figures."""
    return "non-GAAP" if _ADJUSTED.search(header) else read_basis(header)


def _member(header: str) -> str:
    """What is left of a header when periods, scales and bases are taken out: a segment, a product, a place."""
    left = []
    at = 0
    for entity in find_periods(header):
        left.append(header[at : entity.start])
        at = entity.end
    left.append(header[at:])
    words = " ".join(_NOISE.sub(" ", " ".join(left)).split()).strip(" -&/")
    return words if any(map(str.isalpha, words)) else ""


def _period(words: Sequence[str], context: Context, annual: bool, calendar: FiscalCalendar) -> Period | None:
    """The period that the words over a column say, read together, or else each line by itself."""
    whole = _expressions(" ".join(words))
    expression = combine(whole, calendar)
    if expression is None and whole:
        expression = combine([each for line in words for each in _expressions(line)], calendar)
        if expression is None:
            return None
    expression = _completed(expression, context, annual, calendar)
    return calendar.resolve(expression, None) if expression else None


def _expressions(text: str) -> Expressions:
    """Return the periods said in a text, those that only compare ("year over year") left out."""
    found = [entity.value for entity in find_periods(text)]
    return tuple(value for value in found if isinstance(value, PeriodExpression) and not value.same)


def combine(expressions: Sequence[PeriodExpression], calendar: FiscalCalendar) -> PeriodExpression | None:
    """Return the one period that the parts of a column's header say together; None where they do not agree.

    "13 weeks ended July 3, 2004 and June 28, 2003" above "2004" is the thirteen weeks to July 3, 2004.
    """
    years = [each for each in expressions if _is_year(each)]
    others = [each for each in expressions if not _is_year(each)]
    if not others:
        return years[-1] if years else None
    if years:
        dated = [each for each in others if _year_of(each) == years[-1].year]
        if len(others) > 1 and len(dated) == 1:
            lengths = {(each.unit, each.count) for each in others if each.unit}
            if len(lengths) > 1:
                return None
            unit, count = lengths.pop() if lengths else (None, 1)
            others = [replace(dated[0], unit=unit, count=count, instant=not unit)]
        elif len(others) == 1 and _year_of(others[0]) is not None:
            return others[0] if _year_of(others[0]) == years[-1].year else with_year(others[0], years[-1], calendar)
    to_date = [each for each in others if each.to_date and not each.unit and not each.year]
    if to_date and len(others) == len(to_date) + 1:
        others = [replace(next(each for each in others if each not in to_date), to_date=True)]
    whole = others[0]
    for other in others[1:]:
        joined = _joined(whole, other) or _agreeing(whole, other, calendar)
        if joined is None:
            return None
        whole = joined
    return with_year(whole, years[-1], calendar) if years and _year_of(whole) is None else whole


def _is_year(expression: PeriodExpression) -> bool:
    return expression == PeriodExpression(unit="year", year=expression.year, fiscal=expression.fiscal) and bool(
        expression.year
    )


def _year_of(expression: PeriodExpression) -> int | None:
    return expression.end.year if expression.end else expression.year


def _joined(a: PeriodExpression, b: PeriodExpression) -> PeriodExpression | None:
    """Put a length and a date together; None where both say the one or the other."""
    if a == b:
        return a
    if b.unit and not a.unit:
        a, b = b, a
    if not a.unit or b.unit or a.end or a.month or not (b.end or b.month):
        return None
    return replace(a, end=b.end, month=b.month, day=b.day, year=a.year or b.year, instant=False)


def _agreeing(a: PeriodExpression, b: PeriodExpression, calendar: FiscalCalendar) -> PeriodExpression | None:
    """Return the one of two ways to say a period that says more, where they say the same one."""
    for said, other in ((a, b), (b, a)):
        period = calendar.resolve(said, None) if _is_placed(said) and said.unit else None
        if period is None:
            continue
        closes = calendar.resolve(other, None) if _is_placed(other) else None
        if closes and (closes.end != period.end or (closes.start and closes.start != period.start)):
            continue
        days = _DAYS[other.unit] * other.count if other.unit else period.days
        if abs(days - period.days) <= period.days / 10:
            return said
    return None


def with_year(
    expression: PeriodExpression, year: PeriodExpression, calendar: FiscalCalendar
) -> PeriodExpression | None:
    """Return a period in another year; a day in a fiscal year is the one that lies in it."""
    if year.year is None:
        return None
    month, day = (expression.end.month, expression.end.day) if expression.end else (expression.month, expression.day)
    if month and day:
        for candidate in _days(month, day, year.year):
            if not year.fiscal or _within(candidate, year, calendar):
                return replace(expression, end=candidate, month=None, day=None, year=None)
        return None
    ordinal = 1 if expression.unit == "month" and expression.count in (6, 9) else expression.ordinal
    return replace(expression, year=year.year, ordinal=ordinal, fiscal=expression.fiscal or year.fiscal)


def _days(month: int, day: int, year: int) -> Iterable[date]:
    for each in (year, year - 1):
        try:
            yield date(each, month, day)
        except ValueError:
            yield date(each, month, day - 1)


def _within(day: date, year: PeriodExpression, calendar: FiscalCalendar) -> bool:
    period = calendar.resolve(year, None)
    return bool(period and period.start and period.start <= day <= period.end)


def _completed(
    expression: PeriodExpression | None, context: Context, annual: bool, calendar: FiscalCalendar
) -> PeriodExpression | None:
    """Fill what a column's header leaves open from the words above the table; None where they do not settle it."""
    balance = context.caption.is_balance
    nearest = context.lines[0] if context.lines else ()
    if expression is None:
        return _one(nearest, balance)
    if _is_year(expression):
        return _of_year(expression, context, annual, calendar)
    if expression.end and not expression.unit and not balance:
        return _with_length(expression, context)
    if expression.unit and not _is_placed(expression):
        placed = [each for each in nearest if _is_placed(each) or _is_year(each)]
        if len(placed) != 1:
            return None
        if _is_year(placed[0]):
            return with_year(expression, placed[0], calendar)
        return replace(expression, end=placed[0].end, year=placed[0].year) if not placed[0].ordinal else None
    if expression.month and not (expression.end or expression.year):
        return None
    if balance and expression.unit and expression.end:
        return PeriodExpression(end=expression.end, instant=True)
    return expression


def _is_placed(expression: PeriodExpression) -> bool:
    """Whether it is told where in time it lies."""
    said = expression.ordinal or expression.month or expression.unit == "year"
    return bool(expression.end or (expression.year and said))


def _one(expressions: Expressions, balance: bool) -> PeriodExpression | None:
    """The only period that a line says, for columns that say none."""
    if len(expressions) != 1 or not _is_placed(expressions[0]):
        return None
    if balance and expressions[0].end:
        return PeriodExpression(end=expressions[0].end, instant=True)
    return expressions[0]


def _of_year(
    year: PeriodExpression, context: Context, annual: bool, calendar: FiscalCalendar
) -> PeriodExpression | None:
    """A column headed by a year: of the length and the day that the line above says, or the fiscal year."""
    balance = context.caption.is_balance
    if context.is_trend:
        annual = _is_annual([(year,)], context, calendar)
    for line in () if context.is_trend else context.lines:
        said = [each for each in line if not _is_year(each) and (balance or not (each.instant and each.end))]
        exact = [each for each in said if _year_of(each) == year.year]
        if len(exact) == 1:
            return exact[0]
        if said:
            alike = len({(each.unit, each.count, each.ordinal, each.instant) for each in said}) == 1
            return with_year(said[0], year, calendar) if alike else None
    return (replace(year, instant=True) if balance else year) if annual else None


def _with_length(expression: PeriodExpression, context: Context) -> PeriodExpression | None:
    """A column headed by a date: of the length that the words above say; a moment where they say none."""
    for line in context.lines:
        lengths = {(each.unit, each.count) for each in line if each.unit and not _is_year(each) and not each.to_date}
        if any(each.ordinal for each in line):
            continue  # a headline: "Second quarter results"
        if len(lengths) == 1:
            unit, count = next(iter(lengths))
            return replace(expression, unit=unit, count=count, instant=False)
        if lengths:
            return None
    return None if context.caption.is_flow else replace(expression, instant=True)
