"""From body lines to rows: labels wrapped over lines are joined, section heads hold until their total."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from qa.language.vocabulary import vocabulary
from qa.tables.captions import read_scales
from qa.tables.layout import BodyLine
from qa.tables.statement import Figure, Row

_NOTE_MARKS = re.compile(
    r"\s*(?:[⁽⁾⁰¹²³⁴-⁹ᵃ-ᶻ]+(?:[,\s]*[⁽⁾⁰¹²³⁴-⁹ᵃ-ᶻ]+)*|(?<=[\w)])\s*(?:\((?:\d{1,2}|[a-z])\))+|[*†‡§]+)\s*$"
)
_LEADERS = re.compile(r"\s*(?:\.\s?){3,}.*$|\s*(?:[-_=]\s?){4,}\s*")
_GOES_ON = re.compile(
    r"(?:[,/(&–-]|\b(?:of|and|or|for|to|the|a|an|in|from|on|by|with|at|per|net|before|less|other|than|non|attributable|including"
    r"|excluding|after|over|under|its|their|as|used|provided|available))$",
    re.IGNORECASE,
)
_CONTINUES = re.compile(r"[a-z(&)/]|\d+ (?:and|shares|issued)\b")
_TOTAL = re.compile(r"^(?:total|net total|subtotal|sub-total)\b", re.IGNORECASE)
_SUM = re.compile(r"^(?:total|net cash|subtotal|sub-total|net (?:other|interest) )\b", re.IGNORECASE)
_NET = re.compile(r"^net\b|,\s*net$", re.IGNORECASE)
_RESULT = re.compile(
    r"^(?:gross (?:profit|margin|loss|income)|(?:operating|net) (?:income|loss|earnings|profit|\(loss\))"
    r"|(?:income|loss|earnings|profit)(?: \((?:loss|income)\))?,? (?:before|from (?:continuing )?operations))",
    re.IGNORECASE,
)
_ENDED_BY_RESULT = re.compile(r"\b(?:expenses?|costs?|revenues?|sales|income)\b", re.IGNORECASE)
_NET_CASH = re.compile(r"^net cash\b.*\bactivit|^cash (?:provided|used|flows?|from)\b.*\bactivit", re.IGNORECASE)
_FLOWS = re.compile(r"\bcash|activit|adjust|reconcil|per share", re.IGNORECASE)
_PER_SHARE_KIND = re.compile(r"^\W*(?:basic|diluted|assuming|undiluted|weighted)", re.IGNORECASE)
_SIDES = re.compile(r"\b(?:assets|liabilities)\b", re.IGNORECASE)
_EQUITY = re.compile(r"\bequity|deficit|capital|deficiency", re.IGNORECASE)
_SMALL = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "total", "net"])
_WORD = re.compile(r"[a-z]+")


@dataclass(slots=True)
class _Head:
    label: str
    indent: int
    level: int
    deeper: bool = False  # whether rows below it are set to its right
    kinds: list[bool] = field(default_factory=list)  # whether each row below it is "Basic" or "Diluted"


def read_rows(lines: Sequence[BodyLine], text: str) -> tuple[Row, ...]:
    """Return the line items of a table's body."""
    rows: list[Row] = []
    heads: list[_Head] = []
    waiting: list[BodyLine] = []
    for at, line in enumerate(lines):
        if not line.marks:
            waiting = _waiting(waiting, line, lines[at + 1 :], heads, text)
            continue
        start, end = line.start, line.end
        if waiting and end > start:
            if _is_wrapped(waiting, line, lines[at + 1 :], heads, text):
                start = waiting[0].start
            else:
                _open(heads, waiting, text)
        elif waiting:
            # The figures stand on the line below their label.
            start, end = waiting[0].start, waiting[-1].end
        indent = waiting[0].indent if waiting and start == waiting[0].start else line.indent
        waiting = []
        label = _label(text[start:end])
        _close_before(heads, label, indent)
        held = tuple(head.label for head in heads)
        own = read_scales(label)[0] or next((s for head in reversed(held) if (s := read_scales(head)[0])), None) or 0
        figures = tuple(
            Figure(
                column,
                mark.start,
                mark.end,
                mark.printed.value,
                mark.printed.percent,
                mark.printed.currency,
                mark.printed.high,
                mark.printed.scale,
            )
            for column, mark in line.marks
        )
        rows.append(Row(start, end, label, held, figures, own))
        _close_after(heads, label)
    return tuple(rows)


def _label(text: str) -> str:
    """Return a label on one line, footnote marks and leader dots out."""
    label = _LEADERS.sub("", " ".join(text.split())).rstrip(" $").rstrip()
    while (stripped := _NOTE_MARKS.sub("", label)) != label:
        label = stripped
    return label


def _waiting(
    waiting: list[BodyLine], line: BodyLine, after: Sequence[BodyLine], heads: list[_Head], text: str
) -> list[BodyLine]:
    """Join a line without figures to those before it, or open those as heads."""
    if waiting and not _is_wrapped(waiting, line, after, heads, text):
        _open(heads, waiting, text)
        return [line]
    return [*waiting, line]


def _is_wrapped(
    waiting: Sequence[BodyLine], line: BodyLine, after: Sequence[BodyLine], heads: Sequence[_Head], text: str
) -> bool:
    """Whether a line goes on with the label that the lines before it began."""
    begun = " ".join(text[waiting[0].start : waiting[-1].end].split())
    going_on = text[line.start : line.end].strip()
    if begun.endswith(":"):
        return False
    if _CONTINUES.match(going_on) or _GOES_ON.search(begun) or begun.count("(") > begun.count(")"):
        return True
    if begun.isupper() and not going_on.isupper():
        return False
    held = tuple(head.label for head in heads)
    label, alone = _label(f"{begun} {going_on}"), _label(going_on)
    if vocabulary().label(label, held) and not (vocabulary().label(alone, (*held, begun))):
        return True
    if _TOTAL.match(begun):
        return True
    # A hanging indent: the next label is set back to where this one began.
    following = next((other for other in after if other.end > other.start), None)
    return (
        line.indent > waiting[0].indent >= 0
        and bool(line.marks)
        and following is not None
        and following.indent == waiting[0].indent
        and not going_on.isupper()
    )


def _open(heads: list[_Head], lines: Sequence[BodyLine], text: str) -> None:
    label = _label(text[lines[0].start : lines[-1].end])
    if not any(map(str.isalpha, label)):
        return
    level = 0 if label.isupper() else 1
    indent = lines[0].indent
    while heads and (heads[-1].level, heads[-1].indent) >= (level, indent) and not _is_within(label, heads[-1]):
        heads.pop()
    heads.append(_Head(label, indent, level))


def _is_within(label: str, head: _Head) -> bool:
    """Whether a head set like the one before it stands below it: "Inventories" among current assets, before their total."""
    return bool(head.kinds and _SIDES.search(head.label)) and not (_SIDES.search(label) or _EQUITY.search(label))


def _close_before(heads: list[_Head], label: str, indent: int) -> None:
    """Take out the heads that a row is no longer below."""
    if _NET_CASH.match(label):
        while heads and "activit" not in heads[-1].label.lower():
            heads.pop()
    while heads:
        head = heads[-1]
        back = head.deeper and 0 <= indent <= head.indent
        result = _RESULT.match(label) and _ENDED_BY_RESULT.search(head.label) and not _FLOWS.search(head.label)
        per_share = len(head.kinds) > 0 and all(head.kinds) and not _PER_SHARE_KIND.match(label)
        if not (result or per_share or (back and not _TOTAL.match(label))):
            break
        heads.pop()
    if heads:
        heads[-1].deeper |= 0 <= heads[-1].indent < indent
        heads[-1].kinds.append(bool(_PER_SHARE_KIND.match(label)))


def _close_after(heads: list[_Head], label: str) -> None:
    """Take out the heads whose total a row is."""
    if not label:
        if heads:
            heads.pop()
        return
    if _NET_CASH.match(label):
        heads.clear()
    if heads and _NET.search(label) and (held := _words(heads[-1].label)) and held <= _words(label):
        heads.pop()
        return
    if not _SUM.match(label):
        return
    total = _words(label)
    if not total:
        if heads:
            heads.pop()
        return
    for at in range(len(heads) - 1, -1, -1):
        if _words(heads[at].label) == total:
            del heads[at:]
            return
    # "Total expenses" ends "Operating expenses", but only right below it.
    head = _words(heads[-1].label) if heads else frozenset()
    if head and (head < total or (total < head and not _EQUITY.search(heads[-1].label))):
        heads.pop()


def _words(label: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in _WORD.findall(label.lower())) - _SMALL
