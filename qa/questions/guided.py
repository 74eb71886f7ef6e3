"""What management expects: from the facts of its outlook, else from the sentence or list line that states it."""

from collections.abc import Sequence

from qa.facts.fact import Period
from qa.questions import sentences as say
from qa.questions.arithmetic import reported
from qa.questions.find import close, find
from qa.questions.index import Held, Line, near
from qa.questions.library import View
from qa.questions.outcome import Outcome
from qa.questions.outlook import outlook
from qa.questions.query import Topic


def expected(topic: Topic, periods: Sequence[Period | None], view: View) -> Outcome:
    """Return what management expects of a topic in the first of the periods for which it says so."""
    return _guidance(topic, periods, view) or _outlook(topic, periods, view) or Outcome(missing=topic.text)


def _guidance(topic: Topic, periods: Sequence[Period | None], view: View) -> Outcome | None:
    matches = find(topic, view.index, "guidance")
    if not matches:
        return None
    for match in close(matches):
        for target in periods:
            bounds = _bounds(match.line, target)
            if bounds:
                answers = tuple(reported(held, view.company) for held in bounds)
                return Outcome(answers, say.guidance(answers, view))
    return None


def _outlook(topic: Topic, periods: Sequence[Period | None], view: View) -> Outcome | None:
    """The outlook that a sentence or a list line states, where no fact holds it."""
    found = next((answers for period in periods if (answers := outlook(topic, period, view))), None)
    return Outcome(tuple(found), say.guidance(found, view)) if found else None


def _bounds(line: Line, target: Period | None) -> list[Held]:
    """The low and the high end (or the point) of the outlook for a period, of the latest filing that gives it."""
    held = [h for h in line.held if target is None or (h.fact.period and near(h.fact.period, target))]
    if not held:
        return []
    latest = max(h.rank for h in held)
    held = [h for h in held if h.rank == latest]
    first = min(
        held,
        key=lambda h: (h.fact.period.end if h.fact.period else line.fact.period, 0) and h.fact.sources[0].start,
    )
    same = [h for h in held if h.fact.period == first.fact.period]
    low = next((h for h in same if h.fact.bound == "low"), None)
    high = next((h for h in same if h.fact.bound == "high"), None)
    return [h for h in (low, high) if h] or [first]
