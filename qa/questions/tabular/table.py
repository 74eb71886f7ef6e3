"""A filing's tables as a question sees them: every figure with the words and years that lead to it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache

from qa.frozen import frozen
from qa.language.stems import stems
from qa.questions.tabular.dates import months_in, without_dates, years_in
from qa.questions.tabular.headings import CHANGE, completed
from qa.questions.tabular.scaling import scales
from qa.store import StoredFiling
from qa.tables import grids
from qa.tables.captions import read_currency_name, read_scales
from qa.tables.layout import Layout
from qa.tables.rows import percent_throughout, read_rows
from qa.tables.statement import Figure, Row

_PERCENT = re.compile(r"%|\bpercent(?:age)?\b", re.I)
_ONE_EACH = re.compile(r"\bper (?:\w+ ){0,2}(?:share|unit|ADS)s?\b|\bEPS\b", re.I)
_PURE = re.compile(
    r"\((?:in )?(?:years?|days|months|times|x|cents|pence|%)\)|\bratio\b|\bnumber of employees\b|\bheadcount\b", re.I
)
_RATIO = re.compile(r"\bratio\b", re.I)
_SHARES = re.compile(r"\bshares\b", re.I)
_STUCK_MARK = re.compile(r"(?<=[a-z]{3})\d{1,2}\b|(?<=[a-z]\))\d{1,2}\b", re.I)
_BRACKETED = re.compile(
    r"\((?:notes?\b[^()]*(?:\([^()]*\))?|refer\b[^()]*|see\b[^()]*|\d{1,2}|[a-z])\)|\b(?:see )?notes? \d+[a-z]?\b", re.I
)
_ASIDE = re.compile(
    r"\b(?:restated|reclassified|unaudited|audited|\d\d weeks?|us|usd|rmb|eur|gbp|millions?|thousands?|billions?|as)\b|[’']?\b000s?\b|[$€£¥]\s?[mk]?\b|€m|£m",
    re.I,
)
_SPENT = re.compile(
    r"\b(?:costs?|expenses?|depreciation|amorti[sz]ation|allowances?|paid|repayments?|purchases?|used (?:in|for))\b",
    re.I,
)
_RECEIVED = re.compile(r"\b(?:income|benefits?|gains?|credits|provided|proceeds|profit)\b", re.I)
_PARTS = re.compile(r"\bquarters?\b|\bhalf\b|\bmonths\b|\bweeks\b|\bQ[1-4]\b", re.I)
_QUARTERLY = re.compile(r"\bquarterly (?:financial|results|data|information|sales|stock|price)\b", re.I)
_NOTE_COLUMN = re.compile(r"\W*notes?\W*", re.I)
_NO_PERCENTAGE = 1000


@frozen
class Cell:
    """One figure of a table and all that is printed about it.

    Arguments:
        value: as printed, signed, nil for a dash.
        unit: as in a fact.
        scale: what the printed figure is multiplied by; 1 where the filing states none.
        label, heads, header: of its row, of the section heads above, of its column from top to bottom.
        words, above, over: the stems of those, dates and notes left out.
        months: the stems of the dates in the column's header.
        years: those of its column; else of its row; else of its heads.
        dated: whether its column says a year.
        spent: whether its row is of costs, all of them in brackets.
        changes: whether its column is of changes between others.
        start, end: half-open offsets of its row up to the figure into the filing's text.
    """

    value: Decimal
    unit: str
    scale: int
    printed: str
    label: str
    heads: tuple[str, ...]
    header: str
    words: frozenset[str]
    above: frozenset[str]
    over: frozenset[str]
    months: frozenset[str]
    years: tuple[int, ...]
    dated: bool
    changes: bool
    spent: bool
    row: int
    column: int
    start: int
    end: int


def amount(cell: Cell) -> Decimal:
    """Return a cell's figure in whole units; what is spent is positive, however its line is bracketed."""
    return (abs(cell.value) if cell.spent else cell.value) * cell.scale


@dataclass(frozen=True)
class Table:
    """A table: its cells row by row, and the words around it.

    Arguments:
        rows: the cells of each labelled row, left to right.
        around: stems of its captions and of what introduces it.
        divides: whether it tells quarters, or other parts of a year, apart.
        dated: whether its columns are told apart by years.
    """

    filing: str
    rows: tuple[tuple[Cell, ...], ...]
    around: frozenset[str]
    dated: bool
    divides: bool
    start: int
    end: int

    @cached_property
    def sums(self) -> dict[int, range]:
        """For each row that is the sum of the rows right above it, those rows."""
        found = {}
        for at, cells in enumerate(self.rows):
            above = _adding_up(cells[-1], self.rows[:at])
            if above:
                found[cells[0].row] = range(above[0][0].row, cells[0].row)
        return found

    @property
    def cells(self) -> Iterator[Cell]:
        """All cells in the order of the text."""
        return (cell for row in self.rows for cell in row)


def _adding_up(cell: Cell, above: Sequence[Sequence[Cell]]) -> Sequence[Sequence[Cell]]:
    """The rows right above, two or more, that add up to a figure; none where none do."""
    rest = cell.value
    for parts, row in enumerate(reversed(above), start=1):
        rest -= next((each.value for each in row if each.column == cell.column), Decimal(0))
        if parts > 1 and not rest and cell.value:
            return above[-parts:]
    return ()


def read_tables(held: StoredFiling) -> tuple[Table, ...]:
    """Return the tables of a stored filing that is a piece of a report: one table and the words around it.

    Of a table among others it cannot be told which of the filing's words are about it, and what a release says of
    itself, who reports and when, dates its tables better than their columns' years do.
    """
    laid_out = [block.grid for block in held.blocks if block.grid is not None]
    if len(laid_out) != 1 or (held.header.company and held.header.released):
        return ()
    prose = " ".join(held.text[block.start : block.end] for block in held.blocks if block.grid is None)
    tables = (_table(layout, held, prose) for layout in grids.layouts(laid_out[0], held.text, ()))
    return tuple(table for table in tables if table.rows)


@lru_cache(maxsize=256)
def plain_stems(text: str) -> frozenset[str]:
    """Return the stems of a label or a header, which is that of many cells, that name what it is of: no dates, no notes."""
    return stems(_STUCK_MARK.sub("", _BRACKETED.sub(" ", without_dates(text))).replace("%", " percent "))


def _table(layout: Layout, held: StoredFiling, prose: str) -> Table:
    rows = _named_totals(percent_throughout(read_rows(layout.lines, held.text)))
    headers = [" ".join(words) for words in completed(layout.headers)]
    dated = [bool(years_in(header)) and not CHANGE.search(header) for header in headers]
    figures = [figure for row in rows for figure in row.figures]
    signs = {figure.currency for figure in figures if figure.currency}
    label = rows[0].label if rows else ""
    reading = _Reading(
        text=held.text,
        headers=headers,
        percents=[_is_percent(column, headers[column], rows) for column in range(len(headers))],
        levels=dated if any(dated) else [True] * len(headers),
        currency=signs.pop() if len(signs) == 1 else read_currency_name(" ".join((*layout.captions, *headers))),
        scales=scales(layout.captions, headers, label, prose, [figure.value for figure in figures if figure.value]),
        years=next((years for words in reversed(layout.captions) if (years := years_in(words))), ()),
    )
    cells = (tuple(reading.cells(at, row)) for at, row in enumerate(rows))
    return Table(
        held.summary.id,
        tuple(of_row for of_row in cells if of_row),
        plain_stems(" ".join((*layout.captions, prose))),
        len({years for header in headers if (years := years_in(header))}) > 1,
        bool(
            _PARTS.search(" ".join((*layout.captions, *headers, *(row.label for row in rows))))
            or _QUARTERLY.search(prose)
        ),
        layout.start,
        layout.end,
    )


@frozen
class _Reading:
    """What holds for all of a table: its columns' headers, which are of percentages and which of levels, its units."""

    text: str
    headers: Sequence[str]
    percents: Sequence[bool]
    levels: Sequence[bool]
    currency: str
    scales: tuple[int, int]
    years: tuple[int, ...]

    def cells(self, at: int, row: Row) -> Iterator[Cell]:
        """Yield the figures of a row, the numbers of its notes left out."""
        levels = [figure.value or Decimal(0) for figure in row.figures if self.levels[figure.column]]
        is_cost = _SPENT.search(row.label) and not _RECEIVED.search(row.label)
        spent = bool(is_cost) and all(value <= 0 for value in levels)
        for figure in row.figures:
            if not _NOTE_COLUMN.fullmatch(self.headers[figure.column]):
                yield self._cell(at, row, figure, spent=spent)

    def _cell(self, at: int, row: Row, figure: Figure, *, spent: bool) -> Cell:
        header = self.headers[figure.column]
        unit, scale = self._unit(row, figure, header)
        places = (header, row.label, *reversed(row.heads))
        return Cell(
            value=figure.value if figure.value is not None else Decimal(0),
            unit=unit,
            scale=scale,
            printed=self.text[figure.start : figure.end],
            label=row.label,
            heads=row.heads,
            header=header,
            words=plain_stems(row.label),
            above=plain_stems(" ".join(row.heads)),
            over=plain_stems(_ASIDE.sub(" ", _STUCK_MARK.sub("", header))),
            months=months_in(header) or months_in(row.label),
            years=next((years for words in places if (years := years_in(words))), self.years),
            dated=bool(years_in(header)),
            changes=bool(CHANGE.search(header)),
            spent=spent,
            row=at,
            column=figure.column,
            start=min(row.start, figure.start),
            end=figure.end,
        )

    def _unit(self, row: Row, figure: Figure, header: str) -> tuple[str, int]:
        about = " ".join((*row.heads[-1:], row.label, header))
        if figure.percent or self.percents[figure.column] or (_PERCENT.search(row.label) and not figure.currency):
            return "percent", 1
        money, (scale, share_scale) = figure.currency or self.currency, self.scales
        if figure.scale:
            return money or "count", figure.scale
        if _ONE_EACH.search(about):
            return f"{money or 'USD'}/share", 1
        if _PURE.search(f"{row.label} {header}"):
            return "ratio" if _RATIO.search(row.label) else "count", 1
        own = row.scale or read_scales(header)[0]
        if (_SHARES.search(row.label) or _SHARES.search(header)) and not figure.currency:
            return "shares", own or share_scale
        return money or "count", own or scale


def _named_totals(rows: Sequence[Row]) -> list[Row]:
    """The rows, each without a label that is the sum of rows right above it called the total of their head."""
    found: list[Row] = []
    for at, row in enumerate(rows):
        head = _summed_head(row, rows[:at]) if not row.label and row.figures else None
        found.append(row if head is None else replace(row, label=f"Total {head}".strip(), heads=()))
    return found


def _summed_head(row: Row, above: Sequence[Row]) -> str | None:
    """The head of the rows that a row sums up, empty for none; None where it is no sum."""
    figure = row.figures[-1]
    total = Decimal(0)
    for parts, part in enumerate(reversed(above), start=1):
        total += next((each.value for each in part.figures if each.column == figure.column), None) or Decimal(0)
        if parts > 1 and total == figure.value:
            heads = {other.heads[-1] if other.heads else "" for other in above[-parts:]}
            return heads.pop().strip(" :") if len(heads) == 1 else ""
    return None


def _is_percent(column: int, header: str, rows: Sequence[Row]) -> bool:
    """Whether a column's header says that its bare figures are percentages."""
    if not _PERCENT.search(header):
        return False
    figures = [f for row in rows for f in row.figures if f.column == column and f.value is not None]
    return all(abs(figure.value or Decimal(0)) < _NO_PERCENTAGE and not figure.currency for figure in figures)
