"""Words cut short by no list: "prog" for program, "shpmts" for shipments, by the one word that they can stand for."""

import re
from collections.abc import Iterable

from qa.language.stems import stem

_LEFT_OUT = 3  # letters, by a word that is another's beginning
# "Wire" and "meta" are words rather than beginnings of wireless and metal.
_BEGINNING = re.compile(r"[a-z]{3,}[^aeiou]")
_WITHOUT_VOWELS = re.compile(r"[a-z][^aeiou]{2,}")
_VOWELS = re.compile(r"(?<!^)[aeiou]+")


def unclipped(word: str, lines: Iterable[str], others: Iterable[str]) -> str:
    """Return the one word that a word in small letters abbreviates; empty where there is none, or several.

    Arguments:
        word: one that nobody knows.
        lines: the words of the filing's lines.
        others: further words, for which only one without vowels may stand: other beginnings are words of their own.
    """
    if _WITHOUT_VOWELS.fullmatch(word):
        return _only(word, lines) or _only(word, others)
    if _BEGINNING.fullmatch(word):
        return _one([line for line in lines if line.startswith(word) and len(line) >= len(word) + _LEFT_OUT], word)
    return ""


def _only(short: str, words: Iterable[str]) -> str:
    """The one word whose consonants letters are, or whose consonants they are among."""
    letters = re.compile(short[0] + "".join(f"[a-z]*?{letter}" for letter in short[1:]) + "[aeiou]*s?")
    meant = [word for word in words if word[0] == short[0] and letters.fullmatch(word)]
    exact = [word for word in meant if _consonants(word) == _consonants(short)]
    return _one(exact or meant, short)


def _consonants(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", _VOWELS.sub("", word))


def _one(meant: list[str], short: str) -> str:
    """The word, of several forms of one that which ends as the short one does."""
    if len({stem(word) for word in meant}) != 1:
        return ""
    return min(meant, key=lambda word: (word[-1] != short[-1], len(word)))
