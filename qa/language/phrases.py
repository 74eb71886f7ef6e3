"""Loads the vocabularies of models/phrases and turns lists of words into patterns."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from qa.resources import toml

_Branch = dict[str, Any]  # what may follow a character: a pattern of it, and what may follow that; "" where words end


def phrases(name: str) -> dict[str, Any]:
    """Return the vocabulary `models/phrases/NAME.toml`."""
    return toml(f"phrases/{name}")


def either(words: Iterable[str], space: str = r"\s+") -> str:
    """Return a pattern of any of the words, the longest that stands there.

    What words begin with in common is tried once for all of them, which takes a third of the time that a plain
    alternation takes.

    Arguments:
        space: the pattern of a space in them.
    """
    root: _Branch = {}
    for word in words:
        branch = root
        for char in word:
            branch = branch.setdefault(space if char == " " else re.escape(char), {})
        branch[""] = {}
    return _pattern(root)


def _pattern(branch: _Branch) -> str:
    """What may follow where words part; what goes on comes before an end, so that the longest word is found."""
    if branch.keys() == {""}:
        return ""
    ways = "|".join(part + _pattern(following) for part, following in branch.items() if part)
    return f"(?:{ways}){'?' if '' in branch else ''}"


_WORD = re.compile(r"[\w©]+")


class PhraseFinder:
    """Finds phrases in running text, whole words in any letter case, the longest where several begin.

    A dictionary of first words makes this quick, whatever the number of phrases.

    Arguments:
        phrases: lower case, single spaces, each with what it means.
    """

    def __init__(self, phrases: Mapping[str, str]) -> None:
        self._by_first: dict[str, list[tuple[str, str]]] = {}
        for phrase in sorted(phrases, key=len, reverse=True):
            first = _WORD.search(phrase)
            if first is None or first.start() != 0:
                raise ValueError(f"a phrase must begin with a word: {phrase!r}")
            self._by_first.setdefault(first[0], []).append((phrase, phrases[phrase]))

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Return start, end and meaning of the phrases in a text, in order, not overlapping."""
        lowered, places = _words(text)
        begun = sorted((start, word) for word in self._by_first.keys() & places.keys() for start in places[word])
        found: list[tuple[int, int, str]] = []
        end = 0
        for start, word in begun:
            if start < end:
                continue
            for phrase, meaning in self._by_first[word]:
                stop = start + len(phrase)
                if lowered.startswith(phrase, start) and not (
                    phrase[-1].isalnum() and lowered[stop : stop + 1].isalnum()
                ):
                    found.append((start, stop, meaning))
                    end = stop
                    break
        return found


@lru_cache(maxsize=2)
def _words(text: str) -> tuple[str, dict[str, list[int]]]:
    """Return a text in small letters, and where each of its words stands: one pass for all finders in turn."""
    lowered = lower(text)
    places: dict[str, list[int]] = {}
    for word in _WORD.finditer(lowered):
        places.setdefault(word[0], []).append(word.start())
    return lowered, places


def lower(text: str) -> str:
    """Return a text in small letters, every character where it was."""
    lowered = text.lower().replace("\n", " ").replace("\xa0", " ")
    if len(lowered) != len(text):  # a few letters of other scripts grow
        lowered = "".join(char if len(char.lower()) != 1 else char.lower() for char in text)
    return lowered
