"""The part of the company that a heading or a caption names: "Carpets", "Carpets Segment Results"."""

import re
from functools import lru_cache
from itertools import islice

from qa.facts.fact import Dimensions
from qa.facts.prose.context import Context
from qa.facts.prose.subjects.places import is_geography
from qa.facts.prose.subjects.words import GENERAL, NAME_LINKS
from qa.facts.prose.talk.headings import IDLE, WORD
from qa.filing import Filing
from qa.language.metrics import metrics_in
from qa.language.periods import find_periods
from qa.language.phrases import either, phrases

_WORDS = phrases("prose")
KINDS = frozenset(_WORDS["kinds_of_parts"]["words"])  # by themselves they name none
ORGANS = re.compile(rf"\b(?:{either(_WORDS['filer']['organs'])})\b", re.IGNORECASE)
_NO_NAME = re.compile(r"[.;?!()%\d¹²³⁴⁵⁶⁷⁸⁹]|:.|\b(?:an?|our|amidst?|we)\b|\bsegment data\b", re.IGNORECASE)
_END_MARK = re.compile(r"[A-Z]{1,5}-[A-Z]")  # of a newswire's text, its ticker and "-E"
_MOST_WORDS = 6
_GERUND = 4  # words from which on a heading that begins with an "-ing" tells of something, and names no part
_SHORT_NAME = re.compile(r"\s\([A-Z&]+\)$")
_MARKS = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹]+$")
_CORPORATE = re.compile(r"corporate(?: (?:and|&) other)?", re.IGNORECASE)
_HEADS = re.compile(
    r"\s+(?:(?:segment|division|business|operating|financial)\s+)*(?:results|highlights|review|performance|segment|division)$",
    re.IGNORECASE,
)


def part_headed(heading: str, block: int, context: Context) -> Dimensions:
    """Return the part that the heading above a block names, or the one above that where it is repeated; empty for none."""
    part = part_named(heading, context.names)
    if not part and heading in context.repeated:
        part = _part_above(context.filing, block, context.names)
    return part or part_captioned(heading, context)


@lru_cache(maxsize=16)
def part_named(heading: str, names: frozenset[str]) -> Dimensions:
    """Return the part that a heading names: it is short, and has none of the words that head what is of the whole."""
    words = WORD.findall(heading)
    lowered = {word.lower() for word in words}
    is_part = (
        0 < len(lowered) <= _MOST_WORDS
        and not lowered & (GENERAL | names)
        and lowered - KINDS
        and all(word[0].isupper() or word in NAME_LINKS for word in words)
        and not _NO_NAME.search(heading)
        and not _END_MARK.fullmatch(heading.strip())
        and not (len(words) >= _GERUND and words[0].endswith("ing"))
        and not metrics_in(heading)
    )
    name = ORGANS.sub("", heading).strip(" :")
    return _dimensions(name) if is_part and name else ()


def part_captioned(caption: str, context: Context) -> Dimensions:
    """Return the part that a caption names, which tables name or which owns something in the text: "Felting's sales"; empty for none."""
    name = _HEADS.sub("", caption.strip())
    words = name.lower().split()
    if not words or not {*words}.isdisjoint(context.names) or {*words} <= IDLE or metrics_in(name):
        return ()
    if find_periods(name):
        return ()
    if known := context.parts.get(name.lower()):
        return known
    if name == caption.strip():
        return ()  # nothing says that it is of a part's results
    owns = re.search(rf"\b{re.escape(name)}(?:[’']s?\s|\s(?:segment|division)\b)", context.text)
    return (("Segment", name),) if owns else ()


def _part_above(filing: Filing, block: int, names: frozenset[str]) -> Dimensions:
    """The part that the heading above a repeated one names: "Carpets" above "Discussion of Results"."""
    above = (filing.blocks[at] for at in range(block, -1, -1) if filing.blocks[at].kind == "heading")
    headings = [filing.text[one.start : one.end] for one in islice(above, 2)]
    if len(headings) < 2:
        return ()
    name = _MARKS.sub("", headings[1].strip())
    if (_SHORT_NAME.search(name) or _CORPORATE.fullmatch(name)) and names.isdisjoint(WORD.findall(name.lower())):
        return _dimensions(name)
    return part_named(name, names)


def _dimensions(name: str) -> Dimensions:
    return (("Geography" if is_geography(name) else "Segment", name),)
