"""Puts a grid's cells together to lines of words and figures: "$" + "(8,453" + ")" is one figure."""

import re
from collections.abc import Iterable, Sequence

from qa.filing import Cell, Grid
from qa.tables.figures import read_currency, read_figure, read_worded
from qa.tables.layout import Line, Mark, Words

_RULE = re.compile(r"[-=_—–\s]{4,}|={2,}|_{2,}")
_STROKE = re.compile(r"[-=_—–\s]{2,}")
_CLOSER = re.compile(r"[)\]%]+(?:\s*\(?\w{1,2}\))?|pts?\.?|bps?|pp|x|¢", re.IGNORECASE)
_NOTE = re.compile(r"\s*(?:\(\w{1,2}\)|[*†‡§#]+|[⁽⁾⁰¹²³⁴-⁹ᵃ-ᶻ,]+)\s*")


def grid_lines(grid: Grid, text: str) -> list[Line]:
    """Return a grid's rows as lines, those without anything left out."""
    lines = [_line(row, text) for row in grid.rows]
    lines = _figures_of_labels(lines)
    return [line for line in lines if line.words or line.marks or line.rules]


def _line(row: Sequence[Cell], text: str) -> Line:
    words: list[Words] = []
    marks: list[Mark] = []
    sign: Cell | None = None
    if row and all(_STROKE.fullmatch(text, cell.start, cell.end) for cell in row):
        return Line((), (), tuple(Words(cell.start, cell.end, cell.left, cell.right) for cell in row))
    for cell in row:
        printed = text[cell.start : cell.end].strip()
        if not printed or _RULE.fullmatch(printed):
            continue
        if read_currency(printed):
            sign = cell
            continue
        if marks and marks[-1].right <= cell.left and not sign and _extend(marks, cell, text):
            continue
        printed = text[sign.start : cell.end] if sign else printed
        figure = read_figure(printed)
        if figure is None and (words or marks):
            figure = read_worded(text[sign.start : cell.end] if sign else printed)
        if figure:
            start, left = (sign.start, sign.left) if sign else (cell.start, cell.left)
            marks.append(Mark(start, cell.end, left, cell.right, figure))
        else:
            words.append(Words(cell.start, cell.end, cell.left, cell.right))
        sign = None
    return Line(tuple(words), tuple(marks))


def _extend(marks: list[Mark], cell: Cell, text: str) -> bool:
    """Whether a cell only closes the figure before it (")", "%") or notes something at it ("(b)")."""
    last, printed = marks[-1], text[cell.start : cell.end].strip()
    if _CLOSER.fullmatch(printed):
        figure = read_figure(text[last.start : cell.end])
        if figure:
            marks[-1] = Mark(last.start, cell.end, last.left, cell.right, figure)
            return True
    return bool(_NOTE.fullmatch(printed)) and not read_figure(printed)


def _figures_of_labels(lines: list[Line]) -> list[Line]:
    """Take the figures that stand where labels begin as words: "2021" may label a row, a wrapped label a number."""
    filled = [line for line in lines if line.words or line.marks]
    edge = min((line.left for line in filled), default=0)
    figures = [line.marks[0] for line in filled if line.marks and line.marks[0].left == edge]
    words = sum(1 for line in filled if line.words and line.words[0].left == edge)
    if len(figures) > words and not all(figure.printed.is_year for figure in figures):
        return lines
    first = min((line.marks[0].left for line in filled if len(line.marks) > 1), default=edge)
    labels = [line.words[0].left for line in filled if len(line.marks) > 1 and line.words]
    edge = max([edge, *(left for left in labels if left < first)])
    return [_label_first(line, edge) for line in lines]


def _label_first(line: Line, edge: int) -> Line:
    """Return a line whose figures up to the edge of the labels are words."""
    at = sum(1 for mark in line.marks if mark.left <= edge)
    figures = tuple(Words(mark.start, mark.end, mark.left, mark.right) for mark in line.marks[:at])
    return Line((*figures, *line.words), line.marks[at:]) if at else line


def span(items: Iterable[Words | Mark]) -> tuple[int, int]:
    """Return the half-open offsets of items that are not none."""
    items = list(items)
    return min(item.start for item in items), max(item.end for item in items)
