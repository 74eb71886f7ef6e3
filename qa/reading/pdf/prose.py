"""From rows of prose of a PDF to headings and paragraphs, column by column where two stand side by side."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import Enum
from statistics import median

from qa.reading.builder import Builder
from qa.reading.pdf.rows import Row, Word
from qa.reading.text import BULLET, JOINING, is_heading


class Gap(Enum):
    """What stands between rows."""

    LINE = "an empty line"
    PAGE = "a page's end"


_FULL = 8  # words of a row from which it shows how far prose reaches
_GUTTER = 1.2  # ems between two columns
_SIDE_BY_SIDE = 3  # rows that two columns share
_OWN_MARGIN = 6  # rows of a column from which its longest shows how far it reaches
_HEADING = 160
_SENTENCE_END = (".", "!", "?", ".”", '."', ":", ";")
_HYPHEN = re.compile(r"[^\W\d_]-$")
_SOFT_HYPHEN = "\u00ad"


class Prose:
    """How a document sets its prose.

    Arguments:
        full: the rows that fill their lines.
        rows: all rows.
    """

    def __init__(self, full: Iterable[Row], rows: Iterable[Row]) -> None:
        full = [row for row in full if len(row.words) >= _FULL]
        self._right = max((row.right for row in full), default=0.0)
        self._em = median([row.em for row in full] or [0.0])
        self._words = {_bare(word.text) for row in rows for word in row.words}

    def add(self, rows: Sequence[Row | Gap], out: Builder) -> None:
        """Add rows as headings and paragraphs."""
        for column, right in _columns(rows, self._right):
            paragraph: list[Row] = []
            for row in column:
                if paragraph and (isinstance(row, Gap) or _begins(row, paragraph, right)):
                    self._add(paragraph, out)
                    paragraph = []
                if isinstance(row, Row):
                    paragraph.append(row)
                elif row is Gap.PAGE:
                    out.page_end()
            if paragraph:
                self._add(paragraph, out)

    def _add(self, paragraph: Sequence[Row], out: Builder) -> None:
        text = _joined(paragraph, self._words)
        out.paragraph(text, heading=_is_heading(text, paragraph, self._em))


def _columns(rows: Sequence[Row | Gap], right: float) -> Iterator[tuple[Sequence[Row | Gap], float]]:
    """Yield rows in the order in which they are read, and how far they reach to the right, in points."""
    at = start = 0
    while at < len(rows):
        row = rows[at]
        gutter = _gutter(row) if isinstance(row, Row) else 0.0
        end = _reach(rows, at, gutter) if gutter else at
        if end == at:
            at += 1
            continue
        yield rows[start:at], right
        sides = [_sides(each, gutter) for each in rows[at:end] if isinstance(each, Row)]
        for side in ([left for left, _ in sides if left], [beside for _, beside in sides if beside]):
            yield side, max(each.right for each in side) if len(side) >= _OWN_MARGIN else right
        at = start = end
    yield rows[start:], right


def _gutter(row: Row) -> float:
    """Return where the words behind the widest gap begin, in points; 0 where none is wide."""
    gaps = [(after.left - before.right, after.left) for before, after in zip(row.words, row.words[1:], strict=False)]
    widest, left = max(gaps, default=(0.0, 0.0))
    return left if widest > _GUTTER * row.em else 0.0


def _reach(rows: Sequence[Row | Gap], at: int, gutter: float) -> int:
    """Return the end of the rows that keep to either side of a gutter; where they begin if too few stand on both."""
    both, end = 0, at
    for index in range(at, len(rows)):
        row = rows[index]
        if row is Gap.PAGE:
            break
        if row is Gap.LINE:
            continue
        if not _keeps(row, gutter):
            break
        both += row.left < gutter - row.em and row.right > gutter
        end = index + 1
    return end if both >= _SIDE_BY_SIDE else at


def _keeps(row: Row | Gap, gutter: float) -> bool:
    """Whether no word of a row stands across a gutter, and what is right of it begins there."""
    if isinstance(row, Gap):
        return True
    left, beside = _sides(row, gutter)
    if beside is None:
        return row.right < gutter - _GUTTER * row.em
    apart = left is None or beside.left - left.right > _GUTTER * row.em
    return apart and abs(beside.left - gutter) < row.em


def _sides(row: Row, gutter: float) -> tuple[Row | None, Row | None]:
    """Return what stands left and right of a gutter."""
    left = tuple(word for word in row.words if word.left < gutter - row.em)
    beside = row.words[len(left) :]
    return replace(row, words=left) if left else None, replace(row, words=beside) if beside else None


def _begins(row: Row, paragraph: Sequence[Row], right: float) -> bool:
    """Whether a row begins a paragraph though no empty line is above it."""
    before = paragraph[-1]
    if BULLET.match(row.text) or row.strong != before.strong or abs(row.em - before.em) > 0.12 * before.em:
        return True
    if _fitted(row.words[0], before, right):
        return True
    ended = before.text.endswith(_SENTENCE_END)
    return ended and abs(row.left - before.left) > row.em and not (len(paragraph) == 1 and BULLET.match(before.text))


def _fitted(word: Word, row: Row, right: float) -> bool:
    """Whether a word would have had room at a row's end: then it began a line on purpose."""
    return row.right + 0.3 * row.em + (word.right - word.left) < right - 0.3 * row.em


def _joined(rows: Sequence[Row], words: set[str]) -> str:
    """Return a paragraph's text; a hyphen at a line's end goes where the document has the word without it."""
    text = rows[0].text
    for row in rows[1:]:
        last, first = text.rsplit(" ", 1)[-1], row.words[0].text
        if text.endswith(_SOFT_HYPHEN):
            text = text[:-1] + row.text
        elif not _HYPHEN.search(text) or not first[0].isalnum() or row.text.startswith(JOINING):
            text += " " + row.text
        elif _bare(last[:-1] + first) in words and _bare(last + first) not in words:
            text = text[:-1] + row.text
        else:
            text += row.text
    return text.replace(_SOFT_HYPHEN, "")


def _bare(word: str) -> str:
    return word.lower().strip('“”"(),.;:')


def _is_heading(text: str, rows: Sequence[Row], body: float) -> bool:
    if len(text) > _HEADING or text.startswith(("(", "•", "*", "–", "-")):
        return False
    loud = all(row.strong for row in rows) or rows[0].em > 1.15 * body > 0
    return (loud and not text.endswith((".", ","))) or is_heading(text, len(rows))
