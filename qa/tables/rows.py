"""From body lines to rows: labels wrapped over lines are joined, and stand below the heads that hold for them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from qa.language.vocabulary import vocabulary
from qa.tables.captions import read_scales
from qa.tables.layout import BodyLine, Mark
from qa.tables.sections import Sections, is_total, total_of
from qa.tables.statement import Figure, Row
from qa.tables.units import unit_behind

_NOTE_MARKS = re.compile(
    r"\s*(?:[⁽⁾⁰¹²³⁴-⁹ᵃ-ᶻ]+(?:[,\s]*[⁽⁾⁰¹²³⁴-⁹ᵃ-ᶻ]+)*|(?<=[\w)])\s*(?:\((?:\d{1,2}|[a-z])\))+|[*†‡§]+)\s*$"
)
_LONE_MARK = re.compile(r"(?<=[A-Za-z)%,])\s*\d{1,2}(?:\s?[,)]\s?\d{1,2})*\)$")  # "EBITDA, % 1)"
_BARE_NOTE = re.compile(r"(?<=[A-Za-z)]) [1-9]$")
_LEADERS = re.compile(r"\s*(?:\.\s?){3,}.*$|\s*(?:[-_=]\s?){4,}\s*")
# What a label cannot end with, and what it cannot begin with.
_GOES_ON = re.compile(
    r"(?:[,/(&–-]|\b(?:of|and|or|for|to|the|a|an|in|from|on|by|with|at|per|net|before|less|(?<!^all )other|than|non|attributable|including"
    r"|excluding|after|over|under|its|their|as|used|provided|available))$",
    re.IGNORECASE,
)
# "Gulf Power -": a head that says by its dash that more comes, and no line cut at a hyphen.
_OPENS = re.compile(r"\s[-–—]$")
# "Diluted earnings per share by segment": a head that says what its rows are.
_BY_PARTS = re.compile(
    r"\bby (?:(?:reportable|operating|business|product) )?(?:segment|region|geography|geographic area|product|business|division|brand|channel|country|market)s?$",
    re.IGNORECASE,
)
_ALONE = ("other", "less")  # heads, where nothing stands before them
_CONTINUES = re.compile(r"[a-z(&)/]|\d+ (?:and|shares|issued)\b")
_BARE_TOTAL = re.compile(r"total", re.IGNORECASE)
_TOTAL = re.compile(r"^(?:total|net total|subtotal|sub-total)\b", re.IGNORECASE)


def read_rows(lines: Sequence[BodyLine], text: str) -> tuple[Row, ...]:
    """Return the line items of a table's body."""
    rows: list[Row] = []
    sections = Sections()
    totals = [
        (at, total_of(said)) for at, line in enumerate(lines) if line.marks and is_total(said := _said(line, text))
    ]
    waiting: list[BodyLine] = []  # lines without figures: the beginning of a label, or a head
    for at, line in enumerate(lines):
        after = lines[at + 1 :]
        ahead = [words for place, words in totals if place > at]
        again = waiting and _is_head_of_all(waiting, line, rows, text)
        if waiting and line.end > line.start and (again or not _is_wrapped(waiting, line, after, sections, text)):
            sections.open(_OPENS.sub("", _label(text[waiting[0].start : waiting[-1].end])), waiting[0].indent, ahead)
            waiting = []
        if not line.marks:
            waiting.append(line)
            continue
        # Where a line has figures only, its label is what waits above it.
        first, last = (waiting or [line])[0], line if line.end > line.start else (waiting or [line])[-1]
        waiting = []
        label, unit = unit_behind(_label(text[first.start : last.end]))
        label = _label(label) if unit else label
        heads = sections.enter(label, first.indent)
        figures = tuple(_figure(column, mark) for column, mark in line.marks)
        rows.append(Row(first.start, last.end, label, heads, figures, _own_scale(f"{label} {unit}", heads), unit))
        sections.leave(label, ahead)
    return tuple(rows)


def _said(line: BodyLine, text: str) -> str:
    return _label(text[line.start : line.end])


def percent_throughout(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Mark all figures as percentages where only the first row's bear the sign, as is the custom of tables of rates."""
    filled = [row for row in rows if any(figure.value is not None for figure in row.figures)]
    if not filled or not all(figure.percent for figure in filled[0].figures if figure.value is not None):
        return _percent_to_total(rows)
    values = [figure.value for row in filled for figure in row.figures if figure.value is not None]
    signs = any(figure.currency for row in filled for figure in row.figures)
    alike = {value.as_tuple().exponent for value in values}
    if signs or len(alike) > 1 or max(map(abs, values)) >= 1000:
        return _percent_to_total(rows)
    return in_percent(rows)


def in_percent(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Mark the figures without a currency sign as percentages."""
    return tuple(
        replace(row, figures=tuple(replace(figure, percent=not figure.currency) for figure in row.figures))
        for row in rows
    )


def _percent_to_total(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Mark as percentages what adds up to 100 % between a first row and a total that bear the sign ("Product mix")."""
    marked = list(rows)
    for last, total in enumerate(rows):
        if not total.figures or any(not figure.percent or figure.value != 100 for figure in total.figures):
            continue
        first = next((at for at in range(last - 1, -1, -1) if rows[at].figures and _is_percent(rows[at])), last)
        parts = rows[first:last]
        if len(parts) > 1 and all(_adds_up(parts, figure.column) for figure in total.figures):
            marked[first:last] = [
                replace(row, figures=tuple(replace(figure, percent=True) for figure in row.figures)) for row in parts
            ]
    return tuple(marked)


def _is_percent(row: Row) -> bool:
    return all(figure.percent for figure in row.figures)


def _adds_up(parts: Sequence[Row], column: int) -> bool:
    """Whether a column's parts are the whole of 100 %, each rounded by half a unit at most."""
    values = [figure.value for row in parts for figure in row.figures if figure.column == column and figure.value]
    return abs(sum(values, Decimal(0)) - 100) <= Decimal(len(values)) / 2


def _label(text: str) -> str:
    """Return a label on one line, footnote marks and leader dots out."""
    label = _LEADERS.sub("", " ".join(text.split())).rstrip(" $").rstrip()
    while (stripped := _NOTE_MARKS.sub("", label)) != label:
        label = stripped
    label = _LONE_MARK.sub("", label) if label.count(")") > label.count("(") else label
    note = _BARE_NOTE.search(label)
    return label[: note.start()] if note and _ends_in_measure(label[: note.start()].split()) else label


def _ends_in_measure(words: Sequence[str]) -> bool:
    """Whether a label's last words name a measure by themselves, so that no number is part of them: "Adjusted EBITDA 2", not "Kiln 4"."""
    return any(vocabulary().label(" ".join(words[at:])) for at in range(len(words) > 1, len(words)))


def _figure(column: int, mark: Mark) -> Figure:
    said = mark.printed
    times = said.unit.lower() == "x"
    return Figure(column, mark.start, mark.end, said.value, said.percent, said.currency, said.high, said.scale, times)


def _own_scale(label: str, heads: Sequence[str]) -> int:
    """The scale that a row's label or the nearest head states: "Shares (in thousands)"; 0 where none does."""
    return next((scale for words in (label, *reversed(heads)) if (scale := read_scales(words)[0])), 0)


def _is_wrapped(
    waiting: Sequence[BodyLine], line: BodyLine, after: Sequence[BodyLine], sections: Sections, text: str
) -> bool:
    """Whether a line goes on with the label that the lines before it began."""
    begun = " ".join(text[waiting[0].start : waiting[-1].end].split())
    going_on = text[line.start : line.end].strip()
    if begun.endswith(":") or ((_OPENS.search(begun) or _BY_PARTS.search(begun)) and going_on[:1].isupper()):
        return False
    if (
        _CONTINUES.match(going_on)
        or (_GOES_ON.search(begun) and begun.lower() not in _ALONE)
        or begun.count("(") > begun.count(")")
    ):
        return True
    if begun.isupper() and not going_on.isupper():
        return False
    heads = sections.labels
    known = vocabulary().label(_label(f"{begun} {going_on}"), heads)
    if known and not vocabulary().label(_label(going_on), (*heads, begun)):
        return True
    return bool(_TOTAL.match(begun)) or _hangs(waiting[0], line, going_on, after, text)


def _is_head_of_all(waiting: Sequence[BodyLine], line: BodyLine, rows: Sequence[Row], text: str) -> bool:
    """Whether "Total" alone is the head of a line that stood below heads before, and not the beginning of its label."""
    label = _said(line, text).lower()
    is_bare = len(waiting) == 1 and _BARE_TOTAL.fullmatch(_said(waiting[0], text))
    return bool(is_bare) and any(row.heads and row.label.lower() == label for row in rows)


def _hangs(first: BodyLine, line: BodyLine, going_on: str, after: Sequence[BodyLine], text: str) -> bool:
    """Whether a line is set in below the one before it, and the next label back: a hanging indent.

    The last label before a total hangs, too, where that is set in as it is, and is of more than the one row.
    """
    following = next((other for other in after if other.end > other.start), None)
    if following is None or not line.marks or going_on.isupper() or not line.indent > first.indent >= 0:
        return False
    is_total = _BARE_TOTAL.fullmatch(text, following.start, following.end) and _values(following) != _values(line)
    return following.indent == first.indent or bool(is_total)


def _values(line: BodyLine) -> list[Decimal | None]:
    return [mark.printed.value for _, mark in line.marks]
