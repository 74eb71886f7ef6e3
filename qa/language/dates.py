"""Dates and years as filings write them: patterns to build grammars from, and what their words mean.

The patterns are for lower-cased text and hold no groups, so that a grammar can use them more than once.
"""

import re
from datetime import date
from typing import NamedTuple

_MONTHS = {
    "jan": "uary", "feb": "ruary", "mar": "ch", "apr": "il", "may": "", "jun": "e",
    "jul": "y", "aug": "ust", "sep": r"tember|t\.?", "oct": "ober", "nov": "ember", "dec": "ember",
}  # fmt: skip
_NUMBERS = {month: number for number, month in enumerate(_MONTHS, 1)}

# One line's break or at most two blanks: more is a gap between two columns. A hyphen joins as a blank does.
_GAP = r"(?:[ \t\xa0]{1,2}|[ \t\xa0]?\n[ \t\xa0]{0,8}|[-‐‑–])"


def spaced(pattern: str) -> str:
    """Return a pattern with every plain space replaced by what may part two words of one expression."""
    return pattern.replace(" ", _GAP)


# A year is one only where no longer figure goes on: "2,007", "2007.5", "20071", "9001:2000" are none.
_YEAR_FIGURES = r"(?:19[5-9]|20[0-4])\d(?![\d%]|[.,]\d)"
YEAR = rf"(?<![\d.,:/#$€£]){_YEAR_FIGURES}"
SHORT_YEAR = r"['’‘]\d\d(?!\d)"
# "2017/18", "2017/2018": a year over the turn of one; its last figure is one more than that of the other.
SPLIT_YEAR = r"(?<![\d.,:/#$€£])(?:19[5-9]|20[0-4])(?:{})(?![\d/%]|[.,]\d)".format(
    "|".join(rf"{last}/(?:\d\d)?\d{(last + 1) % 10}" for last in range(10))
)
MONTH_STARTS = tuple(_MONTHS)  # in small letters
MONTH = "(?:{})".format("|".join(rf"{short}(?:{rest}|\.?)" for short, rest in _MONTHS.items()))
# "December 12 Months Ended": what runs on from one cell's month to the next cell's months is no day.
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|\.\d|,\d{1,3}(?!\d)|\s(?:months|weeks)\b)"
# Without a year, "may" after a number is a verb, and the number before "March 31" is none of its day's.
_DAY_FIRST = rf"(?<![\d.,:/#$€£-]){_DAY} (?!may\b(?! (?:and|to|until|through) \d)){MONTH}(?![a-z])(?!\.? \d{{1,2}}(?:,| (?:19|20)\d))"
_AFTER_DAY = rf"(?:, ?| ){_YEAR_FIGURES}"

_NUMERIC = (
    r"(?<![\d/.$-])(?:(?:19|20)\d\d-(?:1[0-2]|0[1-9])-(?:3[01]|[12]\d|0[1-9])"
    r"|(?:3[01]|[12]\d|0?[1-9])/(?:3[01]|[12]\d|0?[1-9])/(?:(?:19|20)\d\d|\d\d))(?![\d/-])"
)
# From the longer to the shorter; a month by itself is left to those who know what stands around it.
DATE = (
    rf"(?:{MONTH} {_DAY}(?:{_AFTER_DAY})?|{_DAY}(?: of)? {MONTH},? {YEAR}|{_DAY_FIRST}|{_NUMERIC}"
    rf"|{MONTH}(?:,? {YEAR}| ?{SHORT_YEAR}))"
)


class Day(NamedTuple):
    """A date as far as it is said."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def date(self) -> date | None:
        """The date, where all of it is said."""
        return date(self.year, self.month, self.day) if self.year and self.month and self.day else None


def full_year(digits: str) -> int:
    """Return the year that four or two digits mean, two of them within 1950 to 2049; of "2017/18" the later one."""
    if "/" in digits:
        return int(digits[:4]) + 1
    number = int(digits)
    if len(digits) == 4:
        return number
    return number + (1900 if number >= 50 else 2000)


def read_date(text: str) -> Day | None:
    """Return what a match of the patterns above says, in American order where only figures stand.

    None where no calendar has such a day.
    """
    month = next((_NUMBERS[word] for word in re.findall(r"\b[a-z]{3}", text) if word in _NUMBERS), None)
    numbers = re.findall(r"\d+", text)
    if month is None:
        said = _figures(numbers)
    elif len(numbers) == 2:
        day, year = numbers if len(numbers[0]) < 3 else reversed(numbers)
        said = Day(full_year(year), month, int(day))
    elif not numbers:
        said = Day(None, month)
    elif len(numbers[0]) == 4 or re.search(r"['’‘]\d\d$", text):
        said = Day(full_year(numbers[0]), month)
    else:
        said = Day(None, month, int(numbers[0]))
    return said if _exists(said) else None


def _figures(numbers: list[str]) -> Day:
    if len(numbers[0]) == 4:
        year, month, day = numbers
        return Day(int(year), int(month), int(day))
    first, second, year = numbers
    if int(first) > 12:
        first, second = second, first
    return Day(full_year(year), int(first), int(second))


def _exists(said: Day) -> bool:
    if said.month is None or said.day is None:
        return True
    try:
        date(said.year or 2000, said.month, said.day)
    except ValueError:
        return False
    return True
