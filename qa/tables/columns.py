"""Finds the columns that figures stand in, by where they stand on the page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from qa.tables.layout import Line, Mark, Words


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of figures of a table.

    Arguments:
        spans: for each the half-open range of positions that its figures fill, left to right.
        certain: whether each figure lies over one column only.
    """

    spans: tuple[tuple[int, int], ...]
    certain: bool = True

    def place(self, line: Line) -> tuple[tuple[int, Mark], ...]:
        """Return a line's figures with the index of each one's column."""
        over = [self.over(mark) for mark in line.marks]
        if all(len(columns) == 1 for columns in over) and len({columns[0] for columns in over}) == len(over):
            return tuple((columns[0], mark) for columns, mark in zip(over, line.marks, strict=True))
        if len(line.marks) == len(self.spans):
            return tuple(enumerate(line.marks))
        return self._nearest(line.marks)

    def over(self, mark: Mark | Words) -> list[int]:
        """Return the indexes of the columns that something stands over."""
        return [at for at, (left, right) in enumerate(self.spans) if mark.left < right and left < mark.right]

    def _nearest(self, marks: Sequence[Mark]) -> tuple[tuple[int, Mark], ...]:
        """Lay figures into columns, in order, so that their right edges are off by the least."""
        if len(marks) > len(self.spans):
            return ()
        # best[i][j]: the least cost of laying the first i figures into the first j columns.
        width = len(self.spans) + 1
        best = [[0.0] * width] + [[float("inf")] * width for _ in marks]
        for i, mark in enumerate(marks, 1):
            for j in range(i, width):
                cost = abs(self.spans[j - 1][1] - mark.right) + abs(self.spans[j - 1][0] - mark.left) / 4
                best[i][j] = min(best[i][j - 1], best[i - 1][j - 1] + cost)
        placed, j = [], width - 1
        for i in range(len(marks), 0, -1):
            while best[i][j] == best[i][j - 1]:
                j -= 1
            placed.append((j - 1, marks[i - 1]))
            j -= 1
        return tuple(reversed(placed))


def find_columns(lines: Sequence[Line]) -> tuple[Columns, Sequence[Line]]:
    """Return the columns of the lines' figures, and the lines with their positions as the columns count them.

    Positions may be shifted by the cells that hold a sign or a bracket only (each "$" moves what follows by one):
    then they are counted without those.
    """
    columns, fullest = _clusters(lines), max((len(_cells(line)) for line in lines), default=0)
    if columns.certain and len(columns.spans) == fullest:
        return columns, lines
    counted = [_without_signs(line) for line in lines]
    other = _clusters(counted)
    if other.certain and len(other.spans) == fullest:
        return other, counted
    return (columns if columns.certain else _by_count(lines)), lines


def _clusters(lines: Sequence[Line]) -> Columns:
    """Join the ranges of figures that overlap; certain where no line has two figures in one of them.

    Words to the right of a figure fill a column, too ("Up 18%").
    """
    spans: list[tuple[int, int]] = []
    for left, right in sorted((item.left, item.right) for line in lines for item in _cells(line)):
        if spans and left < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(right, spans[-1][1]))
        else:
            spans.append((left, right))
    columns = Columns(tuple(spans))
    apart = all(len({columns.over(mark)[0] for mark in line.marks}) == len(line.marks) for line in lines)
    return replace(columns, certain=apart)


def _cells(line: Line) -> list[Words | Mark]:
    if not line.marks:
        return []
    return [*line.marks, *(words for words in line.words if words.left >= line.marks[0].right)]


def _without_signs(line: Line) -> Line:
    """Count positions as if each figure filled one column."""
    shift, words, marks = 0, [], []
    for item in line.items:
        width = 1 if isinstance(item, Mark) else item.right - item.left
        moved = replace(item, left=item.left - shift, right=item.left - shift + width)
        if isinstance(moved, Mark):
            shift += item.right - item.left - 1
            marks.append(moved)
        else:
            words.append(moved)
    return Line(tuple(words), tuple(marks), line.rules)


def _by_count(lines: Sequence[Line]) -> Columns:
    """Take the lines with the most figures as the pattern that the others are laid on."""
    counts = [len(line.marks) for line in lines if line.marks]
    fullest = max(set(counts), key=lambda count: (counts.count(count) * (count > 1), count))
    pattern = [line.marks for line in lines if len(line.marks) == fullest]
    return Columns(
        tuple(
            (int(median(marks[at].left for marks in pattern)), int(median(marks[at].right for marks in pattern)))
            for at in range(fullest)
        ),
        certain=False,
    )
