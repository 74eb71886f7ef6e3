"""The library as the question side sees it: companies by name, and a View of one filing or one company."""

import math
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from qa.facts.defined_names import Pair
from qa.facts.fact import Period
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.language.stems import SaidIn
from qa.questions.finding.index import Index, near
from qa.questions.parsing.company_names import CompanyNames, Named
from qa.questions.parsing.defined_names import known_names, renamed
from qa.questions.quoting.prose import Prose, Sentence
from qa.questions.reply import Company
from qa.questions.tabular.lines import Line, lines_of
from qa.questions.tabular.table import read_tables
from qa.store import Filer, FilingSummary, Standing, Store
from qa.store.standings import Span

_CACHED_VIEWS = 256


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
        return Index(self.store.items(self.ids), self.ids, self.store.facts_at)

    @property
    def ids(self) -> tuple[str, ...]:
        """The filings' ids, the latest last."""
        return tuple(filing.id for filing in self.filings)

    @cached_property
    def label_words(self) -> frozenset[str]:
        """Every word of every row label, in lower case: what typing errors may be mended to."""
        return self.store.labels(self.ids)

    @cached_property
    def words(self) -> SaidIn:
        """Every word of the latest filing's text, as written: none of them is a typing error."""
        return SaidIn(self.store.text(self.filings[-1].id) if self.filings else "")

    @cached_property
    def defined_names(self) -> tuple[Pair, ...]:
        """The names that the latest filing defines for itself."""
        return self.store.defined_names(self.filings[-1].id) if self.filings else ()

    @cached_property
    def _part_names(self) -> dict[str, str]:
        """What the tables call the parts that the text shortens, by what else they are called."""
        return known_names(self.index.members, self.defined_names)

    def by_part_names(self, question: str) -> str:
        """Return a question with parts called as the tables call them, where the text says what that is short for."""
        return renamed(question, self._part_names)

    @cached_property
    def table_lines(self) -> tuple[Line, ...]:
        """The lines of the latest filing's table as they are printed, where it is the only one."""
        latest = self.filings[-1].id if self.filings else ""
        held = self.store.filing(latest) if self.store.tables(latest) == 1 else None
        return lines_of(read_tables(held)) if held else ()

    @property
    def sentences(self) -> Sequence[Sentence]:
        """The sentences of the latest filing's prose, in order."""
        return self.prose().sentences

    def prose(self, period: Period | None = None) -> Prose:
        """Return what the latest filing that reports a period says in words; the latest of all without one."""
        if not self.filings:
            return Prose(self.store, None)
        reporting = [f for f in self.filings if period and f.period and near(f.period, period)]
        filing = reporting[-1] if reporting else self.filings[-1]
        if filing.id not in self._proses:
            self._proses[filing.id] = Prose(self.store, filing)
        return self._proses[filing.id]

    @cached_property
    def _proses(self) -> dict[str, Prose]:
        return {}


class Library:
    """Cached access to the store: names of all companies, and of their filings only those that are asked.

    A view is kept as long as the filings that it was made of are the ones held. Safe to share between threads.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._version = -1
        self._filers: tuple[Filer, ...] = ()
        self._companies: dict[str, None] = {}  # a set in order
        self._names = CompanyNames(())
        self._views: OrderedDict[tuple[str, str], tuple[int, View]] = OrderedDict()
        self._lock = Lock()  # of the views, which every question moves to the end

    def refresh(self) -> None:
        """Learn the companies again if the library has changed since."""
        version = self._store.version()
        if version == self._version:
            return
        self._filers = tuple(self._store.filers())
        self._companies = dict.fromkeys(filer.name for filer in self._filers if filer.name)
        self._names = CompanyNames(self._filers)
        self._version = version

    @property
    def companies(self) -> tuple[str, ...]:
        """Names of the companies held."""
        return tuple(self._companies)

    def mentioned(self, text: str) -> list[Named]:
        """Return where a text names a company that is held: start, end, its name."""
        return self._names.mentioned(text)

    def mistyped(self, text: str) -> list[Named]:
        """Return where a text all but names a company that is held."""
        return self._names.mistyped(text)

    def named(self, company: str) -> str | None:
        """Return the held company that a name or ticker means; None where none is."""
        if company in self._companies:
            return company
        spans = self.mentioned(company)
        return spans[0][2] if spans else None

    def filing(self, filing: str) -> View | None:
        """Return the view of one filing; None where it is not held."""
        return self._view("filing", filing)

    def company(self, name: str) -> View | None:
        """Return the view of a company's filings; None where it has none."""
        return self._view("company", name)

    def only(self) -> View | None:
        """Return the view of the only company held; None where there are several, or none."""
        return self._view("company", self._filers[0].name) if len(self._filers) == 1 else None

    def standings(self, metrics: Sequence[str], span: Span, most: bool, limit: int, *, every: bool) -> list[Standing]:
        """Return companies by what their figure can at best be; where `every`, all that may have it, in no order."""
        if every:
            best = math.inf if most else -math.inf
            return [Standing(name, best) for name in self._store.having(metrics, span, limit)]
        return self._store.standings(metrics, span, most, limit)

    def growths(self, metrics: Sequence[str], span: Span, most: bool, limit: int) -> list[Standing]:
        """Return companies by the growth of their figure over a year, the largest or the smallest first."""
        return self._store.growths(metrics, span, most, limit)

    def guiding(self, verb: str, limit: int) -> list[str]:
        """Return the companies whose latest filing gives an outlook by a verb ("raises")."""
        return self._store.guiding(verb, limit)

    def _view(self, kind: str, key: str) -> View | None:
        current = self._version  # before the filings are read: what comes in meanwhile has them read again
        with self._lock:
            version, view = self._views.get((kind, key), (-1, None))
        if view is None or version != current:
            held = self._held(kind, key)
            view = view if view and view.filings == held else _view_of(held, self._store) if held else None
        self._keep((kind, key), current, view)
        return view

    def _keep(self, key: tuple[str, str], version: int, view: View | None) -> None:
        """Keep a view as the one used last; None for what is not held."""
        with self._lock:
            self._views.pop(key, None)
            if view:
                self._views[key] = version, view
            if len(self._views) > _CACHED_VIEWS:
                self._views.popitem(last=False)

    def _held(self, kind: str, key: str) -> tuple[FilingSummary, ...]:
        """The filings that a view is made of, latest last; of a company without a name all, as it is the only one."""
        if kind == "company":
            return tuple(sorted(self._store.filings(key), key=_recency))
        summary = self._store.summary(key)
        return (summary,) if summary else ()


def _view_of(filings: Sequence[FilingSummary], store: Store) -> View:
    latest = filings[-1]
    ticker = next((filing.ticker for filing in reversed(filings) if filing.ticker), "")
    calendar = FiscalCalendar.merge([filing.calendar for filing in filings])
    return View(Company(latest.company, ticker), tuple(filings), calendar, latest.period, store)


def _recency(filing: FilingSummary) -> tuple[str, str]:
    return (
        filing.period.end.isoformat() if filing.period else "",
        filing.filed.isoformat() if filing.filed else "",
    )
