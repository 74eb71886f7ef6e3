"""What a question looks up first in a filing: its line items and its sentences by the stems of their words, its figures by size.

All of it is derived from what was read; kept because deriving it takes longer than a question may.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from qa.facts.defined_names import Pair, defined_names
from qa.facts.duplicates import consistent
from qa.facts.extraction import Extraction, PassageSpan
from qa.facts.fact import Basis, Fact, Period
from qa.facts.fiscal.fiscal_year import FiscalYears
from qa.language.stems import label_stems, one_spelling, stems_in, words
from qa.language.values import Entity, MetricMention, Qualifier
from qa.language.vocabulary import vocabulary

Family = Literal["level", "change", "guidance"]
_DAY = timedelta(days=1)
_YEAR = 4  # quarters
_BOILERPLATE = Qualifier("boilerplate")


class Item(NamedTuple):
    """A line item of one filing: facts of one metric, dimensions, basis and unit, of all periods.

    Arguments:
        key: what tells it from the company's others, the same in all of its filings.
        metric: element name.
        dimensions: (axis, member) pairs.
        labels: the stems of each wording that the filing uses for it, in their order and with spaces between.
        context: the same of each head above it, and of the titles of its statements.
        members: the same of its dimensions' members.
        apart: whether facts of it contradict each other, so that its labels name several: "Net sales" and "Total revenue".
        positions: of its facts among the filing's.
    """

    key: str
    metric: str
    family: Family
    dimensions: Sequence[tuple[str, str]]
    basis: Basis
    unit: str
    labels: Sequence[str]
    context: Sequence[str]
    members: Sequence[str]
    apart: bool
    positions: Sequence[int]


class Spoken(NamedTuple):
    """A sentence of prose.

    Arguments:
        start, end: half-open offsets into the filing's text.
        section: the heading above it, for people.
        stems: of its words, in their order, with a space around each.
        adjoins: whether the sentence before stands in the same paragraph.
        boilerplate: whether it belongs to the safe harbor or another legal notice.
        mentions: the metrics that it names, each with where in the filing's text.
    """

    start: int
    end: int
    section: str
    stems: str
    adjoins: bool
    boilerplate: bool
    mentions: Sequence[tuple[int, str]]


class Figure(NamedTuple):
    """A figure of the whole company that companies can be ranked by.

    Arguments:
        metric: element name.
        ends: the fiscal quarter that its period ends with, counted as in `qa.facts.fiscal.fiscal_year`.
        quarters: the period's length; 0 for an instant.
        growth: in percent over the figure that the filing gives for a year earlier; None where it gives none.
    """

    metric: str
    ends: int
    quarters: int
    amount: float
    growth: float | None


@dataclass(frozen=True, slots=True)
class Outline:
    """What is looked up first in one filing.

    Arguments:
        labels: every word of its row labels, heads and members, in lower case.
        defined: the names that it defines for itself.
    """

    items: tuple[Item, ...]
    sentences: tuple[Spoken, ...]
    figures: tuple[Figure, ...]
    labels: tuple[str, ...]
    defined: tuple[Pair, ...]


def outline(text: str, read: Extraction) -> Outline:
    """Return the outline of a filing of this text."""
    labels = {word for fact in read.facts for said in _said(fact) for word in _lowered(said)}
    sentences = _sentences(text, read.passages, read.entities)
    figures = _figures(read.facts, read.calendar.years)
    return Outline(tuple(items(read.facts)), tuple(sentences), figures, tuple(sorted(labels)), defined_names(text))


def family(fact: Fact) -> Family:
    """Return what a fact tells: how much something was, by how much it changed, or how much is expected."""
    if fact.guidance:
        return "guidance"
    return "change" if fact.comparison else "level"


def items(facts: Sequence[Fact]) -> Iterator[Item]:
    """Yield the line items of a filing's facts, in the order of their first ones."""
    positions: dict[tuple[object, ...], list[int]] = {}
    for at, fact in enumerate(facts):
        positions.setdefault(_key(fact), []).append(at)
    for key, held in positions.items():
        own = [facts[at] for at in held]
        yield Item(
            hashlib.blake2b(repr(key).encode(), digest_size=8).hexdigest(),
            own[0].metric,
            family(own[0]),
            own[0].dimensions,
            own[0].basis,
            own[0].unit,
            _each_stemmed(fact.label for fact in own),
            _each_stemmed(said for fact in own for said in _above(fact)),
            _each_stemmed(member for _, member in own[0].dimensions),
            _contradict(own),
            held,
        )


def _each_stemmed(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(map(_stemmed, texts)))


@lru_cache(maxsize=2_000)
def _stemmed(text: str) -> str:
    return " ".join(stems_in(one_spelling(text)))


def _contradict(facts: Sequence[Fact]) -> bool:
    """Whether facts of one line item under different labels contradict each other."""
    labelled: dict[frozenset[str], dict[Period | None, Fact]] = {}
    for fact in facts:
        if not fact.guidance:
            labelled.setdefault(label_stems(fact.label), {})[fact.period] = fact
    stated: dict[Period | None, Fact] = {}
    for own in labelled.values():
        if any(period in stated and not consistent(fact, stated[period]) for period, fact in own.items()):
            return True
        stated |= own
    return False


def _key(fact: Fact) -> tuple[object, ...]:
    """What one line item's facts share.

    Row labels that no vocabulary knows mean something only under their heads ("Other") and in their table.
    """
    known = fact.metric in vocabulary().metrics
    above = () if known else (*(head.lower() for head in fact.heads), *sorted(_section(fact)))
    return fact.metric, family(fact), fact.dimensions, fact.basis, fact.unit, above


def _section(fact: Fact) -> frozenset[str]:
    return label_stems(fact.sources[0].section) if fact.sources else frozenset()


def _said(fact: Fact) -> Iterator[str]:
    """The words that name a fact's line: its label, the heads above it, its members."""
    yield fact.label
    yield from fact.heads
    for _, member in fact.dimensions:
        yield member


def _above(fact: Fact) -> Iterator[str]:
    yield from fact.heads
    if fact.sources and fact.sources[0].section:
        yield fact.sources[0].section


@lru_cache(maxsize=2_000)
def _lowered(text: str) -> tuple[str, ...]:
    return tuple(word.text.lower() for word in words(text))


def _sentences(text: str, passages: Iterable[PassageSpan], entities: Sequence[Entity]) -> Iterator[Spoken]:
    named = [(entity.start, entity.value.metric) for entity in entities if isinstance(entity.value, MetricMention)]
    starts = [start for start, _ in named]
    legal = [(entity.start, entity.end) for entity in entities if entity.value == _BOILERPLATE]
    before = -1
    for passage in passages:
        start, end = passage.start, passage.end
        yield Spoken(
            start,
            end,
            passage.section,
            f" {' '.join(stems_in(text[start:end]))} ",
            before >= 0 and "\n" not in text[before:start],
            any(begun < end and start < ended for begun, ended in legal),
            named[bisect_left(starts, start) : bisect_left(starts, end)],
        )
        before = end


def _figures(facts: Sequence[Fact], years: FiscalYears) -> tuple[Figure, ...]:
    """The figures of whole companies for past periods of whole fiscal quarters."""
    placed = [(fact, place) for fact in facts if _is_rankable(fact) and (place := _placed(fact, years))]
    stated = {(fact.name, fact.unit, *place): _amount(fact) for fact, place in placed}
    found = []
    for fact, (ends, quarters) in placed:
        earlier = stated.get((fact.name, fact.unit, ends - _YEAR, quarters)) if quarters else None
        growth = (_amount(fact) - earlier) / abs(earlier) * 100 if earlier else None
        found.append(Figure(fact.name, ends, quarters, _amount(fact), growth))
    return tuple(found)


def _is_rankable(fact: Fact) -> bool:
    whole = not fact.dimensions and family(fact) == "level" and isinstance(fact.value, Decimal)
    return whole and fact.period is not None and fact.name in vocabulary().metrics


def _amount(fact: Fact) -> float:
    return float(fact.value)


def _placed(fact: Fact, years: FiscalYears) -> tuple[int, int] | None:
    """The fiscal quarter that a fact's period ends with, and the period's quarters; None where it is of others."""
    if fact.period is None or (ends := years.place(fact.period.end)) is None:
        return None
    if fact.period.start is None:
        return ends, 0
    before = years.place(fact.period.start - _DAY)
    return (ends, ends - before) if before is not None and ends > before else None
