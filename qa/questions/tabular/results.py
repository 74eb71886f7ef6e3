"""What a table gives: results, and the figures that a question's words and years name."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from qa.frozen import frozen
from qa.language.stems import stems
from qa.questions.tabular.asking import Asking
from qa.questions.tabular.lines import Found, Line, best, find
from qa.questions.tabular.table import Cell, amount

_SURE = 0.85
Placed = tuple[Cell, Line]


@frozen
class Result:
    """One figure that a table gives.

    Arguments:
        value: in whole units.
        cells: what it is of; a computed one is of several.
        formula: how it was computed; empty for what is printed.
        fit: how well the words fit what is printed; 1 is a perfect fit.
    """

    value: Decimal
    unit: str
    cells: tuple[Cell, ...]
    line: Line
    formula: str = ""
    fit: float = 1.0


@frozen
class Named:
    """Words that a table gives: a year or a label, and the figure by which they were found."""

    words: str
    cell: Cell
    line: Line


def named_line(
    phrase: str, lines: Sequence[Line], years: Sequence[int] = (), months: frozenset[str] = frozenset()
) -> Line | None:
    """Return the line that words mean, with a figure of each of the years; None where that is not plain."""
    return best(find(stems(phrase), lines, years, months))


def spoken_line(asking: Asking, lines: Sequence[Line]) -> Line | None:
    """Return the line whose label has the operation's own words ("Change in fair value"), asked for as it is."""
    if len(asking.years) > 1:
        return None
    words = stems(asking.spoken)
    found = find(stems(f"{asking.spoken} {asking.parts[0]}"), lines, asking.years)
    return best(found) if found and words and words <= found[0].line.cell.words and found[0].score > _SURE else None


def one(line: Line, years: Sequence[int], months: frozenset[str]) -> Cell | None:
    """Return a line's figure of the first of the years, of the latest without one."""
    years = years or line.years[-1:]
    if not years:
        return line.cells[0] if len(line.cells) == 1 else None
    return line.at(years[0], months)


def each(line: Line, years: Sequence[int], months: frozenset[str]) -> list[Cell]:
    """Return a line's figures of all the years; none where one lacks, or one is of two years."""
    found = [line.at(year, months) for year in years]
    apart = len({cell.start + cell.end for cell in found if cell}) == len(found)
    return [cell for cell in found if cell] if all(found) and apart else []


def two(first: str, second: str, asking: Asking, lines: Sequence[Line]) -> tuple[Placed, Placed] | None:
    """Return two different figures of one unit: of the year asked for, or of the two years in their order."""
    of_first, of_second = asking.years[:1], asking.years[-1:]
    a, b = best(_of(find(stems(first), lines), of_first)), best(_of(find(stems(second), lines), of_second))
    if a is None or b is None:
        return None
    cell, than = one(a, of_first, asking.months), one(b, of_second, asking.months)
    if cell is None or than is None or (cell.start == than.start and cell.end == than.end) or cell.unit != than.unit:
        return None
    return (cell, a), (than, b)


def _of(found: Sequence[Found], years: Sequence[int]) -> list[Found]:
    return [each for each in found if all(any(year in cell.years for cell in each.line.cells) for year in years)]


def splits(phrase: str, joints: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the ways to read a phrase as two, the words that they share given to both.

    "Domestic and foreign discount rates" shares its last words, "useful lives between tools and cranes" its first.
    """
    before, _, phrase = phrase.rpartition("between ")
    for joint in joints:
        at = phrase.find(joint)
        while at >= 0:
            first, second = phrase[:at], phrase[at + len(joint) :]
            if before:
                yield f"{before}{first}", f"{before}{second}"
            yield first, second
            tail = second.split()
            for count in range(1, min(4, len(tail))):
                yield f"{first} {' '.join(tail[-count:])}", second
            at = phrase.find(joint, at + 1)


def pieces(phrase: str) -> list[str]:
    """Return the parts of a list: "land, buildings and plant" are three."""
    return [piece.strip() for piece in phrase.replace(" and ", ",").split(",") if piece.strip()]


def printed(cell: Cell, line: Line) -> Result:
    """Return a figure as the table has it."""
    return Result(amount(cell), cell.unit, (cell,), line)


def term(cell: Cell) -> str:
    """Return how a formula writes a figure: "Other[2019]"."""
    place = str(cell.years[0]) if cell.years else cell.header
    return f"{cell.label or 'Total'}[{place}]" if place else cell.label
