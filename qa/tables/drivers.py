"""Columns of what a change is made up of: "Volume", "Price", "Currency" between two years' sales, or in percent alone.

Such a column says no period; its figures are of the change to the later of the two periods beside it, or where no
column says a period, of the one that the words above are about. It names what its figures are, and the rows whose they are.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.facts.fact import Period
from qa.tables.statement import Column

# What says only that it is a change, or of what to what.
_NO_NAME = re.compile(
    r"|.*\b(?:compared|versus|vs|including|excluding)\b.*|(?:%|percent(?:age)?|\$|dollar)? ?(?:change|growth|increase)\b.*",
    re.I,
)
_CHANGES = ("change", "percent change", "other")


def with_drivers(
    columns: Sequence[Column], names: Sequence[str], filled: Sequence[bool], in_percent: bool, around: Period | None
) -> list[Column]:
    """Return the columns, those of what a change is made up of with their period and what they name.

    Arguments:
        names: for each column the words over it that say no period.
        filled: for each whether it holds figures.
        in_percent: whether all figures are changes in percent.
        around: the stretch of time that the words above are about.
    """
    found = list(columns)
    dated = [at for at, column in enumerate(columns) if column.kind == "figures" and column.period]
    if len(dated) == 2:
        first, second = dated
        between = [at for at in range(first + 1, second) if filled[at]]
        period = later(columns[first].period, columns[second].period)
    else:
        between = [at for at, is_filled in enumerate(filled) if is_filled]
        alone = in_percent and not dated and all(columns[at].kind in _CHANGES for at in between)
        period = around if alone else None
    said = [names[at] for at in between]
    if period is None or len(between) < 2 or len(set(said)) < len(said) or any(map(_NO_NAME.fullmatch, said)):
        return found
    for at in between:
        found[at] = replace(columns[at], kind="driver", period=period, member="", measure=names[at])
    return found


def later(one: Period | None, other: Period | None) -> Period | None:
    """Return the later of two stretches that are as long as each other; None of any others."""
    if not one or not other or not one.days or abs(one.days - other.days) > one.days / 8 or one == other:
        return None
    return max(one, other, key=lambda period: period.end)
