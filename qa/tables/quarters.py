"""Tells which quarters end on the days that a table's columns are headed by, where another table has these quarters.

Banks print five quarters of balances side by side, and among them what was charged off and recovered in each.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from qa.facts.fact import Period
from qa.tables.statement import Statement

_LEAST = 3  # columns: of fewer days the later may close a year, and its figures be of all of it
_QUARTER = range(80, 107)  # days
# The last line of a balance sheet, where what is earned in a year to date may stand within equity.
_BOTH_SIDES = re.compile(r"\bliabilities\b.*\b(?:equity|deficit|capital)\b", re.IGNORECASE)


def with_quarters(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return the statements, columns of days with the quarters that end on them where one statement has all of these."""
    known = [quarters for statement in statements if len(quarters := _quarters(statement)) >= _LEAST]
    return tuple(_with_quarters(statement, known) for statement in statements) if known else tuple(statements)


def _quarters(statement: Statement) -> dict[date, Period]:
    """The quarters that a statement's columns are of, by their last day."""
    periods = (column.period for column in statement.columns if column.kind == "figures")
    return {period.end: period for period in periods if period and period.start and period.days in _QUARTER}


def _with_quarters(statement: Statement, known: Sequence[dict[date, Period]]) -> Statement:
    days = {column.period.end for column in statement.columns if column.period and column.period.is_instant}
    quarters = next((each for each in known if days <= each.keys()), None) if len(days) >= _LEAST else None
    if quarters is None or any(row.figures and _BOTH_SIDES.search(row.label) for row in statement.rows):
        return statement
    columns = tuple(
        replace(column, quarter=quarters[column.period.end]) if column.period and column.period.is_instant else column
        for column in statement.columns
    )
    return replace(statement, columns=columns)
