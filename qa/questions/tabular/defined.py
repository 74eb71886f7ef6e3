"""Ratios that the field defines, such as the current ratio, from the lines of a table that are their operands."""

from collections.abc import Sequence
from decimal import Decimal

from qa.language.stems import stems
from qa.language.vocabulary import vocabulary
from qa.questions.computing.formulas import Formula, asked_formulas, formulas
from qa.questions.parsing.words import generic
from qa.questions.tabular.asking import Asking
from qa.questions.tabular.lines import Line
from qa.questions.tabular.results import Result, one, term
from qa.questions.tabular.table import Cell, amount

_HUNDREDTH = Decimal("0.01")
_PLACES = Decimal("0.0001")


def defined(asking: Asking, lines: Sequence[Line]) -> list[Result]:
    """Return a ratio in each of the years; of a change, the later less the earlier."""
    formula = _asked(asking.parts[0])
    if formula is None or asking.operation not in ("lookup", "change"):
        return []
    found = [_in_year(formula, (year,), asking, lines) for year in sorted(asking.years)] or [
        _in_year(formula, (), asking, lines)
    ]
    results = [result for result in found if result]
    if len(results) < len(found):
        return []
    if asking.operation == "lookup":
        return results
    if len(results) != 2:
        return []
    before, now = results
    formula_said = f"{now.formula} − {before.formula}"
    return [Result(now.value - before.value, now.unit, (*now.cells, *before.cells), now.line, formula_said)]


def _asked(phrase: str) -> Formula | None:
    """The ratio that the words name and say nothing beside."""
    named = asked_formulas(phrase)
    if len(named) != 1:
        return None
    start, end, name = named[0]
    formula = formulas()[name]
    return None if stems(phrase[:start] + phrase[end:]) - generic() or not formula.over else formula


def _in_year(formula: Formula, years: tuple[int, ...], asking: Asking, lines: Sequence[Line]) -> Result | None:
    placed = {name: _operand(name, years, asking, lines) for name in formula.operands}
    cells: dict[str, Cell] = {name: found[0] for name, found in placed.items() if found}
    if len(cells) < len(placed) or len({cell.unit for cell in cells.values()}) != 1:
        return None
    top = sum((amount(cells[name]) for name in formula.plus), Decimal(0))
    top -= sum((amount(cells[name]) for name in formula.minus), Decimal(0))
    bottom = sum((amount(cells[name]) for name in formula.over), Decimal(0))
    line = next(found[1] for found in placed.values() if found)
    if not bottom:
        return None
    percent = formula.unit == "percent"
    value = (top / bottom * 100).quantize(_HUNDREDTH) if percent else (top / bottom).quantize(_PLACES)
    upper = " + ".join(term(cells[name]) for name in formula.plus)
    upper += "".join(f" − {term(cells[name])}" for name in formula.minus)
    lower = " + ".join(term(cells[name]) for name in formula.over)
    return Result(value, formula.unit, tuple(cells.values()), line, f"({upper}) / ({lower})")


def _operand(metric: str, years: tuple[int, ...], asking: Asking, lines: Sequence[Line]) -> tuple[Cell, Line] | None:
    """The figure of the one line whose label is the metric's."""
    known = vocabulary()
    named = [
        line
        for line in lines
        if (mention := known.label(line.cell.label, line.cell.heads, "")) and mention.metric == metric
    ]
    cell = one(named[0], years, asking.months) if len(named) == 1 else None
    return (cell, named[0]) if cell else None
