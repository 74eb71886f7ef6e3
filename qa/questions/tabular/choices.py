"""Which year and which line of a table has the most, the least or more than a number; and how many do."""

from collections.abc import Sequence
from decimal import Decimal

from qa.language.stems import stems
from qa.questions.parsing.query import Limit
from qa.questions.tabular.asking import Asking
from qa.questions.tabular.labels import is_whole
from qa.questions.tabular.lines import Line
from qa.questions.tabular.results import Named, Placed, Result, named_line, one
from qa.questions.tabular.table import Cell


def which_year(asking: Asking, lines: Sequence[Line]) -> list[Named]:
    """Return the years in which a line is above or below a number, or the one in which it is most or least."""
    line = named_line(asking.parts[0], lines)
    if line is None:
        return []
    cells = [cell for cell in line.cells if cell.years and (not asking.years or set(cell.years) & set(asking.years))]
    if len(cells) < 2:
        return []
    if asking.limit:
        return [year(cell, line) for cell in cells if _holds(cell, asking.limit)]
    ordered = sorted(cells, key=lambda cell: cell.value, reverse=asking.most)[asking.rank - 1 :]
    if not ordered or sum(cell.value == ordered[0].value for cell in cells) > 1:
        return []
    return [year(ordered[0], line)]


def year(cell: Cell, line: Line) -> Named:
    """Return the year of a figure."""
    return Named(str(cell.years[0]), cell, line)


def count_years(asking: Asking, lines: Sequence[Line]) -> list[Result]:
    """Return in how many years a line is above or below a number."""
    line = named_line(asking.parts[0], lines)
    if line is None or asking.limit is None or len(line.years) < 2:
        return []
    cells = [cell for cell in line.cells if _holds(cell, asking.limit)]
    formula = f"years with {line.cell.label} {_worded(asking.limit)}"
    return [Result(Decimal(len(cells)), "count", tuple(cells) or line.cells, line, formula)]


def which_row(asking: Asking, lines: Sequence[Line]) -> list[Named]:
    """Return the line that has the most or the least in one year, sums left out."""
    parts = _parts(asking, lines)
    if len({cell.unit for cell, _ in parts}) != 1:
        return []
    ordered = sorted(parts, key=lambda placed: placed[0].value, reverse=asking.most)[asking.rank - 1 :]
    return [Named(ordered[0][0].label, *ordered[0])] if len(parts) > 1 and ordered else []


def count_rows(asking: Asking, lines: Sequence[Line]) -> list[Result]:
    """Return how many lines are above or below a number in one year."""
    parts = _parts(asking, lines)
    if len(parts) < 2 or asking.limit is None:
        return []
    cells = [cell for cell, _ in parts if _holds(cell, asking.limit)]
    every = [cell for cell, _ in parts]
    formula = f"lines {_worded(asking.limit)}"
    return [Result(Decimal(len(cells)), "count", tuple(cells or every), parts[0][1], formula)]


def _parts(asking: Asking, lines: Sequence[Line]) -> list[Placed]:
    """The lines of the table that a question is about, below the head that it names, in one year, sums left out."""
    words = stems(asking.parts[0])
    shared = {
        id(line.table): len(
            words & (line.table.around | frozenset().union(*(o.stems for o in lines if o.table is line.table)))
        )
        for line in lines
    }
    nearest = [table for table, count in shared.items() if count == max(shared.values())]
    if len(nearest) != 1:
        return []
    inside = [line for line in lines if id(line.table) == nearest[0] and not line.cell.changes]
    headed = [line for line in inside if line.cell.above and line.cell.above <= words]
    inside = headed or [line for line in inside if line.cell.above & words] or inside
    inside = [line for line in inside if line.cell.label and not is_whole(line)]
    inside = [line for line in inside if line.table.dated or not line.cell.over or line.cell.over & words]
    return [(cell, line) for line in inside if (cell := one(line, asking.years, asking.months))]


def _holds(cell: Cell, limit: Limit) -> bool:
    """Whether a figure is within a limit, which is in the table's own units where it says none."""
    value = abs(cell.value) * (1 if _is_as_printed(limit) else cell.scale)
    return limit.including if value == limit.value else (value > limit.value) == limit.above


def _is_as_printed(limit: Limit) -> bool:
    return limit.bare or limit.unit == "percent"


def _worded(limit: Limit) -> str:
    return f"{'above' if limit.above else 'below'} {limit.value:,}"
