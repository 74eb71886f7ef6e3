"""Finds the periods that a text speaks of: quarters, years, dates, and words such as "a year ago"."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from string import ascii_lowercase, ascii_uppercase

from spacy.language import Language

from qa.language.component import SpanWriter
from qa.language.names import PERIODS
from qa.language.period_ellipsis import Said, share
from qa.language.period_grammar import PERIOD
from qa.language.period_values import read_match
from qa.language.values import Entity, PeriodExpression

# What stands before a period and makes a moment of it, or no period at all ("the rest of 2020").
_BEFORE = re.compile(
    r"\b(?:(?:(?:as of|as at|at|by|since|from|on)\s)?(?:the\s)?"
    r"(?P<edge>end|close|conclusion|beginning|start|opening|outset|(?<=since\sthe\s)first)\sof\s(?:(?:the|our|its|their|each)\s)?"
    r"|(?P<at>as of|as at|at)\s(?:the\s)?"
    r"|(?P<part>remainder|rest|balance|middle|time|part)\sof\s(?:the\s)?|(?P<within>weeks?|months?|days?)\sof\s(?:the\s)?)\Z"
)
_LEADS = ("of", "at", "the", "our", "its", "their", "each")  # their last words
_WINDOW = 40  # characters; the longest of them
_OPENINGS = frozenset(["beginning", "start", "opening", "outset", "first"])
_ASCII_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)


@Language.factory("qa_periods", assigns=["doc.spans"])
def make_periods(nlp: Language, name: str) -> SpanWriter:  # noqa: ARG001
    """Return the component that writes the periods of a text to the Doc."""
    return SpanWriter(PERIODS, find_periods)


def find_periods(text: str) -> list[Entity]:
    """Return the periods said in a text, a table's header or a question, in order and not overlapping.

    Arguments:
        text: any text; a line's break within an expression is passed over, a gap between columns is not.
    """
    low = text.lower()
    if len(low) != len(text):  # a letter whose small form is longer would shift all offsets after it
        low = text.translate(_ASCII_LOWER)
    return [Entity(*said) for said in share(low, _without_lengths(list(_expressions(low, text)), low))]


def _without_lengths(found: list[Said], low: str) -> list[Said]:
    """The expressions less those that only say how long the next one is: "the fourteen-week fourth quarter"."""
    return [
        said
        for said, after in itertools.zip_longest(found, found[1:])
        if not (
            after
            and after.start == said.end + 1
            and low.endswith("-week", said.start, said.end)
            and _is_placed(after.value)
        )
    ]


def _expressions(low: str, text: str) -> Iterator[Said]:
    position = free = 0  # where to search on, and what no expression has taken yet
    while match := PERIOD.search(low, position):
        lead = _lead(low, free, match.start())
        if lead and (lead["part"] or (lead["within"] and not (match["date"] or match["bare_month"]))):
            position = match.end()
            continue
        said = _read(match, lead, text)
        if said is None and (alone := _before_alone(match)):
            said = _read(alone, lead, text)  # "2001 quarterly results" says at least the year
        if said:
            yield said
            position = free = said.end
        else:  # what is no period as a whole may hold one: "quarter of fiscal 2008"
            position = match.start() + 1


def _before_alone(match: re.Match[str]) -> re.Match[str] | None:
    """The year before what is no period, by itself."""
    return PERIOD.match(match.string, match.start(), match.end("before")) if match["before"] else None


def _lead(low: str, free: int, start: int) -> re.Match[str] | None:
    """The words before an expression, not before the end of the one before it, that belong to it."""
    if not low.endswith(_LEADS, 0, max(0, start - 1)):
        return None
    return _BEFORE.search(low, max(free, start - _WINDOW), start)


def _read(match: re.Match[str], lead: re.Match[str] | None, text: str) -> Said | None:
    """Return what a match says together with the words before it that belong to it."""
    value = read_match(match, edge=bool(lead and lead["edge"]))
    start, end = match.span()
    if value is None or _is_verb(value, text[start:end]):
        return None
    if lead and (lead["edge"] or (lead["at"] and _is_placed(value))):
        value = replace(value, instant=True, at_start=lead["edge"] in _OPENINGS)
        start = lead.start()
    elif match["relative"] == "the" and value.shift is None:
        start += len("the ")  # "the six months" are called "six months" elsewhere; "the quarter" is all it says
    return Said(start, end, value)


def _is_verb(value: PeriodExpression, words: str) -> bool:
    """Whether "may 3" is no date: "they may 3 times a year"."""
    return value.day is not None and words.startswith("may")


def _is_placed(value: PeriodExpression) -> bool:
    """Whether an expression says its place in time, so that "at" makes a moment of it."""
    return bool(value.end or value.month or value.ordinal or value.year or value.instant)
