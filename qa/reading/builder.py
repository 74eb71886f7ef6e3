"""Puts blocks together to a filing's text, so that every offset is right by construction."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.filing import Block, BlockKind, Cell, Grid

_SPACE = re.compile(r"\s+")
_CLOSES = tuple(")]%,;:")
_PAGE_FURNITURE = re.compile(
    r"""[-–—\s]*(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?[-–—\s]*  # "- 4 -", "Page 2 of 10"
      | [-–—(\s]*(?:more|continued\s+on\s+next\s+page)[-–—)\s]*       # "(more)", "-more-"
      | table\s+of\s+contents""",
    re.IGNORECASE | re.VERBOSE,
)
_FULL_STOP = tuple('.!?:;"”’)')


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell before it has a place in the text: its words and the half-open range of columns it spans."""

    text: str
    left: int
    right: int


class Builder:
    """Collects headings, paragraphs and tables in reading order."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0
        self._page_ended = False

    def paragraph(self, text: str, *, heading: bool = False) -> None:
        """Add words that were set as one; page numbers and the like are left out.

        A sentence that a page's end has cut in two is put together again.
        """
        text = _SPACE.sub(" ", text).strip()
        if not text:
            return
        if _PAGE_FURNITURE.fullmatch(text):
            self._page_ended = True
            return
        if self._page_ended and not heading and text[0].islower() and self._is_cut():
            last = self._blocks.pop()
            self._append(" " + text)
            self._blocks.append(Block("paragraph", last.start, self._length))
        else:
            self._add("heading" if heading else "paragraph", text)

    def page_end(self) -> None:
        """Say that a page ends here."""
        self._page_ended = True

    def table(self, rows: Iterable[Sequence[Piece]], caption: str = "") -> None:
        """Add a table: a line for each row, its cells one space apart, brackets and percent signs closed up."""
        self.paragraph(caption, heading=True)
        lines: list[str] = []
        grid: list[list[tuple[int, int, Piece]]] = []
        offset = 0
        for row in rows:
            line, placed = _line(row)
            if placed:
                grid.append([(offset + start, offset + end, piece) for start, end, piece in placed])
                lines.append(line)
                offset += len(line) + 1
        self._table("\n".join(lines), grid, caption)

    def printed_table(self, lines: Iterable[tuple[str, Sequence[Piece]]]) -> None:
        """Add a table as printed: each line with its cells, whose columns are positions in the line."""
        text: list[str] = []
        grid: list[list[tuple[int, int, Piece]]] = []
        offset = 0
        for line, row in lines:
            if row:
                grid.append([(offset + piece.left, offset + piece.right, piece) for piece in row])
            text.append(line)
            offset += len(line) + 1
        self._table("\n".join(text), grid, "")

    def result(self) -> tuple[str, tuple[Block, ...]]:
        """Return the text and its blocks."""
        return "".join(self._parts), tuple(self._blocks)

    def _table(self, text: str, grid: list[list[tuple[int, int, Piece]]], caption: str) -> None:
        if not grid:
            return
        start = self._length + (2 if self._parts else 0)
        rows = tuple(
            tuple(Cell(start + first, start + last, piece.left, piece.right) for first, last, piece in row)
            for row in grid
        )
        self._add("table", text, Grid(rows, _SPACE.sub(" ", caption).strip()))

    def _add(self, kind: BlockKind, text: str, grid: Grid | None = None) -> None:
        if self._parts:
            self._append("\n\n")
        start = self._length
        self._append(text)
        self._blocks.append(Block(kind, start, self._length, grid))
        self._page_ended = False

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _is_cut(self) -> bool:
        """Whether the last block is a paragraph that stops in mid-sentence."""
        return (
            bool(self._blocks)
            and self._blocks[-1].kind == "paragraph"
            and not self._parts[-1].endswith(_FULL_STOP)
        )


def _line(row: Sequence[Piece]) -> tuple[str, list[tuple[int, int, Piece]]]:
    """Return a row's line and where in it each cell stands."""
    line = ""
    placed: list[tuple[int, int, Piece]] = []
    for piece in row:
        text = _SPACE.sub(" ", piece.text).strip()
        if not text:
            continue
        if line and not text.startswith(_CLOSES) and not line.endswith("("):
            line += " "
        placed.append((len(line), len(line) + len(text), piece))
        line += text
    return line, placed
