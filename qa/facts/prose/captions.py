"""Lines that head what follows though the filing marks them as no heading: "Six Months Ended June 30, 2031 Highlights"."""

import re
from collections.abc import Mapping

from qa.language.metrics import metrics_in
from qa.language.periods import find_periods
from qa.language.phrases import phrases

_WORDS = phrases("prose")
GENERAL = frozenset(_WORDS["general_headings"]["words"])
LINKS = frozenset(["and", "of", "the", "&", "in", "for"])
_IDLE = GENERAL | LINKS
WORD = re.compile(r"[\w&-]+")
_MOST = 80  # characters
_STOPS = re.compile(r"[.;!?,:]\W*$")
_BULLET = re.compile(r"\W*(?:\b[o*]\s|[•●▪◦■·*–-])")
_FIGURE = re.compile(r"[$€£%]|\d\.\d")
_HEADS = re.compile(
    r"\s+(?:(?:segment|division|business|operating|financial)\s+)*(?:results|highlights|review|performance|segment|division)$",
    re.IGNORECASE,
)

Part = tuple[tuple[str, str], ...]


def is_caption(text: str) -> bool:
    """Return whether a paragraph is one short line with capitals, no item of a list and no sentence."""
    words = WORD.findall(text)
    if not words or len(text) > _MOST or "\n" in text.strip() or _STOPS.search(text) or _BULLET.match(text):
        return False
    return not _FIGURE.search(text) and all(
        word[0].isupper() or word[0].isdigit() or word.lower() in _IDLE for word in words
    )


def is_general(words: str) -> bool:
    """Return whether words name nothing but periods and what any release has: "Fiscal 2031 Results"."""
    for entity in reversed(find_periods(words)):
        words = f"{words[: entity.start]} {words[entity.end :]}"
    return all(word.lower() in _IDLE for word in WORD.findall(words))


def dates(caption: str) -> bool:
    """Return whether a caption says a period and names nothing else."""
    return bool(find_periods(caption)) and is_general(caption)


def part_captioned(caption: str, text: str, names: frozenset[str], parts: Mapping[str, Part]) -> Part:
    """Return the part of the company that a caption names; empty for none.

    Arguments:
        text: the filing's text, in which what is a part owns something: "Felting's sales", "the Felting segment".
        names: the words of the filer's name, lower case.
        parts: the parts that its tables name, by these names in lower case.
    """
    name = _HEADS.sub("", caption.strip())
    words = name.lower().split()
    if not words or not {*words}.isdisjoint(names) or {*words} <= _IDLE or metrics_in(name) or find_periods(name):
        return ()
    if known := parts.get(name.lower()):
        return known
    if name == caption.strip():
        return ()  # nothing says that it is of a part's results
    owns = re.search(rf"\b{re.escape(name)}(?:[’']s?\s|\s(?:segment|division)\b)", text)
    return (("Segment", name),) if owns else ()
