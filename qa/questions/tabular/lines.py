"""Lines of a table: the figures that only their years tell apart, and finding the one that words mean."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from qa.frozen import frozen
from qa.questions.parsing.words import fillers, generic
from qa.questions.tabular.dates import months_in
from qa.questions.tabular.table import Cell, Table

LEAST = 0.6  # a line that fits worse is not what was asked
_IN_COLUMN = 0.97
_IN_HEADS = 0.9
_AROUND = 0.6
_GENERIC = 0.35  # the weight of a word that a label may lack
_OWN = 0.2  # the least share of what is asked that the line itself must say, and not the words around its table
_EXTRA = 0.45  # the most that a label's unasked words cost
_EXTRA_FILLER = 0.3  # of an extra word's cost
_EXTRA_COLUMN = 0.08
_OTHER_HEAD = 0.004  # of two lines of one label, the one below no other head is meant
_CHANGES = 0.3
_SAME_MONTH = 0.02
_OPENING = re.compile(r"\bjan(?:uary)?\.? 1\b|\b1 jan", re.I)  # a year's first day is not its figure


@dataclass(frozen=True)
class Line:
    """Figures of one label, one place among heads and one kind of column: the years tell them apart."""

    table: Table
    cells: tuple[Cell, ...]

    @property
    def cell(self) -> Cell:
        """A cell that stands for all."""
        return self.cells[0]

    @cached_property
    def stems(self) -> frozenset[str]:
        """Every stem that leads to the line."""
        return self.cell.words | self.cell.above | self.cell.over

    def at(self, year: int, months: frozenset[str] = frozenset()) -> Cell | None:
        """Return the figure of a year; None where there is none, or several that the months do not tell apart."""
        found = [cell for cell in self.cells if year in cell.years]
        if len(found) > 1:
            alone = [cell for cell in found if len(cell.years) == 1]
            found = alone or found
        if len(found) > 1 and months:
            found = [cell for cell in found if cell.months & months] or found
        if len(found) > 1:
            found = [cell for cell in found if not _OPENING.search(cell.header)] or found
        return found[0] if len(found) == 1 or (found and len({cell.value for cell in found}) == 1) else None

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Its years, from the earliest."""
        return tuple(sorted({cell.years[0] for cell in self.cells if cell.years}))


@frozen
class Found:
    """A line and how well it fits; 1 is a perfect fit."""

    line: Line
    score: float


def lines_of(tables: Iterable[Table]) -> tuple[Line, ...]:
    """Return the lines of tables, in order."""
    groups: dict[tuple[object, ...], list[tuple[Table, Cell]]] = defaultdict(list)
    for table in tables:
        for cell in table.cells:
            place = (table.start, cell.row) if table.dated else None
            groups[place, cell.words, cell.above, cell.over, cell.changes].append((table, cell))
    return tuple(Line(placed[0][0], tuple(cell for _, cell in placed)) for placed in groups.values())


def find(
    asked: frozenset[str], lines: Sequence[Line], years: Sequence[int] = (), months: frozenset[str] = frozenset()
) -> list[Found]:
    """Return the lines that words may mean, best first.

    Arguments:
        asked: stems of the words, ways of asking and dates left out.
        years: those that the line must have a figure of.
        months: those said, which tell labels apart that only a day does ("Outstanding at 31 March").
    """
    if not asked:
        return []
    weights = {stem: _GENERIC if stem in generic() else 1.0 for stem in asked}
    named = [line for line in lines if line.cell.words - fillers() and line.cell.words - fillers() <= asked]
    found = []
    for line in lines:
        if years and not all(any(year in cell.years for cell in line.cells) for year in years):
            continue
        elsewhere = frozenset().union(*(other.cell.words for other in named if not _is_beside(other, line)))
        score = _fit(weights, line, elsewhere)
        score += _SAME_MONTH if months & months_in(line.cell.label) else 0.0
        if score >= LEAST:
            found.append(Found(line, score))
    return sorted(found, key=lambda each: -each.score)


def best(found: Sequence[Found]) -> Line | None:
    """Return the line that fits best; None where none does, or two do equally and differ."""
    if not found:
        return None
    rivals = [each for each in found[1:] if each.score >= found[0].score - 0.001]
    mine = [cell.value for cell in found[0].line.cells]
    if any([cell.value for cell in rival.line.cells] != mine for rival in rivals):
        return None
    return found[0].line


def _is_beside(other: Line, line: Line) -> bool:
    """Whether another line's words may stand for this one too: they are among its own, or it is the sum it is part of."""
    is_part = other.table is line.table and line.cell.row in other.table.sums.get(other.cell.row, ())
    return is_part or other.cell.words <= line.stems


def _fit(weights: dict[str, float], line: Line, elsewhere: frozenset[str]) -> float:
    """How well a line fits the words asked for.

    Arguments:
        elsewhere: stems by which other lines are named in full; the words around the table do not stand for them.
    """
    cell = line.cell
    own = 0.0
    got = 0.0
    for stem, weight in weights.items():
        if stem in cell.words:
            own += weight
            got += weight
        elif stem in cell.over:
            own += weight
            got += weight * _IN_COLUMN
        elif stem in cell.above:
            own += weight
            got += weight * _IN_HEADS
        elif stem in line.table.around and stem not in elsewhere:
            got += weight * _AROUND
    if own < _OWN * sum(weights.values()) and not cell.words <= fillers():
        return 0.0
    extra = sum(_EXTRA_FILLER if stem in fillers() else 1.0 for stem in cell.words - weights.keys())
    size = sum(_EXTRA_FILLER if stem in fillers() else 1.0 for stem in cell.words)
    score = got / sum(weights.values())
    score -= _EXTRA * extra / size if size else 0.0
    score -= min(_EXTRA_COLUMN * len(cell.over - weights.keys()), 0.25)
    score -= _OTHER_HEAD if cell.above - weights.keys() else 0.0
    if line.table.dated and not cell.dated:
        score -= _EXTRA_COLUMN
    return score - (_CHANGES if cell.changes and not {"chang", "%"} & weights.keys() else 0.0)
