"""What reading gives: one normalised text, and blocks with half-open character offsets into it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from qa.frozen import frozen

BlockKind = Literal["heading", "paragraph", "table"]


@frozen
class Cell:
    """One piece of text in a table's row, with the columns it spans.

    Columns are counted in whatever the source counts: grid columns in HTML and markdown, character
    positions in text laid out by columns. Only their order and overlap carry meaning.

    Arguments:
        start, end: half-open character offsets into the filing's text.
        left, right: half-open range of columns that the cell spans.
    """

    start: int
    end: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as laid out: rows from top to bottom, each of cells from left to right, blanks left out."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the filing's text that was set as one: a heading, a paragraph or a table.

    A table of a flattened text has no grid of its own; it is found later, in its paragraph.
    """

    kind: BlockKind
    start: int
    end: int
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """What a release says of itself before it says anything of the quarter; empty where it does not.

    Arguments:
        cik: the filer's Central Index Key; it and what follows is told by EDGAR's envelope alone.
        form: the form that the release was filed under, "8-K".
        filed: the day it was filed.
        period_of_report: for an 8-K the day of its event, mostly the release's.
        accepted: when EDGAR took it, in Eastern time.
        items: the 8-K's items, by number or by title.
    """

    company: str = ""
    ticker: str = ""
    exchange: str = ""
    place: str = ""
    released: date | None = None
    wire: str = ""
    exhibit: str = ""
    cik: str = ""
    form: str = ""
    filed: date | None = None
    period_of_report: date | None = None
    accepted: datetime | None = None
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filing:
    """A filing as read: `text[block.start:block.end]` is a block's words.

    Arguments:
        text: the whole filing's normalised text; every offset in the project counts its characters. Footnote
            marks and exponents that were raised are superscript characters ("EBITDA⁽¹⁾"), never digits.
        blocks: in the order of the text, not overlapping.
        name: what its giver calls it, mostly a file's name.
        format: how it came: "html", "text", "flattened", "markdown", "pdf", "json".
        header: what the release says of itself.
        warnings: what could not be read and why, for people.
    """

    text: str
    blocks: tuple[Block, ...]
    name: str
    format: str
    header: Header = field(default_factory=Header)
    warnings: tuple[str, ...] = ()
