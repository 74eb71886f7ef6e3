"""The facts in scope, arranged for finding: one Line a line item, with its facts by period."""

import itertools
import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property, lru_cache, partial

from qa.facts.duplicates import consistent, precision
from qa.facts.fact import Basis, Fact, Period
from qa.facts.outline import Family, Item
from qa.facts.reconciliations import FROM
from qa.frozen import frozen
from qa.language.currencies import is_currency
from qa.language.stems import label_stems, meaning
from qa.language.vocabulary import vocabulary
from qa.questions.finding.fetched import Fetch, Fetched
from qa.questions.parsing.part_names import PartNames, initials_of

_ALL_OF = re.compile(r"all .* and .* (?=\S+$)")
_RECONCILED = label_stems("reconciliation reconciliations reconciled")
SLACK = timedelta(days=7)  # 52/53-week years end on varying days


@frozen
class Held:
    """A fact and the filing that states it; a greater rank is a later filing."""

    fact: Fact
    filing: str
    rank: int = 0


@dataclass(eq=False)  # not frozen, which takes ten times as long to make
class Line:
    """One line item of the filings in scope: the same metric, dimensions, basis and unit.

    Arguments:
        entry: the place in the index of the entry that it is of.
        dimensions: (axis, member) pairs.
        labels: the stems of each wording that the filings use for it, its first fact's first.
        context: stems of the section heads above it and of its statement's title.
        members: stems of its dimensions' members.
        fetch: returns its facts.
    """

    entry: int
    metric: str
    family: Family
    dimensions: tuple[tuple[str, str], ...]
    basis: Basis
    unit: str
    labels: tuple[frozenset[str], ...]
    context: frozenset[str]
    members: frozenset[str]
    fetch: Callable[[], tuple[Held, ...]]

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """Its facts, of all periods."""
        return self.fetch()

    @property
    def fact(self) -> Fact:
        """A fact that stands for the line."""
        return self.held[0].fact

    @cached_property
    def known(self) -> bool:
        """Whether the vocabulary has the metric, rather than a row label having named it."""
        return self.metric in vocabulary().metrics

    @property
    def is_money(self) -> bool:
        """Whether its figures are amounts of a currency."""
        return is_currency(self.unit)

    @cached_property
    def leads_to_another(self) -> bool:
        """Whether it stands in a table that leads from one measure to another, where a row may be an effect on the measure."""
        return not self.context.isdisjoint(_RECONCILED)

    @cached_property
    def is_class_of_stock(self) -> bool:
        """Whether it is told by class of stock alone, which a question may leave out where the classes agree."""
        return [axis for axis, _ in self.dimensions] == ["Class"]

    def at(self, period: Period) -> Held | None:
        """Return the fact of a period: the latest filing's, and of one filing's the most precise."""
        return best(held for held in self.held if held.fact.period and near(held.fact.period, period))


def near(a: Period, b: Period) -> bool:
    """Whether two periods are the same within the days by which 52/53-week years vary."""
    if (a.start is None) != (b.start is None) or abs(a.end - b.end) > SLACK:
        return False
    return a.start is None or b.start is None or abs(a.start - b.start) <= SLACK


def best(held: Iterable[Held]) -> Held | None:
    """Return the fact to answer with: unflagged first, then the latest filing's, then a total, then the most precise.

    What a later filing only says rounded is no restatement of what an earlier one gives exactly.
    """
    every = tuple(held)
    first = max(every, key=_trust, default=None)
    if first is None or len(every) == 1:
        return first
    exact = [h for h in every if h.rank < first.rank and precision(h.fact) > precision(first.fact)]
    return max((h for h in exact if not h.fact.flags and consistent(h.fact, first.fact)), key=_trust, default=first)


def _trust(held: Held) -> tuple[bool, int, bool, int, int]:
    fact = held.fact
    start = fact.sources[0].start if fact.sources else 0
    return not fact.flags, held.rank, fact.label.lower().startswith("total"), precision(fact), -start


@frozen
class Entry:
    """A line item of the filings in scope, or several that only their labels tell apart.

    Arguments:
        order: its place in the index.
        places: rank of a filing, its id, and the item there; the latest filing's last.
    """

    order: int
    metric: str
    places: list[tuple[int, str, Item]]

    @property
    def items(self) -> list[tuple[str, Item]]:
        """Each filing's id, and the item there."""
        return [(filing, item) for _, filing, item in self.places]

    @property
    def is_adjustment(self) -> bool:
        """Whether it leads from one measure to another: no line by itself, for its words name the charge as it was incurred."""
        return any(axis == FROM for axis, _ in self.places[0][2].dimensions)


class Index:
    """The line items in scope by the words they can be asked with; their facts are fetched when they are looked at.

    Arguments:
        items: by filing.
        filings: their ids, the latest last.
        fetch: returns the facts at some positions, given by the filings' ids, by filing and position.
    """

    def __init__(self, items: Mapping[str, Sequence[Item]], filings: Sequence[str], fetch: Fetch) -> None:
        self._fetched = Fetched(fetch)  # held by the lines too, which thus know nothing of the index: no cycle
        self._worded: dict[str, list[Entry]] = {}  # by stem, as far as asked for
        self._lines: dict[int, tuple[Line, ...]] = {}  # by entry, as far as looked at
        by_key: dict[str, Entry] = {}
        for rank, filing in enumerate(filings):
            for item in items.get(filing, ()):
                entry = by_key.get(item.key)
                if entry is None:
                    entry = by_key[item.key] = Entry(len(by_key), item.metric, [])
                entry.places.append((rank, filing, item))
        self._entries = tuple(by_key.values())
        self._adjusting = {entry.order for entry in self._entries if entry.is_adjustment}

    def __len__(self) -> int:
        """Return how many entries there are."""
        return len(self._entries)

    def at(self, places: Iterable[int]) -> list[Entry]:
        """Return the entries at some places."""
        return [self._entries[place] for place in places]

    def worded(self, stem: str) -> Sequence[Entry]:
        """Return the entries that may be asked for with a stem."""
        if stem in self._worded:
            return self._worded[stem]
        found = [at for at in self._having(f" {stem} ") if at not in self._adjusting]
        if found:
            self._worded[stem] = [self._entries[at] for at in found]
        return self._worded.get(stem, ())

    def _having(self, said: str) -> Iterator[int]:
        """Where in the index the entries stand of which something is said, in order."""
        every, starts = self._said
        at = every.find(said)
        while at >= 0:
            entry = bisect(starts, at) - 1
            yield entry
            at = every.find(said, starts[entry + 1])

    def of(self, metric: str) -> Sequence[Entry]:
        """Return the entries of a metric."""
        return self._by_metric.get(metric, ())

    @cached_property
    def unreported(self) -> frozenset[str]:
        """The metrics of the vocabulary that no entry is of."""
        return frozenset(vocabulary().metrics).difference(self._by_metric)

    def about(self, metrics: Iterable[str], stems: Iterable[str] = ()) -> list[Entry]:
        """Return the entries of any of some metrics, and those that may be asked for with any of some stems, in order."""
        found = [*(self.of(metric) for metric in metrics), *(self.worded(stem) for stem in stems)]
        return sorted(
            {entry.order: entry for entries in found for entry in entries}.values(), key=lambda entry: entry.order
        )

    @cached_property
    def names(self) -> PartNames:
        """The names of the parts that the filings tell of, and of their rows."""
        rows = (label for entry in self._entries for _, _, item in entry.places for label in item.labels)
        return PartNames(self.members, rows)

    @cached_property
    def initials(self) -> Mapping[str, tuple[str, ...]]:
        """By their initials, the stems of the names of those parts that no other part has the same of."""
        return initials_of(self.members)

    @cached_property
    def members(self) -> tuple[str, ...]:
        """What the filings call their parts."""
        dimensions = (entry.places[0][2].dimensions for entry in self._entries)
        return tuple(dict.fromkeys(m for one in dimensions for axis, m in one if axis not in ("Part", FROM)))

    def of_metric(self, metric: str) -> list[Line]:
        """Return the lines of a metric."""
        return self.look_at(self.of(metric))

    @property
    def lines(self) -> list[Line]:
        """All lines, in the order of their first facts."""
        return self.look_at(entry for entry in self._entries if entry.order not in self._adjusting)

    @property
    def adjustments(self) -> list[Line]:
        """What leads from one measure to another."""
        return self.look_at(self._entries[at] for at in sorted(self._adjusting))

    def look_at(self, entries: Iterable[Entry]) -> list[Line]:
        """Return the lines of some entries, in the entries' order."""
        return [line for entry in entries for line in self._lines_of(entry)]

    def bring(self, lines: Iterable[Line]) -> None:
        """Fetch the facts of some lines at once, as they are looked at next."""
        self._fetched.bring(place for line in lines for place in self._entries[line.entry].items)

    def _lines_of(self, entry: Entry) -> tuple[Line, ...]:
        if entry.order not in self._lines:
            self._lines[entry.order] = tuple(self._parted(entry))
        return self._lines[entry.order]

    def _parted(self, entry: Entry) -> Iterator[Line]:
        """The lines of an entry: one, unless its labels contradict each other."""
        items = [item for _, _, item in entry.places]
        first = items[0]
        whole = Line(
            entry.order,
            first.metric,
            first.family,
            tuple((axis, member) for axis, member in first.dimensions),
            first.basis,
            first.unit,
            tuple(dict.fromkeys(_meaning(label) for item in items for label in item.labels)),
            frozenset().union(*(_told_above(said) for item in items for said in item.context)),
            frozenset().union(*map(_meaning, first.members)),
            partial(_held, entry, self._fetched),
        )
        if len(whole.labels) == 1 or not any(item.apart for item in items):
            yield whole
            return
        for part in _by_label(whole.held):
            yield _part(whole, part)

    @cached_property
    def _said(self) -> tuple[str, list[int]]:
        """Every stem of the entries, with a space around each, one entry behind the other, and where each begins."""
        said = [
            f" {' '.join([said for _, _, one in entry.places for said in (*one.labels, *one.context, *one.members)])} "
            for entry in self._entries
        ]
        return "".join(said), [0, *itertools.accumulate(map(len, said))]

    def beside(self, one: str, other: str) -> bool:
        """Whether a label or a part's name has two stems side by side."""
        pair = f" {one} {other} "
        return any(
            pair in f" {said} "
            for entry in self.worded(one)
            for _, _, item in entry.places
            for said in (*item.labels, *item.members)
        )

    @cached_property
    def _by_metric(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self._entries:
            if entry.order not in self._adjusting:
                found[entry.metric].append(entry)
        return dict(found)


def _held(entry: Entry, fetched: Fetched) -> tuple[Held, ...]:
    fetched.bring(entry.items)
    return tuple(Held(fact, filing, rank) for rank, filing, item in entry.places for fact in fetched.of(filing, item))


@lru_cache(maxsize=20_000)
def _meaning(said: str) -> frozenset[str]:
    return meaning(said.split())


def _told_above(head: str) -> frozenset[str]:
    """The stems that a head says of its rows: of all that it lists, what they have in common ("All credit and debit cards")."""
    return _meaning(_ALL_OF.sub("", head))


def _by_label(group: Sequence[Held]) -> list[tuple[Held, ...]]:
    """Part a line by its labels: "Net sales" and "Total revenue", both called revenue."""
    labels: dict[frozenset[str], list[Held]] = defaultdict(list)
    for one in group:
        labels[label_stems(one.fact.label)].append(one)
    return [tuple(held) for held in labels.values()]


def _part(whole: Line, held: tuple[Held, ...]) -> Line:
    """The line of those of a line's facts that have one label."""
    return replace(
        whole,
        labels=(label_stems(held[0].fact.label),),
        context=frozenset().union(*(_context(one.fact) for one in held)),
        fetch=lambda: held,
    )


def _context(fact: Fact) -> frozenset[str]:
    return _section(fact).union(*map(label_stems, fact.heads))


def _section(fact: Fact) -> frozenset[str]:
    return label_stems(fact.sources[0].section) if fact.sources else frozenset()
