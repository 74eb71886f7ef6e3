"""Lists of words as patterns: the longest word that stands there, whatever the order of the list."""

import re

import pytest

from qa.language.phrases import either


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (["in", "in excess of", "income"], "in excess of plan", "in excess of"),
        (["in excess of", "in"], "in exchange", "in"),
        (["as much as", "as"], "as  much\nas", "as  much\nas"),
        (["approx.", "approx"], "approx. 5", "approx."),
        (["a.b"], "axb", None),
        (["up", "down"], "sideways", None),
    ],
)
def test_the_longest_word_is_found(words: list[str], text: str, found: str | None) -> None:
    """Also where it begins with another one, has spaces in it, or characters that mean something in a pattern."""
    match = re.match(either(words), text)
    assert (match and match[0]) == found
