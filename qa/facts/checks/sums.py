"""Checks that a statement's totals are the sums of the rows above them."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from qa.facts.checks.finding import Finding
from qa.facts.fact import Source
from qa.frozen import frozen
from qa.tables.statement import Row, Statement

_TOTAL = re.compile(r"^(?:net |sub-?)?totals?\b|^net cash\b.*\bactivit", re.IGNORECASE)
_LESS = re.compile(r"^less\b", re.IGNORECASE)
_WORTH = 100  # below which a sum may come out by chance


@frozen
class _Term:
    """A row, or a total in the place of its rows: its figures by column, as printed."""

    row: Row
    figures: dict[int, Decimal]


def check_sums(statement: Statement, text: str) -> Iterator[Finding]:
    """Yield for each total a finding in each column of amounts.

    Where a sum begins is shown by the columns in which it comes out; the total's other columns are held to that.
    """
    columns = _columns(statement)
    above: list[_Term] = []
    for row in statement.rows:
        figures = {
            figure.column: figure.value or Decimal(0)
            for figure in row.figures
            if figure.column in columns and not figure.percent and figure.high is None
        }
        if not figures:
            continue
        term = _Term(row, figures)
        count = _terms(term, above) if _TOTAL.match(row.label) or not row.label else 0
        if count:
            yield from _findings(term, above[-count:], statement, text)
            del above[-count:]
        above.append(term)


def _columns(statement: Statement) -> set[int]:
    """The columns of amounts: not those of percentages, rates and what else does not add up."""
    return {
        at
        for at, column in enumerate(statement.columns)
        if column.kind == "figures"
        and not any(f.percent for row in statement.rows for f in row.figures if f.column == at)
    }


def _terms(total: _Term, above: Sequence[_Term]) -> int:
    """How many of the rows above a total add up to it in most columns, the fewest; 0 where none do."""
    best, best_count = 0, 0
    worth = [column for column, value in total.figures.items() if abs(value) >= _WORTH]
    sums, parts = dict.fromkeys(worth, Decimal(0)), dict.fromkeys(worth, 0)
    for count, term in enumerate(reversed(above), start=1):
        for column in worth:
            sums[column] += _signed(term, column)
            parts[column] += bool(term.figures.get(column))
        good = sum(parts[column] > 1 and _agree(sums[column], total.figures[column], count) for column in worth)
        if good > best:
            best, best_count = good, count
    return best_count if best * 2 >= len(worth) else 0


def _signed(term: _Term, column: int) -> Decimal:
    value = term.figures.get(column, Decimal(0))
    return -abs(value) if _LESS.match(term.row.label) else value


def _agree(summed: Decimal, total: Decimal, terms: int) -> bool:
    """Whether a sum is a total within the rounding of its terms: half a unit in the last place of each."""
    place = min(0, int(total.as_tuple().exponent))
    return abs(summed - total) <= Decimal(1).scaleb(place) * (terms + 1) / 2


def _findings(total: _Term, terms: Sequence[_Term], statement: Statement, text: str) -> Iterator[Finding]:
    scale = total.row.scale or statement.scale or 1
    what = f"{total.row.label or 'The unlabelled total'} = {_words(terms)}"
    for column, stated in total.figures.items():
        expected = sum((_signed(term, column) for term in terms), Decimal(0))
        held = (total, *(term for term in terms if column in term.figures))
        yield Finding(
            "sum",
            what,
            statement.columns[column].period,
            statement.currency or "USD",
            stated * scale,
            expected * scale,
            _agree(expected, stated, len(terms)),
            tuple(_source(term.row, column, statement, text) for term in held),
        )


def _words(terms: Sequence[_Term]) -> str:
    labels = [term.row.label or "…" for term in terms]
    return " + ".join(labels if len(labels) <= 4 else [*labels[:2], f"{len(labels) - 3} more", labels[-1]])


def _source(row: Row, column: int, statement: Statement, text: str) -> Source:
    figure = next(figure for figure in row.figures if figure.column == column)
    start = min(row.start, figure.start) if row.label else figure.start
    return Source(start, figure.end, text[start : figure.end], statement.title)
