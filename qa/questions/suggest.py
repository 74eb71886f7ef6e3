"""Questions to ask next, each of which the filings answer."""

from qa.facts.fact import Fact
from qa.questions.index import Held
from qa.questions.library import View
from qa.questions.periods import by_default
from qa.questions.query import Query
from qa.questions.reply import Answer
from qa.questions.word import metric_words
from qa.questions.words import generic

_MOST = 3


def after(answer: Answer, query: Query) -> tuple[str, ...]:
    """Return what a reader would ask next of an answer."""
    fact = answer.fact
    if fact.unit in ("text", "date") or fact.guidance:
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
    scored: list[tuple[float, int, Held]] = []
    for line in view.index.lines:
        if line.family != "level" or not line.known or line.fact.dimensions:
            continue
        named = any(line.metric in topic.mentions for topic in query.topics)
        common = max((len(asked & label) / (len(asked | label) or 1) for label in line.labels), default=0.0)
        held = by_default(line, view.reported) if named or common else None
        if held:
            scored.append((common + named, -len(scored), held))
    scored.sort(key=lambda entry: entry[:2], reverse=True)
    return tuple(dict.fromkeys(_question(held.fact) for _, _, held in scored[:_MOST]))


def _question(fact: Fact) -> str:
    period = fact.period
    if period is None:
        return f"What was {metric_words(fact)}?"
    return (
        f"What was {metric_words(fact)} {'at' if period.is_instant else 'in'} {period.label or period.end.isoformat()}?"
    )
