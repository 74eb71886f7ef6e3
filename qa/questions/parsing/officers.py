"""Who is said to expect something: an officer, by name, expects it for the company."""

import re
from collections.abc import Iterable

_EXPECTS = r"(?:now |still |also )?(?:expect|guid|forecast|project|predict|foresee|anticipat|target|envisag)(?:e|ed|es|ing|s)?\b"
_THINKS = r"(?:think|see|believe)s?\b(?=[^?]*\b(?:will|go|going|moving|heading)\b)"
_TITLE = r"(?:M(?:r|s|rs)\.?\s+)?"
# What stands behind a name: what somebody does, what somebody has; and what stands before one.
_DOES = rf"(?=\s+(?:{_EXPECTS}|{_THINKS}))"
_HAS = r"['’]s?(?=\s+[^?]*\b(?:guidance|outlook|forecast|expectations?|projections?)\b)"
_ACCORDING_TO = r"(?i:\baccording to) "
_LOOKS_AHEAD = re.compile(rf"[A-Z]\S*(?:{_DOES}|{_HAS})|{_ACCORDING_TO}{_TITLE}[A-Z]")


def looks_ahead(question: str) -> bool:
    """Return whether a question may be of what somebody expects by name, so that the names have to be known."""
    return _LOOKS_AHEAD.search(question) is not None


def by_office(question: str, people: Iterable[str]) -> str:
    """Return a question with management for the person who is said to expect something: "What EPS does Lindqvist expect".

    Arguments:
        people: the names in full of those whom the filing names.
    """
    for name in people:
        *first, last = re.split(r"\s+", name.strip())
        given = rf"(?:{'|'.join(map(re.escape, first))})\s+" if first else ""
        said = rf"\b{_TITLE}(?:{given})*{re.escape(last)}"
        question = re.sub(said + _DOES, "management", question)
        question = re.sub(rf"{_ACCORDING_TO}{said}(?=,? [^?]*\bwill\b)", "according to management", question)
        question = re.sub(said + _HAS, "management's", question)
    return question
