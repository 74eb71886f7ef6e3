"""Finds again the column spans that are lost when HTML is turned into a pipe table.

A converter writes each cell once, however many columns it spanned: "| Sales | $ | 4,100 |" stands beside
"| Costs | 900 |", whose figure had spanned the column of the currency sign too.
"""

import itertools
import re
from collections.abc import Sequence

from qa.reading.builder import Piece
from qa.reading.figures import FIGURE

_SIGNS = frozenset(["$", "€", "£", "¥", "US$", "C$"])
_CLOSING = re.compile(r"[)%\s]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TRIES = 2_000  # ways to place a row before it is left in its order


def spanned_rows(rows: Sequence[Sequence[str]]) -> list[list[Piece]]:
    """Return each row's filled cells with the columns they span; rows that do not tell keep their order."""
    width = max(map(len, rows), default=0)
    full = [row for row in rows if len(row) == width]
    signs = {at for row in full for at, cell in enumerate(row[:-1]) if cell in _SIGNS and FIGURE.fullmatch(row[at + 1])}
    figures = sorted(
        {at for row in full for at, cell in enumerate(row) if at and cell not in _SIGNS and FIGURE.fullmatch(cell)}
    )
    heading = _heading_columns(full)
    placed = []
    for row, below in itertools.zip_longest(rows, rows[1:], fillvalue=()):
        if len(row) == width:
            pieces = _over_empty(row, heading)
        else:
            pieces = (
                _Placer(row, width, signs, set(figures)).place()
                or _each(row, figures)
                or _over(row, signs, figures)
                or _over_groups(row, below, signs, figures)
                or _in_order(row)
            )
        placed.append([piece for piece in pieces if piece.text])
    return placed


def _heading_columns(full: Sequence[Sequence[str]]) -> frozenset[int]:
    """The columns that hold nothing but heads, whose figures stand in the next: its cell had spanned both, and one was kept empty."""
    if not full:
        return frozenset()
    filled = [[at for at, row in enumerate(full) if row[column]] for column in range(len(full[0]))]
    pairs = enumerate(itertools.pairwise(filled))
    return frozenset(column for column, (heads, below) in pairs if column and heads and below and heads[-1] < below[0])


def _over_empty(row: Sequence[str], heading: frozenset[int]) -> list[Piece]:
    """Place a row's cells in their order, those of columns of heads over the empty ones behind them."""
    pieces = []
    for at, cell in enumerate(row):
        ends = at + 1
        while at in heading and cell and ends < len(row) and not row[ends]:
            ends += 1
        pieces.append(Piece(cell, at, ends))
    return pieces


class _Placer:
    """Tries the ways in which a row's cells can span the columns of signs, for the one that fits."""

    def __init__(self, row: Sequence[str], width: int, signs: set[int], figures: set[int]) -> None:
        self._row = row
        self._width = width
        self._signs = signs
        self._figures = figures
        self._tries = 0

    def place(self) -> list[Piece]:
        """Return the row's cells if exactly one way puts all of them under the figures."""
        found = {tuple(piece for piece in way if piece.text): way for way in self._ways(0, 0)}
        return found.popitem()[1] if len(found) == 1 else []

    def _ways(self, at: int, column: int) -> list[list[Piece]]:
        self._tries += 1
        if self._tries > _TRIES:
            return []
        if at == len(self._row):
            return [[]] if column == self._width else []
        cell = self._row[at]
        ways = []
        for span in (2, 1) if column in self._signs and cell not in _SIGNS else (1,):
            if self._width - column - span >= len(self._row) - at - 1 and self._fits(cell, column, span):
                rest = self._ways(at + 1, column + span)
                ways += [[Piece(cell, column, column + span), *way] for way in rest]
        return ways

    def _fits(self, cell: str, column: int, span: int) -> bool:
        if not cell or not column or _CLOSING.fullmatch(cell) or cell in _SIGNS:
            return True
        return not FIGURE.fullmatch(cell) or any(at in self._figures for at in range(column, column + span))


def _each(row: Sequence[str], figures: Sequence[int]) -> list[Piece]:
    """Place one figure under each column of figures, however many columns it spanned; [] where there are not as many."""
    label, *filled = [cell for cell in row if cell and cell not in _SIGNS] or [""]
    if not row or label != row[0] or len(filled) != len(figures) or not all(map(FIGURE.fullmatch, filled)):
        return []
    return [Piece(label, 0, 1), *(Piece(cell, at, at + 1) for cell, at in zip(filled, figures, strict=True))]


def _over_groups(row: Sequence[str], below: Sequence[str], signs: set[int], figures: Sequence[int]) -> list[Piece]:
    """Place a header's cells over as many columns as they head: a day that the row below says again is another's; else []."""
    filled, days = [[cell for cell in one if cell] for one in (row, below)]
    starts, said = [0], set[str]()
    for at, day in enumerate(days):
        starts, said = ([*starts, at], {day}) if day in said else (starts, said | {day})
    if not filled or row[0] or below[0] or len(days) != len(figures) or len(starts) != len(filled) or _are_told(filled):
        return []
    ends = [*starts[1:], len(figures)]
    return [
        _across(cell, figures[first : last + 1], signs)
        for cell, first, last in zip(filled, starts, (end - 1 for end in ends), strict=True)
    ]


def _are_told(cells: Sequence[str]) -> bool:
    """Whether some cells are figures, and no years."""
    return any(FIGURE.fullmatch(cell) and not _YEAR.fullmatch(cell) for cell in cells)


def _across(cell: str, columns: Sequence[int], signs: set[int]) -> Piece:
    """A header's cell over some columns of figures, and the sign of the first."""
    return Piece(cell, columns[0] - (columns[0] - 1 in signs), columns[-1] + 1)


def _over(row: Sequence[str], signs: set[int], figures: Sequence[int]) -> list[Piece]:
    """Place a header's cells evenly over the columns of figures; [] where they do not come out even."""
    filled = [cell for cell in row if cell]
    # A row of years has no label, where it begins with one.
    dated = len(filled) > 1 and all(map(_YEAR.fullmatch, filled))
    label = [filled.pop(0)] if row and row[0] and not dated else []
    if not filled or not figures or _are_told(filled) or len(figures) % len(filled):
        return []
    each = len(figures) // len(filled)
    over = [_across(cell, figures[at * each : (at + 1) * each], signs) for at, cell in enumerate(filled)]
    return [Piece(cell, 0, 1) for cell in label] + over


def _in_order(row: Sequence[str]) -> list[Piece]:
    return [Piece(cell, at, at + 1) for at, cell in enumerate(row)]
