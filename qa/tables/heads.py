"""Finds a section's head that has run into the label of the row below it."""

import re
from collections.abc import Sequence
from functools import cache

from qa.language.wording import expand
from qa.resources import toml


def read_head(text: str, start: int, end: int) -> int:
    """Return where the head ends that a label begins with, and the label proper begins; 0 where there is none."""
    match = _pattern().match(text, start, end)
    return match.end() if match else 0


@cache
def _pattern() -> re.Pattern[str]:
    known = toml("heads")
    guarded = "".join(
        rf"|(?i:{_either(each['heads'])}):?\s+(?=[A-Z])(?=(?i:{_either(each['before'])})\b)"
        for each in known["guarded"]
    )
    return re.compile(
        rf"(?i:(?:{_either(known['heads'])})(?: \([^()]{{1,60}}\))?:?)\s+(?=[A-Z])(?!(?:BY|PER|OF|FROM|FOR|AND|IN)\b){guarded}"
        r"|Reconciliation of [a-z ,()-]{20,160}?\s+(?=[A-Z])"
        r"|Reconciliation of GAAP (?P<measure>[^\d$]{5,80}?) to [Nn]on-GAAP (?i:(?P=measure))(?: \([a-z ]+\))?\s+(?=[A-Z])"
    )


def _either(said: Sequence[str]) -> str:
    words = sorted(
        {re.escape(" ".join(each.split())).replace("'", "['’]") for each in expand(said)}, key=len, reverse=True
    )
    return f"(?:{'|'.join(words)})"
