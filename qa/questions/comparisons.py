"""Two figures set against each other: which is the larger, and whether one rose, fell or is the larger."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from qa.facts.fact import Period
from qa.language.stems import stem
from qa.questions import sentences as say
from qa.questions.arithmetic import number
from qa.questions.changes import asks_for_growth, change_of, means_up, printed_growth
from qa.questions.guided import expected
from qa.questions.library import View
from qa.questions.lookup import value
from qa.questions.outcome import Outcome
from qa.questions.outlooks import asked_way, foresees, moved
from qa.questions.patterns import pattern
from qa.questions.periods import targets, year_before
from qa.questions.query import Computation, Direction, Query, Topic
from qa.questions.ranks import rank
from qa.questions.reply import Answer
from qa.questions.words import generic


def compare(query: Query, view: View) -> Outcome:
    """Answer yes or no: whether a figure went the way supposed, or one is larger than another."""
    if len(query.topics) == 2:
        return which(query, view, yes_no=True)
    if not query.topics:
        return Outcome()
    topic = query.topics[0]
    if query.guidance and topic.hard and foresees(query.text):
        return _foreseen(query, topic, view)
    if query.guidance and asked_way(query.text):
        return moved(query, topic, view)
    if query.direction in ("", "either"):
        return Outcome(missing=topic.text)
    answer = change_of(topic, query, view)
    if answer is None:
        return Outcome(missing=topic.text)
    agrees = went_as_supposed(query.direction, topic, answer)
    return Outcome((answer,), say.yes_no(agrees, answer, view))


def _foreseen(query: Query, topic: Topic, view: View) -> Outcome:
    """Answer whether a figure is expected to go the way supposed: both ends of its outlook against the year before.

    Where they lie on both sides of it, the outlook is all that can be said.
    """
    outlook = expected(query, topic, targets(query.periods, view, query.anchors) or (None,), view)
    if not outlook.answers or query.direction in ("", "either"):
        return outlook
    first = outlook.answers[0].fact
    before = value(topic, year_before(first.period, view), view)
    if before is None or before.fact.unit != first.unit or before.fact.basis != first.basis or first.comparison:
        return outlook
    ways = {(size > number(before.fact)) - (size < number(before.fact)) for size in _sizes(outlook)}
    if len(ways) > 1:
        return outlook
    up = means_up(query.direction, first.metric)
    agrees = ways == {1 if up else -1}
    text = say.foreseen(agrees, outlook.answers, before, view)
    return Outcome((*outlook.answers, before), text)


def _sizes(outlook: Outcome) -> list[Decimal]:
    return [number(answer.fact) for answer in outlook.answers]


def went_as_supposed(direction: Direction, topic: Topic, answer: Answer) -> bool:
    """Return whether a figure went the way that a question supposes.

    Arguments:
        answer: the change.
    """
    change = number(answer.fact)
    if direction in ("up", "down") and stem("loss") in {term.stem for term in topic.terms}:
        change = _of_loss(answer, change)
    return change != 0 and (change > 0) == means_up(direction, answer.fact.metric)


def _of_loss(answer: Answer, change: Decimal) -> Decimal:
    """By how much a loss widened: one that narrowed is an income that rose; a profit is no loss."""
    levels = answer.derivation.operands if answer.derivation else ()
    if len(levels) != 2 or not say.has_opposite(answer.fact):
        return change
    now, before = (max(-number(level.fact), Decimal(0)) for level in levels)
    return now - before


def which(query: Query, view: View, *, yes_no: bool = False) -> Outcome:
    """Answer which of two topics has the more or the less; without two, which part of one has."""
    if len(query.topics) < 2:
        return rank(query, view)
    periods = targets(query.periods, view, query.anchors)
    period = periods[0] if periods else None
    one, other = _compared(query.topics[:2], query, period, view)
    if one is None or other is None or one.fact.unit != other.fact.unit:
        missing = query.topics[0] if one is None else query.topics[1]
        return Outcome(missing=missing.text)
    first_wins = _size(one, query) > _size(other, query)
    if yes_no:
        expected = first_wins == query.most
        return Outcome((one, other), say.than(expected, one, other))
    winner, loser = (one, other) if first_wins == query.most else (other, one)
    return Outcome((winner, loser), say.winner(winner, loser, query))


def choose(computation: Computation, query: Query, view: View) -> Outcome:
    """Answer which of two alternatives has the more or the less of what the rest of the question names."""
    by = computation.operand or Topic()
    periods = targets(query.periods, view, query.anchors)
    period = periods[0] if periods else None
    one_metric = [topic for topic in computation.topics if topic.mentions]
    if len(one_metric) == 1 and not by.mentions:
        by = Topic(
            (*by.hard, *(t for t in one_metric[0].terms if t.mention >= 0)), one_metric[0].mentions
        )  # "looms vs spindles revenue: …"
    one, other = (_alternative(topic, by, query, period, view) for topic in computation.topics)
    if one is None or other is None or one.fact.unit != other.fact.unit or one.fact == other.fact:
        return Outcome()
    first_wins = _size(one, query) > _size(other, query)
    winner, loser = (one, other) if first_wins == query.most else (other, one)
    return Outcome((winner, loser), say.winner(winner, loser, query))


def _compared(
    topics: Sequence[Topic], query: Query, period: Period | None, view: View
) -> tuple[Answer | None, Answer | None]:
    """What is compared of two topics: their growth as the release prints it of both, where it tells them apart, else as computed."""
    if asks_for_growth(query) and query.wanted != "amount":
        one, other = (printed_growth(topic, query, view) for topic in topics)
        if one and other and one.fact.value != other.fact.value:
            return one, other
    one, other = (_figure_compared(topic, query, period, view) for topic in topics)
    return one, other


def _size(answer: Answer, query: Query) -> Decimal:
    """What two figures are compared by: growth by its sign in the direction asked for, other figures by their magnitude."""
    size = number(answer.fact)
    if not asks_for_growth(query):
        return abs(size)
    return -size if pattern("fell").search(query.text) else size


def _alternative(topic: Topic, by: Topic, query: Query, period: Period | None, view: View) -> Answer | None:
    """An alternative's figure: of the line that its words and the rest name; a line's own where the rest is only its kind."""
    if by.hard:
        found = _figure_compared(topic.with_words_of(by), query, period, view)
        kind = not by.mentions and all(term.stem in generic() for term in by.hard)
        return found or (_figure_compared(topic, query, period, view) if topic.mentions and kind else None)
    return _figure_compared(topic, query, period, view) if topic.mentions else None


def _figure_compared(topic: Topic, query: Query, period: Period | None, view: View) -> Answer | None:
    """What is compared of each alternative: its growth where it is asked which grew more, else its size."""
    if asks_for_growth(query):
        return change_of(topic, replace(query, wanted=query.wanted or "percent"), view)
    return value(topic, period, view)
