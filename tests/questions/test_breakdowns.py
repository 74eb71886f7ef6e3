"""What is asked for along an axis is listed along that one: sales by platform, of a table of sales by several."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from qa.questions import Answerer, Scope
from tests.questions.releases import answering

ROWS = [
    ["", "Year ended December 31, 2030"],
    ["Platform", ""],
    ["Hand looms", "210"],
    ["Power looms", "320"],
    ["Geography", ""],
    ["Canada", "130"],
    ["Mexico", "400"],
    ["Distribution channel", ""],
    ["Dealers", "500"],
    ["Mail order", "30"],
]
SALES = [
    ["", "Year ended December 31, 2030", "Year ended December 31, 2029"],
    ["Revenue:", "", ""],
    ["Cloth", "700", "640"],
    ["Reimbursed freight", "30", "20"],
    ["Total revenue", "730", "660"],
]
EXPENSES = [
    ["", "Year ended December 31, 2030", "Year ended December 31, 2029"],
    ["Operating expenses:", "", ""],
    ["Research and development", "40", "30"],
    ["Selling, general and administrative", "60", "50"],
    ["Total operating expenses", "100", "80"],
]
COSTS = [["", "Year ended December 31, 2030"], ["Cost of sales", ""], ["Platform services", "90"], ["Yarn", "110"]]


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    blocks = [
        {"type": "table", "caption": "Cost of sales (in thousands)", "rows": COSTS},
        {
            "type": "table",
            "caption": "Net sales by platform, geography and distribution channel (in thousands)",
            "rows": ROWS,
        },
    ]
    with answering(tmp_path_factory.mktemp("breakdowns"), blocks) as answers:
        yield answers


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("net sales by platform", ["210000", "320000"]),
        ("Break net sales down by geography.", ["130000", "400000"]),
        ("net sales by distribution channel, 2030", ["500000", "30000"]),
    ],
)
def test_the_parts_along_the_axis_asked_for_are_listed(answerer: Answerer, question: str, values: list[str]) -> None:
    reply = answerer.answer(question)
    assert [answer.fact.value for answer in reply.answers] == list(map(Decimal, values)), reply.text


def test_parts_along_another_axis_are_not(answerer: Answerer) -> None:
    reply = answerer.answer("net sales by product")
    assert not reply.answers, reply.text


def test_a_turn_that_only_moves_on_counts_the_same_in(tmp_path: Path) -> None:
    blocks = [{"type": "table", "caption": "Statements of income (in thousands)", "rows": SALES}]
    with answering(tmp_path, blocks) as answerer:
        first = answerer.answer("What was total revenue including reimbursed freight in 2030?")
        assert [answer.fact.value for answer in first.answers] == [Decimal(730000)], first.text
        reply = answerer.answer("and in 2029?", Scope(conversation=first.conversation))
        assert [answer.fact.value for answer in reply.answers] == [Decimal(660000)], reply.text


def test_the_lines_that_add_up_to_a_total_are_listed_line_by_line(tmp_path: Path) -> None:
    blocks = [{"type": "table", "caption": "Statements of income (in thousands)", "rows": EXPENSES}]
    with answering(tmp_path, blocks) as answerer:
        reply = answerer.answer("2030 opex by line item?")
        assert [answer.fact.value for answer in reply.answers] == [Decimal(40000), Decimal(60000)], reply.text
