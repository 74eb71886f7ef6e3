"""Settles which column each figure of a flattened row stands in: by count, else by arithmetic."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from qa.tables.layout import Mark

_OPEN = re.compile(r"\b(?:of|at|and|or|to|than|over|under|no\.?|note|value)\s*$", re.IGNORECASE)
_NOTE = re.compile(r"\d{1,2}")
_NEAR = 3  # rows
_LONGEST_SUM = 30  # rows


@dataclass(frozen=True, slots=True)
class FlatRow:
    """Figures that follow each other, with the words before them.

    Arguments:
        start: where those words begin.
        label: where the row's own label begins; what stands before it are heads.
        columns: the index of each figure's column, once settled.
        ruled: whether a rule parts it from the row before.
    """

    start: int
    label: int
    marks: tuple[Mark, ...]
    ruled: bool
    columns: tuple[int, ...] = ()

    @property
    def end(self) -> int:
        """Where the row ends."""
        return self.marks[-1].end


def settle(rows: Sequence[FlatRow], columns: int, text: str) -> tuple[list[FlatRow], list[str]]:
    """Return the rows whose figures' columns are certain, and warnings that name the others.

    Arguments:
        columns: how many figures a full row has.
    """
    parted: list[FlatRow] = []
    for row in rows:
        parted += _parted(row, parted, columns, text)
    known = _placed(parted, columns)
    settled: list[FlatRow] = []
    warnings: list[str] = []
    for at, row in enumerate(parted):
        if at in known:
            settled.append(replace(row, columns=known[at]))
        else:
            label = " ".join(text[row.label : row.marks[0].start].split())
            warnings.append(f"“{label}” has {len(row.marks)} figures for {columns} columns, and was left out")
    return settled, warnings


def _placed(rows: Sequence[FlatRow], columns: int) -> dict[int, tuple[int, ...]]:
    """Return the columns of each row's figures, by its index, where they are certain."""
    known = {at: tuple(range(columns)) for at, row in enumerate(rows) if len(row.marks) == columns}
    proven: dict[int, tuple[int, ...]] = {}
    for at, row in enumerate(rows):
        if len(row.marks) < columns and at not in proven:
            if places := _places(rows, at, columns):
                proven[at] = places
            elif places := _pair(rows, at, columns):
                proven[at] = proven[at + 1] = places
    like = {
        at: places
        for at, row in enumerate(rows)
        if len(row.marks) < columns and at not in proven and (places := _as_around(rows, at, proven))
    }
    return known | proven | like


def _pair(rows: Sequence[FlatRow], at: int, columns: int) -> tuple[int, ...] | None:
    """Return the columns of two rows that lack the same figures, where the row before them plus the first is the second."""
    count = len(rows[at].marks)
    if (
        at == 0
        or at + 1 == len(rows)
        or len(rows[at - 1].marks) != columns
        or len(rows[at + 1].marks) != count
        or count < 2
    ):
        return None
    whole, part, total = _values(rows[at - 1]), _values(rows[at]), _values(rows[at + 1])
    found = [
        places
        for places in combinations(range(columns), count)
        if all(whole[place] + a == b for place, a, b in zip(places, part, total, strict=True))
    ]
    return found[0] if len(found) == 1 and any(part) else None


def _as_around(rows: Sequence[FlatRow], at: int, proven: Mapping[int, tuple[int, ...]]) -> tuple[int, ...] | None:
    """Return the columns that all rows with as many figures have whose columns are proven, where some stand near."""
    count = len(rows[at].marks)
    alike = {places for places in proven.values() if len(places) == count}
    near = any(abs(at - other) <= _NEAR and len(places) == count for other, places in proven.items())
    return alike.pop() if near and len(alike) == 1 and count > 1 else None


def _parted(row: FlatRow, before: Sequence[FlatRow], columns: int, text: str) -> Iterator[FlatRow]:
    """Part a run of more figures than columns: figures of the label before them, totals without a label after."""
    extra = len(row.marks) - columns
    if extra <= 0:
        yield row
        return
    first = row.marks[0]
    if extra == 1 and (_OPEN.search(text, row.start, first.start) or _is_note(row, text)):
        yield replace(row, marks=row.marks[1:])
    elif extra % columns == 0:
        rows = [
            FlatRow(row.start if at == 0 else row.marks[at].start, row.label if at == 0 else row.marks[at].start,
                    row.marks[at : at + columns], row.ruled and at == 0)
            for at in range(0, len(row.marks), columns)
        ]  # fmt: skip
        if _is_sum(rows[1], [*before, rows[0]], columns):
            yield from rows
        else:
            yield row
    elif _OPEN.search(text, row.start, first.start):
        yield replace(row, marks=row.marks[extra:])
    else:
        yield row


def _is_note(row: FlatRow, text: str) -> bool:
    """Whether the first figure, and it alone, can be the number of a note at the label, which stood raised."""
    first, last = row.marks[0], row.marks[-1]
    return (
        bool(_NOTE.fullmatch(text, first.start, first.end))
        and last.printed.value is not None
        and not _NOTE.fullmatch(text, last.start, last.end)
    )


def _is_sum(total: FlatRow, before: Sequence[FlatRow], columns: int) -> bool:
    """Whether a row is the sum of the rows just before it."""
    goal = _values(total)
    sums = [Decimal(0)] * columns
    for count, row in enumerate(reversed(before[-_LONGEST_SUM:]), 1):
        if len(row.marks) != columns:
            return False
        sums = [a + b for a, b in zip(sums, _values(row), strict=True)]
        if count > 1 and sums == goal:
            return True
    return False


def _places(rows: Sequence[FlatRow], at: int, columns: int) -> tuple[int, ...] | None:
    """Return the columns of a row that lacks figures, where only one choice makes a later row their sum."""
    found: set[tuple[int, ...]] = set()
    for total in range(at + 1, min(at + _LONGEST_SUM, len(rows))):
        if len(rows[total].marks) != columns:
            break
        rest = [a - b for a, b in zip(_values(rows[total]), _sum(rows[at + 1 : total], columns), strict=True)]
        for first in range(at, max(-1, at - _LONGEST_SUM), -1):
            if first < at:
                if len(rows[first].marks) != columns:
                    break
                rest = [a - b for a, b in zip(rest, _values(rows[first]), strict=True)]
            if total - first < 2:
                continue
            for places in combinations(range(columns), len(rows[at].marks)):
                laid = dict(zip(places, _values(rows[at]), strict=True))
                if all(laid.get(column, Decimal(0)) == rest[column] for column in range(columns)):
                    found.add(places)
    return found.pop() if len(found) == 1 else None


def _sum(rows: Sequence[FlatRow], columns: int) -> list[Decimal]:
    return [sum((_values(row)[column] for row in rows), Decimal(0)) for column in range(columns)]


def _values(row: FlatRow) -> list[Decimal]:
    return [mark.printed.value or Decimal(0) for mark in row.marks]
