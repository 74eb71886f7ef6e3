"""The figures of several periods of one length: the quarters or years that a question goes through."""

import calendar as months
import re
from collections.abc import Sequence
from datetime import date, timedelta

from qa.facts.fact import Period
from qa.language.values import PeriodExpression
from qa.questions.finding.find import close, find
from qa.questions.finding.index import SLACK, near
from qa.questions.finding.library import View
from qa.questions.finding.lookup import value
from qa.questions.finding.periods import same, targets
from qa.questions.parsing.query import Computation, Each, Query, Topic
from qa.questions.reply import Answer

_DAYS = {"quarter": 91.3, "year": 365.25}
_MONTHS = {"quarter": 3, "year": 12}
_SINCE = re.compile(r"\bsince\b", re.I)
_NUMBERS = {
    word: n
    for n, word in enumerate(
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 2
    )
}
_COUNTED = re.compile(
    rf"\b({'|'.join(_NUMBERS)}|\d+)\s+(?:(?:most recent|latest|last|past|reported)\s+)?(?:quarters|years)\b", re.I
)
_AT_ENDS = re.compile(r"\b(?:at|of) the end of each\b", re.I)
_DAYS_OFF = 10  # by which a run of 52/53-week quarters may differ from the calendar's
_MOST = 40  # periods; ten years of quarters


def through(computation: Computation, query: Query, view: View) -> tuple[list[Answer], int]:
    """Return the topic's figure in each period that the question goes through, oldest first, and how many it means.

    The periods are those said; the parts of one longer stretch ("fiscal 2024", "the last four quarters"); those
    between two ("from 2019 to 2022"); or, where none is said, all that the filings have.
    """
    topic = computation.topics[0]
    at_ends = _AT_ENDS.search(query.text) is not None
    placed = [one for one in query.periods if _says_when(one) and not (at_ends and one.instant and one.shift == 0)]
    said = list(targets(placed, view, query.anchors))
    if len(said) == 1 and view.reported and _SINCE.search(query.text) and said[0].end < view.reported.end:
        said = [Period(view.reported.end, said[0].start)]
    each = computation.each or _length(said)
    if not said:
        parts = _held(topic, each or "quarter", view)
        counted = _COUNTED.search(query.text)
        if counted:
            parts = parts[-(_NUMBERS.get(counted[1].lower()) or int(counted[1])) :]
        if computation.kind in ("average", "sum"):
            parts = _latest_run(parts)
    elif len(said) == 1:
        parts = split(said[0], each or "quarter")
    elif len(said) == 2 and each and _goes_on(query) and (run := _run(said, each)):
        parts = split(run, each)
    else:
        parts = said
    if at_ends:
        parts = [Period(part.end) for part in parts]  # an average over a quarter is no balance at its end
    if computation.kind == "growth rate" and said:
        parts = [parts[0], parts[-1]]  # from the first to the last; what lies between does not count
    found = [answer for part in parts if (answer := value(topic, part, view))]
    return sorted(_distinct(found), key=_end), len(parts)


def _says_when(said: PeriodExpression) -> bool:
    """Whether an expression places a period rather than only gives its length ("which fiscal year")."""
    placed = (said.year, said.end, said.month, said.shift, said.ordinal)
    return any(one is not None for one in placed) or said.same or said.to_date


def _latest_run(parts: Sequence[Period]) -> list[Period]:
    """The periods up to the latest without a gap: an average over what happens to be held would be of nothing."""
    run: list[Period] = []
    for part in reversed(parts):
        if run and (run[-1].start is None or abs(run[-1].start - part.end) > SLACK):
            break
        run.append(part)
    return run[::-1]


def split(period: Period, each: Each) -> list[Period]:
    """Return the quarters or years that a stretch of time is made of, oldest first; of 52/53-week years to within days."""
    count = round(period.days / _DAYS[each])
    if count < 2:
        return [period]
    ends = [_months_back(period.end, _MONTHS[each] * step) for step in range(count + 1)]
    return [Period(end, before + timedelta(days=1)) for before, end in zip(ends[1:], ends, strict=False)][::-1]


def _length(said: Sequence[Period]) -> Each | None:
    """The length that periods are to be gone through in, where the question leaves it unsaid."""
    if said and all(round(period.days / _DAYS["year"]) >= 2 for period in said):
        return "year"
    lengths: tuple[Each, Each] = ("quarter", "year")
    return next((each for each in lengths if len(said) == 2 and _are_of(said, each)), None)


def _goes_on(query: Query) -> bool:
    """Whether two periods are the ends of a stretch ("from 2019 to 2022") rather than all that is meant."""
    words = f" {query.text.lower()} "
    return (
        any(joint in words for joint in (" through ", " to ", " until ", " thru ", "-q", "–q", " - ", " – "))
        or " between " in words
    )


def _run(said: Sequence[Period], each: Each) -> Period | None:
    """The stretch from one period through another, where it is made of whole quarters or years.

    Of days, and of months, each stands for the quarter or the year that it closes.
    """
    first, last = sorted(said, key=lambda period: period.end)
    if _are_of(said, each):
        return Period(last.end, first.start)
    between = (last.end - first.end).days
    whole = abs(between - round(between / _DAYS[each]) * _DAYS[each]) <= _DAYS_OFF
    if not whole or any(round(period.days / 31) > 1 for period in said):
        return None
    return Period(last.end, _months_back(first.end, _MONTHS[each]) + timedelta(days=1))


def _are_of(said: Sequence[Period], each: Each) -> bool:
    return all(period.start and round(period.days / _DAYS[each]) == 1 for period in said)


def _held(topic: Topic, each: Each, view: View) -> list[Period]:
    """Every period of a length, or every balance day, for which the filings have the topic's line."""
    matches = find(topic, view.index)
    kept: list[Period] = []
    for match in close(matches) if matches else ():
        for held in match.line.held:
            period = held.fact.period
            if period and (period.start is None or _are_of([period], each)) and not any(near(period, p) for p in kept):
                kept.append(period)
    return sorted(kept, key=lambda period: period.end)[-_MOST:]


def _distinct(found: Sequence[Answer]) -> list[Answer]:
    kept: list[Answer] = []
    for answer in found:
        period = answer.fact.period
        if period and not any(other.fact.period and same(other.fact.period, period) for other in kept):
            kept.append(answer)
    return kept


def _end(answer: Answer) -> date:
    return answer.fact.period.end if answer.fact.period else date.min


def _months_back(day: date, count: int) -> date:
    """The day so many months before; a month's last day stays a month's last day."""
    index = day.year * 12 + day.month - 1 - count
    year, month = divmod(index, 12)
    last = months.monthrange(year, month + 1)[1]
    is_last = day.day == months.monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if is_last else min(day.day, last))
