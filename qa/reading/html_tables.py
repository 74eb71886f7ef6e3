"""From the rows of an HTML table to a grid of columns, or to paragraphs where it only sets a layout."""

import re
from collections.abc import Sequence

from qa.reading.builder import Builder, Piece

# A cell as the markup has it: its lines, its column span, its row span.
Row = list[tuple[tuple[str, ...], int, int]]

_FIGURE = re.compile(
    r"[^A-Za-z]*\d[^A-Za-z]*[A-Za-z%]{0,3}\)?"  # 1,320  (8,453)  12 %  4.7x
    r"|\(?[-–—]+\)?|n/?[am]|n\.[am]\.?|nil"  # nothing to report
    r"|(?=.*\d)(?=.*(?:[$€£¥%]|\d[.,]\d|[mb]illion|thousand)).{1,60}",  # $810 to $830 million
    re.IGNORECASE,
)
_BULLET = re.compile(r"[•·*o§†‡Øü–—-]|[\[(]?(?:\d{1,2}|[A-Za-z]|[ivx]{1,4}|\*+)[\]).]")
_LONG = 200  # characters: a cell beyond this is prose
_NOTE = 120  # a row of one cell beyond this is a note above or below the table


def grid_rows(rows: Sequence[Row]) -> list[list[Piece]]:
    """Return each row's cells with the columns they span, empty ones included.

    A row whose cells stack as many lines each (old pages set a whole column in one cell) becomes as
    many rows.
    """
    grid: list[list[Piece]] = []
    taken: dict[int, int] = {}  # column -> rows for which a cell from above still holds it
    for row in rows:
        pieces: list[tuple[tuple[str, ...], int, int]] = []
        column = 0
        below: dict[int, int] = {}
        for lines, columns, deep in row:
            while taken.get(column, 0):
                column += 1
            pieces.append((lines, column, column + columns))
            if deep > 1:
                below |= dict.fromkeys(range(column, column + columns), deep - 1)
            column += columns
        taken = {at: left - 1 for at, left in taken.items() if left > 1} | below
        grid.extend(_unstacked(pieces))
    return grid


def add_table(grid: Sequence[Sequence[Piece]], caption: str, out: Builder) -> None:
    """Add a grid as a table if it holds figures, as paragraphs if not."""
    rows = [filled for row in grid if (filled := [piece for piece in row if piece.text])]
    if not rows:
        return
    if not _is_data(rows):
        out.paragraph(caption, heading=True)
        _add_paragraphs(rows, out)
        return
    first, last = 0, len(rows)
    while first < last and _is_note(rows[first]):
        first += 1
    while last > first and _is_note(rows[last - 1]):
        last -= 1
    _add_paragraphs(rows[:first], out)
    out.table(rows[first:last], caption)
    _add_paragraphs(rows[last:], out)


def _unstacked(pieces: Sequence[tuple[tuple[str, ...], int, int]]) -> list[list[Piece]]:
    deep = max((len(lines) for lines, _, _ in pieces), default=0)
    stacked = [lines for lines, _, _ in pieces if len(lines) == deep]
    if deep > 1 and len(stacked) > 1 and any(all(map(_FIGURE.fullmatch, lines)) for lines in stacked):
        return [
            [
                Piece(lines[step] if len(lines) == deep else "", left, right)
                if len(lines) == deep or step
                else Piece(" ".join(lines), left, right)
                for lines, left, right in pieces
            ]
            for step in range(deep)
        ]
    return [[Piece(" ".join(lines), left, right) for lines, left, right in pieces]]


def _is_data(rows: Sequence[Sequence[Piece]]) -> bool:
    """Whether a figure stands beside a label in some row, and prose is not the most of it."""
    figures = any(
        any(_FIGURE.fullmatch(piece.text) for piece in row[1:])
        and not (len(row) == 2 and _BULLET.fullmatch(row[0].text))
        for row in rows
    )
    lengths = [len(piece.text) for row in rows for piece in row]
    return figures and 2 * sum(length for length in lengths if length > _LONG) < sum(lengths)


def _is_note(row: Sequence[Piece]) -> bool:
    if len(row) == 2 and _BULLET.fullmatch(row[0].text):
        return len(row[1].text) > _NOTE
    return len(row) == 1 and len(row[0].text) > _NOTE


def _add_paragraphs(rows: Sequence[Sequence[Piece]], out: Builder) -> None:
    for row in rows:
        if any(len(piece.text) > _LONG for piece in row) and not _BULLET.fullmatch(row[0].text):
            for piece in row:
                out.paragraph(piece.text)
        else:
            text = " ".join(piece.text for piece in row)
            out.paragraph(text, heading=len(row) == 1 and text.isupper() and len(text) <= _NOTE)
