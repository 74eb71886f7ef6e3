"""The alternatives that a question sets against each other, in whatever form of sentence: which has more, does one have more.

What joins them tells them: "A or B", "A versus B", "between A and B", "more A than B", "A beat B". Each reaches as far as
no word stands that says when, where or how they are compared; the rest of the question is common to them.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from qa.frozen import frozen
from qa.language.sought import Sought
from qa.language.stems import stems
from qa.language.stems import words as word_stems
from qa.questions.parsing.intents import outside
from qa.questions.parsing.operators import Operation
from qa.questions.parsing.patterns import Span, pattern, superlative
from qa.questions.parsing.query import Kind
from qa.questions.parsing.words import generic
from qa.questions.parsing.words import parts as axes

COUNTS = stems("two three four five six seven eight nine ten")  # of how many it is one
_SPACE = " \t\n,"
_MOST_WORDS = 7  # of one alternative; more are a clause
_ARTICLE = re.compile(r"[\s,]*(?:(?:the|its|their|a)\s+)?", re.I)
_WHICH = re.compile(r"\b(?:which|whose|who|where|when|what)\b", re.I)
_HOW_MUCH = re.compile(r"\b(?:how (?:much|many|far)|by (?:what|how))\b", re.I)
_PREPOSITION = re.compile(r"\b(?:in|on|at|for|from|by|to|with)\b", re.I)


@frozen
class Said:
    """A question with what is known of its words.

    Arguments:
        names: where metrics and parts are named, of which no word asks.
        metrics: those of metrics alone.
        periods: where it says when.
    """

    text: str
    names: Sequence[Span] = ()
    metrics: Sequence[Span] = ()
    periods: Sequence[Span] = ()


def alternatives(said: Said, *, yes_no: bool) -> Operation | None:
    """Return the alternatives of which one is to be chosen, or is claimed to have more; None where none are told apart."""
    return _chosen(said) or (_claimed(said) if yes_no or pattern("signs").search(said.text) else None)


def of_periods(said: Said) -> Operation | None:
    """Return the choice between two periods: "was it higher in the first quarter or the second", "Q1 or Q2: which was bigger"."""
    least = superlative("least").search(said.text)
    best = least or superlative("most").search(said.text)
    if best is None or _HOW_MUCH.search(said.text):
        return None
    unnamed = outside(said.text, said.names)
    for (_, end), (start, _) in pairwise(sorted(set(said.periods))):
        joint = pattern("or_when").fullmatch(unnamed[end:start])
        if joint and (joint["or"] or _WHICH.search(said.text)):  # "Q1 vs Q2: better?" asks yes or no
            return Operation("least" if least else "most", (best.span(),))
    return None


def listed(said: Said, *, wide: bool = False) -> Iterator[tuple[Span, ...]]:
    """Yield, for each word that may join a list, where its names stand; nothing where it joins none.

    Arguments:
        wide: whether a name reaches over prepositions ("sales in Peru").
    """
    for joint in _outside(pattern("listing"), said):
        one, other = _before(joint.start(), said, wide=wide), _after(joint.end(), said, wide=wide)
        yield (*_listed_before(one, said), one, other) if one and other else ()


def _chosen(said: Said) -> Operation | None:
    """Some of which one is to be chosen: "A or B: which was bigger", "between A and B, who sold more"."""
    text = said.text
    if not any(p.search(text) for p in (superlative("most"), superlative("least"), pattern("ahead"))):
        return None
    for joint in _outside(pattern("or"), said):
        one, other = _before(joint.start(), said), _after(joint.end(), said)
        if not one or not other:
            continue
        others = _listed_before(one, said)
        first = min([one, *others])[0]
        opened = pattern("comparing").search(text[:first]) or pattern("comparing").search(text[: one[0]])
        # "Looms and Spindles, Q2: which was bigger?"
        last = next(
            (end for start, end in said.periods if text[other[1] : start].strip(" ,(") in ("", "the", "in", "for")),
            other[1],
        )
        asked = pattern("which_of_them").match(text, last) and not text[:first].strip()
        if not (opened or asked or pattern("or_alone").fullmatch(joint[0].strip())):
            continue
        start = opened.start() if opened and not others else first
        asking = [m.span() for m in pattern("choosing").finditer(text) if not start <= m.start() < other[1]]
        return Operation("choice", ((start, other[1]), *asking), parts=(*others, one, other), rest=True)
    return None


def _claimed(said: Said) -> Operation | None:
    """Two of which one is claimed to have more, or less: "did A sell more than B", "was A below B"."""
    for joint in _outside(pattern("than"), said):
        other = _after(joint.end(), said)
        if not other or pattern("no_alternative").match(said.text, other[0]):
            continue
        kind: Kind = "less" if pattern("less").search(said.text, 0, joint.end()) else "more"
        one = _compared(joint.start(), other, said)
        if one:
            counted = pattern("more_things").search(said.text, 0, one[0]) is not None
            taken = (one, (joint.start(), other[1]))
            return Operation(kind, taken, parts=(one, other), rest=True, counted=counted)
        tail = (joint.end(), len(said.text))
        return Operation(kind, (joint.span(),), parts=((0, joint.start()), tail))
    return None


def _compared(end: int, other: Span, said: Said) -> Span | None:
    """What stands before "than" in the way that the other stands behind it; None where that is all that does."""
    parts = [name for name in said.names if name not in said.metrics]
    if any(_within(name, [other]) for name in parts):
        return max((name for name in parts if name[1] <= end), default=None)
    words = [m for m in pattern("compared").finditer(said.text, 0, end) if not _within(m.span(), said.names)]
    after = words[-1].end() if words else 0
    led = [m for m in _PREPOSITION.finditer(said.text, after, end) if not _within(m.span(), said.names)]
    one = _trimmed((led[-1].end() if led else after, end), said) if words else None
    if one is None or pattern("degree").match(said.text, one[0]):
        return None
    return None if _is_kind(said.text, one) else one  # "is Looms a bigger market than Thread"


def _is_kind(text: str, span: Span) -> bool:
    """Whether a stretch says of what kind the alternatives are, and is none: "the two segments, Looms and Thread"."""
    return all(word.stem in axes() | generic() | COUNTS for word in word_stems(text[span[0] : span[1]]))


def _listed_before(one: Span, said: Said) -> list[Span]:
    """The alternatives of a list before its last two: "A, B or C"."""
    found: list[Span] = []
    start, is_metric = one[0], one in said.metrics
    while said.text[:start].rstrip(" ").endswith(","):
        end = said.text[:start].rstrip(_SPACE)
        before = _before(len(end), said)
        led = said.text[: before[0]].rstrip(" ") if before else ""
        is_edge = not led or led[-1] in ",:-–—" or pattern("comparing").search(led) is not None
        if before is None or not is_edge or (before in said.metrics) != is_metric or _is_kind(said.text, before):
            break
        found.insert(0, before)
        start = before[0]
    return found


def _before(end: int, said: Said, *, wide: bool = False) -> Span | None:
    edges = [m.end() for one in _edges(wide=wide) for m in _outside(one, said, 0, end)] + [
        e for _, e in said.periods if e <= end
    ]
    return _trimmed((max(edges, default=0), end), said)


def _after(start: int, said: Said, *, wide: bool = False) -> Span | None:
    filler = pattern("led_by").match(said.text, start)
    start = filler.end() if filler else start
    edges = [m.start() for one in _edges(wide=wide) for m in _outside(one, said, start)] + [
        s for s, _ in said.periods if s >= start
    ]
    return _trimmed((start, min(edges, default=len(said.text))), said)


def _edges(*, wide: bool) -> Sequence[Sought]:
    return (pattern("edge"),) if wide else (pattern("edge"), pattern("leading"))


def _trimmed(span: Span, said: Said) -> Span | None:
    """A stretch without the space around it and its article; None where it is nothing or too much."""
    start, end = span
    article = _ARTICLE.match(said.text, start, end)
    start = article.end() if article else start
    end = start + len(said.text[start:end].rstrip(_SPACE))
    return (start, end) if 0 < len(said.text[start:end].split()) <= _MOST_WORDS else None


def _outside(wanted: Sought, said: Said, start: int = 0, end: int | None = None) -> list[re.Match[str]]:
    """Where a pattern is found outside all names and periods."""
    until = len(said.text) if end is None else end
    taken = (*said.names, *said.periods)
    return [match for match in wanted.finditer(said.text, start, until) if not _within(match.span(), taken)]


def _within(span: Span, names: Sequence[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in names)
