"""A company called for short in a question that is asked of it alone."""

import pytest

from qa.questions.parsing.short_names import short_names_in

COMPANY, TICKER = "Calder Connection Devices, Inc.", "CDCX"


@pytest.mark.parametrize(
    ("question", "called"),
    [
        ("What was Calder's revenue?", ["Calder's"]),
        ("what was calder revenue?", ["calder"]),
        ("How much did Connection spend on R&D?", ["Connection"]),
        ("Connection's gross margin?", ["Connection's"]),
        ("CCDI revenue", ["CCDI"]),
        ("CCD's revenue", ["CCD's"]),
        ("cdcx or CDC: net income?", ["cdcx", "CDC"]),
    ],
)
def test_a_short_name_is_the_company(question: str, called: list[str]) -> None:
    assert [question[start:end] for start, end, _ in short_names_in(question, COMPANY, TICKER, ())] == called


@pytest.mark.parametrize(
    "question",
    ["What was connection revenue?", "Connection fees in Q2?", "What was Ostrava's revenue?", "What was CD revenue?"],
)
def test_other_words_stay_to_be_accounted_for(question: str) -> None:
    assert short_names_in(question, COMPANY, TICKER, ()) == []


def test_a_word_that_names_a_line_goes_on_naming_it() -> None:
    assert short_names_in("What was Devices revenue?", COMPANY, TICKER, {"devices"}) == []
