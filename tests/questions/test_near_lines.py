"""Lines that all but fit a question and are none: with and without an item, per share, of another metric, on a formula of its own."""

from collections.abc import Iterator

import pytest

from qa.questions import Answerer
from tests.questions.releases import answering

YEARS = ["", "December 31, 2030", "December 31, 2029"]
FLOWS = ["", "Year ended December 31, 2030", "Year ended December 31, 2029"]


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    balances = [YEARS, ["Accounts payable", "410", "390"], ["Notes payable", "950", "870"]]
    values = [YEARS, ["Book value per diluted share (excluding AOCI)", "$43.71", "$41.02"]]
    income = [FLOWS, ["Sales and other operating revenue", "8,300", "7,900"], ["Total revenues", "8,700", "8,200"]]
    income += [["Premiums earned", "640", "600"], ["Premiums collected", "655", "610"]]
    flows = [
        FLOWS,
        ["Net cash provided by operating activities", "900", "850"],
        ["Capital expenditures", "(300)", "(250)"],
    ]
    free = [["", "Year ended December 31, 2030"], ["Free cash flow", "720"]]
    segments = [FLOWS, ["Impairments", "", ""], ["Dye Works", "55", "60"], ["Mills", "12", "11"]]
    told = "Given the flood, the company is not providing an outlook for 2031 revenue at this time."
    granted = (
        "At January 24, 2031 we had received grant applications totaling $89.0 million with confirmed allocation from"
        " the State for 243 applications totaling $76.9 million."
    )
    blocks = [
        {"type": "paragraph", "text": told},
        {"type": "paragraph", "text": granted},
        {"type": "table", "caption": "Balance sheets (in thousands)", "rows": balances},
        {"type": "table", "caption": "Per share data", "rows": values},
        {"type": "table", "caption": "Statements of income for OLI, DWB and MLB (in thousands)", "rows": income},
        {"type": "table", "caption": "Statements of cash flows (in thousands)", "rows": flows},
        {"type": "table", "caption": "Free cash flow (in thousands)", "rows": free},
        {"type": "table", "caption": "Impairments by segment (in thousands)", "rows": segments},
    ]
    with answering(tmp_path_factory.mktemp("near"), blocks) as answers:
        yield answers


@pytest.mark.parametrize(
    "question",
    [
        "What was book value per diluted share including AOCI at the end of 2030?",
        "Stockholders' equity at the end of 2030?",
        "What did the Dye Works earn in 2030?",
        "What was free cash flow in 2029?",  # of 2030 it is not the usual one
        "What revenue does the company expect for 2031?",
        "How much premium did they write in 2030?",  # none of it was earned yet
        "What premiums were billed in 2030?",
        "What amount of grant applications had a confirmed State allocation at January 24, 2031?",  # of the next figure
        "What was DWB revenue in 2030?",  # the whole's, in a table whose title names the parts
    ],
)
def test_what_all_but_fits_is_declined(answerer: Answerer, question: str) -> None:
    reply = answerer.answer(question)
    assert reply.status == "not_found", reply.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How much was outstanding in notes payable at the end of 2030?", "950000"),
        ("What were accounts payable at the end of 2030?", "410000"),
        ("What was book value per diluted share excluding AOCI at the end of 2030?", "43.71"),
        ("Sales and other operating revenue in 2030?", "8300000"),
        ("What was free cash flow in 2030?", "720000"),
        ("What premiums were collected in 2030?", "655000"),
        ("What were the grant applications received at January 24, 2031?", "89000000"),
    ],
)
def test_what_fits_is_answered(answerer: Answerer, question: str, value: str) -> None:
    reply = answerer.answer(question)
    assert [str(answer.fact.value) for answer in reply.answers] == [value], reply.text


def test_that_no_outlook_is_given_is_said(answerer: Answerer) -> None:
    assert "not providing an outlook" in answerer.answer("What revenue does the company expect for 2031?").text
