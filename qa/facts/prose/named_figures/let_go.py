"""Tells people who are let go from those employed: 120 employees who get severance are no headcount."""

import re
from dataclasses import replace

from qa.facts.prose.claims import Subject
from qa.facts.prose.grammar import WORDS
from qa.facts.prose.symbols import Symbols
from qa.language.phrases import either
from qa.language.values import Entity

POSITIONS_ELIMINATED = "RestructuringAndRelatedCostNumberOfPositionsEliminated"

_PEOPLE = frozenset(WORDS["let_go"]["people"])
# Up to who is left: "after the layoffs the company has 900 employees"
_BEFORE = re.compile(
    rf"\b(?:{either(WORDS['let_go']['before'])})\b(?:(?!\b(?:{either(WORDS['let_go']['kept'])})\b)[^.;:])*$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"(?:\s+(?!(?:{either(WORDS['let_go']['kept'])})\b)[\w’'-]+){{0,6}}?\s+(?:{either(WORDS['let_go']['behind'])})\b",
    re.IGNORECASE,
)
_REACH = 90  # characters before a count in which words can tell of it


def let_go(subject: Subject, unit: str, symbols: Symbols, figure: Entity) -> Subject | None:
    """Return what a count of people is of where the words around it say that they leave; None for any other count."""
    if unit not in _PEOPLE:
        return None
    # In the filing's text "severance" is a word, which may be a metric's symbol in the sentence.
    before = _BEFORE.search(symbols.source, max(symbols.offsets[0], figure.start - _REACH), figure.start)
    if before is None and _BEHIND.match(symbols.source, figure.end) is None:
        return None
    return replace(subject, start=before.start() if before else subject.start, metric=POSITIONS_ELIMINATED)
