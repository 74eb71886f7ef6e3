"""Parts the words before a flattened row's figures into the heads that ran into them and the row's own label."""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.language.vocabulary import vocabulary
from qa.tables.captions import read_scales
from qa.tables.flat.captions import ASIDE
from qa.tables.flat.rows import FlatRow
from qa.tables.heads import read_head
from qa.tables.layout import BodyLine

_HEAD_END = re.compile(r":\s+(?=[A-Z(])")
_CAPITALS = re.compile(r"(?:[A-Z][A-Z'’&/,()-]+\s+(?:AND |OF |FOR |TO )?){2,}(?=[A-Z][a-z])")
_HEAD_LETTERS = 10  # fewer may be abbreviations
_RULES = re.compile(r"(?:[-=_ ]|</?[a-z]{1,7}>)+", re.IGNORECASE)
# A raised number that has come down ("EBITDA 1"), and not one that is part of a name ("Tier 1").
_NOTE = re.compile(
    r"(?<=[a-z)]) (?<!tier )(?<!level )(?<!phase )(?<!stage )(?<!type )(?<!class )(?<!group )(?<!top )\d{1,2}(?:,\d{1,2})*\s*$",
    re.IGNORECASE,
)
# A line of a balance sheet that says it has no figures, before the next one's own name.
_EMPTY = re.compile(
    r"(?P<line>[^$]{0,40}\bstock\b.{0,160}?\b(?:none|no shares) (?:(?:issued|outstanding|authorized)(?:,? (?:and|or) )?)+)\s+(?=[A-Z])"
)
_TOTAL = re.compile(r"total (?P<of>[a-z].*)", re.IGNORECASE)
_NAME = re.compile(r" (?=[A-Z])(?!(?:AND|OR|OF|PER|FOR|FROM|IN|TO|BY)\b)")
_LONGEST_SECTION = 12  # rows
_LED = re.compile(r"(?:^|\s)(?:less|add|plus|deduct|of which|including|note)$", re.IGNORECASE)


def below_units(rows: Sequence[FlatRow], text: str) -> tuple[list[FlatRow], tuple[str, ...]]:
    """Return rows, what ends in units taken from their labels as heads, and the units that hold for the whole table.

    "GMV (in millions) North 148" is of a section; where no other says its own, the units of the first are the table's.
    """
    ends = [_units_end(row, text, at == 0) for at, row in enumerate(rows)]
    parted = [replace(row, label=max(row.label, end)) for row, end in zip(rows, ends, strict=True)]
    first = [aside[0] for aside in ASIDE.finditer(text, rows[0].start, ends[0])]
    alone = not any(read_scales(text[row.start : row.marks[0].start])[0] for row in rows[1:])
    return parted, tuple(first) if alone else ()


def below_totals(rows: Sequence[FlatRow], text: str) -> list[FlatRow]:
    """Return rows, the heads that their totals show taken from their labels: "Orders Ropes" to "Sails", above "Total orders".

    What stands below one head so stands below the others: "Book-to-bill Ropes", before "Sails" again.
    """
    own = [" ".join(text[row.label : row.marks[0].start].split()).rstrip(" $") for row in rows]
    cut: dict[int, int] = {}  # by the row's index, how long its head is
    for at, label in enumerate(own):
        if total := _TOTAL.fullmatch(label):
            above = range(max(0, at - _LONGEST_SECTION), at)
            first = next((row for row in reversed(above) if _begins(own[row], total["of"])), None)
            if first is not None and not any(_TOTAL.fullmatch(own[row]) for row in range(first, at)):
                cut[first] = len(total["of"])
    members = {(own[at][head:].strip(), own[at + 1]) for at, head in cut.items()}
    for at, label in enumerate(own[:-1]):
        for member, after in members if at not in cut else ():
            if own[at + 1] == after and label.endswith(f" {member}") and label[:1].isupper():
                cut[at] = len(label) - len(member)
    return [replace(row, label=_behind(row, cut[at], text)) if at in cut else row for at, row in enumerate(rows)]


def _begins(label: str, head: str) -> bool:
    """Whether a label begins with a head that is a metric's name, and goes on as a name does."""
    name = _NAME.match(label, len(head))
    return name is not None and label.lower().startswith(head.lower()) and vocabulary().label(head) is not None


def _behind(row: FlatRow, words: int, text: str) -> int:
    """Where a row's label begins behind so many characters of it, spaces between words counted once."""
    said = re.compile(r"\S+").finditer(text, row.label, row.marks[0].start)
    long = -1
    return next(word.start() for word in said if (long := long + 1 + len(word[0])) > words)


def _units_end(row: FlatRow, text: str, is_first: bool) -> int:
    """Return where the units end that a row's own label stands behind; 0 where there are none."""
    end = row.marks[0].start
    found = [aside.end() for aside in ASIDE.finditer(text, row.start, end) if is_first or aside[0].endswith(")")]
    own = text[found[-1] : end].lstrip() if found else ""
    return found[-1] if any(map(str.isalpha, own)) and (is_first or own[0].isupper()) else 0


def body_lines(row: FlatRow, text: str) -> list[BodyLine]:
    """Return a row as lines: the heads that stand before its label, then the row."""
    start, end = row.label, row.marks[0].start
    if note := _NOTE.search(text, start, end):
        end = note.start()
    while end > start and text[end - 1] in " $":
        end -= 1
    lines: list[BodyLine] = []
    if row.start < row.label:
        lines += _heads(text, row.start, row.label)
    cut = start
    depth = 0
    for at in range(start, end):
        depth += (text[at] == "(") - (text[at] == ")")
        if text[at] == ":" and depth <= 0 and _HEAD_END.match(text, at) and not _LED.search(text[cut:at]):
            lines += _heads(text, cut, at + 1)
            cut = at + 1
    while cut < end and text[cut] in " :-=_":
        cut += 1
    while head := read_head(text, cut, end) or _capitals(text, cut, end):
        lines.append(BodyLine(cut, head, -1, ()))
        cut = head
    while empty := _EMPTY.match(text, cut, end):
        lines.append(BodyLine(cut, empty.end("line"), -1, ()))
        cut = empty.end()
    if cut >= end:
        cut = end = row.marks[0].start
    lines.append(BodyLine(cut, end, -1, tuple(zip(row.columns, row.marks, strict=True))))
    return lines


def _capitals(text: str, start: int, end: int) -> int:
    """Return where words in capitals end that stand before others as a head does; 0 where none do."""
    match = _CAPITALS.match(text, start, end)
    return match.end() if match and sum(map(str.isalpha, match[0])) >= _HEAD_LETTERS else 0


def _heads(text: str, start: int, end: int) -> list[BodyLine]:
    """Return the heads in a stretch, an outer head and what follows it apart ("ASSETS Current assets:")."""
    found: list[BodyLine] = []
    if rules := _RULES.match(text, start, end):
        start = rules.end()
    while end > start and text[end - 1] in " -=_":
        end -= 1
    while head := read_head(text, start, end):
        found.append(BodyLine(start, head, -1, ()))
        start = head
    if any(map(str.isalpha, text[start:end])):
        found.append(BodyLine(start, end, -1, ()))
    return found
