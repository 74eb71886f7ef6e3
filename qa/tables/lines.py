"""Puts a grid's cells together to lines of words and figures: "$" + "(8,453" + ")" is one figure."""

import re
from collections.abc import Iterable, Sequence

from qa.filing import Cell, Grid
from qa.tables.figures import read_currency, read_figure, read_worded
from qa.tables.layout import Line, Mark, Words

_RULE = re.compile(r"[-=_—–\s]{4,}|={2,}|_{2,}")
_STROKE = re.compile(r"[-=_—–\s]{2,}")
_CLOSER = re.compile(r"[)\]%]+(?:\s*\(?\w{1,2}\))?|pts?\.?|bps?|pp|x", re.IGNORECASE)
_NOTE = re.compile(r"\s*(?:\(\w{1,2}\)|[*†‡§#]+|[⁽⁾⁰¹²³⁴-⁹ᵃ-ᶻ,]+)\s*")


def grid_lines(grid: Grid, text: str) -> list[Line]:
    """Return a grid's rows as lines, those without anything left out."""
    lines = [_line(row, text) for row in grid.rows]
    lines = _years_as_labels(lines)
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
        figure = read_figure(text[sign.start : cell.end] if sign else printed)
        if figure is None and (words or marks):
            figure = read_worded(printed)
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


def _years_as_labels(lines: list[Line]) -> list[Line]:
    """Take the figures of a first column that holds mostly words, or years, as words: "2021" may label a row."""
    filled = [line for line in lines if line.words or line.marks]
    edge = min((line.left for line in filled), default=0)
    figures = [line.marks[0] for line in filled if line.marks and line.marks[0].left == edge]
    words = sum(1 for line in filled if line.words and line.words[0].left == edge)
    if len(figures) > words and not all(figure.printed.is_year for figure in figures):
        return lines
    return [_first_as_label(line) if line.marks and line.marks[0].left == edge else line for line in lines]


def _first_as_label(line: Line) -> Line:
    first = line.marks[0]
    return Line((Words(first.start, first.end, first.left, first.right), *line.words), line.marks[1:])


def span(items: Iterable[Words | Mark]) -> tuple[int, int]:
    """Return the half-open offsets of items that are not none."""
    items = list(items)
    return min(item.start for item in items), max(item.end for item in items)
