"""Tells tables that print whole dollars: small filers state no scale above them.

No other scale is ever supposed where none is stated, for a table that lost its scale looks the same.
"""

import math
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from qa.tables.captions import read_scales
from qa.tables.statement import Row, Statement

_MILLION = Decimal(10**6)  # less is printed in thousands as well as in ones
_LONG = Decimal(10**5)  # two amounts as long are not equal to the dollar by chance
_FEW = 3  # figures of which on what all have in common is no chance
_TELLING = 3  # digits that an amount rounded in the prose needs to be told from others
# In a sentence, and not in what is left of a table that lost its layout.
_IN_FULL = re.compile(
    r"\b(?:of|to|was|were|is|by|from|at|or|with|against|versus|total(?:ed|ing|s)|reach(?:ed|ing)|approximately) [$€£](\d{1,3}(?:,\d{3})+)"
    r"(?!\d|,\d|\.\d|\s(?:thousand|million|billion)|\s+[($]*\d)",
    re.IGNORECASE,
)
_ROUNDED = re.compile(r"[$€£]\s?(\d[\d,]*(?:\.\d+)?)\s(thousand|million|billion)\b", re.IGNORECASE)
_WORDS = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_OTHERS = (Decimal(1000), _MILLION)


def shows_by_itself(statement: Statement) -> bool:
    """Return whether a statement's figures show it: all are rounded to thousands, or all have cents."""
    large = [value for value in _amounts(statement) if value >= 1000]
    if len(large) < _FEW:
        return False
    rounded = all(value % 1000 == 0 for value in large) and max(large) >= _MILLION
    return rounded or all(value.as_tuple().exponent == -2 for value in large)


def shown_by_prose(statement: Statement, prose: str) -> bool:
    """Return whether a sentence prints one of a statement's amounts to the dollar: "net income of $856,080"."""
    in_full = amounts_in_full(prose)
    return any(value in in_full for value in _amounts(statement) if value >= _LONG and value % 1000)


def amounts_in_full(prose: str) -> set[Decimal]:
    """Return the amounts that sentences print to the dollar."""
    return {Decimal(match[1].replace(",", "")) for match in _IN_FULL.finditer(prose)}


def shown_by_others(statement: Statement, settled: Sequence[Statement]) -> bool:
    """Return whether others of the filing print whole dollars, and this one amounts of their size."""
    largest = max(_amounts(statement), default=Decimal(0))
    scaled = [(each.scale, max(_amounts(each), default=Decimal(0))) for each in settled if each.scale]
    known = max((scale * amount for scale, amount in scaled), default=Decimal(0))
    if largest < _MILLION or not known or not any(scale == 1 for scale, _ in scaled):
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
        amount, unit = Decimal(number.replace(",", "")), Decimal(_WORDS[word.lower()])
        if len(amount.as_tuple().digits) >= _TELLING:
            yield amount * unit, unit.scaleb(int(amount.as_tuple().exponent)) / 2


def _amounts(statement: Statement) -> Iterator[Decimal]:
    for row in statement.rows:
        if not _is_count(row):
            yield from (abs(one.value) for one in row.figures if one.value is not None and not one.percent)


def _is_count(row: Row) -> bool:
    return "shares" in " ".join((*row.heads[-1:], row.label)).lower()
