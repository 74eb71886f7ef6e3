"""What a match of the period grammar says: its slots read into a PeriodExpression, or None where it says none."""

import re
from dataclasses import replace
from typing import NamedTuple

from qa.language.dates import Day, full_year, read_date
from qa.language.period_context import is_all, is_of_a_year, is_reported_length, is_year
from qa.language.period_grammar import ORDINALS, REPORTED_LENGTHS, SHIFTS, WORDS, read_count
from qa.language.period_spans import read_span
from qa.language.values import PeriodExpression, PeriodUnit

Match = re.Match[str]

_UNITS: dict[str, PeriodUnit] = {
    "quarter": "quarter", "quarters": "quarter", "quarterly": "quarter",
    "half": "half", "half year": "half", "half years": "half", "halves": "half",
    "year": "year", "years": "year", "month": "month", "months": "month", "week": "week", "weeks": "week",
}  # fmt: skip
_IN_A_YEAR: dict[PeriodUnit, int] = {"quarter": 4, "half": 2, "month": 12}
_TRAILING = frozenset(WORDS["shifts"]["trailing"])


class Year(NamedTuple):
    """The year that a slot says, by its number or by its steps from the one in view."""

    number: int | None = None
    fiscal: bool | None = None
    shift: int | None = None


def read_match(match: Match, edge: bool) -> PeriodExpression | None:
    """Return what a match of the grammar says; None where it is no period.

    Arguments:
        edge: whether "end of", "beginning of" and the like stand before, after which less need be said.
    """
    if match["yearly"]:
        return PeriodExpression(shift=-1, shift_unit="year", same=True)
    if match["sequential"]:
        return PeriodExpression(unit="quarter", shift=-1, shift_unit="quarter")
    if match["span"]:
        return _span(match)
    if match["step"]:
        return _step(match)
    if match["code"]:
        return _code(match)
    if match["noun"]:
        return _worded(match, edge)
    if match["bare_month"]:
        return PeriodExpression(unit="month", month=_day(match["bare_month"]).month) if edge else None
    if match["date"]:
        return _date(match["date"])
    return _year_alone(match)


def _span(match: Match) -> PeriodExpression | None:
    """ "October–December 2024", "January to March of last year"."""
    said = read_span(match)
    if said is None or not match["span_year"]:
        return said
    year = _read_year(match["span_year"])
    return replace(
        said,
        year=year.number,
        fiscal=year.fiscal,
        shift=year.shift,
        shift_unit=None if year.shift is None else "year",
    )


def _step(match: Match) -> PeriodExpression | None:
    """ "a year ago", "two quarters earlier"."""
    unit = _UNITS[match["step"]]
    count = read_count(match["steps"]) if match["steps"] else 1
    if match[0].startswith(("years", "quarters", "months", "month")) or (
        unit == "month" and match["steps"] in ("the", "a")
    ):
        return None
    if unit == "quarter":
        return PeriodExpression(unit=unit, shift=-count, shift_unit=unit)
    return PeriodExpression(shift=-count, shift_unit=unit, same=True)


def _code(match: Match) -> PeriodExpression | None:
    """ "Q2", "2Q07", "H1 2024"."""
    code = match["code"]
    unit: PeriodUnit = "half" if "h" in code else "quarter"
    year = _read_year(match["glued"]) if match["glued"] else _year(match)
    if code in ("1h", "2h") and year.number is None:
        return None  # hours
    if year == Year() and (shift := SHIFTS.get(match["relative"] or "")):
        year = Year(shift=shift)  # "prior Q1"
    return _placed(match, unit, 1, int(re.sub(r"\D", "", code)), year, _end(match))


def _worded(match: Match, edge: bool) -> PeriodExpression | None:
    """ "second quarter of fiscal 2008", "six months ended June 30", "the prior-year period", "last year"."""
    if _has_figures(match["before"]) and _has_figures(match["year"]):
        return None  # "2015 fiscal year 2017": two columns
    noun = re.sub(r"\W+", " ", match["noun"])
    year, end = _year(match), _end(match)
    if noun in ("year to date", "ytd"):
        return _to_date(match, year, end)
    if noun in ("quarter to date", "qtd"):
        return PeriodExpression(unit="quarter", shift=0, shift_unit="quarter", to_date=True)
    if noun in ("ttm", "ltm"):
        return PeriodExpression(unit="month", count=12, shift=0, shift_unit="month", end=end.date)
    unit, count = _UNITS.get(noun), read_count(match["count"]) if match["count"] else 1
    if unit in ("week", "month") and not match["count"]:
        return None
    ordinal = ORDINALS[match["ordinal"]] if match["ordinal"] else None
    if ordinal is None and match["relative"] == "last" and re.search(r"\b(?:of|in)\b", match["year"] or ""):
        ordinal = _last(unit, count)  # "the last quarter of 2019" is its fourth
    if ordinal is None and year.number and (noun == "half year" or _may_open_year(unit, count)) and end == Day():
        ordinal = 1  # "six months of fiscal 2008", "half-year 2015"
    if ordinal is not None:
        return _placed(match, unit, count, ordinal, year, end)
    if match["month"]:
        said = _day(match["month"])
        if unit != "quarter":
            return None
        return PeriodExpression(
            unit,
            month=said.month,
            year=said.year or year.number,
            instant=bool(match["closing"]),
            shift=year.shift,
            shift_unit=None if year.shift is None else "year",
        )
    if match["ended"]:
        return _ended(match, unit, count, year, end)
    return _relative(match, unit, count, year, edge)


def _to_date(match: Match, year: Year, end: Day) -> PeriodExpression:
    """ "year to date", "2020 YTD", "prior year-to-date"."""
    shift = SHIFTS.get(match["relative"] or "") or year.shift
    return PeriodExpression(
        year=year.number,
        fiscal=year.fiscal,
        end=end.date,
        month=None if end.date else end.month,
        day=None if end.date else end.day,
        to_date=True,
        shift=shift,
        shift_unit=None if shift is None else "year",
    )


def _placed(
    match: Match, unit: PeriodUnit | None, count: int, ordinal: int, year: Year, end: Day
) -> PeriodExpression | None:
    """The one that is the first, second and so on of its year."""
    if unit is None or unit == "year" or match["full"] or not is_of_a_year(match, unit):
        return None
    if unit in REPORTED_LENGTHS and year == Year() and end == Day() and count not in REPORTED_LENGTHS[unit]:
        return None  # "its first two weeks"
    return PeriodExpression(
        unit=unit,
        count=count,
        ordinal=ordinal,
        year=year.number if year.number or not (end.year and not end.day) else end.year,
        fiscal=_fiscal(match, year),
        end=end.date,
        month=None if end.date else end.month,
        day=None if end.date else end.day,
        instant=bool(match["closing"]),
        shift=year.shift,
        shift_unit=None if year.shift is None else "year",
    )


def _ended(match: Match, unit: PeriodUnit | None, count: int, year: Year, end: Day) -> PeriodExpression | None:
    """A length and the day it ended."""
    if match["to"] and not match["count"]:
        return None
    back = year.shift if end.month is None or (year.shift and not end.year) else None  # "ended in March of last year"
    return PeriodExpression(
        unit=unit,
        count=count,
        year=year.number if end.date else end.year or year.number,
        fiscal=_fiscal(match, year),
        end=end.date,
        month=None if end.date else end.month,
        day=None if end.date else end.day,
        shift=back,
        shift_unit=None if back is None else "year",
        same=back is not None and end.month is None,
    )


def _relative(match: Match, unit: PeriodUnit | None, count: int, year: Year, edge: bool) -> PeriodExpression | None:
    """A period told by its place beside the one in view, or only by its length."""
    relative = re.sub(r"\W+", " ", match["relative"] or "")
    plain = PeriodExpression(unit=unit, count=count, fiscal=_fiscal(match, year), instant=bool(match["closing"]))
    if unit == "year" and count == 1 and year.number:
        return replace(plain, year=year.number)
    if year.shift is not None and unit != "year":
        return replace(plain, shift=year.shift, shift_unit="year", same=True)
    if year.number or relative in WORDS["shifts"]["same"]:
        return _same(match, plain, year, relative)
    if count > 1:
        return _several(match, plain, relative)
    if unit is None:
        here = edge or plain.instant or relative in ("this", "current")
        return replace(plain, shift=0, same=True) if here else None
    return _single(match, plain, relative, edge)


def _same(match: Match, plain: PeriodExpression, year: Year, relative: str) -> PeriodExpression | None:
    """ "the same period of 2006", "the 2006 quarter"; "a quarter of 2006" is none in particular."""
    if relative in WORDS["shifts"]["same"]:
        return None if match[0].endswith("periods") else replace(plain, year=year.number, same=True)
    named = plain.count == 1 and (match["before"] or match["between"]) and match["noun"] != "quarterly"
    return replace(plain, year=year.number, same=True) if named else None


def _several(match: Match, plain: PeriodExpression, relative: str) -> PeriodExpression | None:
    """ "last four quarters", "the six months"."""
    if relative in _TRAILING:
        return replace(plain, shift=0, shift_unit=plain.unit)
    if relative in WORDS["shifts"]["here"]:
        return plain
    if relative:
        return replace(plain, shift=SHIFTS[relative], shift_unit=plain.unit)
    return plain if is_reported_length(match, plain.unit, plain.count) else None


def _single(match: Match, plain: PeriodExpression, relative: str, edge: bool) -> PeriodExpression | None:
    """ "prior quarter", "the year", "at quarter end"."""
    if relative == "the" and re.fullmatch(r"half\W+year", match["noun"]):
        return plain
    plural, adjective = match["noun"] in ("quarters", "halves", "years"), match["noun"] == "quarterly"
    if relative == "past" or (relative == "the" and plain.unit == "half" and not edge):
        return None  # "the past year" is up to now or the last one; "the half hour"
    if (relative and plural) or (adjective and (SHIFTS.get(relative) or relative == "the")):
        return None  # "in past years", "the next quarterly dividend"
    if relative:
        return replace(plain, shift=SHIFTS[relative], shift_unit=plain.unit)
    if edge or plain.instant or (match["full"] and plain.unit == "year"):
        return replace(plain, shift=0, shift_unit=plain.unit)
    return plain if (match["fiscal"] and plain.unit == "year") or is_all(match) else None


def _date(words: str) -> PeriodExpression | None:
    """A day, which is a moment; or a month of a year, which is a stretch."""
    said = read_date(words)
    if said is None:
        return None
    if said.day is None:
        return PeriodExpression(unit="month", year=said.year, month=said.month)
    if said.date:
        return PeriodExpression(end=said.date, instant=True)
    if "-" in words:
        return None  # "Mar-20" is a day to some and a year to others
    return PeriodExpression(month=said.month, day=said.day, instant=True)


def _year_alone(match: Match) -> PeriodExpression | None:
    words = match["named"]
    if words[0] in "'’‘" or (words.isdigit() and not is_year(match)):
        return None  # "the '90s"
    year = _read_year(words)
    return PeriodExpression(unit="year", year=year.number, fiscal=year.fiscal)


def _year(match: Match) -> Year:
    for slot in ("year", "after", "before", "between"):
        if match[slot]:
            return _read_year(match[slot])
    return Year()


def _read_year(words: str) -> Year:
    fiscal = None
    if re.search(r"fiscal|financial|fy|\d/\d", words):
        fiscal = True
    elif re.search(r"calendar|cy", words):
        fiscal = False
    digits = re.search(r"\d[\d/]*", words)
    if digits:
        return Year(full_year(digits[0]), fiscal)
    if re.search(r"ago|earlier|before|prior|last|previous|preceding", words):
        return Year(None, fiscal, -1)
    return Year(None, fiscal, 1 if re.search(r"next|following|coming", words) else 0)


def _fiscal(match: Match, year: Year) -> bool | None:
    said = match["fiscal"] or match["sort"]
    return said != "calendar" if year.fiscal is None and said else year.fiscal


def _end(match: Match) -> Day:
    return _day(match["end"] or match["to"] or "")


def _day(words: str) -> Day:
    return (read_date(words) if words else None) or Day()


def _last(unit: PeriodUnit | None, count: int) -> int | None:
    whole = _IN_A_YEAR.get(unit) if unit else None
    return whole // count if whole and whole % count == 0 else None


def _may_open_year(unit: PeriodUnit | None, count: int) -> bool:
    return unit == "month" and count in (6, 9, 12)


def _has_figures(words: str | None) -> bool:
    return bool(words and words[-1].isdigit())
