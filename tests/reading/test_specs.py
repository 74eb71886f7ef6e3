"""Reading, as tests/specs/reading.toml and header.toml say it."""

import tomllib
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from qa.filing import Filing, Header
from qa.reading import read
from qa.reading.header import read_header
from tests.reading.invariants import assert_well_formed

SPECS = Path(__file__).parents[1] / "specs"
READING = tomllib.loads((SPECS / "reading.toml").read_text(encoding="utf-8"))
HEADERS = tomllib.loads((SPECS / "header.toml").read_text(encoding="utf-8"))["case"]
CASES = [pytest.param(form, case, id=f"{form}: {case['name']}") for form in READING for case in READING[form]]


def as_written(filing: Filing) -> list[Any]:
    """Return the blocks in the specs' notation."""
    written: list[Any] = []
    for block in filing.blocks:
        if block.grid is None:
            mark = "# " if block.kind == "heading" else ""
            written.append(mark + filing.text[block.start : block.end])
        else:
            written.append([" | ".join(filing.text[cell.start : cell.end] for cell in row) for row in block.grid.rows])
    return written


@pytest.mark.parametrize(("form", "case"), CASES)
def test_reading(form: str, case: dict[str, Any]) -> None:
    filing = read(case["input"].encode())
    assert filing.format == form
    assert as_written(filing) == case["blocks"]
    assert_well_formed(filing)
    tables = [block for block in filing.blocks if block.grid]
    if "text" in case:
        assert filing.text[tables[0].start : tables[0].end] == case["text"]
    edges = [[cell.left for cell in row] for row in tables[0].grid.rows] if tables and tables[0].grid else []
    if "columns" in case:
        assert edges[0] == case["columns"]
    if "rows" in case:
        assert edges == case["rows"]


@pytest.mark.parametrize("case", HEADERS, ids=lambda case: case.get("company", "nothing said"))
def test_header(case: dict[str, Any]) -> None:
    expected = Header(**{key: value for key, value in case.items() if key != "text"})
    assert asdict(read_header(case["text"])) == asdict(expected)
