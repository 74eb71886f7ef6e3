"""What is done for each intent: from a query and a view to answers and their words, or to what is missing."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from qa.language.sought import Sought
from qa.language.stems import stems
from qa.language.vocabulary import vocabulary
from qa.questions.computing.arithmetic import number
from qa.questions.computing.changes import change_of, compared_periods
from qa.questions.computing.comparisons import compare, went_as_supposed
from qa.questions.computing.guided import expected_change
from qa.questions.computing.kinds import compute
from qa.questions.computing.ranks import rank
from qa.questions.computing.shares import share, share_change
from qa.questions.finding.find import find
from qa.questions.finding.levels import look_up
from qa.questions.finding.library import View
from qa.questions.finding.lookup import value
from qa.questions.finding.periods import targets
from qa.questions.fitting import is_of_another_kind
from qa.questions.outcome import Outcome
from qa.questions.parsing.patterns import pattern
from qa.questions.parsing.query import Intent, Query, Topic
from qa.questions.quoting.told_in_words import came_out, define, tell_of, why, withdrawn_outlook
from qa.questions.reply import Answer
from qa.questions.wording import sentences as say

_GROWTH = stems("growth change increase decrease")
_GROWS = re.compile(r"\bgrowth$", re.IGNORECASE)
_OTHER_BASIS = Sought(
    r"\b(?:compared?|stack(?:s|ed)? up|differ(?:s|ed)?) (?:to|with|against|from)(?: the| its)? (?:nongaap|gaap|adjusted|core|reported)\b"
)
_TURNED = re.compile(r"(?:lower|higher|reduced|increased|decreased|greater|fewer|smaller|larger)\b", re.IGNORECASE)


def run(query: Query, view: View) -> Outcome:
    """Do what a query asks in one company's filings."""
    if query.periods and not targets(query.periods, view, query.anchors):
        return Outcome(missing=query.text)  # of a period that cannot be told no other one is the answer
    if query.halves and not _is_one_line(query.topics, view):
        return _both(query, view)
    if query.computation:
        outcome = compute(query.computation, query, view)
        if outcome:
            return Outcome(missing=query.text) if is_of_another_kind(query, outcome) else outcome
    outcome = _OPERATIONS[query.intent](query, view) if query.topics else Outcome()
    return Outcome(missing=query.topics[0].text) if is_of_another_kind(query, outcome) else outcome


def _is_one_line(topics: Sequence[Topic], view: View) -> bool:
    """Whether what reads as two is the name of one line: "Cash and short-term investments"."""
    said = [frozenset(term.stem for term in topic.terms if not term.soft) for topic in topics]
    return any(said[0] in match.line.labels for match in find(topics[0], view.index)) if said else False


def _both(query: Query, view: View) -> Outcome:
    """Answer two questions that are asked at once: yes where both are so, and nothing where one is not answered."""
    found = [run(half, view) for half in query.halves]
    if not all(outcome.answers and say.is_yes_or_no(outcome.text) for outcome in found):
        return Outcome(missing=query.text)
    spans = {answer.fact.period for outcome in found for answer in outcome.answers[:1]}
    flows = [span for span in spans if span and not span.is_instant]
    if not query.periods and len(flows) > 1:
        return Outcome(missing=query.text)  # the quarter's sales and the year's cash flow so far
    return Outcome(tuple(one for outcome in found for one in outcome.answers), say.both([one.text for one in found]))


def _change(query: Query, view: View) -> Outcome:
    topic = _grown(query.topics[0], view)
    if _is_movement(topic) and not query.bases:
        return look_up(replace(query, direction="", wanted=""), view)
    if len(set(topic.mentions)) < len(topic.mentions) and _OTHER_BASIS.search(query.text):
        return Outcome(missing=query.text)  # of one measure on two bases neither is the other before
    outlook = expected_change(query, view) if query.guidance else Outcome()
    if outlook.answers:
        return outlook
    answer = change_of(topic, query, view)
    if answer is None or _is_of_growth(answer, topic):
        later, _, says_since = compared_periods(query, view)
        told = value(topic, later, view)
        # "Lower warranty charges of $1.3 million" is all that is said, or the growth itself in percent.
        is_growth = told and told.fact.unit == "percent" and _GROWS.search(told.fact.label) and not says_since
        if told and (is_growth or _TURNED.match(told.fact.label)):
            return Outcome((told,), say.figures([told], query, view))
        return Outcome(missing=topic.text)
    in_basis_points = pattern("basis_points").search(query.text) is not None
    text = say.change(answer, view, in_basis_points=in_basis_points)
    known = answer.fact.metric in vocabulary().metrics  # of others it is open which way is better
    if known and number(answer.fact) and pattern("better_or_worse").search(query.text):
        text = f"{'Better' if went_as_supposed('better', topic, answer) else 'Worse'}: {text}"
    return Outcome((answer,), say.clip(text))


def _is_of_growth(answer: Answer, topic: Topic) -> bool:
    """Whether what is told of a line is its growth: that is how it changed, and not how its growth did."""
    asks = any(term.stem in _GROWTH for term in topic.hard)
    operands = answer.derivation.operands if answer.derivation else ()
    return not asks and any(one.fact.unit == "percent" and _GROWS.search(one.fact.label) for one in operands)


def _compared(query: Query, view: View) -> Outcome:
    """Yes or no; of an outlook that is no longer given, that it is withdrawn."""
    outcome = compare(query, view)
    computation = query.computation
    if not outcome.answers and computation and computation.kind == "guided" and computation.topics:
        outcome = came_out(query, computation.topics[0], view)
    gone = query.guidance and not outcome.answers and withdrawn_outlook(query, query.topics[0], view)
    return gone if gone and gone.answers else outcome


def _is_movement(topic: Topic) -> bool:
    """Whether a metric is itself how something moved: by how much "comparable sales" rose is their growth."""
    named = {term.stem for term in topic.terms if term.mention >= 0}
    return len(topic.mentions) == 1 and topic.mentions[0].endswith("Growth") and named.isdisjoint(_GROWTH)


def _grown(topic: Topic, view: View) -> Topic:
    """A topic of a growth that no line gives as one of what grows, where the vocabulary knows that: same-store sales."""
    whole = topic.mentions[0].removesuffix("Growth") if len(topic.mentions) == 1 else ""
    if whole not in vocabulary().metrics or topic.mentions[0] == whole or find(topic, view.index):
        return topic
    return replace(topic, mentions=(whole,))


def _said(query: Query, view: View) -> Outcome:
    """What somebody said; asked what somebody expects, the outlook where nobody is quoted on it."""
    told = tell_of(query, view)
    return look_up(query, view) if query.guidance and not told.answers else told


_OPERATIONS: dict[Intent, Callable[[Query, View], Outcome]] = {
    "lookup": look_up,
    "change": _change,
    "ratio": share,
    "share change": share_change,
    "compare": _compared,
    "which": rank,
    "reason": why,
    "when": tell_of,
    "who": tell_of,
    "where": tell_of,
    "event": tell_of,
    "said": _said,
    "about": tell_of,
    "definition": define,
}
