"""Words of a table: the labels below a head or above a sum, and the years of its columns."""

from collections.abc import Sequence

from qa.language.stems import stem, stems
from qa.questions.parsing.words import generic
from qa.questions.tabular.asking import Asking
from qa.questions.tabular.lines import Line
from qa.questions.tabular.results import Named, named_line
from qa.questions.tabular.table import Cell

_WHOLE = ("total", "subtotal", "net total")
_MOSTLY = 0.5


def is_whole(line: Line) -> bool:
    """Whether a line is a sum of others."""
    return line.cell.label.lower().startswith(_WHOLE)


def rows(asking: Asking, lines: Sequence[Line]) -> list[Named]:
    """Return the labels below the head, or above the sum, that a question names; all where it names nothing."""
    words = stems(asking.parts[0]) - {stem("table")}
    if not words:
        return _labels(lines)
    below = [line for line in lines if line.cell.above and words <= line.cell.above | generic()] or [
        line for line in lines if words & line.cell.above and words <= line.cell.above | line.table.around
    ]
    headed = [line for line in below if line.cell.heads[-1:] == below[0].cell.heads[-1:]]
    return _labels(headed) or _summed(asking, lines)


def _labels(lines: Sequence[Line]) -> list[Named]:
    found: dict[int, Line] = {}
    for line in lines:
        if line.cell.label and not is_whole(line):
            found.setdefault(line.cell.row, line)
    return [Named(line.cell.label, line.cell, line) for line in found.values()] if len(found) > 1 else []


def _summed(asking: Asking, lines: Sequence[Line]) -> list[Named]:
    """The labels of the rows right above that add up to the row a question names."""
    line = named_line(asking.parts[0], lines)
    if line is None:
        return []
    span = line.table.sums.get(line.cell.row, range(0))
    return _labels([other for other in lines if other.table is line.table and other.cell.row in span])


def years(asking: Asking, lines: Sequence[Line]) -> list[Named]:
    """Return the years that a table is of, for a question that names one of its lines or what it is about."""
    line = named_line(asking.parts[0], lines) or _about(asking, lines)
    seen: dict[int, Cell] = {}
    for cell in line.cells if line else ():
        for said in cell.years[:1]:
            seen.setdefault(said, cell)
    return [Named(str(said), cell, line) for said, cell in seen.items()] if line and len(seen) > 1 else []


def _about(asking: Asking, lines: Sequence[Line]) -> Line | None:
    """A line of the one table that most of the words are about."""
    words = stems(asking.parts[0])
    near = [line for line in lines if len(line.years) > 1]
    near = [line for line in near if len(words & (line.table.around | line.stems)) >= _MOSTLY * len(words)]
    return near[0] if len({id(line.table) for line in near}) == 1 else None
