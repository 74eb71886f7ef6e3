"""Figures from a table: as printed, and changes, averages, sums and shares of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from qa.language.currencies import is_currency
from qa.language.stems import stem, stems
from qa.questions.tabular.asking import Asking, Operation
from qa.questions.tabular.defined import defined
from qa.questions.tabular.labels import is_whole
from qa.questions.tabular.lines import Line, best, find
from qa.questions.tabular.results import (
    Result,
    each,
    named_line,
    one,
    pieces,
    printed,
    splits,
    spoken_line,
    term,
    two,
)
from qa.questions.tabular.table import Cell, amount

_NOT_ADDITIVE = ("percent", "ratio")
_ORDINALS = tuple(stem(word) for word in ("first", "second", "third", "fourth"))
_HUNDREDTH = Decimal("0.01")
_PLACES = Decimal("0.0001")
_JOINTS = (" and ", " exceed ", " as compared to ", " compared to ", " than ", " from ", " over ", " versus ", " vs ")


def lookup(asking: Asking, lines: Sequence[Line]) -> list[Result]:
    """Return the figures of one label, or of each of a list of labels, in each of the years."""
    phrase = asking.parts[0]
    if asking.counted:
        lines = [line for line in lines if not _is_amount(line)]
    for labels in ([phrase], pieces(phrase)):
        found = [named_line(label, lines, asking.years, asking.months) for label in labels]
        if all(found):
            fit = min(find(stems(label), lines, asking.years)[0].score for label in labels)
            return [replace(result, fit=fit) for line in found if line for result in _printed(line, asking)]
    return defined(asking, lines) or (_below(asking, lines) if "total" in phrase.lower() else [])


def _is_amount(line: Line) -> bool:
    unit = line.cell.unit
    return unit == "percent" or "/" in unit or is_currency(unit)


def _below(asking: Asking, lines: Sequence[Line]) -> list[Result]:
    """The sum of the lines below the head that is named, where none of them is a sum."""
    words = stems(asking.parts[0]) - {stem("total"), stem("all")}
    inside = [
        line for line in lines if line.cell.above and line.cell.above <= words <= line.cell.above | line.cell.over
    ]
    if any(is_whole(line) for line in inside):
        return []
    inside = [line for line in inside if _is_amount(line)] or inside
    cells = [cell for line in inside if (cell := one(line, asking.years, asking.months))]
    return _combined(cells, inside[0], averaged=False) if len({cell.column for cell in cells}) == 1 else []


def _printed(line: Line, asking: Asking) -> list[Result]:
    if asking.years:
        found = [line.at(year, asking.months) for year in asking.years]
        cells = {(cell.row, cell.start, cell.end): cell for cell in found if cell}  # "2020 - 2024" may be one
        return [printed(cell, line) for cell in cells.values()] if all(found) else []
    cell = one(line, (), asking.months)
    return [printed(cell, line)] if cell else []


def change(asking: Asking, lines: Sequence[Line]) -> list[Result]:
    """Return how much a line changed between two years, or two lines differ."""
    own = spoken_line(asking, lines)
    if own:
        return _printed(own, asking)
    percent = asking.operation == "percent change"
    found = _difference(asking, lines) if len(asking.years) < 2 else []
    found = found or (_stated_change(asking, lines) if percent else [])
    if found:
        return found
    line = named_line(asking.parts[0], lines, asking.years, asking.months)
    pair = _pair(line, asking) if line else None
    if line and pair and line.cell.unit != "percent" and stem("percentage") in stems(asking.parts[0]):
        return []  # of a share it is asked how it changed, not of the amount
    if line and pair:
        return _changed(*pair, line, percent=percent)
    return [] if percent else _difference(asking, lines) or defined(asking, lines)


def _pair(line: Line, asking: Asking) -> tuple[Cell, Cell] | None:
    """The later and the earlier figure: of the two years said, of a year and the one before, of a table's two years."""
    years = sorted(set(asking.years))
    if len(years) == 1 and years[0] - 1 in line.years:
        years = [years[0] - 1, years[0]]
    if not years and len(line.years) == 2:
        years = list(line.years)
    if len(years) != 2:
        return None
    cells = each(line, years, asking.months)
    return (cells[1], cells[0]) if cells and cells[0].unit == cells[1].unit else None


def _changed(later: Cell, earlier: Cell, line: Line, *, percent: bool) -> list[Result]:
    """Later minus earlier; in percent of the earlier, whose sign counts only where it turned."""
    difference, before = amount(later) - amount(earlier), amount(earlier)
    formula = f"{term(later)} − {term(earlier)}"
    if not percent:
        return [Result(difference, later.unit, (later, earlier), line, formula)]
    if not before:
        return []
    base = before if amount(later) * before > 0 else abs(before)
    value = (difference / base * 100).quantize(_HUNDREDTH)
    return [Result(value, "percent", (later, earlier), line, f"({formula}) / {term(earlier)}")]


def _stated_change(asking: Asking, lines: Sequence[Line]) -> list[Result]:
    """The change that a column of changes in percent gives itself, where it is of the years asked for."""
    columns = [line for line in lines if line.cell.changes and line.cell.unit == "percent"]
    line = best(find(stems(f"{asking.parts[0]} change percent"), columns)) if columns else None
    own = named_line(asking.parts[0], lines, asking.years, asking.months) if line else None
    if line is None or own is None or own.cell.row != line.cell.row or len(line.cells) != 1:
        return []
    return [printed(line.cell, line)] if sorted(set(asking.years or own.years)) == list(own.years)[-2:] else []


def _difference(asking: Asking, lines: Sequence[Line]) -> list[Result]:
    """The difference between two lines, the larger first; in percent, of the second."""
    for first, second in splits(asking.parts[0], _JOINTS):
        pair = two(first, second, asking, lines)
        if pair:
            (cell, line), (than, _) = pair
            places = _ordinal(cell), _ordinal(than)
            if None not in places and places[0] != places[1]:  # quarters change in their order
                later, earlier = (cell, than) if places[0] > places[1] else (than, cell)  # type: ignore[operator]
                return _changed(later, earlier, line, percent=asking.operation == "percent change")
            if asking.operation == "percent change":
                return _changed(cell, than, line, percent=True)
            larger, smaller = (cell, than) if amount(cell) >= amount(than) else (than, cell)
            return _changed(larger, smaller, line, percent=False)
    return []


def _ordinal(cell: Cell) -> int | None:
    """Which quarter of its year a figure is of; None where its row and column say none."""
    said = [at for at, word in enumerate(_ORDINALS) if word in cell.over | cell.words]
    return said[0] if len(said) == 1 else None


def average(asking: Asking, lines: Sequence[Line]) -> list[Result]:
    """Return the average of a line over the years, or of several lines in one."""
    own = spoken_line(asking, lines)
    if own:
        return _printed(own, asking)
    line = named_line(asking.parts[0], lines, asking.years, asking.months)
    cells = _averaged(line, asking) if line else []
    return _combined(cells, line, averaged=True) if line and cells else _of_several(asking, lines, averaged=True)


def _averaged(line: Line, asking: Asking) -> list[Cell]:
    years = asking.years or line.years
    if len(years) == 1:
        years = (years[0], years[0] - 1)  # the average balance of a year is that of its two ends
    return each(line, years, asking.months) if years else list(line.cells) if len(line.cells) > 1 else []


def average_change(asking: Asking, lines: Sequence[Line]) -> list[Result]:
    """Return the change of a line's average from one pair of years to the next, or how two lines' averages differ."""
    own = named_line(f"average {asking.parts[0]}", lines, asking.years)
    if own and stem("average") in own.cell.words:
        return change(replace(asking, operation=_as_change(asking), parts=(f"average {asking.parts[0]}",)), lines)
    line = named_line(asking.parts[0], lines)
    pairs = asking.ranges if len(asking.ranges) == 2 else tuple((year - 1, year) for year in asking.years)
    if line and len(pairs) == 2:
        found = [_combined(each(line, pair, asking.months), line, averaged=True) for pair in sorted(pairs)]
        return _apart(found[1], found[0], percent=bool(asking.spoken))
    for first, second in splits(asking.parts[0].replace("average ", ""), _JOINTS):
        sides = [named_line(side, lines, asking.years) for side in (first, second)]
        if all(sides) and sides[0] is not sides[1]:
            found = [_combined(_averaged(side, asking), side, averaged=True) for side in sides if side]
            return _apart(*sorted(found, key=lambda results: results[0].value if results else 0, reverse=True))
    return []


def _as_change(asking: Asking) -> Operation:
    return "percent change" if asking.spoken else "change"


def _apart(later: Sequence[Result], earlier: Sequence[Result], *, percent: bool = False) -> list[Result]:
    if not later or not earlier or later[0].unit != earlier[0].unit:
        return []
    now, before = later[0], earlier[0]
    value, cells, formula = now.value - before.value, (*now.cells, *before.cells), f"{now.formula} − {before.formula}"
    if not percent:
        return [Result(value, now.unit, cells, now.line, formula)]
    if not before.value:
        return []
    share = (value / before.value * 100).quantize(_HUNDREDTH)
    return [Result(share, "percent", cells, now.line, f"({formula}) / ({before.formula})")]


def total(asking: Asking, lines: Sequence[Line]) -> list[Result]:
    """Return the sum of a line over the years, or of several lines in one."""
    own = spoken_line(asking, lines)
    if own and asking.spoken != "total":
        return _printed(own, asking)
    lines = [line for line in lines if line.cell.unit not in _NOT_ADDITIVE] if len(asking.years) > 1 else lines
    line = named_line(asking.parts[0], lines, asking.years, asking.months)
    years = asking.years or (line.years if line and asking.spoken == "total" else ())
    if line and len(years) > 1:
        return _combined(each(line, years, asking.months), line, averaged=False)
    return _of_several(asking, lines, averaged=False) or lookup(asking, lines) or _below(asking, lines)


def _of_several(asking: Asking, lines: Sequence[Line], *, averaged: bool) -> list[Result]:
    labels = pieces(asking.parts[0])
    found = [line for label in labels if (line := named_line(label, lines, asking.years, asking.months))]
    cells = [cell for line in found if (cell := one(line, asking.years, asking.months))]
    if len(labels) < 2 or len(cells) < len(labels) or len({(cell.row, cell.column) for cell in cells}) < len(cells):
        return []
    return _combined(cells, found[0], averaged=averaged)


def _combined(cells: Sequence[Cell], line: Line, *, averaged: bool) -> list[Result]:
    if len(cells) < 2 or len({cell.unit for cell in cells}) != 1:
        return []
    value, formula = sum((amount(cell) for cell in cells), Decimal(0)), " + ".join(map(term, cells))
    if averaged:
        value, formula = (value / len(cells)).quantize(_PLACES), f"({formula}) / {len(cells)}"
    return [Result(value, cells[0].unit, tuple(cells), line, formula)]


def share(asking: Asking, lines: Sequence[Line]) -> list[Result]:
    """Return one figure over another, in percent or as a ratio."""
    percent = asking.operation == "percent of"
    for first, second in _readings(*asking.parts):
        pair = two(first, second, asking, lines)
        if pair and pair[1][0].value:
            (top, line), (bottom, _) = pair
            if percent and abs(amount(top)) > abs(amount(bottom)):
                continue  # a part is no more than its whole
            value = amount(top) / amount(bottom)
            value = (value * 100).quantize(_HUNDREDTH) if percent else value.quantize(_PLACES)
            return [
                Result(value, "percent" if percent else "ratio", (top, bottom), line, f"{term(top)} / {term(bottom)}")
            ]
    return []


def _readings(part: str, whole: str) -> Iterator[tuple[str, str]]:
    """Part and whole; then with the words that one leaves unsaid to the other ("ratio of current to non-current debt")."""
    yield part, whole
    yield f"{part} {whole.split(' ')[-1]}", whole
    yield part, f"{whole} {part}"
