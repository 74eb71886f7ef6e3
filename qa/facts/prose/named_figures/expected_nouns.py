"""Tells where a noun that no vocabulary knows is said to be expected: "the amended facility to range from $2 to $3 million".

Between the noun and its figure only words that expect or say a range may stand; behind a figure, "of expected" leads
to its noun.
"""

import re

from qa.facts.prose.grammar import AT, HEDGES, WORDS
from qa.language.phrases import either

_VERBS = frozenset(word for words in WORDS["outlook"].values() for word in words)
_EXPECTS = rf"(?:{either(_VERBS)})"
_LINKS = r"(?:to|be|of|at|in|the|an?|total|reach|come|approximate|range|ranges|ranging|between|from|within)"
_LINKED = re.compile(
    rf"(?:{AT})*(?:\s*,\s+which)?(?:\s+(?:is|are|now|currently|still|again|be))*(?:\s+{_EXPECTS})?(?:\s+{_LINKS}\b)*(?:{AT})?\s+{HEDGES}$",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(rf"\b{_EXPECTS}\b", re.IGNORECASE)
_RANGE = re.compile(r"\b(?:range|ranges|ranging|between)\b", re.IGNORECASE)
_OF = re.compile(
    r"\s+(?:of|in)\s+(?:(?:the|our|its|annual|annualized|total|additional)\s+)*(?:expected|anticipated|projected|planned|targeted)\s+(?:(?:annual|annualized|total)\s+)*",
    re.IGNORECASE,
)


def expects(word: str) -> bool:
    """Return whether a word expects, so that it is of no noun's name."""
    return word in _VERBS


def linked(head: str, *, ahead: bool) -> re.Match[str] | None:
    """Return what stands between a noun and its figure at the end of words, where it says that the figure is expected.

    Arguments:
        ahead: whether the words before say that the sentence looks ahead, so that a range is one of what is expected.
    """
    ahead = ahead or _SAYS_SO.search(head) is not None
    if not ahead:
        return None
    # The first place from which on all words link is where the noun ends.
    said = (match for at in _stops(head) if (match := _LINKED.match(head, at)))
    return next((match for match in said if _SAYS_SO.search(match[0]) or _RANGE.search(match[0])), None)


def _stops(head: str) -> list[int]:
    """Where words end."""
    return [match.end() for match in re.finditer(r"[\w)](?=[\s,])", head)]


def noun_behind(words: str, at: int) -> int | None:
    """Return where the noun begins of which a figure is expected, "of expected cost savings"; None where none is."""
    match = _OF.match(words, at)
    return match.end() if match else None
