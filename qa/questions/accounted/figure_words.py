"""What a question for one figure names it by: the words that a sentence or a row is to account for."""

from collections.abc import Iterator, Sequence
from functools import cache

from qa.language.stems import Word, stem, words
from qa.questions.accounted.figure_clauses import rule
from qa.questions.parsing.patterns import Named
from qa.questions.parsing.query import Query
from qa.questions.parsing.words import framing, generic, periods_said
from qa.resources import toml

_INTENTS = ("lookup", "ratio", "change")
_COMPUTED = ("average", "sum", "per", "excluding", "including")  # computations whose words a filing may say itself
_GENERIC, _FRAMING = 0.3, 0.5  # of words that name little


def asks_one_line(query: Query) -> bool:
    """Return whether the figure of one line is asked for, by a name whatever it seems to ask to be computed."""
    if query.intent not in _INTENTS or query.many or query.parts or query.yes_no or query.superlative or query.follows:
        return False
    return not query.computation or query.computation.kind in _COMPUTED


def asks_one_figure(query: Query) -> bool:
    """Return whether one figure is asked for, and nothing that is computed."""
    if not asks_one_line(query):
        return False
    if any(rule("asked", name).search(query.text) for name in ("two_figures", "change", "computed", "loss")):
        return False
    # "The leverage ratio and the capital ratio" are two.
    return not any(len(set(topic.mentions)) > 1 and any(term.breaks for term in topic.terms) for topic in query.topics)


def naming(text: str, own: Sequence[Named]) -> Iterator[Word]:
    """Yield the words of a question that neither say a period nor name the company.

    Arguments:
        own: where it names the company.
    """
    taken = [(entity.start, entity.end) for entity in periods_said(text)] + [(start, end) for start, end, _ in own]
    return (word for word in words(text) if not any(start < word.end and word.start < end for start, end in taken))


@cache
def asking() -> frozenset[str]:
    """Return the stems of words that only say that a figure is asked for, of what kind or how large."""
    return frozenset(stem(word) for line in toml("stated")["asking"] for word in line.split())


def telling(word: Word) -> float:
    """Return how much of its weight a word keeps: less where it names little."""
    return _GENERIC if word.stem in generic() else _FRAMING if word.text.lower() in framing() else 1.0
