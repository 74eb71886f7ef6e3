"""From a page of a PDF to its rows of words, each with its place on the page."""

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as api

from qa.frozen import frozen
from qa.reading.encoding import normalise
from qa.reading.pdf.ligatures import UNMAPPED, mend
from qa.reading.raised import raise_mark

_Box = tuple[float, float, float, float]  # left, bottom, right, top

_LEVEL = 0.1  # points between the baselines of letters on one line
_WORD_GAP = 0.15  # ems between letters of two words; a space is 0.2 to 0.3
_RAISED_SIZE = 0.8  # of its row's letters: a footnote mark is smaller
_RAISED_BY = 0.12  # ems above its row's foot
_CLOSE = 0.3  # ems between a word and what is raised behind it
_LINE_HYPHEN = 0x02  # what PDFium makes of a hyphen at a line's end
_SOFT_HYPHEN = 0xAD
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ORDINALS = frozenset(["st", "nd", "rd", "th"])
_LEADER = re.compile(r"\.{3,}")


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box, in points from the page's lower left corner.

    Arguments:
        at: index of its first character on the page.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    at: int

    @property
    def em(self) -> float:
        """The size of its letters, in points."""
        return self.top - self.bottom


@frozen
class Row:
    """Words that stand beside each other, from left to right.

    Arguments:
        strong: whether the first and the last are set bold.
    """

    words: tuple[Word, ...]
    bottom: float
    top: float
    strong: bool = False

    @property
    def text(self) -> str:
        """All its words, one space apart."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Where its first word begins, in points."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where its last word ends, in points."""
        return self.words[-1].right

    @property
    def em(self) -> float:
        """The size of its letters, in points."""
        return self.top - self.bottom


def page_rows(page: pdfium.PdfPage) -> list[Row]:
    """Return a page's rows from top to bottom."""
    text = page.get_textpage()
    try:
        words = sorted(_words(text, page.get_rotation()), key=lambda word: -(word.bottom + word.top))
        rows = [row for words in _beside(words) if (row := _row(words))]
        return [replace(row, strong=_is_bold(text, row.words[0]) and _is_bold(text, row.words[-1])) for row in rows]
    finally:
        text.close()


def _words(text: pdfium.PdfTextPage, rotation: int) -> Iterator[Word]:
    """Yield the words in the order in which the page draws them."""
    letters: list[str] = []
    box = (0.0, 0.0, 0.0, 0.0)
    first = last = 0

    def word() -> Word:
        return Word("".join(letters), box[0], box[2], box[1], box[3], first)

    for at, letter, place in _letters(text, rotation):
        em = place[3] - place[1]
        if letters and not (
            _goes_on(box, place)
            and (_is_even(box, place) or abs(_baseline(text, last, rotation) - _baseline(text, at, rotation)) < _LEVEL)
        ):
            yield word()
            letters.clear()
        if not letter:
            continue
        if letters:
            box = (box[0], min(box[1], place[1]), place[2], max(box[3], place[3]))
        elif em > 0:
            box, first = place, at
        else:
            continue
        letters.append(letter)
        last = at
    if letters:
        yield word()


def _letters(text: pdfium.PdfTextPage, rotation: int) -> Iterator[tuple[int, str, _Box]]:
    """Yield each character's index, itself (empty for a space) and its box: left, bottom, right, top."""
    rect = api.FS_RECTF()
    pointer = ctypes.byref(rect)
    for at in range(text.count_chars()):
        code = api.FPDFText_GetUnicode(text, at)
        api.FPDFText_GetLooseCharBox(text, at, pointer)
        place = _upright(rect, rotation)
        if place[2] <= place[0] or code in (0x0A, 0x0D, 0x20, 0xA0):
            yield at, "", _NOWHERE
        else:
            yield at, _letter(code), place


_NOWHERE: _Box = (-1e9, -1e9, -1e9, -1e9)


def _letter(code: int) -> str:
    if code == _LINE_HYPHEN:
        return "-"
    if code < 0x20 or code in (0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000:
        return UNMAPPED
    letter = chr(code)
    return letter if code == _SOFT_HYPHEN or letter == UNMAPPED else normalise(letter).strip() or UNMAPPED


def _upright(rect: api.FS_RECTF, rotation: int) -> _Box:
    """Return a box as it stands on the page once the page is turned."""
    if rotation == 90:
        return rect.bottom, -rect.right, rect.top, -rect.left
    if rotation == 180:
        return -rect.right, -rect.top, -rect.left, -rect.bottom
    if rotation == 270:
        return -rect.top, rect.left, -rect.bottom, rect.right
    return rect.left, rect.bottom, rect.right, rect.top


def _goes_on(box: _Box, place: _Box) -> bool:
    """Whether a letter stands close behind a word."""
    em = max(box[3] - box[1], place[3] - place[1])
    return -0.5 * em < place[0] - box[2] < _WORD_GAP * em


def _is_even(box: _Box, place: _Box) -> bool:
    """Whether a letter is of a word's size and stands as high."""
    em, size = box[3] - box[1], place[3] - place[1]
    return abs(place[1] - box[1]) < _RAISED_BY * em and _RAISED_SIZE * em < size < em / _RAISED_SIZE


def _baseline(text: pdfium.PdfTextPage, at: int, rotation: int) -> float:
    """Return how high the line is that a letter stands on: letters of a ligature have boxes of other heights."""
    x, y = ctypes.c_double(), ctypes.c_double()
    api.FPDFText_GetCharOrigin(text, at, x, y)
    return x.value if rotation in (90, 270) else y.value


def _beside(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield the words of each row; a raised mark belongs to the row that it reaches into."""
    row: list[Word] = []
    tallest: Word | None = None
    for word in words:
        if tallest and not _overlap(word, tallest):
            yield row
            row, tallest = [], None
        row.append(word)
        if tallest is None or word.em > 1.05 * tallest.em:
            tallest = word
    if row:
        yield row


def _overlap(word: Word, other: Word) -> bool:
    shared = min(word.top, other.top) - max(word.bottom, other.bottom)
    return shared > 0.5 * min(word.em, other.em)


def _row(words: Sequence[Word]) -> Row | None:
    """Return words as a row: marks raised, leader dots and words drawn twice left out, ligatures put back."""
    tallest = max(words, key=lambda word: word.em)
    found: list[Word] = []
    for word in sorted(words, key=lambda word: word.left):
        if found and word.text == found[-1].text and word.left - found[-1].left < 0.2 * word.em:
            continue
        text = _LEADER.sub("", word.text)
        if not text or text == ".":
            continue
        text = "•" if text == UNMAPPED and not found else mend(text)
        if found and text in _ORDINALS and word.em < tallest.em and word.left - found[-1].right < _CLOSE * word.em:
            found[-1] = replace(found[-1], text=found[-1].text + text, right=word.right)
            continue
        if word.em < _RAISED_SIZE * tallest.em and word.bottom > tallest.bottom + _RAISED_BY * tallest.em:
            mark = raise_mark(text)
            if found and mark != text and word.left - found[-1].right < _CLOSE * tallest.em:
                found[-1] = replace(found[-1], text=found[-1].text + mark, right=word.right)
                continue
            text = mark
        found.append(replace(word, text=text))
    return Row(tuple(found), tallest.bottom, tallest.top) if found else None


def _is_bold(text: pdfium.PdfTextPage, word: Word) -> bool:
    buffer = ctypes.create_string_buffer(100)
    api.FPDFText_GetFontInfo(text, word.at, buffer, 100, ctypes.c_int())
    return bool(_BOLD.search(buffer.value.decode("utf-8", "replace")))
