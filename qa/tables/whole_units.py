"""Tells tables that print whole dollars: small filers state no scale above them.

No other scale is ever supposed where none is stated, for a table that lost its scale looks the same.
"""

import math
import re
from collections.abc import Iterator, Sequence, Set
from decimal import Decimal

from qa.tables.captions import read_scales
from qa.tables.said_amounts import said_amount
from qa.tables.statement import Row, Statement

_MILLION = Decimal(10**6)  # less is printed in thousands as well as in ones
_LONG = Decimal(10**5)  # two amounts as long are not equal to the dollar by chance
_FEW = 3  # figures of which on what all have in common is no chance
_TELLING = 3  # digits that an amount rounded in the prose needs to be told from others
_ROUNDED = re.compile(r"[$€£]\s?(\d[\d,]*(?:\.\d+)?)\s(thousand|million|billion)\b", re.IGNORECASE)
_OTHERS = (Decimal(1000), _MILLION)


def shows_by_itself(statement: Statement) -> bool:
    """Return whether a statement's figures show it: all are rounded to thousands, or all have cents."""
    large = [value for value in _amounts(statement) if value >= 1000]
    if len(large) < _FEW:
        return False
    rounded = all(value % 1000 == 0 for value in large) and max(large) >= _MILLION
    return rounded or all(value.as_tuple().exponent == -2 for value in large)


def shown_by_prose(statement: Statement, in_full: Set[Decimal]) -> bool:
    """Return whether a sentence prints one of a statement's amounts to the dollar.

    Arguments:
        in_full: the amounts that sentences print so.
    """
    long = (value for value in _amounts(statement) if value >= _LONG)
    return any(value in in_full for value in long if value % 1000 or _digits(value) > _TELLING)


def _digits(value: Decimal) -> int:
    """How many digits tell an amount from others: 4 of 1,844,000."""
    return len(value.normalize().as_tuple().digits)


def largest_known(statements: Sequence[Statement]) -> Decimal:
    """Return the largest amount of a filing's statements of known scale; 0 where none of them prints whole dollars."""
    scaled = [(each.scale, max(_amounts(each), default=Decimal(0))) for each in statements if each.scale]
    if not any(scale == 1 for scale, _ in scaled):
        return Decimal(0)
    return max(scale * amount for scale, amount in scaled)


def shown_by_others(statement: Statement, known: Decimal) -> bool:
    """Return whether others of the filing print whole dollars, and this one amounts of their size.

    Arguments:
        known: the largest amount of theirs; 0 where none prints whole dollars.
    """
    largest = max(_amounts(statement), default=Decimal(0))
    if largest < _MILLION or not known:
        return False
    return abs(math.log10(known / largest)) < math.log10(_OTHERS[0]) / 2  # nearer than a thousand times as much


def shown_by_nothing_else(statement: Statement, text: str, prose: str) -> bool:
    """Return whether millions are printed in a filing that states no scale anywhere, and says no amount of another."""
    values = list(_amounts(statement))
    if max(values, default=Decimal(0)) < _MILLION or read_scales(text)[0] not in (None, 1):
        return False
    return not any(
        abs(value * scale - amount) <= half for amount, half in _said(prose) for value in values for scale in _OTHERS
    )


def _said(prose: str) -> Iterator[tuple[Decimal, Decimal]]:
    """The amounts that sentences round, each with the half of its last digit."""
    for number, word in _ROUNDED.findall(prose):
        if len(Decimal(number.replace(",", "")).as_tuple().digits) >= _TELLING:
            yield said_amount(number, word)


def money(row: Row) -> Iterator[Decimal]:
    """Yield a row's figures that are no percentages."""
    return (figure.value for figure in row.figures if figure.value is not None and not figure.percent)


def _amounts(statement: Statement) -> Iterator[Decimal]:
    return (abs(value) for row in statement.rows if not _is_count(row) for value in money(row))


def _is_count(row: Row) -> bool:
    return "shares" in " ".join((*row.heads[-1:], row.label)).lower()
