"""What is computed from reported figures, and what never is."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.facts.fact import Fact, Period
from qa.facts.outline import items
from qa.questions.computing import arithmetic
from qa.questions.converse import follow
from qa.questions.finding.index import Held, Index
from qa.questions.finding.parts import by_parts
from qa.questions.parsing.parse import parse
from qa.questions.reply import Answer, Company
from tests.language.specs import specs
from tests.questions.library import follows

ACME = Company("Fennick Tools, Inc.")


def _period(written: str) -> Period:
    *start, end = map(date.fromisoformat, written.split("/"))
    return Period(end, *start, label=written)


def _held(written: dict[str, str]) -> Held:
    value = Decimal(written["value"]) if "value" in written else written["text"]
    return Held(Fact(written["metric"], "label", value, written["unit"], _period(written["period"]), ""), "a")


def _answer(written: dict[str, str]) -> Answer:
    return arithmetic.reported(_held(written), ACME)


def _computed(case: dict[str, Any]) -> Answer | None:
    if case["do"] == "by_parts":
        facts = [_held(each).fact for each in case["held"]]
        index = Index(
            {"a": list(items(facts))}, ["a"], lambda positions: {("a", at): facts[at] for at in positions["a"]}
        )
        found = [by_parts(line, _period(case["target"]), ACME) for line in index.lines]
        return next(filter(None, found), None)
    if case["do"] == "change":
        return arithmetic.change(_answer(case["later"]), _answer(case["earlier"]), case["wanted"])
    groups = ([_answer(each) for each in case[name]] for name in ("plus", "minus", "over"))
    return arithmetic.quotient(*groups, "Result", "result", case["unit"])


@pytest.mark.parametrize("case", [pytest.param(case, id=case["why"]) for case in specs("arithmetic")])
def test_what_follows_from_reported_figures(case: dict[str, Any]) -> None:
    found = _computed(case)
    if case["value"] is None:
        assert found is None
        return
    assert found is not None
    assert found.fact.value == Decimal(case["value"])
    assert follows(found)
    if case["do"] == "by_parts":
        assert found.fact.period == _period(case["target"])
        assert found.derivation
        assert found.derivation.formula == case.get("formula", found.derivation.formula)
    unit = case.get("as_unit") or (case["unit"] if case["do"] == "change" else found.fact.unit)
    assert found.fact.unit == unit
    assert not found.fact.sources


AMOUNTS = st.decimals(-(10**12), 10**12, places=3)


@given(first=AMOUNTS, second=AMOUNTS)
def test_the_parts_of_a_whole_add_up(first: Decimal, second: Decimal) -> None:
    quarters = ["2031-01-01/2031-03-31", "2031-04-01/2031-06-30"]
    half = "2031-01-01/2031-06-30"
    for part, rest, value, other in (
        (quarters[1], quarters[0], second, first),
        (quarters[0], quarters[1], first, second),
    ):
        case = {
            "do": "by_parts",
            "held": [
                {"metric": "Revenues", "value": str(first + second), "unit": "USD", "period": half},
                {"metric": "Revenues", "value": str(value), "unit": "USD", "period": part},
            ],
            "target": rest,
        }
        found = _computed(case)
        assert found is not None
        assert found.fact.value == other


@given(now=AMOUNTS, before=AMOUNTS)
def test_a_change_goes_the_way_of_its_percentage(now: Decimal, before: Decimal) -> None:
    later = {"metric": "Revenues", "value": str(now), "unit": "USD", "period": "2031-04-01/2031-06-30"}
    earlier = {"metric": "Revenues", "value": str(before), "unit": "USD", "period": "2030-04-01/2030-06-30"}
    amount, percent = (arithmetic.change(_answer(later), _answer(earlier), wanted) for wanted in ("amount", "percent"))
    assert amount is not None
    assert amount.fact.value == now - before
    assert (percent is None) == (before == 0)
    if percent is not None:
        assert isinstance(percent.fact.value, Decimal)
        assert percent.fact.value == 0 or (percent.fact.value > 0) == (now > before)


def test_a_turn_that_names_one_figure_asks_for_no_share() -> None:
    before = parse("What percentage of second-quarter sales was spent on research and development?")
    now = follow(before, parse("How much cash did they have on their books, with the short-term investments?"))
    assert (now.intent, len(now.topics)) == ("lookup", 1)
