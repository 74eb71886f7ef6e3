"""Finds the tables in running text that has lost its layout, and gives each row its figures."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.tables.figures import SCANNED, is_plain_year, read_figure
from qa.tables.flat_captions import SENTENCE, read_captions
from qa.tables.flat_header import Token, backward, leaf_count, solve
from qa.tables.flat_labels import body_lines
from qa.tables.flat_rows import FlatRow, settle
from qa.tables.layout import Layout, Mark

_REACH = 420  # characters of header and titles above the last row of a header
_LABEL = 420  # characters of the longest label
_SHORT_ROWS = 3  # rows in a row that lack figures before the table is taken to have ended
_NEW_HEADER = re.compile(r"\b(?:months?|weeks?|quarters?|years?|periods?) ended\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\s*(?:[a-z]|[,.;:%]|and\b|/)")
_NOTE = re.compile(r"\(\d{1,2}\)")
_ASIDE_BETWEEN = re.compile(r"\s*(?:\(\w\)|\((?:un)?audited\)|\((?:as )?restated\)|\*+)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Run:
    """Figures that follow each other without words between.

    Arguments:
        ruled: where the last rule before them ends; 0 without one.
    """

    marks: tuple[Mark, ...]
    ruled: int


@dataclass(frozen=True, slots=True)
class _Scan:
    kind: str
    start: int
    end: int


def layouts(text: str, start: int, end: int, breaks: Sequence[int]) -> Iterator[Layout]:
    """Yield the tables that a stretch of running text holds, in order.

    Arguments:
        start, end: half-open offsets of the stretch.
        breaks: where paragraphs begin in it: a label never goes across.
    """
    scans = [_Scan(match.lastgroup or "", match.start(), match.end()) for match in SCANNED.finditer(text, start, end)]
    headers = list(_header_runs(scans, text))
    floor = start
    for order, (first, last) in enumerate(headers):
        limit = headers[order + 1][0] if order + 1 < len(headers) else len(scans)
        layout = _layout(scans[first : last + 1], scans[last + 1 : limit], text, floor, breaks)
        if layout:
            yield layout
            floor = layout.end


def _header_runs(scans: Sequence[_Scan], text: str) -> Iterator[tuple[int, int]]:
    """Yield the places in `scans`, first and last, of periods in a row, as stand over columns."""
    at = 0
    while at < len(scans):
        if not _is_leaf(scans[at], text):
            at += 1
            continue
        last = at
        periods = int(_is_period(scans[at], text))
        for index in range(at + 1, len(scans)):
            if not _ASIDE_BETWEEN.fullmatch(text, scans[index - 1].end, scans[index].start):
                break
            if scans[index].kind == "rule":
                continue
            if not _is_leaf(scans[index], text):
                break
            last = index
            periods += _is_period(scans[index], text)
        if periods > 1:
            yield at, last
        at = last + 1


def _is_leaf(scan: _Scan, text: str) -> bool:
    return scan.kind == "change" or _is_period(scan, text)


def _is_period(scan: _Scan, text: str) -> bool:
    return scan.kind == "period" or (scan.kind == "figure" and is_plain_year(text[scan.start : scan.end]))


def _layout(
    header: Sequence[_Scan], body: Sequence[_Scan], text: str, floor: int, breaks: Sequence[int]
) -> Layout | None:
    head_start, head_end = header[0].start, header[-1].end
    parts = backward(text, head_end, max(floor, head_start - _REACH))
    runs = list(_runs(body, text))
    columns = _column_count(leaf_count(parts), runs, text)
    if columns < 2:
        return None
    rows, warnings = settle(_rows(runs, text, head_end, columns, breaks), columns, text)
    if not rows:
        return None
    headers, zone_start = _headers(parts, text, columns)
    captions, start = read_captions(text, max(floor, zone_start - _REACH), zone_start, head_end)
    lines = [line for row in rows for line in body_lines(row, text)]
    return Layout(captions, headers, tuple(lines), start, rows[-1].end, warnings=tuple(warnings))


def _runs(scans: Sequence[_Scan], text: str) -> Iterator[_Run]:
    """Yield the figures that follow each other, and whether a rule stands before them."""
    marks: list[Mark] = []
    ruled, rule = 0, 0
    for scan in scans:
        if scan.kind in ("figure", "blank"):
            printed = read_figure(text[scan.start : scan.end])
            if printed is None:
                continue
            if marks and (rule > marks[-1].end or text[marks[-1].end : scan.start].strip()):
                yield _Run(tuple(marks), ruled)
                marks = []
            if not marks:
                ruled = rule
            marks.append(Mark(scan.start, scan.end, 0, 0, printed))
        elif scan.kind == "rule":
            rule = scan.end
    if marks:
        yield _Run(tuple(marks), ruled)


def _column_count(leaves: int, runs: Sequence[_Run], text: str) -> int:
    """Return how many figures the table's rows have: what the header says if rows agree, else what most have."""
    counts = Counter(
        len(run.marks) - bool(_NOTE.fullmatch(text, run.marks[0].start, run.marks[0].end))
        for run in runs[:24]
        if len(run.marks) > 1
    )
    if leaves > 1 and (counts[leaves] > 1 or (runs and len(runs[0].marks) == leaves)):
        return leaves
    if not counts:
        return 0
    most, times = counts.most_common(1)[0]
    return most if times > 2 else 0


def _rows(runs: Sequence[_Run], text: str, start: int, columns: int, breaks: Sequence[int]) -> list[FlatRow]:
    """Return the rows that begin at an offset, up to where prose begins."""
    rows: list[FlatRow] = []
    lacking = 0
    at = start
    for run in runs:
        first, last = run.marks[0], run.marks[-1]
        label = text[at : first.start]
        if len(label) > _LABEL or SENTENCE.search(label) or _NEW_HEADER.search(label):
            break
        run, after = _trimmed(run, columns, text)
        first = run.marks[0]
        count = len(run.marks)
        if count < columns:
            blank = all(mark.printed.value is None for mark in run.marks)
            note = count == 1 and _NOTE.fullmatch(text[first.start : first.end])
            if blank or note or _GOES_ON.match(text, last.end) or _ends_open(label):
                continue  # a figure, a dash or a mark within the label
        lacking = 0 if count == columns else lacking + 1
        if lacking > _SHORT_ROWS:
            break
        begin = max([at, run.ruled if run.ruled > at else at, *(b for b in breaks if at <= b <= first.start)])
        rows.append(FlatRow(at, begin, run.marks, run.ruled > at))
        at = after
    while rows and len(rows[-1].marks) != columns:
        rows.pop()
    return rows


def _trimmed(run: _Run, columns: int, text: str) -> tuple[_Run, int]:
    """Return a run without the footnote numbers and the next label's figure at its ends, and where the next label begins."""
    marks = run.marks
    if len(marks) > columns and _NOTE.fullmatch(text, marks[0].start, marks[0].end):
        marks = marks[1:]
    if len(marks) > columns and _NOTE.fullmatch(text, marks[-1].start, marks[-1].end):
        marks = marks[:-1]
    elif len(marks) > columns and _GOES_ON.match(text, marks[-1].end):
        marks = marks[:-1]  # "$100,000 and above"
    after = run.marks[-1].start if marks[-1] != run.marks[-1] else marks[-1].end
    return _Run(marks, run.ruled), after


def _ends_open(label: str) -> bool:
    """Whether words before a figure show that it belongs to them: "less allowance of", "at March"."""
    return bool(re.search(r"\b(?:of|at|and|or|to|than|over|under|no\.?|note|par value)\s*$", label, re.IGNORECASE))


def _headers(parts: Sequence[Token], text: str, columns: int) -> tuple[tuple[tuple[str, ...], ...], int]:
    """Return each column's words and where the header begins.

    A title may say the periods, too, before a bracket ("(in thousands)") or before they are said anew: it is taken
    along where all of it together says one period for each column.
    """
    said = [at for at, part in enumerate(parts) if part.kind == "Y"]
    cuts = [
        at
        for at, part in enumerate(parts)
        if at == 0 or parts[at - 1].kind == "aside" or (said and at > said[0] and part.kind in "DCL")
    ]
    for cut in cuts:
        solved = solve(parts[cut:], text, columns)
        if solved:
            begin = next((part.start for part in parts[cut:] if part.kind not in ("rule", "filler", "aside")), 0)
            return solved, begin
    return ((),) * columns, parts[0].start if parts else 0
