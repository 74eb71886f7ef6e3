"""Finds qualifiers: words that make a figure non-GAAP, guidance or restated, and passages of boilerplate."""

import re
from itertools import pairwise
from typing import cast, get_args

from spacy.language import Language

from qa.language.component import SpanWriter
from qa.language.names import QUALIFIERS
from qa.language.phrases import PhraseFinder, phrases
from qa.language.values import Entity, Qualifier, QualifierKind

_WORDS = phrases("qualifiers")
_VERB, _NOUN = "guidance verb", "guidance noun"
_FINDER = PhraseFinder(
    {
        **dict.fromkeys(_WORDS["guidance_verbs"]["words"], _VERB),
        **{phrase: kind for kind in get_args(QualifierKind) for phrase in _WORDS[kind]["words"]},
        **dict.fromkeys(_WORDS["guidance_verbs"]["nouns"], _NOUN),
        **dict.fromkeys(_WORDS["none"]["words"], ""),
    }
)
_NOT_AFTER = frozenset(_WORDS["guidance"]["not_after"])
_WORD_BEFORE = re.compile(r"([\w-]+)\s$")
_STOP = re.compile(r"[.!?][\"”’)]*\s")
_ABOUT = re.compile(
    r"(?:^|(?<=\n)|(?<=[.!?]\s))About (?P<name>[A-Z][\w.&'’-]*)[^\n.]{0,60}?(?:\n|[:–—] ?|\s)(?:The\s)?(?=(?P=name))"
)
# Where a passage ends: with its paragraph or, in a flattened text, where a statement's title shouts.
_END = re.compile(r"\n|(?<![A-Z] )(?:[A-Z][A-Z’'&-]+[,.]?\s(?:\(?[A-Z][A-Z’'&-]+\)?[,.]?\s){3})|\bCONTACTS?:")
# What no legal notice says: a figure of money, what is expected in percent, or that a list follows.
_NEWS = re.compile(
    r"[$€£]\s?\d|\b(?:expects?|anticipates?|guidance|outlook)\b[^.]*\d(?:\s?%| percent\b)"
    r"|\b(?:expects?|anticipates?|follows|following|estimates?|guidance|outlook):\s*$"
)
_PARAGRAPH = 4_000  # characters: what is longer has lost its paragraphs


@Language.factory("qa_qualifiers", assigns=["doc.spans"])
def make_qualifiers(nlp: Language, name: str) -> SpanWriter:  # noqa: ARG001
    """Return the component that writes `doc.spans["qualifiers"]`."""
    return SpanWriter(QUALIFIERS, find_qualifiers)


def find_qualifiers(text: str) -> list[Entity]:
    """Return the qualifiers of a text, by start; boilerplate spans to the end of its passage."""
    found: list[Entity] = []
    phrases_found = [phrase for phrase in _FINDER.find(text) if phrase[2]]
    guided = _guided(text, phrases_found)
    boiled = 0
    for start, end, kind in _with_abouts(text, phrases_found):
        if kind == _NOUN:
            kind = "guidance"
        elif kind == _VERB:
            if not any(first <= start < last for first, last in guided):
                continue
            kind = "guidance"
        elif kind == "boilerplate":
            if start < boiled:
                continue
            end = boiled = _passage_end(text, end)
        elif kind == "guidance" and _past(text, start):
            continue
        found.append(Entity(start, end, Qualifier(cast(QualifierKind, kind))))
    return found


def _with_abouts(text: str, found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Add the passages "About the company" to the phrases."""
    abouts = [(match.start(), match.end(), "boilerplate") for match in _ABOUT.finditer(text)]
    return sorted([*found, *abouts]) if abouts else found


def _guided(text: str, found: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """The sentences that name guidance: in these, "raises" and "withdrawn" speak of it."""
    return [_sentence(text, start, end) for start, end, kind in found if kind == _NOUN]


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch around a place between full stops and line ends, at most 250 characters each way."""
    first = max(0, start - 250, text.rfind("\n", 0, start) + 1)
    for stop in _STOP.finditer(text, first, start):
        first = stop.end()
    line = text.find("\n", end)
    last = min(end + 250, len(text) if line < 0 else line)
    following = _STOP.search(text, end, last)
    return first, following.start() if following else last


def _past(text: str, start: int) -> bool:
    """Whether "expected" tells what was once looked for: "more than expected"."""
    before = _WORD_BEFORE.search(text, max(0, start - 16), start)
    return bool(before and before[1].lower() in _NOT_AFTER)


def _passage_end(text: str, at: int) -> int:
    """Where a passage ends that is boilerplate from here on; where paragraphs are lost, with its sentence.

    What says a figure behind it, or leads on to a list, is news again: "Actual results may differ. We expect sales of $5 million".
    """
    end = _END.search(text, at, at + _PARAGRAPH)
    if end is None and at + _PARAGRAPH < len(text):
        end = _STOP.search(text, at)
    last = end.start() if end else len(text)
    if text[last : last + 1] != "\n":
        return last
    starts = [stop.end() for stop in _STOP.finditer(text, at, last)]
    return next((start for start, until in pairwise([*starts, last]) if _NEWS.search(text, start, until)), last)
