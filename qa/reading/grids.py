"""Grids of cells: columns under spans; what only sets a layout is told from what is a table."""

import re
from collections.abc import Sequence

from qa.reading.builder import Builder, Piece
from qa.reading.figures import FIGURE

# A cell as the markup has it: its lines, its column span, its row span.
MarkupCell = tuple[tuple[str, ...], int, int]

# "$810 to $830 million", "approx. 66.5%": a figure in words, as guidance has it.
_WORDED = re.compile(r"(?=.*\d)(?=.*(?:[$€£¥%]|\d[.,]\d|[mb]illion|thousand)).{1,60}", re.IGNORECASE)
_BULLET = re.compile(r"[•·*o§†‡Øü–—-]|[\[(]?(?:\d{1,2}|[A-Za-z]|[ivx]{1,4}|\*+)[\]).]|[⁽⁾⁰¹²³⁴-⁹ᵃ-ᶻ]+")
_FOOTNOTE = re.compile(r"(?:[\[(](?:\w{1,2}|\*+)[\])]|\*+|[†‡]|[⁽⁾⁰¹²³⁴-⁹ᵃ-ᶻ]+)\s*[A-Z].*[a-z].*")
_PAGE_NUMBER = re.compile(r"\d{1,3}")
_LONG = 200  # characters: a cell beyond this is prose
_NOTE = 120  # a row of one cell beyond this is a note above or below the table


def grid_rows(rows: Sequence[Sequence[MarkupCell]]) -> list[list[Piece]]:
    """Return each row's filled cells with the columns they span, rows without any left out.

    A row whose cells stack as many lines each (old pages set a whole column in one cell) becomes as
    many rows. A heading row that overhangs by what its first cell alone spans is set right.
    """
    body = _body_width(rows)
    grid: list[list[Piece]] = []
    taken: dict[int, int] = {}  # column -> rows for which a cell from above still holds it
    for row in rows:
        pieces: list[tuple[tuple[str, ...], int, int]] = []
        column = 0
        below: dict[int, int] = {}
        for lines, columns, deep in _without_overhang(row, body):
            while taken.get(column, 0):
                column += 1
            if lines:
                pieces.append((lines, column, column + columns))
            if deep > 1:
                below |= dict.fromkeys(range(column, column + columns), deep - 1)
            column += columns
        taken = {at: left - 1 for at, left in taken.items() if left > 1} | below
        grid.extend(filter(None, _unstacked(pieces)))
    return grid


def _body_width(rows: Sequence[Sequence[MarkupCell]]) -> int:
    """The columns that rows of figures span whose labels span one; 0 where they differ, cells reach down, or no row overhangs."""
    overhangs = any(row[0][1] > 1 for row in rows if row)
    if not overhangs or any(deep > 1 for row in rows for _, _, deep in row):
        return 0
    labelled = [row for row in rows if len(row) > 1 and row[0][1] == 1]
    figures = [row for row in labelled if any(_is_figure(" ".join(lines)) for lines, _, _ in row[1:])]
    widths = {_width(row) for row in figures}
    return widths.pop() if len(widths) == 1 else 0


def _without_overhang(row: Sequence[MarkupCell], body: int) -> Sequence[MarkupCell]:
    """A row as it stands above the rows of figures, whose label's span its first cell takes where that is what is too wide."""
    lines, columns, deep = row[0] if row else ((), 1, 1)
    over = _width(row) - body
    return [(lines, 1, deep), *row[1:]] if body and over and over == columns - 1 else row


def _width(row: Sequence[MarkupCell]) -> int:
    return sum(columns for _, columns, _ in row)


def is_data(grid: Sequence[Sequence[Piece]]) -> bool:
    """Whether a figure stands beside a label in some row, and prose is not the most of it."""
    first, last = _body(grid)
    rows = grid[first:last]
    figures = any(
        len(row) > 1 and any(_is_figure(piece.text) for piece in row[1:]) and not is_item(row) for row in rows
    )
    lengths = [len(piece.text) for row in rows for piece in row]
    return figures and 2 * sum(length for length in lengths if length > _LONG) < sum(lengths)


def is_item(row: Sequence[Piece]) -> bool:
    """Whether a row is a bullet or a number and what it stands for, a heading before it or not."""
    if len(row) < 2 or FIGURE.fullmatch(row[-1].text):
        return False
    return row[-2].text == "•" or (len(row) == 2 and bool(_BULLET.fullmatch(row[0].text)))


def add_data(grid: Sequence[Sequence[Piece]], caption: str, out: Builder) -> None:
    """Add a grid as a table, notes above and below it as paragraphs."""
    first, last = _body(grid)
    for row in grid[:first]:
        out.paragraph(row_text(row))
    if last - first == 1 and len(grid[first]) == 2 and _PAGE_NUMBER.fullmatch(grid[first][1].text):
        out.paragraph(row_text(grid[first]))
    else:
        out.table(grid[first:last], caption)
    for row in grid[last:]:
        out.paragraph(row_text(row))


def _body(grid: Sequence[Sequence[Piece]]) -> tuple[int, int]:
    """Return the half-open range of rows between the notes above, with the titles above these, and those below."""
    first, last = 0, len(grid)
    at = 0
    while at < last and (len(grid[at]) == 1 or _is_note(grid[at])):
        at += 1
        first = at if _is_note(grid[at - 1]) else first
    while last > first and _is_note(grid[last - 1]):
        last -= 1
    return first, last


def row_text(row: Sequence[Piece]) -> str:
    """Return a row's words on one line."""
    return " ".join(piece.text for piece in row)


def _unstacked(pieces: Sequence[tuple[tuple[str, ...], int, int]]) -> list[list[Piece]]:
    deep = max((len(lines) for lines, _, _ in pieces), default=0)
    stacked = [lines for lines, _, _ in pieces if len(lines) == deep]
    if deep < 2 or len(stacked) < 2 or not any(all(map(FIGURE.fullmatch, lines)) for lines in stacked):
        return [[Piece(" ".join(lines), left, right) for lines, left, right in pieces]]
    rows = [[Piece(" ".join(lines), left, right) for lines, left, right in pieces if len(lines) != deep]]
    rows += [
        [Piece(lines[step], left, right) for lines, left, right in pieces if len(lines) == deep] for step in range(deep)
    ]
    return rows


def _is_figure(text: str) -> bool:
    return bool(FIGURE.fullmatch(text) or _WORDED.fullmatch(text))


def _is_note(row: Sequence[Piece]) -> bool:
    text = row_text(row)
    if len(row) == 1:
        return len(text) > _NOTE or bool(_FOOTNOTE.fullmatch(text))
    return is_item(row) and (len(text) > _NOTE or not _WORDED.fullmatch(row[1].text))
