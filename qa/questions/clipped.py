"""Words cut short by no list: "prog" for program, "shpmts" for shipments, by the one word of the filing that they stand for."""

import re
from collections.abc import Iterable

from qa.questions.mend import common_words

_LEAST = 3  # letters of an abbreviation without vowels
_LEFT_OUT = 2  # of a stem's letters by a word that is its beginning
_BEGINNING = re.compile(
    r"[a-z]{3,}[^aeiou]"
)  # "wire" and "meta" are words rather than beginnings of wireless and metal
_WITHOUT_VOWELS = re.compile(r"[a-z][^aeiou]{2,}")
_ENDINGS = ("bls", "bl", "ng", "ns", "rs", "s", "n", "g", "t", "d", "r")  # letters of what stemming takes off


def clipped(word: str, stems: Iterable[str]) -> str:
    """Return the one of some stems that a word in small letters abbreviates; empty where none is, or several are.

    Arguments:
        word: one that neither the filing nor the vocabulary has.
    """
    if word in common_words() or not word.isascii() or not word.isalpha():
        return ""
    if _WITHOUT_VOWELS.fullmatch(word):
        meant = [stem for stem in stems if _is_skeleton(word, stem)]
    elif _BEGINNING.fullmatch(word):
        meant = [stem for stem in stems if stem.startswith(word) and len(stem) >= len(word) + _LEFT_OUT]
    else:
        return ""
    return meant[0] if len(meant) == 1 else ""


def _is_skeleton(short: str, stem: str) -> bool:
    """Whether letters are a stem's in their order, its first among them, but for those of an ending."""
    if not stem.startswith(short[0]) or len(stem) < len(short):
        return False
    spellings = [short, *(short.removesuffix(end) for end in _ENDINGS if short.endswith(end))]
    return any(len(one) >= _LEAST and _is_within(one, stem) for one in spellings)


def _is_within(short: str, stem: str) -> bool:
    letters = iter(stem)
    return all(letter in letters for letter in short)
