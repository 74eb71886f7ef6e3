"""Takes running heads, footers and page numbers off the pages of a PDF."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from qa.reading.pdf.rows import Row

_EDGE = 3  # rows at a page's top and foot among which furniture stands
_NUMBER = re.compile(
    r"[-–—|\s]*(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?[-–—|\s]*|[-–—(\s]*(?:more|continued)[-–—)\s]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
# A statement's title that is repeated on each page says what the figures below it are.
_TITLE = re.compile(
    r"thousand|million|billion|audited|statement|sheet|ended|ending|reconcil|except|\$|%", re.IGNORECASE
)


def without_furniture(pages: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """Return the pages without what most of them repeat at the same height, and without page numbers."""
    seen = Counter(key for page in pages for key in {_key(row) for row, _ in _edges(page)})
    kept: list[list[Row]] = []
    for page in pages:
        left_out = {
            id(row)
            for row, outermost in _edges(page)
            if (outermost and _NUMBER.fullmatch(row.text))
            or (seen[_key(row)] > max(1, len(pages) // 2) and not _TITLE.search(row.text))
        }
        kept.append([row for row in page if id(row) not in left_out])
    return [
        page[:-1] if page and below and _is_cut(page[-1], below[0]) else page
        for page, below in zip(kept, [*kept[1:], []], strict=True)
    ]


def _is_cut(last: Row, first: Row) -> bool:
    """Whether a page's end cut through a row, so that some of its letters stand there and all of them on the next."""
    letters = iter(first.text)
    return (
        abs(last.left - first.left) < first.em
        and abs(last.right - first.right) < first.em
        and all(letter in letters for letter in last.text.replace(" ", ""))
    )


def _edges(page: Sequence[Row]) -> Iterator[tuple[Row, bool]]:
    """Yield the first and last rows of a page, and whether nothing stands above or below each."""
    for at, row in enumerate(page):
        if at < _EDGE or at >= len(page) - _EDGE:
            yield row, at in (0, len(page) - 1)


def _key(row: Row) -> tuple[str, int]:
    return _DIGITS.sub("#", row.text), round(row.bottom / 6)
