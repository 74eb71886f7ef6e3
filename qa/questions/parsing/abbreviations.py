"""The trade's and chats' abbreviations spelled out: "int. exp" is interest expense."""

import re
from functools import cache

from qa.language.phrases import either
from qa.resources import toml

_SPACES = re.compile(r"\s+")
_PIECE = re.compile(r"[\w'&/]+")  # what no abbreviation begins or ends within


def spelled_out(text: str) -> str:
    """Return the text with its abbreviations spelled out."""
    if _begun().isdisjoint(_PIECE.findall(text.lower())):
        return text  # which takes a third of the time
    return _pattern().sub(lambda match: _meanings()[_plain(match[1])], text)


@cache
def words_abbreviated() -> frozenset[str]:
    """Return the words, in lower case, of which abbreviations are made: none of them is a typing error."""
    return frozenset(word for short in _meanings() for word in re.findall(r"[a-z]+", short))


def _plain(abbreviation: str) -> str:
    return _SPACES.sub(" ", abbreviation.lower().replace(".", ""))


@cache
def _meanings() -> dict[str, str]:
    """What each abbreviation stands for; raises ValueError where one stands for two things."""
    found: dict[str, str] = {}
    for meaning, abbreviations in toml("abbreviations")["words"].items():
        for short in abbreviations:
            if found.setdefault(short, meaning) != meaning:
                raise ValueError(f"“{short}” stands for both {found[short]} and {meaning}")
    return found


@cache
def _begun() -> frozenset[str]:
    """The pieces that abbreviations begin with."""
    return frozenset(_PIECE.findall(short)[0] for short in _abbreviations())


def _abbreviations() -> list[str]:
    return [*_meanings(), "non-u.s", "ex-u.s"]


@cache
def _pattern() -> re.Pattern[str]:
    """An abbreviation as whole words; a stop behind it belongs to it where the sentence goes on."""
    short = either(_abbreviations(), r"\.?\s+")
    return re.compile(rf"(?<![\w'&/.])({short})(?![\w'&/]|\.\w)(?:\.(?=,?\s*[a-z0-9(&+]))?", re.I)
