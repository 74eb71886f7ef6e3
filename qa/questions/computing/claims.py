"""Whether a figure is above or below what a question holds it against, or moved by more or less than that."""

from dataclasses import replace
from decimal import Decimal

from qa.language.stems import stem
from qa.language.vocabulary import vocabulary
from qa.questions.computing.aggregates import is_within
from qa.questions.computing.arithmetic import number
from qa.questions.computing.changes import change_of
from qa.questions.computing.comparisons import went_as_supposed
from qa.questions.computing.shares import share_of
from qa.questions.finding.library import View
from qa.questions.finding.lookup import value
from qa.questions.finding.periods import targets
from qa.questions.outcome import Outcome
from qa.questions.parsing.intents import direction_of, outside
from qa.questions.parsing.limits import TIMES, TURNED, UNMOVED, limit_in
from qa.questions.parsing.query import Computation, Limit, Query, Topic, Wanted
from qa.questions.reply import Answer
from qa.questions.wording import sentences as say

_LOSS = stem("loss")
_LITTLE = Decimal("0.01")  # of a figure, what some call flat and others do not
_LITTLE_POINTS = Decimal("0.2")  # the same of what is itself in percent


def hold(computation: Computation, query: Query, view: View) -> Outcome:
    """Answer yes or no: whether the figure, or how far it moved, is on the side of the limit that the question says."""
    topic, limit = computation.topics[0], computation.limit
    if limit is None or not topic.hard:
        return Outcome()
    if computation.operand:
        return _portion(topic, computation.operand, limit, query, view)
    if limit.unit == UNMOVED:
        return _unmoved(topic, limit, query, view)
    if limit.unit == TIMES:
        return _times(topic, limit, query, view)
    if limit.unit == TURNED:
        return _turned(topic, limit, query, view)
    _, against = limit_in(query.text)
    way = direction_of(outside(query.text.lower(), against))
    if way in ("up", "down", "better", "worse"):
        return _moved(topic, limit, replace(query, direction=way), view)
    return _level(topic, limit, query, view)


def _portion(topic: Topic, whole: Topic, limit: Limit, query: Query, view: View) -> Outcome:
    """How much of a whole the figure is, against the limit, in the question's one period."""
    periods = targets(query.periods, view, query.anchors) or (None,)
    found = share_of(topic, whole, periods[0], query.text, view) if len(periods) == 1 else None
    if found is None:
        return Outcome()
    return Outcome((found,), say.holds(is_within(found.fact, limit), say.share(found, view)))


def _unmoved(topic: Topic, limit: Limit, query: Query, view: View) -> Outcome:
    """Whether the figure is what it was; of one that moved by a little it is open whether it was flat."""
    answer = change_of(topic, replace(query, wanted="amount"), view)
    levels = answer.derivation.operands if answer and answer.derivation else ()
    if answer is None or not levels:
        return Outcome()
    moved, before = abs(number(answer.fact)), levels[-1].fact
    least = _LITTLE_POINTS if before.unit == "percent" else _LITTLE * abs(number(before))
    if not limit.above and 0 < moved < least:
        return Outcome()
    return Outcome((answer,), say.yes_no((moved > 0) == limit.above, answer, view))


def _level(topic: Topic, limit: Limit, query: Query, view: View) -> Outcome:
    """The figure itself against the limit, in the question's one period."""
    periods = targets(query.periods, view, query.anchors) or (None,)
    found = value(topic, periods[0], view) if len(periods) == 1 else None
    if found is None or not isinstance(found.fact.value, Decimal) or not _is_of_unit(limit, found):
        return Outcome()
    agrees = is_within(replace(found.fact, value=_size(topic, found, limit)), limit)
    return Outcome((found,), say.holds(agrees, say.figures([found], query, view)))


def _is_of_unit(limit: Limit, found: Answer) -> bool:
    """Whether a figure can be held against a limit: one that is of each share against so many cents."""
    return limit.unit in ("", found.fact.unit, found.fact.unit.partition("/")[0])


def _size(topic: Topic, found: Answer, limit: Limit) -> Decimal:
    """A figure as it is held against a limit: a loss, a cost or a payment by how much it is."""
    size = number(found.fact)
    if limit.value == 0:
        return size
    if _LOSS in {term.stem for term in topic.terms}:
        return -size
    known = vocabulary().metrics.get(found.fact.metric)
    return abs(size) if known and (known.expense or known.outflow) and not known.signed else size


def _moved(topic: Topic, limit: Limit, query: Query, view: View) -> Outcome:
    """How far the figure moved the way that is said, against the limit."""
    wanted: Wanted = "percent" if limit.unit == "percent" else "amount"
    answer = change_of(topic, replace(query, wanted=wanted), view)
    if answer is None or limit.value == 0 or not _is_of_unit(limit, answer):
        return Outcome()
    far = is_within(replace(answer.fact, value=abs(number(answer.fact))), limit)
    return Outcome((answer,), say.yes_no(far and went_as_supposed(query.direction, topic, answer), answer, view))


def _times(topic: Topic, limit: Limit, query: Query, view: View) -> Outcome:
    """How many times the figure is what it was, of two that are above nothing, or of two losses."""
    answer = change_of(topic, replace(query, wanted="amount"), view)
    levels = answer.derivation.operands if answer and answer.derivation else ()
    if answer is None or len(levels) != 2:
        return Outcome()
    now, before = (number(level.fact) for level in levels)
    if now * before <= 0 or (now < 0 and _LOSS not in {term.stem for term in topic.terms}):
        return Outcome()
    return Outcome((answer,), say.yes_no(is_within(replace(answer.fact, value=now / before), limit), answer, view))


def _turned(topic: Topic, limit: Limit, query: Query, view: View) -> Outcome:
    """Whether the figure is on the limit's side and was on the other one before; of both must be known where they lay."""
    answer = change_of(topic, replace(query, wanted="amount"), view)
    levels = answer.derivation.operands if answer and answer.derivation else ()
    if answer is None or len(levels) != 2:
        return Outcome()
    now, before = (number(level.fact) for level in levels)
    crossed = before < 0 < now if limit.above else now < 0 < before
    return Outcome((answer,), say.yes_no(crossed, answer, view))
