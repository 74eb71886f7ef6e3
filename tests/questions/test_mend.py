"""Typing errors: what is mended, and what is left as it was asked."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.language.stems import stem, words
from qa.questions.parsing.mend import american, common_words, mend
from qa.questions.parsing.words import guarded
from tests.language.specs import specs

_KNOWN = sorted(word for word in common_words() if word.isascii() and word.isalpha() and len(word) > 4)


def _cases() -> list[Any]:
    return [
        pytest.param(
            case,
            id=case["question"] or "empty",
            marks=[pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else [],
        )
        for case in specs("mend")
    ]


@pytest.mark.parametrize("case", _cases())
def test_a_typing_error_is_mended(case: dict[str, Any]) -> None:
    mended = mend(case["question"], frozenset(case.get("known", [])), case.get("labels", []))
    assert mended == case["mended"]


@given(st.text())
def test_any_text_is_mended_to_as_many_words(text: str) -> None:
    mended = mend(text, frozenset(), [])
    assert len(words(mended)) == len(words(text))
    assert mend(mended, frozenset(), []) == mended


@given(st.lists(st.sampled_from(_KNOWN), min_size=1, max_size=8).map(" ".join))
def test_what_is_no_error_stays(text: str) -> None:
    assert mend(text, frozenset(), []) == text


@given(st.sampled_from(_KNOWN), st.data())
def test_a_slip_never_adds_or_drops_a_word_that_makes_another_metric(word: str, data: st.DataObject) -> None:
    """Two letters swapped give the word back, or stay an error that nobody answers."""
    at = data.draw(st.integers(1, len(word) - 2))
    slipped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    mended = mend(slipped, frozenset(), [])
    if stem(mended) != stem(word) and slipped not in common_words():
        assert stem(mended) not in guarded() or stem(word) in guarded()


def test_the_initials_of_a_part_are_no_error() -> None:
    labels = ["earningspersharediluted"]
    assert mend("why did ELD fall", frozenset(), labels) != "why did ELD fall"
    assert mend("why did ELD fall", frozenset(), labels, frozenset(["eld"])) == "why did ELD fall"


@pytest.mark.parametrize(
    ("question", "spelled"),
    [
        ("loom cost amortisation in Q2", "loom cost amortization in Q2"),
        ("what were labour costs and the defence backlog", "what were labor costs and the defense backlog"),
        (
            "advertising, merchandise and a promise of our centres",
            "advertising, merchandise and a promise of our centers",
        ),
        ("felt colour sales", "felt colour sales"),
        ("the Rigour segment", "the Rigour segment"),
    ],
)
def test_british_spelling_is_the_filings_own_where_that_has_no_other(question: str, spelled: str) -> None:
    known = frozenset(["colour", "Rigour"])
    assert american(question, known, ["amortization", "labor", "defense", "centers", "color", "rigor"]) == spelled
