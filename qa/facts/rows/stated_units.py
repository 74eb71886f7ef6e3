"""The unit that a row, a head above it or the table's heading states: "(ounces)", "Electric sales (GWh)", "Unit costs (per Boe)"."""

import re

from qa.language.volumes import Volume
from qa.tables.statement import Row, Statement
from qa.tables.units import read_measure, read_price, read_volume, unit_in_brackets

# What is of its own kind below a head that measures something else: "Average price" below "Coal (tons)".
OF_ITS_OWN = re.compile(
    r"\b(?:prices?|costs?|revenues?|margins?|income|expenses?|profit|per|rate|percent(?:age)?|ratio|number)\b|[%$€£/]",
    re.I,
)

LARGEST_PRICE = 10_000  # a larger figure without a sign is how much is sold at the price that its row is named by


def own_unit(row: Row) -> str:
    """Return the unit that a row's own label says; empty where it says none."""
    return row.unit or unit_in_brackets(row.label)


def stated_volume(row: Row, statement: Statement) -> Volume | None:
    """Return how much of what a row's figures count, where its label, a head or the heading says so."""
    own = own_unit(row)
    if own or OF_ITS_OWN.search(row.label):
        return read_volume(own)
    units = [unit for head in reversed(row.heads) if (unit := unit_in_brackets(head))]
    return read_volume(units[0]) if units else read_measure(statement.heading)


def stated_price(row: Row) -> str:
    """Return what a row's amounts are of one of, where brackets behind its label or a head say so: "barrel"; else empty."""
    own = own_unit(row)
    if row.scale and not own:
        return ""  # "Exploration expense ($ millions)" below "Unit costs (per Boe)" is all of it
    units = (own,) if own else (unit_in_brackets(head) for head in reversed(row.heads))
    return next((price for unit in units if (price := read_price(unit))), "")
