"""Stretches told by where they begin and end: "October–December 2024", "10–12/2024", "1 January to 31 March 2024", "Q1–Q3 2024"."""

import re
from datetime import date

from qa.language.dates import MONTH, read_date
from qa.language.values import PeriodExpression

_TO = r"(?:\s?[-‐‑–—]\s?|\s(?:to|through|until)\s)"
_DASH = r"\s?[-‐‑–—]\s?"
_NUMBER = r"(?:1[0-2]|0?[1-9])"
_YEAR = r"(?:19[5-9]|20[0-4])\d(?![\d%/-]|[.,]\d)"
_LAST_DAY = r"(?:3[01]|2[89])(?:st|th)?(?!\d)"
_FIRST_DAY = r"0?1(?:st)?(?!\d)"
_DASHED = (3, 6, 9, 12)  # months; figures with a dash between them that are others are mostly ranges

# For lower-cased text.
SPAN = (
    # Months by their numbers, and the year: "10–12/2024", "1-12 2024".
    rf"(?<![\w.,/:$€£-])(?:(?P<from_number>{_NUMBER}){_DASH}(?P<to_number>{_NUMBER})(?:/|\s)(?P<number_year>{_YEAR})"
    # Days in figures alone: "1.10.–31.12.2024".
    rf"|{_FIRST_DAY}\.(?P<from_figure>{_NUMBER})\.(?:{_YEAR})?{_DASH}(?P<to_day>{_LAST_DAY})\.(?P<to_figure>{_NUMBER})\.(?P<figure_year>{_YEAR})"
    # "January 1 – March 31, 2024", "1 January to 31 March 2024"
    rf"|(?:(?P<from_day>{MONTH})\s{_FIRST_DAY}|{_FIRST_DAY}\s(?P<from_day_first>{MONTH}))(?:,?\s{_YEAR})?{_TO}"
    rf"(?:(?P<to_date>{MONTH}\s{_LAST_DAY})|(?P<to_day_first>{_LAST_DAY}\s{MONTH})),?\s(?P<day_year>{_YEAR}))"
    # "October–December 2024", "January to September"; the year may follow.
    rf"|(?P<from_month>{MONTH}){_TO}(?P<to_month>{MONTH})(?![a-z])(?!\s\d\d?(?!\d))"
    # "Q1–Q3 2024", "Q1-Q3/2024": what the quarters are together
    rf"|q1{_DASH}q?(?P<to_quarter>[2-4])(?:/|\s)(?P<quarter_year>{_YEAR})"
)


def read_span(match: re.Match[str]) -> PeriodExpression | None:
    """Return the stretch that a match says by where it begins and ends, without the year behind months in words; None where it is none."""
    if match["to_quarter"]:
        return PeriodExpression("month", 3 * int(match["to_quarter"]), ordinal=1, year=int(match["quarter_year"]))
    if match["to_number"]:
        first, last = int(match["from_number"]), int(match["to_number"])
        dashed = last - first + 1 in _DASHED
        return (
            PeriodExpression("month", last - first + 1, year=int(match["number_year"]), month=last) if dashed else None
        )
    if match["to_figure"]:
        first, last, day = int(match["from_figure"]), int(match["to_figure"]), int(match["to_day"])
        return _dated(first, last, day, int(match["figure_year"]))
    if match["day_year"]:
        opens = read_date(match["from_day"] or match["from_day_first"])
        closes = read_date(match["to_date"] or match["to_day_first"])
        if not (opens and closes and opens.month and closes.month and closes.day):
            return None
        return _dated(opens.month, closes.month, closes.day, int(match["day_year"]))
    first, last = (_month(match[name]) for name in ("from_month", "to_month"))
    return PeriodExpression("month", _months(first, last), month=last) if first != last else None


def _dated(first: int, last: int, day: int, year: int) -> PeriodExpression | None:
    """So many months to a day; None where no calendar has it."""
    try:
        return PeriodExpression("month", _months(first, last), end=date(year, last, day))
    except ValueError:
        return None


def _months(first: int, last: int) -> int:
    """How many months it is from one to another, over the turn of the year where the last comes first in it."""
    return (last - first) % 12 + 1


def _month(words: str) -> int:
    said = read_date(words)
    return said.month if said and said.month else 0
