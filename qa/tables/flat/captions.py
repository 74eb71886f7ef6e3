"""Finds the title and the brackets above a table in running text, where the prose before them ends."""

import re

from qa.language.phrases import phrases
from qa.tables.figures import SCANNED, is_plain_year
from qa.tables.flat.tokens import OF_TABLE, UNIT, tokens

# Where a sentence ends and another begins, or an address stands: no label and no title goes across.
SENTENCE = re.compile(r"(?:[a-z]{3,}|\d\d)(?:\)\s?)?[.!?][\"”’)]?\s+[A-Z“\"(•o]|\b(?:https?:|www\.)")
_TITLE_START = re.compile(
    r"\b(?:unaudited|condensed|consolidated|interim|summary|selected|supplement\w*|reconciliations?|statements?|balance|segment"
    r"|schedules?|pro forma|non-gaap|financial|key|operating)\b",
    re.IGNORECASE,
)
_TITLE = 110
# What says something of a whole table.
ASIDE = re.compile(rf"{OF_TABLE}|{UNIT}", re.IGNORECASE | re.VERBOSE)
_NOTE = re.compile(r"\(\d{1,2}\)")
_PAGE = re.compile(r"\d{1,3}")
_LENGTH = re.compile(r"[\s-](?:weeks?|months?|days?)\b", re.IGNORECASE)
# "27 hotels, 8,447 rooms": what a title says that its table is of.
_COUNTED = re.compile(rf" (?:{'|'.join(phrases('quantities')['nouns'])})\b")
_RULE = re.compile(r"[-=_]{3,}")
_COMPANY = re.compile(
    r".{2,60}?\b(?:inc|corp|corporation|company|co|ltd|limited|llc|plc|l\.?p|n\.?v|s\.?a|bancorp|group|holdings|trust|partners)\b"
    r"[.,]*(?: and (?:its )?(?:consolidated )?subsidiar(?:y|ies))?\W*",
    re.IGNORECASE,
)


def read_captions(text: str, floor: int, zone: int, head_end: int) -> tuple[tuple[str, ...], int]:
    """Return the titles above a header, the brackets between them and within it, and where the titles begin."""
    begin = floor
    for end_of_prose in (*SENTENCE.finditer(text, floor, zone), *_RULE.finditer(text, floor, zone)):
        begin = max(begin, end_of_prose.end() - (end_of_prose.re is SENTENCE))
    asides = list(ASIDE.finditer(text, begin, head_end))
    for scan in SCANNED.finditer(text, begin, zone):
        if scan.lastgroup in ("figure", "blank") and not (
            is_plain_year(scan[0])
            or _NOTE.fullmatch(scan[0])
            or (_PAGE.fullmatch(scan[0]) and not text[scan.end() : zone].strip())
            or _LENGTH.match(text, scan.end())
            or _COUNTED.match(text, scan.end())
            or any(aside.start() <= scan.start() < aside.end() for aside in asides)
        ):
            begin = scan.end()
    while begin < zone and text[begin] in " .!?-–—:#)":
        begin += 1
    asides = [aside for aside in asides if aside.start() >= begin]
    ends = [*(aside.start() for aside in asides if aside.start() < zone), zone]
    begin = _title_start(text, begin, ends[0])
    titles = [text[at:end].strip() for at, end in zip([begin, *(aside.end() for aside in asides)], ends, strict=False)]
    lines = [line for title in titles for line in _lines(title)]
    return tuple(line for line in (*lines, *(aside[0] for aside in asides)) if line), begin


def _title_start(text: str, begin: int, end: int) -> int:
    """Return where a title begins in words that are longer than any."""
    if end - begin <= _TITLE:
        return begin
    found = _TITLE_START.search(text, end - _TITLE, end)
    return found.start() if found else text.find(" ", end - _TITLE) + 1


def _lines(title: str) -> tuple[str, str]:
    """Part a title, without the company's name, from the periods that follow in it."""
    company = _COMPANY.match(title)
    if company and _TITLE_START.match(title, company.end()):
        title = title[company.end() :]
    length = next((token.start for token in tokens(title, 0, len(title)) if token.kind in "DC"), len(title))
    at = length
    for token in tokens(title, length, len(title)):
        if any(map(str.isalpha, title[at : token.start])):
            break
        at = token.end
    if any(map(str.isalpha, title[at:])):
        return title, ""  # "Statements of Income First-Quarter Results"
    return title[:length].strip(), title[length:]
