"""Finds the figures of running text that follow each other, and the rows that they are."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.frozen import frozen
from qa.tables.figures import read_figure
from qa.tables.flat.captions import SENTENCE
from qa.tables.flat.rows import FlatRow
from qa.tables.layout import Mark

_LABEL = 420  # characters of the longest label
_SHORT_ROWS = 6  # rows in a row that lack figures before the table is taken to have ended
_NEW_HEADER = re.compile(r"\b(?:months?|weeks?|quarters?|years?|periods?) ended\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\s*(?:[a-z]|[,.;:%]|and\b|/)")
_UP = re.compile(r"\s*(?:up|down)\s*", re.IGNORECASE)
# What shows that the figures before it count something that a label speaks of.
_OF_LABEL = re.compile(r"\s*(?:,\s)?(?:shares?|issued|authori[sz]ed|outstanding|par|and \$?\d[\d,]* shares)\b")
# "$995 - $1,000 million"
_SCALED = re.compile(r"\s(?:million|billion)s?\b")
_SMALL = re.compile(r"\d{1,2}")
_WORDS = re.compile(r" [A-Z][a-z]")
_BULLET = re.compile(r"[-–—] [A-Za-z]")
# A bracketed number, as notes have.
NOTE = re.compile(r"\(\d{1,2}\)")


@frozen
class Scan:
    """A figure, a dash, a rule or a period in running text.

    Arguments:
        kind: the group of SCANNED that found it.
    """

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """Figures that follow each other without words between.

    Arguments:
        ruled: where the last rule before them ends; 0 without one.
    """

    marks: tuple[Mark, ...]
    ruled: int


def find_runs(scans: Sequence[Scan], text: str) -> Iterator[Run]:
    """Yield the figures that follow each other, and whether a rule stands before them."""
    marks: list[Mark] = []
    ruled, rule = 0, 0
    for scan in scans:
        if scan.kind in ("figure", "blank"):
            printed = read_figure(text[scan.start : scan.end])
            if printed is None:
                continue
            if marks and (rule > marks[-1].end or text[marks[-1].end : scan.start].strip()):
                yield Run(tuple(marks), ruled)
                marks = []
            if not marks:
                ruled = rule
            marks.append(Mark(scan.start, scan.end, 0, 0, printed))
        elif scan.kind == "rule":
            rule = scan.end
    if marks:
        yield Run(tuple(marks), ruled)


def percentages(runs: Sequence[Run], columns: int) -> list[bool]:
    """Tell for each column whether its figures are percentages: a sign in the first row may stand for all."""
    full = [[mark.printed.percent for mark in run.marks] for run in runs if len(run.marks) == columns]
    if not full:
        return [False] * columns
    return [first or 4 * sum(signs) >= len(full) for first, signs in zip(full[0], zip(*full, strict=True), strict=True)]


def column_count(leaves: Sequence[int], runs: Sequence[Run], text: str) -> int:
    """Return how many figures the table's rows have: what the header says if rows agree, else what most have.

    Arguments:
        leaves: what the header may say, without and with the changes that follow its periods.
    """
    first = list(_together(runs[:24], text))
    counts = Counter(
        len(run.marks) - bool(NOTE.fullmatch(text, run.marks[0].start, run.marks[0].end))
        for run in first
        if len(run.marks) > 1
    )
    likeliest = max(leaves, key=lambda count: counts[count])
    bare = Counter(_bare_count(run, text) for run in first)
    more = max(
        (times for count, times in bare.items() if likeliest and count > likeliest and count % likeliest), default=0
    )
    if (
        likeliest > 1
        and counts[likeliest] >= more
        and (counts[likeliest] > 1 or (runs and len(runs[0].marks) == likeliest))
    ):
        return likeliest
    if not counts:
        return 0
    most, times = counts.most_common(1)[0]
    return most if times > 2 else 0


def _together(runs: Sequence[Run], text: str) -> Iterator[Run]:
    """Yield the runs up to where prose, or the header of another table, stands between two."""
    for before, run in zip((None, *runs), runs, strict=False):
        if before and _parts(text[before.marks[-1].end : run.marks[0].start]):
            return
        yield run


def _parts(label: str) -> bool:
    """Whether words before figures are more than their label: prose, or the header of a table."""
    return len(label) > _LABEL or bool(SENTENCE.search(label) or _NEW_HEADER.search(label))


def _bare_count(run: Run, text: str) -> int:
    """Return how many figures a run has without those at its ends that may be numbers of notes or a list's stroke."""
    first, last = run.marks[0], run.marks[-1]
    before = _SMALL.fullmatch(text[first.start : first.end].strip("()"))
    after = _SMALL.fullmatch(text[last.start : last.end].strip("()")) or _BULLET.match(text, last.start)
    return len(run.marks) - bool(before) - bool(after)


def find_rows(runs: Sequence[Run], text: str, start: int, columns: int, breaks: Sequence[int]) -> list[FlatRow]:
    """Return the rows that begin at an offset, up to where prose begins.

    Arguments:
        columns: how many figures a full row has.
        breaks: where paragraphs begin: a label never goes across.
    """
    rows: list[FlatRow] = []
    lacking = 0
    at = start
    for run in runs:
        first, last = run.marks[0], run.marks[-1]
        label = text[at : first.start]
        if _parts(label) or _is_range(run, text):
            break
        run, after = _trimmed(run, columns, text, _ends_open(label))
        first = run.marks[0]
        count = len(run.marks)
        if rows and _UP.fullmatch(label):
            at = after  # "Up 16%", a change in words
            continue
        if _OF_LABEL.match(text, last.end) or text[first.start : last.end].strip("()") == "000":
            continue  # "authorized: — 11,200 shares"
        if count < columns:
            blank = all(mark.printed.value is None for mark in run.marks)
            note = count == 1 and NOTE.fullmatch(text[first.start : first.end])
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


def _is_range(run: Run, text: str) -> bool:
    """Whether figures with a dash between them are a range in words, as outlooks have: no table's scale is said so."""
    dashed = any(mark.printed.value is None for mark in run.marks[1:-1])
    return dashed and bool(_SCALED.match(text, run.marks[-1].end))


def _trimmed(run: Run, columns: int, text: str, is_open: bool) -> tuple[Run, int]:
    """Return a run without the footnote numbers and the next label's figure at its ends, and where the next label begins.

    Arguments:
        is_open: whether the words before it show that its first figure is the label's.
    """
    marks = run.marks
    is_note = bool(NOTE.fullmatch(text, marks[0].start, marks[0].end))
    if (len(marks) > columns and (is_open or is_note)) or (
        len(marks) == columns and is_note and marks[1].printed.currency
    ):
        marks = marks[1:]
    if len(marks) > columns and _is_of_next(marks, text):
        marks = marks[:-1]
    after = run.marks[-1].start if marks[-1] != run.marks[-1] else marks[-1].end
    return Run(marks, run.ruled), after


def _is_of_next(marks: Sequence[Mark], text: str) -> bool:
    """Whether the last figure belongs to what follows: a note, a list's stroke, "$100,000 and above"."""
    last = marks[-1]
    return bool(
        NOTE.fullmatch(text, last.start, last.end) or _BULLET.match(text, last.start) or _GOES_ON.match(text, last.end)
    ) or _is_number_of_note(marks, text)


def _is_number_of_note(marks: Sequence[Mark], text: str) -> bool:
    """Whether the last figure, and it alone, can be the number of the note that follows."""
    bare = [bool(_SMALL.fullmatch(text, mark.start, mark.end)) for mark in marks]
    return bare[-1] and not any(bare[:-1]) and bool(_WORDS.match(text, marks[-1].end))


def _ends_open(label: str) -> bool:
    """Whether words before a figure show that it belongs to them: "less allowance of", "at March"."""
    return bool(re.search(r"\b(?:of|at|and|or|to|than|over|under|no\.?|note|par value)\s*$", label, re.IGNORECASE))
