"""What is said around a question and asks nothing: who asks and why, a greeting, that only pieces are given.

"I'm comparing peers. What was R&D in Q1?": a sentence that names nothing of a filing is left out. What names a metric or
a period is too, where the question beside it names one itself; what names a part of a company, a basis or an exception
restricts the question, and stays.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa.language.phrases import either, phrases
from qa.questions.parsing.intents import outside
from qa.questions.parsing.mentions import find_mentions, is_weak
from qa.questions.parsing.patterns import Span
from qa.questions.parsing.topics import overlaps
from qa.questions.parsing.words import periods_said

_SHORTEST = 3  # words of a sentence: fewer may name what the next one asks of
# Where one sentence ends and the next begins, or what leads up to a question does.
_BETWEEN = re.compile(
    r"(?<=[A-Za-z0-9)%’'\"][.!?])\s+(?=[A-Z$“\"(]|(?:what|how|which|who|when|where|why|did|was|were|is|can|could)\b)"
    r"|(?<=\w)(?P<leads>\s*[:;]|\s[-–—])\s+|,\s+(?:so|but|hence)\s+(?=(?:what|how|which|who|when|where|why|can|could|I|i|we|please)\b)"
)
_ABBREVIATED = re.compile(
    r"\b(?:[A-Za-z]|vs|inc|corp|co|ltd|no|approx|incl|excl|adj|avg|int|exp|op|rev|mgmt|est|st|mr|ms|mrs|dr|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.\s*$",
    re.I,
)
# Who asks, and in what hurry: before a colon stands the asker, or what is asked about.
_ASKER = re.compile(
    r"\b(?:i|i'm|we|we're|my|our|me|us|needs?|needed|wants?|deadline|quick|quickly|urgent(?:ly)?|question|fyi|background)\b",
    re.I,
)
_POINTS = re.compile(
    r"^\W*it\b|\b(?:them|those|these|ones?|there|(?:from|of|about|for|behind|in) (?:it|that|this(?! (?:quarter|year|period|half|month|fiscal))))\b",
    re.I,
)
# What says in other words what has been asked for: "The automotive figure.", "I mean the termination fee."
_NAMES_AGAIN = re.compile(
    r"\W*(?:(?:i mean|just|give me|namely|i\.e\.,?) (?:the|its|their) .*|(?:the|its|their) (?:[\w&-]+ ){1,4}(?:figure|number|line|amount|total|balance))\W*$",
    re.I,
)
_WIDENS = re.compile(r"\W*(?:and |but )?not (?:just|only|merely|simply)\b", re.I)  # "Not just the mills."
_TOLD = re.compile(
    r"\W*(?:on |at |by |until |to )?(?:when|who|whom|where|(?:what|which) (?:date|day|time|hour)|what did)\b(?!.*\bit\b)",
    re.I,
)
_RESTRICTS = re.compile(
    r"(?i:\b(?:exclu\w+|without|except\w*|only|aside|ignor\w+|leav\w+|strip\w*|forget|gaap|non-?gaap|adjusted|pro[- ]?forma|organic|core|underlying|constant|currency|basis"
    r"|reported|per share|diluted|basic|percent\w*|segment|division|region|not|no|never|regarding|as for|speaking of|when it comes to|(?:talk|think|ask)ing about|focus\w* on|interested in"
    r"|looking at (?!(?:the|a|this|its|their) (?:\w+ ){0,3}?(?:table|release|filing|statement|report|numbers|results|sheet|line|section|note)s?\b))\b|%)"
    rf"|(?<=[a-z,] )(?!(?:IR|PR|CEO|CFO|MD|VP|FYI)\b)[A-Z][A-Za-z]+|\b(?i:{either(phrases('prose')['geographies']['words'])})\b"
)


# What describes a part right before its name: "the chip business, Semiconductor Products, …".
_DESCRIBES = re.compile(
    r"\b(?:the|its|their) (?:[\w'-]+ ){1,4}?(?:side|arm|unit|business|segment|division|group|operation|leg|shop), (?=[A-Z])"
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence of a question, or as much of one as could be one.

    Arguments:
        metric, period: whether it names one.
        restricts: whether it names what a question may be restricted to.
    """

    text: str
    metric: bool
    period: bool
    restricts: bool


def without_asides(question: str, parts: Callable[[str], Sequence[Span]], companies: Callable[[str], bool]) -> str:
    """Return the sentence of a question that asks, where all others only say why or from whom; else all of it.

    Arguments:
        question: as asked.
        parts: returns where a text names parts of the company.
        companies: whether a text names another company.
    """

    def restricts(text: str) -> bool:
        undated = outside(text, _dated(text))
        return not _WIDENS.match(text) and bool(_RESTRICTS.search(undated) or parts(text) or companies(text))

    said = _pieces(question)
    if len(said) < 2:
        return question
    pieces = [_Piece(text, _names_metric(text), bool(_dated(text)), restricts(text)) for text in said]
    asked = [piece for piece in pieces if piece.text.rstrip().endswith("?")] or [p for p in pieces if p.metric][-1:]
    if len(asked) != 1 or len(asked[0].text.split()) < _SHORTEST:
        return question
    only = asked[0]
    if _POINTS.search(only.text) or not (only.metric or _TOLD.match(only.text)):
        return question  # the sentence before says what is asked about
    others = [piece for piece in pieces if piece is not only]
    return only.text if all(_is_aside(piece, only) for piece in others) else question


def without_descriptions(question: str, parts: Callable[[str], Sequence[Span]]) -> str:
    """Return a question without what describes a part right before its name, between commas: "the chip business, Lathes, …".

    Arguments:
        parts: returns where a text names parts of the company.
    """
    for said in _DESCRIBES.finditer(question):
        spans = parts(question)
        end = next((end for start, end in spans if start == said.end()), None)
        if end and not overlaps(said.span(), spans):
            return question[: said.start()] + question[said.end() : end] + question[end:].removeprefix(",")
    return question


def in_turns(
    question: str,
    parts: Callable[[str], Sequence[Span]],
    companies: Callable[[str], bool],
    names: Callable[[str], bool],
) -> list[str]:
    """Return a question in two sentences as the turns of a conversation; none where it is no such question.

    What is told before is what is asked about, where the question names nothing: "Profit fell. By how much?". What is
    said after it names what is asked for: "What was on the shelves? The inventories figure". A part or a period that
    is told is that of the question: "I have the Mills' for this year. What was revenue a year ago?".

    Arguments:
        names: whether a text names anything of a filing.
    """
    said = _pieces(question)
    if len(said) != 2 or companies(question):
        return []
    first, last = said
    if first.endswith("?"):
        return [] if parts(first) or not _NAMES_AGAIN.match(last) else _carried(first, last, parts, names)
    if not last.endswith("?"):
        return []
    if not names(last):
        return said if names(first) else []
    return _carried(first, last, parts, names)


def _carried(told: str, asked: str, parts: Callable[[str], Sequence[Span]], names: Callable[[str], bool]) -> list[str]:
    """The question with the one part and the one period told before it; none where more is told."""
    of, when = parts(told), _dated(told)
    beside = outside(told, [*of, *when])
    if _POINTS.search(asked) or len(of) > 1 or len(when) > 1:
        return []
    if not told.endswith("?") and (_RESTRICTS.search(beside) or (_names_metric(told) and not _names_metric(asked))):
        return []
    if of and names(beside):
        return []  # "the Mills' charge had two parts"
    said = asked.rstrip(" ?.")
    for (start, end), known in [*((span, parts(asked)) for span in of), *((span, _dated(asked)) for span in when)]:
        said += "" if known else f", {told[start:end]}"
    return [f"{said}?"]


def _pieces(question: str) -> list[str]:
    found, start = [], 0
    for gap in _BETWEEN.finditer(question):
        before = question[start : gap.start()]
        if _ABBREVIATED.search(before) or (gap["leads"] and not _ASKER.search(before)):
            continue
        found.append(before.strip())
        start = gap.end()
    return [piece for piece in (*found, question[start:].strip()) if piece]


def _dated(text: str) -> list[Span]:
    """Where a text says when."""
    return [(entity.start, entity.end) for entity in periods_said(text)]


def _names_metric(text: str) -> bool:
    mentions, _ = find_mentions(text, _dated(text))
    return any(not is_weak(text[start:end]) for start, end, _ in mentions)


def _is_aside(piece: _Piece, asked: _Piece) -> bool:
    """Whether a sentence beside the one that asks leaves it as it is."""
    if piece.restricts or piece.text.rstrip().endswith("?") or len(piece.text.split()) < _SHORTEST:
        return False
    if not (piece.metric or piece.period):
        return True
    return asked.metric and (asked.period or not piece.period)
