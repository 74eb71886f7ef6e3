"""What a question asks of two things at once: "did debt rise while cash fell", "did both sales and profit grow"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.questions.parsing.patterns import Named
from qa.questions.parsing.query import Query, Topic

_OPENER = re.compile(r"^\W*(?:(?:and|so|but),? )?(?P<verb>did|was|were|is|are|has|have|had|does|do|will)\b(?= )", re.I)
_JOINT = re.compile(
    r",? (?:while|whereas|(?:and|but|yet)(?: (?:also|yet|instead))?|even (?:as|though)|although|though) "
    r"(?:(?P<verb>did|was|were|is|are|has|have|had|does|do|will) )?",
    re.I,
)
_BOTH = re.compile(r"\bboth\b ?", re.I)
_AND = re.compile(r",? (?:and|as well as) (?:the |its |their )?", re.I)
_WAYS = ("up", "down", "better", "worse")


def halves_in(text: str, mentions: Sequence[Named]) -> list[tuple[str, str]]:
    """Return the ways in which a question that asks yes or no may be two that each do; none where it can be only one.

    Arguments:
        mentions: where it names metrics.
    """
    opener = _OPENER.match(text)
    if opener is None:
        return []
    verb = opener["verb"]
    found = _of_one_verb(text, opener.end(), mentions)
    for joint in _JOINT.finditer(text, opener.end()):
        if not any(start < joint.end() and joint.start() < end for start, end, _ in mentions):
            found.append((f"{text[: joint.start()]}?", f"{joint['verb'] or verb} {text[joint.end() :]}"))
    return found


def _of_one_verb(text: str, start: int, mentions: Sequence[Named]) -> list[tuple[str, str]]:
    """Two metrics of which the same is asked: "did sales and net income grow"."""
    both = _BOTH.search(text)
    named = [(first, last) for first, last, _ in mentions if first >= start]
    if len(named) != 2 or not _AND.fullmatch(text, named[0][1], named[1][0]):
        return []
    (first, end), (after, last) = named
    before = _BOTH.sub("", text[:first]) if both else text[:first]
    rest = _BOTH.sub("", text[last:]) if both else text[last:]
    return [(f"{before}{text[first:end]}{rest}", f"{before}{text[after:last]}{rest}")]


def as_halves(first: Query, second: Query) -> tuple[Query, ...]:
    """Return two questions of which each says what it asks, with the time that only one says; none where one does not."""
    if not (_asks(first) and _asks(second)):
        return ()
    if not second.topics[0].mentions and first.topics[0].mentions:
        second = _of_metric_of(second, first)
    if not first.periods:
        first = replace(first, periods=second.periods, bases=second.bases)
    elif not second.periods:
        second = replace(second, periods=first.periods, bases=first.bases)
    return first, second


def _asks(query: Query) -> bool:
    """Whether a half asks of something that it names which way it went, or what it is held against."""
    named = bool(query.topics) and any(not term.soft for term in query.topics[0].terms)
    claims = query.computation is not None and query.computation.kind == "claim"
    moves = query.direction in _WAYS and query.computation is None
    leads = (
        named and not query.topics[0].terms[0].soft
    )  # "rise in Peru and fall in Chile": of what, the other half says
    return query.yes_no and query.intent == "compare" and leads and (claims or moves)


def _of_metric_of(query: Query, other: Query) -> Query:
    """A half that names a part alone, as of the metric that the other half names."""
    topic = other.topics[0]
    metric = Topic(tuple(term for term in topic.terms if term.mention >= 0), topic.mentions)
    return replace(query, topics=(query.topics[0].with_words_of(metric), *query.topics[1:]))
