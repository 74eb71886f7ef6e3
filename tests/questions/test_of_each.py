"""A figure of each is no figure of all, and what is counted in is no part by itself."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from qa.questions import Answerer
from tests.questions.releases import answering

ROWS = [
    ["(in thousands)", "Three months ended March 31, 2031", "Three months ended March 31, 2030"],
    ["Revenues:", "", ""],
    ["Dyeing services", "16,482", "16,915"],
    ["Revenues before reimbursements", "16,482", "16,915"],
    ["Reimbursements", "5,237", "4,988"],
    ["Total revenues", "21,719", "21,903"],
]
DATA = [
    ["", "Three months ended March 31, 2031", "Three months ended March 31, 2030"],
    ["Average revenue per dyeing service", "$5,031", "$4,972"],
]


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    blocks = [
        {"type": "paragraph", "text": "Ostrava Looms reports its first quarter of 2031, ended March 31, 2031."},
        {"type": "table", "caption": "Statements of income", "rows": ROWS},
        {"type": "table", "caption": "Operating data", "rows": DATA},
    ]
    with answering(tmp_path_factory.mktemp("each"), blocks) as answers:
        yield answers


@pytest.mark.parametrize(
    "question",
    [
        "avg $ per service, change on last year?",
        "How much did the average revenue per service change from a year ago?",
        "By how much did revenue per loom change from a year ago?",
    ],
)
def test_what_is_of_all_is_no_answer(answerer: Answerer, question: str) -> None:
    found = [answer.fact.value for answer in answerer.answer(question).answers]
    assert found in ([], [Decimal(59)])


@pytest.mark.parametrize(
    "question",
    [
        "revenues with reimbursements included",
        "top line with the reimbursements thrown in",
        "total revenue, with the reimbursements counted in, first quarter of 2031",
    ],
)
def test_what_is_counted_in_is_of_the_whole(answerer: Answerer, question: str) -> None:
    reply = answerer.answer(question)
    assert [answer.fact.value for answer in reply.answers] == [Decimal(21_719_000)], reply.text
