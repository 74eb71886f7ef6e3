"""An officer who is said to expect something expects it for the company."""

import pytest

from qa.questions.parsing.officers import by_office, looks_ahead

PEOPLE = ("Ines Lindqvist", "Tom A. Harrow")


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("What EPS does Lindqvist expect for Q4?", "What EPS does management expect for Q4?"),
        ("What did Ms. Lindqvist guide to for Q4 sales?", "What did management guide to for Q4 sales?"),
        ("Tom Harrow's EPS guidance for fiscal Q4?", "management's EPS guidance for fiscal Q4?"),
        ("Which way does Ines Lindqvist think margins will go?", "Which way does management think margins will go?"),
        ("According to Harrow, which way will margins go?", "according to management, which way will margins go?"),
    ],
)
def test_management_stands_for_an_officer(asked: str, read: str) -> None:
    assert looks_ahead(asked)
    assert by_office(asked, PEOPLE) == read


@pytest.mark.parametrize(
    "asked", ["What did Lindqvist say about margins?", "What does Harrowgate expect?", "Who is Tom Harrow?"]
)
def test_what_somebody_said_stays_theirs(asked: str) -> None:
    assert by_office(asked, PEOPLE) == asked
