"""Words cut short by no list: what they stand for, and what they do not."""

import pytest

from qa.questions.parsing.clipped import unclipped

LINES = ["program", "programs", "shipments", "licensing", "wireless", "portfolio", "refurbished", "partner", "cargo", "metals", "shipping"]  # fmt: skip
OTHERS = ["operating", "operations", "equivalents", "farming", "partnership"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("prog", "program"), ("progs", ""), ("shpmts", "shipments"), ("shpmnts", "shipments"), ("shpmnt", "shipments"), ("shppng", "shipping"),
        ("lcnsng", "licensing"), ("refurb", "refurbished"), ("prtnr", "partner"), ("oprtng", "operating"), ("oprtns", "operations"), ("eqvlnts", "equivalents"),
    ],
)  # fmt: skip
def test_a_word_cut_short_is_the_one_that_it_abbreviates(word: str, meant: str) -> None:
    assert unclipped(word, LINES, OTHERS) == meant


@pytest.mark.parametrize("word", ["wire", "meta", "car", "cargos", "margin", "rev", "xyz", "2q", "farm", "é"])
def test_a_word_of_its_own_is_none(word: str) -> None:
    assert unclipped(word, LINES, OTHERS) == ""


def test_what_may_stand_for_two_stands_for_neither() -> None:
    assert unclipped("prog", ["program", "progress"], []) == ""
    assert unclipped("mtg", ["meeting", "mortgage"], []) == ""
