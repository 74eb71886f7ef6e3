"""What stands beside a match of the period grammar and makes it none: counts, terms, products, debt by its maturity."""

import re
from collections.abc import Iterable

from qa.language.period_grammar import REPORTED_LENGTHS, WORDS
from qa.language.phrases import either
from qa.language.values import PeriodUnit

Match = re.Match[str]


def _before(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for one of the words at the end of what stands before a match."""
    return re.compile(rf"(?<!\w)(?:{either(words)})\s+\Z")


def _after(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{either(words)})\b")


_NO_YEAR_BEFORE, _NO_YEAR_AFTER = _before(WORDS["no_year"]["before"]), _after(WORDS["no_year"]["after"])
# What is set beside a year or is how something moved is set beside a year: "2023 over 2022", "5% over 2022".
_YEAR_BESIDE = re.compile(
    r"(?:(?:19|20)\d\d|%|\b(?:percent|growth|increases?|decreases?|improvement|rise|gain|decline))\s+(?:over|than)\s+\Z"
)
_NO_LENGTH_BEFORE, _NO_LENGTH_AFTER = _before(WORDS["no_length"]["before"]), _after(WORDS["no_length"]["after"])
_NO_ORDINAL_AFTER = _after(WORDS["no_ordinal"]["after"])
_OF_SOMETHING = re.compile(r"\s+of\s+[a-z]")  # "the second half of March"
# "the 13-week period", "six-month results"; "a 13-week study", "three-month deposits" are none.
_PERIOD_AFTER = re.compile(r"[\s-]*(?:periods?|quarter|fiscal|results|totals|figures|\Z)")
_RETAIL_MONTHS = (4, 5)  # in weeks, as they head columns: "4 Weeks", "4 Weeks Adjusted*"
_HEADS = re.compile(r"\W*(?:(?:as )?(?:adjusted|reported))?\W*")
_WINDOW = 24  # characters; the longest of the words looked for before a match


def is_year(match: Match) -> bool:
    """Whether four figures by themselves can be a year."""
    low, start = match.string, match.start()
    if low.endswith(("-", "©"), 0, start) or _NO_YEAR_AFTER.match(low, match.end()):  # "mid-2007", "555-2007"
        return False
    window = max(0, start - _WINDOW)
    return not _NO_YEAR_BEFORE.search(low, window, start) or _YEAR_BESIDE.search(low, window, start) is not None


def is_reported_length(match: Match, unit: PeriodUnit | None, count: int) -> bool:
    """Whether a length said by itself is one that figures are reported for, and not a term or a horizon."""
    low, start = match.string, match.start()
    if unit == "week" and count in _RETAIL_MONTHS and start == 0 and _HEADS.fullmatch(low, match.end()):
        return True
    if match["noun"] in ("week", "month") and not _PERIOD_AFTER.match(low, match.end("noun")):
        return False
    return (
        count in REPORTED_LENGTHS.get(unit or "", ())
        and not _NO_LENGTH_BEFORE.search(low, max(0, start - _WINDOW), start)
        and not _NO_LENGTH_AFTER.match(low, match.end())
    )


def is_of_a_year(match: Match, unit: PeriodUnit | None) -> bool:
    """Whether what is the first, second and so on is so of its year: no "second half of March"."""
    low, end = match.string, match.end()
    return not (_NO_ORDINAL_AFTER.match(low, end) or (unit == "half" and _OF_SOMETHING.match(low, end)))


def is_all(match: Match) -> bool:
    """Whether nothing else is said, as in a column's header "Quarter"."""
    return match.string.strip(" \t\n:*()") == match[0].strip()
