"""Tells the tables that are set for one part of the company each: the same rows and periods, below different names."""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.facts.fact import Period
from qa.facts.rows.members import names_part
from qa.tables.statement import Statement

_UNIT = re.compile(r"\s+units?$|\s*\([^()]*\)$", re.IGNORECASE)  # what heads a column of units, an aside
_NO_NAME = re.compile(r"\b(?:dollars?|euros?|per|tables?|page|(?:thousand|million|billion)s?)\b", re.IGNORECASE)
_LEAST = 2  # rows of the same label


def with_parts(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return the statements, those that share their rows and periods with another of another name each with its part."""
    named = [(statement, part) for statement in statements if (part := _part(statement))]
    return tuple(
        replace(statement, part=part)
        if (part := _part(statement)) and any(part != other and _are_alike(statement, table) for table, other in named)
        else statement
        for statement in statements
    )


def _part(statement: Statement) -> str:
    """The part of the company that the line above a statement may name; empty where it names none."""
    name = statement.heading.strip(" :")
    while (bare := _UNIT.sub("", name)) != name:
        name = bare
    is_short = len(name.split()) < 6 and name[:1].isupper()
    return name if is_short and not _NO_NAME.search(name) and names_part(name) else ""


def _are_alike(one: Statement, other: Statement) -> bool:
    """Whether half of the rows of two statements have the same labels, over the same periods, and not the same figures."""
    rows, others = _figures(one), _figures(other)
    shared = rows.keys() & others.keys()
    return (
        _periods(one) == _periods(other) != ()
        and len(shared) >= max(_LEAST, min(len(rows), len(others)) / 2)
        and all(rows[label] != others[label] for label in shared)
    )


def _figures(statement: Statement) -> dict[str, list[object]]:
    return {row.label.lower(): [figure.value for figure in row.figures] for row in statement.rows if row.label}


def _periods(statement: Statement) -> tuple[Period, ...]:
    return tuple(column.period for column in statement.columns if column.period)
