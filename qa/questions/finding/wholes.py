"""The rows of a table that make up a total in it: the loans by category under "Total loans", the costs by project.

That the rows add up to what stands below them tells that they are all there are, whatever they are called and however
deep the table is. A total that is itself one of the rows of a larger one stands there for its own rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from qa.facts.fact import Period
from qa.frozen import frozen
from qa.language.currencies import is_currency
from qa.language.stems import label_stems
from qa.questions.computing.arithmetic import is_quotient, number
from qa.questions.finding.index import Held, Line, near
from qa.questions.finding.library import View

_MOST_ROWS = 30  # of one total
_FEWEST = 2


@frozen
class Cell:
    """A figure of a row of a table."""

    line: Line
    held: Held

    @property
    def size(self) -> Decimal:
        """The figure."""
        return number(self.held.fact)


@frozen
class Whole:
    """A total and the rows that it is the sum of, in their order.

    Arguments:
        nested: whether one of the rows is itself the sum of others.
    """

    total: Cell
    rows: tuple[Cell, ...]
    nested: bool

    @property
    def said(self) -> frozenset[str]:
        """The stems by which the total is called, of its row and of the columns that it stands in."""
        return label_stems(self.total.held.fact.label) | self.total.line.members


def wholes(lines: Iterable[Line], target: Period, view: View) -> list[Whole]:
    """Return the totals of a period, each with the rows that make it up.

    Arguments:
        lines: among which the rows are.
    """
    tables: dict[tuple[str, str], dict[int, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        if line.family == "level" and line.unit not in ("text", "date", "boolean"):
            for held in line.held:
                if _is_of(held, target):
                    for source in held.fact.sources:
                        tables[held.filing, source.section][source.start].append(Cell(line, held))
    latest = view.filings[-1].id
    return [
        whole
        for (filing, _), rows in tables.items()
        if filing == latest
        for whole in _in_table([rows[start] for start in sorted(rows)])
    ]


def _is_of(held: Held, target: Period) -> bool:
    """Whether a figure is one that is added up, of a period or of its last day."""
    fact = held.fact
    if fact.period is None or fact.guidance or is_quotient(fact) or not isinstance(fact.value, Decimal):
        return False
    return near(fact.period, target) or (target.start is not None and near(fact.period, Period(target.end)))


def _in_table(rows: Sequence[Sequence[Cell]]) -> Iterator[Whole]:
    """The totals of a table, of which each stands below its rows and takes their place."""
    open_rows: list[tuple[Sequence[Cell], bool]] = []
    for row in rows:
        found = [whole for cell in row if (whole := _above(cell, open_rows))]
        yield from found
        closed = max((len(whole.rows) for whole in found), default=0)
        del open_rows[len(open_rows) - closed :]
        open_rows.append((row, bool(found)))


def _above(total: Cell, rows: Sequence[tuple[Sequence[Cell], bool]]) -> Whole | None:
    """The rows right above a figure of which it is the sum; None where it is of none."""
    if total.size == 0:
        return None
    summed, slack = Decimal(0), Decimal(0)
    parts: list[Cell] = []
    nested = False
    for row, is_sum in reversed(rows[-_MOST_ROWS:]):
        cell = _in_column(total, row)
        if cell is None:
            return None
        parts.append(cell)
        nested = nested or is_sum
        summed += cell.size
        slack += cell.held.fact.rounding
        if len(parts) >= _FEWEST and abs(summed - total.size) <= min(slack, abs(total.size) / 1000):
            return Whole(total, tuple(reversed(parts)), nested)
    return None


def _in_column(total: Cell, row: Sequence[Cell]) -> Cell | None:
    """The figure of a row that stands in the total's column; None where none does, or several may."""
    found = [cell for cell in row if _are_of_one_column(cell, total)]
    return found[0] if len({cell.size for cell in found}) == 1 else None


def _are_of_one_column(cell: Cell, total: Cell) -> bool:
    """Whether two figures differ in their rows alone: by what their rows are called, or by the part that a row is of."""
    own, of_all = set(cell.line.dimensions), set(total.line.dimensions)
    if cell.line.basis != total.line.basis or _kind(cell.line) != _kind(total.line):
        return False
    if cell.held.fact.is_instant != total.held.fact.is_instant:
        return False
    more = own - of_all
    if cell.line.metric == total.line.metric:
        return of_all <= own and len(more) == 1
    return own == of_all


def _kind(line: Line) -> str:
    """The unit, which of things counted a row may call in its own way: "CRJ200 (50 seats)"."""
    return line.unit if is_currency(line.unit) or line.unit == "shares" else "things"
