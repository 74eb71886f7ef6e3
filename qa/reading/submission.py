"""Takes the release out of an EDGAR full submission, whose documents stand one after the other."""

import re

_DOCUMENT = re.compile(r"<DOCUMENT>(.*?)(?:</DOCUMENT>|(?=<DOCUMENT>)|\Z)", re.IGNORECASE | re.DOTALL)
_TYPE = re.compile(r"<TYPE>\s*([^\s<]+)", re.IGNORECASE)
_TEXT = re.compile(r"<TEXT>(.*?)(?:</TEXT>|\Z)", re.IGNORECASE | re.DOTALL)
_EXHIBIT = re.compile(r"EX-99", re.IGNORECASE)


def looks_submission(text: str) -> bool:
    """Whether EDGAR's envelope is around the text."""
    start = text[:3000].lstrip().upper()
    return start.startswith(("<SEC-DOCUMENT>", "-----BEGIN PRIVACY-ENHANCED MESSAGE", "<DOCUMENT>", "<SUBMISSION>"))


def documents(text: str) -> list[str]:
    """Return the text of each EX-99 exhibit, or of the first document where there is none."""
    found = []
    for match in _DOCUMENT.finditer(text):
        kind, body = _TYPE.search(match[1]), _TEXT.search(match[1])
        if kind and body:
            found.append((kind[1], body[1]))
    exhibits = [body for kind, body in found if _EXHIBIT.match(kind)]
    return exhibits or [body for _, body in found[:1]] or [text]
