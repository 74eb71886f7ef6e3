"""The names of rows that say nothing by themselves: a total without a label, "Percent of revenue", "Change"."""

import re
from dataclasses import replace
from decimal import Decimal

from qa.facts.rows.members import is_filer
from qa.facts.rows.row_signs import value_at
from qa.tables.statement import Row, Statement

BARE_SHARE = re.compile(r"(?:as an? )?(?:percent(?:age)?|%) of (?:total |net |non-GAAP )*(?:revenues?|sales)", re.I)
_BARE_CHANGE = re.compile(
    r"(?:(?:year|quarter)[ -](?:to|over)[ -](?:year|quarter)|[yq]/[yq]|yoy|qoq)?\s*(?:(?:%|percent(?:age)?)\s*)?"
    r"(?:change|growth|increase|\(decrease\)|[ /()%-])+(?:\(basis points\)|rate|%)?",
    re.I,
)

_OF_WHICH = re.compile(r"(?:of which|thereof)\s*:?\s+(?P<part>\S.*)", re.I)
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_GLUED = re.compile(r"(?<=GAAP)(?=[A-Z][a-z])")
_NAME_BEFORE = re.compile(r"(?P<name>[A-Z][\w.,& ]*?)\s+[-–—]+\s+(?=\w)")


def named(row: Row, at: int, statement: Statement) -> Row:
    """The row with the name that others give it.

    An unlabelled one that is the sum of the rows below its head is that head's total; "Percent of revenue",
    "Year-to-year change" and "of which prepaid" are of the row above.
    """
    if part := _OF_WHICH.fullmatch(row.label):
        above = next((one for one in reversed(statement.rows[:at]) if not _OF_WHICH.fullmatch(one.label)), None)
        whole = _BRACKETS.sub("", above.label) if above and above.figures else ""
        return replace(row, label=f"{whole}, of which {part['part']}") if whole else row
    if BARE_SHARE.fullmatch(row.label) or _BARE_CHANGE.fullmatch(row.label):
        above = next((one for one in reversed(statement.rows[:at]) if not _says_nothing_alone(one.label)), None)
        said = "as a percentage of revenue" if BARE_SHARE.fullmatch(row.label) else row.label.lower()
        return replace(row, label=f"{above.label} {said}", heads=above.heads) if above else row
    if row.label or not row.figures:
        return row
    parts: list[Row] = []
    for above in reversed(statement.rows[:at]):
        if not above.heads or not above.label:
            break
        parts.append(above)
    head = parts[0].heads[-1] if parts else ""
    parts = [part for part in parts if part.heads[-1] == head]
    for figure in row.figures:
        summed = sum((value_at(part, figure.column) or Decimal(0) for part in parts), Decimal(0))
        if figure.value and summed != figure.value:
            return row
    return replace(row, label=f"Total {head.strip(' :').lower()}", heads=parts[0].heads) if len(parts) > 1 else row


def spaced(row: Row) -> Row:
    """Return a row with the space behind "GAAP" that a line's end in its label was: "Non-GAAPOperating Income"."""
    return replace(row, label=_GLUED.sub(" ", row.label)) if _GLUED.search(row.label) else row


def without_filer(row: Row, company: str) -> Row:
    """Return a row without the company's own name before a dash, which tells it from the rows of its parts: "Tarn Corp. - Net sales"."""
    before = _NAME_BEFORE.match(row.label)
    return replace(row, label=row.label[before.end() :]) if before and is_filer(before["name"], company) else row


def _says_nothing_alone(label: str) -> bool:
    return not label or bool(BARE_SHARE.fullmatch(label) or _BARE_CHANGE.fullmatch(label))
