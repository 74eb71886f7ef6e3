"""A release with one table: what its rows and sentences state comes before the words around them."""

from pathlib import Path

from tests.questions.releases import answering

BLOCKS = [
    {"type": "paragraph", "text": "Ostrava Looms reports its second quarter of 2031, ended June 30, 2031."},
    {
        "type": "paragraph",
        "text": "Net income for the six months ended June 30, 2031 increased 33% to $13,456,000, or $0.94 per diluted share.",
    },
    {
        "type": "table",
        "caption": "Consolidated statements of operations",
        "rows": [
            ["", "Three months ended June 30, 2031", "Three months ended June 30, 2030"],
            ["Revenues", "$ 16,512,000", "$ 12,302,000"],
            ["Net income", "$ 7,281,000", "$ 5,433,000"],
        ],
    },
]


def test_a_figure_comes_before_the_percentage_it_moved_by(tmp_path: Path) -> None:
    with answering(tmp_path, BLOCKS) as answerer:
        reply = answerer.answer("How much net income did they earn in the six months to June 30, 2031?")
    assert [str(answer.fact.value) for answer in reply.answers] == ["13456000"], reply.text


def test_a_quarter_of_a_fiscal_year_is_no_column_of_the_calendar_year(tmp_path: Path) -> None:
    blocks = [
        {
            "type": "paragraph",
            "text": "Ostrava Looms reports the first quarter of its fiscal year 2032, ended December 31, 2031. Its fiscal year ends September 30.",
        },
        {
            "type": "table",
            "caption": "Consolidated statements of operations",
            "rows": [
                ["", "Three months ended December 31, 2031", "Three months ended December 31, 2030"],
                ["Revenues", "$ 16,512,000", "$ 12,302,000"],
                ["Net income", "$ 7,281,000", "$ 5,433,000"],
            ],
        },
    ]
    with answering(tmp_path, blocks) as answerer:
        reply = answerer.answer("What was net income in Q1 FY2031?")
    assert [str(answer.fact.value) for answer in reply.answers] == ["5433000"], reply.text
