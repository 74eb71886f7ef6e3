"""What the store takes beside a reading, and what it gives back: plain frozen values."""

from dataclasses import dataclass
from datetime import date

from qa.facts.fact import Fact, Period
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.filing import Block, Header
from qa.language.values import Entity


@dataclass(frozen=True, slots=True)
class Hints:
    """What the giver of a filing says about it; each field, where given, wins over what was read."""

    company: str = ""
    ticker: str = ""
    form: str = ""
    filed: date | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Filer:
    """A company whose filings are held.

    Arguments:
        name: the one spelling for all its filings.
        names: every name that they give it, former ones too.
    """

    name: str
    ticker: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FilingSummary:
    """A held filing without its text.

    Arguments:
        id: short and safe in a URL; the same bytes have the same id everywhere.
        company: the filer's name, one spelling for all filings of the company; empty where unknown.
        filed: when it was filed or released.
        format: how it came, as in `qa.filing.Filing`.
        period: the one that the filing reports; None where it is not established.
        facts: how many were read.
        warnings: what could not be read or used, for people.
        calendar: the filer's, as this filing shows it.
    """

    id: str
    name: str
    company: str
    ticker: str
    form: str
    filed: date | None
    url: str
    format: str
    period: Period | None
    facts: int
    warnings: tuple[str, ...]
    calendar: FiscalCalendar


@dataclass(frozen=True, slots=True)
class StoredFiling:
    """A held filing with all that was read of it but its facts."""

    summary: FilingSummary
    header: Header
    text: str
    blocks: tuple[Block, ...]
    entities: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class StoredFact:
    """A fact with where it is held.

    Arguments:
        filing: the filing's id.
        company, ticker: the filer's, as in the filing's summary.
    """

    filing: str
    company: str
    ticker: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Standing:
    """What a company's figure can at best amount to, among all companies'."""

    company: str
    amount: float


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence found by its words: the filing's `text[start:end] == text`."""

    filing: str
    start: int
    end: int
    text: str
    section: str


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that found no answer.

    Arguments:
        times: how often it was asked in these words.
        last: the last day it was.
    """

    question: str
    status: str
    times: int
    last: date
