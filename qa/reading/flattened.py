"""Reads text that lost its lines: one paragraph a line, however long, tables run together within."""

import re

from qa.reading.builder import Builder
from qa.reading.encoding import unescape

# "$9 .8 million": the parts of a number that stood in runs of their own.
_APART = re.compile(
    r"(?<=\d) \.(?=\d)"
    r"|(?<=\d)(?<!\d{4})(?: \. ?|\. )(?=\d{1,2} ?(?:%|percent\b|thousand\b|million\b|billion\b))"
)
_CONTINUES = tuple(".,;)")
_HEADING = 120
_LINE = 250  # characters: more than a line of prose in any print
_TABLE_LINE = 600  # characters: more than a line of the widest table, with the gaps between its columns


def looks_flattened(text: str) -> bool:
    """Whether most of the text stands in lines longer than any page is wide."""
    long = sum(
        len(line)
        for line in text.split("\n")
        if len(line) > _TABLE_LINE or (len(line) > _LINE and "   " not in line.strip())
    )
    return long > len(text) / 2


def read_flattened(text: str, out: Builder) -> None:
    """Add each line as a paragraph; a line that only goes on with a sentence is joined to it."""
    paragraph = ""
    for line in unescape(text).replace("\x0c", "").split("\n"):
        line = _APART.sub(".", " ".join(line.split()))
        if not line:
            _add(paragraph, out)
            paragraph = ""
        elif paragraph and _goes_on(line, paragraph):
            paragraph += line if line[0] in ".,;" else " " + line
        else:
            _add(paragraph, out)
            paragraph = line
    _add(paragraph, out)


def _goes_on(line: str, before: str) -> bool:
    if before.endswith((".", ":", '"', "”")):
        return line.startswith(_CONTINUES)
    return line[0].islower() or line.startswith((*_CONTINUES, "(")) or before.endswith((",", ")"))


def _add(paragraph: str, out: Builder) -> None:
    short = len(paragraph) <= _HEADING and not paragraph.startswith("(")
    out.paragraph(paragraph, heading=short and paragraph.isupper())
