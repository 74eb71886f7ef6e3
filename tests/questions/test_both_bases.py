"""One figure asked for on two bases: both are told, or none."""

from pathlib import Path

import pytest

from qa.questions.parsing.both_bases import on_each_basis
from tests.questions.releases import answering


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("GAAP and non-GAAP gross margin?", ("GAAP gross margin?", "non-GAAP gross margin?")),
        (
            "GAAP operating margin versus non-GAAP operating margin in Q4",
            ("GAAP operating margin in Q4", "non-GAAP operating margin in Q4"),
        ),
        ("EPS: reported and adjusted, diluted?", ("EPS: reported, diluted?", "EPS: adjusted, diluted?")),
        ("adjusted and GAAP net income", ("adjusted net income", "GAAP net income")),
    ],
)
def test_a_question_on_two_bases_is_two(text: str, each: tuple[str, str]) -> None:
    assert on_each_basis(text) == each


@pytest.mark.parametrize(
    "text",
    ["non-GAAP gross margin", "the difference between GAAP and non-GAAP net income", "adjusted and core net income"],
)
def test_what_asks_for_one_basis_or_for_what_lies_between_is_not(text: str) -> None:
    assert on_each_basis(text) is None


def test_both_are_told_or_none(tmp_path: Path) -> None:
    income = [
        ["", "Year ended December 31, 2030"],
        ["Operating income", "700"],
        ["Restructuring", "20"],
        ["Non-GAAP operating income", "720"],
        ["Net income", "510"],
    ]
    blocks = [{"type": "table", "caption": "Statements of income (in thousands)", "rows": income}]
    with answering(tmp_path, blocks) as answerer:
        both = answerer.answer("GAAP and non-GAAP operating income in 2030?")
        assert [(str(one.fact.value), one.fact.basis) for one in both.answers] == [
            ("700000", "GAAP"),
            ("720000", "non-GAAP"),
        ]
        assert answerer.answer("What were GAAP and non-GAAP net income in 2030?").status == "not_found"
