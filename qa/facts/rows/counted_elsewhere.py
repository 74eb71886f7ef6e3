"""Counts that a table of amounts prints again without saying that they are none: "Gross additions" in the working of a cost for each."""

from collections.abc import Sequence

from qa.facts.fact import Fact, Period
from qa.language.currencies import is_currency

_LEAST_DIGITS = 4  # from which on two equal figures of one name are no chance

_Printed = tuple[str, Period | None, str]


def without_amounts_counted(read: Sequence[Sequence[Fact]]) -> list[list[Fact]]:
    """Return the facts of each statement, no amount of money among them that another table counts by the same name.

    Arguments:
        read: the facts of each statement.
    """
    counted = {_printed(fact) for facts in read for fact in facts if fact.scale == 1 and _is_count(fact)}
    return [[fact for fact in facts if not (is_currency(fact.unit) and _printed(fact) in counted)] for facts in read]


def _is_count(fact: Fact) -> bool:
    return (
        not is_currency(fact.unit) and "/" not in fact.unit and fact.unit not in ("percent", "ratio", "days", "cents")
    )


def _printed(fact: Fact) -> _Printed:
    """What is printed of what, and when; a short figure is like no other."""
    digits = sum(map(str.isdigit, fact.reported))
    return fact.label.lower(), fact.period, fact.reported if digits >= _LEAST_DIGITS else str(fact.sources[0])
