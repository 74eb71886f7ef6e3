"""A small release of a company that does not exist, as reading and extraction would give it."""

import hashlib
from dataclasses import replace
from datetime import date
from decimal import Decimal

from qa.facts.extraction import Extraction, PassageSpan
from qa.facts.fact import Fact, Period, Source
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.filing import Block, Cell, Filing, Grid, Header
from qa.language.values import Entity, MetricMention, PeriodExpression, Quantity
from qa.store import FilingSummary, Hints, Store

_SENTENCES = (
    "Tallow & Reed Inc. sold fewer looms in the second quarter.",
    "Net loss was $3.2 million, because shipping prices rose in Norway.",
    "The loss-making brush unit was closed in May.",
)
TEXT = " ".join(_SENTENCES) + "\nNet loss $ (3,204)"
Q2 = Period(date(2031, 6, 30), date(2031, 4, 1), "Q2 FY2031")
Q2_BEFORE = Period(date(2030, 6, 30), date(2030, 4, 1), "Q2 FY2030")


def span(words: str, section: str = "") -> Source:
    """The place of some words in the release."""
    start = TEXT.index(words)
    return Source(start, start + len(words), words, section)


NET_LOSS = Fact(
    metric="NetIncomeLoss",
    label="Net loss",
    value=Decimal("-3204000"),
    unit="USD",
    period=Q2,
    reported="(3,204)",
    scale=1000,
    decimals=-3,
    heads=("Operations", "Totals"),
    sources=(span("Net loss $ (3,204)", "Statements of operations"), span("Net loss was $3.2 million")),
)
CHANGE = Fact(
    metric="NetIncomeLoss",
    label="Net loss",
    value=Decimal("-12.50"),
    unit="percent",
    period=Q2,
    reported="12.50%",
    comparison=Q2_BEFORE,
    dimensions=(("Segment", "Looms"), ("Geography", "Norway")),
    basis="non-GAAP",
    flags=("does not add up",),
    confidence=0.75,
)
REASON = Fact("Reason", "reason", "because shipping prices rose in Norway", "text", None, "", bound="low")

FILING = Filing(
    text=TEXT,
    blocks=(
        Block("paragraph", 0, TEXT.index("\n")),
        Block("table", TEXT.index("\n") + 1, len(TEXT), Grid(((Cell(1, 2, 0, 3),), ()), "Operations")),
    ),
    name="tallow.txt",
    format="text",
    header=Header(company="Tallow & Reed Inc.", ticker="tlrd", place="Bergen", released=date(2031, 8, 4)),
    warnings=("one row was left out",),
)
EXTRACTION = Extraction(
    facts=(NET_LOSS, CHANGE, REASON),
    calendar=FiscalCalendar(),
    passages=tuple(PassageSpan(span(each).start, span(each).end, "Results") for each in _SENTENCES),
    entities=(
        Entity(0, 8, MetricMention("NetIncomeLoss", negative=True)),
        Entity(9, 12, PeriodExpression(unit="quarter", ordinal=2, end=date(2031, 6, 30))),
        Entity(13, 20, Quantity(Decimal("3200000.0"), "USD", high=Decimal("3.30"), scale=1000000)),
    ),
    period=Q2,
    warnings=("one row was left out", "a scale is not stated"),
)


def add(
    store: Store,
    key: str = "",
    company: str = "Tallow & Reed Inc.",
    ticker: str = "TLRD",
    period: Period | None = Q2,
    hints: Hints | None = None,
) -> FilingSummary:
    """Put the release into a store, as of another company, quarter or digest where these are given."""
    header = replace(FILING.header, company=company, ticker=ticker)
    filing, extraction = replace(FILING, header=header), replace(EXTRACTION, period=period)
    return store.add(filing, extraction, sha256(key), hints or Hints())[0]


def sha256(key: str) -> str:
    """The digest of some bytes."""
    return hashlib.sha256(key.encode()).hexdigest()
