"""Finds the title and the brackets above a table in running text, where the prose before them ends."""

import re

from qa.tables.figures import SCANNED, is_plain_year
from qa.tables.flat_header import tokens

# Where a sentence ends and another begins, or an address stands: no label and no title goes across.
SENTENCE = re.compile(r"[a-z]{3,}[.!?][\"”’)]?\s+[A-Z“\"(•o]|\b(?:https?:|www\.)")
_TITLE_START = re.compile(
    r"\b(?:unaudited|condensed|consolidated|interim|summary|selected|supplement\w*|reconciliations?|statements?|balance|segment"
    r"|schedules?|pro forma|non-gaap|financial|key|operating)\b",
    re.IGNORECASE,
)
_TITLE = 110
_ASIDE = re.compile(r"[(\[](?:[^()]|\([^()]*\))*[)\]]")
_OF_TABLE = re.compile(
    r"\baudited|unaudited|thousand|million|billion|\b000|except|dollars|\bended\b|continued", re.IGNORECASE
)
_LENGTH = re.compile(r"[\s-](?:weeks?|months?|days?)\b", re.IGNORECASE)
_RULE = re.compile(r"[-=_]{3,}")
_COMPANY = re.compile(
    r".{2,60}?\b(?:inc|corp|corporation|company|co|ltd|limited|llc|plc|l\.?p|n\.?v|s\.?a|bancorp|group|holdings|trust|partners)\b"
    r"[.,]*(?: and (?:its )?(?:consolidated )?subsidiar(?:y|ies))?\W*",
    re.IGNORECASE,
)


def read_captions(text: str, floor: int, zone: int, head_end: int) -> tuple[tuple[str, ...], int]:
    """Return the title above a header, the brackets below that and within it, and where the title begins."""
    begin = floor
    for end_of_prose in (*SENTENCE.finditer(text, floor, zone), *_RULE.finditer(text, floor, zone)):
        begin = max(begin, end_of_prose.end() - (end_of_prose.re is SENTENCE))
    while begin < zone and text[begin] in " .!?-–—:#)":
        begin += 1
    asides = [aside for aside in _ASIDE.finditer(text, begin, head_end) if _OF_TABLE.search(aside[0])]
    end = min([zone, *(aside.start() for aside in asides)])
    for scan in SCANNED.finditer(text, begin, end):
        if scan.lastgroup in ("figure", "blank") and not (is_plain_year(scan[0]) or _LENGTH.match(text, scan.end())):
            begin = scan.end()
    if end - begin > _TITLE:
        found = _TITLE_START.search(text, end - _TITLE, end)
        begin = found.start() if found else text.find(" ", end - _TITLE) + 1
    title = text[begin:end].strip()
    company = _COMPANY.match(title)
    if company and _TITLE_START.match(title, company.end()):
        title = title[company.end() :]
    length = next((token.start for token in tokens(title, 0, len(title)) if token.kind in "DC"), len(title))
    lines = (title[:length].strip(), title[length:], *(aside[0] for aside in asides))
    return tuple(line for line in lines if line), begin
