"""From a question's words to a Query: what is taken by periods, companies and ways of asking; the rest is the topic."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from qa.facts.fact import Basis
from qa.language.metrics import metrics_in
from qa.language.periods import find_periods
from qa.language.values import MetricMention, PeriodExpression
from qa.language.vocabulary import vocabulary
from qa.questions.formulas import asked_formulas
from qa.questions.query import Direction, Intent, Query, Term, Topic, Wanted
from qa.questions.words import generic, ignored, one_country, phrases, stem, stems, words

Span = tuple[int, int]
Named = tuple[int, int, str]  # a span and what it names

_FOLLOWS = re.compile(r"^\W*(?:and|but|or|also|what about|how about|what of|no)\b", re.I)
_NON_GAAP = re.compile(r"\bnon[- ]?gaap\b", re.I)
_ADJUSTED = re.compile(r"\b(?:nongaap|adjusted|core|normalized|underlying|ex-items)\b", re.I)
_PRO_FORMA = re.compile(r"\bpro[- ]forma\b", re.I)
_GAAP = re.compile(r"\b(?:gaap|as[- ]reported|reported basis)\b", re.I)
_SHARE_OF = re.compile(
    r"\b(?:what|which|how large a|how big a|how much of a)?\s*"
    r"(?:percent|percentage|%|share|proportion|fraction|portion|part)"
    r" of (?P<whole>.+?) (?P<verb>came|comes|come|was|were|is|are|went|goes|did|does|derived|resulted|stemmed"
    r"|consisted|came in|made up)\b(?P<part>.*)",
    re.I,
)
_AS_PART_OF = re.compile(
    r"(?P<part>.*?)\b(?:as|expressed as|in terms of)\s+(?:an? |the )?"
    r"(?:percent|percentage|pct|%|share|proportion|fraction|portion)"
    r"(?:\s+of\s+(?P<whole>.+))?$",
    re.I,
)
_PERCENT_OF = re.compile(r"(?P<part>.+?)[,:]? (?:%|percent|percentage|pct) of (?P<whole>.+)$", re.I)
_RATIO_OF = re.compile(r"\bratio of (?P<part>.+?) to (?P<whole>.+)$", re.I)
_DIVIDED = re.compile(r"(?P<part>.+?)\b(?:divided by|relative to|per dollar of)\b(?P<whole>.+)$", re.I)
_CHOICE = re.compile(
    r"(?:^|[,:]| between )\s*(?P<one>[^,:]+?)\s*,?\s+(?:or|and|versus|vs\.?)\s+(?P<other>[^,?]+?)\s*\??$",
    re.I,
)
_CHANGE_ASKED = re.compile(
    r"\b(?:how (?:much|many|fast|big|large|far|strongly|did|has|have)|by (?:what|how)"
    r"|growth|change|increase|decrease|decline"
    r"|what (?:was|is|were) the (?:\w+[- ]){0,4}(?:drop|rise|swing|difference|reduction|improvement|jump|gain))\b",
    re.I,
)
_DRIVEN = re.compile(
    r"what\b.{0,40}\b(?:drove|driving|caused|causing|behind|led to|contributed to|weighed on|lifted|boosted|hurt|helped)\b",
    re.I,
)
_RELATES = re.compile(r"what\b.+\b(?:relate|related|relates|due|owing|attributable) to\W*$", re.I)
_EVENT = re.compile(r"what\b.{0,60}?\b(?:happen\w*|bec[ao]me of)\b", re.I)
_DATE_OF = re.compile(
    r"(?:what|which)(?:'s| is| are| was| were| will be)? (?:the )?(?:(?!at |as |on |of |in |to |by |for |since |from )[\w'-]+ ){0,4}dates?\b",
    re.I,
)
_WHEN = re.compile(
    r"\b(?:(?:un)?till? when|by when|since when|(?:what|which) (?:time|date|day|hour)|when (?:is|was|will|does|did|do|are|can)\b"
    r"|(?:call|webcast|conference|dividend|meeting|replay|record|payment|pay|payable|start|starting|expiry) (?:\w+ )?(?:time|dates?|hour)"
    r"|(?:dividend|call|webcast|meeting)\b.*\b(?:(?<!to )date|day|time)|(?:(?<!to )date|day|time)\b.*\b(?:dividend|call|webcast|meeting)"
    r"|(?:time|dates?|hour) (?:of|for) the (?:\w+ ){0,3}(?:call|webcast|conference|dividend|meeting|replay|presentation))\b",
    re.I,
)
_WHO = re.compile(
    r"\bwho(?:m|'s)?\b|\b(?:name|names) (?:of|the)\b|\b(?:ceo|cfo|coo|chairman|chairwoman|chairperson|president|treasurer"
    r"|chief \w+ officer|chief executive|finance chief|(?:investor|media|press|ir) (?:relations )?contact)(?:'s name| name)?\W*$",
    re.I,
)
_POINTS_BACK = re.compile(r"\b(?:it|that|this|they|them|those|these)\b", re.I)
_PERCENT_AFTER = re.compile(r"\s*(?:%|percent(?:age)?\b|pct\b|rate\b|margin\b)", re.I)
_DOLLARS = re.compile(r"\$|\bdollars?\b|\bamount\b", re.I)
_BASE = re.compile(
    r"\b(?:compared? (?:with|to|against)|relative to|versus|vs\.?|than|against|since|from|over|above|below|up on)"
    r"(?: (?:the|its|their|that|those|what it was|it was|was|were|in|at|of|for|as|reported|recorded|level|figure))*\s*$",
    re.I,
)
_COUNTED = re.compile(r"\bhow many (?!dollars)|\bnumber of\b|\bshare count\b", re.I)
_LEFT_OUT = re.compile(
    r",? (?:not counting|leaving out|not including|alone)\b[^,?]*(?=,|\?| at | in | on | as of |$)", re.I
)
_SAID = re.compile(r"[a-z0-9'&]+|%")
_ANNUAL = re.compile(r"\b(?:annual|yearly|full[- ]year)\b", re.I)
_LETTER = re.compile(r"\b(?:class|series|tranche|type)\s+$", re.I)
_THAN = re.compile(r"\bthan\b", re.I)


def parse(question: str, companies: Sequence[Named] = ()) -> Query:
    """Understand one question by itself.

    Arguments:
        question: as asked, typing errors mended.
        companies: spans of the question that name companies of the library.
    """
    text = one_country(_LEFT_OUT.sub("", _NON_GAAP.sub("nonGAAP", question).replace("’", "'")))
    shift = len(question) - len(text)
    if shift:
        companies = _moved(question, text, companies)
    periods = _periods(text)
    annual = _ANNUAL.search(text)
    if annual and not periods:
        periods = [(*annual.span(), PeriodExpression(unit="year", shift=0, shift_unit="year"))]
    taken = [(start, end) for start, end, _ in companies] + [(start, end) for start, end, _ in periods]
    mentions = _mentions(text, taken)
    intent, pieces = _intent_and_pieces(text, mentions, taken)
    soft = _soft_stems(intent == "reason")
    topics = tuple(_topic(text, piece, taken, mentions, soft) for piece in pieces)
    if len(topics) > 2:
        topics = tuple(alternative.with_words_of(topics[0]) for alternative in topics[1:])
    lowered = text.lower()
    free = _outside(lowered, [(start, end) for start, end, _ in mentions])
    return Query(
        text=text,
        intent=intent,
        topics=tuple(topic for topic in topics if topic.hard or intent == "ratio" or _says_what(intent, topic, text)),
        periods=tuple(expression for _, _, expression in periods),
        bases=tuple(expression for start, _, expression in periods if _BASE.search(text[:start])),
        companies=tuple(dict.fromkeys(name for _, _, name in companies)),
        wanted=_wanted(free),
        direction=_direction(free),
        superlative=_has("superlative", "most", free) or _has("superlative", "least", free),
        most=not _has("superlative", "least", free),
        basis=_basis(text),
        guidance=_has("intent", "guidance", free),
        many=_has("intent", "list", free),
        follows=bool(_FOLLOWS.match(text)),
    )


def _says_what(intent: Intent, topic: Topic, text: str) -> bool:
    """Whether a question for words says enough of what it asks about, though with no word that a line must hold."""
    if intent == "reason":
        moving = _pattern("direction", "up"), _pattern("direction", "down"), _pattern("intent", "reason")
        return len([term for term in topic.terms if not any(p.fullmatch(term.text.lower()) for p in moving)]) > 1
    return intent in ("who", "when", "where", "event") and not _POINTS_BACK.search(text)


def _moved(before: str, after: str, companies: Sequence[Named]) -> list[Named]:
    """Company spans again after the spelling of "non-GAAP" was made one."""
    found = []
    for start, end, name in companies:
        at = after.find(before[start:end], max(0, start - 8))
        if at >= 0:
            found.append((at, at + end - start, name))
    return found


def _periods(text: str) -> list[tuple[int, int, PeriodExpression]]:
    return [
        (entity.start, entity.end, entity.value)
        for entity in find_periods(text)
        if isinstance(entity.value, PeriodExpression)
    ]


def _mentions(text: str, taken: Iterable[Span]) -> list[Named]:
    """Metrics that the vocabulary or a formula names, the longest where they overlap."""
    found: list[Named] = [
        (entity.start, entity.end, entity.value.metric)
        for entity in metrics_in(text, asked=True)
        if isinstance(entity.value, MetricMention)
    ]
    found = [(start, end, _rate(name, text, start, end)) for start, end, name in found]
    found += asked_formulas(text)
    kept: list[Named] = []
    occupied = list(taken)
    for start, end, name in sorted(found, key=lambda span: (span[0] - span[1], span[0])):
        if not any(start < e and s < end for s, e in occupied):
            kept.append((start, end, name))
            occupied.append((start, end))
    return sorted(kept)


def _rate(name: str, text: str, start: int, end: int) -> str:
    """The percentage that a mention names ("gross margin", "gross profit %") rather than the amount."""
    metric = vocabulary().metrics.get(name)
    said = "margin" in text[start:end].lower() or _PERCENT_AFTER.match(text[end:])
    percent = metric.by_unit.get("percent") if metric else None
    return percent if percent and said and not _DOLLARS.search(text) else name


@cache
def _pattern(table: str, key: str) -> re.Pattern[str]:
    entries = sorted(phrases()[table][key], key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(entry)}(?!\w)" for entry in entries), re.I)


def _has(table: str, key: str, text: str) -> bool:
    """Whether a text has one of the phrases; looked up as whole words, which costs less than one pattern of them all."""
    said = _spaced(text)
    return any(phrase in said for phrase in _phrases(table, key))


@cache
def _phrases(table: str, key: str) -> tuple[str, ...]:
    return tuple(_spaced(entry) for entry in phrases()[table][key])


@lru_cache(maxsize=1024)
def _spaced(text: str) -> str:
    return f" {' '.join(_SAID.findall(text.lower()))} "


def _outside(text: str, spans: Iterable[Span]) -> str:
    """The text with the spans blanked, offsets kept."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _intent_and_pieces(text: str, mentions: Sequence[Named], taken: Sequence[Span]) -> tuple[Intent, list[Span]]:
    """What is asked, and which stretches of the question name what it is asked of."""
    whole = [(0, len(text))]
    free = _outside(text.lower(), [(start, end) for start, end, _ in mentions])
    opening = free.lstrip(" ,.;:-").removeprefix("and ").lstrip()
    if not opening.startswith("when") and (
        _has("intent", "reason", opening[:60]) or _DRIVEN.match(opening) or _RELATES.match(opening)
    ):
        return "reason", whole
    ratio = _ratio_pieces(text)
    if ratio:
        return "ratio", ratio
    superlative = _has("superlative", "most", free) or _has("superlative", "least", free)
    asks_which = re.match(r"(?:in |for |of |at )?(?:which|who|what\b.*\bor\b)", opening) is not None
    choice = _CHOICE.search(text)
    if asks_which and superlative:
        if choice and " or " in choice[0]:
            return "which", [(0, choice.start("one")), choice.span("one"), choice.span("other")]
        return "which", whole
    if _EVENT.match(opening):
        return "event", whole
    if _DATE_OF.match(opening) or _WHEN.search(opening):
        return "when", whole
    if _WHO.search(opening) and not mentions:
        return "who", whole
    for intent in ("where", "who", "when"):
        pattern = _pattern("intent", intent)
        anywhere = intent != "who" and pattern.search(opening) if intent == "where" else pattern.match(opening)
        if anywhere:
            return intent, whole
    first = opening.split(" ", 1)[0].rstrip(",")
    if first in phrases()["intent"]["yes_no"]:
        than = _THAN.search(text)
        if than and not any(start <= than.end() + 4 and than.end() < end for start, end in taken):
            return "compare", [(0, than.start()), (than.end(), len(text))]
        return "compare", whole
    looks_ahead = _has("intent", "guidance", free) and not _wanted(free)
    if _direction(free) and _asks_for_change(opening, free) and not looks_ahead:
        return "change", whole
    return "lookup", whole


def _ratio_pieces(text: str) -> list[Span]:
    for pattern in (_AS_PART_OF, _SHARE_OF, _RATIO_OF, _PERCENT_OF, _DIVIDED):
        match = pattern.search(text)
        if match:
            whole = match.span("whole") if match["whole"] else (len(text), len(text))
            return [match.span("part"), whole]
    return []


def _asks_for_change(opening: str, free: str) -> bool:
    """Whether words of change ask for it rather than belong to a line's name."""
    return _CHANGE_ASKED.search(free) is not None or opening.startswith(("change", "growth", "increase", "decrease"))


def _topic(text: str, piece: Span, taken: Sequence[Span], mentions: Sequence[Named], soft: frozenset[str]) -> Topic:
    """The topic that a stretch of the question names."""
    start, end = piece
    inside = [mention for mention in mentions if start <= mention[0] and mention[1] <= end]
    if len(inside) == 1 and stems(text[inside[0][0] : inside[0][1]]) <= generic():
        others = {word.stem for word in words(_outside(text[start:end], [(s - start, e - start) for s, e in taken]))}
        if others - ignored() - generic() - soft:
            inside = []  # "servicing cost" asks for no cost in general
    terms: list[Term] = []
    last = start
    for word in words(text[start:end]):
        at, to = word.start + start, word.end + start
        if any(s < to and at < e for s, e in taken):
            last = to
            continue
        owner = next((i for i, (s, e, _) in enumerate(inside) if s <= at and to <= e), -1)
        if owner < 0 and word.stem in ignored() and not _LETTER.search(text[:at]):
            continue
        breaks = bool(terms) and _breaks(text[last:at]) and (owner < 0 or owner != terms[-1].mention)
        terms.append(Term(word.stem, word.text, owner < 0 and word.stem in soft, breaks, owner))
        last = to
    return Topic(
        tuple(terms), tuple(name for _, _, name in inside), _basis(text[start:end]), bool(_COUNTED.search(text))
    )


def _breaks(between: str) -> bool:
    return re.search(r"[,;/]|\b(?:and|or|plus|versus|vs)\b|&", between) is not None


@cache
def _soft_stems(asks_why: bool) -> frozenset[str]:
    """Words that say how something is asked, and which a line may lack."""
    asked = phrases()
    entries = [
        *(entry for entries in asked["direction"].values() for entry in entries),
        *asked["superlative"]["most"],
        *asked["superlative"]["least"],
        *asked["intent"]["guidance"],
        *asked["intent"]["percent"],
        *asked["intent"]["amount"],
        *asked["intent"]["list"],
        *(asked["intent"]["reason"] if asks_why else ()),
        "nonGAAP",
        "gaap",
        "adjusted",
        "year-over-year",
        "basis",
        "reported",
        "sequential",
        *asked["soft"],
    ]
    return frozenset(stem(word) for entry in entries for word in re.findall(r"\w+", entry))


def _basis(text: str) -> Basis | None:
    if _ADJUSTED.search(text):
        return "non-GAAP"
    if _PRO_FORMA.search(text) and not re.search(r"\bnot pro[- ]forma\b", text, re.I):
        return "pro forma"
    return "GAAP" if _GAAP.search(text) else None


def _wanted(free: str) -> Wanted:
    if _has("intent", "percent", free):
        return "percent"
    return "amount" if _has("intent", "amount", free) else ""


def _direction(free: str) -> Direction:
    for name in ("better", "worse", "up", "down", "either"):
        if _has("direction", name, free):
            return name
    return ""
