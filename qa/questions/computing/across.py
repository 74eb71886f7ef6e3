"""Questions over two companies, compared."""

import re
from dataclasses import replace

from qa.questions.computing.aggregates import is_within
from qa.questions.computing.arithmetic import coarser, computed, number, term
from qa.questions.converse import follow
from qa.questions.finding.library import Library, View
from qa.questions.finding.lookup import value
from qa.questions.finding.periods import targets
from qa.questions.outcome import Outcome
from qa.questions.parsing.limits import factor_in
from qa.questions.parsing.parse import parse
from qa.questions.parsing.query import Query
from qa.questions.reply import Answer
from qa.questions.wording import sentences as say

_BETWEEN = re.compile(r"[\s,]*\b(?:or|and|than|versus|vs\.?|compared (?:to|with)|against)\s*$", re.I)


def compares(query: Query) -> bool:
    """Whether a question sets two companies against each other."""
    return len(query.companies) == 2 and query.intent in ("which", "compare", "lookup", "change")


def compare(question: str, query: Query, library: Library) -> Outcome:
    """Answer which of two companies has more, or whether the first has more than the second.

    What the words about one company leave unsaid is taken from those about the other.
    """
    spans = library.mentioned(question)
    at = spans[-1][0]
    head, tail = _BETWEEN.sub("", question[:at]), question[at:]
    first = parse(head, library.mentioned(head))
    second = follow(first, parse(f"and {tail}", [(s + 4, e + 4, n) for s, e, n in library.mentioned(tail)]))
    first = replace(first, topics=first.topics or second.topics, periods=first.periods or second.periods)
    found = [_figure(part, library) for part in (first, second)]
    one, other = found
    if one is None or other is None or one.fact.unit != other.fact.unit:
        return Outcome(missing=query.topics[0].text if query.topics else question)
    if query.computation and query.computation.kind in ("sum", "difference"):
        return _combined(one, other, adds=query.computation.kind == "sum")
    if query.intent in ("lookup", "change"):
        return Outcome((one, other), say.several([one, other], None))
    first_wins = number(one.fact) > number(other.fact)
    winner, loser = (one, other) if first_wins == query.most else (other, one)
    times, _ = factor_in(query.text)
    if times and query.intent == "compare" and number(other.fact) > 0:
        agrees = is_within(replace(one.fact, value=number(one.fact) / number(other.fact)), times)
        return Outcome((one, other), say.than(agrees, one, other))
    if query.intent == "which":
        return Outcome((winner, loser), say.winner(winner, loser, query))
    return Outcome((one, other), say.than(first_wins == query.most, one, other))


def _combined(one: Answer, other: Answer, *, adds: bool) -> Outcome:
    """The two companies' figures together, or the first one's less the second one's."""
    first, second = number(one.fact), number(other.fact)
    sign = "+" if adds else "−"
    fact = replace(
        one.fact,
        value=first + second if adds else first - second,
        decimals=coarser(one.fact, other.fact),
        reported="",
        scale=1,
        sources=(),
        flags=(),
    )
    formula = f"{one.company.name} {term(one)} {sign} {other.company.name} {term(other)}"
    answer = computed(fact, formula, [one, other])
    return Outcome((answer, one, other), say.of_two(answer, one, other, adds=adds))


def _figure(query: Query, library: Library) -> Answer | None:
    view = library.company(query.companies[0]) if query.companies else None
    if view is None or not query.topics:
        return None
    return _in(query, view)


def _in(query: Query, view: View) -> Answer | None:
    periods = targets(query.periods, view)
    return value(query.topics[0], periods[0] if periods else None, view)
