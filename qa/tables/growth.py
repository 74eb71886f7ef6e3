"""Columns of growth otherwise measured, behind the amounts of two periods: "Organic" and "Ex-F/X" beside "Reported".

Their figures are of the change to the later of the periods, in percent; beside them may stand what it is made up of
("Currency", "Acquisitions").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from qa.facts.fact import Period
from qa.language.vocabulary import vocabulary
from qa.tables.drivers import later
from qa.tables.statement import Column

_CHANGE = re.compile(
    r"\b(?:percent(?:age)?|growth|changes?|increase|decrease|worldwide|sales|revenues?|composition|contribution|vs\.?|prior|year|over"
    r"|due to|to|in|at|of|from)\b|[%()*,:]",
    re.I,
)
_PLAIN = re.compile(r"(?:as )?(?:reported|actual|total|nominal)?", re.I)


def with_growth(columns: Sequence[Column]) -> list[Column]:
    """Return the columns, those of growth otherwise measured with their period and what they name."""
    found = list(columns)
    for dated, run in _runs(columns):
        period = _period([columns[at] for at in dated])
        names = {at: " ".join(_CHANGE.sub(" ", columns[at].header).split()) for at in run}
        told = {at: name for at, name in names.items() if not _PLAIN.fullmatch(name)}
        known = {at for at, name in told.items() if vocabulary().label(f"{name} growth")}
        if period is None or not known or len(set(names.values())) < len(names):
            continue
        for at in told if len(known) < len(names) else known:
            found[at] = replace(columns[at], kind="driver", period=period, member="", measure=told[at])
    return found


def _runs(columns: Sequence[Column]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the places of columns of amounts, each with those of the columns of change that stand behind them."""
    dated: list[int] = []
    for kind, places in groupby(range(len(columns)), lambda at: columns[at].kind):
        run = list(places)
        if kind == "figures":
            dated = run
        elif kind == "percent change" and dated:
            yield dated, run


def _period(columns: Sequence[Column]) -> Period | None:
    """The later of the two periods that columns of amounts are of; None where they are of more, or of one."""
    periods = list(dict.fromkeys(column.period for column in columns))
    return later(periods[0], periods[1]) if len(periods) == 2 else None
