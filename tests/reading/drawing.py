"""Draws PDFs to be read: lines of words at places, in points from the upper left corner of a letter page."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 612, 792


@dataclass(frozen=True)
class Drawn:
    """Words at a place; `right` sets them so that they end there."""

    left: float
    down: float
    text: str
    right: bool = False
    size: float = 10
    bold: bool = False


def pdf(pages: Iterable[Sequence[Drawn]], *, password: str | None = None, turned: bool = False) -> bytes:
    """Return the bytes of a PDF; `turned` draws sideways on pages that the reader is told to turn."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), encrypt=password)
    for page in pages:
        if turned:
            canvas.setPageRotation(90)
            canvas.translate(WIDTH, 0)
            canvas.rotate(90)
        for words in page:
            canvas.setFont("Helvetica-Bold" if words.bold else "Helvetica", words.size)
            draw = canvas.drawRightString if words.right else canvas.drawString
            draw(words.left, (WIDTH if turned else HEIGHT) - words.down, words.text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def prose(lines: Sequence[str], down: float = 72) -> list[Drawn]:
    """Return lines of a paragraph below each other, 12 points apart."""
    return [Drawn(50, down + 12 * at, line) for at, line in enumerate(lines)]


def table(rows: Sequence[Sequence[str]], down: float = 72, step: float = 12) -> list[Drawn]:
    """Return rows of a table: a label at the margin, then figures that end 80 points apart."""
    return [
        Drawn(50 if column == 0 else 250 + 80 * column, down + step * at, text, right=column > 0)
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
        if text
    ]
