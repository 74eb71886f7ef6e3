"""What a filing says in words: its sentences in order, what each speaks of, and the people and places in it."""

import itertools
import re
from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

from qa.facts.outline import Spoken
from qa.frozen import frozen
from qa.language.stems import ignored, is_spelled_apart, label_stems, stems
from qa.language.values import Entity
from qa.store import FilingSummary, Store

_NUMBER = re.compile(r"(?<!\S)[$(]*\d[\d,.]*[)%]*(?!\S)")
# An amount with another straight behind it, as a table's cells stand: "€1,350 million €1,260 million".
_BESIDE = re.compile(
    r"(?<!\S)[(]?(?:[$€£¥][(]?\d[\d,.]*(?<=\d)(?: ?%)?|\d[\d,.]*(?<=\d) ?%|\d+[,.]\d[\d,.]*(?<=\d))[)]?(?: (?:thousand|million|billion))?"
    r" (?=[$€£¥(]*\d[\d,.]*[)%]*(?!\S))"
)
_MOST_BESIDE = 2
_MOST_NUMBERS = 8  # in a sentence of words
_MOST_NUMBERS_SHARE = 0.25  # of its words
_CAPTION = re.compile(r"\W*(?:[A-Z][A-Z’'&-]+[\s,()]+){4}")  # in capitals
_CELLS = " | "  # between those of a slide
_TELLING = re.compile(r"[A-Za-z][A-Za-z’'-]{3,}")
_CAPITALS = 0.75  # the share of a title's longer words that begin with one
_RUN_IN = 50  # characters of a title that has a full stop behind it
_FEW_WORDS = 6
_HEADING = re.compile(r"[A-Z][^.!?;:]{3,80}:?\s*$")  # a line of its own that ends no sentence


@frozen
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


@dataclass(frozen=True)
class Sentence:
    """A sentence of a filing's prose, with what it speaks of.

    Arguments:
        line: the stems of its words, in their order, with a space around each.
        adjoins: whether the sentence before stands in the same paragraph.
        boilerplate: whether it belongs to the safe harbor or another legal notice.
        mentions: the metrics that it names, each with where in the filing's text.
        heading: the line above that ends no sentence; empty without one.
        company: the filer's name, whose words head nothing.
    """

    filing: str
    start: int
    end: int
    text: str
    section: str
    line: str
    adjoins: bool
    boilerplate: bool
    mentions: Sequence[tuple[int, str]]
    heading: str
    company: str

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words that carry meaning."""
        return stems(self.text) if is_spelled_apart(self.text) else self.told.stems - ignored()

    @cached_property
    def told(self) -> Told:
        """What it speaks of by itself."""
        return Told(self.line, frozenset(self.line.split()), frozenset(metric for _, metric in self.mentions))

    @cached_property
    def headings(self) -> frozenset[str]:
        """Stems of the headings that it stands under; "Acme Valves Reports Results" puts nothing under "valves"."""
        return (label_stems(self.heading) | label_stems(self.section)) - label_stems(self.company)


def tabular(text: str) -> bool:
    """Whether a text is a run of a table's cells, or begins with its caption, rather than words."""
    numbers = len(_NUMBER.findall(text))
    crowded = numbers > _MOST_NUMBERS and numbers > _MOST_NUMBERS_SHARE * len(text.split())
    crowded = crowded or len(_BESIDE.findall(text)) >= _MOST_BESIDE
    return crowded or bool(_CAPTION.match(text)) or (_CELLS in text and not text.rstrip('”" ').endswith("."))


def titled(text: str) -> bool:
    """Whether a text is a headline or a title: no sentence's end, and its words are capitalised."""
    if text.rstrip(" ”\"’')*").endswith((".", "!", "?", ";", ",")):
        return False
    telling = _TELLING.findall(text)
    capitals = [word for word in telling if word[0].isupper()]
    return len(capitals) > _CAPITALS * len(telling)


def _heads(text: str) -> bool:
    """Whether a line of its own heads what follows: it ends no sentence, or is a short title with a full stop behind."""
    if not text.endswith("."):
        return _HEADING.match(text) is not None
    return (
        len(text) < _RUN_IN
        and text.count(" ") < _FEW_WORDS
        and _HEADING.match(text[:-1]) is not None
        and titled(text[:-1])
    )


class Sentences(Sequence[Sentence]):
    """A filing's sentences, each made only when it is looked at, as a question looks at few.

    Arguments:
        text: the filing's.
        said: where each sentence stands, and what was found in it when the filing was read.
    """

    def __init__(self, filing: FilingSummary | None, text: str, said: Sequence[Spoken]) -> None:
        self._filing = filing
        self._text = text
        self._said = said
        self._made: dict[int, Sentence] = {}

    def __len__(self) -> int:
        return len(self._said)

    @overload
    def __getitem__(self, at: int) -> Sentence: ...
    @overload
    def __getitem__(self, at: slice) -> list[Sentence]: ...
    def __getitem__(self, at: int | slice) -> Sentence | list[Sentence]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        if at not in self._made:
            self._made[at] = self._make(at)
        return self._made[at]

    def before(self, at: int, most: int) -> range:
        """Return where the sentences before one stand that are in the same paragraph, nearest first."""
        back = 0
        while back < most and back < at and self._said[at - back].adjoins:
            back += 1
        return range(at - 1, at - back - 1, -1)

    def having(self, stems: Iterable[str]) -> set[int]:
        """Return which sentences have a word of one of some stems."""
        lines, starts = self._lines
        found: set[int] = set()
        for stem in stems:
            at = lines.find(f" {stem} ")
            while at >= 0:
                found.add(bisect(starts, at) - 1)
                at = lines.find(f" {stem} ", at + 1)
        return found

    def holding(self, letters: Iterable[str]) -> list[int]:
        """Return which sentences hold any of some runs of small letters, in order."""
        text, starts = self._lowered
        found: set[int] = set()
        for run in letters:
            at = text.find(run)
            while at >= 0:
                found.add(bisect(starts, at) - 1)
                at = text.find(run, at + 1)
        return sorted(found - {-1})

    def naming(self, metric: str) -> set[int]:
        """Return which sentences name a metric."""
        return {at for at, said in enumerate(self._said) if any(name == metric for _, name in said.mentions)}

    def place(self, at: int) -> tuple[str, str]:
        """Return the heading and the section that a sentence stands under."""
        return self._headings[at], self._said[at].section

    @cached_property
    def _lines(self) -> tuple[str, list[int]]:
        """The lines of stems one behind the other, and where each begins."""
        return "".join(said.stems for said in self._said), [
            0,
            *itertools.accumulate(len(said.stems) for said in self._said),
        ]

    @cached_property
    def _lowered(self) -> tuple[str, list[int]]:
        """The text in small letters, offsets kept, and where each sentence begins."""
        text = self._text.lower()
        if len(text) != len(self._text):
            text = "".join(one.lower()[0] for one in self._text)
        return text, [said.start for said in self._said]

    @cached_property
    def _headings(self) -> list[str]:
        found, heading = [], ""
        for said in self._said:
            if not said.adjoins and _heads(text := self._text[said.start : said.end]):
                heading = text
            found.append(heading)
        return found

    def _make(self, at: int) -> Sentence:
        said = self._said[at]
        return Sentence(
            self._filing.id if self._filing else "",
            said.start,
            said.end,
            self._text[said.start : said.end],
            said.section,
            said.stems,
            said.adjoins,
            said.boilerplate,
            said.mentions,
            self._headings[at],
            self._filing.company if self._filing else "",
        )


class Prose:
    """What a filing says in words.

    Arguments:
        filing: None for none.
    """

    def __init__(self, store: Store, filing: FilingSummary | None) -> None:
        self._store = store
        self._filing = filing

    @cached_property
    def text(self) -> str:
        """The filing's text."""
        return self._store.text(self._filing.id) if self._filing else ""

    @cached_property
    def sentences(self) -> Sentences:
        """Its sentences, in order."""
        said = self._store.sentences(self._filing.id) if self._filing else ()
        return Sentences(self._filing, self.text if said else "", said)

    @cached_property
    def parties(self) -> tuple[Entity, ...]:
        """The people, roles and places in its text, in order."""
        return tuple(self._store.parties(self._filing.id)) if self._filing else ()
