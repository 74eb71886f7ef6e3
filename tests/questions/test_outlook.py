"""What is expected, asked for in the words of people who do not say "guidance"; and what nothing is expected of."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from qa.questions import Answerer
from tests.questions.releases import answering

TEXT = [
    "Ostrava Looms reports its first quarter of 2031, ended March 31, 2031. Net sales were $310 million.",
    "The company intends to keep its debt low. We plan to reduce our leverage to between 2.0x and 2.5x over the next several years.",
    "We are acting on costs to realize approximately $15 million of expected thread savings.",
    "Ostrava expects to spend between $40 million and $45 million in capital in 2031.",
    "The company expects organic sales growth of 3% to 4% in 2031.",
    "For 2031, Ostrava expects earnings per share, before the cumulative effect of change in accounting principle, to be between $1.66 and $1.86.",
    "Second Quarter 2031 Outlook",
    "• Operating income is expected to be between $20 million and $25 million, compared with $18 million in second quarter 2030.",
    "• During the third quarter, Ostrava expects net sales to be roughly $50 million above the second quarter.",
    "• GAAP and non-GAAP gross margins are expected to be 31.2% and 32.6%, respectively.",
    "• GAAP and non-GAAP tax rates are expected to be 21.0%, plus or minus 1%.",
]


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    blocks = [{"type": "paragraph", "text": text} for text in TEXT]
    with answering(tmp_path_factory.mktemp("outlook"), blocks) as answers:
        yield answers


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("What leverage range is management aiming for over the next several years?", ["2.0", "2.5"]),
        ("leverage goal", ["2.0", "2.5"]),
        ("What size of thread savings is Ostrava expecting?", ["15000000"]),
        ("How much do they intend to put into capital projects in 2031?", ["40000000", "45000000"]),
        ("What does Ostrava look for in organic sales growth this year?", ["3", "4"]),
        ("What's the operating income range for next quarter?", ["20000000", "25000000"]),
        ("Where is management pointing for operating income next quarter?", ["20000000", "25000000"]),
        ("Where does management put operating income for the second quarter?", ["20000000", "25000000"]),
        ("How much higher than in Q2, in dollars, are third-quarter sales expected to be?", ["50000000"]),
        ("By how many dollars should net sales in Q3 exceed those of Q2?", ["50000000"]),
        ("What gross margins, GAAP and non-GAAP, are they guiding to?", ["31.2", "32.6"]),
        ("2031 EPS guidance before the accounting change", ["1.66", "1.86"]),
        (
            "Leaving out the effect of the accounting change, what per-share profit is projected for 2031?",
            ["1.66", "1.86"],
        ),
        ("high end of Q2 operating income guidance", ["25000000"]),
        ("What's the most they see in operating income for the June quarter?", ["25000000"]),
        ("Q2 operating income outlook, low and high end?", ["20000000", "25000000"]),
        ("lowest operating income they expect next quarter", ["20000000"]),
        ("What is the top end of the capital spending range for 2031?", ["45000000"]),
        ("What is the least that they expect to spend in capital in 2031?", ["40000000"]),
        ("Where does management see second-quarter operating income at most?", ["25000000"]),
        ("maximum second-quarter operating income guidance", ["25000000"]),
        ("What are the low and the high end of the operating income outlook for Q2?", ["20000000", "25000000"]),
        ("GAAP tax rate guidance for Q2", ["21.0", "20.0", "22.0"]),
    ],
)
def test_what_is_expected_is_answered(answerer: Answerer, question: str, values: list[str]) -> None:
    reply = answerer.answer(question)
    assert [answer.fact.value for answer in reply.answers] == list(map(Decimal, values)), reply.text


@pytest.mark.parametrize(
    "question",
    [
        "What was operating income in Q2 2031?",
        "What was the operating income outlook for Q2 before this update?",
        "operating income, Q2 2031",
        "What leverage is planned for 2035?",
        "What were the thread savings in the first quarter of 2031?",
        "How much higher than a year ago are third-quarter sales expected to be?",
        "What operating income do they look for in 2033?",
    ],
)
def test_nothing_expected_of_it_is_declined(answerer: Answerer, question: str) -> None:
    reply = answerer.answer(question)
    assert reply.status != "answered", reply.text


def test_a_change_expected_is_said_to_be_one(answerer: Answerer) -> None:
    assert "net sales to be $50 million above" in answerer.answer("What is the sales outlook for Q3?").text.replace(
        "revenue", "net sales"
    )


def test_the_columns_of_an_outlook_say_what_was_expected_before(tmp_path: Path) -> None:
    rows = [
        ["Outlook for the year ending December 31, 2031", "Current", "Prior"],
        ["Net sales", "$1.26 to $1.30 billion", "$1.32 to $1.37 billion"],
        ["Diluted EPS", "$1.80 to $1.92", "$2.22 to $2.36"],
        ["Capital expenditures", "about $29 million", "about $34 million"],
    ]
    blocks = [
        {"type": "paragraph", "text": TEXT[0]},
        {"type": "heading", "text": "2031 Outlook"},
        {"type": "paragraph", "text": "The outlook below replaces the one given in February."},
        {"type": "table", "rows": rows},
    ]
    with answering(tmp_path, blocks) as answerer:
        for question, values in (
            ("What sales do they now expect in 2031?", ["1260000000", "1300000000"]),
            ("What was the previous sales guidance for 2031?", ["1320000000", "1370000000"]),
            ("What sales range were they guiding to for 2031 until Ostrava cut it?", ["1320000000", "1370000000"]),
            ("What capital spending was forecast for 2031 before the outlook was lowered?", ["34000000"]),
            ("capital expenditures guidance for 2031", ["29000000"]),
            ("What is the bottom end of the new earnings range for 2031?", ["1.80"]),
        ):
            reply = answerer.answer(question)
            assert [answer.fact.value for answer in reply.answers] == list(map(Decimal, values)), reply.text


def test_a_column_headed_by_the_day_it_was_given_is_what_was_expected_before(tmp_path: Path) -> None:
    rows = [
        ["", "Now", "Given February 3, 2031"],
        ["Net sales (millions)", "$1,260 – $1,300", "$1,320 – $1,370"],
        ["Capital expenditures (millions)", "about $29", "about $34"],
    ]
    blocks = [
        {"type": "paragraph", "text": TEXT[0]},
        {"type": "heading", "text": "Guidance for the fiscal year ending December 31, 2031"},
        {"type": "table", "rows": rows},
    ]
    with answering(tmp_path, blocks) as answerer:
        for question, values in (
            ("What sales do they now expect in 2031?", ["1260000000", "1300000000"]),
            ("What was the 2031 sales range before?", ["1320000000", "1370000000"]),
            ("By how much was the top of the 2031 sales range cut?", ["-70000000"]),
            ("By how much did they trim the midpoint of 2031 sales guidance?", ["-65000000"]),
            ("By how much was the 2031 capital expenditures forecast lowered?", ["-5000000"]),
            ("By how much was the 2031 sales range lowered?", []),  # of which end is not said
        ):
            reply = answerer.answer(question)
            first = [answer.fact.value for answer in reply.answers][: len(values)]
            assert first == list(map(Decimal, values)), reply.text
            assert values or reply.status != "answered", reply.text


def test_the_columns_of_an_outlook_say_which_end_is_which(tmp_path: Path) -> None:
    rows = [
        ["", "Prior", "", "Current", ""],
        ["2031 guidance (in millions, except per share amounts)", "Low", "High", "Low", "High"],
        ["Diluted EPS", "$ 3.02", "$ 3.12", "$ 3.08", "$ 3.16"],
        ["Capital expenditures", "$ 1,150", "$ 1,200", "$ 1,190", "$ 1,230"],
        ["Effective tax rate", "18%", "20%", "18%", "19%"],
    ]
    blocks = [
        {"type": "paragraph", "text": TEXT[0]},
        {"type": "heading", "text": "2031 Guidance"},
        {"type": "table", "rows": rows},
    ]
    with answering(tmp_path, blocks) as answerer:
        for question, values in (
            ("EPS guidance for 2031", ["3.08", "3.16"]),
            ("What was the previous EPS guidance for 2031?", ["3.02", "3.12"]),
            ("How much do they plan to spend on capital projects in 2031?", ["1190000000", "1230000000"]),
            ("tax rate guidance for 2031", ["18", "19"]),
        ):
            reply = answerer.answer(question)
            assert [answer.fact.value for answer in reply.answers] == list(map(Decimal, values)), reply.text
