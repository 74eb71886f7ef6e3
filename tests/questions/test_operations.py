"""What is computed over the quarters of one company: each operation by its specs, from generated releases."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from qa.ingest import ingest
from qa.questions import Answerer
from qa.questions.computing.over_periods import over_periods
from qa.questions.reply import Answer
from qa.store import Hints, Store
from tests.language.specs import specs
from tests.questions.library import Library, dates
from tests.questions.quarters import releases

CASES = specs("operations")


@pytest.fixture(scope="module")
def quarters(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Five releases in a row, and who answers from them."""
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('quarters') / 'store.sqlite'}")
    ids = {name: ingest(store, data, name, "application/json", Hints()).filing.id for name, data in releases().items()}
    yield Library(store, Answerer(store), ids)
    store.close()


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case['kind']}: {case['question']}"[:90]) for case in CASES])
def test_an_operation_gives_what_the_figures_give(quarters: Library, case: dict[str, Any]) -> None:
    reply = quarters.ask(case)
    expected = case.get("status", "answered")
    assert reply.status == expected if expected != "declined" else reply.status != "answered", reply
    assert len(reply.answers) >= len(case.get("values", []))
    for answer, value in zip(reply.answers, case.get("values", []), strict=False):
        assert _fits(answer, value), (reply.text, [(a.fact.value, a.fact.unit) for a in reply.answers])
    for words in case.get("text", []):
        assert words in reply.text, reply.text


def _fits(answer: Answer, expected: dict[str, str]) -> bool:
    fact = answer.fact
    assert isinstance(fact.value, Decimal)
    tolerance = Decimal(expected.get("tolerance", "0"))
    return (
        fact.unit == expected["unit"]
        and abs(fact.value - Decimal(expected["value"])) <= tolerance
        and expected.get("period", dates(fact.period)) == dates(fact.period)
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    yield opened
    opened.close()


def _of_a_table(store: Store, caption: str, rows: list[list[str]]) -> Answerer:
    """Who answers from one table of a company that does not exist."""
    table = {"type": "table", "caption": f"{caption} (in millions)", "rows": rows}
    data = json.dumps({"company": "Ostrava Looms Inc.", "blocks": [table]}).encode()
    ingest(store, data, "ostrava", "application/json", Hints())
    return Answerer(store)


def test_a_part_of_the_debt_stands_for_no_total_debt(store: Store) -> None:
    rows = [
        ["", "December 31, 2030"],
        ["Current assets", "410"],
        ["Total assets", "900"],
        ["Short-term borrowings", "70"],
        ["Current portion of long-term debt", "30"],
        ["Long-term debt", "200"],
        ["Total liabilities", "500"],
        ["Total stockholders' equity", "400"],
    ]
    answerer = _of_a_table(store, "Balance sheets", rows)
    assert str(answerer.answer("What was long-term debt?").answers[0].fact.value) == "200000000"
    for question in ("What was total debt?", "What was net debt?", "What was the debt to equity ratio?"):
        assert answerer.answer(question).status == "not_found"


def test_the_order_in_which_figures_are_wanted_names_no_line() -> None:
    text = "Show Delta revenue for each of the last four quarters, oldest first"
    operation = over_periods(text)
    assert operation
    assert "oldest first" in [text[start:end] for start, end in operation.taken]


def test_a_parts_cost_is_set_over_its_own_sales(store: Store) -> None:
    rows = [
        ["", "Year ended December 31, 2030"],
        ["Weaving segment", ""],
        ["Net sales", "400"],
        ["Cost of sales", "100"],
        ["Dyeing segment", ""],
        ["Net sales", "600"],
        ["Cost of sales", "300"],
        ["Consolidated", ""],
        ["Net sales", "1,000"],
        ["Cost of sales", "400"],
    ]
    answerer = _of_a_table(store, "Results of operations", rows)
    for question, share in (
        ("In Weaving, cost of sales was what percent of net sales?", "25.00"),
        ("Cost of sales of Weaving as a percentage of total net sales?", "10.00"),
        ("Cost of sales as a percentage of net sales?", "40.00"),
    ):
        reply = answerer.answer(question)
        assert [str(answer.fact.value) for answer in reply.answers[:1]] == [share], (question, reply.text)


def test_what_is_printed_in_brackets_has_no_negative_share(store: Store) -> None:
    rows = [
        ["", "Year ended December 31, 2030"],
        ["Revenue", "900"],
        ["Cost of revenue", "(600)"],
        ["Harbour dues", "(90)"],
        ["Ferry upkeep", "(30)"],
        ["Operating income", "180"],
    ]
    answerer = _of_a_table(store, "Statements of income", rows)
    reply = answerer.answer("What was ferry upkeep as a percentage of harbour dues?")
    assert str(reply.answers[0].fact.value) == "33.33"
    reply = answerer.answer("What was cost of revenue as a percentage of revenue?")
    assert str(reply.answers[0].fact.value) == "66.67"
    for question in ("Harbour dues as a percentage of revenue?", "What share of cost of revenue was ferry upkeep?"):
        assert answerer.answer(question).status == "not_found", question
