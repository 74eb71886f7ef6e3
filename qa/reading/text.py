"""Reads plain text with line breaks: prose is set anew, tables laid out by columns are kept as printed."""

import re
from collections.abc import Sequence

from qa.reading.builder import Builder
from qa.reading.encoding import unescape
from qa.reading.text_tables import Kind, Line, classify, table_regions, table_rows

# EDGAR's marks; a page or a table begins or ends at some, the others only decorate.
_MARK = re.compile(r"</?(?:PAGE|TABLE|CAPTION|S|C|FN|F\d{1,2}|TEXT|DOCUMENT|PRE)>", re.IGNORECASE)
_BARRIER = re.compile(r"</?(?:PAGE|TABLE|TEXT|DOCUMENT)>|\x0c", re.IGNORECASE)
_PAGE = re.compile(r"<PAGE>|\x0c", re.IGNORECASE)
_ESCAPED = re.compile(r"- (?=-)")  # privacy-enhanced mail, EDGAR's first carrier, escaped lines with a dash
_TAB = re.compile(r"([^\t]*)\t")
_PAGE_NUMBER = re.compile(r"\s*(?:page\s+\d{1,3}(?:\s+of\s+\d{1,3})?|[-–]\s*\d{1,3}\s*[-–])\s*", re.IGNORECASE)
_LONE_NUMBER = re.compile(r"\s*\d{1,3}\s*")
BULLET = re.compile(r"\s*(?:--(?=\s+[^\s-])|[-*•o·]|\(?(?:\d{1,2}|[a-z])[.)])\s+\S")
JOINING = ("and ", "or ", "to ")
HYPHENATED = re.compile(r"[A-Za-z0-9]-$")
_LONG_LINE = 160  # no printer's line is longer: the line is a paragraph
_HEADING = 120
# What leads to an outlook, set as a sentence is: "2031 outlook".
_OF_OUTLOOK = re.compile(r"(?:[A-Z][\w’'-]*|(?:19|20)\d\d)(?: [\w’'-]+){0,3} (?:outlook|guidance)")


def read_text(text: str, out: Builder) -> None:
    """Add a plain text's headings, paragraphs and tables."""
    lines = _lines(unescape(text))
    at = 0
    for start, end in table_regions(lines):
        _add_prose(lines[at:start], out)
        out.printed_table(table_rows([line for line in lines[start:end] if line.kind is not Kind.BARRIER]))
        at = end
    _add_prose(lines[at:], out)


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    page_ended_at = -9
    for raw in text.split("\n"):
        printed = _expanded(raw) if "\t" in raw else raw
        if printed.startswith("- -"):
            printed = _ESCAPED.sub("", printed, count=1)
        if "<" in printed or "\x0c" in printed:
            if _BARRIER.search(printed):
                page = _PAGE.search(printed)
                lines.append(Line("<PAGE>" if page else "", Kind.BARRIER))
                if page:
                    _drop_page_number(lines)
                    page_ended_at = len(lines)
            marked = printed
            printed = _MARK.sub(lambda match: " " * len(match[0]), printed).replace("\x0c", "")
            if marked != printed and not printed.strip():
                continue
        if _PAGE_NUMBER.fullmatch(printed) or (len(lines) - page_ended_at < 3 and _LONE_NUMBER.fullmatch(printed)):
            lines.append(Line("<PAGE>", Kind.BARRIER))
            continue
        lines.append(classify(printed))
    return lines


def _drop_page_number(lines: list[Line]) -> None:
    """Take out the number that stands alone on the last lines of a page."""
    for index in range(len(lines) - 2, max(len(lines) - 6, -1), -1):
        if lines[index].kind is not Kind.BLANK:
            if _LONE_NUMBER.fullmatch(lines[index].text):
                lines[index] = Line("", Kind.BLANK)
            return


def _expanded(line: str) -> str:
    """Return a line with tab stops of 8; a tab is never less than two spaces, for it parts cells."""
    return _TAB.sub(lambda match: match[1] + " " * max(2, 8 - len(match[1]) % 8), line)


def _add_prose(lines: Sequence[Line], out: Builder) -> None:
    width = max((len(line.text) for line in lines if len(line.text) <= _LONG_LINE), default=0)
    paragraph: list[str] = []

    def flush() -> None:
        if paragraph:
            _add_paragraph(paragraph, out)
            paragraph.clear()

    for line in lines:
        if line.kind in (Kind.BLANK, Kind.RULE, Kind.BARRIER):
            flush()
            if line.text == "<PAGE>":
                out.page_end()
        else:
            if paragraph and _begins(line.text, paragraph[-1], width):
                flush()
            paragraph.append(line.text)
    flush()


def _begins(line: str, before: str, width: int) -> bool:
    """Whether a line begins a paragraph though no blank line is above it."""
    if len(line) > _LONG_LINE or len(before) > _LONG_LINE or BULLET.match(line):
        return True
    if before.rstrip().endswith(":") and line.lstrip()[0].isupper():
        return True
    sentence_ended = before.rstrip().endswith((".", '"', "”"))
    if before.isupper() != line.isupper():
        return sentence_ended or len(before) < 60
    indent, indent_before = len(line) - len(line.lstrip()), len(before) - len(before.lstrip())
    # A first word that would have fitted on the line before was meant to begin a line.
    fitted = len(before) + len(line.split(maxsplit=1)[0]) < 0.85 * width
    return sentence_ended and (fitted or 2 < indent - indent_before < 12)


def _add_paragraph(lines: Sequence[str], out: Builder) -> None:
    words = [lines[0].strip()]
    for line in lines[1:]:
        line = line.strip()
        # "long-" + "term" keeps its hyphen; "two-" + "and three-year" is no one word.
        if not (HYPHENATED.search(words[-1]) and line[0].isalnum() and not line.startswith(JOINING)):
            words.append(" ")
        words.append(line)
    text = "".join(words)
    out.paragraph(text, heading=is_heading(text, len(lines)))


def is_heading(text: str, lines: int) -> bool:
    """Whether words that were printed over some lines read as a heading."""
    if len(text) > _HEADING or text.startswith(("(", "-", "*", "•")) or not any(map(str.isalpha, text)):
        return False
    if text.isupper() or (lines == 1 and _OF_OUTLOOK.fullmatch(text)):
        return True
    words = [word for word in text.split() if word[0].isalpha() and len(word) > 3]
    return (
        lines < 3
        and not text.endswith((".", ",", ";", ":"))
        and bool(words)
        and sum(word[0].isupper() for word in words) >= 0.8 * len(words)
    )
