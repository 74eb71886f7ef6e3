"""Words cut short by no list: what they stand for, and what they do not."""

import pytest

from qa.language.stems import stem
from qa.questions.clipped import clipped

STEMS = frozenset(
    map(
        stem,
        ["programs", "shipments", "licensing", "wireless", "portfolio", "refurbished", "partner", "cargo", "metals"],
    )
)


@pytest.mark.parametrize(
    ("word", "meant"),
    [("prog", "programs"), ("shpmts", "shipments"), ("shpmnts", "shipments"), ("lcnsng", "licensing"), ("refurb", "refurbished"), ("prtnr", "partner")],
)  # fmt: skip
def test_a_word_cut_short_is_the_one_that_it_abbreviates(word: str, meant: str) -> None:
    assert clipped(word, STEMS) == stem(meant)


@pytest.mark.parametrize("word", ["wire", "meta", "car", "cargo", "margin", "rev", "xyz", "2q", "zzz", "é"])
def test_a_word_of_its_own_is_none(word: str) -> None:
    assert clipped(word, STEMS - {stem(word)}) == ""


def test_what_may_stand_for_two_stands_for_neither() -> None:
    assert clipped("prog", {"program", "progress"}) == ""
    assert clipped("mtg", {"meet", "mortgag", "mitig"}) == ""
