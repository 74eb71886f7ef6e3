"""What is held on a day, over the past year: since the same day a year before, not since the year's opening."""

from collections.abc import Iterator

import pytest

from qa.questions import Answerer
from tests.questions.releases import answering


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    income = [["", "Three months ended March 31, 2031", "Three months ended March 31, 2030"], ["Revenue", "91", "88"]]
    balances = [
        ["", "March 31, 2031", "December 31, 2030", "March 31, 2030"],
        ["Accounts receivable", "981", "962", "890"],
        ["Inventories", "90", "84", "70"],
    ]
    blocks = [
        {"type": "table", "caption": "Statements of operations (in thousands)", "rows": income},
        {"type": "table", "caption": "Balance sheets (in thousands)", "rows": balances},
    ]
    with answering(tmp_path_factory.mktemp("year"), blocks) as answers:
        yield answers


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("By how much did inventories grow over the past year?", 20_000),
        ("By how much did accounts receivable grow year over year?", 91_000),
        ("By how much did inventories grow?", 6_000),
    ],
)
def test_growth_over_a_year_is_counted_from_a_year_ago(answerer: Answerer, question: str, value: int) -> None:
    reply = answerer.answer(question)
    assert [answer.fact.value for answer in reply.answers] == [value], reply.text
