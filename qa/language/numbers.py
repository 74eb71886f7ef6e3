"""Finds numbers as written, in figures ("1,234.5", ".06", "7 3/4") and in words ("two hundred million")."""

import re
from collections.abc import Iterator
from decimal import Decimal

from qa.frozen import frozen
from qa.language.phrases import phrases

_DATA = phrases("quantities")
_SCALES: dict[str, int] = {"hundred": 100, **_DATA["scales"]}
_VALUES: dict[str, int] = _DATA["number_words"]
_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "quarters": Decimal("0.25")}

# In threes, or as India groups lakhs and crores: "12,34,567".
_FIGURES = re.compile(r"(?:\d{1,2}(?:,\d{2}(?=,))++,\d{3}(?!\d)|\d++(?:,\d{3}(?!\d))*+)(\.\d++)?+")
_INNER = frozenset(",:/=&?_@%")  # a figure after one of these goes on something else: a time, an address
_GOES_ON = re.compile(r"[.,/⁄]\d|:(?!1(?!\d))\d")  # "2:1" is a ratio, "2:15" a time
_FRACTION = re.compile(r"[ -](\d)[/⁄]([248]|16|32)(?!\d)")
_ATOMS = frozenset([*_VALUES, *_PARTS, *_SCALES])
_WORD = re.compile(r"[A-Za-z]{3,}")  # a dictionary of words is faster than a pattern of them
_ARTICLE = re.compile(r"\ban?\s$", re.IGNORECASE)


@frozen
class Number:
    """A number as written: `text[start:end]`, scale words of a number in figures not included.

    Arguments:
        value: what is written, before its scale: 8.5 of "8.5 million", 200 of "two hundred million".
        places: digits after the point.
        scale: what a number in words ends with, 1000000; 1 in figures.
        words: whether it is written in words.
        grouped: whether commas part its thousands.
    """

    start: int
    end: int
    value: Decimal
    places: int = 0
    scale: int = 1
    words: bool = False
    grouped: bool = False


def find_numbers(text: str) -> list[Number]:
    """Return the numbers of a text, in order; not those inside of names, dates, times and addresses."""
    return sorted([*_figures(text), *_words(text)], key=lambda number: number.start)


def _figures(text: str) -> Iterator[Number]:
    for match in _FIGURES.finditer(text):
        (start, end), fraction, digits = match.span(), match[1], match[0]
        before = text[max(0, start - 2) : start]
        if before[-1:] in _INNER or _GOES_ON.match(text, end):
            continue
        if before[-1:] == ".":  # ".06", unless the stop ends a word: "No.5"
            if fraction or before[:1].isalnum() or before[:1] in (")", "."):
                continue
            start, fraction, digits = start - 1, f".{digits}", f".{digits}"
        value, places = Decimal(digits.replace(",", "")), len(fraction or ".") - 1
        if above := _FRACTION.match(text, end):
            value, end = value + Decimal(above[1]) / Decimal(above[2]), above.end()
            places = -int(value.as_tuple().exponent)
        yield Number(start, end, value, places, grouped="," in digits)


def _words(text: str) -> Iterator[Number]:
    """Yield the numbers in words: runs of number words next to each other."""
    run: list[re.Match[str]] = []
    for atom in _WORD.finditer(text):
        if atom[0].lower() not in _ATOMS:
            continue
        if run and not _continues(text, run, atom):
            yield from _number(text, run)
            run = []
        run.append(atom)
    yield from _number(text, run)


def _continues(text: str, run: list[re.Match[str]], atom: re.Match[str]) -> bool:
    """Whether a number word goes on the number before it: "forty-five", "two hundred and six", not "one, two"."""
    last, word = run[-1][0].lower(), atom[0].lower()
    gap = text[run[-1].end() : atom.start()].lower()
    if word in _SCALES:
        return gap in (" ", "-") or (last in _PARTS and gap.split() in (["a"], ["of", "a"]))
    if word in _PARTS:
        return word == "quarters" and last in _VALUES and gap in (" ", "-")
    if last in _SCALES:
        return gap == " " or gap == " and "
    return _VALUES.get(last, 0) >= 20 and 0 < _VALUES[word] < 10 and gap in (" ", "-")


def _number(text: str, run: list[re.Match[str]]) -> Iterator[Number]:
    """Yield the number that a run of words makes, if it makes one."""
    if not run:
        return
    atoms = [atom[0].lower() for atom in run]
    start = run[0].start()
    if atoms[0] in _SCALES or atoms[0] in _PARTS:
        article = _ARTICLE.search(text, max(0, start - 3), start)
        if (not article) if atoms[0] in _SCALES else (len(atoms) == 1):
            return  # "million" behind figures, a quarter of a year
        start = article.start() if article else start
    total, current = Decimal(0), Decimal(0)
    for atom in atoms:
        if atom == "hundred":
            current = (current or Decimal(1)) * 100
        elif atom in _SCALES:
            total, current = total + (current or Decimal(1)) * _SCALES[atom], Decimal(0)
        elif atom in _PARTS:
            current = (current or Decimal(1)) * _PARTS[atom]
        else:
            current += _VALUES[atom]
    if atoms[-1] in _PARTS:
        return  # "two quarters" of a year
    scale = _SCALES.get(atoms[-1], 1)
    yield Number(start, run[-1].end(), (total + current) / scale, scale=scale, words=True)
