"""Values to rows and back, exactly: a fact put in comes out equal."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, TypeVar

from pydantic import TypeAdapter
from pydantic_core import from_json, to_json
from sqlalchemy import RowMapping

from qa.facts.extraction import Extraction
from qa.facts.fact import Fact, Period, Source
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.filing import Block, Filing, Header
from qa.language.values import Entity, MetricMention, Party, Qualifier
from qa.store.records import FilingSummary, Hints, Passage, StoredFiling
from qa.store.schema import facts

RowValues = dict[str, Any]
_FACT_COLUMNS = len(facts.columns)
_T = TypeVar("_T")
_STRING = r'"(?:[^"\\]|\\.)*"'
_PARTY = re.compile(rf'\{{"start":\d+,"end":\d+,"value":\{{"kind":{_STRING},"name":{_STRING}(?:,"of":{_STRING})?\}}\}}')


def filing_row(filing: Filing, extraction: Extraction, hints: Hints) -> RowValues:
    """Return a row of `filings`, without its keys."""
    return {
        "name": filing.name,
        "form": hints.form or filing.header.form,
        "filed": hints.filed or filing.header.filed or filing.header.released,
        "url": hints.url,
        "format": filing.format,
        **_period_columns("period", extraction.period),
        "facts": len(extraction.facts),
        "warnings": _json(dict.fromkeys(filing.warnings + extraction.warnings)),
        "calendar": extraction.calendar.to_json(),
    }


def summary(row: RowMapping | RowValues) -> FilingSummary:
    """Return the value of a row of `filings` with its company's name and ticker."""
    return FilingSummary(
        id=row["id"],
        name=row["name"],
        company=row["company"],
        ticker=row["ticker"],
        form=row["form"],
        filed=row["filed"],
        url=row["url"],
        format=row["format"],
        period=_period("period", row),
        facts=row["facts"],
        warnings=tuple(_list(row["warnings"])),
        calendar=FiscalCalendar.from_json(row["calendar"]),
    )


def document_row(filing: Filing, extraction: Extraction) -> RowValues:
    """Return a row of `documents`, without its keys."""
    return {
        "text": filing.text,
        "header": _adapter(Header).dump_json(filing.header, exclude_defaults=True).decode(),
        "blocks": _adapter(tuple[Block, ...]).dump_json(filing.blocks, exclude_defaults=True).decode(),
        "entities": _adapter(tuple[Entity, ...]).dump_json(extraction.entities, exclude_defaults=True).decode(),
    }


def stored_filing(row: RowMapping) -> StoredFiling:
    """Return the value of a row of `filings` joined with its row of `documents`."""
    return StoredFiling(
        summary=summary(row),
        header=_adapter(Header).validate_json(row["header"]),
        text=row["text"],
        blocks=_adapter(tuple[Block, ...]).validate_json(row["blocks"]),
        entities=_adapter(tuple[Entity, ...]).validate_json(row["entities"]),
    )


def fact_rows(stated: Iterable[Fact]) -> Iterator[RowValues]:
    """Yield rows of `facts`, without the filing's keys."""
    for position, fact in enumerate(stated):
        yield {
            "position": position,
            "name": fact.name,
            "metric": fact.metric,
            "label": fact.label,
            "value": str(fact.value),
            "amount": float(fact.value) if isinstance(fact.value, Decimal) else None,
            "unit": fact.unit,
            **_period_columns("period", fact.period),
            "reported": fact.reported,
            "scale": fact.scale,
            "decimals": fact.decimals,
            "dimensions": _json(fact.dimensions),
            "basis": fact.basis,
            **_period_columns("comparison", fact.comparison),
            "guidance": fact.guidance,
            "bound": fact.bound,
            "heads": _json(fact.heads),
            "sources": _json([(each.start, each.end, each.quote, each.section) for each in fact.sources]),
            "flags": _json(fact.flags),
            "confidence": fact.confidence,
        }


def fact(row: Sequence[Any]) -> Fact:
    """Return the value of a row of `facts`, its columns first."""
    # Taken apart by place, which costs a third of looking each column up by its name.
    (_, _, _, _, metric, label, value, amount, unit, start, end, said, reported, scale, decimals, dimensions, basis,
     comparison_start, comparison_end, comparison_said, guidance, bound, heads, sources, flags, confidence) = row[:_FACT_COLUMNS]  # fmt: skip
    return Fact(
        metric,
        label,
        value if amount is None else Decimal(value),
        unit,
        _spanning(end, start, said) if end else None,
        reported,
        scale,
        decimals,
        tuple((axis, member) for axis, member in from_json(dimensions)) if dimensions != "[]" else (),
        basis,
        _spanning(comparison_end, comparison_start, comparison_said) if comparison_end else None,
        guidance,
        bound,
        tuple(from_json(heads)) if heads != "[]" else (),
        tuple(Source(*source) for source in from_json(sources)) if sources != "[]" else (),
        tuple(from_json(flags)) if flags != "[]" else (),
        confidence,
    )


@lru_cache(maxsize=4_096)
def _spanning(end: date, start: date | None, label: str) -> Period:
    """A period; a filing's facts are of few."""
    return Period(end, start, label)


def mentions(entities: str) -> list[Entity]:
    """Return the metrics, parties and qualifiers of a document's column `entities`; the others cost more to read."""
    found = []
    for stored in from_json(entities):
        value, kind = stored["value"], _kind(stored["value"])
        if kind:
            found.append(Entity(stored["start"], stored["end"], kind(**value)))
    return found


def parties(entities: str) -> list[Entity]:
    """Return the parties of a document's column `entities`, found as text: to parse all of it takes five times as long."""
    stored = from_json(f"[{','.join(_PARTY.findall(entities))}]")
    return [Entity(each["start"], each["end"], Party(**each["value"])) for each in stored]


def _kind(value: dict[str, Any]) -> type[MetricMention | Party | Qualifier] | None:
    """The class of a stored value, by the field that only it has."""
    if "metric" in value:
        return MetricMention
    if "kind" in value:
        return Party if "name" in value else Qualifier
    return None


def passage_rows(filing: Filing, extraction: Extraction) -> Iterator[RowValues]:
    """Yield rows of `passages`, without the filing's keys."""
    for span in extraction.passages:
        yield {
            "start": span.start,
            "end": span.end,
            "text": filing.text[span.start : span.end],
            "section": span.section,
        }


def passage(row: RowMapping) -> Passage:
    """Return the value of a row of `passages`."""
    return Passage(
        filing=row["filing_id"],
        start=row["start"],
        end=row["end"],
        text=row["text"],
        section=row["section"],
    )


def _period_columns(prefix: str, period: Period | None) -> RowValues:
    return {
        f"{prefix}_start": period and period.start,
        f"{prefix}_end": period and period.end,
        f"{prefix}_label": period and period.label,
    }


def _period(prefix: str, row: RowMapping | RowValues) -> Period | None:
    end = row[f"{prefix}_end"]
    return Period(end, row[f"{prefix}_start"], row[f"{prefix}_label"]) if end else None


def _json(values: Iterable[Any]) -> str:
    values = tuple(values)
    return to_json(values).decode() if values else "[]"


def _list(text: str) -> list[Any]:
    return from_json(text) if text != "[]" else []


def prepare() -> None:
    """Build what takes long to build, so that no reader waits for it."""
    for kind in (Header, tuple[Block, ...], tuple[Entity, ...]):
        _adapter(kind)


@cache
def _adapter(kind: type[_T]) -> TypeAdapter[_T]:
    """Return what turns values of a type into JSON and back, built when first used: it takes its time.

    Of a union (an entity's value) pydantic takes the member that most of the stored fields fit.
    """
    return TypeAdapter(kind)
