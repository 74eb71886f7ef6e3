"""What the two ways into a table pass on: printed lines whose figures stand in columns, not yet understood."""

from dataclasses import dataclass

from qa.frozen import frozen
from qa.tables.figures import Printed


@frozen
class Words:
    """Words set as one, with the half-open range of columns that they span."""

    start: int
    end: int
    left: int
    right: int


@frozen
class Mark:
    """A figure, put together from the cells that it was split over."""

    start: int
    end: int
    left: int
    right: int
    printed: Printed


@frozen
class Line:
    """A printed line: words and figures from left to right, or a rule's strokes alone.

    Arguments:
        rules: the strokes, where nothing else stands in the line.
    """

    words: tuple[Words, ...]
    marks: tuple[Mark, ...]
    rules: tuple[Words, ...] = ()

    @property
    def items(self) -> "list[Words | Mark]":
        """Words and figures from left to right."""
        found: list[Words | Mark] = [*self.words, *self.marks]
        return sorted(found, key=lambda item: item.left)

    @property
    def left(self) -> int:
        """The leftmost column that the line fills."""
        return min((item.left for item in self.items), default=0)


@frozen
class BodyLine:
    """A line of a table's body.

    Arguments:
        start, end: half-open offsets of its label; the place of the first figure, twice, without one.
        indent: the column where its label begins; -1 where the source shows none.
        marks: its figures with the index of the column that each stands in.
    """

    start: int
    end: int
    indent: int
    marks: tuple[tuple[int, Mark], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A stretch of a table under one header.

    Arguments:
        captions: the words above it, from the farthest to the nearest, and those beside its header.
        headers: for each column of figures the words above it, top to bottom.
        lines: the body's.
        start, end: half-open offsets of all of it.
        spans: for each column the positions that its figures fill; none where the source shows no positions.
        warnings: what was left out, and why.
    """

    captions: tuple[str, ...]
    headers: tuple[tuple[str, ...], ...]
    lines: tuple[BodyLine, ...]
    start: int
    end: int
    spans: tuple[tuple[int, int], ...] = ()
    warnings: tuple[str, ...] = ()
