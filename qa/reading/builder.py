"""Puts blocks together to a filing's text, so that every offset is right by construction."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from qa.filing import Block, BlockKind, Cell, Grid
from qa.frozen import frozen

_BULLET = re.compile(r"^•\s*")
_CLOSES = re.compile(r"[)\]].*|[%,;:]+\W*")  # ")" and "%" belong to the cell before, "% Change" does not
_PAGE_FURNITURE = re.compile(
    r"""[-–—\s]*(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?[-–—\s]*  # "- 4 -", "Page 2 of 10"
      | [-–—(\s]*(?:more|continued\s+on\s+next\s+page)[-–—)\s]*       # "(more)", "-more-"
      | table\s+of\s+contents""",
    re.IGNORECASE | re.VERBOSE,
)
_NUMBERED_HEAD = re.compile(r"(.{20,90}?\D)(\d{1,3})")
_FULL_STOP = tuple('.!?:;"”’)')
_RUNNING_HEAD = 90  # characters: longer than any head that a page repeats
_RUNNING_LINES = 3


@frozen
class Piece:
    """A cell before it has a place in the text: its words and the half-open range of columns it spans."""

    text: str
    left: int
    right: int


_Place = tuple[int, int, int, int]  # a cell's, as `Cell` has it


@dataclass(slots=True)
class _Entry:
    """A block before it has a place; cells have offsets into its own text."""

    kind: BlockKind
    text: str
    rows: list[list[_Place]] = field(default_factory=list)
    caption: str = ""


class Builder:
    """Collects headings, paragraphs and tables in reading order."""

    def __init__(self) -> None:
        self._entries: list[_Entry] = []
        self._numbered: dict[str, int] = {}  # words that ended in a number, and the last such number
        self._page_start = -1  # how many entries there were when the last page ended; -1 for none

    def paragraph(self, text: str, *, heading: bool = False) -> None:
        """Add words that were set as one; page numbers and the like are left out.

        A sentence that a page's end has cut in two is put together again.
        """
        text = _BULLET.sub("• ", " ".join(text.split()))
        if not any(map(str.isalnum, text)):
            return
        if _PAGE_FURNITURE.fullmatch(text) or self._is_numbered_head(text):
            self.page_end()
        elif not heading and text[0].islower() and (cut := self._cut_sentence()):
            cut.text += " " + text
            del self._entries[self._page_start :]
            self._page_start = -1
        else:
            self._entries.append(_Entry("heading" if heading else "paragraph", text))

    def page_end(self) -> None:
        """Say that a page ends here."""
        self._page_start = len(self._entries)

    def table(self, rows: Iterable[Sequence[Piece]], caption: str = "") -> None:
        """Add a table: a line for each row, its cells one space apart, brackets and percent signs closed up."""
        self.paragraph(caption, heading=True)
        entry = _Entry("table", "", caption=" ".join(caption.split()))
        for row in rows:
            start = len(entry.text) + 1 if entry.rows else 0
            line, cells = _line(row, start)
            if cells:
                entry.text += "\n" + line if entry.rows else line
                entry.rows.append(cells)
        if entry.rows:
            self._entries.append(entry)

    def printed_table(self, lines: Iterable[tuple[str, Sequence[Piece]]]) -> None:
        """Add a table as printed: each line with its cells, whose columns are positions in the line."""
        text: list[str] = []
        entry = _Entry("table", "")
        offset = 0
        for line, pieces in lines:
            cells = [(offset + piece.left, offset + piece.right, piece.left, piece.right) for piece in pieces]
            if cells:
                entry.rows.append(cells)
            text.append(line)
            offset += len(line) + 1
        entry.text = "\n".join(text)
        if entry.rows:
            self._entries.append(entry)

    def result(self) -> tuple[str, tuple[Block, ...]]:
        """Return the text and its blocks, a blank line between each two."""
        blocks = []
        at = 0
        for entry in self._entries:
            end = at + len(entry.text)
            grid = None
            if entry.rows:
                rows = tuple(
                    tuple(Cell(at + start, at + end, left, right) for start, end, left, right in row)
                    for row in entry.rows
                )
                grid = Grid(rows, entry.caption)
            blocks.append(Block(entry.kind, at, end, grid))
            at = end + 2
        return "\n\n".join(entry.text for entry in self._entries), tuple(blocks)

    def _is_numbered_head(self, text: str) -> bool:
        """Whether these words stood on an earlier page with a lower number: "Acme Reports Results 4"."""
        match = _NUMBERED_HEAD.fullmatch(text)
        if not match:
            return False
        number = int(match[2])
        before = self._numbered.get(match[1], number)
        self._numbered[match[1]] = number
        return 0 < number - before < 3

    def _cut_sentence(self) -> _Entry | None:
        """Return the paragraph that the last page's end cut, if nothing but a running head came since."""
        since = self._entries[self._page_start :] if self._page_start > 0 else []
        if self._page_start <= 0 or len(since) > _RUNNING_LINES:
            return None
        if any(entry.kind == "table" or len(entry.text) > _RUNNING_HEAD for entry in since):
            return None
        before = self._entries[self._page_start - 1]
        return before if before.kind == "paragraph" and not before.text.endswith(_FULL_STOP) else None


def _line(row: Sequence[Piece], offset: int) -> tuple[str, list[_Place]]:
    """Return a row's line and its cells, the line beginning at an offset."""
    line = ""
    cells: list[_Place] = []
    for piece in row:
        text = " ".join(piece.text.split())
        if not text:
            continue
        if line and not _CLOSES.fullmatch(text) and not line.endswith("("):
            line += " "
        start = offset + len(line)
        cells.append((start, start + len(text), piece.left, piece.right))
        line += text
    return line, cells
