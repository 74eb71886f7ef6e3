"""Reads markdown: pipe tables become grids, headings headings; the rest is read as plain text."""

import html
import re
from collections.abc import Sequence

from qa.reading.builder import Builder
from qa.reading.encoding import normalise
from qa.reading.grids import add_data, is_data, row_text
from qa.reading.markdown_spans import spanned_rows
from qa.reading.text import read_text

_DELIMITER = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$", re.MULTILINE)
_PIPE_DELIMITER = re.compile(r"^ {0,3}\|(?:\s*:?-{2,}:?\s*\|)+\s*$", re.MULTILINE)
_HEADING = re.compile(r" {0,3}#{1,6}\s+(.*?)\s*#*\s*")
_HEADING_LINE = re.compile(r"^ {0,3}#{1,6}\s+\S", re.MULTILINE)
_STRONG_LINE = re.compile(r"\s*(\*\*|__)(?!\s)(.{1,150}?)\1\s*")
_FRONT_MATTER = re.compile(r"\A\s*---\n(?:[A-Za-z_][\w-]*:.*\n|\s*\n|\s+.*\n)+---\s*\n")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_BREAK = re.compile(r"\s*(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\((?:https?:|mailto:|/|#)[^)]*\)")
_STRONG = re.compile(r"(?<!\\)(\*\*\*|\*\*|___|__)(?=\S)(.+?)\1")
_EMPHASIS = re.compile(r"(?<![\w*\\])([*_])(?=[^\s*_])(.+?)(?<=[^\s\\])\1(?![\w*])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|$~<>&-])")
_CELL = re.compile(r"(?<!\\)\|")
_BR = re.compile(r"<br\s*/?>", re.IGNORECASE)


def looks_markdown(text: str) -> bool:
    """Whether pipe tables or headings of markdown stand in the text."""
    return bool(_PIPE_DELIMITER.search(text)) or len(_HEADING_LINE.findall(text, 0, 100_000)) > 1


def read_markdown(text: str, out: Builder) -> None:
    """Add a markdown text's headings, paragraphs and tables; its front matter is not part of the release."""
    text = _COMMENT.sub("\x0c", _FRONT_MATTER.sub("", text, count=1))
    plain: list[str] = []
    table: list[str] = []

    def flush() -> None:
        if plain:
            read_text("\n".join(plain), out)
            plain.clear()
        if table:
            _add_table(table, out)
            table.clear()

    for line in text.split("\n"):
        if line.lstrip().startswith("|"):
            if not table:
                flush()
            table.append(line)
            continue
        if table:
            flush()
        if match := _HEADING.fullmatch(line) or _STRONG_LINE.fullmatch(line):
            flush()
            out.paragraph(_inline(match[match.lastindex or 0]), heading=True)
        elif _BREAK.fullmatch(line):
            plain.append("\x0c")
        else:
            plain.append(_inline(line))
    flush()


def _add_table(lines: Sequence[str], out: Builder) -> None:
    rows = [_cells(line) for line in lines if not _DELIMITER.fullmatch(line)]
    grid = [row for row in spanned_rows(rows) if row]
    if is_data(grid):
        add_data(grid, "", out)
    else:
        for row in grid:
            out.paragraph(row_text(row))


def _cells(line: str) -> list[str]:
    line = line.strip().removeprefix("|")
    return [_inline(_BR.sub(" ", cell)).strip() for cell in _CELL.split(line.removesuffix("|"))]


def _inline(text: str) -> str:
    """Return text without markdown's marks and HTML's entities."""
    if "](" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text))
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return normalise(html.unescape(text)) if "&" in text else text
