"""The sign of a row's figures: whether they are printed with the opposite sign of the metric they are filed under."""

import re
from collections.abc import Iterable
from decimal import Decimal

from qa.language.metric import Metric
from qa.language.values import MetricMention
from qa.language.vocabulary import vocabulary
from qa.tables.statement import Figure, Row, Statement

_ADDED_BACK = re.compile(r"cash flows?\b|adjustments to reconcile", re.I)


def flips(row: Row, mention: MetricMention | None, metric: Metric | None, statement: Statement) -> bool:
    """Whether the figures, as printed, have the opposite sign of the metric that they are filed under."""
    values = [f.value for f in row.figures if f.value and statement.columns[f.column].kind == "figures"]
    if metric is None or mention is None or not values:
        return False
    below_zero = [value < 0 for value in values]
    adds_back = _ADDED_BACK.search(" ".join((statement.title, *row.heads)))
    if adds_back and metric.expense and not metric.outflow:
        return mention.negative and not any(below_zero)  # an expense is added back unbracketed
    if metric.outflow and metric.signed:
        return True  # a cash flow statement prints what came in: an increase in receivables is bracketed
    if metric.signed:
        flips = _flips_by_arithmetic(row, statement)
        if flips is not None:
            return flips
    if mention.two_sided:
        return mention.negative  # "income tax benefit (expense)": brackets say which
    if metric.expense or metric.outflow:
        # A deduction is bracketed though its element is positive; "income tax benefit" is a negative expense.
        return mention.negative != (any(below_zero) if metric.outflow else all(below_zero))
    # "Net loss 8,453": the word says the sign unless brackets in the row tell losses from profits.
    return mention.negative and not any(below_zero)


def _flips_by_arithmetic(row: Row, statement: Statement) -> bool | None:
    """Whether tax is printed as a deduction, by what pretax income less net income comes to; None where that is silent."""
    pretax, after = (
        _row_of(
            "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest", statement
        ),
        _row_of("NetIncomeLoss", statement),
    )
    for figure in row.figures:
        before, net = value_at(pretax, figure.column), value_at(after, figure.column)
        if figure.value and before is not None and net is not None and abs(before - net) == abs(figure.value):
            return before - net != figure.value
    return None


def _row_of(metric: str, statement: Statement) -> Row | None:
    for row in statement.rows:
        mention = vocabulary().label(row.label, row.heads, statement.title) if row.figures else None
        if mention and mention.metric == metric:
            return row
    return None


def value_at(row: Row | None, column: int) -> Decimal | None:
    figures: Iterable[Figure] = row.figures if row else ()
    return next((figure.value for figure in figures if figure.column == column), None)
