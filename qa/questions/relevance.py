"""How much of what a question asks about a stretch of text accounts for."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from qa.language.values import MetricMention
from qa.questions.library import Sentence
from qa.questions.query import Query, Topic
from qa.questions.words import generic, stem, synonyms, words

_GENERIC = 0.3  # of a word that a text may lack without harm
_SOFT = 0.3  # of a word that says how something is asked
_NUMBER = 0.4  # of a figure in a question, which is often only its asker's rounding
_NAMED = 1.7  # of a name: what is said of another segment or place is no answer
_SCATTERED = 0.45  # of a metric's words that do not stand together


@dataclass(frozen=True, slots=True)
class Told:
    """What a stretch of text speaks of.

    Arguments:
        line: its stems in order, with a space around each.
        metrics: element names.
    """

    line: str
    stems: frozenset[str]
    metrics: frozenset[str]

    def __or__(self, other: "Told") -> "Told":
        return Told(self.line + other.line, self.stems | other.stems, self.metrics | other.metrics)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word asked about: its stem, those that say the same, its weight, and its mention (-1 for none)."""

    stem: str
    alike: frozenset[str]
    weight: float
    mention: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks about.

    Arguments:
        words: with weights.
        mentions: for each metric recognised, its element name and its words in order as a line of stems.
    """

    words: tuple[Wanted, ...]
    mentions: tuple[tuple[str, str], ...]

    def share(self, told: Told) -> float:
        """The share of the words asked about, by weight, that a text accounts for."""
        total = sum(word.weight for word in self.words)
        if not total:
            return 0.0
        named = [name in told.metrics or line in told.line for name, line in self.mentions]
        return sum(word.weight * _found(word, told, named) for word in self.words) / total


def _found(word: Wanted, told: Told, named: list[bool]) -> float:
    if word.mention >= 0 and named[word.mention]:
        return 1.0
    if word.stem in told.stems or not word.alike.isdisjoint(told.stems):
        return 1.0 if word.mention < 0 else _SCATTERED
    return 0.0


def asked(query: Query, topic: Topic, idle: frozenset[str]) -> Asked:
    """Return what a question asks about.

    Arguments:
        idle: stems that only say how it is asked, and count for nothing.
    """
    terms = [term for term in topic.terms if term.stem not in idle]
    soft = 1.0 if not any(not term.soft for term in terms) else _SOFT
    first = next((word.text for word in words(query.text)), "")
    wanted = []
    for term in terms:
        weight = soft if term.soft else 1.0
        if term.mention < 0 and term.text[0].isdigit():
            weight = _NUMBER
        elif term.mention < 0 and term.stem in generic():
            weight = _GENERIC
        elif term.mention < 0 and not term.soft and term.text[0].isupper() and term.text != first:
            weight = _NAMED
        alike = synonyms().get(term.stem, frozenset())
        wanted.append(Wanted(term.stem, alike, weight, term.mention))
    mentions = tuple(
        (name, _line(term.stem for term in topic.terms if term.mention == at)) for at, name in enumerate(topic.mentions)
    )
    return Asked(tuple(wanted), mentions)


def _line(stems: Iterable[str]) -> str:
    return f" {' '.join(stems)} "


@lru_cache(maxsize=20_000)
def _stems(text: str) -> tuple[str, frozenset[str]]:
    found = [word.stem for word in words(text)]
    return _line(found), frozenset(found)


def told(sentence: Sentence, start: int = 0, end: int | None = None) -> Told:
    """Return what a sentence, or a stretch of it, speaks of."""
    end = len(sentence.text) if end is None else end
    line, stems = _stems(sentence.text[start:end])
    metrics = frozenset(
        entity.value.metric
        for entity in sentence.entities
        if isinstance(entity.value, MetricMention) and start <= entity.start - sentence.start < end
    )
    return Told(line, stems, metrics)


def stems_of(entries: Iterable[str]) -> frozenset[str]:
    """Return the stems of the words of some phrases."""
    return frozenset(stem(word.text) for entry in entries for word in words(entry))
