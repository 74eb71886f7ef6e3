"""Facts from sentences against their specs: a filer whose years are calendar years reports the second quarter of 2020."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from qa.facts.extraction import PassageSpan
from qa.facts.fact import Fact, Period
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.facts.prose.from_prose import read_prose
from qa.filing import Block, Filing, Header
from qa.language.pipeline import sentences, tag
from tests.language.specs import specs

CALENDAR = FiscalCalendar(known=True, reported=Period(date(2020, 6, 30), date(2020, 4, 1), "Q2 FY2020"))


AT_YEAR_END = FiscalCalendar(known=True, reported=Period(date(2020, 12, 31), date(2020, 10, 1), "Q4 FY2020"))


def read(text: str, section: str = "", calendar: FiscalCalendar = CALENDAR) -> list[Fact]:
    blocks = tuple(Block("paragraph", *paragraph.span()) for paragraph in re.finditer(r"\S(?:.|\n(?!\n))*", text))
    filing = Filing(text, blocks, "spec", "text", Header(company="Juniper Mills, Inc."))
    passages = [PassageSpan(start, end, section) for start, end in sentences(text)]
    return read_prose(filing, passages, tag(text), calendar)


def seen(fact: Fact) -> list[Any]:
    """A fact as the specs write it: name, value, unit, period, what it is compared with, and what else it says."""
    assert fact.period is not None or fact.guidance
    more: dict[str, Any] = {key: getattr(fact, key) for key in ("guidance", "bound") if getattr(fact, key)}
    if fact.basis != "GAAP":
        more["basis"] = fact.basis
    if fact.dimensions:
        more["dimensions"] = [list(pair) for pair in fact.dimensions]
    compared = [fact.comparison.label] if fact.comparison else []
    return [
        fact.name,
        fact.value,
        fact.unit,
        fact.period.label if fact.period else "",
        *compared,
        *([more] if more else []),
    ]


@pytest.mark.parametrize("case", specs("prose"), ids=lambda case: case["text"])
def test_spec(case: dict[str, Any]) -> None:
    facts = read(case["text"], case.get("section", ""))
    wanted = [[name, Decimal(value), *rest] for name, value, *rest in case["facts"]]
    assert [seen(fact) for fact in facts] == wanted


@pytest.mark.parametrize("case", specs("prose"), ids=lambda case: case["text"])
def test_every_fact_quotes_its_source(case: dict[str, Any]) -> None:
    for fact in read(case["text"], case.get("section", "")):
        for source in fact.sources:
            assert case["text"][source.start : source.end] == source.quote
            assert fact.reported in source.quote


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ("For the first quarter, the company expects", "Q1 FY2021"),
        ("For the full year, the company expects", "FY2021"),
    ],
)
def test_what_is_expected_is_of_the_period_to_come(said: str, period: str) -> None:
    facts = read(f"{said} revenue of $5 million.", calendar=AT_YEAR_END)
    assert [fact.period.label for fact in facts if fact.period] == [period]
