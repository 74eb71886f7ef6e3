"""A part asked for is not answered with the whole, nor an amount with a percentage of another name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.questions import Answerer, Scope
from tests.questions.releases import answering


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    rows = [
        ["", "December 31, 2030", "December 31, 2029"],
        ["Loans", "86,000", "81,000"],
        ["Allowance for loan losses to total loans", "3.25%", "2.10%"],
    ]
    income = [["", "Year ended December 31, 2030"], ["Net sales", "1,320"]]
    ratios = [["", "Year ended December 31, 2030"], ["Net interest margin", "4.90%"]]
    lent = [
        ["Year ended December 31, 2030", "Banking Business", "Securities Business", "Total"],
        ["Net interest income", "$180", "$30", "$210"],
    ]
    segments = [
        ["", "Year ended December 31, 2030"],
        ["Net sales", ""],
        ["Weaving Machinery", "410"],
        ["Commercial Fabrics", "350"],
        ["Communications Cable", "240"],
        ["Agricultural and Garden Cloth", "120"],
        ["Expert Exchange", "90"],
        ["Enterprise Looms", "70"],
        ["Canada", "40"],
        ["Total net sales", "1,320"],
    ]
    comparable = [
        ["", "Year ended December 31, 2030"],
        ["Comparable sales growth:", ""],
        ["Canada", "4.1%"],
        ["Other International", "3.0%"],
        ["Total Company", "2.2%"],
        ["E-commerce", "12.5%"],
    ]
    mix = [
        ["% of net sales", "Year ended December 31, 2030"],
        ["Looms", "60%"],
        ["Spare shuttles", "40%"],
        ["Total net sales", "100%"],
    ]
    reserves = [
        ["Loans and allowance at December 31, 2030", "Recorded investment in loans", "Allowance for loan losses"],
        ["Mills and dye works", "$9,000", "$310"],
        ["Shops", "$7,000", "$120"],
    ]
    blocks = [
        {
            "type": "paragraph",
            "text": "Sales abroad contributed 30% of net sales in 2030, compared to 25% in 2029. We operate 45 mills, including 30 in Canada and 9 in Mexico. “Our top-line growth in looms combined with margin expansion drove record earnings per share of $2.15,” said the treasurer. “During the year, our margin expansion drove operating cash flow of nearly $400 thousand.”",
        },
        {"type": "table", "caption": "Balance sheet data (in thousands)", "rows": rows},
        {"type": "table", "caption": "Statements of income (in thousands)", "rows": income},
        {"type": "table", "caption": "Net sales by segment (in thousands)", "rows": segments},
        {"type": "table", "caption": "Comparable sales growth", "rows": comparable},
        {"type": "table", "caption": "Product mix", "rows": mix},
        {"type": "table", "caption": "Financial services by segment (in thousands)", "rows": lent},
        {"type": "table", "caption": "Ratios", "rows": ratios},
        {"type": "table", "caption": "Loans by industry (in thousands)", "rows": reserves},
    ]
    with answering(tmp_path_factory.mktemp("parts"), blocks) as answers:
        yield answers


@pytest.mark.parametrize(
    "question",
    [
        "What allowance was held against loans at the end of 2030?",
        "allowance on total loans, year-end 2030",
        "Which of the end markets topped the net sales table in 2030?",
        "Which segment had the net sales in 2030?",
        "comm net sales 2030",  # commercial or communications
        "auto net sales 2030",
        "Mexican net sales in 2030",
        "wc net sales 2030",
        "How many mills do they operate in Peru?",
        "How many mills are in Canada and in Peru?",
        "How many mills do they operate in all, and how many of those are in Peru?",
        "How many mills do they operate, and how much did they cost?",
        "What allowance was held against restaurant loans at the end of 2030?",
        "e-commerce sales growth in 2029",
        "What percent of loans came from spare shuttles in 2030?",
        "What percent of net sales came from ribbons in 2030?",
        "What were net sales of the Weaving Cable unit in 2030?",
        "How many units did Weaving Machinery sell in 2030?",
        "What was the net margin?",
        "What was the net income of the securities business in 2030?",
    ],
)
def test_what_is_not_said_is_declined(answerer: Answerer, question: str) -> None:
    reply = answerer.answer(question)
    assert reply.status != "answered", reply.text


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("What was the net interest margin in 2030?", "and just for the banking segment?"),
        ("What was the net interest margin in 2030?", "and for Banking?"),
        ("What was the net interest margin in 2030?", "for the securities business only?"),
    ],
)
def test_a_part_named_in_a_follow_up_is_not_answered_by_another(answerer: Answerer, before: str, question: str) -> None:
    first = answerer.answer(before)
    assert first.answers, first.text
    reply = answerer.answer(question, Scope(conversation=first.conversation))
    assert reply.status != "answered", reply.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What was the allowance for loan losses to total loans at the end of 2030?", "3.25"),
        ("What were net sales in 2030?", "1320000"),
        ("e-commerce comparable sales growth in 2030", "12.5"),
        ("online comps 2030", "12.5"),
        ("What percent of net sales came from spare shuttles in 2030?", "40"),
        ("By how much did comparable sales in Canada rise in 2030?", "4.1"),
        ("What allowance was held against mill and dye works loans at the end of 2030?", "310000"),
        ("For loans on mills and dye works, what allowance had been set aside at the end of 2030?", "310000"),
        ("How many mills do they operate in Canada?", "30"),
        ("How many mills do they operate?", "45"),
        ("What was the net interest income of the banking business in 2030?", "180000"),
        ("weaving mach net sales 2030", "410000"),
        ("ag & garden cloth sales, 2030", "120000"),
        ("agri net sales 2030", "120000"),
        ("comms cable net sales 2030", "240000"),
        ("xx net sales 2030", "90000"),
        ("What were the Canadian net sales in 2030?", "40000"),
        ("What was enterprise revenue in 2030?", "70000"),
        ("How much revenue came from the Weaving Machinery unit in 2030?", "410000"),
        ("What did the Commercial Fabrics arm sell in 2030?", "350000"),
    ],
)
def test_what_is_said_is_answered(answerer: Answerer, question: str, value: str) -> None:
    reply = answerer.answer(question)
    assert reply.answers, reply.text
    assert str(reply.answers[0].fact.value) == value


def test_the_whole_and_how_many_of_it_are_somewhere_are_both_answered(answerer: Answerer) -> None:
    reply = answerer.answer("How many mills do they operate in all, and how many of those are in Mexico?")
    assert [str(answer.fact.value) for answer in reply.answers] == ["45", "9"], reply.text


def test_a_word_cut_short_is_no_part_where_no_metric_is_asked(tmp_path: Path) -> None:
    shipped = "Ostrava Looms shipped 860 thousand shuttles and 876 thousand Machinery units in the quarter ended June 30, 2030."
    grew = "Mach-based revenue grew 19 percent over the year-ago quarter."
    with answering(tmp_path, [{"type": "paragraph", "text": f"{shipped} {grew}"}]) as asked:
        reply = asked.answer("Did they ship more shuttles than mach in the quarter?", Scope())
    assert reply.text.startswith("No")
