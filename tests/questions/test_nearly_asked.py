"""What is nearly what was asked: another measure, another quarter, the whole for the part, one of two periods."""

from collections.abc import Iterator

import pytest

from qa.questions import Answerer, Scope
from tests.questions.releases import answering

QUARTERS = ["", "Three months ended March 31, 2031", "Three months ended March 31, 2030"]
DAYS = ["", "March 31, 2031", "December 31, 2030", "March 31, 2030"]


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    sales = [QUARTERS, ["Net sales:", "", ""], ["Looms", "77", "100"], ["Spindles", "88", "100"]]
    profits = [QUARTERS, ["Segment operating income:", "", ""], ["Looms", "5", "9"], ["Spindles", "7", "9"]]
    income = [QUARTERS, ["Net sales", "165", "200"], ["Net income", "8", "12"]]
    balances = [
        DAYS,
        ["Cash and cash equivalents", "50", "40", "30"],
        ["Cash and short-term investments", "90", "85", "80"],
        ["Total assets", "440", "400", "500"],
    ]
    costs = [QUARTERS, ["Costs of mill shop sales (1):", "", ""], ["Thread", "31", "28"], ["Wages", "22", "20"]]
    loans = [QUARTERS, ["Charge-offs:", "", ""], ["Weaver loans", "4", "3"], ["Recoveries:", "", ""]]
    loans += [["Weaver loans", "2", "1"]]
    orders = [QUARTERS, ["Orders:", "", ""], ["Looms", "61", "66"]]
    core = (
        "Excluding restructuring charges, Ostrava Looms reported first quarter operating net income of $6 million,"
        " or $0.24 per share."
    )
    blocks = [
        {"type": "paragraph", "text": core},
        {"type": "table", "caption": "Statements of income (in millions)", "rows": income},
        {"type": "table", "caption": "Segment net sales (in millions)", "rows": sales},
        {"type": "table", "caption": "Segment operating income (in millions)", "rows": profits},
        {"type": "table", "caption": "Mill shops (in millions)", "rows": costs},
        {"type": "table", "caption": "Allowance for loan losses (in millions)", "rows": loans},
        {"type": "table", "caption": "Orders received (in millions)", "rows": orders},
        {"type": "table", "caption": "Balance sheets (in millions)", "rows": balances},
    ]
    with answering(tmp_path_factory.mktemp("nearly"), blocks) as asked:
        yield asked


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What was operating income?", ""),  # what is told outside GAAP, and of each share, is none
        ("How much bigger were total assets on March 31, 2031 than three months earlier, in %?", "10.00"),
        ("total assets at 3/31/31 against a quarter before, % change", "10.00"),
        ("How much smaller were total assets on March 31, 2031 than a year earlier, in %?", "-12.00"),
        ("Leave out short-term investments: what cash did they have on March 31, 2031?", "50000000"),
        ("Ignore the short-term investments, what was cash at December 31, 2030?", "40000000"),
        ("What was cash on March 31, 2031 and on June 30, 2028?", ""),
        ("net sales in the three months to late March 2031", "165000000"),
        ("net sales in the three months to late June 2029", ""),
        ("What did the mill shops pay in wages in the first quarter?", "22000000"),
        ("sales of thread in the first quarter", ""),  # they are costs
        (
            "What did they make from weaver loans in the first quarter?",
            "",
        ),  # of which charge-offs and recoveries are told
        ("looms orders plus spindles in the first quarter", ""),  # of which one measure has no spindles
    ],
)
def test_what_is_asked_or_nothing(answerer: Answerer, question: str, expected: str) -> None:
    reply = answerer.answer(question)
    assert "".join(str(answer.fact.value) for answer in reply.answers) == expected, reply.text


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("Were looms sales down more than spindles sales?", "Yes"),
        ("Did looms net sales slump more than those of spindles?", "Yes"),
        ("Were spindles sales down more than looms sales in the first quarter?", "No"),
    ],
)
def test_the_deeper_fall_is_more(answerer: Answerer, question: str, outcome: str) -> None:
    assert answerer.answer(question).text.startswith(outcome)


def test_it_is_the_part_that_was_talked_of(answerer: Answerer) -> None:
    first = answerer.answer("What were net sales of looms in the first quarter?")
    for question in ("what profit did it turn?", "how much did it earn?"):
        reply = answerer.answer(question, Scope(conversation=first.conversation))
        assert [str(answer.fact.value) for answer in reply.answers] == ["5000000"], reply.text
    whole = answerer.answer("What were net sales in the first quarter?")
    reply = answerer.answer("how much did it earn?", Scope(conversation=whole.conversation))
    assert [str(answer.fact.value) for answer in reply.answers] == ["8000000"], reply.text
