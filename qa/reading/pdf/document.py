"""Reads PDF: words with their places become rows, rows become paragraphs and tables."""

import threading
from collections.abc import Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as api

from qa.reading.builder import Builder
from qa.reading.pdf.furniture import without_furniture
from qa.reading.pdf.layout import add_pages
from qa.reading.pdf.ligatures import UNREAD
from qa.reading.pdf.rows import Row, page_rows
from qa.reading.unreadable import Unreadable

_LONGEST = 400  # pages: the longest releases have 60
_UNREAD_LIMIT = 0.05  # share of the characters that may be unmapped before the file is refused
_PDFIUM = threading.Lock()  # PDFium may be entered by one thread at a time
_REFUSED = {
    api.FPDF_ERR_PASSWORD: "is encrypted with a password: save it without one",
    api.FPDF_ERR_SECURITY: "is encrypted in a way that cannot be read: save it without a password",
}


def read_pdf(data: bytes, out: Builder) -> tuple[str, ...]:
    """Add a PDF's headings, paragraphs and tables.

    Returns:
        Warnings: what could not be read and why, for people.

    Raises:
        Unreadable: it is damaged, encrypted, or holds no text.
    """
    with _PDFIUM:
        pages = _pages(data)
    letters = sum(len(word.text) for page in pages for row in page for word in row.words)
    unread = sum(word.text.count(UNREAD) for page in pages for row in page for word in row.words)
    if not letters:
        raise Unreadable(
            "this PDF holds pictures of pages and no text: give the release as HTML or text, or a PDF with a text layer"
        )
    if unread > _UNREAD_LIMIT * letters:
        raise Unreadable("the fonts of this PDF do not say which letters they draw: give the release as HTML or text")
    add_pages(without_furniture(pages), out)
    return tuple(_warnings(pages, unread))


def _pages(data: bytes) -> list[list[Row]]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        why = _REFUSED.get(error.err_code or 0, "is damaged and cannot be opened: get it again, or give HTML or text")
        raise Unreadable(f"this PDF {why}") from error
    try:
        if len(document) > _LONGEST:
            raise Unreadable(
                f"this PDF has {len(document)} pages, more than a release ever does: give the release alone"
            )
        return [_page(document, number) for number in range(len(document))]
    finally:
        document.close()


def _page(document: pdfium.PdfDocument, number: int) -> list[Row]:
    """Return a page's rows; of a damaged one none, which is warned of as a page without text."""
    try:
        page = document[number]
        try:
            return page_rows(page)
        finally:
            page.close()
    except pdfium.PdfiumError:
        return []


def _warnings(pages: Sequence[Sequence[Row]], unread: int) -> list[str]:
    found = []
    blank = [str(number) for number, page in enumerate(pages, 1) if not page]
    if blank:
        found.append(f"no text was found on page {', '.join(blank)}: what a picture shows there is not read")
    if unread:
        found.append(
            f"{unread} characters are of fonts that do not say which letters they draw; they are read as “{UNREAD}”"
        )
    return found
