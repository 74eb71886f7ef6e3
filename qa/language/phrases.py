"""Loads the vocabularies of models/phrases and turns lists of words into patterns."""

import re
import tomllib
from collections.abc import Iterable
from typing import Any

from qa.resources import models


def phrases(name: str) -> dict[str, Any]:
    """Return the vocabulary `models/phrases/NAME.toml`."""
    with (models() / "phrases" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def either(words: Iterable[str]) -> str:
    """Return a pattern of any of the words, longer ones first; a space in them is any white space."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
