"""Tests for the names that a filing defines for itself."""

import pytest

from qa.facts.defined_names import defined_names
from qa.questions.parsing.defined_names import by_other_names, known_names, renamed


@pytest.mark.parametrize(
    ("text", "defined"),
    [
        ("of Lower Dale Credit Corporation (LDCC), which", (("Lower Dale Credit Corporation", "LDCC"),)),
        ("acquired Pictures One Ltd. (the “pOne”)", (("Pictures One Ltd.", "pOne"),)),
        ("same-store net operating income (“NOI”)", (("net operating income", "NOI"),)),
        ("Galdon Toys, Inc. (the “Company”)", ()),
        ("Operating Income (Loss)", ()),
        ("net income (GAAP)", ()),
        ("Retail Energy (EES)", ()),
        ("(NOI)", ()),
    ],
)
def test_a_name_is_made_of_the_letters_in_brackets(text: str, defined: tuple[tuple[str, str], ...]) -> None:
    assert defined_names(text) == defined


def test_a_question_is_asked_by_the_other_name() -> None:
    defined = (("Pictures One Ltd.", "pOne"), ("net operating income", "NOI"))
    assert list(by_other_names("pone NOI?", defined)) == ["Pictures One Ltd. net operating income?"]
    assert list(by_other_names("Pictures One's NOI?", defined)) == [
        "Pictures One's net operating income?",
        "pOne's NOI?",
    ]


def test_a_part_is_called_by_the_name_that_it_has() -> None:
    defined = (("Pictures One", "pOne"), ("Lower Dale Credit", "LDC"), ("Upper Dale Credit", "UDC"))
    names = ("pOne", "Lower Dale Credit", "LDC", "Upper Dale Credit")
    assert renamed("Pictures One, UDC and LDC?", known_names(names, defined)) == "pOne, Upper Dale Credit and LDC?"
