"""Whether figures are of one time, and which time a question means of several companies, whose fiscal years lie apart."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from qa.facts.fiscal.calendar import FiscalCalendar
from qa.language.values import PeriodExpression
from qa.questions.finding.index import SLACK
from qa.questions.finding.library import View
from qa.questions.finding.periods import targets
from qa.questions.reply import Answer

Said = tuple[PeriodExpression, ...]
Asked = tuple[Said, View]  # the periods said of a company, and the company

_APART = timedelta(days=46)  # half a quarter: what lies farther apart is not the same quarter
_LAST = 4  # quarters in a year


def at_one_time(asked: Sequence[Asked]) -> list[Said]:
    """Return what is meant of each company where all are asked for one period, or for none.

    "Q2 2024" is each one's own second quarter where those fall together, and else the calendar's: compared is what was
    earned at one time. Without a period it is the latest that all of them report. What is called fiscal, or dated, is
    taken as said.
    """
    said = [periods for periods, _ in asked]
    if any(periods != said[0] for periods in said) or not _may_differ(said[0] if said else ()):
        return said
    own = [next(iter(targets(periods, view)), view.reported) for periods, view in asked]
    ends = [period.end for period in own if period]
    if not ends or max(ends) - min(ends) <= _APART:
        return said
    return [_in_calendar(periods[0], view) if periods else _reported_at(min(ends), view) for periods, view in asked]


def _may_differ(said: Said) -> bool:
    return not said or (len(said) == 1 and said[0].year is not None and said[0].fiscal is None and said[0].end is None)


def _in_calendar(said: PeriodExpression, view: View) -> Said:
    """A company's own quarter or year that ends nearest to the calendar's."""
    meant = FiscalCalendar().resolve(replace(said, fiscal=False))
    year = said.year or 0
    ordinals = range(1, _LAST + 1) if said.unit == "quarter" else (said.ordinal,)
    own = [
        replace(said, ordinal=ordinal, year=near, fiscal=True)
        for near in (year - 1, year, year + 1)
        for ordinal in ordinals
    ]
    dated = [(abs(period.end - meant.end), one) for one in own if meant and (period := view.calendar.resolve(one))]
    apart, nearest = min(dated, key=lambda pair: pair[0], default=(timedelta.max, said))
    return (nearest,) if apart <= _APART else (said,)


def _reported_at(day: date, view: View) -> Said:
    """The quarter of a company's filings that ends at about a day; nothing where it has none."""
    quarters = [filing.period for filing in view.filings if filing.period and abs(filing.period.end - day) <= _APART]
    return (PeriodExpression(unit="quarter", end=quarters[-1].end),) if quarters else ()


def end_together(found: Sequence[Answer], *, balances: bool) -> bool:
    """Return whether what figures are of ended at one time.

    Arguments:
        balances: whether those of a day count.
    """
    ends = [one.fact.period.end for one in found if one.fact.period and (balances or not one.fact.is_instant)]
    return not ends or max(ends) - min(ends) <= SLACK
