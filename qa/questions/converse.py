"""A conversation: what a turn leaves unsaid is taken from the turn before."""

from dataclasses import replace

from qa.questions.query import Query, Topic


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
        periods=now.periods or before.periods,
        anchors=(*before.anchors, *before.periods) if now.periods else before.anchors,
        companies=now.companies or before.companies,
        wanted=now.wanted or before.wanted,
        direction=now.direction or before.direction,
        guidance=now.guidance or before.guidance,
    )


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
    return now.topics
