"""The interface's JSON shapes, and the functions that give values these shapes."""

from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import (
    Annotated,
    Any,
    NotRequired,  # pydantic needs these below Python 3.12
)

from pydantic import Field
from typing_extensions import TypedDict

from qa.facts.fact import Fact, Period, Source
from qa.filing import Block
from qa.language.values import Entity
from qa.questions.reply import Answer, Company, Interpretation, Reply, Status
from qa.questions.wording.word import display
from qa.store import FilingSummary, StoredFact, StoredFiling


class PeriodShape(TypedDict):
    """A stretch of days (start and end, both inclusive) or an instant."""

    start: NotRequired[str]
    end: NotRequired[str]
    instant: NotRequired[str]
    label: Annotated[str, Field(description="How the filer's fiscal calendar calls it: Q2 FY2008.")]


class MetricShape(TypedDict):
    """A metric's element name and the filing's own wording of it."""

    name: str
    label: str


class CompanyShape(TypedDict):
    """A filer."""

    name: str
    ticker: str


class ReportedShape(TypedDict):
    """A figure as printed, and what it was multiplied by."""

    text: str
    scale: int


class SourceShape(TypedDict):
    """Where a filing says it: the filing's text from start to end is exactly the quote."""

    filing: str
    quote: str
    start: int
    end: int
    section: str


class DerivationShape(TypedDict):
    """How a computed value came about."""

    formula: str
    operands: "list[AnswerShape]"


class AnswerShape(TypedDict):
    """One figure or quotation, with its sources."""

    metric: MetricShape
    company: CompanyShape
    period: PeriodShape | None
    dimensions: dict[str, str]
    value: Annotated[str, Field(description="A decimal number in whole units, or words.")]
    unit: Annotated[str, Field(description="USD, USD/share, shares, percent, ratio, count, days, date, text, …")]
    display: str
    reported: ReportedShape | None
    derivation: DerivationShape | None
    sources: list[SourceShape]
    confidence: float
    basis: str
    comparison: Annotated[PeriodShape | None, Field(description="For a change: the period it is counted from.")]
    guidance: Annotated[str, Field(description="The verb of an outlook (expects); empty for what happened.")]
    bound: Annotated[str | None, Field(description="Which end of a range this is: low or high.")]
    flags: Annotated[list[str], Field(description="What the checks found against it.")]


class InterpretationShape(TypedDict):
    """What was understood of a question."""

    intent: str
    metrics: list[str]
    periods: list[str]
    company: str


class ReplyShape(TypedDict):
    """The reply to one question."""

    status: Status
    text: str
    answers: list[AnswerShape]
    interpretation: InterpretationShape | None
    suggestions: list[str]
    conversation: str


class FilingShape(TypedDict):
    """A held filing."""

    id: str
    name: str
    company: str
    ticker: str
    form: str
    filed: str | None
    url: str
    format: str
    period: PeriodShape | None
    facts: Annotated[int, Field(description="How many facts were read.")]
    warnings: list[str]


class CellShape(TypedDict):
    """A table's cell and its place in the filing's text."""

    text: str
    start: int
    end: int


class BlockShape(TypedDict):
    """A heading, a paragraph or a table: the filing's text from start to end."""

    type: str
    start: int
    end: int
    rows: NotRequired[list[list[CellShape]]]


class EntityShape(TypedDict):
    """What the pipeline tagged; the value's members are those that are set."""

    type: str
    text: str
    start: int
    end: int
    value: dict[str, Any]


class FilingDetailShape(TypedDict):
    """A held filing with its text and all that was read of it."""

    filing: FilingShape
    text: str
    blocks: list[BlockShape]
    entities: list[EntityShape]
    facts: list[AnswerShape]


def decimal(value: Decimal) -> str:
    """Return a number as the interface writes it: "-8453000", never with an exponent or idle zeros."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def period(value: Period | None) -> PeriodShape | None:
    """Return a period's shape."""
    if value is None:
        return None
    if value.start is None:
        return {"instant": value.end.isoformat(), "label": value.label}
    return {"start": value.start.isoformat(), "end": value.end.isoformat(), "label": value.label}


def source(value: Source, filing: str) -> SourceShape:
    """Return a source's shape."""
    return {
        "filing": filing,
        "quote": value.quote,
        "start": value.start,
        "end": value.end,
        "section": value.section,
    }


def answer(value: Answer) -> AnswerShape:
    """Return the shape of an answer, with that of all it was computed from."""
    shape = _fact(value.fact, value.company, value.filing, value.display)
    if value.derivation:
        operands = [answer(operand) for operand in value.derivation.operands]
        shape["derivation"] = {"formula": value.derivation.formula, "operands": operands}
    return shape


def fact(value: StoredFact) -> AnswerShape:
    """Return the shape of a held fact: that of an answer which reports it."""
    company = Company(value.company, value.ticker)
    return _fact(value.fact, company, value.filing, display(value.fact))


def _fact(fact: Fact, company: Company, filing: str, shown: str) -> AnswerShape:
    return {
        "metric": {"name": fact.name, "label": fact.label},
        "company": {"name": company.name, "ticker": company.ticker},
        "period": period(fact.period),
        "dimensions": dict(fact.dimensions),
        "value": decimal(fact.value) if isinstance(fact.value, Decimal) else fact.value,
        "unit": fact.unit,
        "display": shown,
        "reported": {"text": fact.reported, "scale": fact.scale} if fact.reported else None,
        "derivation": None,
        "sources": [source(each, filing) for each in fact.sources],
        "confidence": fact.confidence,
        "basis": fact.basis,
        "comparison": period(fact.comparison),
        "guidance": fact.guidance,
        "bound": fact.bound,
        "flags": list(fact.flags),
    }


def reply(value: Reply) -> ReplyShape:
    """Return a reply's shape."""
    understood = value.interpretation
    return {
        "status": value.status,
        "text": value.text,
        "answers": [answer(each) for each in value.answers],
        "interpretation": None if understood is None else interpretation(understood),
        "suggestions": list(value.suggestions),
        "conversation": value.conversation,
    }


def interpretation(value: Interpretation) -> InterpretationShape:
    """Return the shape of what was understood."""
    return {
        "intent": value.intent,
        "metrics": list(value.metrics),
        "periods": list(value.periods),
        "company": value.company,
    }


def filing(value: FilingSummary) -> FilingShape:
    """Return the shape of a filing without its text."""
    return {
        "id": value.id,
        "name": value.name,
        "company": value.company,
        "ticker": value.ticker,
        "form": value.form,
        "filed": value.filed.isoformat() if value.filed else None,
        "url": value.url,
        "format": value.format,
        "period": period(value.period),
        "facts": value.facts,
        "warnings": list(value.warnings),
    }


def filing_detail(value: StoredFiling, facts: list[Fact]) -> FilingDetailShape:
    """Return the shape of a filing with its text and all that was read of it."""
    held = value.summary
    return {
        "filing": filing(held),
        "text": value.text,
        "blocks": [block(each, value.text) for each in value.blocks],
        "entities": [entity(each, value.text) for each in value.entities],
        "facts": [fact(StoredFact(held.id, held.company, held.ticker, each)) for each in facts],
    }


def block(value: Block, text: str) -> BlockShape:
    """Return a block's shape, a table's with its rows."""
    shape: BlockShape = {"type": value.kind, "start": value.start, "end": value.end}
    if value.grid:
        shape["rows"] = [
            [{"text": text[cell.start : cell.end], "start": cell.start, "end": cell.end} for cell in row]
            for row in value.grid.rows
        ]
    return shape


def entity(value: Entity, text: str) -> EntityShape:
    """Return the shape of a tagged span; its type is the name of its value's class, in lower case."""
    kind = type(value.value).__name__.removesuffix("Expression").removesuffix("Mention").lower()
    return {
        "type": kind,
        "text": text[value.start : value.end],
        "start": value.start,
        "end": value.end,
        "value": _members(value.value),
    }


def _members(value: Any) -> dict[str, Any]:
    """A dataclass's members that differ from their defaults."""
    assert is_dataclass(value)
    return {
        each.name: _plain(getattr(value, each.name))
        for each in fields(value)
        if each.default is MISSING or getattr(value, each.name) != each.default
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return decimal(value)
    return value.isoformat() if isinstance(value, date) else value
