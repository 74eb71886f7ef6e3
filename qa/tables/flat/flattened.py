"""Finds the tables in running text that has lost its layout, by the periods that stand over their columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from qa.tables.figures import SCANNED, is_plain_year
from qa.tables.flat.captions import read_captions
from qa.tables.flat.header import is_parted, leaf_count, solve
from qa.tables.flat.labels import below_totals, below_units, body_lines
from qa.tables.flat.names import names_above, names_below
from qa.tables.flat.rows import settle
from qa.tables.flat.runs import NOTE, Run, Scan, column_count, find_rows, find_runs, percentages
from qa.tables.flat.tokens import BETWEEN, Token, backward, forward
from qa.tables.layout import Layout

_REACH = 420  # characters of header and titles above the last row of a header
_AGAINST = re.compile(r"\bv(?:ersu)?s\b", re.IGNORECASE)  # the header goes on
_ONLY_HEADS = re.compile(r"[%$/]|\b[yq]o[yq]\b", re.IGNORECASE)
_RULES = re.compile(r"(?:-\s)?[-=_–—]{3,}|(?:[-=_]\s){5,}|</?[a-z]{1,7}>", re.IGNORECASE)
_NOTES = re.compile(r"\s?\(\w{1,2}\)|[*⁰¹²³⁴-⁹⁽⁾ᵃ-ᶻ]+")
_ENDED = re.compile(r"\b(?:ended|ending|as of|at|quarter|half|year)\s*$", re.IGNORECASE)
_SCANS = 100  # scans that hold the first rows
_MARK = re.compile(r"\d")  # a raised number that has come down
_FIRST = 12  # rows that tell how many columns names stand over
_BETWEEN = 60  # characters between two periods over columns


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


def layouts(text: str, start: int, end: int, breaks: Sequence[int]) -> Iterator[Layout]:
    """Yield the tables that a stretch of running text holds, in order.

    Arguments:
        start, end: half-open offsets of the stretch.
        breaks: where paragraphs begin in it: a label never goes across.
    """
    scans = [Scan(match.lastgroup or "", match.start(), match.end()) for match in SCANNED.finditer(text, start, end)]
    headers = list(_header_runs(scans, text))
    floor = start
    for order, (first, last) in enumerate(headers):
        limit = headers[order + 1][0] if order + 1 < len(headers) else len(scans)
        layout = _layout(scans[first : last + 1], scans[last + 1 : limit], text, floor, breaks)
        if layout:
            yield layout
            floor = layout.end


def _header_runs(scans: Sequence[Scan], text: str) -> Iterator[tuple[int, int]]:
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
        if last > at or _is_named(scans, at, text):
            yield at, last
        at = last + 1


def _is_named(scans: Sequence[Scan], at: int, text: str) -> bool:
    """Whether a period stands alone over columns that words name: "Three months ended June 30, 2031 Cranes Winches Total"."""
    if not _is_period(scans[at], text) or not _ENDED.search(text, max(0, scans[at].start - 12), scans[at].start):
        return False
    if any(part.kind == "X" for part in forward(text, scans[at].end, ())):
        return False
    runs = list(find_runs(scans[at + 1 : at + 1 + _SCANS], text))
    return any(names_below(text, scans[at].end, first, columns) for columns, first in _widths(runs, text))


def _widths(runs: Sequence[Run], text: str) -> Iterator[tuple[int, int]]:
    """Yield how many columns the first row has, with and without a mark of a note behind it, and where its figures begin.

    Others must have as many.
    """
    first = [run.marks[bool(NOTE.fullmatch(text, run.marks[0].start, run.marks[0].end)) :] for run in runs[:_FIRST]]
    full = next(
        (marks for marks in first if len(marks) > 1 and not NOTE.fullmatch(text, marks[0].start, marks[0].end)), ()
    )
    noted = bool(full) and bool(_MARK.fullmatch(text, full[-1].start, full[-1].end))
    for columns in (len(full), len(full) - 1)[: 1 + noted]:
        if columns > 1 and sum(len(marks) == columns for marks in first) > 1 - (columns < len(full)):
            yield columns, full[0].start


def _is_aside(scan: Scan, text: str) -> bool:
    """Whether something may stand between the periods over columns."""
    return scan.kind in ("rule", "change") or bool(NOTE.fullmatch(text, scan.start, scan.end))


def _go_together(scan: Scan, after: Scan, text: str) -> bool:
    """Whether only words that headers have, or rules, stand between two parts of one."""
    between = _RULES.sub(" ", text[scan.end : after.start])
    return len(between) <= _BETWEEN and bool(BETWEEN.fullmatch(between))


def _is_period(scan: Scan, text: str) -> bool:
    return scan.kind == "period" or (scan.kind == "figure" and is_plain_year(text[scan.start : scan.end]))


def _layout(
    header: Sequence[Scan], body: Sequence[Scan], text: str, floor: int, breaks: Sequence[int]
) -> Layout | None:
    head_start, head_end = header[0].start, header[-1].end
    parts = backward(text, head_end, max(floor, head_start - _REACH))
    runs = list(find_runs(body, text))
    after = forward(text, head_end, parts)
    names, columns = _named(parts, after, runs, text)
    if names:
        runs = _below(names, runs, text)
    else:
        leaves = leaf_count(parts)
        columns = column_count(range(leaves, leaves + sum(part.kind == "X" for part in after) + 1), runs, text)
    if (
        columns < 2
        or (len(header) == 1 and not names)
        or is_parted(parts)
        or _AGAINST.search(text, head_end, runs[0].marks[0].start)
    ):
        return None
    percents = percentages(runs, columns)
    parts = [*parts, *names]
    solved = _header(parts, text, percents) if names else _solved(parts, after, text, percents)
    solved = _told_apart(solved, [*parts, *after], text, floor, percents)
    rows, warnings = settle(find_rows(runs, text, solved.end or head_end, columns, breaks), columns, text)
    if not rows:
        return None
    captions, start = read_captions(text, max(floor, solved.start - _REACH), solved.start, solved.end or head_end)
    rows, units = below_units(rows, text)
    rows = below_totals(rows, text)
    captions = (*units, *_titles(parts, text), *captions)
    lines = [line for row in rows for line in body_lines(row, text)]
    return Layout(captions, solved.headers, tuple(lines), start, rows[-1].end, warnings=tuple(warnings))


def _named(parts: Sequence[Token], after: Sequence[Token], runs: Sequence[Run], text: str) -> tuple[list[Token], int]:
    """Return the names that follow a header's periods, one for each column, and how many columns they make."""
    leaves = leaf_count(parts)
    if not leaves or any(part.kind == "X" for part in after):
        return [], 0
    start = after[-1].end if after else parts[-1].end
    for columns, first in _widths(runs, text):
        if columns > leaves and columns % leaves == 0:
            names = names_below(text, start, first, columns)
            if names and any(_header([*parts, *names], text, percentages(runs, columns)).headers):
                return names, columns
    return [], 0


def _below(names: Sequence[Token], runs: Sequence[Run], text: str) -> list[Run]:
    """Return the figures below names, up to where the same names stand over others: a table of its own."""
    start = names[-1].end
    again = text.find(text[names[0].start : names[1].end], start)
    return [run for run in runs if start <= run.marks[0].start and (again < 0 or run.marks[0].start < again)]


def _told_apart(header: _Header, parts: Sequence[Token], text: str, floor: int, percents: Sequence[bool]) -> _Header:
    """Return a header with the names that stand above it, where it says the same periods several times over."""
    said = [_NOTES.sub("", " ".join(words)) for words in header.headers]
    size = next(
        size for size in range(1, len(said) + 1) if len(said) % size == 0 and said == said[:size] * (len(said) // size)
    )
    if size == len(said) or not any(said):
        return header
    names = names_above(text, floor, header.start, len(said) // size)
    if not names:
        return header
    above = backward(text, names[0].start, max(floor, names[0].start - _REACH))
    below = [part for part in parts if header.start <= part.start < header.end]
    named = _header([*above, *names, *below], text, percents)
    return replace(named, end=header.end) if any(named.headers) else header


def _titles(parts: Sequence[Token], text: str) -> tuple[str, ...]:
    """Return the words that stand among the parts of a header: a title, or the first section's head."""
    return tuple(text[part.start : part.end].strip() for part in parts if part.kind == "stub")


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
