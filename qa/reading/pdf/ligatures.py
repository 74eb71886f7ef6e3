"""Puts back the ligatures ("fi", "ff") that a PDF's font does not map to letters."""

import re
from collections.abc import Mapping
from functools import cache

from qa.resources import toml

UNMAPPED = "\ufffd"  # a glyph of which the font does not say what letters it stands for
UNREAD = "□"  # what it is printed as where nobody can tell: no figure swallows it

_WORD = re.compile(rf"[a-z{UNMAPPED}’'-]+", re.IGNORECASE)


def mend(word: str) -> str:
    """Return a word with its unmapped glyphs as ligatures where only one makes a word; else as "□"."""
    while UNMAPPED in word:
        at = word.index(UNMAPPED)
        word = word[:at] + (_ligature(word, at) or UNREAD) + word[at + 1 :]
    return word


def _ligature(word: str, at: int) -> str:
    """Return the ligature whose words match longest at a place; empty where none or two do."""
    if not _WORD.fullmatch(word.strip("“”\"'‘’().,;:!?…*")):
        return ""
    found = sorted((_longest(word.lower(), at, ligature), ligature) for ligature in _patterns())
    return found[-1][1] if found[-1][0] > found[-2][0] else ""


def _longest(word: str, at: int, ligature: str) -> int:
    whole = word[:at] + ligature + word[at + 1 :]
    matches = (match for pattern in _patterns()[ligature] for match in pattern.finditer(whole))
    return max((len(match[0]) for match in matches if match.start() <= at < match.end()), default=0)


@cache
def _patterns() -> Mapping[str, list[re.Pattern[str]]]:
    return {ligature: [re.compile(word) for word in words] for ligature, words in toml("ligatures").items()}
