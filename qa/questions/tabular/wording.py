"""The sentence of a reply from a table: what was asked for, of which columns, and what it was computed from."""

from collections.abc import Sequence

from qa.questions.reply import Answer
from qa.questions.tabular.asking import Asking
from qa.questions.tabular.results import Named, Result
from qa.questions.tabular.table import Cell
from qa.questions.wording.word import figure

_LIMIT = 500  # characters of a reply


def worded(asking: Asking, results: Sequence[Result | Named], answers: Sequence[Answer]) -> str:
    """Return the reply's words, in the order of the answers."""
    first = results[0]
    if isinstance(first, Named):
        words = ", ".join(answer.display for answer in answers)
        shown = f": {_name(first.cell)} {first.cell.printed.strip()}" if asking.rank else ""
        return clip(f"{words}{shown}.")
    if not first.formula:
        return clip(
            "; ".join(
                f"{_name(r.cells[0])} was {a.display}"
                for r, a in zip(results, answers, strict=True)
                if isinstance(r, Result)
            )
            + "."
        )
    return clip(_computed(asking, first, answers[0]))


def _computed(asking: Asking, result: Result, answer: Answer) -> str:
    operands = answer.derivation.operands if answer.derivation else ()
    parts = [_said(operand, cell) for operand, cell in zip(operands, result.cells, strict=True)]
    value = figure(answer.fact.value, answer.fact.unit) if not isinstance(answer.fact.value, str) else answer.display
    if asking.operation == "lookup":
        return f"{value} = {result.formula}: {'; '.join(parts)}."
    if asking.operation in ("change", "percent change") and len(parts) == 2:
        one, other = result.cells
        if (one.label, one.heads) == (other.label, other.heads):
            return f"{_label(one)} changed by {value}: {parts[1]}, then {parts[0]}."
        return f"The difference is {value}: {parts[0]}; {parts[1]}."
    if asking.operation == "percent of":
        return f"{_label(result.cells[0])} was {value} of {_label(result.cells[1])}: {parts[0]}; {parts[1]}."
    return f"The {_CALLED.get(asking.operation, asking.operation)} is {value}: {'; '.join(parts) or result.formula}."


_CALLED = {"sum": "sum", "average change": "change of the average", "count years": "count", "count rows": "count"}


def _said(answer: Answer, cell: Cell) -> str:
    return f"{_name(cell)} {answer.display}"


def _label(cell: Cell) -> str:
    return cell.label or "Total"


def _name(cell: Cell) -> str:
    place = cell.header or (str(cell.years[0]) if cell.years else "")
    return f"{_label(cell)} ({place})" if place else _label(cell)


def clip(text: str) -> str:
    """Return a text within the length of a reply."""
    return text if len(text) <= _LIMIT else text[: _LIMIT - 1] + "…"
