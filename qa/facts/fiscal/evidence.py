"""What a filing says that its fiscal calendar can be told from: dated periods, quarters named, a balance sheet's days."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from qa.facts.fiscal.fiscal_year import is_month_end, last_of_month
from qa.facts.fiscal.header_periods import headed, joined
from qa.frozen import frozen
from qa.language.period_spans import SPAN
from qa.language.values import Entity, PeriodExpression

_WEEK = timedelta(weeks=1)
_DELAY = timedelta(days=200)  # the longest after a period's end that its results are released
_TO_COME = re.compile(r"\bend(?:ing|s)\b", re.IGNORECASE)  # "ended" is what is reported
_AHEAD = re.compile(
    r"\b(?:expect(?:s|ed|ations?)?|guidance|outlook|forecasts?|anticipat\w+|foresees?|sees)\b", re.IGNORECASE
)
_REPORTS = re.compile(
    r"\b(?:reports?|reported|reporting|announces?|announced|results|record|achieve[sd]?|exceed(?:s|ed|ing)?|above)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\n|\.\s")
_SPAN = re.compile(SPAN, re.IGNORECASE)
_TITLE = 3000  # characters within which a release says what it reports
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


@frozen
class Dated:
    """An expression and the day it ends on.

    Arguments:
        quarters: its length, 1 to 4; 0 for a moment or another length.
        exact: whether the day itself is said, with its year.
    """

    said: PeriodExpression
    end: date
    quarters: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a filing says, sorted.

    Arguments:
        quarters: the quarters of the year it names, in the order of the text.
        title: the first of them that no line looks ahead to, where it stands in the title or the first sentences.
        released: when it was published, as far as that can be told.
        close: the end of the latest period that has passed.
        opened: the other day of the balance sheet, mostly the last year's end, and how often it is said.
        to_come: the dated quarters and years that were still to end; these say when years end, too.
        of_quarter: whether a quarter is named before any longer period that ends at the close.
    """

    dated: tuple[Dated, ...]
    quarters: tuple[PeriodExpression, ...]
    title: PeriodExpression | None
    released: date | None
    close: date | None
    opened: tuple[date, int] | None
    to_come: tuple[Dated, ...] = ()
    of_quarter: bool = False


def gather(entities: Sequence[Entity], text: str, released: date | None) -> Evidence:
    """Return what a filing's period expressions say of its calendar.

    Arguments:
        released: when it was published, where known.
    """
    past: list[Entity] = []
    to_come: list[PeriodExpression] = []
    for entity in entities:
        if isinstance(entity.value, PeriodExpression):
            if _TO_COME.search(text, entity.start, entity.end):
                to_come.append(entity.value)
            else:
                past.append(entity)
    said = list(joined(past, text))
    released = _release_day(said, released)
    dated = tuple(item for _, value in said if (item := _dated(value, released)))
    named = [(start, value) for start, value in said if _is_named_quarter(value)]
    close = _close(dated, frozenset(headed(past, text)), released)
    longer = (
        start
        for start, value in said
        if (item := _dated(value, released)) and item.end == close and item.quarters > 1
        if not _SPAN.match(text, start)  # the days that a report covers, as its title says them
    )
    return Evidence(
        dated=dated,
        quarters=tuple(value for _, value in named),
        title=_titled(named, text),
        released=released,
        close=close,
        opened=_opened(dated, close),
        to_come=tuple(item for value in to_come if (item := _dated(value, None))),
        of_quarter=bool(named) and named[0][0] < next(longer, len(text)),
    )


def _titled(named: Sequence[tuple[int, PeriodExpression]], text: str) -> PeriodExpression | None:
    """The first quarter named in the head, before it one that is not looked ahead to."""
    head = [(start, value) for start, value in named if start < _TITLE]
    return next((value for start, value in head if not _is_ahead(text, start)), head[0][1] if head else None)


def _is_ahead(text: str, at: int) -> bool:
    """Whether the sentence around a place looks ahead: "Third quarter sales expected to grow" above the second's results."""
    start = max(text.rfind("\n", 0, at), text.rfind(". ", 0, at)) + 1
    end = _ENDS.search(text, at)
    stop = end.start() if end else len(text)
    return bool(_AHEAD.search(text, start, stop)) and not _REPORTS.search(text, start, stop)


def _is_named_quarter(said: PeriodExpression) -> bool:
    return (
        bool(said.ordinal)
        and said.unit == "quarter"
        and said.count == 1
        and said.shift is None
        and said.fiscal is not False
    )


def _release_day(said: Sequence[tuple[int, PeriodExpression]], released: date | None) -> date | None:
    """The day of release, in place of one that is unknown or misprinted the latest day that the head says."""
    ends = Counter(value.end for _, value in said if value.end and not value.instant)
    reported = max(ends, key=lambda end: (ends[end], end), default=None)
    if released and (reported is None or reported <= released):
        return released
    head = [value.end for start, value in said if start < _TITLE and value.end]
    later = [end for end in head if reported is None or end > reported]
    return max(later, default=None)


def _dated(said: PeriodExpression, released: date | None) -> Dated | None:
    """An expression with its day, where it says one that has passed."""
    end, exact = said.end, True
    if end is None and said.month and said.year and (said.unit != "month" or said.count > 1):
        end, exact = last_of_month(said.year, said.month), False
    elif end is None and said.month and said.day and released:
        end, exact = _latest(said.month, said.day, released), False
    if end is None or (released and end > released):
        return None
    return Dated(said, end, 0 if said.instant else _quarters(said), exact)


def _latest(month: int, day: int, limit: date) -> date | None:
    for year in (limit.year, limit.year - 1):
        if day <= last_of_month(year, month).day and date(year, month, day) <= limit:
            return date(year, month, day)
    return None


def _quarters(said: PeriodExpression) -> int:
    if said.unit == "week":
        return round(said.count / 13) if said.count >= 12 else 0
    months = said.count * _MONTHS.get(said.unit or "", 0)
    return months // 3 if months % 3 == 0 and months <= 12 else 0


def _close(dated: Sequence[Dated], paired: frozenset[date], released: date | None) -> date | None:
    """The latest end of a quarter or a longer period, or a later balance sheet's day that closes one too.

    Arguments:
        paired: the days that stand as the later of two above the columns of a balance sheet.
    """
    since = released - _DELAY if released else date.min
    ends = [item.end for item in dated if item.quarters and item.end >= since]
    close = max(ends, default=None)
    days = Counter(item.end for item in dated if not item.quarters and item.exact and item.end >= since)
    balances = [day for day, count in days.items() if count > 1 and (is_month_end(day) or day in paired)]
    if close is None:
        return max(balances, default=None)
    return max((day for day in balances if _are_quarters_between(close, day)), default=close)


def _are_quarters_between(day: date, later: date) -> bool:
    return later > day + 11 * _WEEK and (later.month - day.month) % 3 == 0


def _opened(dated: Sequence[Dated], close: date | None) -> tuple[date, int] | None:
    """The one other day of the balance sheet, a quarter to three before the close, and how often it is said.

    Balances are struck where months or weeks before the close end: no other day on which something happened is one.
    """
    if close is None:
        return None
    days = Counter(
        item.end
        for item in dated
        if item.exact and not item.quarters and 75 < (close - item.end).days < 300
        if is_month_end(item.end) or (close - item.end) % _WEEK == timedelta()
    )
    most = days.most_common(2)
    if not most or (len(most) > 1 and most[1][1] * 2 > most[0][1]):
        return None  # none, or balances of several quarters
    return most[0]
