"""What is done for each kind of computation, and what is answered where it cannot be done."""

import re
from collections.abc import Callable

from qa.facts.fact import Fact
from qa.language.stems import stems
from qa.questions.computing import aggregates, combining
from qa.questions.computing.claims import hold
from qa.questions.computing.comparisons import choose
from qa.questions.computing.counted_in import including, using
from qa.questions.computing.excluding import excluding
from qa.questions.computing.guided import against_guidance
from qa.questions.computing.per import per
from qa.questions.computing.reconciling import reconcile
from qa.questions.computing.supposing import suppose
from qa.questions.finding.library import View
from qa.questions.finding.lookup import value
from qa.questions.finding.periods import targets
from qa.questions.finding.restated import originally
from qa.questions.outcome import Outcome
from qa.questions.parsing.query import Computation, Kind, Query, Topic
from qa.questions.parsing.words import phrases
from qa.questions.wording import sentences as say

# What stands beside these words in a question is no answer to it: average revenue is not revenue.
_COSTS = stems("cost costs expense expenses charges")  # "revenue less expenses" names two, though one in general
_ADDS = re.compile(r"\b(?:adding|sum of|plus|add(?:ed)? together)\b", re.I)
_OF_EACH = re.compile(
    r"\b(?:each|every) (?:of the )?(?:\w+ ){0,2}(?:quarter|year)s?\b|\b(?:quarter by quarter|year by year)\b", re.I
)
_NOT_WITHOUT = frozenset(
    {
        "average",
        "growth rate",
        "annualized",
        "count",
        "which",
        "per",
        "excluding",
        "supposing",
        "original",
        "claim",
        "using",
    }
)


def compute(computation: Computation, query: Query, view: View) -> Outcome | None:
    """Do a computation; None where the question is to be taken as if it asked for none."""
    if computation.kind == "sum" and query.intent in ("change", "compare"):
        return None  # "the rise in total expense" adds nothing up
    if computation.kind == "original" and query.intent == "change" and len(view.filings) == 1:
        return None  # one filing alone has not restated what it reports
    moves = query.intent == "change" or (query.intent == "compare" and query.direction not in ("", "either"))
    if computation.kind in ("original", "excluding", "including") and moves:
        return Outcome(missing=query.text)  # a level is no answer to how it changed
    if computation.kind == "using" and not (computation.operand and computation.operand.mentions):
        return None  # "using the company's own definition" names no line
    if computation.kind == "per" and query.intent == "ratio":
        return None  # "of current assets for each dollar of current liabilities"
    if computation.kind in ("per", "annualized", "average") and moves:
        return None  # "going by the margin, did it do better" asks for no margin per anything
    outcome = _as_stated(computation, query, view) or _COMPUTATIONS[computation.kind](computation, query, view)
    if outcome.answers:
        return outcome
    topic = next((topic for topic in computation.topics if topic.text), None)
    missing = Outcome(missing=f"{computation.kind} {topic.text}" if topic else query.text)
    flows = [period for period in query.periods if not period.instant]
    listed = computation.kind == "each" and _OF_EACH.search(query.text) is not None
    if computation.kind == "sum" and _ADDS.search(query.text):
        return missing  # what has all the words that are to be added in its name is not what they come to
    of_periods = listed or (computation.kind == "sum" and len(flows) > 1)  # one of them is not all that is asked for
    asks_when = computation.kind in ("most", "least") and computation.each
    named = [topic for topic in computation.topics if topic.hard or any(t.stem in _COSTS for t in topic.terms)]
    of_two = computation.kind in ("sum", "difference", "choice", "more", "less") and len(named) > 1
    # "Were callbacks above revenue": how revenue moved is no answer where the one that is held against it is unknown.
    of_two = of_two or (computation.kind in ("more", "less") and not computation.topics[0].terms and not query.guidance)
    # "More on marketing than on research": how the one that is found moved is no answer.
    of_two = of_two or (computation.kind in ("more", "less") and all(map(_says_something, computation.topics)))
    return missing if computation.kind in _NOT_WITHOUT or asks_when or of_two or of_periods else None


def _says_something(topic: Topic) -> bool:
    """Whether a topic has a word that does not only compare."""
    ways = phrases()["direction"], phrases()["superlative"]
    comparing = {entry for way in ways for entries in way.values() for entry in entries}
    return any(term.text.lower() not in comparing for term in topic.terms)


def _as_stated(computation: Computation, query: Query, view: View) -> Outcome | None:
    """What a filing states itself under the words that ask for the computation."""
    topic = computation.plain
    if topic is None or computation.kind in (
        "guided",
        "supposing",
        "most",
        "least",
        "each",
        "choice",
        "more",
        "less",
        "adjustments",
        "claim",
    ):
        return None
    for period in targets(query.periods, view, query.anchors) or (None,):
        answer = value(topic, period, view)
        if answer and answer.derivation is None and _names(topic, answer.fact):
            return Outcome((answer,), say.figures([answer], query, view))
    return None


def _names(topic: Topic, fact: Fact) -> bool:
    """Whether a line's own label accounts for every word of the topic; what stands above it does not."""
    label = stems(" ".join((fact.label, *(member for _, member in fact.dimensions))))
    return all(term.mention >= 0 or term.stem in label for term in topic.hard)


_COMPUTATIONS: dict[Kind, Callable[[Computation, Query, View], Outcome]] = {
    "average": combining.average,
    "sum": combining.total,
    "difference": combining.difference,
    "most": aggregates.extreme,
    "least": aggregates.extreme,
    "count": aggregates.count,
    "which": aggregates.which,
    "each": aggregates.each,
    "growth rate": aggregates.growth_rate,
    "annualized": combining.annualized,
    "per": per,
    "excluding": excluding,
    "including": including,
    "using": using,
    "supposing": suppose,
    "original": originally,
    "guided": against_guidance,
    "choice": choose,
    "more": choose,
    "less": choose,
    "adjustments": reconcile,
    "claim": hold,
}
