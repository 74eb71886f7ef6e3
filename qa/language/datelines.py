"""Finds datelines: "SPRINGFIELD, Ohio--(BUSINESS WIRE)--May 4, 2011--", the place and where it ends."""

import re
from dataclasses import dataclass

from qa.language.phrases import either, phrases
from qa.resources import toml

_HEAD = 12_000  # characters: a cover page and what follows it


_PLACES = phrases("places")
_WIRES = either({form for forms in toml("header")["wires"].values() for form in forms})

_REGION = rf"(?:{either({*_PLACES['regions'], *(region.upper() for region in _PLACES['regions'])})})"
_PLACE = re.compile(
    rf"(?=[,A-Z])(?:,\s(?P<region>{_REGION})(?![\w])(?:,\s{_REGION}(?!\w))?|(?<!\w)(?P<city>{either(_PLACES['cities'])})(?!\w)(?!,\s{_REGION}(?!\w)))"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:\w+day,?\s)?{_MONTH}\s?\d{{1,2}}(?:,?\s\d{{4}})?"
_DASH = r"(?:--+|[—–―]|\s-(?=\s)|(?<=\d)-(?=\s))"
_TAIL = re.compile(
    rf"[\s,]*(?:"
    rf"(?:{_DASH}|[(/])?[\s(/]*(?:{_WIRES})[^\s)/—–]*[\s)/]*(?:{_DASH}?[\s(/]*{_DATE}[\s)/:]*)?{_DASH}?\s*"  # a wire
    rf"|[(/]?(?:{_DASH})?\s*{_DATE}\s*(?:\)|[/(]\s?(?:{_WIRES})[^\s)/]*\s?[/)]|(?={_DASH}))\s*{_DASH}*\s*"  # a date
    rf"|\s*{_DASH}\s*(?=[A-Z]))",
    re.IGNORECASE,
)
_LOUD = re.compile(r"(?:(?<![\w.'’-])(?:[A-Z][A-Z.'’-]+)\s){0,3}(?<![\w.'’-])[A-Z][A-Z.'’-]+$")
_QUIET = re.compile(r"(?:^|[\n(])\s*(?P<city>(?:[A-Z][\w.'’-]*\s){0,3}[A-Z][\w.'’-]+)$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: `text[start:place_end]` is the place; at `end` the first sentence begins."""

    start: int
    place_end: int
    end: int


def find_datelines(text: str) -> list[Dateline]:
    """Return the datelines at the head of a text, in order."""
    found: list[Dateline] = []
    for place in _PLACE.finditer(text, 0, min(len(text), _HEAD)):
        tail = _TAIL.match(text, place.end())
        start = _start(text, place) if tail else None
        if tail and start is not None:
            found.append(Dateline(start, place.end(), tail.end()))
    return found


def _start(text: str, place: re.Match[str]) -> int | None:
    """Where a place's city begins: in capitals anywhere, in small letters only at a line's begin."""
    if place["city"]:
        return place.start()
    offset = max(0, place.start() - 50)
    before = text[offset : place.start()]
    if loud := _LOUD.search(before):
        return offset + loud.start()
    if quiet := _QUIET.search(before):
        return offset + quiet.start("city") if offset == 0 or quiet.start("city") else None
    return None
