"""What a filing says in words: its sentences in order, what each speaks of, and the people and places in it."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from qa.language.values import Entity, MetricMention, Party, Qualifier
from qa.questions.words import stems
from qa.store import FilingSummary, Passage, Store

_NUMBER = re.compile(r"(?<!\S)[$(]*\d[\d,.]*[)%]*(?!\S)")
_MOST_NUMBERS = 8  # in a sentence of words
_MOST_NUMBERS_SHARE = 0.25  # of its words
_HEADING = re.compile(r"[A-Z][^.!?;:]{3,80}:?\s*$")  # a line of its own that ends no sentence


@dataclass(frozen=True)
class Sentence:
    """A sentence of a filing's prose, with what it speaks of.

    Arguments:
        metrics: element names that it mentions.
        adjoins: whether the sentence before stands in the same paragraph.
        entities: metric mentions and parties in it, with their offsets in the filing's text.
        headings: stems of the heading that it stands under.
        boilerplate: whether it belongs to the safe harbor or another legal notice.
    """

    filing: str
    start: int
    end: int
    text: str
    section: str
    stems: frozenset[str]
    metrics: frozenset[str]
    adjoins: bool
    entities: tuple[Entity, ...] = ()
    headings: frozenset[str] = frozenset()
    boilerplate: bool = False


def tabular(text: str) -> bool:
    """Whether a text is a run of a table's cells rather than words."""
    numbers = len(_NUMBER.findall(text))
    return numbers > _MOST_NUMBERS and numbers > _MOST_NUMBERS_SHARE * len(text.split())


@dataclass(frozen=True)
class Prose:
    """What a filing says in words: its text, its sentences in order, and the people, roles and places in it."""

    text: str = ""
    sentences: tuple[Sentence, ...] = ()
    parties: tuple[Entity, ...] = ()


def prose_of(store: Store, filing: FilingSummary) -> Prose:
    """Return what a filing says in words."""
    text, entities = store.text(filing.id), store.mentions(filing.id)
    parties = tuple(entity for entity in entities if isinstance(entity.value, Party))
    return Prose(text, tuple(_sentences(filing, text, entities, store.sentences(filing.id))), parties)


def _sentences(
    filing: FilingSummary, text: str, entities: list[Entity], passages: Iterable[Passage]
) -> Iterable[Sentence]:
    named = [entity for entity in entities if isinstance(entity.value, MetricMention | Party)]
    starts = [entity.start for entity in named]
    legal = [(e.start, e.end) for e in entities if e.value == Qualifier("boilerplate")]
    own = stems(filing.company)  # "Acme Valves Reports Second Quarter Results" puts nothing under "valves"
    before, headings = -1, frozenset[str]()
    for passage in passages:
        inside = tuple(named[bisect_left(starts, passage.start) : bisect_left(starts, passage.end)])
        gap = text[before : passage.start] if before >= 0 else "\n"
        adjoins = "\n" not in gap
        if not adjoins and _HEADING.match(passage.text):
            headings = stems(passage.text)
        yield Sentence(
            filing.id,
            passage.start,
            passage.end,
            passage.text,
            passage.section,
            stems(passage.text),
            frozenset(e.value.metric for e in inside if isinstance(e.value, MetricMention)),
            adjoins,
            inside,
            (headings | stems(passage.section)) - own,
            any(start < passage.end and passage.start < end for start, end in legal),
        )
        before = passage.end
