"""Which period a question means, in the filing in view, and which of a line's facts is of that period."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from qa.facts.fact import Period
from qa.language.values import YEAR_BEFORE, PeriodExpression
from qa.questions.finding.index import SLACK, Held, Line, best, near
from qa.questions.finding.library import View


def period_in_view(anchors: Sequence[PeriodExpression], view: View) -> Period | None:
    """Return the period that the talk has come to: the reported one, unless earlier turns moved on from it."""
    period = view.reported
    for expression in anchors:
        period = view.calendar.resolve(expression, period) or period
    return period


def targets(
    expressions: Sequence[PeriodExpression], view: View, anchors: Sequence[PeriodExpression] = ()
) -> tuple[Period, ...]:
    """Return the periods that a question's expressions mean, in order, each once.

    Arguments:
        anchors: the periods of the conversation's earlier turns, from which relative ones count.
    """
    in_view = period_in_view(anchors, view)
    rolling = [one for one in expressions if _rolls(one)]
    others = [one for one in expressions if not _rolls(one)]
    if len(rolling) == 1 and (len(others) == 1 or (others and all(one.instant for one in others))):
        return _counted_back(rolling[0], others, in_view, view)
    found: list[Period] = []
    for expression in expressions:
        earlier = expression.same and expression.unit is None and expression.shift and not expression.year
        # "In 2031 versus a year earlier": earlier than what was said before it.
        period = _resolved(expression, found[-1] if earlier and found else in_view, view)
        if period and not any(same(period, other) for other in found):
            found.append(period)
    return tuple(found)


def _counted_back(
    rolling: PeriodExpression, ends: Sequence[PeriodExpression], in_view: Period | None, view: View
) -> tuple[Period, ...]:
    """The stretches that end when it is said: "trailing twelve months at Q3", or at a day that closes a quarter."""
    closing = [view.calendar.resolve(one, in_view) for one in ends]
    found = [(end, view.calendar.resolve(rolling, end)) for end in closing if end]
    return tuple(period for end, period in found if period and abs(period.end - end.end) <= SLACK)


def _resolved(expression: PeriodExpression, in_view: Period | None, view: View) -> Period | None:
    """The period that an expression means; "year end" said while the year still runs is the last one that there was.

    "The end of 2005" is the calendar's where a filing of a December quarter is asked, which a fiscal year's end would miss.
    """
    if _ends_a_year(expression) and view.reported and _closes_december(view.reported):
        expression = replace(expression, fiscal=False)
    period = view.calendar.resolve(expression, in_view)
    whole = expression.unit == "year" and expression.instant and expression.shift == 0 and not expression.at_start
    if whole and period and view.reported and period.end > view.reported.end + SLACK:
        return view.calendar.resolve(replace(expression, shift=-1), in_view)
    return period


def _ends_a_year(expression: PeriodExpression) -> bool:
    """Whether an expression is of a year's end, without saying which kind of year: "at the end of 2005"."""
    dated = expression.unit == "year" and expression.year is not None and expression.end is None
    return dated and expression.fiscal is None and expression.instant and not expression.at_start


def _closes_december(period: Period) -> bool:
    end = period.end
    return abs(end - date(end.year if end.month > 1 else end.year - 1, 12, 31)) <= SLACK


def of_company(expression: PeriodExpression, view: View) -> PeriodExpression:
    """Return what a quarter that another company's talk dated means of the one in view: its own that holds that day."""
    day = expression.end
    if day is None or expression.unit not in (None, "quarter") or expression.count != 1 or expression.instant:
        return expression
    quarters = [filing.period for filing in view.filings if filing.period and filing.period.start]
    if any(abs(period.end - day) <= SLACK for period in quarters):
        return expression
    own = next((period for period in quarters if period.start and period.start <= day <= period.end), None)
    return replace(expression, unit="quarter", end=own.end) if own else expression


def _rolls(expression: PeriodExpression) -> bool:
    """Whether an expression counts back from the period in view: "the last four quarters"."""
    return expression.shift == 0 and expression.count > 1 and not expression.year and not expression.end


def same(a: Period, b: Period) -> bool:
    """Whether two wordings mean one period; an instant and the period that it closes are told apart by the line."""
    return near(a, b) or ((a.start is None) != (b.start is None) and abs(a.end - b.end) <= SLACK)


def at(line: Line, target: Period) -> Held | None:
    """Return a line's fact of the period asked for: a balance at its end, a flow over the whole of it."""
    found = line.at(target)
    if found or target.start is None:
        return found or _closing(line, target)
    return line.at(Period(target.end))


def _closing(line: Line, instant: Period) -> Held | None:
    """A figure that releases give for a quarter although it is asked "at quarter end" (a rate, a count)."""
    ending = [
        h for h in line.held if h.fact.period and h.fact.period.start and abs(h.fact.period.end - instant.end) <= SLACK
    ]
    lengths = {round(h.fact.period.days / 30) for h in ending if h.fact.period}
    return best(ending) if len(lengths) == 1 and not line.is_money and line.unit != "shares" else None


def by_default(line: Line, reported: Period | None) -> Held | None:
    """Return the fact that is meant when no period is said: the one of the period that the filing reports."""
    if reported:
        found = at(line, reported)
        if found:
            return found
    dated = [held for held in line.held if held.fact.period]
    if not dated:
        return best(line.held)
    if line.family == "guidance":
        return min(dated, key=lambda h: (-h.rank, h.fact.period.end if h.fact.period else None))
    if reported:
        ending = [held for held in dated if held.fact.period and abs(held.fact.period.end - reported.end) <= SLACK]
        if ending and _one_period(ending):
            return best(ending)
    return best(dated) if _one_period(dated) else None


def _one_period(held: Iterable[Held]) -> bool:
    periods = [h.fact.period for h in held if h.fact.period]
    return all(near(period, periods[0]) for period in periods)


def opening(period: Period) -> Period:
    """Return the instant at which a period opens: the close of the day before its first."""
    return Period(period.start - timedelta(days=1)) if period.start else period


def year_before(period: Period | None, view: View) -> Period | None:
    """Return the same period of the year before."""
    return view.calendar.resolve(YEAR_BEFORE, period) if period else None


def passed(expression: PeriodExpression, view: View, anchors: Sequence[PeriodExpression] = ()) -> PeriodExpression:
    """Return what a part of a year that is still to come means where no outlook is asked for: that of the year before."""
    if expression.ordinal is None or expression.year or expression.shift or expression.end or view.reported is None:
        return expression
    period = view.calendar.resolve(expression, period_in_view(anchors, view))
    ahead = period is not None and period.start is not None and period.start > view.reported.end
    return replace(expression, shift=-1, shift_unit="year") if ahead else expression
