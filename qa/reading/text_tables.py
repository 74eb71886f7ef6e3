"""Finds the tables of a text laid out by columns: which lines are theirs, and the cells of each line."""

import re
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from qa.frozen import frozen
from qa.reading.builder import Piece
from qa.reading.figures import NUMBER, is_figure, is_range


class Kind(Enum):
    """What a line looks like by itself."""

    BLANK = "blank"
    BARRIER = "barrier"  # a page's end or an SGML mark that no table goes across
    RULE = "rule"  # ----- =====
    HEADER = "header"  # years and dates over columns
    FIGURES = "figures"  # ends in a figure that stands apart
    GAPPED = "gapped"  # columns of words, or set far to the right
    PLAIN = "plain"


@frozen
class Line:
    """A line as printed with its pieces; columns are character positions."""

    text: str
    kind: Kind
    pieces: tuple[Piece, ...] = ()


_SEVERAL = re.compile(rf"(?:{NUMBER}|[-–—]{{1,3}})(?= |$)")
_SIGN_BEHIND = re.compile(rf"(?P<figure>{NUMBER})\s+(?P<sign>[$€£])")
_YEAR = re.compile(r"(?:FY ?)?(?:19|20)\d\d(?:\(\w\)|\*)?")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_PERIOD = re.compile(
    rf"{_MONTH} *\d{{0,2}},?(?: *(?:19|20)\d\d)?(?:,? and)?|\d{{1,2}}/\d{{1,2}}/\d\d(?:\d\d)?|[1-4]Q *'?\d\d(?:\d\d)?"
    rf"|Q[1-4] *'?\d\d(?:\d\d)?|(?:.* )?(?:(?:Months?|Weeks?|Quarters?|Years?)(?: Ended)?|Ended|Change|Changed?)"
    rf"(?: {_MONTH}.*)?|\(?(?:un)?audited\)?|\(?(?:Un)?audited\)?",
    re.IGNORECASE,
)
RULE = re.compile(r"\s*(?=(?:.*[-=_—–]){3})[-=_—–\s+|*.]+")
_RULE_RUN = re.compile(r"[-=_—–+|*]+")
_PIECE = re.compile(r"(?:(?!\s{2,}|\s*\.(?:\s?\.){2,}).)+")
_LEADER = re.compile(r"\s*\.(?:\s?\.){2,}\s*")
_SENTENCE_END = tuple(".?!:")

_FAR = 20  # columns of indent: set over columns rather than at the margin
_SHORT = 40  # characters of the longest section head
_WIDE = 55  # characters of a full line of prose
_REACH_UP = 12  # lines of header above the first figures
_REACH_ON = 14  # lines from one line of figures to the next
_LABEL_LINES = 8  # lines a label may wrap over


def classify(text: str) -> Line:
    """Return a printed line with its pieces and what it looks like."""
    text = text.rstrip()
    if not text.strip():
        return Line("", Kind.BLANK)
    if RULE.fullmatch(text):
        return Line(text, Kind.RULE, _pieces(_RULE_RUN, text))
    pieces = _cells(text)
    return Line(text, kind_of(pieces), pieces) if pieces else Line("", Kind.BLANK)  # leader dots alone


def table_regions(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return the half-open ranges of lines that are tables, in order."""
    regions: list[tuple[int, int]] = []
    floor = at = 0
    while at < len(lines):
        if lines[at].kind is not Kind.FIGURES:
            at += 1
            continue
        end = at + 1
        while following := _next_row(lines, end):
            end = following
        while end < len(lines) and lines[end].kind is Kind.RULE:
            end += 1
        start = _top(lines, at, floor)
        if _is_table(lines[start:end]):
            regions.append((start, end))
            floor = end
        at = end
    return regions


def figures_apart(words: str) -> list[tuple[int, int]]:
    """Return the half-open range of each figure where the words are two or more and nothing else; else []."""
    sign = _SIGN_BEHIND.fullmatch(words)
    if sign:  # the next figure's, as in "10% $    4,164"
        return [sign.span("figure"), sign.span("sign")]
    figures = [] if is_range(words) else list(_SEVERAL.finditer(words))
    if len(figures) < 2 or "".join(figure[0] for figure in figures).replace(" ", "") != words.replace(" ", ""):
        return []
    return [(figure.end() - len(figure[0].lstrip()), figure.end()) for figure in figures]


def table_rows(lines: Sequence[Line]) -> list[tuple[str, tuple[Piece, ...]]]:
    """Return a table's lines with their cells.

    A figure one space from its label is cut off by its column, a year from what stands over the next by the strokes below.
    """
    edges: dict[int, int] = {}
    for line in lines:
        for piece in line.pieces[1:]:
            edges[piece.right] = edges.get(piece.right, 0) + 1
    rows = []
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        pieces = line.pieces
        if line.kind is not Kind.RULE and pieces:
            if below and below.kind is Kind.RULE:
                pieces = tuple(cut for piece in pieces for cut in _over_strokes(piece, below.pieces))
            pieces = tuple(cut for piece in pieces for cut in _cut(piece, edges))
        rows.append((line.text, pieces))
    return rows


def _pieces(pattern: re.Pattern[str], text: str) -> tuple[Piece, ...]:
    return tuple(Piece(match[0], match.start(), match.end()) for match in pattern.finditer(text))


def _cells(text: str) -> tuple[Piece, ...]:
    """Return the pieces that two spaces or more, or leader dots, set apart."""
    if ". ." in text or "..." in text:
        text = _LEADER.sub(lambda match: " " * len(match[0]), text)
    found: list[Piece] = []
    for match in _PIECE.finditer(text):
        words = match[0].strip()
        if not words:
            continue
        left = match.start() + len(match[0]) - len(match[0].lstrip())
        for start, end in figures_apart(words) or [(0, len(words))]:
            found.append(Piece(words[start:end], left + start, left + end))
    return tuple(found)


def kind_of(pieces: Sequence[Piece]) -> Kind:
    """Return what a line of these pieces looks like; columns are counted in characters of its print."""
    first, last = pieces[0], pieces[-1]
    gaps = [
        after.left - before.right
        for before, after in pairwise(pieces)
        if after.left - before.right != 2 or not before.text.endswith(_SENTENCE_END)
    ]
    widest = max(gaps, default=0)
    rest = pieces if first.left >= _FAR else pieces[1:]
    if rest and all(_YEAR.fullmatch(piece.text) or _PERIOD.fullmatch(piece.text) for piece in rest):
        return Kind.HEADER
    figures = sum(1 for piece in rest if is_figure(piece.text))
    if figures and is_figure(last.text) and (figures > 1 or widest > 2 or first.left >= _FAR):
        return Kind.FIGURES
    if widest > 2 or first.left >= _FAR:
        return Kind.GAPPED
    return Kind.PLAIN


def _next_row(lines: Sequence[Line], at: int) -> int:
    """Return the line after the next line of figures of the same table, 0 where the table ends."""
    blanks = plain = 0
    headed = False  # words, years or dates stand over columns
    for index in range(at, min(at + _REACH_ON, len(lines))):
        kind = lines[index].kind
        if kind is Kind.BARRIER:
            return 0
        if kind is Kind.FIGURES:
            # A new header after a blank line is a new table.
            return 0 if headed and blanks else index + 1
        if kind is Kind.BLANK:
            if plain > 1 and _is_prose(lines[index - plain : index]):
                return 0
            blanks += 1
            plain = 0
        elif kind is Kind.HEADER:
            headed = True
        elif kind is Kind.GAPPED:
            pieces = lines[index].pieces
            headed = headed or (len(pieces) > 1 and (blanks > 1 or pieces[0].left >= _FAR))
        elif kind is Kind.PLAIN:
            plain += 1
            if plain > _LABEL_LINES or len(lines[index].text) > 160:
                return 0
    return 0


def _top(lines: Sequence[Line], first: int, floor: int) -> int:
    """Return the line at which the table begins whose first line of figures is given."""
    top = first
    passed = False  # a section's head stands apart below; it is the table's only where columns are headed above it
    for index in range(first - 1, max(floor, first - _REACH_UP) - 1, -1):
        line = lines[index]
        if line.kind is Kind.BLANK:
            continue
        adjacent = index == top - 1
        if line.kind is Kind.PLAIN and not adjacent and len(line.text) <= _SHORT and not line.text.endswith("."):
            passed = True
            continue
        if passed and line.kind is not Kind.HEADER:
            break
        passed = False
        if not (
            line.kind in (Kind.RULE, Kind.HEADER)
            or (line.kind is Kind.GAPPED and (adjacent or len(line.pieces) > 1))
            or (line.kind is Kind.PLAIN and adjacent and len(line.text) <= 160 and not _is_prose([line]))
        ):
            break
        top = index
    while lines[top].kind is Kind.RULE and top < first and len(lines[top].pieces) == 1:
        top += 1
        while lines[top].kind is Kind.BLANK:
            top += 1
    return top


def _is_prose(lines: Sequence[Line]) -> bool:
    """Whether consecutive lines fill their width as sentences do."""
    last = lines[-1].text.rstrip()
    full = all(len(line.text) >= _WIDE for line in lines[:-1])
    return full and (len(lines) > 2 or last.endswith(".")) and len(lines[0].text) >= _WIDE


def _is_table(lines: Sequence[Line]) -> bool:
    figures = sum(line.kind is Kind.FIGURES for line in lines)
    return figures > 1 or (figures == 1 and any(line.kind is Kind.HEADER for line in lines))


def _cut(piece: Piece, edges: dict[int, int]) -> list[Piece]:
    """Cut a figure off its label where one space parts them and other rows end a cell in that column."""
    label, space, figure = piece.text.rpartition(" ")
    if not space or edges.get(piece.right, 0) < 2 or not is_label_before(label, figure):
        return [piece]
    return [
        Piece(label.rstrip(), piece.left, piece.left + len(label.rstrip())),
        Piece(figure, piece.right - len(figure), piece.right),
    ]


def _over_strokes(piece: Piece, strokes: Sequence[Piece]) -> list[Piece]:
    """Cut a year or a date off the words behind it where one stroke below ends and the next begins."""
    if _PERIOD.fullmatch(piece.text):
        return [piece]
    for left, right in pairwise(strokes):
        for space in re.finditer(" ", piece.text):
            at = piece.left + space.start()
            said = piece.text[: space.start()]
            if left.right <= at < right.left and (_YEAR.fullmatch(said) or _PERIOD.fullmatch(said)):
                rest = Piece(piece.text[space.end() :], at + 1, piece.right)
                return [Piece(said, piece.left, at), *_over_strokes(rest, strokes)]
    return [piece]


def is_label_before(label: str, figure: str) -> bool:
    """Whether words can be a row's label and the figure behind them a cell, rather than a date or a count of theirs."""
    return bool(
        label[-1:].isalnum()
        and label[:1].isalpha()
        and re.fullmatch(r"\$?\(?\d[\d,.]*\)?%?", figure)
        and not _PERIOD.fullmatch(f"{label} {figure}")
        and not re.search(rf"(?:{_MONTH}|\bof|\bat|\band|\d,?)$", label, re.IGNORECASE)
    )
