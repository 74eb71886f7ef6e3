"""The facts in scope, arranged for finding: one Line a line item, with its facts by period."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property, lru_cache
from typing import Literal

from qa.facts.duplicates import consistent
from qa.facts.fact import Fact, Period
from qa.facts.reconciliations import is_adjustment
from qa.language.vocabulary import vocabulary
from qa.questions.words import stems, words

Family = Literal["level", "change", "guidance"]
SLACK = timedelta(days=7)  # 52/53-week years end on varying days


@dataclass(frozen=True, slots=True)
class Held:
    """A fact and the filing that states it; a greater rank is a later filing."""

    fact: Fact
    filing: str
    rank: int = 0


@dataclass(frozen=True)
class Line:
    """One line item of the filings in scope: the same metric, dimensions, basis and unit.

    Arguments:
        labels: the stems of each wording that the filings use for it.
        context: stems of the section heads above it and of its statement's title.
        members: stems of its dimensions' members.
        held: its facts, of all periods.
    """

    metric: str
    family: Family
    held: tuple[Held, ...]
    labels: tuple[frozenset[str], ...]
    context: frozenset[str]
    members: frozenset[str]

    @property
    def fact(self) -> Fact:
        """A fact that stands for the line."""
        return self.held[0].fact

    @property
    def known(self) -> bool:
        """Whether the vocabulary has the metric, rather than a row label having named it."""
        return self.metric in vocabulary().metrics

    @property
    def is_money(self) -> bool:
        """Whether its figures are amounts of a currency."""
        return len(self.fact.unit) == 3 and self.fact.unit.isupper()

    @property
    def is_class_of_stock(self) -> bool:
        """Whether it is told by class of stock alone, which a question may leave out where the classes agree."""
        return [axis for axis, _ in self.fact.dimensions] == ["Class"]

    @cached_property
    def all_stems(self) -> frozenset[str]:
        """Every stem by which the line can be asked for."""
        return frozenset().union(*self.labels, self.context, self.members)

    def at(self, period: Period) -> Held | None:
        """Return the fact of a period: the latest filing's, and of one filing's the most precise."""
        return best(held for held in self.held if held.fact.period and near(held.fact.period, period))


def near(a: Period, b: Period) -> bool:
    """Whether two periods are the same within the days by which 52/53-week years vary."""
    if (a.start is None) != (b.start is None) or abs(a.end - b.end) > SLACK:
        return False
    return a.start is None or b.start is None or abs(a.start - b.start) <= SLACK


def best(held: Iterable[Held]) -> Held | None:
    """Return the fact to answer with: unflagged first, then the latest filing's, then a total, then the most precise."""
    return max(
        held,
        key=lambda h: (
            not h.fact.flags,
            h.rank,
            h.fact.label.lower().startswith("total"),
            precision(h.fact),
            -(h.fact.sources[0].start if h.fact.sources else 0),
        ),
        default=None,
    )


def precision(fact: Fact) -> int:
    """Return decimal places correct, as XBRL's `decimals`; exact is beyond all."""
    return 100 if fact.decimals is None else fact.decimals


@dataclass(frozen=True)
class Index:
    """The facts in scope by line, and the lines by the words they can be asked with."""

    held: Sequence[Held]
    lines: tuple[Line, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", _lines(held for held in self.held if not is_adjustment(held.fact)))

    @cached_property
    def adjustments(self) -> tuple[Line, ...]:
        """What leads from one measure to another: no line by itself, for the same words name the charge as it was incurred."""
        return _lines(held for held in self.held if is_adjustment(held.fact))

    @cached_property
    def by_stem(self) -> dict[str, list[Line]]:
        """Lines by each stem of their wording."""
        found: dict[str, list[Line]] = defaultdict(list)
        for line in self.lines:
            for word in line.all_stems:
                found[word].append(line)
        return dict(found)

    @cached_property
    def by_metric(self) -> dict[str, list[Line]]:
        """Lines by their metric's element name."""
        found: dict[str, list[Line]] = defaultdict(list)
        for line in self.lines:
            found[line.metric].append(line)
        return dict(found)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Every stem that some line is worded with."""
        return frozenset(self.by_stem)

    @cached_property
    def label_words(self) -> frozenset[str]:
        """Every word of every label, as written in lower case: what typing errors may be mended to."""
        return frozenset(
            word.text.lower()
            for held in self.held
            for text in (held.fact.label, *held.fact.heads, *(member for _, member in held.fact.dimensions))
            for word in words(text)
        )


def _family(fact: Fact) -> Family:
    if fact.guidance:
        return "guidance"
    return "change" if fact.comparison else "level"


def _lines(held: Iterable[Held]) -> tuple[Line, ...]:
    known = vocabulary().metrics
    groups: dict[tuple[object, ...], list[Held]] = defaultdict(list)
    for one in held:
        fact = one.fact
        # Row labels that no vocabulary knows mean something only under their heads ("Other") and in their table.
        above = () if fact.metric in known else (*(head.lower() for head in fact.heads), _section(fact))
        groups[fact.metric, _family(fact), fact.dimensions, fact.basis, fact.unit, above].append(one)
    return tuple(_line(part) for group in groups.values() for part in _by_label(group))


def _by_label(group: Sequence[Held]) -> list[tuple[Held, ...]]:
    """Part a line whose labels contradict each other in one filing: "Net sales" and "Total revenue", both called revenue."""
    labels: dict[frozenset[str], list[Held]] = defaultdict(list)
    for one in group:
        labels[label_stems(one.fact.label)].append(one)
    if len(labels) == 1 or not _contradict(labels.values()):
        return [tuple(group)]
    return [tuple(held) for held in labels.values()]


def _contradict(labelled: Iterable[Sequence[Held]]) -> bool:
    stated: dict[tuple[str, Period | None], Fact] = {}
    for held in labelled:
        own = {(one.filing, one.fact.period): one.fact for one in held if one.fact.guidance == ""}
        if any(key in stated and not consistent(fact, stated[key]) for key, fact in own.items()):
            return True
        stated.update(own)
    return False


def _line(held: tuple[Held, ...]) -> Line:
    first = held[0].fact
    return Line(
        metric=first.metric,
        family=_family(first),
        held=held,
        labels=tuple(dict.fromkeys(label_stems(one.fact.label) for one in held)),
        context=frozenset().union(*(_context(one.fact) for one in held)),
        members=frozenset().union(*(label_stems(member) for _, member in first.dimensions)),
    )


@lru_cache(maxsize=20_000)
def label_stems(label: str) -> frozenset[str]:
    """Return the stems of a label that carry meaning."""
    return stems(label)


def _context(fact: Fact) -> frozenset[str]:
    return _section(fact).union(*map(label_stems, fact.heads))


def _section(fact: Fact) -> frozenset[str]:
    return label_stems(fact.sources[0].section) if fact.sources else frozenset()
