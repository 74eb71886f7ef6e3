"""What a row's own label says of its figures beside their metric: a time of their own, or that they are changes.

"Free cash flow -- TTM" in a quarter's column is of the twelve months to its end, "Cash at 1 January" in a half's of the
day before it began, "Net sales - Q1 FY '24" above what led to "Net sales - Q1 FY '25" of that quarter; "Net sales -- Y/Y
growth, excluding F/X" is the change of net sales against the year before, at constant currency.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import TypeGuard

from qa.facts.fact import Basis, Period
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.frozen import frozen
from qa.language.periods import find_periods
from qa.language.values import PeriodExpression
from qa.language.vocabulary import vocabulary
from qa.tables.statement import Row

_TRAILING = re.compile(
    r"[\s,–—-]*\(?(?:\b(?:trailing|last|latest|rolling)[- ](?:twelve|12|four|4)[- ](?:months?|quarters?)\b(?:\s*\((?:TTM|LTM)\))?"
    r"|\b[TL]TM\b)\)?\s*",
    re.I,
)
_CHANGE = re.compile(
    r"(?P<of>.*?[\w)])[\s,:–—-]+\(?(?:(?P<year>Y/Y|YoY|yr/yr|year[- ](?:over|on|to)[- ]year)|Q/Q|QoQ|quarter[- ](?:over|on|to)[- ]quarter)"
    r"\s*(?:%|percent(?:age)?)?\s*(?:(?:growth|change|increase|\(?(?:decline|decrease)\)?|rate|[/()%])\s*)+(?P<rest>.*)",
    re.I,
)
# The same as the head of the parts that it is given for: "Y/Y net sales growth:".
_CHANGE_AHEAD = re.compile(
    r"(?:(?P<year>Y/Y|YoY|year[- ](?:over|on|to)[- ]year)|Q/Q|QoQ|quarter[- ](?:over|on|to)[- ]quarter)\s+(?P<of>.+?)\s+(?:growth|change)\b(?P<rest>.*)",
    re.I,
)
_CONSTANT = re.compile(
    r"\b(?:excluding|ex[.-]?|without)\s+(?:the )?(?:effects? of |impact of )?(?:F/?X|foreign|currency|exchange)|constant",
    re.I,
)
_POINTS = re.compile(r"\bpoints?\b|\bbps\b|\bpts\b", re.I)
_AT = re.compile(r"\b(?:at|as of|as at)\b(?:\s*$|(?=\s))", re.I)
_DASH = re.compile(r"\s+[–—-]+\s*$|:\s*$")
_DATED = re.compile(r"[–—:-].*\d")  # which few labels are
_STRETCHES = ("quarter", "year", "half")
_COMMA = re.compile(r",\s*$")
_DAY = timedelta(days=1)
_YEAR, _QUARTER = PeriodExpression(shift=-1, shift_unit="year", same=True), PeriodExpression(unit="quarter", shift=-1)


@frozen
class OwnWords:
    """What a row's label and head say.

    Arguments:
        row: without these words; one that says a day, as "at end of period".
        trailing: whether its figures are of the twelve months to the column's end.
        day: the day that they stand on.
        stretch: the period that they are of, whatever the column's.
        against: for changes, the period that they are counted from, as seen from the column's.
        basis: of a change, where the label says one.
    """

    row: Row
    trailing: bool = False
    day: PeriodExpression | None = None
    stretch: PeriodExpression | None = None
    against: PeriodExpression | None = None
    basis: Basis | None = None

    def period(self, period: Period, calendar: FiscalCalendar) -> Period | None:
        """Return the period of the figures in the column of a period; None where the column does not touch their day."""
        if self.day:
            return _on_day(self.day, period)
        if self.stretch:
            return calendar.resolve(self.stretch, period)
        if not self.trailing:
            return period
        return calendar.resolve(PeriodExpression(unit="month", count=12, end=period.end), None) or period


def own_words(row: Row) -> OwnWords:
    """Return what a row says of its figures beside their metric, apart from that."""
    if vocabulary().label(row.label, row.heads):
        return OwnWords(row)
    said = OwnWords(row)
    short = _TRAILING.sub(" ", row.label).strip()
    if short != row.label and any(map(str.isalpha, short)):
        said = OwnWords(replace(row, label=short), trailing=True)
    day = _day_behind(said.row.label)
    if day:
        return OwnWords(replace(row, label=f"{row.label[: day[0]].rstrip(' ,')} at end of period"), day=day[1])
    stretch = stretch_behind(row.label)
    if stretch:
        return OwnWords(replace(row, label=stretch[0]), stretch=stretch[1])
    change = _CHANGE.fullmatch(said.row.label)
    if change and not _POINTS.search(change["rest"]):
        return _changed(said, replace(said.row, label=change["of"]), change)
    head = _CHANGE_AHEAD.fullmatch(row.heads[-1].strip(" :")) if row.heads else None
    return _changed(said, replace(said.row, heads=(*row.heads[:-1], head["of"])), head) if head else said


def _day_behind(label: str) -> tuple[int, PeriodExpression] | None:
    """Where words begin that lead to the day that a label ends on, and the day: "at 30 June"; None where there is none."""
    for said in find_periods(label):
        leads = _AT.match(label, said.start) or _AT.search(label[: said.start]) or _COMMA.search(label[: said.start])
        day, start = said.value, leads.start() if leads else 0
        if start and not label[said.end :].strip(" :.") and _is_day(day):
            return start, day
    return None


def stretch_behind(label: str) -> tuple[str, PeriodExpression] | None:
    """Return a label without the stretch that it ends on behind a dash, and the stretch; None where it ends on none."""
    for said in find_periods(label) if _DATED.search(label) else ():
        dash, stretch = _DASH.search(label[: said.start]), said.value
        if not dash or label[said.end :].strip(" :.)"):
            continue
        if isinstance(stretch, PeriodExpression) and stretch.year and stretch.unit in _STRETCHES:
            return label[: dash.start()], stretch
    return None


def steps(rows: Sequence[Row]) -> set[int]:
    """Return the places of rows that lead from a figure of one stretch to that of another: what moved it, and no figure of either."""
    ends = {at: said for at, row in enumerate(rows) if (said := stretch_behind(row.label))}
    between: set[int] = set()
    for (start, (label, one)), (end, (other, then)) in pairwise(ends.items()):
        if label == other and one != then:
            between.update(range(start + 1, end))
    return between


def _is_day(said: object) -> TypeGuard[PeriodExpression]:
    return isinstance(said, PeriodExpression) and not said.unit and bool(said.end or (said.month and said.day))


def _on_day(said: PeriodExpression, period: Period) -> Period | None:
    """The day on which a column's stretch closes, or on which it opens, which is the first day or the one before it."""
    opening = period.start - _DAY if period.start else period.end
    for day, moment in ((period.end, period.end), (opening, opening), (opening + _DAY, opening)):
        if (said.end or day) == day and (said.end or (said.month, said.day) == (day.month, day.day)):
            return Period(moment)
    return None


def _changed(said: OwnWords, row: Row, change: re.Match[str]) -> OwnWords:
    basis: Basis | None = "constant currency" if _CONSTANT.search(change["rest"]) else None
    return replace(said, row=row, against=_YEAR if change["year"] else _QUARTER, basis=basis)
