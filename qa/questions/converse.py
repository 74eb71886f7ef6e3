"""A conversation: what a turn leaves unsaid is taken from the turn before."""

import re
from dataclasses import replace

from qa.language.values import PeriodExpression
from qa.questions.query import Computation, Query, Topic
from qa.questions.words import parts

_POINTS_AT_PART = re.compile(
    r"\b(?:the|that|this|the same) (?:segment|division|unit|business|region|category|brand|group)(?:'s)?\b(?! (?:results|data))",
    re.I,
)
_GO_ON = ("average", "growth rate", "annualized", "count", "per")  # what "and net income?" asks again


def follow(before: Query | None, now: Query) -> Query:
    """Return the turn with what it leaves unsaid filled in from the turn before.

    Arguments:
        before: the turn before, itself filled in; None at a conversation's start.
    """
    if before is None or is_complete(now):
        return now
    topics = _topics(before, now)
    if now.basis and not now.topics:
        topics = tuple(replace(topic, basis=now.basis) for topic in topics)
    intent = now.intent if now.intent != "lookup" or not _only_moves_on(now) else before.intent
    if intent == "lookup" and before.intent == "ratio" and topics == before.topics:
        intent = "ratio"
    return replace(
        now,
        intent=intent,
        topics=topics,
        periods=(_as_long(now.periods, before.periods) if now.intent == "lookup" else now.periods) or before.periods,
        anchors=(*before.anchors, *before.periods) if now.periods else before.anchors,
        companies=now.companies or before.companies,
        wanted=now.wanted or before.wanted,
        direction=now.direction or before.direction,
        guidance=now.guidance or before.guidance,
        computation=_computation(before, now),
    )


def of_part(before: Query | None, now: Query) -> Query | None:
    """Return a turn that names a part alone as the earlier turn's metric of it: "and the Laboratory segment?".

    None where it names a metric, or where no metric was talked of.
    """
    if before is None or not before.topics or len(now.topics) != 1 or now.intent not in ("lookup", "change"):
        return None
    part, whole = now.topics[0], before.topics[0]
    if part == whole or part.mentions or not part.hard or len(whole.mentions) != 1:
        return None
    metric = replace(whole, terms=tuple(term for term in whole.terms if term.mention >= 0))
    said = replace(part, terms=tuple(term for term in part.terms if term.stem not in parts()))
    return replace(now, topics=(said.with_words_of(metric),)) if said.hard else None


def _computation(before: Query, now: Query) -> Computation | None:
    """What is to be computed: of what was talked of ("and the average?"), or the same of something else ("and net income?")."""
    asked, earlier = now.computation, before.computation
    if asked and before.topics and not any(topic.hard for topic in asked.topics):
        return replace(asked, topics=before.topics[:1], plain=None)
    if asked or earlier is None or earlier.kind not in _GO_ON or not _only_moves_on(now) or "then" in now.text.split():
        return asked
    return replace(earlier, topics=now.topics[:1] or earlier.topics, plain=None)


def _as_long(
    periods: tuple[PeriodExpression, ...], before: tuple[PeriodExpression, ...]
) -> tuple[PeriodExpression, ...]:
    """The periods of a turn that goes back a year: talking of a quarter, "the year before" is that quarter's."""
    of_part = bool(before) and before[-1].unit in ("quarter", "month", "half")
    if len(periods) != 1 or not of_part or (periods[0].unit, periods[0].shift, periods[0].count) != ("year", -1, 1):
        return periods
    return (replace(periods[0], unit=None, same=True),)


def is_complete(query: Query) -> bool:
    """Whether a question stands by itself."""
    if query.intent == "ratio":
        return all(topic.hard for topic in query.topics)
    return bool(query.topics) and not query.follows


def _only_moves_on(query: Query) -> bool:
    """Whether a turn asks the same of something else ("and R&D?", "and a year ago?")."""
    return query.intent == "lookup" and not query.direction


def _topics(before: Query, now: Query) -> tuple[Topic, ...]:
    if now.intent == "ratio":
        part, whole = now.topics
        earlier = before.topics[0] if before.topics else part
        return (
            part if part.hard else earlier,
            whole if whole.hard else before.topics[-1] if before.topics else whole,
        )
    if not now.topics:
        return before.topics
    if before.intent == "ratio" and len(before.topics) == 2 and now.intent == "lookup":
        return (now.topics[0], before.topics[1])
    if _POINTS_AT_PART.search(now.text) and all(term.mention >= 0 for term in now.topics[0].hard):
        return (_of_the_part(now.topics[0], before), *now.topics[1:])
    return now.topics


def _of_the_part(topic: Topic, before: Query) -> Topic:
    """A topic that says "the segment": of the part that was talked of."""
    named = before.topics[0].terms if before.topics else ()
    part = tuple(term for term in named if term.mention < 0 and not term.soft)
    return replace(topic, terms=(*topic.terms, *part))
