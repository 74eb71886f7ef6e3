"""Reading of real releases, where a collection of them is at hand."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.filing import Filing
from qa.reading import read
from tests.reading.invariants import assert_well_formed

FILINGS = Path(__file__).parents[3] / "shared" / "filings"
pytestmark = pytest.mark.skipif(not FILINGS.is_dir(), reason=f"no collection of releases at {FILINGS}")

_FORM = re.compile(
    r"\b(?:incorporated|inc|corporation|corp|company|co|plc|ltd|limited|the|holdings|group|new|sa|computer)\b|\W"
)


def bare(name: str) -> str:
    """Return a company's name without its legal form, spaces and case."""
    return _FORM.sub("", name.lower().replace(".", ""))


def releases() -> Iterator[tuple[dict[str, str], Filing]]:
    """Yield one release a company and kind, with its line of the index."""
    with (FILINGS / "INDEX.tsv").open(encoding="utf-8") as lines:
        index = list(csv.DictReader(lines, delimiter="\t"))
    chosen = {(line["company"], line["format"], line["file"].split("/")[0]): line for line in index}
    for line in chosen.values():
        yield line, read((FILINGS / line["file"]).read_bytes(), line["file"])


@pytest.fixture(scope="module")
def collection() -> list[tuple[dict[str, str], Filing]]:
    return list(releases())


def test_all_are_well_formed(collection: list[tuple[dict[str, str], Filing]]) -> None:
    for _, filing in collection:
        assert_well_formed(filing)


def test_formats_are_told_from_the_content(collection: list[tuple[dict[str, str], Filing]]) -> None:
    names = {"ascii": "text", "md": "markdown"}
    told = {line["file"]: filing.format for line, filing in collection}
    assert told == {line["file"]: names.get(line["format"], line["format"]) for line, _ in collection}


def test_companies_are_named(collection: list[tuple[dict[str, str], Filing]]) -> None:
    wrong = []
    for line, filing in collection:
        expected, told = bare(line["company"]), bare(filing.header.company)
        if not told or not (expected.startswith(told) or told.startswith(expected)):
            wrong.append((line["file"], filing.header.company))
    assert len(wrong) <= 0.05 * len(collection), wrong


def test_tickers_beside_an_exchange_are_read(collection: list[tuple[dict[str, str], Filing]]) -> None:
    printed = re.compile(r"\((?:NYSE|NASDAQ|Nasdaq): ?([A-Z]{1,5})\)")
    for line, filing in collection:
        if match := printed.search(filing.text[:6000]):
            assert filing.header.ticker == match[1], line["file"]
