"""From the rows of a PDF's pages to headings, paragraphs and tables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from qa.reading.builder import Builder, Piece
from qa.reading.figures import FIGURE
from qa.reading.pdf.prose import Gap, Prose
from qa.reading.pdf.rows import Row, Word
from qa.reading.text_tables import RULE, Kind, Line, figures_apart, is_label_before, kind_of, table_regions

_CELL_GAP = 0.8  # ems between two cells; justified lines rarely set words so far apart
_MONTHS = frozenset(["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"])
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = re.compile(rf"{_MONTH} \d{{1,2}}(?:,(?: (?:19|20)\d\d)?)?$")
_ENDS_IN_MONTH = re.compile(rf"\b{_MONTH}$")
_BEGINS_WITH_DAY = re.compile(r"\d{1,2}(?:,|$)")
_HEADER = 6  # rows at a table's top in which a day may stand below its month
_CENTRED = 0.2  # of twice the columns' width by which a head over all of them may be off their middle
_SIGNS = frozenset(["$", "€", "£", "¥"])
_LETTER = 0.45  # ems: the width of a letter, which columns are counted in
_FINE = 4  # columns of a table to the letter: figures are aligned closer than by a letter
_ALIGNED = 0.3  # ems by which edges in one column differ at most
_FAR_BELOW = 1.4  # times the step to the nearest row: an empty line
_FAR_BELOW_EMS = 2.2
_HEADS = 4  # rows of section heads and wrapped labels with which a table goes on over a page's end
_HEAD = 90


@dataclass(frozen=True, slots=True)
class _Printed:
    """A row, its cells, and how it looks as a line of text; no row for an empty line or a page's end."""

    line: Line
    row: Row | None = None
    cells: tuple[tuple[Word, ...], ...] = ()


_BLANK = _Printed(Line("", Kind.BLANK))
_PAGE_END = _Printed(Line("<PAGE>", Kind.BARRIER))


def add_pages(pages: Sequence[Sequence[Row]], out: Builder) -> None:
    """Add what the pages hold, in reading order."""
    printed: list[_Printed] = []
    for page in pages:
        lines = _lines(page)
        if printed and not _continues(printed, lines):
            printed.append(_PAGE_END)
        printed += lines
    rows = [each.row for each in printed if each.row]
    prose = Prose([each.row for each in printed if each.row and each.line.kind is Kind.PLAIN], rows)
    at = 0
    for start, end in table_regions([each.line for each in printed]):
        prose.add(_rows(printed[at:start]), out)
        out.table(_table(printed[start:end]))
        at = end
    prose.add(_rows(printed[at:]), out)


def _rows(printed: Sequence[_Printed]) -> list[Row | Gap]:
    """Return rows of prose, and what stands between them."""
    return [
        Gap.PAGE if each is _PAGE_END else Gap.LINE if each.row is None or each.line.kind is Kind.RULE else each.row
        for each in printed
    ]


def _lines(page: Sequence[Row]) -> list[_Printed]:
    """Return a page's rows as lines, an empty one wherever more room than usual is left."""
    if not page:
        return []
    margin = min(row.left for row in page)
    steps = [above.bottom - below.bottom for above, below in pairwise(page)]
    lines = []
    for at, row in enumerate(page):
        near = min(steps[max(0, at - 2) : at - 1] + steps[at : at + 1], default=0)
        if at and (steps[at - 1] > _FAR_BELOW_EMS * row.em or steps[at - 1] > _FAR_BELOW * max(near, row.em)):
            lines.append(_BLANK)
        lines.append(_line(row, margin))
    return lines


def _line(row: Row, margin: float) -> _Printed:
    cells = _cells(row)
    letter = _LETTER * row.em
    pieces = tuple(_piece(cell, margin, letter) for cell in cells)
    kind = Kind.RULE if RULE.fullmatch(row.text) else kind_of(pieces)
    return _Printed(Line("  ".join(piece.text for piece in pieces), kind, pieces), row, cells)


def _cells(row: Row) -> tuple[tuple[Word, ...], ...]:
    """Return a row's words in cells, which wide gaps part; figures beside each other are cells of their own."""
    cells: list[tuple[Word, ...]] = []
    start = 0
    for at in range(1, len(row.words) + 1):
        if at == len(row.words) or _parts(row.words[start:at], row.words[at:], row.em):
            cells += _figures(row.words[start:at])
            start = at
    return tuple(cells)


def _parts(before: Sequence[Word], after: Sequence[Word], em: float) -> bool:
    """Whether a cell ends between two words: by the gap, before a currency sign, or between two days."""
    if after[0].left - before[-1].right > _CELL_GAP * em:
        return True
    if after[0].text in _SIGNS:
        return any(map(str.isdigit, before[-1].text))
    return after[0].text[:3] in _MONTHS and bool(_DAY.search(_text(before[-3:])) and _DAY.match(_text(after[:2])))


def _figures(words: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    ranges = figures_apart(_text(words))
    if not ranges:
        return [words]
    cells, offset = [], 0
    placed = []
    for word in words:
        placed.append((offset, word))
        offset += len(word.text) + 1
    for start, end in ranges:
        cells.append(tuple(word for at, word in placed if start <= at < end))
    return [cell for cell in cells if cell]


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _piece(cell: Sequence[Word], margin: float, unit: float) -> Piece:
    left = max(0, round((cell[0].left - margin) / unit))
    return Piece(_text(cell), left, max(left + 1, round((cell[-1].right - margin) / unit)))


def _continues(before: Sequence[_Printed], after: Sequence[_Printed]) -> bool:
    """Whether a table goes on from one page to the next.

    Its header ends the one and figures begin the other, or figures stand in the same columns of both.
    """
    ending = before[-1].line.kind
    if ending is not Kind.FIGURES and ending is not Kind.HEADER:
        return False
    for at, each in enumerate(after):
        if each.line.kind is Kind.FIGURES:
            return ending is Kind.HEADER or _in_columns(each, before)
        if each.line.kind is Kind.HEADER or len(each.cells) > 1 or at > _HEADS or len(each.line.text) > _HEAD:
            return False
    return False


def _in_columns(figures: _Printed, before: Sequence[_Printed]) -> bool:
    last = [each for each in before[-8:] if each.line.kind is Kind.FIGURES]
    edges = [cell[-1].right for row in last for cell in row.cells[1:]]
    em = figures.cells[0][0].em
    return all(any(abs(cell[-1].right - edge) < 1.5 * em for edge in edges) for cell in figures.cells[1:])


def _table(printed: Sequence[_Printed]) -> list[list[Piece]]:
    """Return a table's rows; a figure close to its label is cut off where others stand in its column."""
    rows = [each for each in printed if each.row]
    margin = min(each.row.left for each in rows if each.row)
    unit = median(each.row.em for each in rows if each.row) * _LETTER / _FINE
    edges = [cell[-1].right for each in rows for cell in each.cells[1:] if FIGURE.fullmatch(_text(cell))]
    table = []
    for each in rows:
        pieces: list[Piece] = []
        for part in (part for cell in each.cells for part in _cut(cell, edges)):
            piece = _piece(part, margin, unit)
            if pieces and piece.left <= pieces[-1].left:
                piece = Piece(piece.text, pieces[-1].left + 1, max(pieces[-1].left + 2, piece.right))
            pieces.append(piece)
        table.append(pieces)
    return [row for row in _spread(_unwrapped(table)) if row]


def _unwrapped(table: list[list[Piece]]) -> list[list[Piece]]:
    """Return a table with the months that end a line of its header put before the days that begin the next."""
    for upper, lower in pairwise(table[:_HEADER]):
        for at, day in enumerate(lower):
            above = [piece for piece in upper if piece.left < day.right and day.left < piece.right]
            if len(above) == 1 and _ENDS_IN_MONTH.search(above[0].text) and _BEGINS_WITH_DAY.match(day.text):
                left = max(above[0].left, lower[at - 1].left + 1) if at else above[0].left
                lower[at] = Piece(f"{above[0].text} {day.text}", min(left, day.left), max(above[0].right, day.right))
                upper.remove(above[0])
    return table


def _spread(table: list[list[Piece]]) -> list[list[Piece]]:
    """Return a table with what stands alone in its header, centred over all columns, made to span them."""
    figures = [piece for row in table for piece in row[1:] if FIGURE.fullmatch(piece.text)]
    left, right = min((each.left for each in figures), default=0), max((each.right for each in figures), default=0)
    for at, row in enumerate(table[:_HEADER]):
        if len(row) != 1 or row[0].left <= left:
            continue
        if abs((row[0].left + row[0].right) - (left + right)) < _CENTRED * (right - left):
            table[at] = [Piece(row[0].text, left, right)]
    return table


def _cut(cell: tuple[Word, ...], edges: Sequence[float]) -> list[tuple[Word, ...]]:
    """Cut a figure off its label where other rows' figures end at the same place."""
    label, figure = cell[:-1], cell[-1]
    beside = sum(abs(figure.right - edge) < _ALIGNED * figure.em for edge in edges)
    if not label or beside < 2 or not is_label_before(_text(label), figure.text):
        return [cell]
    return [label, (figure,)]
