"""Reads text that lost its lines: one paragraph a line, however long, tables run together within."""

import re

from qa.reading.builder import Builder
from qa.reading.encoding import unescape

# "$9 .8 million": the parts of a number that stood in runs of their own.
_APART = re.compile(
    r"(?<=\d) \.(?=\d)"
    r"|(?<=\d)(?<!\d{4})(?: \. ?|\. )(?=\d{1,2} ?(?:%|percent\b|thousand\b|million\b|billion\b))"
)
_BULLET = re.compile(r"\s(?=[•▪●■]\s)")
_CONTINUES = tuple(".,;)")
_OF_TABLE = re.compile(r"\((?:in |dollars|amounts|\$|unaudited|continued)", re.IGNORECASE)
_TITLE = re.compile(r"[A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|[&–-]|of|and|the|for|in|to|on|by|with))*")
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
    """Add each line as a paragraph or a heading; a line that only goes on with a sentence is joined to it."""
    paragraphs = _paragraphs(text)
    titled = False
    for at, paragraph in enumerate(paragraphs):
        below = next((after for after in paragraphs[at + 1 : at + 3] if not after.startswith("(")), "")
        title = _is_title(paragraph, below)
        # A title whose words the prose below repeats names what it is of; after one, each ends the one before.
        titled |= title and paragraph in below
        out.paragraph(paragraph, heading=_is_heading(paragraph) or (title and titled))


def _paragraphs(text: str) -> list[str]:
    paragraphs = [""]
    for line in _BULLET.sub("\n\n", unescape(text).replace("\x0c", "")).split("\n"):
        line = _APART.sub(".", " ".join(line.split()))
        before = paragraphs[-1]
        if line and before and _goes_on(line, before):
            paragraphs[-1] += line if line[0] in ".,;" else " " + line
        else:
            paragraphs.append(line)
    return [paragraph for paragraph in paragraphs if paragraph]


def _goes_on(line: str, before: str) -> bool:
    if before.endswith((".", ":", '"', "”")):
        return line.startswith(_CONTINUES)
    if _OF_TABLE.match(line):
        return False
    return line[0].islower() or line.startswith((*_CONTINUES, "(")) or before.endswith((",", ")"))


def _is_heading(line: str) -> bool:
    return len(line) <= _HEADING and not line.startswith("(") and line.isupper()


def _is_title(line: str, below: str) -> bool:
    """Whether a line is set like a title above prose."""
    return len(line) <= _HEADING and len(below) > _LINE and bool(_TITLE.fullmatch(line))
