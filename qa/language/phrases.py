"""Loads the vocabularies of models/phrases and turns lists of words into patterns."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from qa.resources import models


def phrases(name: str) -> dict[str, Any]:
    """Return the vocabulary `models/phrases/NAME.toml`."""
    with (models() / "phrases" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def either(words: Iterable[str]) -> str:
    """Return a pattern of any of the words, longer ones first; a space in them is any white space."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


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
