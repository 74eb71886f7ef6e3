"""How much of what a question asks about a stretch of text accounts for."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache

from qa.facts.fact import Period
from qa.frozen import frozen
from qa.language.stems import ignored, stems_in, words
from qa.language.values import PeriodExpression
from qa.questions.finding.library import View
from qa.questions.parsing.query import Query, Topic
from qa.questions.parsing.words import alike, generic, periods_said, phrases, synonyms
from qa.questions.quoting.causes import wording
from qa.questions.quoting.prose import Sentence, Told

_GENERIC = 0.3  # of a word that a text may lack without harm
_SOFT = 0.3  # of a word that says how something is asked
_NUMBER = 0.4  # of a figure in a question, which is often only its asker's rounding
_NAMED = 1.7  # of a name: what is said of another segment or place is no answer
_SCATTERED = 0.45  # of a metric's words that do not stand together

_SCALED = re.compile(r"([\d.,]+)(?:k|mm?|mln|bn?)$", re.I)
_COMPARED = re.compile(
    r"\b(?:from|compared (?:to|with)|versus|vs\.?|than|over|against)\s(?:\S+\s){0,4}$",
    re.I,
)


@frozen
class Wanted:
    """A word asked about.

    Arguments:
        alike: its stem and those that say the same.
        mention: the place of the metric that it belongs to, -1 for none.
        metric: the element name of that, empty without.
    """

    alike: frozenset[str]
    weight: float
    mention: int
    metric: str


@frozen
class Asked:
    """What a question asks about.

    Arguments:
        words: with weights.
        mentions: for each metric recognised, its element name and what finds its words in a line of stems, in
            order and near each other ("quarterly cash dividend").
    """

    words: tuple[Wanted, ...]
    mentions: tuple[tuple[str, re.Pattern[str]], ...]

    def bits(self, told: Told) -> int:
        """Return which of the words a text has, a bit for each."""
        found, bit, stems = 0, 1, told.stems
        for word in self.words:
            if not word.alike.isdisjoint(stems) or (word.metric and word.metric in told.metrics):
                found |= bit
            bit <<= 1
        return found

    def reach(self, bits: int) -> float:
        """Return the share that some of the words are of all, by weight."""
        found = sum(word.weight for at, word in enumerate(self.words) if bits >> at & 1)
        return found / self._total if found else 0.0

    def literal(self, told: Told) -> bool:
        """Whether a text has a word asked for that is no metric's, such as the verb."""
        return any(word.mention < 0 and self._reaches(word, told) for word in self.words)

    def speaks(self, told: Told) -> bool:
        """Whether a text has words of any metric asked for, where one is."""
        return not self.mentions or any(self._reaches(word, told) for word in self.words if word.mention >= 0)

    def names(self, told: Told) -> bool:
        """Whether a text has any word asked for."""
        return any(self._reaches(word, told) for word in self.words)

    def _reaches(self, word: Wanted, told: Told) -> bool:
        return word.metric in told.metrics or not word.alike.isdisjoint(told.stems)

    @property
    def _total(self) -> float:
        return sum(word.weight for word in self.words)

    def share(self, told: Told) -> float:
        """The share of the words asked about, by weight, that a text accounts for."""
        if not self.words:
            return 0.0
        named = [name in told.metrics or _says(line, told) for name, line in self.mentions]
        return sum(word.weight * _found(word, told, named) for word in self.words) / self._total


def _says(line: re.Pattern[str], told: Told) -> bool:
    """Whether a text has a metric's words: one alone may belong to another metric that it names ("gross profit")."""
    words = line.pattern.strip()
    of_another = " " not in words and any(words in metric.lower() for metric in told.metrics)
    return not of_another and line.search(told.line) is not None


def _found(word: Wanted, told: Told, named: list[bool]) -> float:
    if word.mention >= 0 and named[word.mention]:
        return 1.0
    if not word.alike.isdisjoint(told.stems):
        return 1.0 if word.mention < 0 else _SCATTERED
    return 0.0


def asked(query: Query, topic: Topic, idle: frozenset[str], *, of_metrics: bool) -> Asked:
    """Return what a question asks about.

    Arguments:
        idle: stems that only say how it is asked, and count for nothing.
        of_metrics: whether metrics are meant by its words ("dividends payable") rather than the words alone.
    """
    if not of_metrics:
        topic = replace(topic, terms=tuple(replace(term, mention=-1) for term in topic.terms), mentions=())
    terms = [term for term in topic.terms if term.mention >= 0 or term.stem not in idle]
    soft = 1.0 if query.intent == "who" or not any(not term.soft for term in terms) else _SOFT
    first = next((word.text for word in words(query.text)), "")
    wanted = []
    for term in terms:
        weight = soft if term.soft else 1.0
        if term.mention < 0 and term.text[0].isdigit():
            weight = _NUMBER
        elif query.intent == "when" and term.stem in _moving():
            weight = 1.0  # when it was raised is not when it is paid
        elif term.stem in ignored() or (term.mention < 0 and term.stem in generic()):
            weight = _GENERIC
        elif term.mention < 0 and not term.soft and term.text[0].isupper() and term.text != first:
            weight = _NAMED
        number = _SCALED.match(term.text)  # "94m" is 94 of something
        same = synonyms().get(term.stem, frozenset()) | {number[1] if number else term.stem}
        if term.mention < 0:
            same = same.union(*(group for group in _ways() if term.stem in group))
            same |= _moving() if term.stem in _valued() else frozenset()
            same |= alike().get(term.stem, frozenset()) if of_metrics else frozenset()
        wanted.append(Wanted(same, weight, term.mention, topic.mentions[term.mention] if term.mention >= 0 else ""))
    mentions = tuple(
        (name, _near([term.stem for term in topic.terms if term.mention == at]))
        for at, name in enumerate(topic.mentions)
    )
    return Asked(tuple(wanted), mentions)


def _near(stems: list[str]) -> re.Pattern[str]:
    telling = [stem for stem in stems if stem not in ignored()] or stems  # a "quarterly dividend" is a dividend
    # Of "sales" alone "selling" is no other word.
    said = [_any(stem) if len(telling) > 1 else re.escape(stem) for stem in telling]
    return re.compile(" " + r" (?:\S+ )?".join(said) + " ")


def _any(stem: str) -> str:
    """What finds a stem, or one that says the same."""
    same = synonyms().get(stem)
    return f"(?:{'|'.join(map(re.escape, sorted(same)))})" if same else re.escape(stem)


@cache
def _moving() -> frozenset[str]:
    return frozenset[str]().union(*_ways())


@cache
def _valued() -> frozenset[str]:
    """Words that say that something got better or worse, which releases put as rising or falling."""
    return stems_of([*phrases()["direction"]["better"], *phrases()["direction"]["worse"]])


@cache
def _ways() -> tuple[frozenset[str], ...]:
    """The words of each way that things go: up, down …; of "ahead of" neither tells by itself."""
    ways = phrases()["direction"].values()
    return tuple(stems_of(entry for entry in entries if " " not in entry) for entries in ways)


def _line(stems: Iterable[str]) -> str:
    return f" {' '.join(stems)} "


@lru_cache(maxsize=20_000)
def _stems(text: str) -> tuple[str, frozenset[str]]:
    found = stems_in(text)
    return _line(found), frozenset(found)


def told(sentence: Sentence, start: int = 0, end: int | None = None) -> Told:
    """Return what a sentence, or a stretch of it, speaks of."""
    if start == 0 and end is None:
        return sentence.told
    end = len(sentence.text) if end is None else end
    line, stems = _stems(sentence.text[start:end])
    return Told(line, stems, frozenset(name for at, name in sentence.mentions if start <= at - sentence.start < end))


def spoken_periods(text: str, view: View) -> list[Period]:
    """Return the periods that a text speaks of, but for those that it compares with."""
    return [
        period
        for entity in periods_said(text)
        if isinstance(entity.value, PeriodExpression)
        and not _COMPARED.search(text[: entity.start])
        and (period := view.calendar.resolve(entity.value, view.reported))
    ]


def told_of(text: str) -> Told:
    """Return what a text by itself speaks of, metrics by their words only."""
    return Told(*_stems(text), frozenset())


def stems_of(entries: Iterable[str]) -> frozenset[str]:
    """Return the stems of the words of some phrases."""
    return frozenset(one for entry in entries for one in stems_in(entry))


@cache
def untelling() -> frozenset[str]:
    """Return the stems that name nothing: those of small words, of ways that things go, and of adverbs."""
    return ignored() | generic() | moving() | stems_of(wording()["adverbs"]["words"])


@cache
def moving() -> frozenset[str]:
    """Return the stems of all words by which things go up, down or either way."""
    return stems_of(word for entries in phrases()["direction"].values() for word in entries)
