"""What the section of rows that a row stands in tells of it: that it is of their total, or the one whole among parts."""

from decimal import Decimal

from qa.facts.rows.members import WHOLE
from qa.facts.rows.row_signs import value_at
from qa.language.vocabulary import vocabulary
from qa.tables.sections import is_total
from qa.tables.statement import Row, Statement


def adds_up(row: Row, statement: Statement) -> bool:
    """Return whether a row is of a section of counts whose last row is the total of the others: "Total Harbor" of employees."""
    mention = vocabulary().label(row.heads[-1] if row.heads else statement.title)
    if mention is None or not vocabulary().metrics[mention.metric].is_count:
        return False
    if not row.heads and any(column.member or column.measure for column in statement.columns):
        return False  # its columns say what is counted: "Opened", "Closed"
    section = _section(row, statement)
    total, parts = section[-1], section[:-1]
    return (
        is_total(total.label)
        and len(parts) > 1
        and all(
            figure.value == sum((value_at(part, figure.column) or Decimal(0) for part in parts), Decimal(0))
            for figure in total.figures
            if statement.columns[figure.column].kind == "figures"
        )
    )


def _section(row: Row, statement: Statement) -> list[Row]:
    """The rows with figures that stand below the same head."""
    return [other for other in statement.rows if other.heads == row.heads and other.figures]


def is_only_whole(row: Row, statement: Statement) -> bool:
    """Return whether a row is the last of its section, and no other of it has the name of a whole: "All hotels" of rates by brand."""
    section = _section(row, statement)
    is_last = section[-1] is row and row.label.lower() != "other"
    return is_last and sum(bool(WHOLE.match(other.label)) for other in section) == 1
