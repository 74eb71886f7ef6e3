"""A measure that GAAP does not know is one, whatever a row or a sentence says of its basis; any other is two."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from qa.questions import Answerer
from tests.questions.releases import answering


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    rows = [
        ["", "March 31, 2031", "March 31, 2030"],
        ["Tangible book value per share (non-GAAP)", "$17.46", "$14.49"],
        ["Tangible common equity to tangible assets (non-GAAP)", "8.47%", "8.11%"],
    ]
    reconciled = [
        ["", "Three months ended March 31, 2031", "Three months ended March 31, 2030"],
        ["Net income", "$21,545", "$110,447"],
        ["Interest expense", "40,110", "70,571"],
        ["Adjusted EBITDA", "$61,655", "$181,018"],
        ["Adjusted net income", "$25,000", "$99,000"],
        ["Core earnings per diluted common share", "$0.16", "$0.12"],
    ]
    blocks = [
        {
            "type": "paragraph",
            "text": "Ostrava Looms reports its first quarter of 2031, ended March 31, 2031. On a non-GAAP basis, Adjusted EBITDA was $61.7 million, compared to Adjusted EBITDA of $181.0 million in the first quarter of 2030.",
        },
        {
            "type": "paragraph",
            "text": "Excluding $4 million of net restructuring and amortization charges, Ostrava reported net income of $25.0 million, or $0.30 per share, versus a loss on a comparable basis of $9.0 million, or $0.11 per share, a year ago.",
        },
        {"type": "table", "caption": "Capital", "rows": rows},
        {
            "type": "table",
            "caption": "Reconciliation of net income to adjusted EBITDA (in thousands)",
            "rows": reconciled,
        },
    ]
    with answering(tmp_path_factory.mktemp("outside"), blocks) as answers:
        yield answers


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("tangible book value per share at March 31, 2030", "14.49"),
        ("What was tangible common equity to tangible assets at March 31, 2031?", "8.47"),
        ("adjusted EBITDA in 1Q30?", "181018000"),
        ("non-GAAP adjusted EBITDA, first quarter of 2031", "61655000"),
        ("What was net income in the first quarter of 2030?", "110447000"),
        ("Core EPS in the first quarter of 2030?", "0.12"),
        ("EPS excluding restructuring and amortization, Q1 2031", "0.30"),
        ("EPS before amortization and restructuring charges in the first quarter of 2030?", "-0.11"),
    ],
)
def test_its_basis_goes_without_saying(answerer: Answerer, question: str, value: str) -> None:
    reply = answerer.answer(question)
    assert reply.answers, reply.text
    assert reply.answers[0].fact.value == Decimal(value)


@pytest.mark.parametrize(
    "question",
    [
        "What was EBITDA on an adjusted basis excluding rent?",
        "GAAP book value per share",
        "EPS excluding restructuring, Q1 2031",  # amortization is left out, too
        "EPS excluding restructuring, amortization and the fire, Q1 2031",
    ],
)
def test_another_measure_is_declined(answerer: Answerer, question: str) -> None:
    assert answerer.answer(question).status != "answered"
