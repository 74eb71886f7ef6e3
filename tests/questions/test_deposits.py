"""What a bank pays interest on, in people's words, and what it set aside."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from qa.questions import Answerer
from tests.questions.releases import answering

BALANCES = [
    ["", "June 30, 2031", "March 31, 2031"],
    ["Deposits:", "", ""],
    ["Noninterest-bearing", "400", "350"],
    ["Interest-bearing", "1,600", "1,500"],
    ["Total deposits", "2,000", "1,850"],
]
INCOME = [
    ["", "Three months ended June 30, 2031", "Three months ended June 30, 2030"],
    ["Interest income", "60", "55"],
    ["Provision for loan and lease losses", "7", "3"],
    ["Compensation and benefits", "38", "31"],
    ["Total revenue", "95", "90"],
]


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    blocks = [
        {"type": "table", "caption": "Balance sheets (in thousands)", "rows": BALANCES},
        {"type": "table", "caption": "Statements of income (in thousands)", "rows": INCOME},
    ]
    with answering(tmp_path_factory.mktemp("deposits"), blocks) as answers:
        yield answers


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("At quarter-end, what percent of deposits paid no interest?", "20", "percent"),
        ("what share of deposits bears interest?", "80", "percent"),
        ("deposits that pay no interest at quarter end", "400000", "USD"),
        ("How much did they set aside for loan and lease losses in the quarter?", "7000", "USD"),
        ("comp ratio (comp and benefits / revenues), quarter", "40", "percent"),
    ],
)
def test_it_is_found_in_peoples_words(answerer: Answerer, question: str, value: str, unit: str) -> None:
    reply = answerer.answer(question)
    assert [(answer.fact.value, answer.fact.unit) for answer in reply.answers] == [(Decimal(value), unit)], reply.text


def test_no_share_is_given_of_what_is_named_as_the_whole_alone(answerer: Answerer) -> None:
    reply = answerer.answer("what share of deposits paid interest?")
    assert not reply.answers, reply.text
