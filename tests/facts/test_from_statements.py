"""What the rows and columns of statements become: tests/specs/statements.toml.

Each expected fact is a line: name, dimensions ("Axis: Member"), value and unit, period.
"""

import tomllib
from pathlib import Path

import pytest

from qa.facts.fact import Fact
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.facts.rows.from_statements import read_statement
from qa.language.periods import find_periods
from qa.reading import read
from qa.tables import find_statements

CASES = tomllib.loads((Path(__file__).parents[1] / "specs" / "statements.toml").read_text(encoding="utf-8"))


def written(fact: Fact) -> str:
    members = ", ".join(f"{axis}: {member}" for axis, member in fact.dimensions)
    return f"{fact.name} | {members} | {fact.value} {fact.unit} | {fact.period.label if fact.period else ''}"


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_statements(case: dict[str, str]) -> None:
    filing = read(case["input"].encode())
    calendar = FiscalCalendar.learn(find_periods(filing.text), filing.text, filing.header.released)
    facts = [fact for table in find_statements(filing, calendar) for fact in read_statement(table, filing, calendar)]
    assert "\n".join(map(written, facts)) == case["facts"].strip("\n")
