"""The arithmetic of fiscal years: which days a fiscal quarter spans, and which quarter ends on a day.

A fiscal quarter is counted as one number, `year * 4 + quarter - 1`, so that neighbours differ by one.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from qa.facts.fact import Period

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
# A quarter of 12 or 16 weeks, or one that closes on a Sunday, ends at most so far from where it is expected.
_TOLERANCE = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A day on which a filing shows a fiscal quarter to have ended.

    Arguments:
        year, quarter: the fiscal year by its name, the quarter from 1 to 4.
    """

    end: date
    year: int
    quarter: int

    @property
    def number(self) -> int:
        """The quarter as counted here."""
        return self.year * 4 + self.quarter - 1


@dataclass(frozen=True)
class FiscalYears:
    """How a filer's years lie.

    Arguments:
        end_month: the month that the year ends in or nearest to, 1 to 12.
        weeks: whether years are of 52 or 53 weeks, rather than of months.
        quarter_weeks: how many weeks each quarter of such a year has.
        offset: the year's name less the calendar year in which it ends; -1 for "fiscal 2024" that ends in
            January 2025.
        anchors: quarter ends that are known and not a plain month's end, by date.
    """

    end_month: int = 12
    weeks: bool = False
    quarter_weeks: tuple[int, int, int, int] = (13, 13, 13, 13)
    offset: int = 0
    anchors: tuple[Anchor, ...] = ()

    @cached_property
    def known(self) -> dict[int, date]:
        """The anchors by fiscal quarter."""
        return {anchor.number: anchor.end for anchor in self.anchors}

    @cached_property
    def _placed(self) -> dict[date, int | None]:
        """The days placed so far: a filing's columns ask for the same few again and again."""
        return {}

    @cached_property
    def _ended(self) -> dict[int, date]:
        """The ends counted in weeks so far: every question asks for the same few."""
        return {}

    def end(self, number: int) -> date:
        """Return the last day of a fiscal quarter: exact where known, else computed."""
        if not self.anchors:
            return self.month_end(number)
        if number not in self._ended:
            count = self._end_by_weeks if self.weeks else self._end_within_year
            self._ended[number] = self.known.get(number) or count(number)
        return self._ended[number]

    def span(self, first: int, last: int) -> Period:
        """Return the period from the start of one fiscal quarter to the end of another."""
        return Period(self.end(last), self.end(first - 1) + _DAY)

    def place(self, day: date) -> int | None:
        """Return the fiscal quarter that ends on a day or within days of it; None where none does."""
        if day not in self._placed:
            about = self.nearest(day)
            nearest = min((about - 1, about, about + 1), key=lambda number: abs(self.end(number) - day))
            self._placed[day] = nearest if abs(self.end(nearest) - day) <= _TOLERANCE else None
        return self._placed[day]

    def nearest(self, day: date) -> int:
        """Return the fiscal quarter whose month's end is nearest to a day."""
        months = (day.year + self.offset) * 12 + day.month - self.end_month + 11
        return min(range(months // 3 - 1, months // 3 + 2), key=lambda number: abs(self.month_end(number) - day))

    def containing(self, day: date) -> int:
        """Return the fiscal quarter that a day lies in."""
        number = self.nearest(day) - 1
        while self.end(number) < day:
            number += 1
        return number

    def month_end(self, number: int) -> date:
        """Return the last day of the calendar month that a fiscal quarter ends in or near."""
        year, quarter = divmod(number, 4)
        months = (year - self.offset) * 12 + self.end_month - 1 - 3 * (3 - quarter)
        return last_of_month(months // 12, months % 12 + 1)

    def _end_by_weeks(self, number: int) -> date:
        """Count in weeks from the nearest known end, keeping the year's end where it belongs."""
        year, quarter = divmod(number, 4)
        nearest = min(self.anchors, key=lambda anchor: abs(anchor.number - number))
        if nearest.year == year and quarter < 3:
            return nearest.end + self._weeks_between(nearest.quarter - 1, quarter) * _WEEK
        if quarter < 3:
            return self.end(year * 4 - 1) + sum(self.quarter_weeks[: quarter + 1]) * _WEEK
        close = nearest.end + self._weeks_between(nearest.quarter - 1, 3) * _WEEK
        return self._near_month_end(close + (year - nearest.year) * 52 * _WEEK, self.month_end(number))

    def _end_within_year(self, number: int) -> date:
        """Count in weeks from a known end within the year, which itself ends with a month: April 3, July 3, October 2, December 31."""
        year, quarter = divmod(number, 4)
        known = [one for one in self.anchors if one.year == year and one.quarter < 4 and not is_month_end(one.end)]
        if quarter == 3 or not known:
            return self.month_end(number)
        nearest = min(known, key=lambda anchor: abs(anchor.number - number))
        return nearest.end + self._weeks_between(nearest.quarter - 1, quarter) * _WEEK

    def _weeks_between(self, quarter: int, later: int) -> int:
        return sum(self.quarter_weeks[quarter + 1 : later + 1]) - sum(self.quarter_weeks[later + 1 : quarter + 1])

    def _near_month_end(self, day: date, month_end: date) -> date:
        """Move a year's end by weeks to where its rule has it: nearest to the month's end, or the month's last."""
        known = [(a.end - self.month_end(a.number)).days for a in self.anchors if a.quarter == 4]
        low = -3 if any(days > 0 for days in known) else -6
        high = 0 if any(days < -3 for days in known) else 3
        while (day - month_end).days > high:
            day -= _WEEK
        while (day - month_end).days < low:
            day += _WEEK
        return day


@lru_cache(maxsize=4096)
def last_of_month(year: int, month: int) -> date:
    """Return a month's last day."""
    return date(year, month, monthrange(year, month)[1])


def is_month_end(day: date) -> bool:
    """Whether a day is its month's last."""
    return day == last_of_month(day.year, day.month)


def months_before(day: date, count: int) -> date:
    """Return the day so many months before, or after where negative; a month's end stays one."""
    months = day.year * 12 + day.month - 1 - count
    last = last_of_month(months // 12, months % 12 + 1)
    return last if is_month_end(day) else last.replace(day=min(day.day, last.day))
