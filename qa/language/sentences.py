"""Finds sentences in releases: abbreviations, datelines, bullets, and headings that run into text."""

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from qa.language.datelines import find_datelines
from qa.language.phrases import either, phrases

_WORDS = {key: frozenset(words) for key, words in phrases("sentences").items()}

_BULLETS = "•●▪◦■□►▶∙⚫➢✓"
_ITEM = r"[ \t]*(?:[·*o–—-]|\(?\d{1,2}[.)])[ \t]+"
_CUT = re.compile(
    rf"""
    (?P<stop>[.!?]) (?P<close>["”’')\]]*) (?:\s*\n{_ITEM} | \s+ (?:o\s+(?=[A-Z]))? (?=["“‘'(\[]*[A-Z0-9$€£]))   # a full stop
  | \s*(?:[{_BULLETS}] | (?:^|\n){_ITEM})\s*                                       # a list's next item
  | [ \t]*\n[ \t]*\n\s*                                                            # an empty line
    """,
    re.VERBOSE,
)
_WORD_BEFORE = re.compile(r"[\w&'.]+$")
_WORD_AFTER = re.compile(r"[\"“‘'(\[]*(\w+)")
_HEADING = re.compile(rf"(?i:{either(_WORDS['headings'])})(?::|\s*[-–—]+)?\s+(?=[A-Z\"“])")
_ABOUT = re.compile(
    r"About (?P<name>[A-Z][\w&'’-]*(?:,? (?:[A-Z&][\w&.'’-]*|of|and))*?)[:,]? "
    r"(?=(?P=name)\b|The Company\b|Based in\b|Founded in\b|Headquartered in\b)"
)
# "Conference Call The Company will host": words with capitals up to a word that begins a sentence.
_STARTER = either(word.capitalize() for word in _WORDS["starters"])
_RUN_IN = re.compile(
    r"[A-Z][\w&'’/-]*(?: (?:[A-Z0-9][\w&'’/-]*|of|and|the|for|to|in|on|&|[-–—]))*?"
    r"(?<! of)(?<! and)(?<! the)(?<! for)(?<! in)(?<! to)(?<! on)(?<! &) "
    rf"(?=(?:{_STARTER})(?: [A-Z][\w&'’-]*){{0,2}} [a-z])"
)
_PARTS = re.compile(r";\s+(?=[A-Z$\d])")
_LONG_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_LOOKS_AHEAD = re.compile(
    r"\b(?:guidance|outlook|forecasts?|expect\w*|targets?|(?:raise|narrow|lower|reaffirm|confirm|reiterate|update|increase|cut)s)\b",
    re.I,
)
_MOSTLY = 0.8
_INITIAL = re.compile(r"[A-Z](?:\.[A-Z])*")


@Language.factory("qa_sentences", assigns=["token.is_sent_start", "doc.sents"])
def make_sentences(nlp: Language, name: str) -> "SentenceMarker":  # noqa: ARG001
    """Return the component that marks where sentences begin."""
    return SentenceMarker()


class SentenceMarker:
    """A pipeline component that marks the first token of every sentence."""

    def __call__(self, doc: Doc) -> Doc:
        starts = {start for start, _ in find_sentences(doc.text)}
        for token in doc:
            if token.i == 0 or token.idx in starts:
                token.is_sent_start = True
        return doc


def headline_parts(text: str) -> list[tuple[int, int]]:
    """Return the half-open offsets of what a headline's semicolons part, less what looks ahead; all of any other sentence.

    "Net Sales Up 2.6%; Narrows Full-Year Guidance" says one thing of the quarter and another of the year, of which the
    outlook tells more.
    """
    cuts = [match.span() for match in _PARTS.finditer(text)]
    long = [word for word in _LONG_WORD.findall(text) if len(word) > 3]
    if not cuts or text.endswith(".") or sum(word[0].isupper() for word in long) < _MOSTLY * len(long):
        return [(0, len(text))]
    parts = zip((0, *(end for _, end in cuts)), (*(start for start, _ in cuts), len(text)), strict=True)
    return [(start, end) for start, end in parts if not _LOOKS_AHEAD.search(text, start, end)]


def find_sentences(text: str) -> list[tuple[int, int]]:
    """Return the half-open offsets of a text's sentences, in order, white space and bullets outside."""
    found: list[tuple[int, int]] = []
    start = 0
    for end, resume in (*_cuts(text), (len(text), len(text))):
        if end > start:
            found += _without_headings(text, start, end)
        start = max(start, resume)
    return found


def _cuts(text: str) -> list[tuple[int, int]]:
    """Where a sentence ends and the next one begins, in order."""
    cuts = [(max(cut.start(), cut.end("close")), cut.end()) for cut in _CUT.finditer(text) if _ends(text, cut)]
    for dateline in find_datelines(text):
        cuts += [(dateline.start, dateline.start), (dateline.end, dateline.end)]
        cuts = [cut for cut in cuts if not dateline.start < cut[0] < dateline.end]
    return sorted(cuts)


def _ends(text: str, cut: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence, rather than an abbreviation or an initial."""
    if cut["stop"] != ".":
        return True
    before = _WORD_BEFORE.search(text, max(0, cut.start() - 20), cut.start())
    word = before[0].lstrip("'.").rstrip(".") if before else ""
    lowered = word.lower()
    after = _WORD_AFTER.match(text, cut.end())
    following = after[1] if after else ""
    if lowered in _WORDS["inner"]:
        return False
    if following[:1].isdigit() and (lowered in _WORDS["before_figure"] or lowered in _WORDS["abbreviations"]):
        return False
    if lowered in _WORDS["abbreviations"] or _INITIAL.fullmatch(word):
        return following.lower() in _WORDS["starters"] and following != "A"
    numbers_an_item = lowered.isdigit() and (before is None or text[before.start() - 1 : before.start()] in ("", "\n"))
    return not numbers_an_item


def _without_headings(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence, and before it the headings that run into it; in a line all in capitals none can be told."""
    while start < end and text[start].isspace():
        start += 1
    while not text[start:end].isupper() and (
        heading := _HEADING.match(text, start, end) or _ABOUT.match(text, start, end) or _RUN_IN.match(text, start, end)
    ):
        yield start, start + len(heading[0].rstrip())
        start = heading.end()
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
