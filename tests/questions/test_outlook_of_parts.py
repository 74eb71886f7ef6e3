"""What is expected of the parts of the company, told one after the other behind what is expected of the whole."""

from decimal import Decimal
from pathlib import Path

import pytest

from qa.questions import Scope
from qa.reading.text import is_heading
from tests.questions.releases import answering

SALES = {
    "type": "table",
    "caption": "Sales by segment (in millions)",
    "rows": [
        ["", "Year ended December 31, 2030", "Year ended December 31, 2029"],
        ["Sales:", "", ""],
        ["Looms", "1,100", "1,000"],
        ["Sails and Ropes", "900", "850"],
        ["Total sales", "2,000", "1,850"],
    ],
}
EXPECTED = (
    "Sales are expected to be between $2.05 billion and $2.15 billion: Looms between $1,110 million and $1,150 million,"
    " and Sails and Ropes between $940 million and $1,000 million."
)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("What is the range for 2031 sales in Looms?", ["1110000000", "1150000000"]),
        ("What sales do they expect of Sails and Ropes in 2031?", ["940000000", "1000000000"]),
        ("What sales do they expect in 2031?", ["2050000000", "2150000000"]),
    ],
)
def test_each_part_has_its_own_range(tmp_path: Path, question: str, values: list[str]):
    blocks = [{"type": "heading", "text": "Outlook for 2031"}, {"type": "paragraph", "text": EXPECTED}, SALES]
    with answering(tmp_path, blocks) as answerer:
        reply = answerer.answer(question, Scope())
        assert [answer.fact.value for answer in reply.answers] == [*map(Decimal, values)], reply.text


def test_a_name_that_no_table_divides_sales_by_is_no_part(tmp_path: Path):
    text = EXPECTED.replace("Looms between", "Spindles between")
    blocks = [{"type": "heading", "text": "Outlook for 2031"}, {"type": "paragraph", "text": text}, SALES]
    with answering(tmp_path, blocks) as answerer:
        assert not answerer.answer("What sales do they expect of Spindles in 2031?", Scope()).answers


def test_an_outlook_has_a_heading_though_it_is_set_as_a_sentence():
    assert is_heading("2031 outlook", 1)
    assert not is_heading("We confirm the outlook", 2)
