"""Reads one amount: a number with the sign, currency, scale, unit and brackets that stand around it."""

import re
from decimal import Decimal

from qa.frozen import frozen
from qa.language.amount_before import before_of
from qa.language.amount_behind import Behind, read_behind, read_per
from qa.language.numbers import Number
from qa.language.phrases import phrases

_WORDS = phrases("quantities")
_LABELS = frozenset(_WORDS["labels"]["words"])
_APPROXIMATE: tuple[str, ...] = tuple(" " + word for word in _WORDS["approximate"]["words"])
_MONTHS = frozenset(_WORDS["months"]["words"])
_OPENERS = frozenset(_WORDS["openers"]["words"])
# "at 8.30 a.m.", "AT 14.00" at a line's end
_TIME = re.compile(
    r"(?:[01]?\d|2[0-3])\.[0-5]\d(?=\s*(?:\n|\Z|[ap]\.?m\b|\(|C?E[ES]?[ES]?T\b|GMT\b|BST\b|UTC\b|hours\b))",
    re.IGNORECASE,
)
_CALLED = re.compile(r"(?P<before>(?:^|\S)\s*)\b(?P<name>[A-Z]\w*[a-z]\w*) $")
_BEGINS = (".", "!", "?", ":", ";", "•", "·", "–", "—", "-", "“", '"', "*")
# What an amount in brackets stands for after these, rather than beside another one: "net loss of ($0.06)".
_SIGNED = re.compile(
    r"\b(?:of|was|were|is|to|from|at|and|or|versus|vs\.?|with|by|than|totaled|totalled|an?)\s*$", re.IGNORECASE
)


@frozen
class Amount:
    """A number and what stands around it: `text[start:end]`, not yet joined with its neighbours.

    Arguments:
        value: as written, before its scale; negative where a minus sign or an accountant's brackets say so.
        places: digits after the point.
        scale: what the value is multiplied by; 1 where none is said.
        hundredth: whether it counts hundredths of its unit (cents, basis points).
        currency: ISO 4217 code; empty for what is no money.
        per: what it is a price of, "share"; empty without one.
        unit: "percent", "ratio", "days", "shares" or a counted noun; empty without one.
        points: whether a percentage is of points.
        approximate: whether words such as "about" stand before it.
        daily: whether it is so much a day.
        year_before: whether it stands in brackets behind another, of the same a year before.
        number: the number in it, as found.
    """

    start: int
    end: int
    value: Decimal
    places: int
    number: Number
    scale: int = 1
    hundredth: bool = False
    currency: str = ""
    per: str = ""
    unit: str = ""
    points: bool = False
    approximate: bool = False
    daily: bool = False
    year_before: bool = False


def read_amount(text: str, number: Number) -> Amount | None:
    """Return a number with what stands around it; None where it is part of a name or a code ("C-60", "10-Q")."""
    if _is_among_cells(text, number):
        return Amount(number.start, number.end, number.value, number.places, number, number.scale)
    before = before_of(text, number)
    start, inner, outer, minus = before.start, before.inner, before.outer, before.minus
    reading = Behind(number.end, scale=before.scale * number.scale, currency=before.currency)
    if not reading.currency and _inside_word(text, start):
        return None
    closed = (inner or outer) and _skip(text, reading, ")")
    bare = closed and outer and not reading.currency  # "(10,419)", "(2.3)%"
    read_behind(text, reading, counted=not closed)
    if reading.at == number.end and re.match(r"\w|-[A-Za-z]", text[reading.at : reading.at + 2]):
        return None
    if outer and not closed:
        closed = _skip(text, reading, ")")
        minus = minus or (closed and bool(_SIGNED.search(text, max(0, start - 12), start)))
    elif closed:
        minus = minus or inner or bare or bool(_SIGNED.search(text, max(0, start - 12), start))
    if outer and not closed:
        start += 1  # the bracket opens for more than this amount
    if reading.currency and not reading.per and closed:
        read_per(text, reading)
    return Amount(
        start,
        reading.at,
        -number.value if minus else number.value,
        number.places,
        number,
        reading.scale,
        reading.hundredth,
        reading.currency,
        reading.per,
        reading.unit,
        reading.points,
        approximate=_is_approximate(text, start),
        daily=reading.daily,
    )


def _is_among_cells(text: str, number: Number) -> bool:
    """Whether a number stands between two others of its row, so that no word around is of it."""
    before = text[max(0, number.start - 2) : number.start]
    if not (before[:1].isdigit() and before[1:] == " "):
        return False
    behind = text[number.end : number.end + 2]
    return behind[:1].isspace() and behind[1:].isdigit()


def _is_approximate(text: str, start: int) -> bool:
    words = f" {text[max(0, start - 20) : start]}".rstrip()
    return not words[-1:].isdigit() and words.lower().endswith(_APPROXIMATE)


def is_label(text: str, amount: Amount) -> bool:
    """Whether the word before a number makes it a name or a date: "Item 5", "November 8", "Harbor 365 members"."""
    words = text[max(0, amount.start - 16) : amount.start].replace("#", " ").rstrip("- ").split()
    word = words[-1].rstrip(".").lower() if words else ""
    is_time = word == "at" and _TIME.match(text, amount.start)
    return bool(is_time) or word in _LABELS or word in _MONTHS or _is_of_a_name(text, amount)


def _is_of_a_name(text: str, amount: Amount) -> bool:
    """Whether a whole number goes on a name in capitals before what is counted: "of Harbor 365 members".

    The first word of a sentence is in capitals whatever it is: there a name goes on behind the number, too.
    """
    counted = text[amount.number.end : amount.end].split()
    if not counted or not counted[-1][0].islower() or amount.number.words or amount.number.grouped or amount.places:
        return False
    called = _CALLED.search(text, max(0, amount.start - 40), amount.start)
    if called is None or called["name"].lower() in _OPENERS or called["name"].endswith(("ed", "ing", "ly")):
        return False
    before = called["before"]
    begins = "\n" in before or before.strip() in ("", *_BEGINS)
    return not begins or counted[0][0].isupper()


def _inside_word(text: str, start: int) -> bool:
    """Whether a number's first character goes on a word: "Q2", "C-60"; not "2-3"."""
    before = text[max(0, start - 2) : start]
    if before[-1:].isalpha() or before[-1:] == "_":
        return True
    return before[-1:] in ("-", "‑") and before[:1].isalpha()


def _skip(text: str, reading: Behind, character: str) -> bool:
    """Step over a character, a space before it allowed."""
    for gap in (0, 1):
        if text[reading.at : reading.at + gap].strip() == "" and text[reading.at + gap :][:1] == character:
            reading.at += gap + 1
            return True
    return False
