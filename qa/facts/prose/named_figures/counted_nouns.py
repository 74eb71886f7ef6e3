"""Tells what is counted: the noun within a figure, or right behind it, "4,989 full-time employees"."""

import re

from qa.facts.naming import camel_case
from qa.facts.prose.claims import Subject
from qa.facts.prose.grammar import AT
from qa.facts.prose.named_figures.beside_nouns import MOVES
from qa.facts.prose.named_figures.noun_words import forwards, named_by
from qa.facts.prose.symbols import LEVEL, PERIOD, Symbols
from qa.language.currencies import is_currency
from qa.language.values import Quantity
from qa.language.vocabulary import vocabulary

# "88% utilization": how much of it was in use
USE = r"\s+(?P<noun>(?:[a-z]+\s+)?(?:utili[sz]ation|occupancy)(?:\s+rate)?)\b"
_USED = re.compile(USE, re.IGNORECASE)
_BEGINS = re.compile(r"\W*")  # a line, whose figure is of the whole company
_OF_COUNT = re.compile(
    rf"\s+(?:from|at|of|across)\s+(?:all\s+)?(?:(?:of\s+)?(?:the|our|its)\s+)?{LEVEL}", re.IGNORECASE
)
# After these a count of another time stands, which it says behind.
_OTHERS = re.compile(r"compared|versus|vs", re.IGNORECASE)
_AT = re.compile(rf"(?:{AT})*", re.IGNORECASE)
_LAST_NOUN = re.compile(r"[A-Za-z][\w®™&’'/ -]*$")
_A_DAY = re.compile(r"[A-Za-z].*$", re.DOTALL)  # "barrels of oil equivalent (“Boe”) per day"
# "3.5 Bcfe/d" of what?
_ONLY_UNIT = re.compile(r"(?:MM|M|B|T)?(?:boe|bbls?|bo|cfe?|dth|b)(?:p?d|/d(?:ay)?| per day)?", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*\([^()]*\)")
_TO_HIGH = re.compile(r"^\S+\s*(?:to|and|or|[-–—])\s*(?=\d)")
_SCALE = re.compile(r"\b(?:thousand|million|billion|trillion)\b")
_REACH = 30  # characters before a figure in which a word can move it


def counted(quantity: Quantity, symbols: Symbols, figure: re.Match[str]) -> Subject | None:
    """Return what a figure counts; None for one that counts nothing, or that is said to have moved."""
    moved = MOVES.search(symbols.text, max(0, figure.start() - _REACH), figure.start())
    if moved and not (_OTHERS.match(moved[0]) and _is_dated(symbols, figure.end())):
        return None
    if used := _USED.match(symbols.text, figure.end()) if _BEGINS.fullmatch(symbols.text, 0, figure.start()) else None:
        return _in_use(used, symbols)
    if "/" in quantity.unit or quantity.unit in ("shares", "days", "ratio") or is_currency(quantity.unit):
        return None
    noun = _noun_within(quantity, symbols, figure)
    if noun and _ONLY_UNIT.fullmatch(noun[0]):
        return None
    if quantity.unit != "count" and noun:
        entity = symbols.entity(figure[0])
        start = entity.start + noun.start()
        return Subject(start, entity.end, camel_case(_BRACKETED.sub("", noun[0])), known=False)
    if quantity.scale == 1 or not symbols.text[figure.end() : figure.end() + 2].strip():
        return None
    return named_by(symbols, forwards(symbols.text, figure.end()), frozenset())


def _is_dated(symbols: Symbols, at: int) -> bool:
    """Whether a period follows a place at once."""
    said = _AT.match(symbols.text, at)
    return said is not None and re.search(PERIOD, said[0]) is not None


def _in_use(used: re.Match[str], symbols: Symbols) -> Subject:
    """How much of what is counted was in use: "88% utilization", at a line's begin that of all."""
    start, end = (symbols.offsets[at] for at in used.span("noun"))
    label = symbols.source[start:end]
    known = vocabulary().label(label)
    counts_all = _OF_COUNT.match(symbols.text, used.end()) is not None
    return Subject(start, end, known.metric if known else camel_case(label), known=bool(known) and not counts_all)


def _noun_within(quantity: Quantity, symbols: Symbols, figure: re.Match[str]) -> re.Match[str] | None:
    """The noun at the end of a figure's own words, at its place in them."""
    words = symbols.said(symbols.entity(figure[0]))
    if quantity.high is not None:  # "14 to 15 stores": what is counted stands behind the upper end
        words = _TO_HIGH.sub(_blank, words)
    return (_A_DAY if quantity.daily else _LAST_NOUN).search(_SCALE.sub(_blank, words))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
