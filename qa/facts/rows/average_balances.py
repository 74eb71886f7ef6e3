"""Banks' average balance sheets: what each row's balance is, the interest on it, and the rate of that, as rows of their own.

Regulation S-K Item 1404(c) sets the three side by side: "Time deposits" below "Average balance", "Interest" and
"Yield/Rate" are average time deposits, interest on them, and their cost.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from qa.language.vocabulary import vocabulary
from qa.tables.statement import Column, Figure, Row, Statement

_Kind = Literal["balance", "interest", "rate", ""]

_RATE = re.compile(r"\b(?:yields?|rates?|costs?)\b", re.I)
_BALANCE = re.compile(r"\bbalances?\b|\baverage (?:volume|outstanding|amount)\b", re.I)
_INTEREST = re.compile(r"\b(?:interest|income|expense)\b", re.I)
_AVERAGE = re.compile(r"\b(?:average|avg|mean)\b", re.I)
_AVERAGES = re.compile(r"(?:(?:condensed|consolidated|selected) )*average (?:balances?|balance sheets?)\b", re.I)
_EARNING = re.compile(r"\btotal\b.*\bearning assets\b", re.I)
_BEARING = re.compile(r"\btotal\b.*\b(?:bearing liabilities|liabilities)\b|\bcost of\b", re.I)
_ALL_BEARING = re.compile(r"\btotal\b.*\bbearing liabilities\b", re.I)
_NET = re.compile(r"\bnet (?:interest|earning)|\bmargin\b|\bspread\b", re.I)
_OWED = re.compile(r"\b(?:liabilities|deposits|borrowings?)\b", re.I)
_TOTAL = re.compile(r"^total\s+", re.I)


def with_rates_as_rows(statement: Statement) -> Statement:
    """Return a statement, each row of an average balance sheet as one for each of its measures; any other as it is."""
    kinds = [_kind(column) for column in statement.columns]
    figures = [kind for kind, column in zip(kinds, statement.columns, strict=True) if column.kind == "figures"]
    if not {"balance", "rate"} <= set(figures) or not all(figures):
        return _with_averages(statement)
    averages = any(map(_AVERAGE.search, (statement.title, *(column.header for column in statement.columns))))
    last, bearing = _last_earned(statement.rows), _last_bearing(statement.rows)
    rows: list[Row] = []
    side = ""
    for at, row in enumerate(statement.rows):
        side = "earned" if at <= last and not _NET.search(row.label) else _side(row, side)
        side = "paid" if last < at <= bearing else side
        rows += _measured(row, kinds, side, "Average" if averages else "")
        side = "" if _BEARING.search(row.label) else side
    columns = (replace(column, member="", measure="") for column in statement.columns)
    return replace(statement, columns=tuple(columns), rows=tuple(rows))


def _with_averages(statement: Statement) -> Statement:
    """The statement with balances of stretches of time called averages: "Loans" beside earning assets of a quarter."""
    columns = [column.period for column in statement.columns if column.kind == "figures"]
    if not columns or not all(period and period.start for period in columns):
        return statement
    heads = {row.heads for row in statement.rows if _EARNING.search(row.label)}
    every = _AVERAGES.match(statement.title) is not None
    rows = (
        replace(row, label=f"Average {row.label[:1].lower()}{row.label[1:]}")
        if (every or row.heads in heads) and _is_balance(row)
        else row
        for row in statement.rows
    )
    return replace(statement, rows=tuple(rows))


def _is_balance(row: Row) -> bool:
    """Whether a row may be a balance, which it does not call an average itself."""
    mention = vocabulary().label(row.label)
    metric = vocabulary().metrics[mention.metric] if mention else None
    of_money = row.figures and not any(figure.percent for figure in row.figures)
    return (
        bool(of_money)
        and not _AVERAGE.search(row.label)
        and (metric is None or (metric.instant and metric.unit == "money"))
    )


def _last_earned(rows: Sequence[Row]) -> int:
    """The place of the last row on which interest is earned: their total, else the one before the first that is owed."""
    total = max((at for at, row in enumerate(rows) if _EARNING.search(row.label)), default=None)
    return next((at for at, row in enumerate(rows) if _is_owed(row)), len(rows)) - 1 if total is None else total


def _last_bearing(rows: Sequence[Row]) -> int:
    """The place of the total on which interest is paid, with all rows from the earning assets on; -1 without both totals."""
    if not any(_EARNING.search(row.label) for row in rows):
        return -1
    return max((at for at, row in enumerate(rows) if _ALL_BEARING.search(row.label)), default=-1)


def _is_owed(row: Row) -> bool:
    return any(_OWED.search(words) for words in (row.label, *row.heads[-1:])) and "equity" not in row.label.lower()


def _kind(column: Column) -> _Kind:
    if _RATE.search(column.header):
        return "rate"
    if _BALANCE.search(column.header):
        return "balance"
    return "interest" if _INTEREST.search(column.header) else ""


def _side(row: Row, before: str) -> str:
    """Whether interest is paid on what a row below the earning assets is of, as its head or its own words begin to say."""
    if _NET.search(row.label):
        return ""
    return "paid" if _is_owed(row) else "" if before == "earned" else before


def _measured(row: Row, kinds: list[_Kind], side: str, average: str) -> Iterator[Row]:
    """The rows that a row is: one for each measure that it has figures of."""
    mention = vocabulary().label(row.label)
    metric = vocabulary().metrics[mention.metric] if mention else None
    is_rate, is_balance = metric is not None and metric.unit == "percent", metric is not None and metric.instant
    name = _TOTAL.sub("", row.label)
    name = name[:1].lower() + name[1:] if name[1:2].islower() else name
    for kind in ("balance", "interest", "rate"):
        figures = tuple(figure for figure in row.figures if kinds[figure.column] == kind)
        if figures and not (is_rate and kind != "rate"):
            label = row.label if is_rate else _label(kind, name, side, average)
            if not label and (is_balance or not _NET.search(row.label)):
                continue  # interest on what, and whether earned or paid, is not said
            label = label or row.label
            yield replace(
                row,
                label=label,
                heads=(),
                figures=tuple(_in_percent(f) for f in figures) if kind == "rate" else figures,
            )


def _label(kind: str, name: str, side: str, average: str) -> str:
    """What a measure of a row is called; empty where the row's own words say it ("Net interest income")."""
    if kind == "balance":
        return name if _AVERAGE.match(name) else f"{average} {name}".strip()
    if not side:
        return ""
    if kind == "rate":
        return f"{'Yield on' if side == 'earned' else 'Cost of'} {name}"
    # On a tax-equivalent basis it is not the income statement's.
    return f"Interest on {'average ' if vocabulary().label(f'interest on {name}') else ''}{name}"


def _in_percent(figure: Figure) -> Figure:
    return replace(figure, percent=not figure.currency)
