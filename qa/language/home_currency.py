"""The currency that a filing says its amounts are in: "All amounts are in Canadian dollars unless noted otherwise".

A bare "$" there is that dollar's, and what has no sign at all is in that currency.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from qa.language.phrases import either, phrases
from qa.language.values import Entity, Quantity

_NAMES: dict[str, str] = phrases("quantities")["names"]
_NAME = rf"(?:the\s+)?(?P<name>{either(name for name in _NAMES if name != 'dollar')})s?\b"
_SAID = re.compile(
    r"\b(?:amounts|figures|information|statements|results|dollars?|data|(?:reporting|presentation)\s+currency)\b(?:(?!\.\s)[^;()]){0,90}?"
    rf"\b(?:in|is|are)\s+(?:(?:thousands|millions|billions)\s+of\s+)?{_NAME}(?=[^;.]{{0,60}}\b(?:unless|except|otherwise|and)\b|\s*[.,;)]|\s*$)",
    re.IGNORECASE,
)
_CAPTION = re.compile(rf"\b(?:thousands|millions|billions)\s+of\s+{_NAME}", re.IGNORECASE)
_CAPTIONS = 2  # tables that must say so where no sentence does
_DOLLARS = frozenset(["CAD", "AUD", "NZD", "HKD", "SGD"])
_UNITED_STATES = re.compile(r"\bU\.?\s?S\.?\s?(?:\$|D\b|dollar|cent)|\bUnited States dollar", re.IGNORECASE)


@lru_cache(maxsize=1)  # a filing's sentences and its tables ask one after the other
def home_currency(text: str) -> str:
    """Return the ISO 4217 code of the currency that a text says all its amounts are in; empty where it says none, or two."""
    captions = _codes(_CAPTION, text)
    said = _codes(_SAID, text) or (captions if captions.total() >= _CAPTIONS else Counter[str]())
    return next(iter(said)) if len(said) == 1 else ""


def _codes(said: re.Pattern[str], text: str) -> Counter[str]:
    return Counter(_NAMES[" ".join(match["name"].lower().split())] for match in said.finditer(text))


def is_home_dollar(home: str, unit: str, printed: str) -> bool:
    """Return whether an amount in dollars is in the home country's: no words printed with it say the United States'."""
    return home in _DOLLARS and unit.startswith("USD") and not _UNITED_STATES.search(printed)


def in_home_currency(entities: Iterable[Entity], text: str) -> Iterator[Entity]:
    """Yield the entities of a filing's text, its bare dollars in the currency that it says they are in."""
    home = home_currency(text)
    for entity in entities:
        value = entity.value
        if isinstance(value, Quantity) and is_home_dollar(home, value.unit, text[entity.start : entity.end]):
            value = replace(value, unit=value.unit.replace("USD", home, 1))
            yield replace(entity, value=value)
        else:
            yield entity
