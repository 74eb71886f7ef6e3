"""Facts as files lose nothing."""

import csv
import io
from datetime import date
from decimal import Decimal

from qa import export
from qa.facts.fact import Fact, Period, Source
from qa.store import StoredFact

QUARTER = Period(date(2031, 6, 30), date(2031, 4, 1), "Q2 FY2031")
BEFORE = Period(date(2030, 6, 30), date(2030, 4, 1), "Q2 FY2030")
CHANGE = StoredFact(
    "f1",
    'Fennick "Valve", Inc.',
    "FNVK",
    Fact(
        metric="Revenues",
        label="Revenue,\nnet",
        value=Decimal("-1.2E+3"),
        unit="USD",
        period=QUARTER,
        comparison=BEFORE,
        reported="(1.2)",
        scale=1000,
        dimensions=(("Segment", "Marine"),),
        sources=(Source(3, 8, "(1.2)", "Operations"),),
        flags=("does not add up",),
    ),
)


def test_a_row_has_every_column() -> None:
    assert tuple(export.row(CHANGE)) == export.COLUMNS


def test_csv_gives_back_what_was_written() -> None:
    out = io.StringIO()
    export.write_csv([CHANGE], out)
    (row,) = csv.DictReader(io.StringIO(out.getvalue(), newline=""))
    assert row["company"] == 'Fennick "Valve", Inc.'
    assert row["label"] == "Revenue,\nnet"
    assert (row["metric"], row["value"]) == ("RevenuesChange", "-1200")
    assert (row["start"], row["end"], row["compared_end"]) == ("2031-04-01", "2031-06-30", "2030-06-30")
    assert row["dimensions"] == "Segment=Marine"
