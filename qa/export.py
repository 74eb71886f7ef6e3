"""Facts as files: CSV, JSON Lines and Parquet."""

import csv
import json
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TextIO

from qa import shapes
from qa.facts.fact import Period
from qa.store import StoredFact

COLUMNS = (
    "company",
    "ticker",
    "metric",
    "label",
    "start",
    "end",
    "period",
    "dimensions",
    "basis",
    "value",
    "unit",
    "guidance",
    "bound",
    "compared_start",
    "compared_end",
    "reported",
    "scale",
    "confidence",
    "flags",
    "filing",
    "section",
    "quote",
    "quote_start",
    "quote_end",
)

# The columns of a Parquet file that are no text.
_TYPES = {"scale": "int64", "confidence": "float64", "quote_start": "int64", "quote_end": "int64"}
_BATCH = 10_000  # rows held in memory at a time

Row = dict[str, str | int | float | None]


def row(held: StoredFact) -> Row:
    """Return a fact as one flat row; its columns are `COLUMNS`, the quote that of its first source."""
    shape = shapes.fact(held)
    start, end = _days(held.fact.period)
    compared_start, compared_end = _days(held.fact.comparison)
    source = shape["sources"][0] if shape["sources"] else None
    return {
        "company": held.company,
        "ticker": held.ticker,
        "metric": shape["metric"]["name"],
        "label": shape["metric"]["label"],
        "start": start,
        "end": end,
        "period": held.fact.period.label if held.fact.period else None,
        "dimensions": "; ".join(f"{axis}={member}" for axis, member in held.fact.dimensions),
        "basis": shape["basis"],
        "value": shape["value"],
        "unit": shape["unit"],
        "guidance": shape["guidance"],
        "bound": shape["bound"],
        "compared_start": compared_start,
        "compared_end": compared_end,
        "reported": held.fact.reported,
        "scale": held.fact.scale,
        "confidence": shape["confidence"],
        "flags": "; ".join(shape["flags"]),
        "filing": held.filing,
        "section": source and source["section"],
        "quote": source and source["quote"],
        "quote_start": source and source["start"],
        "quote_end": source and source["end"],
    }


def _days(period: Period | None) -> tuple[str | None, str | None]:
    """A period's first and last day; an instant has only the last."""
    if period is None:
        return None, None
    return period.start.isoformat() if period.start else None, period.end.isoformat()


def write_csv(facts: Iterable[StoredFact], out: TextIO) -> None:
    """Write facts as CSV with a header line."""
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(map(row, facts))


def write_jsonl(facts: Iterable[StoredFact], out: TextIO) -> None:
    """Write facts as JSON Lines, each in the form of the interface's answers."""
    for held in facts:
        out.write(json.dumps(shapes.fact(held), ensure_ascii=False) + "\n")


def write_parquet(facts: Iterable[StoredFact], path: Path) -> None:
    """Write facts as a Parquet file, values as decimal text so that none is rounded.

    Raises:
        ModuleNotFoundError: pyarrow is not installed.
    """
    import pyarrow
    from pyarrow import parquet

    schema = pyarrow.schema([(name, pyarrow.type_for_alias(_TYPES.get(name, "string"))) for name in COLUMNS])
    remaining = iter(facts)
    with parquet.ParquetWriter(path, schema) as writer:
        while rows := [row(held) for held in islice(remaining, _BATCH)]:
            writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))
