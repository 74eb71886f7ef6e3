"""Events and parties, as tests/specs/events.toml says them."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from qa.facts.events import read_events
from qa.facts.extract import extract
from qa.facts.fact import Fact
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.language.pipeline import tag
from qa.reading import read

SPECS = Path(__file__).parents[1] / "specs" / "events.toml"
CASES = tomllib.loads(SPECS.read_text(encoding="utf-8"))["case"]
LEAD = (
    "FERNDALE, Vt., May 4, 2031 -- Ferndale Mills, Inc. today reported its results for the first quarter, which ended on"
    " March 31, 2031.\n\n"
)


def as_written(fact: Fact) -> tuple[str, ...]:
    """Return a fact in the specs' notation."""
    members = [member for _, member in fact.dimensions]
    period = [fact.period.end.isoformat()] if fact.period else []
    return (fact.metric, str(fact.value), fact.unit, *members, *period)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_events(case: dict[str, Any]) -> None:
    filing = read((LEAD + case["text"]).encode())
    entities = tag(filing.text)
    calendar = FiscalCalendar.learn(entities, filing.text, filing.header.released)
    facts = read_events(filing, extract(filing).passages, entities, calendar)
    assert sorted(map(as_written, facts)) == sorted(map(tuple, case["facts"]))
    for source in (source for fact in facts for source in fact.sources):
        assert filing.text[source.start : source.end] == source.quote


def test_two_names_or_numbers_do_not_contradict_each_other() -> None:
    text = LEAD + "To hear the conference call at 9 a.m. Eastern today, dial 555-201-0101 or 555-201-0102."
    facts = [fact for fact in extract(read(text.encode())).facts if fact.metric == "ConferenceCallDialIn"]
    assert [(fact.value, fact.flags) for fact in facts] == [("555-201-0101", ()), ("555-201-0102", ())]
