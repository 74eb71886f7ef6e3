"""The filer's fiscal calendar: learned from a release, it dates and names periods."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Self

from qa.facts.fact import Period
from qa.facts.fiscal.fiscal_year import Anchor, FiscalYears
from qa.facts.fiscal.learning import merged_years, weigh
from qa.facts.fiscal.resolution import resolve
from qa.language.values import Entity, PeriodExpression

_DAY = timedelta(days=1)
_MOST_RESOLVED = 500  # expressions whose periods a calendar keeps
# How many quarters from which one of the year on are called what.
_NAMES = {(1, 2): "first half FY{}", (3, 2): "second half FY{}", (1, 3): "nine months FY{}", (1, 4): "FY{}"}


@dataclass(frozen=True)
class FiscalCalendar:
    """How a filer's years lie, and what the filing at hand reports.

    Arguments:
        years: the fiscal years; calendar years where nothing is known.
        known: whether the filing shows where the years end; else `years` is an assumption.
        reported: the quarter that the filing reports, or the year where it reports no quarter; None where
            that is not established.
    """

    years: FiscalYears = field(default_factory=FiscalYears)
    known: bool = False
    reported: Period | None = None

    @cached_property
    def _resolved(self) -> dict[tuple[PeriodExpression, Period | None], Period | None]:
        """What was meant by the first expressions: every question asks for the same few, and more than once."""
        return {}

    @classmethod
    def learn(cls, entities: Sequence[Entity], text: str, released: date | None) -> Self:
        """Return the calendar that a filing shows.

        Arguments:
            entities: what was tagged in the text; only periods are read.
            text: the filing's text.
            released: when it was published, where known; nothing later is reported by it.
        """
        found = weigh(entities, text, released)
        calendar = cls(found.years, found.known)
        return replace(calendar, reported=calendar.labelled(found.reported) if found.reported else None)

    @classmethod
    def merge(cls, calendars: Sequence[Self]) -> Self:
        """Return what several filings of one company show together, the latest of them last."""
        if not calendars:
            return cls()
        known = [calendar for calendar in calendars if calendar.known] or list(calendars)
        merged = cls(merged_years([calendar.years for calendar in known]), known[-1].known)
        reported = next((calendar.reported for calendar in reversed(calendars) if calendar.reported), None)
        return replace(merged, reported=merged.labelled(reported) if reported else None)

    def resolve(self, expression: PeriodExpression, view: Period | None = None) -> Period | None:
        """Return the period that an expression means, labelled; None where it cannot be told.

        Arguments:
            view: the period that the talk is about, from which relative expressions count; by default the
                one that the filing reports.
        """
        said = expression, view or self.reported
        if said in self._resolved:
            return self._resolved[said]
        found = resolve(self.years, *said)
        period = self.labelled(found) if found else None
        if len(self._resolved) < _MOST_RESOLVED:
            self._resolved[said] = period
        return period

    def readings(self, expression: PeriodExpression, view: Period | None = None) -> tuple[Period, ...]:
        """Return every period that an expression may mean, the likeliest first.

        "Q2 2007" is the fiscal quarter or the calendar one; "last year" is the whole year or the same period of it.
        """
        said = [expression]
        if expression.year and expression.fiscal is None and expression.end is None:
            said.append(replace(expression, fiscal=False))
        if expression.unit == "year" and expression.shift == -1 and expression.count == 1:
            said.append(replace(expression, unit=None, same=True))
        found: list[Period] = []
        for one in said:
            period = self.resolve(one, view)
            if period and not any(_near(period, other) for other in found):
                found.append(period)
        return tuple(found)

    def label(self, period: Period) -> str:
        """Return what the filer calls a period: "Q2 FY2008", "first half FY2008", "September 30, 2007"."""
        if period.start is None:
            return _long(period.end)
        last, before = self.years.place(period.end), self.years.place(period.start - _DAY)
        if last is not None and before is not None and last > before:
            first = before + 1
            if first == last:
                return f"Q{last % 4 + 1} FY{last // 4}"
            name = _NAMES.get((first % 4 + 1, last - before))
            if name:
                return name.format(last // 4)
        return f"{_long(period.start)} – {_long(period.end)}"

    def labelled(self, period: Period) -> Period:
        """Return a period with its label."""
        return Period(period.end, period.start, self.label(period))

    def closing(self, period: Period) -> Period:
        """Return the instant at which a period ends."""
        return self.labelled(Period(period.end))

    def opening(self, period: Period) -> Period:
        """Return the instant at which a period begins: the close of the day before; an instant is its own."""
        return self.labelled(Period(period.start - _DAY)) if period.start else period

    def to_json(self) -> str:
        """Return the calendar as JSON text."""
        return json.dumps(asdict(self), default=date.isoformat)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return the calendar that `to_json` wrote."""
        said = json.loads(text)
        years, reported = said["years"], said["reported"]
        years["quarter_weeks"] = tuple(years["quarter_weeks"])
        years["anchors"] = tuple(
            Anchor(date.fromisoformat(anchor["end"]), anchor["year"], anchor["quarter"]) for anchor in years["anchors"]
        )
        return cls(FiscalYears(**years), said["known"], _period(reported) if reported else None)


def _period(said: dict[str, str | None]) -> Period:
    start, end = said["start"], said["end"]
    return Period(date.fromisoformat(end or ""), date.fromisoformat(start) if start else None, said["label"] or "")


def _long(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _near(a: Period, b: Period) -> bool:
    """Whether two readings differ by less than 52/53-week years vary."""
    if a.start is None or b.start is None:
        return a.start == b.start and abs((a.end - b.end).days) <= 7
    return abs((a.end - b.end).days) <= 7 and abs((a.start - b.start).days) <= 7
