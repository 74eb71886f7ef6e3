"""What a check finds: two figures that should agree, where both stand, and whether they do."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal

from qa.facts.fact import Fact, Period, Source
from qa.frozen import frozen

Kind = Literal["sum", "identity", "roll", "quotient", "span", "prose", "change"]

Interval = tuple[Decimal, Decimal]


@frozen
class Finding:
    """One identity, checked once.

    Arguments:
        kind: which check found it.
        what: the identity in the filing's own words, "Total assets = Cash + Inventories".
        period: None where its columns have none.
        unit: of both figures.
        stated: what the filing says, in whole units.
        expected: what the other figures come to.
        holds: whether the two agree within what the rounding of the printed figures explains.
        sources: where the stated figure stands first, then the others.
        sure: whether the identity itself is beyond doubt, so that a failure is one of the figures'.
    """

    kind: Kind
    what: str
    period: Period | None
    unit: str
    stated: Decimal
    expected: Decimal
    holds: bool
    sources: tuple[Source, ...]
    sure: bool = True


def interval(fact: Fact) -> Interval:
    """Return the least and the most that a rounded figure may stand for."""
    slack = Decimal(0) if fact.decimals is None else Decimal(1).scaleb(-fact.decimals) / 2
    return fact.amount - slack, fact.amount + slack


def overlap(one: Interval, other: Interval) -> bool:
    """Return whether two intervals have a point in common."""
    return one[0] <= other[1] and other[0] <= one[1]


def total(plus: Iterable[Interval], minus: Iterable[Interval]) -> Interval:
    """Return the interval in which a sum of rounded figures lies."""
    low = high = Decimal(0)
    for least, most in plus:
        low, high = low + least, high + most
    for least, most in minus:
        low, high = low - most, high - least
    return low, high


def together(facts: Sequence[Fact]) -> tuple[Source, ...]:
    """Return a source of each fact: of those stated several times where they stand closest to one another."""
    stated = [fact.sources for fact in facts if fact.sources]
    if not stated:
        return ()
    at = min(stated, key=len)[0].start
    return tuple(min(sources, key=lambda source: abs(source.start - at)) for sources in stated)
