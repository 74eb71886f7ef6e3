"""What a look for letters before the pattern spares, and that it never misses one."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.language.sought import Sieve, Sought, letters_of
from qa.resources import toml
from tests.language.specs import specs

ASKED = [
    case[key]
    for name, key in (("wording", "asked"), ("questions", "question"), ("operations", "question"))
    for case in specs(name)
]
PATTERNS = (
    r"\b(?:exclud(?:e|es|ed|ing)|without)\b",
    r"(?:in|of)? ?(?P<what>gr[eo]w(?:th)?|rise)+ (?:faster|slower)",
    r"how (?:much|many)(?= times)",
    r"(?<!not )\bper (?:share|unit)\b",
    r"[ab]{2,}|\d+(?:\.\d+)?%",
    r"(?:zero)?(?:nil)*",
)


@pytest.mark.parametrize("pattern", PATTERNS)
@given(data=st.data())
def test_where_a_pattern_stands_its_letters_stand(pattern: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(re.compile(pattern, re.I)))
    letters = letters_of(pattern)
    assert not letters or any(run in text.lower() for run in letters)


def test_letters_are_the_rarest() -> None:
    assert letters_of(r"\bhow much (?:dividends?|interest) (?:was|were)\b") == ("dividend", "interest")
    assert letters_of(r"(?:the )?(?:cagr|run[- ]rate)\b") == ("cagr", "rate")
    assert letters_of(r"\d+|\bwhat\b") == ()


def _patterns(data: Any) -> Iterator[str]:
    """The strings of a table of operations that are patterns."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            if key != "unit":
                yield from _patterns(value)
    elif isinstance(data, list):
        for value in data:
            yield from _patterns(value)


def test_it_finds_in_every_question_what_the_pattern_alone_finds() -> None:
    for said in _patterns(toml("operations")):
        sought, pattern = Sought(said), re.compile(said, re.I)
        for question in ASKED:
            found, alone = sought.search(question), pattern.search(question)
            assert (found and found.span()) == (alone and alone.span()), (said, question)


def test_a_sieve_keeps_the_order_and_what_may_always_stand() -> None:
    sieve = Sieve([(["net income"], "a"), ([], "b"), (["net", "loss"], "c"), (["income"], "d")])
    assert [thing for _, thing in sieve.through("Net income")] == ["a", "b", "c", "d"]
    assert sieve.through("the loss", after=1) == [(2, "c")]
    assert sieve.through("") == [(1, "b")]
