"""Sentences found by their words, on both databases alike."""

import pytest

from qa.store import Store
from tests.store.releases import TEXT, add


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        (["Norway"], ["Net loss"]),
        (["norwegian"], []),
        (["PRICE"], ["Net loss"]),
        (["rising", "rose"], ["Net loss"]),
        (["loom"], ["Tallow"]),
        (["closing"], ["The loss-making"]),
        (["loss-making"], ["The loss-making"]),
        (["brush", "unit", "shipping"], ["The loss-making", "Net loss"]),
        (["nothing", "alike"], []),
        ([], []),
        (['"', "(", "*", "Norway"], ["Net loss"]),
        (["'", "\\", "|", "!", "&", ":*", "Norway"], ["Net loss"]),
        (["NOT", "NEAR(", "filing_id:", "Norway"], ["Net loss"]),
        (["?"], []),
    ],
)
def test_sentences_are_found_by_any_of_the_words(store: Store, words: list[str], begins: list[str]) -> None:
    held = add(store)
    found = store.passages(words, [held.id], 5)
    assert [passage.text[: len(begin)] for passage, begin in zip(found, begins, strict=True)] == begins
    for passage in found:
        assert TEXT[passage.start : passage.end] == passage.text
        assert (passage.filing, passage.section) == (held.id, "Results")


def test_only_the_filings_asked_are_searched(store: Store) -> None:
    first, second = add(store, "a"), add(store, "b")
    assert {each.filing for each in store.passages(["loss"], [first.id], 9)} == {first.id}
    assert {each.filing for each in store.passages(["loss"], [first.id, second.id], 9)} == {first.id, second.id}
    assert store.passages(["loss"], [], 9) == []
    many = [first.id, *(f"{number:016x}" for number in range(200))]
    assert {each.filing for each in store.passages(["loss"], many, 9)} == {first.id}


def test_a_filings_id_is_no_word_of_it(store: Store) -> None:
    held = add(store)
    assert store.passages([held.id], [held.id], 9) == []


def test_no_more_than_asked_come(store: Store) -> None:
    held = add(store)
    assert len(store.passages(["loss", "looms"], [held.id], 1)) == 1
