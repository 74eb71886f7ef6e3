"""The library as the question side sees it: companies by name, and a View of one filing or one company."""

import re
from bisect import bisect_left
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from qa.facts.calendar import FiscalCalendar
from qa.facts.fact import Period
from qa.language.values import Entity, MetricMention, Party, Qualifier
from qa.language.vocabulary import vocabulary
from qa.questions.index import Held, Index, near
from qa.questions.reply import Company
from qa.questions.tabular.lines import Line, lines_of
from qa.questions.tabular.table import read_tables
from qa.questions.words import generic, ignored, stem, stems, words
from qa.store import FilingSummary, Passage, Store, StoredFiling

_CACHED_VIEWS = 256
_LEGAL = re.compile(
    r"[,\s]+(?:inc|incorporated|corp|corporation|co|company|companies|ltd|limited|plc|llc|lp|l\.p|n\.v|s\.a|ag|se|group"
    r"|holdings?|& co|and company|the)\.?$",
    re.I,
)
_LONGEST_NAME = 5  # words
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


@dataclass(frozen=True)
class View:
    """What one question is answered from: the facts and sentences of a filing, or of a company's filings.

    Arguments:
        filings: latest last.
        reported: the period that the latest of them reports.
    """

    company: Company
    filings: tuple[FilingSummary, ...]
    calendar: FiscalCalendar
    reported: Period | None
    store: Store

    @cached_property
    def index(self) -> Index:
        """The facts, arranged for finding."""
        return Index(
            tuple(
                Held(fact, filing.id, rank)
                for rank, filing in enumerate(self.filings)
                for fact in self.store.facts(filing.id)
            )
        )

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the latest filing's text, as written: none of them is a typing error."""
        held = self.store.filing(self.filings[-1].id) if self.filings else None
        return frozenset(word.text for word in words(held.text)) if held else frozenset()

    @cached_property
    def table_lines(self) -> tuple[Line, ...]:
        """The lines of the latest filing's tables as they are printed."""
        held = self.store.filing(self.filings[-1].id) if self.filings else None
        return lines_of(read_tables(held)) if held else ()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the latest filing's prose, in order."""
        return self.prose().sentences

    def prose(self, period: Period | None = None) -> Prose:
        """Return what the latest filing that reports a period says in words; the latest of all without one."""
        if not self.filings:
            return Prose()
        reporting = [f.id for f in self.filings if period and f.period and near(f.period, period)]
        filing = reporting[-1] if reporting else self.filings[-1].id
        if filing not in self._proses:
            self._proses[filing] = _prose(self.store, filing)
        return self._proses[filing]

    @cached_property
    def _proses(self) -> dict[str, Prose]:
        return {}


def _prose(store: Store, filing: str) -> Prose:
    held = store.filing(filing)
    if held is None:
        return Prose()
    parties = tuple(entity for entity in held.entities if isinstance(entity.value, Party))
    return Prose(held.text, tuple(_sentences(held, store.sentences(filing))), parties)


def _sentences(held: StoredFiling, passages: Iterable[Passage]) -> Iterable[Sentence]:
    named = [entity for entity in held.entities if isinstance(entity.value, MetricMention | Party)]
    starts = [entity.start for entity in named]
    legal = [(e.start, e.end) for e in held.entities if e.value == Qualifier("boilerplate")]
    own = stems(held.summary.company)  # "Acme Valves Reports Second Quarter Results" puts nothing under "valves"
    before, headings = -1, frozenset[str]()
    for passage in passages:
        inside = tuple(named[bisect_left(starts, passage.start) : bisect_left(starts, passage.end)])
        gap = held.text[before : passage.start] if before >= 0 else "\n"
        adjoins = "\n" not in gap
        if not adjoins and _HEADING.match(passage.text):
            headings = stems(passage.text)
        yield Sentence(
            held.summary.id,
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


class Library:
    """Cached access to the store; what is derived is kept only as long as the store's version stands."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._version = -1
        self._filings: dict[str, FilingSummary] = {}
        self._by_company: dict[str, list[FilingSummary]] = {}
        self._names: dict[tuple[str, ...], str] = {}
        self._views: OrderedDict[tuple[str, ...], View] = OrderedDict()

    def refresh(self) -> None:
        """Drop what is known of the library if it has changed since."""
        version = self._store.version()
        if version == self._version:
            return
        filings = self._store.filings()
        by_company: dict[str, list[FilingSummary]] = defaultdict(list)
        for filing in filings:
            by_company[filing.company].append(filing)
        self._filings = {filing.id: filing for filing in filings}
        self._by_company = {name: sorted(held, key=_recency) for name, held in by_company.items()}
        self._names = _names(filings)
        self._views = OrderedDict((key, view) for key, view in self._views.items() if self._still_holds(key, view))
        self._version = version

    def _still_holds(self, key: tuple[str, ...], view: View) -> bool:
        held = self._by_company.get(key[1], []) if key[0] == "company" else [self._filings.get(key[1])]
        return tuple(held) == view.filings

    @property
    def companies(self) -> tuple[str, ...]:
        """Names of the companies held."""
        return tuple(self._by_company)

    def mentioned(self, text: str) -> list[tuple[int, int, str]]:
        """Return where a text names a company that is held: start, end, its name."""
        found, tokens, at = [], words(text), 0
        plain = tuple(_plain(word.text) for word in tokens)
        while at < len(tokens):
            for length in range(min(_LONGEST_NAME, len(tokens) - at), 0, -1):
                name = self._names.get(plain[at : at + length])
                if name is not None:
                    found.append((tokens[at].start, tokens[at + length - 1].end, name))
                    at += length - 1
                    break
            at += 1
        return found

    def named(self, company: str) -> str | None:
        """Return the held company that a name or ticker means; None where none is."""
        if company in self._by_company:
            return company
        spans = self.mentioned(company)
        return spans[0][2] if spans else None

    def filing(self, filing: str) -> View | None:
        """Return the view of one filing; None where it is not held."""
        summary = self._filings.get(filing)
        return self._view(("filing", filing), (summary,)) if summary else None

    def company(self, name: str) -> View | None:
        """Return the view of a company's filings; None where it has none."""
        held = self._by_company.get(name)
        return self._view(("company", name), tuple(held)) if held else None

    def _view(self, key: tuple[str, ...], filings: Sequence[FilingSummary]) -> View:
        view = self._views.get(key)
        if view is None:
            view = self._views[key] = self._new_view(filings)
            if len(self._views) > _CACHED_VIEWS:
                self._views.popitem(last=False)
        self._views.move_to_end(key)
        return view

    def _new_view(self, filings: Sequence[FilingSummary]) -> View:
        latest = filings[-1]
        ticker = next((filing.ticker for filing in reversed(filings) if filing.ticker), "")
        calendar = FiscalCalendar.merge([filing.calendar for filing in filings])
        return View(Company(latest.company, ticker), tuple(filings), calendar, latest.period, self._store)


def _recency(filing: FilingSummary) -> tuple[str, str]:
    return (
        filing.period.end.isoformat() if filing.period else "",
        filing.filed.isoformat() if filing.filed else "",
    )


def _plain(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s").removesuffix("'").replace(".", "")


def _names(filings: Iterable[FilingSummary]) -> dict[tuple[str, ...], str]:
    """Every wording by which one company, and no other, can be meant."""
    meant: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for filing in filings:
        if not filing.company:
            continue
        for wording in _wordings(filing.company):
            meant[wording].add(filing.company)
        if len(filing.ticker) > 1 and stem(filing.ticker) not in ignored() | generic() | _vocabulary_stems():
            meant[(filing.ticker.lower(),)].add(filing.company)
    return {wording: next(iter(names)) for wording, names in meant.items() if len(names) == 1 and wording}


def _wordings(company: str) -> Iterable[tuple[str, ...]]:
    full = tuple(_plain(word.text) for word in words(company))
    yield full
    core = company
    while (shorter := _LEGAL.sub("", core)) != core and shorter:
        core = shorter
    tokens = tuple(_plain(word.text) for word in words(core))
    yield tokens
    # The first word alone is a nickname ("Capstone"), unless releases use the word for something else.
    if tokens and len(tokens[0]) >= 4 and stem(tokens[0]) not in ignored() | generic() | _vocabulary_stems():
        yield tokens[:1]


@cache
def _vocabulary_stems() -> frozenset[str]:
    return frozenset(
        word.stem for metric in vocabulary().metrics.values() for alias in metric.aliases for word in words(alias)
    )
