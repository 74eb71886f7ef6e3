"""What the tables of a filing say of each other: tests/specs/across_tables.toml, its facts written as in statements.toml."""

import tomllib
from pathlib import Path

import pytest

from qa.facts.extract import extract
from qa.reading import read
from tests.facts.test_from_statements import written

CASES = tomllib.loads((Path(__file__).parents[1] / "specs" / "across_tables.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_across_tables(case: dict[str, str]) -> None:
    facts = sorted(extract(read(case["input"].encode())).facts, key=lambda fact: fact.sources[0].start)
    assert "\n".join(map(written, facts)) == case["facts"].strip("\n")
