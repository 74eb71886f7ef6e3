"""What is computed of a line without one of its parts."""

from dataclasses import replace

from qa.facts.fact import Fact, Period
from qa.language.vocabulary import vocabulary
from qa.questions.computing.adjusted import adjusted_for
from qa.questions.computing.arithmetic import number, term
from qa.questions.computing.combined import combined, stands_above
from qa.questions.finding.left_out import stated_without
from qa.questions.finding.library import View
from qa.questions.finding.lookup import value
from qa.questions.finding.periods import targets
from qa.questions.outcome import Outcome
from qa.questions.parsing.query import Computation, Query, Term, Topic
from qa.questions.reply import Answer
from qa.questions.wording import sentences as say
from qa.questions.wording.word import metric_words

_INCOME = frozenset(
    [
        "GrossProfit",
        "OperatingIncomeLoss",
        "EBITDA",
        "AdjustedEBITDA",
        "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest",
    ]
)


def excluding(computation: Computation, query: Query, view: View) -> Outcome:
    """Return a line without one of its parts: a member of it, or a row above the total that it is.

    What is in no way part of the line is not taken from it; an expense that is left out of an income is added
    back, before taxes (its tax effect no release states).
    """
    topic, left_out = computation.topics[0], computation.operand
    if left_out is None or not topic.hard:
        return Outcome()
    named = _named_without(topic, left_out)
    for period in targets(query.periods, view, query.anchors) or (None,):
        stated = value(named, period, view) if named.mentions else None
        if stated and stated.fact.metric in named.mentions:
            return Outcome((stated,), say.figures([stated], query, view))
        stated = stated_without(topic, left_out, period, view) or adjusted_for(topic, left_out, period, view)
        if stated:
            return Outcome((stated,), say.figures([stated], query, view))
        whole = value(topic, period, view)
        part = part_of(topic, left_out, whole.fact.period, view) if whole else None
        if whole is None or part is None or whole.fact.unit != part.fact.unit or whole.fact.period != part.fact.period:
            continue
        sign = _sign_of_part(whole.fact, part.fact)
        if sign:
            result = number(whole.fact) + sign * number(part.fact)
            label = f"{metric_words(whole.fact)} excluding {metric_words(part.fact)}"
            formula = f"{term(whole)} {'+' if sign > 0 else '−'} {term(part)}"
            answer = combined([whole, part], result, f"{whole.fact.metric}Excluding{part.fact.metric}", label, formula)
            return Outcome((answer,), say.share(answer, view))
    return Outcome()


def _named_without(topic: Topic, left_out: Topic) -> Topic:
    """The topic by the name that its metric has without what is left out; an empty one where it has none."""
    known = vocabulary().metrics.get(topic.mentions[0]) if len(topic.mentions) == 1 else None
    without = known.without if known and left_out.mentions else {}
    name = next((name for name, others in without.items() if set(left_out.mentions) <= set(others)), "")
    if not name or any(term.mention < 0 for term in left_out.hard):
        return Topic()
    beside = (term for term in topic.terms if term.mention < 0)
    return replace(topic, terms=(Term(name, name, mention=0), *beside), mentions=(name,))


def part_of(topic: Topic, left_out: Topic, period: Period | None, view: View) -> Answer | None:
    """Return the part's figure: the member of the same line that its words name, else a line of its own."""
    member = value(topic.with_words_of(left_out), period, view)
    return member if member and member.fact.dimensions else value(left_out, period, view)


def _sign_of_part(whole: Fact, part: Fact) -> int:
    """What is done with a part that is left out: −1 takes it off, +1 adds it back, 0 says that it is none."""
    if whole == part or whole.basis != part.basis:
        return 0
    if part.metric == whole.metric and part.dimensions and not whole.dimensions:
        return -1
    if not stands_above(part, whole):
        return 0
    known = vocabulary().metrics
    of_part, of_whole = known.get(part.metric), known.get(whole.metric)
    if whole.metric in _INCOME:
        return 1 if of_part and of_part.expense else 0
    is_total = whole.label.lower().startswith("total") or bool(
        of_whole and of_whole.expense and of_part and of_part.expense
    )
    return -1 if is_total and abs(number(part)) < abs(number(whole)) else 0
