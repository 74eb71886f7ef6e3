"""Tells which rows are called like a metric that they are none of, by the figures, heads and columns where they stand."""

import re
from datetime import date
from decimal import Decimal

from qa.facts.rows.divided import divisible, is_price
from qa.facts.rows.stated_units import LARGEST_PRICE
from qa.facts.rows.tax_footing import is_footing
from qa.language.values import MetricMention
from qa.language.vocabulary import vocabulary
from qa.tables.statement import Row, Statement

_SAYS_PRICE = re.compile(r"\b(?:per|each|an?|prices?|rents?|value|rates?)\b|/", re.I)
_OPENING = re.compile(r"\b(?:beginning|opening|start)\b", re.I)  # days that differ, though the periods end together


def is_else_here(mention: MetricMention, row: Row) -> bool:
    """Return whether a label means something else in its row: "Subscribers" of so many dollars, "Prepaid" below "Customers"."""
    known = vocabulary()
    metric = known.metrics[mention.metric]
    if metric.is_count and any(figure.currency for figure in row.figures):
        return True
    if is_price(metric) and metric.unit != "cents" and not _SAYS_PRICE.search(" ".join((*row.heads[-1:], row.label))):
        values = [abs(figure.value) for figure in row.figures if figure.value and not figure.percent]
        if values and all(value >= LARGEST_PRICE for value in values):
            return True  # "All-in sustaining costs", all of them
    if not metric.instant or not (metric.unit == "money" or metric.is_count):
        return False
    wholes = [known.metrics[whole.metric] for head in row.heads if (whole := known.label(head))]
    return any(divisible(whole) or (metric.unit == "money" and whole.is_count) for whole in wholes)


def is_else(mention: MetricMention, row: Row, statement: Statement) -> bool:
    """Return whether a row's label means something else where it stands: by the row, by the rows around it, or by the columns."""
    return (
        is_else_here(mention, row)
        or _is_other_side(mention, row, statement)
        or _is_item_of_income(mention, statement)
        or _is_flow(mention, row, statement)
    )


def _is_other_side(mention: MetricMention, row: Row, statement: Statement) -> bool:
    """Whether a cost's name stands among revenues, and again among costs: "Research and development", paid for by others.

    What stands again below the cost of revenue is what that costs: "Maintenance" of software, and of no pipes.
    """
    known = vocabulary()
    if not known.metrics[mention.metric].expense or not row.heads:
        return False
    here = _metric_of_head(row)
    others = {
        _metric_of_head(other) for other in statement.rows if other.label == row.label and other.heads != row.heads
    }
    return (here == "Revenues" and bool(others)) or (here == "CostOfRevenue" and "Revenues" in others)


def _metric_of_head(row: Row) -> str:
    whole = vocabulary().label(row.heads[-1], row.heads[:-1]) if row.heads else None
    return whole.metric if whole else ""


def _is_flow(mention: MetricMention, row: Row, statement: Statement) -> bool:
    """Whether what is called as a balance is none, as it differs between periods that end together: income on "Fixed income securities"."""
    metric = vocabulary().metrics[mention.metric]
    if not (metric.instant and metric.unit == "money") or _OPENING.search(row.label):
        return False
    ended: dict[date, set[tuple[date, Decimal | None]]] = {}
    for figure in row.figures:
        column = statement.columns[figure.column]
        if (
            column.kind == "figures"
            and not (figure.percent or column.member or column.measure)
            and column.period
            and column.period.start
        ):
            ended.setdefault(column.period.end, set()).add((column.period.start, figure.value))
    return any(
        len({start for start, _ in said}) > 1 and len({value for _, value in said}) > 1 for said in ended.values()
    )


def _is_item_of_income(mention: MetricMention, statement: Statement) -> bool:
    """Whether what is called as a balance is no balance, as taxes are taken off it: "Decommissioning obligations", after tax."""
    metric = vocabulary().metrics[mention.metric]
    balance = metric.instant and metric.unit == "money"
    return balance and any(column.member and is_footing(column, statement) for column in statement.columns)
