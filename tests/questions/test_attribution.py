"""Whose profit it is: of all of it, what is the owners', what is others', what is left for the holders of common stock."""

from collections.abc import Iterator

import pytest

from qa.questions import Answerer, Scope
from tests.questions.releases import answering

FLOWS = ["", "Year ended December 31, 2030", "Year ended December 31, 2029"]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    income = [FLOWS, ["Revenue", "900", "850"], ["Profit for the year", "155", "136"]]
    income += [
        ["Attributable to owners of the parent", "149", "131"],
        ["Attributable to non-controlling interests", "6", "5"],
    ]
    blocks = [{"type": "table", "caption": "Income statements (in thousands)", "rows": income}]
    with answering(tmp_path_factory.mktemp("release"), blocks) as answerer:
        yield answerer


@pytest.fixture(scope="module")
def preferred(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    income = [FLOWS, ["Revenue", "900", "850"], ["Net income", "92", "88"], ["Dividends on preferred stock", "3", "3"]]
    income += [["Net income applicable to common stock", "89", "85"]]
    flows = [FLOWS, ["Payments for spectrum", "(12)", "(9)"]]
    held = [["", "December 31, 2030", "December 31, 2029"], ["Payables for spectrum", "30", "28"]]
    blocks = [
        {"type": "table", "caption": "Income statements (in thousands)", "rows": income},
        {"type": "table", "caption": "Statements of cash flows (in thousands)", "rows": flows},
        {"type": "table", "caption": "Balance sheets (in thousands)", "rows": held},
    ]
    with answering(tmp_path_factory.mktemp("release"), blocks) as answerer:
        yield answerer


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What was the profit in 2030?", "155000"),
        ("What was net income attributable to owners of the parent in 2030?", "149000"),
        ("How much of the profit in 2029 belongs to the parent company's shareholders?", "131000"),
        ("What did it earn, after minorities, in 2030?", "149000"),
        ("profit attributable to minority shareholders, 2030", "6000"),
    ],
)
def test_what_owners_earned_is_their_line(shared: Answerer, question: str, value: str) -> None:
    assert [str(answer.fact.value) for answer in shared.answer(question, Scope()).answers] == [value]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What was net income in 2030?", "92000"),
        ("What were earnings left for common holders after the preferred dividend in 2030?", "89000"),
        ("What did they hand over for spectrum in 2030?", "12000"),
    ],
)
def test_what_is_asked_for_comes_before_what_stands_in(preferred: Answerer, question: str, value: str) -> None:
    assert [str(answer.fact.value) for answer in preferred.answer(question, Scope()).answers] == [value]
