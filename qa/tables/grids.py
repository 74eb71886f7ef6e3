"""From a grid of cells to layouts: where the header ends, which columns there are, what stands over each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa.filing import Grid
from qa.language.periods import find_periods
from qa.tables.captions import read_scales
from qa.tables.columns import Columns, find_columns
from qa.tables.headings import headers_over
from qa.tables.layout import BodyLine, Layout, Line, Words
from qa.tables.lines import grid_lines, span

_CHANGE = re.compile(r"\b(?:change|variance|increase|decrease|growth|actual|guidance|y/y|q/q|yoy|%)", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\((?:[^()]|\([^()]*\))*\)\s*(?:unaudited)?\s*", re.IGNORECASE)
_FOOTNOTE_NUMBER = re.compile(r"\(\d\)")


def layouts(grid: Grid, text: str, captions: Sequence[str]) -> list[Layout]:
    """Return the stretches of a grid that stand under one header each.

    Arguments:
        captions: the words above the table, from the farthest to the nearest.
    """
    found: list[Layout] = []
    lines = grid_lines(grid, text)
    above = (*captions, grid.caption) if grid.caption else tuple(captions)
    header: list[Line] = []
    alike: list[Line] = []  # the lines of the stretches before that stand under the same header
    for head, body in _stretches(lines, text):
        titles, own, body = _parts(head, body, text)
        header, alike = (own, []) if own else (header, alike)
        above = (*above, *titles)
        layout = _layout(above, header, body, text, alike)
        alike = [*alike, *body]
        start = min([layout.start, *(item.start for line in own for item in line.items)])
        found.append(replace(layout, start=start))
    return found


def _stretches(lines: Sequence[Line], text: str) -> list[tuple[list[Line], list[Line]]]:
    """Cut lines where a new header begins: each stretch is what stands above its first figures, and the rest."""
    found: list[tuple[list[Line], list[Line]]] = [([], [])]
    first = _first_column(lines)
    for line in lines:
        head, body = found[-1]
        if not body and not _is_data(line, text):
            head.append(line)
        elif body and _is_period(line, text):
            found.append(([line], []))
        elif body and _is_header(line, first, text, _said(found[0][0], text)):
            # The lines without figures just above belong to the new header: its titles, or more of it.
            moved = len(body)
            while moved and not body[moved - 1].marks:
                moved -= 1
            found.append(([*body[moved:], line], []))
            del body[moved:]
        else:
            body.append(line)
    return [(head, body) for head, body in found if body]


def _first_column(lines: Sequence[Line]) -> int:
    """Where the leftmost column of figures begins: nothing left of it is a column's header."""
    rights = sorted(line.marks[0].right for line in lines if line.marks)
    if not rights:
        return 0
    usual = rights[len(rights) // 4]
    return min(line.marks[0].left for line in lines if line.marks and line.marks[0].right >= usual)


def _edge_of_labels(lines: Sequence[Line]) -> int:
    """Where labels end: with a sign in a cell of its own, some reach beyond where the first column begins."""
    labels = [words.right for line in lines if line.marks for words in line.words if words.right <= line.marks[0].left]
    return max([_first_column(lines), *labels])


def _headed(head: Sequence[Line], body: Sequence[Line]) -> Iterator[int]:
    """Where figures behind a label begin below words of the header: a column, however few figures it has."""
    items = [item for line in head if len(line.items) > 1 for item in line.items]
    for line in body:
        mark = line.marks[0] if line.marks and line.words and line.words[0].right <= line.marks[0].left else None
        if mark and any(item.left < mark.right and mark.left < item.right for item in items):
            yield mark.left


def _is_data(line: Line, text: str) -> bool:
    """Whether a line is of figures, rather than of years and footnote numbers over columns."""
    figures = [mark for mark in line.marks if not mark.printed.is_year]
    if any(not _FOOTNOTE_NUMBER.fullmatch(text, mark.start, mark.end) for mark in figures):
        return True
    labelled = bool(line.words and line.marks) and line.words[0].left < line.marks[0].left
    return labelled and (bool(figures) or _is_label(line, text))


def _is_label(line: Line, text: str) -> bool:
    """Whether the first words of a line of years name a line item, rather than the unit or the period."""
    words = text[line.words[0].start : line.words[0].end]
    return words[0] not in "($" and len(line.words) == 1 and not find_periods(words) and len(line.marks) == 1


def _said(head: Sequence[Line], text: str) -> frozenset[str]:
    """What the lines of a header say, cell by cell."""
    return frozenset(text[words.start : words.end] for line in head for words in line.words)


def _is_header(line: Line, first: int, text: str, before: frozenset[str]) -> bool:
    """Whether a line within the body says periods over the columns of figures.

    Arguments:
        before: what the first header says: a roll's "Acquisitions" stands again between the next two dates.
    """
    if line.marks:
        return not _is_data(line, text)
    over = [text[words.start : words.end] for words in line.words if words.left >= first]
    # The same columns again, whose periods hold above only; or others of a table that says none.
    named = len(over) > 1 and not any(map(str.isdigit, "".join(over)))
    if named and (before.issuperset(over) or not any(map(find_periods, before))):
        return True
    said = [bool(find_periods(words)) for words in over]
    # Columns of changes stand among those of periods.
    return any(said) and all(
        period or words in before or _CHANGE.search(words) for words, period in zip(over, said, strict=True)
    )


def _is_title(words: Words, text: str) -> bool:
    """Whether words printed above the columns, alone in their line, are in capitals and say no period."""
    printed = text[words.start : words.end]
    return words.right - words.left == len(printed) and printed.isupper() and not find_periods(printed)


def _is_period(line: Line, text: str) -> bool:
    """Whether a line is a period and nothing else, which then holds for the rows below it."""
    if line.marks or len(line.words) != 1:
        return False
    words = text[line.words[0].start : line.words[0].end].strip(" :")
    periods = find_periods(words)
    return len(periods) == 1 and periods[0].start <= 4 and periods[0].end == len(words)


def _parts(head: list[Line], body: list[Line], text: str) -> tuple[list[str], list[Line], list[Line]]:
    """Tell a table's titles from its header, and from the labels that stand below it."""
    first = min([_first_column(body), *_headed(head, body)])
    edge = _edge_of_labels(body)
    columns = [at for at, line in enumerate(head) if line.marks or any(words.left >= first for words in line.words)]
    top, bottom = (columns[0], columns[-1] + 1) if columns else (len(head), len(head))
    titles = [text[line.words[0].start : line.words[-1].end] for line in head[:top] if line.words]
    header: list[Line] = []
    beside: list[str] = []
    for line in head[top:bottom]:
        left = [words for words in line.words if words.left < first and words.right <= max(edge, words.left + 1)]
        only = line.words[0] if len(line.words) == 1 and not line.marks else None
        if only and (
            read_scales(text[only.start : only.end])[0]
            or (not any(line.items for line in header) and _is_title(only, text))
        ):
            left = [only]
        if left:
            beside.append(text[left[0].start : left[-1].end])
        header.append(Line(tuple(words for words in line.words if words not in left), line.marks, line.rules))
    if not columns:
        # Without a header all that stands above the figures may be labels: what ends the titles cannot be told.
        periods = [line for line in head if _is_period(line, text)]
        titles = [text[line.words[0].start : line.words[0].end] for line in periods]
        return titles, [], [*(line for line in head if line not in periods), *body]
    below = head[bottom:]
    asides = [line for line in below if line.words and _ASIDE.fullmatch(text, line.words[0].start, line.words[-1].end)]
    asides += [line for line in below[-1:] if _is_period(line, text)]
    titles += [text[line.words[0].start : line.words[-1].end] for line in asides]
    below = [line for line in below if line not in asides]
    return [*([" ".join(beside)] if beside else []), *titles], header, [*below, *body]


def _layout(
    captions: Sequence[str], header: Sequence[Line], body: Sequence[Line], text: str, alike: Sequence[Line]
) -> Layout:
    columns, counted = find_columns([*alike, *body])
    if alike and not columns.certain:
        columns, counted = find_columns(body)
    counted = counted[-len(body) :]
    headers = headers_over(header, columns, text)
    lines = tuple(_body_line(line, columns) for line in counted if line.marks or _is_label_only(line, columns))
    start = min(line.start for line in lines)
    end = max(max((line.end, *(mark.end for _, mark in line.marks))) for line in lines)
    return Layout(tuple(captions), headers, lines, start, end, columns.spans)


def _is_label_only(line: Line, columns: Columns) -> bool:
    """Whether a line without figures may be a label or a head, rather than a row of words."""
    first = columns.spans[0][0]
    return bool(line.words) and not (line.words[0].left < first and line.words[-1].left >= first)


def _body_line(line: Line, columns: Columns) -> BodyLine:
    edge = line.marks[0].left if line.marks else max(words.right for words in line.words)
    label = [words for words in line.words if words.left < edge]
    placed = columns.place(line)
    if not label:
        return (
            BodyLine(line.marks[0].start, line.marks[0].start, -1, placed)
            if line.marks
            else BodyLine(line.words[0].start, line.words[-1].end, line.words[0].left, ())
        )
    start, end = span(label)
    return BodyLine(start, end, label[0].left, placed)
