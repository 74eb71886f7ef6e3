"""The adjustments that reconciliations link, as tests/specs/reconciliations.toml lists them."""

import tomllib
from pathlib import Path

import pytest

from qa.facts.extract import extract
from qa.facts.fact import Fact
from qa.facts.reconciliations import ADJUSTMENT, FROM, is_adjustment
from qa.reading import read

CASES = tomllib.loads((Path(__file__).parents[1] / "specs" / "reconciliations.toml").read_text(encoding="utf-8"))


def written(fact: Fact) -> str:
    place = dict(fact.dimensions)
    period = fact.period.label if fact.period else ""
    return f"{fact.name} | {place[ADJUSTMENT]} | {place[FROM]} | {fact.value} {fact.unit} | {period}"


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_reconciliations(case: dict[str, str]) -> None:
    adjustments = filter(is_adjustment, extract(read(case["input"].encode())).facts)
    assert sorted(map(written, adjustments)) == sorted(case["facts"].strip().splitlines())
