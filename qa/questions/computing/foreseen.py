"""What is expected of a figure against what it was: whether it is to rise or fall, or is above or below an earlier one."""

import re
from dataclasses import replace
from decimal import Decimal

from qa.facts.fact import Period
from qa.questions.computing.arithmetic import number
from qa.questions.computing.changes import means_up
from qa.questions.computing.guided import expected
from qa.questions.finding.library import View
from qa.questions.finding.lookup import value
from qa.questions.finding.periods import targets, year_before
from qa.questions.outcome import Outcome
from qa.questions.parsing.query import Query, Topic
from qa.questions.wording.outlook_sentences import foreseen

_OUTLOOK = r"guid(?:ance|e|ed)|outlooks?|forecasts?|targets?|ranges?|expect\w*|project\w*"
# An outlook, and behind it what it is held against, which is no other outlook.
_HELD_AGAINST = re.compile(
    rf"\b(?:{_OUTLOOK})\b.*?\b(?:above|below|exceed\w*|(?:higher|lower|more|less|better|worse|larger|smaller|greater) than|ahead of|top(?:s|ped)?)\b"
    rf"(?P<rest>(?:(?!\b(?:{_OUTLOOK}|old|previous|prior|initial|original|one|consensus|analysts?|street)\b).)*)$",
    re.I,
)
_AS_REPORTED = re.compile(r"\b(?:just|actual(?:ly)?|reported|posted)\b", re.I)


def holds_against_actual(query: Query) -> bool:
    """Return whether a question holds an outlook against a figure that was reported: "is the Q4 guide above Q3 sales"."""
    match = _HELD_AGAINST.search(query.text)
    return match is not None and (
        len(query.periods) > 1 or bool(query.bases) or bool(_AS_REPORTED.search(match["rest"]))
    )


def is_foreseen(query: Query, topic: Topic, view: View) -> Outcome:
    """Answer whether a figure is expected to go the way supposed: both ends of its outlook against what it was.

    That is the year before, where the question says no other time. Where they lie on both sides of it, the outlook is
    all that can be said.
    """
    topic = _said_once(topic)
    ahead, base = _ahead_and_base(query, view)
    outlook = expected(query, topic, ahead or (None,), view)
    if not outlook.answers or query.direction in ("", "either"):
        return outlook
    first = outlook.answers[0].fact
    before = value(topic, base or year_before(first.period, view), view)
    if before is None or before.fact.unit != first.unit or before.fact.basis != first.basis or first.comparison:
        return outlook
    ways = {(size > number(before.fact)) - (size < number(before.fact)) for size in _sizes(outlook)}
    if len(ways) > 1:
        return outlook
    up = means_up(query.direction, first.metric)
    agrees = ways == {1 if up else -1}
    text = foreseen(agrees, outlook.answers, before, view)
    return Outcome((*outlook.answers, before), text)


def _said_once(topic: Topic) -> Topic:
    """The topic with a metric that is named on both sides named once."""
    if len(topic.mentions) < 2 or len(set(topic.mentions)) > 1:
        return topic
    terms = tuple(term for term in topic.terms if term.mention <= 0)
    return replace(topic, terms=terms, mentions=topic.mentions[:1])


def _ahead_and_base(query: Query, view: View) -> tuple[tuple[Period, ...], Period | None]:
    """The periods of which the outlook is asked, and the one that it is held against, where the question says one."""
    if not holds_against_actual(query):
        return targets(query.periods, view, query.anchors), None
    bases = query.bases or query.periods[1:]
    ahead = targets([one for one in query.periods if one not in bases], view, query.anchors)
    held = targets(bases[:1], view, query.anchors)
    return ahead, held[0] if held else view.reported


def _sizes(outlook: Outcome) -> list[Decimal]:
    return [number(answer.fact) for answer in outlook.answers]
