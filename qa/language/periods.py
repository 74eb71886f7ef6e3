"""Finds the periods that a text speaks of: quarters, years, dates, and words such as "a year ago"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from string import ascii_lowercase, ascii_uppercase

from spacy.language import Language
from spacy.tokens import Doc

from qa.language.component import SpanWriter
from qa.language.names import PERIODS
from qa.language.period_ellipsis import Said, share
from qa.language.period_grammar import PERIOD
from qa.language.period_values import read_match
from qa.language.values import Entity, PeriodExpression

# What stands before a period and makes a moment of it, or no period at all ("the rest of 2020").
_BEFORE = re.compile(
    r"\b(?:(?:(?:as of|as at|at|by|since|from|on)\s)?(?:the\s)?"
    r"(?P<edge>end|close|conclusion|beginning|start|opening|outset)\sof\s(?:(?:the|our|its|their|each)\s)?"
    r"|(?P<at>as of|as at|at)\s(?:the\s)?"
    r"|(?P<part>remainder|rest|balance|middle|time|part|weeks?|months?|days?)\sof\s(?:the\s)?)\Z"
)
_LEADS = ("of", "at", "the", "our", "its", "their", "each")  # their last words
_WINDOW = 40  # characters; the longest of them
_OPENINGS = frozenset(["beginning", "start", "opening", "outset"])
_ASCII_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)


@Language.factory("qa_periods", assigns=["doc.spans"])
def make_periods(nlp: Language, name: str) -> SpanWriter:  # noqa: ARG001
    """Return the component that writes the periods of a text to the Doc."""
    return SpanWriter(PERIODS, _match)


def _match(doc: Doc) -> list[Entity]:
    return find_periods(doc.text)


def find_periods(text: str) -> list[Entity]:
    """Return the periods said in a text, a table's header or a question, in order and not overlapping.

    Arguments:
        text: any text; a line's break within an expression is passed over, a gap between columns is not.
    """
    low = text.lower()
    if len(low) != len(text):  # a letter whose small form is longer would shift all offsets after it
        low = text.translate(_ASCII_LOWER)
    return [Entity(*said) for said in share(low, list(_expressions(low, text)))]


def _expressions(low: str, text: str) -> Iterator[Said]:
    position = 0
    while match := PERIOD.search(low, position):
        said = _read(match, text)
        if said is None:
            position = match.start() + 1  # what is no period as a whole may hold one: "quarter of fiscal 2008"
        else:
            yield said
            position = said.end


def _read(match: re.Match[str], text: str) -> Said | None:
    """Return what a match says together with the words before it that belong to it."""
    start = match.start()
    lead = None
    if match.string.endswith(_LEADS, 0, max(0, start - 1)):
        lead = _BEFORE.search(match.string, max(0, start - _WINDOW), start)
    if lead and lead["part"]:
        return None
    value = read_match(match, edge=bool(lead and lead["edge"]))
    if value is None or _is_verb(value, text[start : match.end()]):
        return None
    if lead and (lead["edge"] or _is_placed(value)):
        value = replace(value, instant=True, at_start=lead["edge"] in _OPENINGS)
        start = lead.start()
    return Said(start, match.end(), value)


def _is_verb(value: PeriodExpression, words: str) -> bool:
    """Whether "may 3" is no date: "they may 3 times a year"."""
    return value.day is not None and words.startswith("may")


def _is_placed(value: PeriodExpression) -> bool:
    """Whether an expression says its place in time, so that "at" makes a moment of it."""
    return bool(value.end or value.month or value.ordinal or value.year or value.instant)
