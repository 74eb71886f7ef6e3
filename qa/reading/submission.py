"""Takes the release out of an EDGAR full submission, whose documents stand one after the other."""

import re

_DOCUMENT = re.compile(r"<DOCUMENT>", re.IGNORECASE)
_TYPE = re.compile(r"<TYPE>\s*([^\s<]+)", re.IGNORECASE)
_TEXT = re.compile(r"</?TEXT>", re.IGNORECASE)
_EXHIBIT = re.compile(r"EX-99", re.IGNORECASE)


def looks_submission(text: str) -> bool:
    """Whether EDGAR's envelope is around the text."""
    start = text[:3000].lstrip().upper()
    return start.startswith(("<SEC-DOCUMENT>", "-----BEGIN PRIVACY-ENHANCED MESSAGE", "<DOCUMENT>", "<SUBMISSION>"))


def documents(text: str) -> list[str]:
    """Return the text of each EX-99 exhibit, or of the first document where there is none."""
    found = []
    for document in _DOCUMENT.split(text)[1:]:
        head, *body = _TEXT.split(document, maxsplit=2)
        if body and (kind := _TYPE.search(head)):
            found.append((kind[1], body[0]))
    exhibits = [body for kind, body in found if _EXHIBIT.match(kind)]
    return exhibits or [body for _, body in found[:1]] or [text]
