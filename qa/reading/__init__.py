"""Bytes become a Filing: the format is told from the content, each format has its reader."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from qa.filing import Filing, Header
from qa.reading.blocks import given_company, looks_json, read_blocks
from qa.reading.builder import Builder
from qa.reading.encoding import decode, normalise
from qa.reading.flattened import looks_flattened, read_flattened
from qa.reading.header import read_header
from qa.reading.html import looks_html, read_html
from qa.reading.markdown import looks_markdown, read_markdown
from qa.reading.submission import Submission, looks_submission, read_submission
from qa.reading.text import read_text
from qa.reading.unreadable import Unreadable

__all__ = ["Unreadable", "read"]


@dataclass(frozen=True, slots=True)
class _Format:
    name: str
    recognises: Callable[[str], bool]
    read: Callable[[str, Builder], None]


# The first that recognises the text reads it.
_FORMATS = (
    _Format("json", looks_json, read_blocks),
    _Format("html", looks_html, read_html),
    _Format("markdown", looks_markdown, read_markdown),
    _Format("flattened", looks_flattened, read_flattened),
    _Format("text", lambda _: True, read_text),
)

_LIMIT = 30_000_000  # bytes: the largest releases are 2 MB
_TEXT_LIMIT = 5_000_000  # characters of text that a release cannot have

_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP archive or an Office file: unpack it, or save it as HTML or text"),
    (b"\x1f\x8b", "compressed with gzip: unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file: save it as HTML or text"),
    (b"{\\rtf", "RTF: save it as HTML or text"),
    (b"\x89PNG", "a picture: give the release's text"),
    (b"\xff\xd8\xff", "a picture: give the release's text"),
    (b"GIF8", "a picture: give the release's text"),
)
_CONTROL = bytes([*range(0x09), *range(0x0E, 0x20)])
_WORD = re.compile(r"[^\W\d_]{2}")


def read(data: bytes, name: str = "", content_type: str = "") -> Filing:
    """Read a filing.

    Arguments:
        data: the file as it came.
        name: what its giver calls it; kept, and never trusted to say the format.
        content_type: its media type; only "application/json" is held to.

    Raises:
        Unreadable: the bytes hold no text of a release.
    """
    _check(data)
    out = Builder()
    if _looks_pdf(data):
        from qa.reading.pdf.document import (
            read_pdf,  # here, for loading PDFium doubles the time that importing this takes
        )

        return _filing(out, name, "pdf", Header(), read_pdf(data, out))
    text = decode(data)
    _check_text(text)
    given = normalise(text)
    if content_type.partition(";")[0].strip().lower() == "application/json" and not looks_json(given):
        raise Unreadable('this is not the JSON of a parsed filing: give {"blocks": [...]}')
    told = Submission(Header(), (given,))
    if looks_submission(given):
        told = read_submission(given)
    elif looks_json(given):
        told = Submission(Header(company=given_company(given)), (given,))
    readers = [next(each for each in _FORMATS if each.recognises(document)) for document in told.documents]
    for reader, document in zip(readers, told.documents, strict=True):
        reader.read(document, out)
    return _filing(out, name, readers[0].name, told.header)


def _filing(out: Builder, name: str, form: str, told: Header, warnings: tuple[str, ...] = ()) -> Filing:
    """Return what was read as a filing; what its envelope tells of it wins over what its words say."""
    text, blocks = out.result()
    if not _WORD.search(text):
        raise Unreadable("no words were found in this file: give the release as HTML or text")
    if len(text) > _TEXT_LIMIT:
        raise Unreadable(f"this holds {len(text):,} characters of text, more than a release ever does")
    return Filing(text, blocks, name, form, read_header(text, told), warnings)


def _looks_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]  # as PDF readers take it; some put a line before it


def _check(data: bytes) -> None:
    """Refuse bytes that can be no release."""
    if not data.strip():
        raise Unreadable("the file is empty")
    if len(data) > _LIMIT:
        raise Unreadable(
            f"the file has {len(data) / 1e6:.0f} MB, and at most {_LIMIT // 10**6} MB are read: give the release alone"
        )
    if _looks_pdf(data):
        return
    start = data[:1024].lstrip()
    for signature, what in _SIGNATURES:
        if start.startswith(signature):
            raise Unreadable(f"this is {what}")


def _check_text(text: str) -> None:
    """Refuse what was no text before it was decoded."""
    start = text[:200_000].encode("utf-8", "replace")
    controls = len(start) - len(start.translate(None, _CONTROL)) + text[:200_000].count("\ufffd")
    if controls > 0.02 * len(text[:200_000]) or "\x00" in text[:2000]:
        raise Unreadable("this is binary data, not text: give the release as HTML or text")
