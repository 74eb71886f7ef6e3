"""Finds rows that are a breakdown of the row beside them without a head that says so: what they come to proves it.

"Product revenues" of 1,515 above four products, or two lines of business above "Total revenues"; "Subscribers, end of
period" above those of two regions.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from qa.facts.rows.divided import divided
from qa.facts.rows.members import WHOLE
from qa.facts.rows.row_signs import value_at
from qa.language.vocabulary import vocabulary
from qa.tables.statement import Figure, Row, Statement

_WHOLE = "Revenues"
_LEAST, _MOST = 2, 12  # parts
_LARGE = 100  # from which on a count is the sum of the rows below it by no chance


def with_breakdowns(statement: Statement) -> Statement:
    """Return a statement, rows that add up to the revenue above or below them set below its name.

    What all groups of rows come to stands below none of their heads, though it is printed below the last.
    """
    rows = [
        replace(row, heads=()) if _sums_groups(row, at, statement) else row for at, row in enumerate(statement.rows)
    ]
    statement = replace(statement, rows=tuple(rows))
    for at, row in enumerate(statement.rows):
        if not (row.figures and row.label and _is_whole(row, statement)):
            continue
        for places in (range(at + 1, len(rows)), range(at - 1, -1, -1)):
            for place in places[: _count(row, [rows[place] for place in places[:_MOST]], statement)]:
                rows[place] = replace(rows[place], heads=(*rows[place].heads, _WHOLE))
    for at, row in enumerate(rows):
        if row.figures and row.label and _is_counted(row, statement):
            below = range(at + 1, len(rows))
            for place in below[: _count(row, [rows[place] for place in below[:_MOST]], statement)]:
                rows[place] = replace(rows[place], heads=(*rows[place].heads, row.label))
    return replace(statement, rows=tuple(rows))


def _sums_groups(row: Row, at: int, statement: Statement) -> bool:
    """Whether a row is the sum of all the rows above it, which stand below heads of their own."""
    parts = [one for one in statement.rows[:at] if one.figures and not WHOLE.match(one.label)]
    below_own = all(one.heads[: len(row.heads)] == row.heads for one in parts)  # the total of its own head
    if below_own or len({one.heads for one in parts}) < _LEAST or not all(one.heads for one in (row, *parts)):
        return False
    amounts = [one for one in row.figures if one.value and not one.percent and _is_amount(one, statement)]
    return bool(amounts) and all(
        one.value == sum((value_at(part, one.column) or Decimal(0) for part in parts), Decimal(0)) for one in amounts
    )


def _is_amount(figure: Figure, statement: Statement) -> bool:
    return statement.columns[figure.column].kind == "figures"


def _is_whole(row: Row, statement: Statement) -> bool:
    """Whether a row is of revenue, and no head or title says already what the rows beside it are parts of."""
    above = row.heads[-1] if row.heads else statement.title
    if divided(above, row.heads[:-1], statement.title)[0]:
        return False
    mention = divided(row.label, row.heads, statement.title)[0]
    return mention is not None and mention.metric == _WHOLE


def _is_counted(row: Row, statement: Statement) -> bool:
    """Whether a row counts things that its own label names: "Subscribers, end of period"."""
    mention = vocabulary().label(row.label, row.heads, statement.title)
    large = all(one.value is None or abs(one.value) >= _LARGE for one in row.figures if _is_amount(one, statement))
    return large and mention is not None and vocabulary().metrics[mention.metric].is_count


def _count(whole: Row, beside: Sequence[Row], statement: Statement) -> int:
    """How many rows, from the whole on, come to it; 0 where they do not, or one of them is known for itself."""
    left = {
        figure.column: figure.value
        for figure in whole.figures
        if figure.value and not figure.percent and _is_amount(figure, statement)
    }
    for count, row in enumerate(beside, start=1):
        is_known = not row.label or vocabulary().label(row.label, row.heads, statement.title)
        if (
            is_known
            or row.heads != whole.heads
            or not row.figures
            or any(one.percent for one in row.figures if one.column in left)
        ):
            return 0
        for column in left:
            left[column] -= value_at(row, column) or Decimal(0)
        if left and not any(left.values()):
            return count if count >= _LEAST else 0
    return 0
