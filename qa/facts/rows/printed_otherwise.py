"""Tells rows that are not printed in a statement's unit: whole numbers where its amounts of money have tenths of a million."""

from collections.abc import Iterator
from decimal import Decimal

from qa.language.vocabulary import vocabulary
from qa.tables.figures import places
from qa.tables.statement import Row, Statement

_FEWEST = 3  # amounts of money that show how a statement prints them
_LEAST = Decimal(1000)  # a smaller whole number may be an amount without its tenths: "85"


def is_printed_otherwise(row: Row, statement: Statement) -> bool:
    """Return whether a row that no vocabulary knows is printed in another unit than the amounts of its statement.

    All its figures are whole, and larger than every amount of money of the statement, all of which have decimals: "10,169"
    funeral contracts beside "102.9" of revenue in millions.
    """
    figures = [abs(figure.value) for figure in row.figures if figure.value is not None and not figure.percent]
    if not figures or row.scale or min(figures) < _LEAST or any(map(places, figures)):
        return False
    smaller = 0
    for amount in _amounts(statement):
        if not places(amount) or amount >= min(figures):
            return False
        smaller += 1
    return smaller >= _FEWEST


def _amounts(statement: Statement) -> Iterator[Decimal]:
    """The amounts of the rows that the vocabulary knows as money."""
    for row in statement.rows:
        mention = vocabulary().label(row.label, row.heads, statement.title) if row.figures and not row.scale else None
        if mention and vocabulary().metrics[mention.metric].unit == "money":
            yield from (abs(figure.value) for figure in row.figures if figure.value and not figure.percent)
