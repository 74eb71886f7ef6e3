"""Tells which rows are parts of the company: what tables divide revenue into, and rows that stand again and again and come to a total."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from qa.facts.fact import Fact
from qa.facts.rows.divided import says_no_more
from qa.facts.rows.members import OF_GROUPS, WHOLE, names_part
from qa.facts.rows.row_signs import value_at
from qa.language.vocabulary import vocabulary
from qa.tables.statement import Figure, Row, Statement

_LEAST = 2  # parts
_TRADES, _DIVIDED = ("operating", "real_estate"), ("AssetsUnderManagement", "PremiumsWrittenNet", "PremiumsEarnedNet")
_NO_PARTS = frozenset(
    ["Part", "Adjustment", "Class", "IncomeStatementLocation", "Measure", "Group", "LegalEntity"]
)  # axes


def with_known_parts(statements: Sequence[Statement], read: Sequence[Sequence[Fact]]) -> list[Statement]:
    """Return the statements, each with the labels of those of its rows that are parts of the company.

    Arguments:
        read: the facts of each statement.
    """
    known = {*_divided_into(read), *_summed(statements)}
    return [_with_parts(_unbroken(statement, known), known) for statement in statements]


def _unbroken(statement: Statement, known: set[str]) -> Statement:
    """The statement with the names over its columns as the rows of others have them, where a line's end broke them: "Inter- national"."""
    columns = tuple(
        replace(column, member=whole) if (whole := column.member.replace("- ", "")).lower() in known else column
        for column in statement.columns
    )
    return statement if columns == statement.columns else replace(statement, columns=columns)


def _with_parts(statement: Statement, known: set[str]) -> Statement:
    """The statement with its parts: in a block of rows that has some of the known ones, all that no vocabulary knows."""
    parts: set[str] = set()
    for block in _blocks(statement):
        named = [row.label.lower() for row in block if not WHOLE.match(row.label)]
        if sum(label in known for label in named) >= max(_LEAST, len(named) / 2):
            parts.update(
                label for row in block if _is_unknown(row, statement) and (label := row.label.lower()) in named
            )
    if not parts:
        return statement
    rows = (row for block in _blocks(statement) for row in block)
    every = all(_is_unknown(row, statement) or says_no_more(row.label, "") for row in rows)
    # What stands over nothing but parts says what is measured of them, where no table has a part of that name.
    part = "" if every and statement.part.lower() not in known else statement.part
    return replace(statement, parts=frozenset(parts), part=part)


def _divided_into(read: Sequence[Sequence[Fact]]) -> Iterator[str]:
    """Yield what rows divide revenue, profit or a rate of trade into, in lower case."""
    known = vocabulary().metrics
    for fact in (fact for facts in read for fact in facts):
        metric = known.get(fact.metric)
        if metric and (metric.name in OF_GROUPS or metric.name in _DIVIDED or metric.family in _TRADES):
            for axis, member in fact.dimensions:
                if axis not in _NO_PARTS and member.lower() == fact.label.lower() and names_part(member):
                    yield member.lower()


def _summed(statements: Sequence[Statement]) -> Iterator[str]:
    """Labels that stand in several blocks of rows, in one of which what they name comes to a total."""
    blocks = [(statement, block) for statement in statements for block in _blocks(statement)]
    times = Counter(label for _, block in blocks for label in {row.label.lower() for row in block})
    for statement, block in blocks:
        *parts, total = block
        if len(parts) < _LEAST or not (WHOLE.match(total.label) and _is_unknown(total, statement)):
            continue
        recurring = all(times[row.label.lower()] > 1 and _is_unknown(row, statement) for row in parts)
        if recurring and any(_comes_to(figure, parts) for figure in total.figures if not figure.percent):
            yield from (row.label.lower() for row in parts if names_part(row.label))


def _comes_to(total: Figure, parts: Iterable[Row]) -> bool:
    values = [value_at(part, total.column) for part in parts]
    return bool(total.value) and sum(value for value in values if value) == total.value


def _blocks(statement: Statement) -> Iterator[list[Row]]:
    """The rows with figures that stand below the same heads."""
    rows = [row for row in statement.rows if row.figures and row.label]
    yield from (list(block) for _, block in groupby(rows, key=lambda row: row.heads))


def _is_unknown(row: Row, statement: Statement) -> bool:
    return vocabulary().label(row.label, row.heads, statement.title) is None
