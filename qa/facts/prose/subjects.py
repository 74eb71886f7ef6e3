"""Tells what a sentence's figure is of: the metric, the words before it that name a part of it, or an unknown noun."""

import re
from dataclasses import dataclass, field, replace
from typing import cast

from qa.facts.fact import Basis
from qa.facts.naming import camel_case
from qa.facts.prose.claims import Subject
from qa.facts.prose.reporters import ARTICLES, ORGANS, REPORTS, bare, is_talked_of, reporter
from qa.facts.prose.symbols import FIGURE, METRIC, PERCENT, PERIOD, Symbols
from qa.language.metrics import metrics_in
from qa.language.phrases import either, phrases
from qa.language.values import Entity, MetricMention
from qa.language.vocabulary import vocabulary

_WORDS = phrases("prose")
_WHOLE = frozenset(_WORDS["whole"]["words"])
_OPENING = frozenset(_WORDS["whole"]["opening"])
_PARTIAL = frozenset(_WORDS["whole"]["partial"])
_NO_METRIC = frozenset(_WORDS["no_metric"]["words"])
_NAMED_AS_DEEDS = frozenset(_WORDS["named_as_deeds"]["words"])
BASES: dict[str, Basis] = {
    "non-gaap": "non-GAAP",
    "adjusted": "non-GAAP",
    "core": "non-GAAP",
    "organic": "non-GAAP",
    "normalized": "non-GAAP",
    "recurring": "non-GAAP",
    "ongoing": "non-GAAP",
    "underlying": "non-GAAP",
    "comparable": "non-GAAP",
    "constant": "constant currency",
    "constant-currency": "constant currency",
    "currency-neutral": "constant currency",
    "currency": "constant currency",
    "neutral": "constant currency",
    "pro-forma": "pro forma",
    "forma": "pro forma",
    "pro": "pro forma",
}
_TOKEN = re.compile(r"(?:[A-Za-z]+-)?(?:[A-Za-z]\.){2,}|[A-Za-z0-9&/][\w&/-]*(?:[’'](?:s|(?=\s)))?|\S")
_VERBAL = re.compile(r"(?!.*-based$).*(?:ing|ed|ly)$")
_GEOGRAPHIES = frozenset(_WORDS["geographies"]["words"])
_TALKED = frozenset(["segment", "division"])  # which is the one that is talked of where none is named
# "In forestry, sales were": where the sentence's figures are from
_PLACE = re.compile(
    rf"\W*(?:[A-Z][a-z]+,\s+(?=in\s))?(?:[Ii]n|Across|Within)\s+(?:the\s+|our\s+)?(?!(?:{either(_WORDS['filer']['adverbial'])})\b)(?P<name>[A-Za-z][\w&’'-]*(?:\s+(?!(?:was|were|is|are|had|has)\b)[\w&’'-]+){{0,4}}),\s"
)
ADDS = ", with "
# "The rebound in the Dyeing segment went on, with orders of": of whom the sentence tells, up to what "with" adds.
_TOLD_WITH = re.compile(
    r"\W*(?:(?:[A-Z][\w-]*|the) (?:[a-z-]+ ){0,3}?(?:in|at|of|for|by) )?(?:(?:[Tt]he|[Oo]ur|[Ii]ts) )?"
    r"(?P<part>(?!Both\b|Each\b)[A-Z][\w&-]*(?: (?:(?:and|&) )?[A-Z][\w&-]*)*)(?P<organ> (?:segment|division|business|unit))?"
    r" (?=[a-z])[^.;:$%“”]*" + ADDS + r"(?:[a-z-]+ ){0,3}"
)
_GENERAL = frozenset(_WORDS["general_headings"]["words"])
_FROM = re.compile(rf"{METRIC}\s+(?:(?:generated|earned|derived)\s+)?(?:on|from|in|through)\s+", re.IGNORECASE)
_OF_PLACES = frozenset(["region", "regions", "market", "markets", "countries", "territories", "area", "areas"])
_NO_NAMES = frozenset(["average", "net", "total", "gross"])
_PRONOUNS = frozenset(["which", "this", "that", "these", "it", "they", "we"])
_DESCRIBED = frozenset([*_WORDS["described"]["words"], *_WORDS["in_currency"]["words"], "the"])
_LONG = re.compile(r"\w+-(?:week|month|day)")  # "for the 16-week quarter"
# "Dye sales led, with Finehue, whose sales were": of whom the figure is
_ANTECEDENT = re.compile(r"\b(?P<name>[A-Z][\w&’'-]*(?: (?:(?:and|&) )?[A-Z][\w&’'-]*)*),? $")
_NAMING = frozenset(["core", "organic", "recurring", "pro"])  # which may begin a part's name too: "Core Market revenue"
_ORGAN = re.compile(rf"\s+(?:{either(ORGANS)})$", re.IGNORECASE)
_LINKS = frozenset(["of", "and", "per", "&", "in", "to"])
_VARIANTS = frozenset(["basic", "diluted", "fully"])
_TOTALS = frozenset(["total", "worldwide", "global", "consolidated", "overall", "company-wide", "companywide", "our"])
_FIGURE = re.compile(FIGURE)
_PERCENT = re.compile(PERCENT)
_HOLDERS = frozenset(_WORDS["filer"]["holders"])
_ADJECTIVES = frozenset(["total", "consolidated", "record", "reported", "gaap", "strong", "solid", "overall"])
_OWNERS = frozenset(["company", "partnership", "trust", "quarter", "year", "period"])
_NAME = re.compile(r"&|[a-z][\w&’'/-]*")
_MOST_WORDS = 7
_REACH = 70  # characters before a metric in which words can belong to it


@dataclass(slots=True)
class _Before:
    """What the words before a metric say of it.

    Arguments:
        first: index at which the metric's words begin.
        parts: words that name a part of the whole.
        of_talked: as in a Subject.
        reported: whether a verb of reporting stands between them and the metric.
        reporter: the part that reports, empty for the filer; None where that is not plain.
    """

    first: int
    basis: Basis
    parts: list[str] = field(default_factory=list)
    total: bool = False
    of_talked: bool = False
    reported: bool = False
    reporter: str | None = None
    period: Entity | None = None


def subject_of(symbols: Symbols, at: int, names: frozenset[str], since: int = 0) -> Subject | None:
    """Return what the metric at a place names, the words before it heeded; None where these make it no level of its own.

    Arguments:
        at: index of the metric's symbol.
        names: the words of the filer's name, lower case.
        since: index before which no word belongs to the metric.
    """
    whole = named(symbols, at)
    before = _before(symbols, at, whole, names, since)
    if before is None or len(before.parts) > _MOST_WORDS or _is_average(whole, before.parts):
        return None
    if before.reporter:
        return replace(owned_by(whole, before.reporter), basis=before.basis)
    if before.reported and before.parts:  # "Financial services reported net income of": the part's, where it has a name
        return of_owner(whole, " ".join(before.parts), names) if before.parts[0][0].isupper() else None
    start = min(symbols.offsets[before.first], whole.start)
    subject = replace(whole, start=start, basis=before.basis, total=before.total, period=before.period)
    if before.of_talked:
        return replace(subject, of_talked=True)
    if before.parts:
        return owned_by(subject, " ".join(before.parts))
    place = _PLACE.match(symbols.text, 0, before.first)
    name = place["name"] if place else "" if subject.total else _part_told(symbols.text[: before.first], names)
    return owned_by(replace(subject, total=False), _ORGAN.sub("", name)) if name else subject


def _is_average(whole: Subject, parts: list[str]) -> bool:
    """Whether the words before a balance make it the average of a stretch of time, which is no balance at its end."""
    known = vocabulary().metrics.get(whole.metric)
    return known is not None and known.instant and any(part.lower() == "average" for part in parts)


def of_part_told(subject: Subject, symbols: Symbols, names: frozenset[str]) -> Subject:
    """Return a subject as that of the part of which the sentence tells, where "with" adds it; else as it is."""
    name = "" if subject.is_part else _part_told(symbols.text[: symbols.place(subject.start)], names)
    return owned_by(subject, name) if name else subject


def _part_told(head: str, names: frozenset[str]) -> str:
    """The part of which a sentence tells up to a metric that "with" adds: "Carpets did well, with sales of"; empty for none."""
    told = _TOLD_WITH.fullmatch(head)
    words = told["part"].lower().split() if told else []
    if told is None or not {*words}.isdisjoint(names | _GENERAL):
        return ""
    return told["part"] if told["organ"] or len(words) > 1 else ""  # any sentence's first word has a capital


def _before(symbols: Symbols, at: int, whole: Subject, names: frozenset[str], since: int) -> _Before | None:
    """Read the words before a metric, backwards; None where they make its figure another one."""
    found = _Before(at, whole.basis)
    of_sales = whole.metric == "Revenues"
    adjacent = True
    organ = ""
    tokens = list(_TOKEN.finditer(symbols.text, max(since, at - _REACH), at))
    for index, token in reversed(list(enumerate(tokens))):
        word = token[0].lower()
        beside = token.end() == at - 1 and symbols.text[token.end()] == " "
        if beside and re.match(METRIC, word) and symbols.said(symbols.entity(symbols.text[at]))[0].islower():
            found.parts, found.first = [symbols.said(symbols.entity(word))], token.start()  # "subscriber revenue"
            continue
        if re.match(PERIOD, word):
            of_change = index and _PERCENT.fullmatch(tokens[index - 1][0])  # "up 20% year over year GAAP margin of"
            found.period = symbols.entity(word) if adjacent and not of_change else None
            if index and REPORTS.fullmatch(tokens[index - 1][0]) and not found.parts:
                found.reporter = reporter(symbols.text[: tokens[index - 1].start()], names)
            break
        if (
            word in ("and", "&")
            and index
            and found.parts
            and all(w[:1].isupper() for w in (tokens[index - 1][0], found.parts[0]))
        ):
            found.parts.insert(0, token[0])  # "Dyeing and Finishing": one name
            continue
        if word == "u.s." and tokens[index + 1 : index + 2] and tokens[index + 1][0].lower() == "gaap":
            continue  # whose rules, and no place
        if word == "whose":
            whose = _ANTECEDENT.search(symbols.text, 0, token.start())
            if whose is None or found.parts or not {*whose["name"].lower().split()}.isdisjoint(names):
                return None
            found.parts = [whose["name"]]
            return found
        of_ratio = index and tokens[index - 1][0].lower() == "ratio"
        if (word == "of" and of_ratio) or (word == "ratio" and symbols.text.startswith(" of ", token.end())):
            continue  # "the ratio of Tier 1 capital to assets"
        if word == "basis":  # "on a non-GAAP basis the net loss": said of the whole
            on = tokens[index - 1][0].lower() if index else ""
            return found if not found.parts and (on in BASES or on in ("gaap", "reported")) else None
        begins = word in _OPENING or (word == "and" and _FIGURE.search(symbols.text, 0, at))
        if not word[0].isalnum() or word.isdigit() or word == "o" or begins or (word == "we" and not found.parts):
            break
        if word in ORGANS and not found.parts:
            organ = word
            continue
        adjacent = adjacent and (word in _ADJECTIVES or word in BASES or word in _VARIANTS or word not in _WHOLE)
        owner = bare(word)
        if owner != word:  # a possessive
            if owner in names or owner in _OWNERS:
                found.total = found.total or owner in names or owner == "company"
                break
            if owner in _TALKED and not found.parts:
                found.of_talked = True
                break
            if found.parts or token[0][0].islower():
                return None
            found.parts, found.first = [re.sub(r"[’'][sS]?$", "", token[0])], token.start()
            continue
        if word == "net" and found.parts and of_sales:
            found.first = token.start()  # "net product sales": of products, without what is taken off their prices
            continue
        if word in _PARTIAL or (word in ("and", "or") and (found.parts or not _FIGURE.search(symbols.text, 0, at))):
            return None  # "loans and assets were": the figure is of both
        if word in _VARIANTS:
            found.first = token.start()
        elif word in BASES and not _begins_name(token[0], found.parts) and not (word == "recurring" and of_sales):
            found.basis = BASES[word] if found.basis != "constant currency" else found.basis
            found.first = token.start()
        elif word in _WHOLE or word in names:
            if REPORTS.fullmatch(word):
                found.of_talked = is_talked_of(symbols.text[: token.start()])
                if found.of_talked:
                    return found
                found.reporter = reporter(symbols.text[: token.start()], names)
                if found.reporter is not None:
                    return found
            if found.parts:
                # "Juniper foresees revenue": what stands behind the filer's name may be a verb, unless it is a name
                is_filer = word == "company" or word in names
                return None if is_filer and found.parts[0][0].islower() else found
            found.total = found.total or word in _TOTALS
            found.reported = found.reported or bool(REPORTS.fullmatch(word))
        elif word in _NO_METRIC or (_VERBAL.match(word) and _is_verb(token, found.parts)):
            return None
        else:
            found.parts.insert(0, token[0])
            found.first = token.start()
    if not organ or found.parts:
        return found
    found.of_talked = organ in _TALKED and not found.total
    return found if found.of_talked else None


def _is_verb(token: re.Match[str], parts: list[str]) -> bool:
    """Whether a word with a verb's ending is one: in lower case, or a sentence's first that begins no name, "Banking & Wealth"."""
    if token[0].lower() in _NAMED_AS_DEEDS:
        return False
    return token[0][0].islower() or (token.start() == 0 and parts[:1] not in (["and"], ["&"]))


def _begins_name(word: str, parts: list[str]) -> bool:
    """Whether a word that elsewhere says a basis begins a part's name: "Core Market", but neither "Core EBITDA" nor "Core Europe"."""
    named_after = word.lower() in _NAMING and word[0].isupper() and bool(parts) and parts[0][0].isupper()
    return named_after and not is_geography(parts[0])


def owned_by(whole: Subject, member: str) -> Subject:
    """Return a metric as that of a part of the company, by the part's name."""
    place, kind = _placed_kind(member)
    if place:
        return replace(whole, dimensions=(("Segment", kind), ("Geography", place)), is_part=True)
    axis = "Geography" if is_geography(member) else "Segment"
    return replace(whole, dimensions=((axis, member),), is_part=True)


def _placed_kind(member: str) -> tuple[str, str]:
    """The place and the kind that a part's name joins: "U.S. product"; empty where it is one name."""
    words = member.split()
    at = next((at for at, word in enumerate(words) if word.lower() not in _GEOGRAPHIES), 0)
    kind = words[at:]
    is_kind = all(word.islower() and word not in _OF_PLACES for word in kind)
    return (" ".join(words[:at]), " ".join(kind)) if at and is_kind else ("", "")


def of_owner(subject: Subject, tail: str, names: frozenset[str]) -> Subject | None:
    """Return a subject as that of whom the words behind its metric name: the filer's own, or a part's; None for a verb's.

    Arguments:
        tail: "the equipment operations", without its article.
    """
    first, inner, rest = tail.partition(" for the ")
    if inner and (whole := of_owner(subject, first, names)) and whole.total:
        tail = rest
    words = [bare(word) for word in tail.split()]
    if words[0] in _TALKED and len(words) == 1:
        return replace(subject, of_talked=True)
    if all(word in _DESCRIBED or word.endswith("ly") or _LONG.fullmatch(word) for word in words):
        return subject  # "for the seasonally soft first quarter"
    if all(word in names or word in _HOLDERS for word in words):
        return replace(subject, total=words != ["business"])  # which may be the one talked of
    if any(word in _NO_METRIC and word not in _LINKS for word in words) or len(words) > _MOST_WORDS or subject.is_part:
        return None
    name = _ORGAN.sub("", tail)
    return replace(subject, dimensions=(("Geography" if is_geography(name) else "Segment", name),), is_part=True)


def contributor(whole: Subject, who: str, names: frozenset[str]) -> Subject | None:
    """Return a metric as that of the part that contributes to it; None where the words name none.

    Arguments:
        who: "Mill shops", or with the metric's symbol first, "Revenues from outside of Canada".
        names: the words of the filer's name, lower case.
    """
    member = _FROM.sub("", who).strip(" ,")
    words = [word for word in member.split() if bare(word) not in names | ARTICLES]
    lowered = {word.lower() for word in words}
    if not words or lowered & _PRONOUNS or re.search(METRIC, member):
        return None
    return owned_by(whole, " ".join(words))


def is_geography(member: str) -> bool:
    """Return whether a part's name is one of a place."""
    return not _GEOGRAPHIES.isdisjoint(member.lower().split())


def is_place(name: str) -> bool:
    """Return whether a name is that of a place and says no more: "North America"."""
    return name[:1].isupper() and all(word in _GEOGRAPHIES for word in name.lower().split())


def named(symbols: Symbols, at: int) -> Subject:
    """Return what the metric at a place names, the words before it unheeded."""
    entity = symbols.entity(symbols.text[at])
    mention = entity.value
    assert isinstance(mention, MetricMention)
    return _mentioned(entity.start, entity.end, mention)


def noun_subject(symbols: Symbols, start: int, end: int, names: frozenset[str]) -> Subject | None:
    """Return an unknown metric named by the words `symbols.text[start:end]`; None where they are no name of a figure."""
    words = list(re.finditer(r"\S+", symbols.text[start:end]))
    while words and (bare(words[0][0]) in _WHOLE or bare(words[0][0]) in names):
        del words[0]
    lowered = [word[0].lower() for word in words]
    if not 0 < len(words) <= _MOST_WORDS or lowered[0] in _LINKS or lowered[-1] in _LINKS:
        return None
    if any(word in _NO_METRIC and word not in _LINKS for word in lowered) or not all(map(_NAME.fullmatch, lowered)):
        return None
    if (
        re.search(r"(?:ed|ly)$", lowered[0])
        and not (lowered[0] in BASES and lowered[1:2] not in (["to"], ["for"]))
        and not any(word[0][0].isupper() for word in words[1:2])
    ):
        return None  # a verb or an adverb, not a name's first word
    first, last = symbols.offsets[start + words[0].start()], symbols.offsets[start + words[-1].end()]
    # A sentence's whole subject is a label, so that "Loans", a common word within one, is the balance.
    noun = symbols.source[first:last]
    known = vocabulary().label(noun) or _asked_balance(noun)
    member, _, label = noun.rpartition(" ")
    is_name = member[:1].isupper() and member.rpartition(" ")[2][:1].isupper() and label.islower()
    if (
        known is None and is_name and member.lower() not in _NO_NAMES and (whole := vocabulary().label(label))
    ):  # "Automated Test orders"
        return owned_by(_mentioned(first, last, whole), member)
    return _mentioned(first, last, known) if known else Subject(first, last, camel_case(noun), known=False)


def _mentioned(first: int, last: int, mention: MetricMention) -> Subject:
    """The subject that some words mention."""
    return Subject(first, last, mention.metric, True, mention.negative, cast(Basis, mention.basis or "GAAP"))


def _asked_balance(noun: str) -> MetricMention | None:
    """The balance that a noun is asked by ("cash balances"), where it is that and no more."""
    for entity in metrics_in(noun, asked=True):
        mention = entity.value
        if isinstance(mention, MetricMention) and entity.end - entity.start == len(noun):
            return mention if vocabulary().metrics[mention.metric].instant else None
    return None
