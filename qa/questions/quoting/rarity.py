"""What a question names, each word weighed by how seldom the filing says it, and how much of it a passage says."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from qa.frozen import frozen
from qa.language.stems import ignored, label_stems, one_spelling, words
from qa.questions.finding.library import View
from qa.questions.parsing.intents import outside
from qa.questions.parsing.query import Topic
from qa.questions.parsing.words import alike, periods_said
from qa.questions.quoting.prose import Prose, Sentences, titled
from qa.questions.quoting.relevance import stems_of, untelling
from qa.resources import toml

_FIGURE = 1.0  # the weight of a word for a measure, of which filings have many
_MOST = 4.0  # the weight of a word that a filing says once, or never
_LEAST = 0.8
_UNSAID = 2.0
_LINE = re.compile(r"^[ \t#*]*[A-Z][^.!?;:\d|\n]{3,70}$", re.M)  # that ends no sentence
_OF_WHOLE = re.compile(
    r"\b(?:results?|highlights?|outlook|statements?|information|discussion|summary|measures?|data)\b", re.I
)
_OF_TWO_PLACES = stems_of(["american"])  # South American sales are none of the United States
_FAR = 6000  # characters


@frozen
class Sought:
    """A word that a question names something by.

    Arguments:
        alike: its stem and those that say the same.
        weight: the more, the more seldom the filing says it.
        figures: the kinds of measures that it is a word for; none for a word that names anything else.
        said: whether the filing says it at all.
        metric: the element name of the metric that it belongs to; empty without one.
    """

    stem: str
    text: str
    alike: frozenset[str]
    weight: float
    figures: frozenset[str]
    said: bool
    metric: str

    def within(self, stems: frozenset[str], metrics: frozenset[str] = frozenset()) -> bool:
        """Whether some words have it, or name the metric that it belongs to."""
        return not self.alike.isdisjoint(stems) or self.metric in metrics

    def softened(self) -> "Sought":
        """Return it with less weight where the filing never says it and it is no name, so that another word may be meant."""
        named = self.said or any(letter.isdigit() for letter in self.text)
        return self if named else replace(self, weight=min(self.weight, _UNSAID))


def sought(text: str, topic: Topic, view: View, sentences: Sentences, idle: frozenset[str]) -> tuple[Sought, ...]:
    """Return what a question names, each word once, in its order.

    Arguments:
        topic: what was recognised in it.
        idle: stems that only say how it is asked.
    """
    free = outside(text, [(entity.start, entity.end) for entity in periods_said(text)])
    own = stems_of([view.company.name, view.company.ticker or ""])
    nothing = ignored() | untelling() | idle | own
    metrics = {term.stem: topic.mentions[term.mention] for term in topic.terms if term.mention >= 0}
    found: dict[str, Sought] = {}
    for word in words(one_spelling(free)):
        kinds = _figures().get(word.stem, frozenset())
        if word.stem in found or len(word.text) == 1 or word.text[0].isdigit() or (word.stem in nothing and not kinds):
            continue
        same = (alike().get(word.stem, frozenset()) - _OF_TWO_PLACES) | {word.stem}
        if word.start == 0 or not word.text[0].isupper():  # a name stands for itself
            same |= _same().get(word.stem, frozenset())
        same = same.union(*(_said_as()[kind] for kind in kinds))
        if not kinds and not same.isdisjoint(own):
            continue  # of "homes" the filing of a home builder is full
        metric = "" if "loss" in kinds else metrics.get(word.stem, "")  # of no profit
        having = len(sentences.having(same) | (sentences.naming(metric) if metric else set()))
        weight = _FIGURE if kinds else _weight(having, len(sentences))
        found[word.stem] = Sought(word.stem, word.text.lower(), same, weight, kinds, having > 0, metric)
    return tuple(found.values())


def share(wanted: Iterable[Sought], stems: frozenset[str], metrics: frozenset[str] = frozenset()) -> float:
    """Return the share, by weight, of the words that some others, or the metrics that they name, have; 1 of none."""
    wanted = tuple(wanted)
    total = sum(word.weight for word in wanted)
    return sum(word.weight for word in wanted if word.within(stems, metrics)) / total if total else 1.0


def governed(named: Sequence[Sought], prose: Prose) -> tuple[tuple[int, int], ...]:
    """Return which stretches of a filing's text stand under a line that names the part asked for, up to the next title."""
    telling = [word for word in named if word.said]
    if not telling or len(telling) < len(named):
        return ()
    found: list[tuple[int, int]] = []
    begun = -1
    for line in _LINE.finditer(prose.text):
        said = label_stems(line[0])
        own = all(word.within(said) for word in telling)
        own = own and not _OF_WHOLE.search(line[0])
        if own == (begun >= 0) or not (own or titled(line[0])):
            continue
        if own:
            begun = line.end()
        else:
            found.append((begun, line.start()))
            begun = -1
    return (*found, (begun, begun + _FAR)) if begun >= 0 else tuple(found)


def _weight(having: int, of: int) -> float:
    return min(_MOST, max(_LEAST, math.log(1 + of / (having + 1))))


@cache
def _same() -> dict[str, frozenset[str]]:
    groups = [stems_of([group]) for group in toml("retrieval")["same"]]
    return {one: frozenset().union(*(group for group in groups if one in group)) for group in groups for one in group}


@cache
def _said_as() -> dict[str, frozenset[str]]:
    """For each kind of measure, the stems of the words by which filings say it."""
    return {kind: stems_of([said]) for kind, (_, said) in toml("retrieval")["figures"].items()}


@cache
def _figures() -> dict[str, frozenset[str]]:
    """For each stem of a word by which a measure is asked for, the kinds that it says."""
    asked = {kind: stems_of([words]) for kind, (words, _) in toml("retrieval")["figures"].items()}
    stems = frozenset[str]().union(*asked.values())
    return {one: frozenset(kind for kind, words in asked.items() if one in words) for one in stems}


def says_no_figure(stems: frozenset[str]) -> bool:
    """Return whether some words are for no measure but a percentage."""
    return stems.isdisjoint(frozenset[str]().union(*(said for kind, said in _said_as().items() if kind != "ratio")))


@cache
def idle_words() -> frozenset[str]:
    """Return the stems of words of a question that name no part and no measure."""
    return stems_of(toml("retrieval")["idle"])


@cache
def naming_words() -> frozenset[str]:
    """Return the stems of words that only ask in some questions, and name something where they are all that there is."""
    return stems_of(toml("retrieval")["naming"])
