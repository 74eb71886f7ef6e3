"""Makes a metric one of a part of the company, by the part's name: before it, behind it, or where the sentence tells of it."""

import re
from dataclasses import replace

from qa.facts.prose.claims import Subject
from qa.facts.prose.subjects.places import GEOGRAPHIES, is_geography
from qa.facts.prose.subjects.reporters import ARTICLES, ORGANS, TALKED, bare
from qa.facts.prose.subjects.words import GENERAL, MOST_WORDS, NO_METRIC, NOUN_LINKS
from qa.facts.prose.symbols import METRIC, Symbols
from qa.language.phrases import either, phrases

_WORDS = phrases("prose")
# "In forestry, sales were": where the sentence's figures are from
_PLACE = re.compile(
    rf"\W*(?:[A-Z][a-z]+,\s+(?=in\s))?(?:[Ii]n|Across|Within)\s+(?:the\s+|our\s+)?(?!(?i:{either(_WORDS['filer']['adverbial'])})\b)(?P<name>[A-Za-z][\w&’'-]*(?:\s+(?!(?:was|were|is|are|had|has)\b)[\w&’'-]+){{0,4}}),\s"
)
ADDS = ", with "
# "The rebound in the Dyeing segment went on, with orders of": of whom the sentence tells, up to what "with" adds.
_TOLD_WITH = re.compile(
    r"\W*(?:(?:[A-Z][\w-]*|the) (?:[a-z-]+ ){0,3}?(?:in|at|of|for|by) )?(?:(?:[Tt]he|[Oo]ur|[Ii]ts) )?"
    r"(?P<part>(?!Both\b|Each\b)[A-Z][\w&-]*(?: (?:(?:and|&) )?[A-Z][\w&-]*)*)(?P<organ> (?:segment|division|business|unit))?"
    r" (?=[a-z])[^.;:$%“”]*" + ADDS + r"(?:[a-z-]+ ){0,3}"
)
_FROM = re.compile(rf"{METRIC}\s+(?:(?:generated|earned|derived)\s+)?(?:on|from|in|through)\s+", re.IGNORECASE)
_OF_PLACES = frozenset(["region", "regions", "market", "markets", "countries", "territories", "area", "areas"])
_PRONOUNS = frozenset(["which", "this", "that", "these", "it", "they", "we"])
_DESCRIBED = frozenset([*_WORDS["described"]["words"], *_WORDS["in_currency"]["words"], "the"])
_LONG = re.compile(r"\w+-(?:week|month|day)")  # "for the 16-week quarter"
_ORGAN = re.compile(rf"\s+(?:{either(ORGANS)})$", re.IGNORECASE)
_HOLDERS = frozenset(_WORDS["filer"]["holders"])


def owned_by(whole: Subject, member: str) -> Subject:
    """Return a metric as that of a part of the company, by the part's name."""
    place, kind = _placed_kind(member)
    dimensions = (("Segment", kind), ("Geography", place)) if place else (_dimension(member),)
    return replace(whole, dimensions=dimensions, is_part=True)


def of_owner(subject: Subject, tail: str, names: frozenset[str]) -> Subject | None:
    """Return a subject as that of whom the words behind its metric name: the filer's own, or a part's; None for a verb's.

    Arguments:
        tail: "the equipment operations", without its article.
    """
    first, inner, rest = tail.partition(" for the ")
    if inner and (whole := of_owner(subject, first, names)) and whole.total:
        tail = rest
    words = [bare(word) for word in tail.split()]
    if words[0] in TALKED and len(words) == 1:
        return replace(subject, of_talked=True)
    if all(word in _DESCRIBED or word.endswith("ly") or _LONG.fullmatch(word) for word in words):
        return subject  # "for the seasonally soft first quarter"
    if all(word in names or word in _HOLDERS for word in words):
        return replace(subject, total=words != ["business"])  # which may be the one talked of
    if any(word in NO_METRIC and word not in NOUN_LINKS for word in words) or len(words) > MOST_WORDS:
        return None
    return None if subject.is_part else replace(subject, dimensions=(_dimension(_ORGAN.sub("", tail)),), is_part=True)


def contributor(whole: Subject, who: str, names: frozenset[str]) -> Subject | None:
    """Return a metric as that of the part that contributes to it; None where the words name none.

    Arguments:
        who: "Mill shops", or with the metric's symbol first, "Revenues from outside of Canada".
        names: the words of the filer's name, lower case.
    """
    member = _FROM.sub("", who).strip(" ,")
    words = [word for word in member.split() if bare(word) not in names | ARTICLES]
    if not words or not _PRONOUNS.isdisjoint(word.lower() for word in words) or re.search(METRIC, member):
        return None
    return owned_by(whole, " ".join(words))


def of_place_told(subject: Subject, symbols: Symbols, first: int, names: frozenset[str]) -> Subject:
    """Return a subject as that of the place, or of the part, of which the sentence tells before it; else as it is.

    Arguments:
        first: where its words begin in the sentence.
    """
    place = _PLACE.match(symbols.text, 0, first)
    name = place["name"] if place else "" if subject.total else _part_told(symbols.text[:first], names)
    return owned_by(replace(subject, total=False), _ORGAN.sub("", name)) if name else subject


def of_part_told(subject: Subject, symbols: Symbols, names: frozenset[str]) -> Subject:
    """Return a subject as that of the part of which the sentence tells, where "with" adds it; else as it is."""
    name = "" if subject.is_part else _part_told(symbols.text[: symbols.place(subject.start)], names)
    return owned_by(subject, name) if name else subject


def _part_told(head: str, names: frozenset[str]) -> str:
    """The part of which a sentence tells up to a metric that "with" adds: "Carpets did well, with sales of"; empty for none."""
    told = _TOLD_WITH.fullmatch(head)
    words = told["part"].lower().split() if told else []
    if told is None or not {*words}.isdisjoint(names | GENERAL):
        return ""
    return told["part"] if told["organ"] or len(words) > 1 else ""  # any sentence's first word has a capital


def _dimension(name: str) -> tuple[str, str]:
    return "Geography" if is_geography(name) else "Segment", name


def _placed_kind(member: str) -> tuple[str, str]:
    """The place and the kind that a part's name joins: "U.S. product"; empty where it is one name."""
    words = member.split()
    at = next((at for at, word in enumerate(words) if word.lower() not in GEOGRAPHIES), 0)
    kind = words[at:]
    is_kind = all(word.islower() and word not in _OF_PLACES for word in kind)
    return (" ".join(words[:at]), " ".join(kind)) if at and is_kind else ("", "")
