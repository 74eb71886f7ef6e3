"""Finds the tables in running text that has lost its layout, and gives each row its figures."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from qa.tables.figures import SCANNED, is_plain_year, read_figure
from qa.tables.flat_captions import ASIDE, SENTENCE, read_captions
from qa.tables.flat_header import is_parted, leaf_count, solve
from qa.tables.flat_labels import body_lines
from qa.tables.flat_rows import FlatRow, settle
from qa.tables.flat_tokens import BETWEEN, Token, backward, forward
from qa.tables.layout import Layout, Mark

_REACH = 420  # characters of header and titles above the last row of a header
_LABEL = 420  # characters of the longest label
_SHORT_ROWS = 6  # rows in a row that lack figures before the table is taken to have ended
_NEW_HEADER = re.compile(r"\b(?:months?|weeks?|quarters?|years?|periods?) ended\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\s*(?:[a-z]|[,.;:%]|and\b|/)")
_AGAINST = re.compile(r"\bv(?:ersu)?s\b", re.IGNORECASE)  # the header goes on
_ONLY_HEADS = re.compile(r"[%$/]|\b[yq]o[yq]\b", re.IGNORECASE)
_UP = re.compile(r"\s*(?:up|down)\s*", re.IGNORECASE)
# What shows that the figures before it count something that a label speaks of.
_OF_LABEL = re.compile(r"\s*(?:,\s)?(?:shares?|issued|authori[sz]ed|outstanding|par|and \$?\d[\d,]* shares)\b")
_SMALL = re.compile(r"\d{1,2}")
_WORDS = re.compile(r" [A-Z][a-z]")
_BULLET = re.compile(r"[-–—] [A-Za-z]")
_RULES = re.compile(r"(?:-\s)?[-=_–—]{3,}|(?:[-=_]\s){5,}|</?[a-z]{1,7}>", re.IGNORECASE)
_NOTE = re.compile(r"\(\d{1,2}\)")
_BETWEEN = 60  # characters between two periods over columns


@dataclass(frozen=True, slots=True)
class _Run:
    """Figures that follow each other without words between.

    Arguments:
        ruled: where the last rule before them ends; 0 without one.
    """

    marks: tuple[Mark, ...]
    ruled: int


@dataclass(frozen=True, slots=True)
class _Header:
    """What stands over columns.

    Arguments:
        headers: for each column the words over it, top to bottom; none where they are not understood.
        start, end: half-open offsets; 0 where they are not known.
    """

    headers: tuple[tuple[str, ...], ...]
    start: int
    end: int


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
        last = at
        if _is_period(scans[at], text):
            for index in range(at + 1, len(scans)):
                if _is_period(scans[index], text) and _go_together(scans[last], scans[index], text):
                    last = index
                elif not _is_aside(scans[index], text):
                    break
        if last > at:
            yield at, last
        at = last + 1


def _is_aside(scan: _Scan, text: str) -> bool:
    """Whether something may stand between the periods over columns."""
    return scan.kind in ("rule", "change") or bool(_NOTE.fullmatch(text, scan.start, scan.end))


def _go_together(scan: _Scan, after: _Scan, text: str) -> bool:
    """Whether only words that headers have, or rules, stand between two parts of one."""
    between = _RULES.sub(" ", text[scan.end : after.start])
    return len(between) <= _BETWEEN and bool(BETWEEN.fullmatch(between))


def _is_period(scan: _Scan, text: str) -> bool:
    return scan.kind == "period" or (scan.kind == "figure" and is_plain_year(text[scan.start : scan.end]))


def _layout(
    header: Sequence[_Scan], body: Sequence[_Scan], text: str, floor: int, breaks: Sequence[int]
) -> Layout | None:
    head_start, head_end = header[0].start, header[-1].end
    parts = backward(text, head_end, max(floor, head_start - _REACH))
    runs = list(_runs(body, text))
    after = forward(text, head_end, parts)
    leaves = leaf_count(parts)
    columns = _column_count(range(leaves, leaves + sum(part.kind == "X" for part in after) + 1), runs, text)
    if columns < 2 or is_parted(parts) or _AGAINST.search(text, head_end, runs[0].marks[0].start):
        return None
    solved = _solved(parts, after, text, _percents(runs, columns))
    rows, warnings = settle(_rows(runs, text, solved.end or head_end, columns, breaks), columns, text)
    if not rows:
        return None
    captions, start = read_captions(text, max(floor, solved.start - _REACH), solved.start, solved.end or head_end)
    # Units may also stand in the first row, below the head of a section.
    first = list(ASIDE.finditer(text, rows[0].start, rows[0].marks[0].start))
    if first and any(map(str.isalpha, text[first[-1].end() : rows[0].marks[0].start])):
        rows[0] = replace(rows[0], label=max(rows[0].label, first[-1].end()))
    captions = (*(aside[0] for aside in first), *_titles(parts, text), *captions)
    lines = [line for row in rows for line in body_lines(row, text)]
    return Layout(captions, solved.headers, tuple(lines), start, rows[-1].end, warnings=tuple(warnings))


def _percents(runs: Sequence[_Run], columns: int) -> list[bool]:
    """Tell for each column whether its figures are percentages: a sign in the first row may stand for all."""
    full = [[mark.printed.percent for mark in run.marks] for run in runs if len(run.marks) == columns]
    if not full:
        return [False] * columns
    return [first or 4 * sum(signs) >= len(full) for first, signs in zip(full[0], zip(*full, strict=True), strict=True)]


def _titles(parts: Sequence[Token], text: str) -> tuple[str, ...]:
    """Return the words that stand among the parts of a header: a title, or the first section's head."""
    return tuple(text[part.start : part.end].strip() for part in parts if part.kind == "stub")


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


def _column_count(leaves: Sequence[int], runs: Sequence[_Run], text: str) -> int:
    """Return how many figures the table's rows have: what the header says if rows agree, else what most have.

    Arguments:
        leaves: what the header may say, without and with the changes that follow its periods.
    """
    counts = Counter(
        len(run.marks) - bool(_NOTE.fullmatch(text, run.marks[0].start, run.marks[0].end))
        for run in runs[:24]
        if len(run.marks) > 1
    )
    likeliest = max(leaves, key=lambda count: counts[count])
    if likeliest > 1 and (counts[likeliest] > 1 or (runs and len(runs[0].marks) == likeliest)):
        return likeliest
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
        if rows and _UP.fullmatch(label):
            at = after  # "Up 16%", a change in words
            continue
        if _OF_LABEL.match(text, last.end) or text[first.start : last.end].strip("()") == "000":
            continue  # "authorized: — 11,200 shares"
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
    if len(marks) > columns and _is_of_next(marks, text):
        marks = marks[:-1]
    after = run.marks[-1].start if marks[-1] != run.marks[-1] else marks[-1].end
    return _Run(marks, run.ruled), after


def _is_of_next(marks: Sequence[Mark], text: str) -> bool:
    """Whether the last figure belongs to what follows: a note, a list's stroke, "$100,000 and above"."""
    last = marks[-1]
    return bool(
        _NOTE.fullmatch(text, last.start, last.end) or _BULLET.match(text, last.start) or _GOES_ON.match(text, last.end)
    ) or _is_number_of_note(marks, text)


def _is_number_of_note(marks: Sequence[Mark], text: str) -> bool:
    """Whether the last figure, and it alone, can be the number of the note that follows."""
    bare = [bool(_SMALL.fullmatch(text, mark.start, mark.end)) for mark in marks]
    return bare[-1] and not any(bare[:-1]) and bool(_WORDS.match(text, marks[-1].end))


def _ends_open(label: str) -> bool:
    """Whether words before a figure show that it belongs to them: "less allowance of", "at March"."""
    return bool(re.search(r"\b(?:of|at|and|or|to|than|over|under|no\.?|note|par value)\s*$", label, re.IGNORECASE))


def _solved(parts: Sequence[Token], after: Sequence[Token], text: str, percents: Sequence[bool]) -> _Header:
    """Return what a header says; a word for a change that follows it may begin the first label instead."""
    for count in range(len(after), -1, -1):
        if count == len(after) or after[count].kind == "X":
            header = _header([*parts, *after[:count]], text, percents)
            if any(header.headers):
                end = max([header.end, *(part.end for part in after if _ONLY_HEADS.search(text, part.start, part.end))])
                return replace(header, end=end)
    ends = [part.end for part in takewhile(lambda part: part.kind != "X", after)]
    return _Header(((),) * len(percents), parts[0].start if parts else 0, ends[-1] if ends else 0)


def _header(parts: Sequence[Token], text: str, percents: Sequence[bool]) -> _Header:
    """Return each column's words and where the header begins and ends.

    A title may say the periods, too, before a bracket ("(in thousands)") or before they are said anew: it is taken
    along where all of it together says one period for each column.
    """
    said = [at for at, part in enumerate(parts) if part.kind == "Y"]
    cuts = [
        at
        for at, part in enumerate(parts)
        if at == 0 or parts[at - 1].kind in ("aside", "unit") or (said and at > said[0] and part.kind in "DCL")
    ]
    for cut in cuts:
        solved = solve(parts[cut:], text, percents)
        if solved:
            begin = next((part.start for part in parts[cut:] if len(part.kind) == 1), 0)
            return _Header(solved, begin, parts[-1].end)
    return _Header(((),) * len(percents), 0, 0)
