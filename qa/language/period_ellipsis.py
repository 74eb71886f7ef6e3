"""What periods said side by side share: "June 30, 2007 and 2006", "three and six months", "Q1 and Q2 of 2025"."""

import re
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from qa.language.dates import spaced
from qa.language.period_grammar import COUNT, ORDINAL, ORDINALS, REPORTED_LENGTHS, read_count
from qa.language.values import PeriodExpression


class Said(NamedTuple):
    """An expression and its half-open offsets."""

    start: int
    end: int
    value: PeriodExpression


_WITH_NEXT = re.compile(spaced(r",? (?:and|or|to|through) (?:in |for |at |the )*| ?[&/] ?"))
_WITH_LAST = re.compile(
    spaced(
        r",? (?:and|or|to|from|over|than|vs\.?|versus|against|compared (?:to|with)) (?:in |for |at |the )*|, | ?[&/] ?"
        r"| \("
    )
)
_HALF_SAID = re.compile(spaced(rf"\b(?P<word>{ORDINAL}|{COUNT})(?:-? ?(?P<and>,? (?:and|or|to)|&) |-?, ?)(?:the )?\Z"))
_JOINTS = ("and", "or", "to", "&", ",", "the")  # the last words of what may stand between
_WINDOW = 32  # characters; the longest half-said expression, and the longest words between two


def share(low: str, said: list[Said]) -> list[Said]:
    """Return the expressions of a lower-cased text, each with what it leaves to its neighbours to say."""
    whole: list[Said] = []
    for one in said:
        whole += [*_halves(low, whole[-1].end if whole else 0, one), one]
    near = [i for i in range(1, len(whole)) if whole[i].start - whole[i - 1].end < _WINDOW]
    for i in reversed(near):
        one, following = whole[i - 1], whole[i]
        if _WITH_NEXT.fullmatch(low, one.end, following.start):
            whole[i - 1] = one._replace(value=_with_next(one.value, following.value))
    for i in near:
        before, one = whole[i - 1], whole[i]
        if _WITH_LAST.fullmatch(low, before.end, one.start):
            whole[i] = one._replace(value=_with_last(one.value, before.value, one.end - one.start))
    return whole


def _halves(low: str, free: int, one: Said) -> list[Said]:
    """What stands before an expression and leaves the noun to it: "first, second and third quarters"."""
    value, start = one.value, one.start
    found: list[Said] = []
    if value.ordinal is None and value.count == 1:
        return found
    while low.endswith(_JOINTS, 0, max(0, start - 1)):
        match = _HALF_SAID.search(low, max(free, start - _WINDOW), start)
        half = _half(value, match["word"]) if match and (match["and"] or found) else None
        if match is None or half is None:
            break
        start = match.start()
        found.insert(0, Said(start, match.end("word"), half))
    return found


def _half(whole: PeriodExpression, word: str) -> PeriodExpression | None:
    if whole.unit in REPORTED_LENGTHS:
        count = read_count(word) if word not in ORDINALS else 0
        return replace(whole, count=count) if count in REPORTED_LENGTHS[whole.unit] else None
    return replace(whole, ordinal=ORDINALS[word]) if word in ORDINALS and whole.ordinal else None


def _with_next(one: PeriodExpression, following: PeriodExpression) -> PeriodExpression:
    """Take the year from the expression that follows: "June 30 and September 30, 2005"."""
    if one.year or one.end or one.shift is not None:
        return one
    if one.month and one.day and following.end:
        if (one.month, one.day) > (following.end.month, following.end.day):
            return one
        return replace(one, end=date(following.end.year, one.month, one.day), month=None, day=None)
    if following.end and one.unit in REPORTED_LENGTHS and one.unit == following.unit and one.ordinal is None:
        return replace(one, end=following.end)  # "the three-month and six-month periods ended June 30, 2013"
    if one.ordinal and (following.year or following.shift_unit == "year") and not following.same:
        earlier = following.ordinal is not None and one.ordinal < following.ordinal
        if earlier if one.unit == following.unit else following.unit != "quarter":
            return replace(
                one,
                year=following.year,
                fiscal=following.fiscal,
                shift=following.shift,
                shift_unit=following.shift_unit,
            )
    return one


def _with_last(one: PeriodExpression, before: PeriodExpression, length: int) -> PeriodExpression:
    """Take all but the year from the expression before, where a year alone follows: "June 30, 2007 and 2006".

    All but the day where a day follows: "three months ended June 30, 2007 and March 31, 2007".
    """
    if one == PeriodExpression(unit="year", year=one.year) and length == 4 and one.year:
        return _in_year(before, one.year)
    if one.end and one.instant and one.unit is None and before.unit and before.end and before.ordinal is None:
        return replace(before, end=one.end, year=None)
    return one


def _in_year(expression: PeriodExpression, year: int) -> PeriodExpression:
    said = expression.end.year if expression.end else expression.year
    if said is None and expression.ordinal:  # "the first quarter of last year (2019)"
        return replace(expression, year=year, shift=None, shift_unit=None)
    bare = expression == PeriodExpression(unit="year", year=expression.year)
    if said is None or said == year or bare:
        return PeriodExpression(unit="year", year=year)
    return replace(
        expression,
        end=_same_day(expression.end, year) if expression.end else None,
        year=expression.year + year - said if expression.year else None,
    )


def _same_day(day: date, year: int) -> date:
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)
