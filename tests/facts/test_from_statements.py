"""What the rows and columns of statements become: tests/specs/statements.toml, and operating.toml for what is counted.

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

SPECS = Path(__file__).parents[1] / "specs"
CASES = {
    name: case
    for file in ("statements.toml", "operating.toml")
    for name, case in tomllib.loads((SPECS / file).read_text(encoding="utf-8")).items()
}


def written(fact: Fact) -> str:
    members = ", ".join(f"{axis}: {member}" for axis, member in fact.dimensions)
    verb = f" | {fact.guidance}" if fact.guidance not in ("", "expects") else ""
    return f"{fact.name} | {members} | {fact.value} {fact.unit} | {fact.period.label if fact.period else ''}{verb}"


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


def test_results_for_a_name_cut_short_are_of_the_part_that_a_line_above_spells_out():
    table = (
        "<p>{above}</p><p>Results for {name} ($ millions)</p><table><tr><td></td><td>1Q31</td><td>1Q30</td></tr>"
        "<tr><td>Net revenue</td><td>$ {a}</td><td>$ 9</td></tr><tr><td>Net income</td><td>{b}</td><td>4</td></tr></table>"
    )
    opening = (
        "<p>DULUTH, Minn., April 29, 2031 -- Harbor Mills, Inc. (NYSE: HM) today reported first quarter results.</p>"
    )
    blocks = [
        table.format(above="HARBOR MILLS (HM)", name="HM", a=43, b=20),
        table.format(above="ROPE &amp; CORDAGE YARDS (RCY)<sup>8</sup>", name="RCY", a=31, b=12),
        table.format(above="CORPORATE", name="Corporate", a=12, b=8).replace(
            "<tr><td>Net income",
            "<tr><td>Twine Lending</td><td>5</td><td>4</td></tr><tr><td>Barge Leasing</td><td>7</td><td>5</td></tr><tr><td>Net income",
        ),
        table.format(above="What the yards say", name="the Owners", a=3, b=1),
    ]
    read_in = extract(read(f"<html><body>{opening}{''.join(blocks)}</body></html>".encode()))
    assert [statement.part for statement in read_in.statements] == ["", "ROPE & CORDAGE YARDS (RCY)", "Corporate", ""]
    revenue = {fact.dimensions for fact in read_in.facts if fact.metric == "Revenues"}
    assert (("Segment", "Corporate"),) in revenue
    assert (("Segment", "Twine Lending"),) in revenue  # no other part has one: sentences say its own name
    alone = extract(read(f"<html><body>{opening}{blocks[0]}</body></html>".encode())).statements
    assert [statement.part for statement in alone] == [""]
