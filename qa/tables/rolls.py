"""Columns that lead from one day's count or balance to another's: "Stores at May 1", "Opened", "Closed", "Stores at July 31".

The columns between say no period; that they are of the stretch from the one day to the other, what they come to proves.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from qa.facts.fact import Period
from qa.tables.statement import Column, Row

_MOST = 6  # columns between
_LEAST = 2  # rows that show it
_DAY = timedelta(days=1)


def with_rolls(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[Column, ...]:
    """Return the columns, those between two days' with the stretch between these where they lead from one to the other."""
    found = list(columns)
    for opening, closing in _ends(columns):
        between = range(opening + 1, closing)
        first, last = columns[opening].period, columns[closing].period
        if first and last and _leads(opening, between, closing, rows):
            stretch = Period(last.end, first.end + _DAY)
            for at in between:
                found[at] = replace(
                    columns[at], kind="figures", period=stretch, member=columns[at].member or columns[at].header
                )
    return tuple(found)


def _ends(columns: Sequence[Column]) -> Iterator[tuple[int, int]]:
    """The places of columns of two days, the later behind, between which others stand that say no period."""
    days = [at for at, column in enumerate(columns) if column.period and column.period.is_instant]
    for opening, closing in itertools.pairwise(days):
        first, last = columns[opening].period, columns[closing].period
        alike = columns[opening].member == columns[closing].member
        between = columns[opening + 1 : closing]
        undated = all(column.period is None and column.header for column in between)
        if first and last and first.end < last.end and alike and undated and 0 < len(between) <= _MOST:
            yield opening, closing


def _leads(opening: int, between: Sequence[int], closing: int, rows: Sequence[Row]) -> bool:
    """Whether in every row that has both ends the columns between, each added or each taken off, lead from the one to the other."""
    values = [{figure.column: figure.value or Decimal(0) for figure in row.figures} for row in rows]
    full = [row for row in values if opening in row and closing in row]
    return len(full) >= _LEAST and any(
        all(
            row[opening] + sum(sign * row.get(at, 0) for sign, at in zip(signs, between, strict=True)) == row[closing]
            for row in full
        )
        for signs in itertools.product((1, -1), repeat=len(between))
    )
