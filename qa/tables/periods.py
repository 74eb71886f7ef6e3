"""Reads which period a column's figures are of: from the words over it, completed by those over the table."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from qa.facts.fact import Period
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.language.periods import find_periods
from qa.language.values import PeriodExpression
from qa.tables.captions import Caption

Expressions = tuple[PeriodExpression, ...]

_FULL_YEAR = re.compile(r"\b(?:full|fiscal|entire)[- ]year\b", re.IGNORECASE)
_LONGEST_QUARTER = 120  # days
_TRAILING = (("quarter", 4), ("month", 12))
_DAYS = {"day": 1, "week": 7, "month": 30.4, "quarter": 91.3, "half": 182.6, "year": 365}


@dataclass(frozen=True, slots=True)
class Context:
    """What bears on the periods of all of a table's columns.

    Arguments:
        lines: the periods that each line above the table says, the nearest line first; none is empty.
        latest: no figure is of a period that ends later; None where that is not known.
        annual: whether a year alone over a column can mean the whole year.
        quarters: those that stand side by side, each by its year and its place in it; none where they do not: a year
            beside them is their total.
        is_said: whether any column says a period: then none takes the table's.
        is_repeated: whether any two columns are headed alike, so that only the order tells which is of when.
        is_placed: whether any column says its place in time: then none takes its place in time from the table's.
        in_percent: whether all figures of the table are percentages.
        around: as `lines`, and what the lines above the tables just before it say.
    """

    caption: Caption
    lines: tuple[Expressions, ...] = ()
    latest: date | None = None
    annual: bool = True
    quarters: frozenset[tuple[int | None, int]] = frozenset()
    is_said: bool = False
    is_repeated: bool = False
    is_placed: bool = False
    in_percent: bool = False
    around: tuple[Expressions, ...] = ()


@lru_cache(maxsize=4096)
def said(text: str) -> Expressions:
    """Return the periods that a text says by themselves, not those that only compare."""
    found = [entity.value for entity in find_periods(text)]
    return tuple(value for value in found if isinstance(value, PeriodExpression) and not value.same)


def said_above(lines: Sequence[str]) -> tuple[Expressions, ...]:
    """Return the periods that the lines above a table say, those of the nearest (the last) line first."""
    return tuple(expressions for line in reversed(lines) if (expressions := _said_in(line)))


def _said_in(line: str) -> Expressions:
    """The periods of a line; "Full-year 2023" says that its year is the whole one."""
    whole = bool(_FULL_YEAR.search(line))
    return tuple(replace(each, fiscal=True) if whole and _is_year(each) else each for each in said(line))


def with_columns(context: Context, headers: Sequence[Sequence[str]], calendar: FiscalCalendar) -> Context:
    """Return the context with what the columns' headers show together."""
    columns = [said(" ".join(words)) for words in headers]
    quarters = frozenset(
        (each.year or (column[-1].year if _is_year(column[-1]) else None), each.ordinal)
        for column in columns
        for each in column
        if each.unit == "quarter" and each.count == 1 and each.ordinal
    )
    years = [column[0] for column in columns if len(column) == 1 and _is_year(column[0])]
    annual = all(_is_over(year, context, calendar) for year in years)
    return replace(
        context,
        annual=annual,
        quarters=quarters if len({ordinal for _, ordinal in quarters}) > 1 else frozenset(),
        is_said=any(columns),
        is_repeated=len({" ".join(words) for words in headers}) < len(headers),
        is_placed=any(is_placed(each) and not _is_year(each) for column in columns for each in column),
    )


def column_period(words: Sequence[str], context: Context, calendar: FiscalCalendar) -> Period | None:
    """Return the period that a column's figures are of; None where it is not established.

    Arguments:
        words: what stands over the column, top to bottom.
    """
    whole = said(" ".join(words))
    expression = combine(whole, calendar)
    if expression is None and whole:
        expression = combine([each for line in words for each in said(line)], calendar)
        if expression is None:
            return None
    whole_year = expression is not None and _is_year(expression) and any(map(_FULL_YEAR.search, words))
    completed = expression if whole_year else _completed(expression, context, calendar)
    period = calendar.resolve(completed, None) if completed else None
    trailing = _trailing(context.caption.title) if period and 0 < period.days < _LONGEST_QUARTER else None
    return calendar.resolve(replace(trailing, end=period.end), None) if period and trailing else period


def _trailing(title: str) -> PeriodExpression | None:
    """The stretch up to each column's end that a title says its figures are of: "Trailing four quarters"."""
    lengths = [each for each in said(title) if each.shift == 0 and (each.unit, each.count) in _TRAILING]
    return replace(lengths[0], shift=None, shift_unit=None) if lengths else None


def combine(expressions: Sequence[PeriodExpression], calendar: FiscalCalendar) -> PeriodExpression | None:
    """Return the one period that the parts of a header say together; None where they do not agree.

    "13 weeks ended July 3, 2004 and June 28, 2003" above "2004" is the thirteen weeks to July 3, 2004;
    "Three months ended", "1Q 16" and "Jan. 30, 2016" are the three months to January 30, 2016.
    """
    years = [each for each in expressions if _is_year(each)]
    parts = [each for each in expressions if not _is_year(each)]
    if not parts:
        return years[-1] if years else None
    year = years[-1] if years else None
    lengths = sorted(
        (each for each in parts if each.unit),
        key=lambda each: (each.ordinal is None or each.year is None, each.ordinal is None),
    )
    days = _days_of(parts, year)
    if len(days) > 1 or not _same_length(lengths):
        return None
    day = next(iter(days), None)
    if day and not (lengths and lengths[0].ordinal and lengths[0].year and _year_of(day) is None and year is None):
        length = lengths[0] if lengths else day
        whole = replace(
            length, end=day.end, month=day.month, day=day.day, year=day.year, ordinal=None, instant=not lengths
        )
    else:
        whole = lengths[0] if lengths else parts[0]
    whole = replace(whole, to_date=any(each.to_date for each in parts))
    if year is None or _year_of(whole) == year.year:
        return whole
    return with_year(whole, year, calendar)


def _days_of(parts: Sequence[PeriodExpression], year: PeriodExpression | None) -> set[PeriodExpression]:
    """The days that parts end on, without their lengths; of several, the one in the year that the column says."""
    found = {
        PeriodExpression(end=each.end, month=each.month, day=each.day, year=each.year)
        for each in parts
        if each.end or each.month
    }
    if len(found) > 1 and year:
        found = {each for each in found if each.end and each.end.year == year.year}
    return found


def _same_length(lengths: Sequence[PeriodExpression]) -> bool:
    days = [_DAYS[each.unit] * each.count for each in lengths if each.unit]
    ordinals = {each.ordinal for each in lengths} - {None}
    return not days or (max(days) <= min(days) * 1.1 and len(ordinals) < 2)


def _is_year(expression: PeriodExpression) -> bool:
    year = PeriodExpression(unit="year", year=expression.year, fiscal=expression.fiscal)
    return expression.year is not None and expression == year


def _year_of(expression: PeriodExpression) -> int | None:
    return expression.end.year if expression.end else expression.year


def is_placed(expression: PeriodExpression) -> bool:
    """Whether it is told where in time it lies."""
    part = expression.ordinal or expression.month or expression.unit == "year" or expression.to_date
    return bool(expression.end or (expression.year and part))


def _is_over(year: PeriodExpression, context: Context, calendar: FiscalCalendar) -> bool:
    period = calendar.resolve(year, None)
    return bool(period) and (context.latest is None or period.end <= context.latest)  # type: ignore[union-attr]


def with_year(
    expression: PeriodExpression, year: PeriodExpression, calendar: FiscalCalendar
) -> PeriodExpression | None:
    """Return a period in another year; a day in a fiscal year is the one that lies in it."""
    if year.year is None:
        return None
    month, day = (expression.end.month, expression.end.day) if expression.end else (expression.month, expression.day)
    if month and day:
        for candidate in _candidates(month, day, year.year):
            if not year.fiscal or _within(candidate, year, calendar):
                return replace(expression, end=candidate, month=None, day=None, year=None)
        return None
    if expression.unit in ("week", "month") and expression.count in (12, 52, 53) and not expression.ordinal:
        return year  # "2019 (53 weeks)"
    # "Nine months" of a year are its first.
    first = expression.unit == "month" and expression.count in (6, 9)
    return replace(
        expression,
        year=year.year,
        ordinal=1 if first else expression.ordinal,
        fiscal=expression.fiscal or year.fiscal,
    )


def _candidates(month: int, day: int, year: int) -> Iterable[date]:
    for each in (year, year - 1):
        try:
            yield date(each, month, day)
        except ValueError:
            yield date(each, month, day - 1)


def _within(day: date, year: PeriodExpression, calendar: FiscalCalendar) -> bool:
    period = calendar.resolve(year, None)
    return bool(period and period.start and period.start <= day <= period.end)


def _completed(
    expression: PeriodExpression | None, context: Context, calendar: FiscalCalendar
) -> PeriodExpression | None:
    """Fill what a column's header leaves open from the words above the table; None where they do not settle it."""
    balance = context.caption.is_balance
    nearest = context.lines[0] if context.lines else ()
    if expression is None:
        one = _one(nearest, balance)
        # Beside columns that say theirs, one that says none is of the quarter in the title: "Markets - Third Quarter 2031".
        titled = one is not None and one.ordinal is not None and one in said(context.caption.title)
        return one if not context.is_said or titled else None
    if _is_year(expression):
        return _of_year(expression, context, calendar)
    if balance and expression.end:
        return PeriodExpression(end=expression.end, instant=True)
    if expression.end and not expression.unit:
        return _with_length(expression, context)
    if expression.to_date and expression.year and expression.unit == "quarter" and expression.ordinal:
        return replace(expression, count=expression.ordinal, ordinal=1, to_date=False)  # "YTD 2Q 2023"
    if expression.to_date and expression.year and context.quarters:
        return _total(expression, context, calendar)
    years = {year for year, _ in context.quarters}
    if expression.unit == "year" and not is_placed(expression) and len(years) == 1 and None not in years:
        return replace(expression, year=years.pop())  # "Full Year" beside "Q3 2026" and "Q4 2026"
    if expression.unit and not is_placed(expression):
        return (
            None
            if context.is_placed
            else _placed(expression, nearest, calendar) or _reported(expression, context, calendar)
        )
    return expression if is_placed(expression) else None


def _one(expressions: Expressions, balance: bool) -> PeriodExpression | None:
    """The only period that a line says, for columns that say none; what is as long and says not when may be the same.

    "Selected 2031 results … our full-year guidance" is of one year.
    """
    placed = [each for each in expressions if is_placed(each)]
    if len(placed) != 1 or any(
        (each.unit, each.count, each.shift) != (placed[0].unit, placed[0].count, 0)
        for each in expressions
        if each not in placed
    ):
        return None
    if balance and placed[0].end:
        return PeriodExpression(end=placed[0].end, instant=True)
    return placed[0]


def _placed(expression: PeriodExpression, nearest: Expressions, calendar: FiscalCalendar) -> PeriodExpression | None:
    """A length without its place in time: at the one day, or in the one year, that the line above says; or of those that
    it says the one that is as long: "Six Weeks" below "the quarter and the six weeks to June 30, 2024"."""
    places = [each for each in nearest if is_placed(each)]
    if len(places) != 1 or places[0].ordinal:
        as_long = [each for each in places if each.unit and _same_length([each, replace(expression, ordinal=None)])]
        return as_long[0] if len(as_long) == 1 else None
    if _is_year(places[0]):
        found = with_year(expression, places[0], calendar)
        return found if found and is_placed(found) else None
    end = places[0].end
    if expression.ordinal and places[0].unit == "year" and expression.unit != "year" and end:
        # "Third Quarter" below "the Third Quarter and Full Year Ending December 31, 2026": within that year
        return with_year(expression, PeriodExpression(unit="year", year=end.year), calendar)
    return replace(expression, end=end, month=places[0].month, day=places[0].day, year=places[0].year)


def _reported(expression: PeriodExpression, context: Context, calendar: FiscalCalendar) -> PeriodExpression | None:
    """So many weeks of columns that say no more, where the quarter reported is as long, or the year up to its end."""
    nearest = context.lines[0] if context.lines else ()
    if expression.unit != "week" or calendar.reported is None or context.is_repeated or any(map(is_placed, nearest)):
        return None
    ends = calendar.resolve(PeriodExpression(to_date=True), calendar.reported)
    as_long = [each for each in (calendar.reported, ends) if each and each.days == 7 * expression.count]
    return replace(expression, end=as_long[0].end) if as_long else None


def _of_year(year: PeriodExpression, context: Context, calendar: FiscalCalendar) -> PeriodExpression | None:
    """A column headed by a year: of the length and the day that the line above says, or the fiscal year."""
    balance = context.caption.is_balance
    whole = replace(year, instant=True) if balance else year
    if context.quarters and not balance:
        return _total(year, context, calendar)
    for line in context.lines:
        parts = [each for each in line if not _is_year(each) and (balance or not (each.instant and each.end))]
        # "Full-year 2023" says of the columns of other years, too, that they are whole.
        fiscal = {each.year for each in line if _is_year(each) and each.fiscal}
        if context.annual and (year.year in fiscal or (fiscal and not parts)):
            return whole
        if context.annual and all(_is_year(each) and not _is_over(each, context, calendar) for each in line):
            return whole  # "2030 actual" below "Outlook for 2031"
        exact = [each for each in parts if _year_of(each) == year.year]
        if len(exact) == 1:
            return exact[0]
        if parts:
            alike = len({(each.unit, each.count, each.ordinal, each.instant) for each in parts}) == 1
            return with_year(parts[0], year, calendar) if alike else None
    return whole if context.annual else None


def _total(year: PeriodExpression, context: Context, calendar: FiscalCalendar) -> PeriodExpression | None:
    """A year beside its quarters: the stretch of those that stand there, or the whole year."""
    beside = sorted(ordinal for said, ordinal in context.quarters if said == year.year)
    if len(beside) > 1 and beside == list(range(1, len(beside) + 1)):
        return PeriodExpression(unit="quarter", count=len(beside), ordinal=1, year=year.year, fiscal=year.fiscal)
    whole = PeriodExpression(unit="year", year=year.year, fiscal=year.fiscal)
    return whole if not year.to_date and _is_over(whole, context, calendar) else None


def _with_length(expression: PeriodExpression, context: Context) -> PeriodExpression | None:
    """A column headed by a day: of the length that the words above say; a moment where they say none."""
    for line in context.lines:
        if any(each.ordinal for each in line):
            continue  # a headline: "Second quarter results"
        lengths = {(each.unit, each.count) for each in line if each.unit and not _is_year(each) and not each.to_date}
        if len(lengths) == 1:
            unit, count = next(iter(lengths))
            return replace(expression, unit=unit, count=count, instant=False)
        if lengths:
            return None
    return None if context.caption.is_flow else replace(expression, instant=True)
