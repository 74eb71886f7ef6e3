"""Tells what a sentence's figure is of: the metric, the words before it that name a part of it, or an unknown noun."""

import re
from dataclasses import dataclass, field, replace
from typing import cast

from qa.facts.claims import Subject
from qa.facts.fact import Basis
from qa.facts.naming import camel_case
from qa.facts.symbols import FIGURE, PERIOD, Symbols
from qa.language.metrics import metrics_in
from qa.language.phrases import either, phrases
from qa.language.values import Entity, MetricMention
from qa.language.vocabulary import vocabulary

_WORDS = phrases("prose")
_WHOLE = frozenset(_WORDS["whole"]["words"])
_OPENING = frozenset(_WORDS["whole"]["opening"])
_PARTIAL = frozenset(_WORDS["whole"]["partial"])
_NO_METRIC = frozenset(_WORDS["no_metric"]["words"])
_BASES: dict[str, Basis] = {
    "non-gaap": "non-GAAP",
    "adjusted": "non-GAAP",
    "core": "non-GAAP",
    "organic": "non-GAAP",
    "normalized": "non-GAAP",
    "recurring": "non-GAAP",
    "ongoing": "non-GAAP",
    "underlying": "non-GAAP",
    "pro-forma": "pro forma",
    "forma": "pro forma",
    "pro": "pro forma",
}
_TOKEN = re.compile(r"[A-Za-z0-9&/][\w&/-]*(?:[’'](?:s|(?=\s)))?|\S")
_VERBAL = re.compile(r".*(?:ing|ed|ly)$")
_GEOGRAPHIES = frozenset(_WORDS["geographies"]["words"])
_ORGANS = frozenset(_WORDS["filer"]["organs"])
_ORGAN = re.compile(rf"\s+(?:{either(_ORGANS)})$", re.IGNORECASE)
_LINKS = frozenset(["of", "and", "per", "&", "in", "to"])
_VARIANTS = frozenset(["basic", "diluted", "fully"])
_TOTALS = frozenset(["total", "worldwide", "global", "consolidated", "overall", "company-wide", "companywide", "our"])
_FIGURE = re.compile(FIGURE)
_HOLDERS = frozenset(_WORDS["filer"]["holders"])
_ADJECTIVES = frozenset(["total", "consolidated", "record", "reported", "gaap", "strong", "solid", "overall"])
_OWNERS = frozenset(["company", "quarter", "year", "period"])
_NAME = re.compile(r"&|[a-z][\w&’'/-]*")
_MOST_WORDS = 7
_REACH = 70  # characters before a metric in which words can belong to it
_PARTS = re.compile(rf"\b(?:{either(_WORDS['filer']['parts'])})\b", re.IGNORECASE)
_EFFECTS = re.compile(rf"\b(?:{either(_WORDS['filer']['effects'])})\b", re.IGNORECASE)
_REPORTS = re.compile(rf"\b(?:{either(_WORDS['filer']['verbs'])})\b", re.IGNORECASE)


@dataclass(slots=True)
class _Before:
    """What the words before a metric say of it.

    Arguments:
        first: index at which the metric's words begin.
        parts: words that name a part of the whole.
        reported: whether a verb of reporting stands between them and the metric.
    """

    first: int
    basis: Basis
    parts: list[str] = field(default_factory=list)
    total: bool = False
    reported: bool = False
    period: Entity | None = None


def subject_of(symbols: Symbols, at: int, names: frozenset[str], since: int = 0) -> Subject | None:
    """Return what the metric at a place names, the words before it heeded; None where these make it no level of its own.

    Arguments:
        at: index of the metric's symbol.
        names: the words of the filer's name, lower case.
        since: index before which no word belongs to the metric.
    """
    whole = named(symbols, at)
    before = _before(symbols, at, whole.basis, names, since)
    if before is None or len(before.parts) > _MOST_WORDS:
        return None
    if before.reported and before.parts:  # "Financial services reported net income of": the part's, where it has a name
        return of_owner(whole, " ".join(before.parts), names) if before.parts[0][0].isupper() else None
    start = min(symbols.offsets[before.first], whole.start)
    subject = replace(whole, start=start, basis=before.basis, total=before.total, period=before.period)
    return _part(subject, before.parts) if before.parts else subject


def _before(symbols: Symbols, at: int, basis: Basis, names: frozenset[str], since: int) -> _Before | None:
    """Read the words before a metric, backwards; None where they make its figure another one."""
    found = _Before(at, basis)
    adjacent = True
    organ = False
    for token in reversed(list(_TOKEN.finditer(symbols.text, max(since, at - _REACH), at))):
        word = token[0].lower()
        if re.match(PERIOD, word):
            found.period = symbols.entity(word) if adjacent else None
            break
        begins = word in _OPENING or (word == "and" and _FIGURE.search(symbols.text, 0, at))
        if not word[0].isalnum() or word.isdigit() or word == "o" or begins or (word == "we" and not found.parts):
            break
        if word in _ORGANS and not found.parts:
            organ = True
            continue
        adjacent = adjacent and (word in _ADJECTIVES or word in _BASES or word in _VARIANTS or word not in _WHOLE)
        owner = _bare(word)
        if owner != word:  # a possessive
            if owner in names or owner in _OWNERS:
                found.total = found.total or owner in names or owner == "company"
                break
            if found.parts or token[0][0].islower():
                return None
            found.parts, found.first = [re.sub(r"[’'][sS]?$", "", token[0])], token.start()
            continue
        if word in _PARTIAL or (word in ("and", "or") and (found.parts or not _FIGURE.search(symbols.text, 0, at))):
            return None  # "loans and assets were": the figure is of both
        if word in _VARIANTS:
            found.first = token.start()
        elif word in _BASES:
            found.basis = _BASES[word]
        elif word in _WHOLE or word in names:
            if found.parts:
                # "Juniper foresees revenue": what stands behind the filer's name may be a verb, unless it is a name
                is_filer = word == "company" or word in names
                return None if is_filer and found.parts[0][0].islower() else found
            found.total = found.total or word in _TOTALS
            found.reported = found.reported or bool(_REPORTS.fullmatch(word))
        elif word in _NO_METRIC or (_VERBAL.match(word) and (token[0][0].islower() or token.start() == 0)):
            return None
        else:
            found.parts.insert(0, token[0])
            found.first = token.start()
    return None if organ and not found.parts else found


def _part(whole: Subject, parts: list[str]) -> Subject:
    """A metric of a part of the company, which the words before it name."""
    member = " ".join(parts)
    axis = "Geography" if is_geography(member) else "Segment"
    return replace(whole, dimensions=((axis, member),), is_part=True)


def of_owner(subject: Subject, tail: str, names: frozenset[str]) -> Subject | None:
    """Return a subject as that of whom the words behind its metric name: the filer's own, or a part's; None for a verb's.

    Arguments:
        tail: "the equipment operations", without its article.
    """
    first, inner, rest = tail.partition(" for the ")
    if inner and (whole := of_owner(subject, first, names)) and whole.total:
        tail = rest
    words = [_bare(word) for word in tail.split()]
    if all(word in names or word in _HOLDERS for word in words):
        return replace(subject, total=True)
    if any(word in _NO_METRIC and word not in _LINKS for word in words) or len(words) > _MOST_WORDS or subject.is_part:
        return None
    name = _ORGAN.sub("", tail)
    return replace(subject, dimensions=(("Geography" if is_geography(name) else "Segment", name),), is_part=True)


def is_geography(member: str) -> bool:
    """Return whether a part's name is one of a place."""
    return not _GEOGRAPHIES.isdisjoint(member.lower().split())


def named(symbols: Symbols, at: int) -> Subject:
    """Return what the metric at a place names, the words before it unheeded."""
    entity = symbols.entity(symbols.text[at])
    mention = entity.value
    assert isinstance(mention, MetricMention)
    return Subject(
        entity.start, entity.end, mention.metric, True, mention.negative, cast(Basis, mention.basis or "GAAP")
    )


def noun_subject(symbols: Symbols, start: int, end: int, text: str, names: frozenset[str]) -> Subject | None:
    """Return an unknown metric named by the words `symbols.text[start:end]`; None where they are no name of a figure."""
    words = list(re.finditer(r"\S+", symbols.text[start:end]))
    while words and (_bare(words[0][0]) in _WHOLE or _bare(words[0][0]) in names):
        del words[0]
    lowered = [word[0].lower() for word in words]
    if not 0 < len(words) <= _MOST_WORDS or lowered[0] in _LINKS or lowered[-1] in _LINKS:
        return None
    if any(word in _NO_METRIC and word not in _LINKS for word in lowered) or not all(map(_NAME.fullmatch, lowered)):
        return None
    if re.search(r"(?:ed|ly)$", lowered[0]):
        return None  # a verb or an adverb
    first, last = symbols.offsets[start + words[0].start()], symbols.offsets[start + words[-1].end()]
    # A sentence's whole subject is a label, so that "Loans", a common word within one, is the balance.
    known = vocabulary().label(text[first:last]) or _asked_balance(text[first:last])
    if known:
        return Subject(first, last, known.metric, True, known.negative, cast(Basis, known.basis or "GAAP"))
    return Subject(first, last, camel_case(text[first:last]), known=False)


def _asked_balance(noun: str) -> MetricMention | None:
    """The balance that a noun is asked by ("cash balances"), where it is that and no more."""
    for entity in metrics_in(noun, asked=True):
        mention = entity.value
        if isinstance(mention, MetricMention) and entity.end - entity.start == len(noun):
            return mention if vocabulary().metrics[mention.metric].instant else None
    return None


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$", "", word.lower())


def speaks_for_filer(head: str, names: frozenset[str], subject: Subject) -> bool:
    """Whether what stands before "net income of" lets the whole company report it: not a part of it, nor an effect on it."""
    if subject.is_part:
        return not _EFFECTS.search(head)
    if _PARTS.search(head) or _EFFECTS.search(head):
        return False
    verbs = list(_REPORTS.finditer(head))
    if not verbs:
        return True
    words = re.findall(r"[\w&]+", head[: verbs[-1].start()].lower())
    return any(word in ("we", "company") or word in names for word in words)
