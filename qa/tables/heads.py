"""Finds a section's head that has run into the label of the row below it."""

import re
import tomllib
from functools import cache

from qa.language.wording import expand
from qa.resources import models


def read_head(text: str, start: int, end: int) -> int:
    """Return where the head ends that a label begins with, and the label proper begins; 0 where there is none."""
    match = _pattern().match(text, start, end)
    return match.end() if match else 0


@cache
def _pattern() -> re.Pattern[str]:
    with (models() / "heads.toml").open("rb") as file:
        heads = expand(tomllib.load(file)["heads"])
    said = sorted({re.escape(" ".join(head.split())).replace("'", "['’]") for head in heads}, key=len, reverse=True)
    return re.compile(rf"(?i:(?:{'|'.join(said)}):?)\s+(?=[A-Z])")
