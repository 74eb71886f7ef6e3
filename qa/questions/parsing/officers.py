"""Who is said to expect something: an officer, by name, expects it for the company."""

import re
from collections.abc import Iterable

from qa.language.sought import Sought

_EXPECTS = r"(?:now |still |also )?(?:expect|guid|forecast|project|predict|foresee|anticipat|target|envisag)(?:e|ed|es|ing|s)?\b"
_THINKS = r"(?:think|see|believe)s?\b(?=[^?]*\b(?:will|go|going|moving|heading)\b)"
_LOOKS_AHEAD = Sought(
    r"\b(?:expect|guid|forecast|project|predict|foresee|anticipat|target|envisag|outlook|think|see|believe|according to)"
)


def looks_ahead(question: str) -> bool:
    """Return whether a question may be of what somebody expects."""
    return _LOOKS_AHEAD.search(question) is not None


def by_office(question: str, people: Iterable[str]) -> str:
    """Return a question with management for the person who is said to expect something: "What EPS does Lindqvist expect".

    Arguments:
        people: the names in full of those whom the filing names.
    """
    for name in people:
        *first, last = re.split(r"\s+", name.strip())
        given = rf"(?:{'|'.join(map(re.escape, first))})\s+" if first else ""
        said = rf"\b(?:M(?:r|s|rs)\.?\s+)?(?:{given})*{re.escape(last)}"
        question = re.sub(rf"{said}(?=\s+(?:{_EXPECTS}|{_THINKS}))", "management", question)
        question = re.sub(rf"(?i:\baccording to) {said}(?=,? [^?]*\bwill\b)", "according to management", question)
        question = re.sub(
            rf"{said}['’]s?(?=\s+[^?]*\b(?:guidance|outlook|forecast|expectations?|projections?)\b)",
            "management's",
            question,
        )
    return question
