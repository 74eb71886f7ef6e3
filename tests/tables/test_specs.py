"""Tables as releases set them, and what is read from each: tests/specs/tables/*.toml, figures.jsonl, captions.jsonl.

What is expected of a table is written as lines. First its title, scale, scale of share counts and currency,
then its columns (a period, or what else it is; a member in brackets), then its rows: heads, label and figures,
"-" for a dash and "." for a column without a figure.
"""

import json
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from qa.facts.fiscal.calendar import FiscalCalendar
from qa.filing import Filing
from qa.language.periods import find_periods
from qa.reading import read
from qa.tables import find_statements
from qa.tables.captions import read_scales
from qa.tables.figures import read_figure
from qa.tables.statement import Column, Figure, Row, Statement

SPECS = Path(__file__).parents[1] / "specs"


def cases() -> Iterator[Any]:
    for path in sorted((SPECS / "tables").glob("*.toml")):
        for name, case in tomllib.loads(path.read_text(encoding="utf-8")).items():
            yield pytest.param(case, id=f"{path.stem}: {name}")


def lines(name: str) -> list[Any]:
    return [json.loads(line) for line in (SPECS / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", list(cases()))
def test_tables(case: dict[str, Any]) -> None:
    data = json.dumps({"blocks": case["blocks"]}) if "blocks" in case else case["input"]
    filing = read(data.encode())
    calendar = FiscalCalendar.learn(find_periods(filing.text), filing.text, filing.header.released)
    statements = find_statements(filing, calendar)
    assert "\n\n".join(written(statement, filing) for statement in statements) == case["read"].strip("\n")
    warnings = [warning for statement in statements for warning in statement.warnings]
    assert warnings == case.get("warnings", [])


@pytest.mark.parametrize("case", lines("figures.jsonl"), ids=lambda case: case["text"])
def test_figures(case: dict[str, Any]) -> None:
    figure = read_figure(case["text"])
    if "none" in case:
        assert figure is None
        return
    assert figure is not None
    assert (figure.value, figure.percent, figure.currency) == (
        None if case["value"] is None else Decimal(case["value"]),
        case.get("percent", False),
        case.get("currency", ""),
    )


@pytest.mark.parametrize("case", lines("captions.jsonl"), ids=lambda case: case["text"])
def test_captions(case: dict[str, Any]) -> None:
    assert read_scales(case["text"]) == (case["scale"], case["share_scale"])


def written(statement: Statement, filing: Filing) -> str:
    """Return a statement as the specs write it; its offsets are checked on the way."""
    basis = "" if statement.basis == "GAAP" else f" | {statement.basis}"
    first = f"{statement.title} | {statement.scale} | {statement.share_scale} | {statement.currency}{basis}"
    columns = " | ".join(map(_column, statement.columns))
    return "\n".join([first, columns, *(_row(row, statement, filing) for row in statement.rows)])


def _column(column: Column) -> str:
    words = column.kind if column.kind != "figures" else ""
    if column.period:
        start = "at " if column.period.start is None else f"{column.period.start}.."
        words = f"{words} {start}{column.period.end}".strip()
    words += f" [{column.member}]" if column.member else ""
    words += f" {column.basis}" if column.basis != "GAAP" else ""
    words += f" x{column.scale}" if column.scale else ""
    words += " expected" if column.guidance else ""
    words += f" {column.bound}" if column.bound else ""
    return words.strip() or "?"


def _row(row: Row, statement: Statement, filing: Filing) -> str:
    by_column = {figure.column: figure for figure in row.figures}
    assert len(by_column) == len(row.figures)
    cells = [_figure(by_column.get(at), filing) for at in range(len(statement.columns))]
    scale = f" x{row.scale}" if row.scale else ""
    return " | ".join([" > ".join((*row.heads, row.label)) + scale, *cells])


def _figure(figure: Figure | None, filing: Filing) -> str:
    if figure is None:
        return "."
    printed = filing.text[figure.start : figure.end]
    assert printed == printed.strip()
    if figure.value is None:
        return "-"
    assert str(abs(figure.value)).lstrip("0") in printed.replace(",", "")
    high = "" if figure.high is None else f"..{figure.high}"
    return f"{figure.value}{high}{'%' if figure.percent else ''}{f' x{figure.scale}' if figure.scale else ''}"
