"""Puts together what column headers say apart: "Three Months Ended" above, days below it, years below those."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import cycle, pairwise

from qa.facts.fiscal.fiscal_year import last_of_month
from qa.language.values import Entity, PeriodExpression

# What stands between the parts of one header: blanks, the scale or the like in brackets, and heads of columns of changes.
_BETWEEN = re.compile(
    r"(?:[\s,|$%]|\([^()]{0,80}\)|\b(?:variance|change|increase|decrease|favorable|unfavorable)\b/?)*", re.IGNORECASE
)


def joined(entities: Sequence[Entity], text: str) -> Iterator[tuple[int, PeriodExpression]]:
    """Yield each period expression of a text, with what the others of its header add, and where it begins.

    Days in a row take the years in a row that follow them, one each, in turn. In flattened headers every day
    gets every length that stands before: which of them is its own, only the table can tell.
    """
    periods = [(entity, entity.value) for entity in entities if isinstance(entity.value, PeriodExpression)]
    lengths: list[PeriodExpression] = []
    last = i = 0
    while i < len(periods):
        entity, said = periods[i]
        if not _BETWEEN.fullmatch(text, last, entity.start):
            lengths = []
        if _is_length(said, text[entity.start : entity.end]):
            lengths.append(said)
            days = 1
        elif _has_day(said):
            days, years = _run(periods, i, text)
            lengths += [length for _, length in periods[i : i + days] if length.unit]
            dates = list(_dates([day for _, day in periods[i : i + days]], years))
            if len({(day.month, end and end.month) for end, day in dates}) > 1:
                lengths = lengths[:1]  # columns of several quarters, of which the year is but the last
            for end, day in dates:
                for length in lengths or [day]:
                    yield entity.start, replace(length, end=end, month=day.month, day=day.day)
            lengths, days = [], days + len(years)
        else:
            days = 1
            if not (lengths and said.month):  # "Quarter Ended Year Ended March 2019 June 2019": whose is March?
                yield entity.start, said
            lengths = []
        last = periods[i + days - 1][0].end
        i += days


def headed(entities: Sequence[Entity], text: str) -> Iterator[date]:
    """Yield the later of each two days that stand in a row, as above the columns of a balance sheet."""
    for one, other in pairwise(entities):
        days = [said.end for said in (one.value, other.value) if isinstance(said, PeriodExpression) and said.instant]
        if len(days) == 2 and None not in days and _BETWEEN.fullmatch(text, one.end, other.start):
            yield max(day for day in days if day)


def _is_length(said: PeriodExpression, words: str) -> bool:
    return bool(said.unit) and said.year is None and words.lower().endswith("ended")


def _has_day(said: PeriodExpression) -> bool:
    return bool(said.end or said.day) and (said.instant or said.unit is not None)


def _run(periods: Sequence[tuple[Entity, PeriodExpression]], start: int, text: str) -> tuple[int, list[int]]:
    """How many days stand in a row, and the years alone in a row after them."""
    days, years = 1, list[int]()
    for (before, _), (entity, said) in zip(periods[start:], periods[start + 1 :], strict=False):
        if not _BETWEEN.fullmatch(text, before.end, entity.start):
            break
        if text[entity.start : entity.end].isdigit() and said.unit == "year" and said.year:
            years.append(said.year)
        elif _has_day(said) and not years:
            days += 1
        else:
            break
    return days, years


def _dates(days: Sequence[PeriodExpression], years: Sequence[int]) -> Iterator[tuple[date | None, PeriodExpression]]:
    """Days with their years: each its own, or from the row below, which begins where the last day's year stands."""
    if all(day.end for day in days):
        yield from ((day.end, day) for day in days)
        below, days = list(years), days[-1:]
    else:
        below = [day.end.year for day in days if day.end] + list(years)
        if not below:
            yield from ((None, day) for day in days)
    for year, day in zip(below, cycle(days), strict=False):
        month, number = (day.end.month, day.end.day) if day.end else (day.month or 12, day.day or 31)
        end = date(year, month, min(number, last_of_month(year, month).day))
        yield end, replace(day, month=None, day=None)
