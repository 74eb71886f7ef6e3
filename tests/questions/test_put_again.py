"""Turns that ask the question before them once more: of another time, of what it named, or with more to it."""

from decimal import Decimal
from pathlib import Path

import pytest

from qa.questions import Answerer, Scope
from tests.questions.releases import answering

QUARTERS = ["", "Three months ended March 31, 2031", "Three months ended March 31, 2030"]
DAYS = ["", "March 31, 2031", "December 31, 2030"]
BLOCKS = [
    {
        "type": "paragraph",
        "text": "The average yield on the loom portfolio, excluding the pledged looms, was 2.01% for the first quarter,"
        " compared to 3.28% for the prior quarter.",
    },
    {
        "type": "paragraph",
        "text": "Excluding moving costs (non-GAAP) of $1.3 million, the efficiency ratio improved to 55.40% in the first"
        " quarter of 2031 from 59.72% as reported.",
    },
    {
        "type": "table",
        "caption": "Statements of income (in thousands)",
        "rows": [
            QUARTERS,
            ["Revenue", "9,000", "8,000"],
            ["Marketing", "1,800", "1,500"],
            ["Supplies", "900", "850"],
            ["Net income", "700", "650"],
        ],
    },
    {
        "type": "table",
        "caption": "Backlog and balances (in thousands)",
        "rows": [
            DAYS,
            ["Deferred revenue, current", "6,347", "6,131"],
            ["Deferred revenue, net of current portion", "143", "128"],
            ["Funded backlog", "900", "800"],
            ["Unfunded backlog", "460", "410"],
            ["Total backlog", "1,360", "1,210"],
        ],
    },
]


SEGMENTS = [
    {
        "type": "table",
        "caption": "Earnings by segment (in millions)",
        "rows": [
            QUARTERS,
            ["Spinning"],
            ["United States", "280", "1,081"],
            ["International", "317", "426"],
            ["Total Spinning", "597", "1,507"],
            ["Weaving"],
            ["United States", "2,161", "1,640"],
            ["International", "2,309", "3,296"],
            ["Total Weaving", "4,470", "4,936"],
            ["Property and equipment, net", "103", "99"],
        ],
    },
    {
        "type": "table",
        "caption": "Statements of cash flows (in millions)",
        "rows": [QUARTERS, ["Purchases of property and equipment", "(25)", "(7)"]],
    },
]


def _asked(answerer: Answerer, *turns: str) -> list[Decimal | str]:
    conversation = ""
    for turn in turns:
        reply = answerer.answer(turn, Scope(conversation=conversation))
        conversation = reply.conversation
    return [answer.fact.value for answer in reply.answers]


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (["What was the yield on the loom portfolio, excluding the pledged looms, in Q1 2031?", "and in the prior quarter?"], "3.28"),
        (["How much went on marketing in Q1 2031?", "and in the same period of 2030?"], "1500000"),
        (["How big was the backlog at March 31, 2031?", "and how much of it is unfunded?"], "460000"),
        (["What was the efficiency ratio in Q1 2031?", "what if you strip out the moving costs?"], "55.4"),
        (["How much deferred revenue was there in current liabilities at March 31, 2031?", "and the long-term portion?"], "143000"),
        (["What was deferred revenue, noncurrent, at March 31, 2031?", "and the current portion?"], "6347000"),
    ],
)  # fmt: skip
def test_the_question_before_is_put_again(tmp_path: Path, turns: list[str], value: str):
    with answering(tmp_path, BLOCKS) as answerer:
        given = _asked(answerer, *turns)
        assert [Decimal(str(one).rstrip("%")) for one in given] == [Decimal(value)]


def test_of_what_no_words_say_nothing_is_said_of_another_time_either(tmp_path: Path):
    with answering(tmp_path, BLOCKS) as answerer:
        assert _asked(answerer, "How much went on parades in Q1 2031?", "and in the same period of 2030?") == []
        assert _asked(answerer, "How big was the backlog at March 31, 2031?", "and how much of it is abroad?") == []


def test_what_a_later_release_alone_states_is_not_taken_for_what_was_first_reported(tmp_path: Path):
    with answering(tmp_path, BLOCKS) as answerer:
        assert _asked(answerer, "What was net income in Q1 2030 as originally reported?") == []


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (["What were spinning earnings in Q1 2031?", "and just the international part?"], "317000000"),
        (["What were spinning earnings in Q1 2031?", "and just the US part?", "just the international part"], "317000000"),
        (["How much went on PP&E in Q1 2031?"], "25000000"),
    ],
)  # fmt: skip
def test_a_part_is_of_what_was_talked_of(tmp_path: Path, turns: list[str], value: str):
    with answering(tmp_path, SEGMENTS) as answerer:
        assert _asked(answerer, *turns) == [Decimal(value)]
