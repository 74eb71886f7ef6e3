"""Questions over companies that are named: whose figure is larger, by how much, what they come to, each one's."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from qa.facts.fact import Fact
from qa.questions.computing.aggregates import is_within
from qa.questions.computing.arithmetic import coarser, computed, is_quotient, number, term
from qa.questions.computing.changes import asks_for_growth, change_of
from qa.questions.converse import follow
from qa.questions.finding.library import Library, View
from qa.questions.finding.lookup import value
from qa.questions.finding.periods import targets
from qa.questions.finding.same_time import at_one_time
from qa.questions.outcome import Outcome
from qa.questions.parsing.intents import outside
from qa.questions.parsing.limits import factor_in
from qa.questions.parsing.parse import parse
from qa.questions.parsing.query import Query
from qa.questions.reply import Answer
from qa.questions.wording import companies as say
from qa.questions.wording.sentences import several

_BETWEEN = re.compile(r"[\s,]*\b(?:or|and|than|versus|vs\.?|compared (?:to|with)|against)\s*$", re.I)
_WHOSE = re.compile(r"\bwho(?:se)?\b", re.I)
_ASKING = re.compile(r"\b(?:compare|rank|sort|exceed(?:ed|s)?|surpass(?:ed|es)?|outearn(?:ed|s)?)\b", re.I)
_IN_ORDER = re.compile(r"\b(?:rank|sort|order)\b", re.I)
_MOST = 8  # companies that one reply holds


def compares(query: Query) -> bool:
    """Whether a question is of several companies that it names."""
    return 1 < len(query.companies) <= _MOST and query.intent in ("which", "compare", "lookup", "change")


def compare(question: str, query: Query, library: Library) -> Outcome:
    """Answer a question over several companies from the figure of each; nothing where one of them has none."""
    parts = _parts(question, query, library)
    found = _figures(parts, query, library)
    if len(found) < len(parts) or len({answer.fact.unit for answer in found}) > 1:
        return Outcome(missing=query.topics[0].text if query.topics else question)
    if query.computation and query.computation.kind == "sum":
        return _together(found)
    one, other = found[:2]
    if len(found) == 2 and query.computation and query.computation.kind == "difference":
        return _apart(one, other)
    if query.intent == "which" or _WHOSE.search(query.text) or _IN_ORDER.search(query.text):
        ordered = sorted(found, key=lambda answer: number(answer.fact), reverse=query.most)
        return Outcome(tuple(ordered), say.winner(ordered, most=query.most))
    claimed = query.computation.kind if query.computation else ""
    if (query.intent == "compare" or claimed in ("more", "less")) and len(found) == 2:  # "sales: Fennick > Dorvale?"
        return _than(replace(query, most=claimed == "more" if claimed in ("more", "less") else query.most), one, other)
    return Outcome(tuple(found), several(found, None))


def _parts(question: str, query: Query, library: Library) -> list[Query]:
    """What is asked of each company: of two what the words about the one leave unsaid is taken from those about the other."""
    question = outside(question, [word.span() for word in _ASKING.finditer(question)])
    spans = library.mentioned(question)
    if len(query.companies) > 2 or len(spans) != 2:
        whole = parse(question, spans)
        return [replace(whole, companies=(name,)) for name in query.companies]
    at = spans[-1][0]
    head, tail = _BETWEEN.sub("", question[:at]), question[at:]
    first = parse(head, library.mentioned(head))
    second = follow(first, parse(f"and {tail}", [(s + 4, e + 4, n) for s, e, n in library.mentioned(tail)]))
    first = replace(first, topics=first.topics or second.topics, periods=first.periods or second.periods)
    return [first, second]


def _figures(parts: Sequence[Query], query: Query, library: Library) -> list[Answer]:
    """Each company's figure: of what ended at one time, or else of the period as it is said, which is each one's own."""
    views = [library.company(part.companies[0]) if part.companies else None for part in parts]
    asked = [(part, view) for part, view in zip(parts, views, strict=True) if view and part.topics]
    said = [part.periods for part, _ in asked]
    at_once = at_one_time([(part.periods, view) for part, view in asked])
    grows = asks_for_growth(query) or (query.intent == "change" and not query.computation)
    figure = _growth if grows else _level
    found: list[Answer] = []
    for periods in (at_once, said) if at_once != said else (said,):
        each = [figure(replace(part, periods=of), view) for (part, view), of in zip(asked, periods, strict=True)]
        found = [answer for answer in each if answer]
        if len(found) == len(parts):
            break
    return found


def _level(part: Query, view: View) -> Answer | None:
    periods = targets(part.periods, view)
    return value(part.topics[0], periods[0] if periods else None, view)


def _growth(part: Query, view: View) -> Answer | None:
    return change_of(part.topics[0], replace(part, wanted=part.wanted or "percent"), view)


def _than(query: Query, one: Answer, other: Answer) -> Outcome:
    """Whether the first company's figure is larger or smaller than the second's, or so many times as large."""
    times, _ = factor_in(query.text)
    if times and number(other.fact) > 0:
        agrees = is_within(replace(one.fact, value=number(one.fact) / number(other.fact)), times)
    else:
        agrees = (number(one.fact) > number(other.fact)) == query.most
    return Outcome((one, other), say.than(agrees, one, other))


def _apart(one: Answer, other: Answer) -> Outcome:
    """The first company's figure less the second one's."""
    fact = _result(one, number(one.fact) - number(other.fact), other)
    answer = computed(fact, f"{_named(one)} − {_named(other)}", [one, other])
    return Outcome((answer, one, other), say.apart(answer, one, other))


def _together(found: Sequence[Answer]) -> Outcome:
    """The companies' figures added up, where they are none that make no sum, as margins."""
    first, *others = found
    if is_quotient(first.fact):
        return Outcome(missing=f"a sum of {first.fact.label}")
    fact = _result(first, sum((number(answer.fact) for answer in others), number(first.fact)), *others)
    answer = computed(fact, " + ".join(map(_named, found)), list(found))
    return Outcome((answer, *found), say.together(answer, found))


def _result(first: Answer, amount: Decimal, *others: Answer) -> Fact:
    """The figure that comes of several companies': none of them reported it."""
    decimals = first.fact.decimals
    for other in others:
        decimals = coarser(replace(first.fact, decimals=decimals), other.fact)
    return replace(first.fact, value=amount, decimals=decimals, reported="", scale=1, sources=(), flags=())


def _named(answer: Answer) -> str:
    return f"{answer.company.name} {term(answer)}"
