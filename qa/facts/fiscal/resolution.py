"""From a period as said to its days: the expression, the fiscal years it lies in, and the period in view."""

from datetime import date, timedelta

from qa.facts.fact import Period
from qa.facts.fiscal.fiscal_year import FiscalYears, is_month_end, last_of_month, months_before
from qa.language.values import PeriodExpression

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_SLACK = timedelta(days=6)  # a 52/53-week quarter closes up to so many days after the day by which it is called
_MONTH = 5  # weeks, of which a release may speak that ended since
_SINCE = timedelta(days=60)  # a release tells what became of a thing until it is written: "through April 24"
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_CALENDAR_YEARS = FiscalYears()


def resolve(years: FiscalYears, said: PeriodExpression, view: Period | None) -> Period | None:
    """Return the period that an expression means; None where it cannot be told.

    Arguments:
        view: the period that the talk is about, from which relative expressions count.
    """
    if said.fiscal is False:
        years = _CALENDAR_YEARS
    period = _stretch(years, said, view)
    if period is None or not said.instant:
        return period
    return Period(period.start - _DAY) if said.at_start and period.start else Period(period.end)


def _stretch(years: FiscalYears, said: PeriodExpression, view: Period | None) -> Period | None:
    """Resolve from what the expression says the most exactly to what it says the least."""
    if said.end or said.month:
        end = said.end or _day(years, said, view)
        return _ending(years, said, end, view) if end else None
    if said.year and said.ordinal is None and not said.to_date:
        return _in_year(years, said, said.year, view)
    if said.year is None and view is None:
        return None
    to_date = said.to_date and said.unit != "quarter"  # "quarter to date", beside "year to date", is the quarter
    if said.ordinal is not None or to_date:
        year = said.year or _year_in_view(years, said, view)
        if to_date:
            return _to_date(years, year, view)
        return _placed(years, said, said.ordinal or 1, year)
    if view is None:
        return None
    return _part(years, said, view) if said.shift is None else _shifted(years, said, said.shift, view)


def _day(years: FiscalYears, said: PeriodExpression, view: Period | None) -> date | None:
    """The day meant by a month, with or without its day, whose year is not said or is a fiscal one."""
    month = said.month or 12
    if said.year and (said.fiscal is None or said.day is None) and not said.fiscal:
        return _in_month(years, said, said.year, month)
    if said.year:
        days = [_in_month(years, said, said.year + step, month) for step in (-1, 0, 1)]
        return next((day for day in days if day and years.containing(day) // 4 == said.year), None)
    if view is None:
        return None
    around = (_in_month(years, said, view.end.year + step, month) for step in (1, 0, -1))
    near: list[date] = [day for day in around if day]
    if said.unit == "quarter" and not said.day:
        # The September quarter is the next one in June and the last one in December.
        nearest = min(near, key=lambda day: (abs(day - view.end) // _WEEK, day))
        return _in_month(years, said, nearest.year + said.shift, month) if said.shift else nearest
    short = said.unit is None or (said.unit == "week" and said.count <= _MONTH)
    at_end = said.instant and said.unit == "month" and not said.at_start  # "at the end of October" is its last day
    after = _SINCE if (said.day and short) or at_end else _SLACK
    said_day = next((day for day in near if day <= view.end + after), None)
    if said_day and said.shift and said.shift_unit == "year":  # "at the end of March last year"
        return _in_month(years, said, said_day.year + said.shift, month)
    return said_day


def _in_month(years: FiscalYears, said: PeriodExpression, year: int, month: int) -> date | None:
    """A day of a month; without one the month's last, or the quarter's end that is called by it."""
    if said.day:
        last = last_of_month(year, month)
        return last.replace(day=said.day) if said.day <= last.day else None
    last = last_of_month(year, month)
    number = None if said.unit == "month" and not said.instant else years.place(last)
    if number is None and said.unit == "quarter":
        # A quarter that closes early in a month is called by it, too: the one to March 1 is the March quarter.
        end = years.end(years.containing(last.replace(day=1)))
        return end if end <= last else last
    return last if number is None else years.end(number)


def _ending(years: FiscalYears, said: PeriodExpression, end: date, view: Period | None) -> Period | None:
    if said.to_date:
        return Period(end, years.span(years.containing(end) // 4 * 4, years.containing(end)).start)
    if said.unit is None:
        if said.instant:
            return Period(end)
        return view if view and view.start and abs(view.end - end) <= _SLACK else None
    return Period(end, _start(years, said, end))


def _start(years: FiscalYears, said: PeriodExpression, end: date) -> date:
    """The first day of a stretch whose length and last day are said."""
    if said.unit == "day":
        return end - (said.count - 1) * _DAY
    if said.unit == "week":
        return end - said.count * _WEEK + _DAY
    months = said.count * _MONTHS[said.unit or "month"]
    number = years.place(end) if months % 3 == 0 else None
    if number is not None:
        before = number - months // 3
        if before in years.known or (number in years.known and not years.weeks and not is_month_end(end)):
            return years.end(before) + _DAY
        if years.weeks:
            return end - sum(years.quarter_weeks[n % 4] for n in range(number, number - months // 3, -1)) * _WEEK + _DAY
    if months % 3 == 0 and not is_month_end(end):
        return end - months // 3 * 13 * _WEEK + _DAY
    return months_before(end, months) + _DAY


def _placed(years: FiscalYears, said: PeriodExpression, ordinal: int, year: int) -> Period | None:
    """The first, second and so on of its kind in a fiscal year."""
    opening = years.end(year * 4 - 1)
    if said.unit == "week":
        return Period(opening + said.count * _WEEK, opening + _DAY) if ordinal == 1 else None
    months = said.count * _MONTHS[said.unit or "month"]
    if months % 3:
        return Period(months_before(opening, -months), opening + _DAY) if ordinal == 1 else None
    quarters = months // 3
    # "first three quarters" is one stretch of three, "third quarter" the third of one.
    first = year * 4 + (ordinal - 1) * quarters
    return years.span(first, first + quarters - 1) if first + quarters <= year * 4 + 4 else None


def _in_year(years: FiscalYears, said: PeriodExpression, year: int, view: Period | None) -> Period | None:
    """A year, or the stretch of it that is the one in view in its own."""
    if not said.same:
        return years.span(year * 4, year * 4 + 3) if said.unit in ("year", None) and said.count == 1 else None
    part = _part(years, said, view) if view else None
    number = years.place(part.end) if part else None
    if part is None or number is None:
        return None
    if said.fiscal is None and year == part.end.year - 1:
        return _moved(years, part, -4)  # beside a quarter of September 2007 that of 2006 is the one a year before
    return _moved(years, part, (year - number // 4) * 4)


def _year_in_view(years: FiscalYears, said: PeriodExpression, view: Period | None) -> int:
    """The fiscal year that an expression without a number belongs to: the one in view, or so many after it."""
    shift = said.shift if said.shift and said.shift_unit == "year" else 0
    return (_last_quarter(years, view) // 4 if view else 0) + shift


def _last_quarter(years: FiscalYears, view: Period) -> int:
    number = years.place(view.end)
    return years.containing(view.end) if number is None else number


def _to_date(years: FiscalYears, year: int, view: Period | None) -> Period | None:
    if view is None:
        return None
    number = _last_quarter(years, view)
    return years.span(year * 4, year * 4 + number % 4)


def _part(years: FiscalYears, said: PeriodExpression, view: Period) -> Period | None:
    """The stretch of the length said that the period in view is, ends with, or lies in."""
    if said.unit is None:
        return view
    quarters = _quarters(years, said)
    number = _last_quarter(years, view)
    if quarters is None:
        return None
    if view.start and years.place(view.start - _DAY) == number - quarters:
        return view
    if said.unit == "year" and said.count == 1:
        return years.span(number // 4 * 4, number // 4 * 4 + 3)
    if said.unit == "half" and said.count == 1:
        return years.span(number // 2 * 2, number // 2 * 2 + 1)
    if quarters in (1, 4):
        return years.span(number - quarters + 1, number)
    return years.span(number // 4 * 4, number // 4 * 4 + quarters - 1) if quarters < 4 else None


def _quarters(years: FiscalYears, said: PeriodExpression) -> int | None:
    """How many quarters a length is; None where it is no whole number of them."""
    if said.unit == "week":
        lengths = {n: sum(years.quarter_weeks[:n]) for n in (1, 2, 3, 4)}
        return next((n for n, weeks in lengths.items() if 0 <= said.count - weeks <= 1), None)
    months = said.count * _MONTHS.get(said.unit or "", 0)
    return months // 3 if months and months % 3 == 0 else None


def _shifted(years: FiscalYears, said: PeriodExpression, shift: int, view: Period) -> Period | None:
    """So many steps of a unit from the period in view."""
    if said.shift_unit is None:
        return _part(years, said, view)
    if said.count > 1 and not said.same:
        return _several(years, said, shift, view)
    part = _part(years, said, view)
    months = shift * _MONTHS.get(said.shift_unit, 0)
    if part is None or months % 3 or said.shift_unit in ("day", "week"):
        return None
    return _moved(years, part, months // 3)


def _several(years: FiscalYears, said: PeriodExpression, shift: int, view: Period) -> Period | None:
    """The last so many quarters, months or years up to the end in view; those before or after it."""
    quarters, last = _quarters(years, said), _last_quarter(years, view)
    if quarters is None:
        return None
    if said.unit == "year" and last % 4 != 3:
        last -= last % 4 + 1  # years are whole ones
    if shift > 0:
        return years.span(last + 1, last + quarters)
    if shift < 0:
        before = years.place(view.start - _DAY) if view.start else None
        last = last - 1 if before is None else before
    return years.span(last - quarters + 1, last)


def _moved(years: FiscalYears, period: Period, quarters: int) -> Period | None:
    """The period so many fiscal quarters later, of the same length and place."""
    last = years.place(period.end)
    first = years.place(period.start - _DAY) if period.start else last
    if quarters == 0:
        return period
    if last is not None and first is not None:
        if period.start is None:
            return Period(years.end(last + quarters))
        return years.span(first + 1 + quarters, last + quarters)
    if period.start is None:
        return Period(months_before(period.end, -3 * quarters))
    opening = months_before(period.start - _DAY, -3 * quarters)
    return Period(months_before(period.end, -3 * quarters), opening + _DAY)
