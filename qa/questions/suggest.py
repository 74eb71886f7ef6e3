"""Questions to ask next, each of which the filings answer."""

from collections.abc import Iterable, Iterator
from itertools import islice

from qa.facts.fact import Fact
from qa.facts.reconciliations import is_adjustment
from qa.language.vocabulary import vocabulary
from qa.questions.finding.index import Entry, Line
from qa.questions.finding.library import View
from qa.questions.finding.periods import by_default
from qa.questions.parsing.query import Query
from qa.questions.parsing.words import generic
from qa.questions.reply import Answer
from qa.questions.wording.word import metric_words

_MOST = 3


def after(answer: Answer, query: Query) -> tuple[str, ...]:
    """Return what a reader would ask next of an answer."""
    fact = answer.fact
    if fact.unit in ("text", "date") or fact.guidance or is_adjustment(fact):
        return ()
    found = []
    if query.intent != "reason" and fact.comparison is not None:
        found.append(f"Why did {metric_words(fact)} change?")
    if query.intent == "lookup" and answer.derivation is None and fact.period and not fact.period.is_instant:
        found.append(f"How much did {metric_words(fact)} change from a year earlier?")
    return tuple(found[:_MOST])


def nearest(query: Query, view: View) -> tuple[str, ...]:
    """Return questions near the one that was not answered: the same line in a period that is held, or a like line."""
    asked = {term.stem for topic in query.topics for term in topic.hard} - generic()
    names = [name for topic in query.topics for name in topic.mentions]
    scored: list[tuple[float, Line]] = []
    for line in view.index.look_at(_known(view.index.about(names, asked))):
        common = max((len(asked & label) / (len(asked | label) or 1) for label in line.labels), default=0.0)
        if line.family == "level" and not line.dimensions and (line.metric in names or common):
            scored.append((common + (line.metric in names), line))
    scored.sort(key=lambda entry: -entry[0])
    view.index.bring(line for _, line in scored[:_MOST])
    held = (by_default(line, view.reported) for _, line in scored)
    return tuple(dict.fromkeys(_question(one.fact) for one in islice(filter(None, held), _MOST)))


def _known(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries of metrics that have a name to ask with."""
    return (entry for entry in entries if entry.metric in vocabulary().metrics)


def _question(fact: Fact) -> str:
    period = fact.period
    if period is None:
        return f"What was {metric_words(fact)}?"
    return (
        f"What was {metric_words(fact)} {'at' if period.is_instant else 'in'} {period.label or period.end.isoformat()}?"
    )
