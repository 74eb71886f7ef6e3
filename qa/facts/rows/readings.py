"""What the label of a row or a column says, read in other ways: without its basis, or as its brackets say."""

import re
from collections.abc import Iterator

BASIS_WORDS = re.compile(r"\b(?:as )?reported\b|\bon an? (?:non-?)?gaap basis\b|\b(?:non-?)?gaap\b", re.I)
# What a label that says so itself may call its basis, too: "Comparable operating margin (non-GAAP)".
_SAID_OUTSIDE = re.compile(r"\bnon[- ]?gaap\b", re.I)
_COMPARABLE = re.compile(r"^comparable\s+", re.I)
# "Operating income/margin" above its own percentage.
_OR_MARGIN = re.compile(r"\s*/\s*margin\b", re.I)
_IN_BRACKETS = re.compile(r"\((?P<said>[a-z][a-z &-]{3,})\)\s*$", re.I)


def readings(label: str) -> Iterator[str]:
    """Yield a label, and what it says less the words of its basis, and in brackets: "Adjusted loss (adjusted EBITDA)"."""
    label = _OR_MARGIN.sub("", label)
    yield label
    plain = BASIS_WORDS.sub(" ", label)
    if plain != label and plain.strip():
        yield " ".join(plain.split())
    if _SAID_OUTSIDE.search(label):
        yield _COMPARABLE.sub("", label)
    inside = _IN_BRACKETS.search(label)
    if inside:
        yield inside["said"]
