"""Tells what a sentence's figure is of: the metric, the words before it that name a part of it, or an unknown noun."""

import re
from dataclasses import replace
from typing import cast

from qa.facts.claims import Subject
from qa.facts.fact import Basis
from qa.facts.naming import camel_case
from qa.facts.symbols import FIGURE, PERIOD, Symbols
from qa.language.phrases import either, phrases
from qa.language.values import MetricMention

_WORDS = phrases("prose")
_WHOLE = frozenset(_WORDS["whole"]["words"])
_PARTIAL = frozenset(_WORDS["whole"]["partial"])
_NO_METRIC = frozenset(_WORDS["no_metric"]["words"])
_BASES: dict[str, Basis] = {
    "non-gaap": "non-GAAP",
    "adjusted": "non-GAAP",
    "core": "non-GAAP",
    "organic": "non-GAAP",
    "normalized": "non-GAAP",
    "pro-forma": "pro forma",
    "forma": "pro forma",
    "pro": "pro forma",
}
_TOKEN = re.compile(r"[A-Za-z0-9&/][\w&/-]*(?:[’'](?:s|(?=\s)))?|\S")
_VERBAL = re.compile(r".*(?:ing|ed|ly)$")
_GEOGRAPHIES = frozenset(_WORDS["geographies"]["words"])
_LINKS = frozenset(["of", "and", "per", "&", "in", "to"])
_VARIANTS = frozenset(["basic", "diluted", "fully"])
_TOTALS = frozenset(["total", "consolidated", "overall", "company-wide", "companywide", "our"])
_FIGURE = re.compile(FIGURE)
_ADJECTIVES = frozenset(["total", "consolidated", "record", "reported", "gaap", "strong", "solid", "overall"])
_OWNERS = frozenset(["company", "quarter", "year", "period"])
_NAME = re.compile(r"&|[a-z][\w&’'/-]*")
_MOST_WORDS = 7
_REACH = 70  # characters before a metric in which words can belong to it
_PARTS = re.compile(rf"\b(?:{either(_WORDS['filer']['parts'])})\b", re.IGNORECASE)
_EFFECTS = re.compile(rf"\b(?:{either(_WORDS['filer']['effects'])})\b", re.IGNORECASE)
_REPORTS = re.compile(rf"\b(?:{either(_WORDS['filer']['verbs'])})\b", re.IGNORECASE)


def subject_of(symbols: Symbols, at: int, text: str, names: frozenset[str]) -> Subject | None:
    """Return what the metric at a place names, the words before it heeded; None where these make it no level of its own.

    Arguments:
        at: index of the metric's symbol.
        text: the filing's text.
        names: the words of the filer's name, lower case.
    """
    whole = named(symbols, at)
    parts: list[str] = []
    first, basis, total, period = at, whole.basis, False, None
    offset, adjacent = max(0, at - _REACH), True
    for token in reversed(list(_TOKEN.finditer(symbols.text, offset, at))):
        word = token[0].lower()
        if re.match(PERIOD, word):
            period = symbols.entity(word) if adjacent else None
            break
        if not word[0].isalnum() or (word == "we" and not parts):
            break
        adjacent = adjacent and (word in _ADJECTIVES or word in _BASES or word in _VARIANTS)
        if _bare(word) != word:  # a possessive
            if _bare(word) not in names and _bare(word) not in _OWNERS:
                return None
            total = total or _bare(word) in names or _bare(word) == "company"
            break
        if word in _PARTIAL or (word in ("and", "or") and (parts or not _FIGURE.search(symbols.text, 0, at))):
            return None  # "loans and assets were": the figure is of both
        if word in _VARIANTS:
            first = token.start()
        elif word in _BASES:
            basis = _BASES[word]
        elif word in _WHOLE or word in names:
            if parts:
                # "Juniper foresees revenue": what stands behind the filer's name may be a verb, unless it is a name itself
                if (word == "company" or word in names) and parts[0][0].islower():
                    return None
                break
            total = total or word in _TOTALS
        elif word in _NO_METRIC or _VERBAL.match(word):
            return None
        else:
            parts.insert(0, token[0])
            first = token.start()
    if len(parts) > _MOST_WORDS:
        return None
    subject = replace(whole, start=min(symbols.offsets[first], whole.start), basis=basis, total=total, period=period)
    return _part(subject, text[subject.start : whole.end], parts, first == 0) if parts else subject


def _part(whole: Subject, label: str, parts: list[str], leads: bool) -> Subject:
    """A metric of a part of the company: a dimension where the part has a name, else a metric by its words."""
    member = " ".join(parts)
    named = all(word[0].isupper() or word in _LINKS for word in parts) and not (leads and len(parts) == 1)
    if _GEOGRAPHIES.intersection(member.lower().split()):
        return replace(whole, dimensions=(("Geography", member),), is_part=True)
    if named and not label[len(member) :].strip()[:1].isupper():  # in a title every word has a capital
        return replace(whole, dimensions=(("Segment", member),), is_part=True)
    return replace(whole, metric=camel_case(label), known=False, negative=False, is_part=True)


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
    first, last = symbols.offsets[start + words[0].start()], symbols.offsets[start + words[-1].end()]
    return Subject(first, last, camel_case(text[first:last]), known=False)


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$", "", word.lower())


def speaks_for_filer(head: str, names: frozenset[str]) -> bool:
    """Whether what stands before "net income of" lets the whole company report it: not a part of it, nor an effect on it."""
    if _PARTS.search(head) or _EFFECTS.search(head):
        return False
    verbs = list(_REPORTS.finditer(head))
    if not verbs:
        return True
    words = re.findall(r"[\w&]+", head[: verbs[-1].start()].lower())
    return any(word in ("we", "company") or word in names for word in words)
