"""The calendar learned from real releases against the list of what each of them reports, where they are at hand."""

import csv
import re
from pathlib import Path

import pytest

from qa.facts.fiscal.calendar import FiscalCalendar
from qa.language.periods import find_periods
from qa.reading import read

_FILINGS = Path(__file__).parents[3] / "shared" / "filings"
_WANTED = 0.95
_REPORTED = re.compile(r"(?P<label>Q[1-4] FY\d{4})\b.*\(period ended (?P<end>[\d-]+)\)")


@pytest.mark.skipif(not _FILINGS.is_dir(), reason=f"no releases in {_FILINGS}")
def test_the_quarter_reported_is_found() -> None:
    with (_FILINGS / "INDEX.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["format"] != "pdf"]
    missed = []
    for row in rows:
        path, wanted = _FILINGS / row["file"], _REPORTED.match(row["fiscal_period"])
        assert wanted, row
        filing = read(path.read_bytes(), path.name)
        calendar = FiscalCalendar.learn(find_periods(filing.text), filing.text, filing.header.released)
        period = calendar.reported
        found = (period.label, period.end.isoformat()) if period else ("", "")
        if found != (wanted["label"], wanted["end"]):
            missed.append((row["file"], wanted["label"], wanted["end"], *found))
    share = 1 - len(missed) / len(rows)
    assert share >= _WANTED, missed
