"""The answer to a question for a figure that only a sentence states: the figure, and the sentence."""

import re
from collections.abc import Sequence
from decimal import Decimal

from qa.facts.fact import Bound, Fact, Source
from qa.facts.naming import camel_case
from qa.language.stems import label_stems, stems
from qa.language.vocabulary import vocabulary
from qa.questions.accounted.figure_kinds import asks_ratio, looks_ahead
from qa.questions.accounted.stated_figures import Found, find_stated
from qa.questions.computing.arithmetic import reported
from qa.questions.finding.index import Held
from qa.questions.finding.library import View
from qa.questions.finding.periods import same
from qa.questions.outcome import Outcome
from qa.questions.parsing.patterns import Named
from qa.questions.parsing.query import Query, Topic
from qa.questions.quoting.quotation import quote
from qa.questions.reply import Answer
from qa.questions.wording import sentences as say
from qa.questions.wording.word import display

_THOUSANDS = 1000
_TELLING = 1000  # of the last digit given, what a figure must be so that no other would round to it
_PRINTED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,]*\d)")
_SURE = 0.8  # of facts read so, at most


def tell_stated(query: Query, own: Sequence[Named], view: View) -> Outcome:
    """Return the figure that a sentence states of what is asked; empty where none does.

    Arguments:
        own: where the question names the company.
    """
    found = find_stated(query, own, view)
    if found is None:
        return Outcome()
    stated = view.store.facts(found.sentence.filing)
    facts = _read(found, stated)
    if any(not _is_as_asked(fact, found, query) for fact in facts):
        return Outcome()
    facts = facts or _more_exact(found, stated, query)
    if not facts and _is_printed_exactly(found, view):
        return Outcome()
    named = query.topics[0].text if query.topics else query.text
    answers = (
        [reported(Held(fact, found.sentence.filing), view.company) for fact in facts]
        if facts
        else [
            Answer(fact, view.company, found.sentence.filing, display(fact))
            for fact in _facts(found, named, query, view)
        ]
    )
    text = " to ".join(answer.display for answer in answers)
    return Outcome(tuple(answers), say.clip(f"{say.named(view)}: {text}. “{_quoted(found, view).quote}”"))


def _read(found: Found, stated: Sequence[Fact]) -> list[Fact]:
    """The facts that were read of the figure, with the value that a table gives more exactly."""
    start, end = (found.sentence.start + at for at in found.clause.at)
    read = [
        fact
        for fact in stated
        if isinstance(fact.value, Decimal) and any(one.start <= start and end <= one.end for one in fact.sources)
        if fact.reported and fact.unit != "text" and _is_of_value(fact, found)
    ]
    return list({fact.value: fact for fact in reversed(read)}.values())[::-1]


def _more_exact(found: Found, stated: Sequence[Fact], query: Query) -> list[Fact]:
    """The one figure of a table that the sentence rounds: as large, of the period, and called by words of the question."""
    asked = stems(query.text)
    exact = {
        fact.value: fact
        for fact in stated
        if fact.unit == found.clause.quantity.unit and fact.period and found.period and isinstance(fact.value, Decimal)
        if fact.decimals is None or fact.decimals > (found.clause.quantity.decimals or 0)
        if same(fact.period, found.period) and _is_of_value(fact, found) and label_stems(fact.label) & asked
        if _is_as_asked(fact, found, query)
    }
    return list(exact.values()) if len(exact) == 1 and found.clause.quantity.high is None else []


def _is_printed_exactly(found: Found, view: View) -> bool:
    """Whether the filing prints in thousands what the sentence rounds, in a table that was not read: that is the figure."""
    quantity = found.clause.quantity
    step = Decimal(10) ** -(quantity.decimals or 0)
    if step <= _THOUSANDS or abs(quantity.value) < _TELLING * step:
        return False
    printed = (Decimal(one[0].replace(",", "")) for one in _PRINTED.finditer(view.store.text(found.sentence.filing)))
    return any(abs(one * _THOUSANDS - quantity.value) <= step / 2 for one in printed)


def _is_of_value(fact: Fact, found: Found) -> bool:
    """Whether a fact is of the figure, and not of another that stands within the same words."""
    value, high = found.value
    size = abs(fact.value) if isinstance(fact.value, Decimal) else Decimal(0)
    step = Decimal(10) ** -(found.clause.quantity.decimals or 0)
    return any(abs(size - abs(end)) < step for end in (value, high) if end is not None)


def _is_as_asked(fact: Fact, found: Found, query: Query) -> bool:
    """Whether a fact read of the figure is a level of the period, and of no part that the question does not name."""
    if fact.comparison or bool(fact.guidance) != looks_ahead(query) or _is_of_another_metric(fact, query):
        return False
    if fact.period and found.period and not same(fact.period, found.period) and query.periods:
        return False
    members = frozenset().union(*(label_stems(member) for _, member in fact.dimensions))
    return members <= stems(query.text)


def _is_of_another_metric(fact: Fact, query: Query) -> bool:
    """Whether one metric is asked for and the fact is of another, whose label has no word of it: "sales" are no selling costs."""
    topic = query.topics[0] if query.topics else Topic()
    named = {term.stem for term in topic.terms if term.mention >= 0}
    if len(set(topic.mentions)) != 1 or fact.metric not in vocabulary().metrics or fact.metric in topic.mentions:
        return False
    return named.isdisjoint(label_stems(fact.label))


def _facts(found: Found, named: str, query: Query, view: View) -> list[Fact]:
    """The figure as a fact; of a range both ends."""
    quantity = found.clause.quantity
    start, end = found.clause.at
    ends: list[tuple[Decimal, Bound | None]] = [(quantity.value, None)]
    if quantity.high is not None:
        ends = [(quantity.value, "low"), (quantity.high, "high")]
    return [
        Fact(
            metric=camel_case(named),
            label=named,
            value=value,
            unit="ratio" if quantity.unit == "count" and asks_ratio(query.text) else quantity.unit,
            period=found.period,
            reported=found.clause.text[start:end],
            scale=quantity.scale,
            decimals=quantity.decimals,
            guidance="expects" if looks_ahead(query) else "",
            bound=bound,
            sources=(_quoted(found, view),),
            confidence=_SURE * min(found.share, 1.0),
        )
        for value, bound in ends
    ]


def _quoted(found: Found, view: View) -> Source:
    text = view.store.text(found.sentence.filing)
    quotation = quote(text, [found.sentence], found.share, found.clause.at)
    return Source(quotation.start, quotation.end, quotation.text, quotation.section)
