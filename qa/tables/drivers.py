"""Columns of what a change is made up of: "Volume", "Price", "Currency" between two years' sales, or in percent alone.

Such a column says no period; its figures are of the change to the later of the two periods beside it, or where no
column says a period, of the one that the words above are about. It names what its figures are, and the rows whose they are.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.facts.fact import Period
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.tables.periods import Context, is_placed
from qa.tables.statement import Column

# What says only that it is a change, or of what to what.
_NO_NAME = re.compile(
    r"|.*\b(?:compared|versus|vs|including|excluding)\b.*|(?:%|percent(?:age)?|\$|dollar)? ?(?:change|growth|increase)\b.*",
    re.I,
)
_OF_A_CHANGE = re.compile(
    r"\b(?:components?|composition|drivers?|contributions?) (?:of|to)\b.*\b(?:change|growth|increase|decrease)\b", re.I
)
_TWO = 2
_CHANGES = ("change", "percent change", "other")


def with_drivers(
    columns: Sequence[Column], names: Sequence[str], filled: Sequence[bool], context: Context, calendar: FiscalCalendar
) -> list[Column]:
    """Return the columns, those of what a change is made up of with their period and what they name.

    Arguments:
        names: for each column the words over it that say no period.
        filled: for each whether it holds figures.
        context: what stands above, and whether all figures are changes in percent.
    """
    found = list(columns)
    dated = [at for at, column in enumerate(columns) if column.kind == "figures" and column.period]
    if len(dated) == 2:
        first, second = dated
        between = [at for at in range(first + 1, second) if filled[at]]
        period = later(columns[first].period, columns[second].period)
    else:
        between = [at for at, is_filled in enumerate(filled) if is_filled]
        titled = _OF_A_CHANGE.search(context.caption.title) is not None
        alone = not dated and all(titled or columns[at].kind in _CHANGES for at in between)
        period = _around(context, calendar) if context.in_percent and alone else None
    said = [names[at] for at in between]
    if period is None or len(between) < 2 or len(set(said)) < len(said) or any(map(_NO_NAME.fullmatch, said)):
        return found
    for at in between:
        found[at] = replace(columns[at], kind="driver", period=period, member="", measure=names[at])
    return found


def _around(context: Context, calendar: FiscalCalendar) -> Period | None:
    """The stretch of time that the nearest line above which says one is about; the reported first quarter without.

    Of "third quarter of 2031 vs. third quarter of 2030" it is the later.
    """
    for line in context.around:
        said = [calendar.resolve(each, None) for each in line if is_placed(each) and not each.instant]
        stretches = list({period for period in said if period and period.start})
        if stretches:
            return stretches[0] if len(stretches) == 1 else later(*stretches) if len(stretches) == _TWO else None
    reported = calendar.reported
    return reported if reported and reported.label.startswith("Q1 ") else None


def later(one: Period | None, other: Period | None) -> Period | None:
    """Return the later of two stretches that are as long as each other; None of any others."""
    if not one or not other or not one.days or abs(one.days - other.days) > one.days / 8 or one == other:
        return None
    return max(one, other, key=lambda period: period.end)
