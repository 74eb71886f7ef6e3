"""The sign of a row's figures: whether they are printed with the opposite sign of the metric they are filed under."""

import re
from collections.abc import Container, Iterable, Sequence
from decimal import Decimal

from qa.language.metric import Metric
from qa.language.values import MetricMention
from qa.language.vocabulary import vocabulary
from qa.tables.statement import Figure, Row, Statement

ATTRIBUTABLE = re.compile(r"\battributable to\b|\bavailable to\b|\bapplicable to\b", re.I)
_PRETAX = "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest"
_OTHER_OWNERS = "NetIncomeLossAttributableToNoncontrollingInterest"
_INCOME = ("NetIncomeLoss", "ProfitLoss")
_ATTRIBUTED = (*_INCOME, "NetIncomeLossAvailableToCommonStockholdersBasic")
_TAKEN_OFF = frozenset(["StoresClosed"])
_ADDED_BACK = re.compile(r"cash flows?\b|adjustments to reconcile", re.I)

_PAID_OUT = re.compile(
    r"\b(?:costs|expenditures|payments?|repayments?|paid)$|^(?:payments?|repayments?) (?:of|on|for|to)\b", re.I
)
_BOTH_WAYS = re.compile(r"\b(?:proceeds|net|receipts?|borrowings?|amortization|accrued|deferred|prepaid)\b|[()]", re.I)


def flips(row: Row, mention: MetricMention | None, metric: Metric | None, statement: Statement) -> bool:
    """Whether the figures, as printed, have the opposite sign of the metric that they are filed under."""
    values = [f.value for f in row.figures if f.value and statement.columns[f.column].kind == "figures"]
    below_zero = [value < 0 for value in values]
    if metric is None or mention is None or not values:
        return any(below_zero) and _is_paid_out(row, statement)
    if metric.name in _TAKEN_OFF or metric.name.startswith("ProceedsFromSale"):
        return all(
            below_zero
        )  # of what there was at one end of a period and is at the other: "Closed (4)", "Sold (2.1)"
    adds_back = _ADDED_BACK.search(" ".join((statement.title, *row.heads)))
    if adds_back and metric.expense and not metric.outflow:
        return mention.negative and not any(below_zero)  # an expense is added back unbracketed
    if metric.outflow and metric.signed:
        return True  # a cash flow statement prints what came in: an increase in receivables is bracketed
    if metric.signed or metric.name == _OTHER_OWNERS:
        flips = _flips_by_arithmetic(row, metric, statement)
        if flips is not None:
            return flips
    if mention.two_sided:
        return mention.negative  # "income tax benefit (expense)": brackets say which
    if metric.signed and all(f.percent for f in row.figures if f.value):
        return (
            mention.negative
        )  # points of a ratio, which are no deduction: "Prior-year development (3.0)%" is favorable
    if metric.expense or metric.outflow:
        # A deduction is bracketed though its element is positive; "income tax benefit" is a negative expense.
        return mention.negative != (any(below_zero) if metric.outflow else all(below_zero))
    # "Net loss 8,453": the word says the sign unless brackets in the row tell losses from profits.
    return mention.negative and not any(below_zero)


def _is_paid_out(row: Row, statement: Statement) -> bool:
    """Whether a line of a cash flow statement that no vocabulary knows is called a payment, which brackets make no less of one."""
    if not _ADDED_BACK.search(" ".join((statement.title, *row.heads))):
        return False
    return _PAID_OUT.search(row.label) is not None and _BOTH_WAYS.search(row.label) is None


def _flips_by_arithmetic(row: Row, metric: Metric, statement: Statement) -> bool | None:
    """Whether a deduction is printed with its sign turned, by what the lines around it come to; None where they are silent.

    Tax is pretax income less net income, the share of other owners net income less what is attributable to the parent.
    """
    if metric.name == _OTHER_OWNERS:
        above, below = _row_of(_INCOME, statement, attributed=False), _row_of(_ATTRIBUTED, statement, attributed=True)
    else:
        above, below = _row_of((_PRETAX,), statement), _row_of(("NetIncomeLoss",), statement)
    between = _rows_between(above, below, statement)
    for figure in row.figures:
        before, net = value_at(above, figure.column), value_at(below, figure.column)
        if not figure.value or before is None or net is None:
            continue
        if abs(before - net) == abs(figure.value):
            return before - net != figure.value
        taken = sum((value_at(one, figure.column) or Decimal(0) for one in between), Decimal(0))
        if row in between and taken and abs(before - net) == abs(taken):
            return before - net != taken
    return None


def _rows_between(above: Row | None, below: Row | None, statement: Statement) -> Sequence[Row]:
    if above is None or below is None:
        return ()
    return statement.rows[statement.rows.index(above) + 1 : statement.rows.index(below)]


def _row_of(metrics: Container[str], statement: Statement, attributed: bool | None = None) -> Row | None:
    """The first row of one of the metrics; where said, one that is (or is not) attributable to some of the owners."""
    for row in statement.rows:
        mention = vocabulary().label(row.label, row.heads, statement.title) if row.figures else None
        if mention and mention.metric in metrics and attributed in (None, bool(ATTRIBUTABLE.search(row.label))):
            return row
    return None


def value_at(row: Row | None, column: int) -> Decimal | None:
    figures: Iterable[Figure] = row.figures if row else ()
    return next((figure.value for figure in figures if figure.column == column), None)
