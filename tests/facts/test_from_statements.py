"""What the rows and columns of statements become: tests/specs/statements.toml.

Each expected fact is a line: name, dimensions ("Axis: Member"), value and unit, period.
"""

import tomllib
from pathlib import Path

import pytest

from qa.facts.extract import extract
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


def test_tables_set_alike_below_different_names_are_of_a_part_each():
    table = (
        "<p>{name}</p><table><tr><td></td><td>Q1 2031</td><td>Q1 2030</td></tr><tr><td>Earnings</td><td>$ {a}</td><td>$ 9</td></tr>"
        "<tr><td>Bales pressed</td><td>{b}</td><td>120</td></tr><tr><td>Yards let</td><td>{c}</td><td>7</td></tr></table>"
    )
    opening = (
        "<p>DULUTH, Minn., April 29, 2031 -- Harbor Mills, Inc. today reported first quarter results (in millions).</p>"
    )
    blocks = [table.format(name="Rope Yards", a=12, b=140, c=8), table.format(name="Sail Lofts", a=5, b=66, c=3)]
    alike = extract(read(f"<html><body>{opening}{''.join(blocks)}</body></html>".encode())).statements
    assert [statement.part for statement in alike] == ["Rope Yards", "Sail Lofts"]
    alone = extract(read(f"<html><body>{opening}{blocks[0]}</body></html>".encode())).statements
    assert [statement.part for statement in alone] == [""]
