"""A line with parts of it counted in, and a ratio worked out of the line that a question says."""

from qa.questions.computing.combined import includes
from qa.questions.computing.excluding import part_of
from qa.questions.computing.formulas import formulas
from qa.questions.finding.library import View
from qa.questions.finding.lookup import by_formula, value
from qa.questions.finding.periods import targets
from qa.questions.finding.pieces import pieces
from qa.questions.outcome import Outcome
from qa.questions.parsing.query import Computation, Query, Topic
from qa.questions.wording import sentences as say


def including(computation: Computation, query: Query, view: View) -> Outcome:
    """Return the whole of what a question counts some parts in; nothing where they are no parts of it."""
    topic, counted_in = computation.topics[0], computation.operand
    if counted_in is None or not topic.hard:
        return Outcome()
    for period in targets(query.periods, view, query.anchors) or (None,):
        whole = value(topic, period, view)
        parts = [part_of(topic, one, whole.fact.period, view) for one in pieces(counted_in)] if whole else []
        if whole and parts and all(part and includes(whole.fact, part.fact) for part in parts):
            return Outcome((whole,), say.figures([whole], query, view))
    return Outcome()


def using(computation: Computation, query: Query, view: View) -> Outcome:
    """Return a ratio computed of the line that a question says: "the current ratio, using average liabilities"."""
    topic, line = computation.topics[0], computation.operand or Topic()
    formula = formulas().get(topic.mentions[0]) if len(topic.mentions) == 1 else None
    for period in targets(query.periods, view, query.anchors) or (None,) if formula else ():
        given = value(line, period, view)
        result = by_formula(formula, period, view, topic.basis or "GAAP", given=given) if formula and given else None
        if result and result.derivation and given in result.derivation.operands:
            return Outcome((result,), say.share(result, view))
    return Outcome()
