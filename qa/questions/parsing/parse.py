"""From a question's words to a Query: what is taken by periods, companies and ways of asking; the rest is the topic."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from qa.facts.fact import Basis
from qa.language.sought import Sought
from qa.language.stems import ignored, label_stems, one_country, stem, words
from qa.language.values import PeriodExpression
from qa.language.vocabulary import vocabulary
from qa.questions.parsing.alternatives import Said
from qa.questions.parsing.computations import SALES, computation_in
from qa.questions.parsing.dated import folded, periods_in
from qa.questions.parsing.intents import (
    asks_yes_or_no,
    direction_of,
    has,
    intent_and_pieces,
    outside,
    pattern_of,
    wanted_of,
    without_unmoved,
)
from qa.questions.parsing.joined import joined_names, spelled_nouns
from qa.questions.parsing.mentions import find_mentions, is_weak
from qa.questions.parsing.part_names import PartNames
from qa.questions.parsing.patterns import Named, Span, pattern
from qa.questions.parsing.plain import plain
from qa.questions.parsing.query import Computation, Intent, Query, Term, Topic, Way
from qa.questions.parsing.told import words_of_telling
from qa.questions.parsing.whys import asking_why, beside, conceded, supposed
from qa.questions.parsing.words import framing, generic, periods_said, phrases
from qa.questions.parsing.words import parts as of_axes
from qa.resources import toml

_FOLLOWS = re.compile(r"^\W*(?:and|but|or|also|what about|how about|what of|no)\b", re.I)
_ADJUSTED = Sought(r"\b(?:nongaap|adjusted|core|normalized|underlying|ex-items)\b")
_PRO_FORMA = Sought(r"\bpro[- ]forma\b")
_GAAP = Sought(r"\b(?:gaap|as[- ]reported|reported basis)\b")
_POINTS_BACK = re.compile(r"\b(?:it|that|this|those|these)\b", re.I)
_BASE = re.compile(
    r"\b(?:compared? (?:with|to|against)|relative to|versus|vs\.?|than|against|since|from|over|above|below|(?:up|down) on)"
    r"(?: (?:the|its|their|that|those|what it was|it was|was|were|in|at|of|for|as|reported|recorded|level|figure|end|close|start|beginning))*\s*$",
    re.I,
)
_PAID = Sought(r"\b(?:spen[dt]|spending|owed?|costs?|pa(?:y|ys|id|ying)|money|prices?|worth|dollars?)\b(?! dividend)")
_FROM = re.compile(
    r"(?:since|from|than|versus|vs\.?|against)\b", re.I
)  # within what says the period: "from the end of 2021"
_ANNUAL = Sought(
    r"\b(?:annual|yearly|full[- ]year)\b(?! (?:general |(?:share|stock)holders?'? )?(?:meeting|gathering))"
)
_GAIN = re.compile(
    r"(?:gains?|loss(?:es)?)(?: (?:on|from)\b|(?: [\w&'.-]+){1,6} (?:book(?:ed)?|record(?:ed)?|recogni[sz]ed?|reali[sz]ed?|ma[dk]e|report(?:ed)?) (?:on|from)\b)",
    re.I,
)  # what is gained, not how something moved
_OF_PARTS = Sought(
    r"(?<!which )(?<!which of )\b(?:two|three|four|five|six|\d|both|all|various|different|individual|its|their|across|among|between|of|the)(?: (?:the|its|their|two|three|four|five))?"
    r"(?: (?:reportable|reporting|operating|business|end|geographic|product))? (?:segments|divisions|regions|geographies|business units|business lines|end markets|categories)\b",
    0,
)
_OWED = re.compile("Debt|Receivable|Payable|Loans|Deposits|Advances|Borrowings|Notes|CommercialPaper")
_OUTSTANDING, _BALANCE = stem("outstanding"), stem("balance")
_NAME = re.compile(r"(?<=[a-z'] )[A-Z][a-z]+(?:(?<=s)[’'])?(?: (?:and |& |of )?[A-Z][a-z]+)+")
_PRODUCT = re.compile(r" [A-Z][a-z]+(?= [a-z]|[,?.;:]|\s*$)")
_OUT_OF = re.compile(r"\b(?:from|of|in|by|at|on) $", re.I)  # "revenue came from acquired businesses"
_TOLD = (
    "reason",
    "when",
    "who",
    "where",
    "event",
    "said",
    "about",
)  # answered in words, which are found by all that is said
_UNCOMPUTED = ("reason", "who", "where", "said", "about")
_LOOKS_AHEAD = Sought(
    r"\b(?:do|does) (?!(?:that|this|it|things?)\b)(?:\w+ ){1,3}look for\b|\bwhere (?:do|does|did) .*\bsees?\b|\b(?:do|does) (?:\w+ ){1,3}see (?:for|its|their)\b|\b(?:they|management|company|it) see\b|\bper management\b|\bon track for\b|\bcalls? for\b|\bset to\b|\b(?:is|are) (?:management|they|the company|it) (?:pointing|guiding|steering|heading)\b|\bbetween (?:what|which)\b|\bshould\b.*\b(?:be|come in|land|reach)\b|\bwhat (?:ceiling|floor|cap)\b|\b(?:ceiling|lid|cap|floor|upper limit) (?:on|for)\b|\b(?:is|are|it's) (?:now |currently |still )?seen\b|\b(?:management|company|firm|their|its|the team)(?:'s)? call on\b|\b(?:capped|limited|held) (?:at|to) (?:no more|less|under|below)\b"
)
_OF = re.compile(r"\s*[,:;-]\s*(?:both |each )?(?:for|of|in|at|from)\b\s*(?:(?:the|its|each of|both) )*", re.I)
_ASKS = re.compile(r"\b(?:what|which|how)\b", re.I)
_RESULTS = Sought(r"\b(?:results|performance)\b")  # of the whole company, where nothing else is named
# What is done and costs or earns something is a name, though the verb may ask: "clearing costs", "the banking segment".
_DOING = re.compile(
    r"(?!remaining|resulting|including|excluding|existing|corresponding|outstanding|ongoing|recurring|underlying|ending|beginning|during|reporting|rising|falling|growing|increasing|declining|lowering|making|generating|having|being|using|getting|taking)"
    r"[a-z]{2,}ing (?:costs?|expenses?|charges?|fees?|revenues?|income)\b"
    r"|(?<=\bthe )(?!operating|reporting|growing|performing|leading|losing|earning|making|paying|selling|contributing|continuing|remaining|existing|underlying|resulting|falling|declining|shrinking)"
    r"[a-z]{2,}ing (?:segment|division|unit|arm|business)\b"
    r"|(?:(?<=\bfor )|(?<=\bin )|(?<=\bof )|(?<=\babout ))(?-i:[A-Z][a-z]{2,}ing\b)",
    re.I,
)
_LETTER = Sought(r"\b(?:class|series|tranche|type)\s+$")


def parse(
    question: str,
    companies: Sequence[Named] = (),
    parts: PartNames | None = None,
    kind: Intent | None = None,
    asked_with: frozenset[str] = frozenset(),
) -> Query:
    """Understand one question by itself.

    Arguments:
        question: as asked, typing errors mended.
        companies: spans of the question that name companies of the library.
        parts: the names of the parts in scope, of which no word asks ("Lower Rhine Shipping").
        kind: what is asked of the question as a whole, where that is known; else its words tell.
        asked_with: stems of words by which such a question asks, beside those of models/framing.toml.
    """
    text = spelled_nouns(joined_names(one_country(plain(question, [(start, end) for start, end, _ in companies]))))
    if text != question:
        companies = _moved(question, text, companies)
    periods = periods_in(text)
    annual = _ANNUAL.search(text)
    if annual and not periods:
        periods = [(*annual.span(), PeriodExpression(unit="year", shift=0, shift_unit="year"))]
    dates = [(entity.start, entity.end) for entity in periods_said(text)] + [(start, end) for start, end, _ in periods]
    named_in = [(start, end) for start, end, _ in companies]
    mentions, apart = find_mentions(text, dates, named_in)
    taken = [*dates, *named_in, *apart]
    named = parts.said_in(text) if parts else []
    of_parts = [m.span() for m in pattern("parts_asked").finditer(text) if not _overlap(m.span(), [*taken, *named])]
    taken += of_parts
    masked = _masked(text, [*named, *of_parts])
    if named:
        mentions = [mention for mention in mentions if not _straddles(mention, named)]
    lowered = masked.lower()
    free = without_unmoved(outside(lowered, [(start, end) for start, end, _ in mentions]))
    asking = asking_why(free, text) if kind in (None, "reason") else ()
    beside_it = conceded(lowered) if asking else ()
    if beside_it:
        mentions = [mention for mention in mentions if not _overlap(mention[:2], beside_it)]
        free, taken = outside(free, beside_it), [*taken, *beside_it]
    kind = kind or ("reason" if asking else None)
    intent, pieces = (kind, [(0, len(text))]) if kind else intent_and_pieces(masked, mentions)
    taken += asking
    guidance = has("intent", "guidance", free) or _LOOKS_AHEAD.search(free) is not None
    if guidance and intent == "where" and mentions:
        intent = "lookup"  # "where is management pointing for sales"
    many = bool(of_parts) or has("intent", "list", free) or _OF_PARTS.search(free) is not None
    soft = _soft_stems(guidance=guidance, listing=many or intent == "which")
    soft = soft | asked_with if asked_with else soft
    topics = tuple(_topic(text, piece, taken, mentions, soft, named) for piece in pieces)
    if intent == "which" and not topics[0].hard and any(term.stem in of_axes() for term in topics[0].terms):
        topics = (topics[0].with_words_of(SALES), *topics[1:])  # "which segment grew fastest?"
    if intent in ("ratio", "share change"):
        beside_them = [span for span in named if not any(s <= span[0] and span[1] <= e for s, e in pieces)]
        member = Topic(tuple(t for span in beside_them for t in _topic(text, span, taken, [], soft, named).terms))
        topics = tuple(replace(one.with_words_of(member) if one.hard else one, counted=False) for one in topics)

    def topic(piece: Span, out: Sequence[Span]) -> Topic:
        # Two stretches side by side would read as one: "from EBITDA to adjusted EBITDA" holds no "EBITDA, adjusted".
        around = [*out, (0, piece[0]), (piece[1], len(text))]
        known = find_mentions(outside(text, around, "|"), taken, named_in)[0] if out else mentions
        return _topic(text, piece, [*taken, *out], known, soft, named)

    if intent == "lookup":
        periods = folded(periods, text)
    stated = outside(free, asking)
    yes_no = asks_yes_or_no(masked, mentions)
    metrics = [(start, end) for start, end, _ in _firm(mentions, text)] + apart
    said = Said(masked, [*metrics, *named], metrics, dates)
    computation = computation_in(said, topic, yes_no=yes_no, guidance=guidance)
    kept = tuple(
        topic
        for topic in topics
        if topic.hard or intent in ("ratio", "share change") or _says_what(intent, topic, text, guidance=guidance)
    )
    whole = _RESULTS.search(stated) if intent == "reason" and not kept else None
    return Query(
        text=text,
        intent=intent,
        topics=(Topic((Term(stem(whole[0]), whole[0], soft=True),)),) if whole else kept,
        periods=tuple(expression for _, _, expression in periods),
        bases=tuple(
            expression
            for start, end, expression in periods
            if _BASE.search(text[:start]) or _FROM.match(text[start:end])
        ),
        companies=tuple(dict.fromkeys(name for _, _, name in companies)),
        wanted=wanted_of(free),
        direction=direction_of(stated) or supposed(free, asking),
        yes_no=yes_no,
        superlative=has("superlative", "most", free) or has("superlative", "least", free),
        most=not has("superlative", "least", free),
        basis=_basis(text),
        guidance=guidance,
        many=many,
        parts=bool(of_parts),
        follows=bool(_FOLLOWS.match(text)),
        computation=computation if computation and (intent not in _UNCOMPUTED or _explains(computation)) else None,
    )


def _explains(computation: Computation) -> bool:
    """Whether a computation answers a question for words: why two measures differ, "where did it grow more, A or B"."""
    return computation.kind in ("adjustments", "choice")


def _firm(mentions: Sequence[Named], text: str) -> list[Named]:
    return [mention for mention in mentions if not is_weak(text[mention[0] : mention[1]])]


def _overlap(span: Span, others: Sequence[Span]) -> bool:
    for start, end in others:  # noqa: SIM110 - `any` takes three times as long
        if start < span[1] and span[0] < end:
            return True
    return False


def _masked(text: str, spans: Sequence[Span]) -> str:
    """The text with the spans' letters made one that asks nothing, offsets kept."""
    for start, end in spans:
        text = text[:start] + re.sub(r"\w", "x", text[start:end]) + text[end:]
    return text


def _says_what(intent: Intent, topic: Topic, text: str, *, guidance: bool) -> bool:
    """Whether a question for words says enough of what it asks about, though with no word that a line must hold."""
    if intent == "reason":
        moving = pattern_of("direction", "up"), pattern_of("direction", "down")
        named = [term for term in topic.terms if term.text.lower() not in beside()]
        return len([term for term in named if not any(p.fullmatch(term.text.lower()) for p in moving)]) > 1
    if intent == "compare" and guidance:
        return True  # "did they raise guidance"
    return intent in _TOLD and (intent == "about" or not _points_back(text))


def _straddles(mention: Named, parts: Sequence[Span]) -> bool:
    """Whether a metric would be read of half a part's name: "other loss" in "Corporate and Other loss"."""
    start, end, _ = mention
    return any(part < start < last < end or start < part < end < last for part, last in parts)


def _points_back(text: str) -> bool:
    """Whether a question points to what was said before it: "when is it", but not "the call - when is it"."""
    pointer = _POINTS_BACK.search(text)
    return pointer is not None and all(
        word.stem in ignored() or word.text.lower() in words_of_telling() for word in words(text[: pointer.start()])
    )


def _moved(before: str, after: str, companies: Sequence[Named]) -> list[Named]:
    """Company spans again after the spelling of "non-GAAP" was made one."""
    found = []
    for start, end, name in companies:
        at = after.find(before[start:end], max(0, start - 8))
        at = at if at >= 0 else after.find(before[start:end])
        if at >= 0:
            found.append((at, at + end - start, name))
    return found


def _topic(
    text: str,
    piece: Span,
    taken: Sequence[Span],
    mentions: Sequence[Named],
    soft: frozenset[str],
    names: Sequence[Span],
) -> Topic:
    """The topic that a stretch of the question names.

    Arguments:
        soft: stems of words that a line may lack.
        names: where parts are named, of which a line may lack no word.
    """
    start, end = piece
    inside = [mention for mention in mentions if start <= mention[0] and mention[1] <= end]
    said = label_stems(text[inside[0][0] : inside[0][1]]) if len(inside) == 1 else frozenset[str]()
    if said and said <= generic():
        others = {word.stem for word in words(outside(text[start:end], [(s - start, e - start) for s, e in taken]))}
        if others - ignored() - generic() - soft:
            inside = []  # "servicing cost" asks for no cost in general
    terms: list[Term] = []
    last = start
    proper = _proper_names(text)
    # Behind a company's name a word that else only asks ends a product's: "Korvane Go".
    products = {end + 1 for _, end in taken if _PRODUCT.match(text, end)}
    restricting = phrases()["restricting"]
    owes = any(_is_balance(name) for _, _, name in inside)
    held = any(_is_held(name) for _, _, name in inside)
    for word in words(text[start:end]):
        at, to = word.start + start, word.end + start
        if _overlap((at, to), taken):
            last = to
            continue
        owner = next((i for i, (s, e, _) in enumerate(inside) if s <= at and to <= e), -1)
        counted = _is_counted(word.text, text[:at])
        if owner < 0 and word.stem in ignored() and not (counted or at in products or _LETTER.search(text[:at])):
            continue
        if owner < 0 and word.stem == _BALANCE and held:
            continue  # what is held on a day is a balance; of the lines for it the one so called is not meant more
        breaks = bool(terms) and _breaks(text[last:at]) and (owner < 0 or owner != terms[-1].mention)
        if (
            breaks
            and owner < 0
            and _OF.fullmatch(text, last, at)
            and not any(t.mention < 0 and not t.soft for t in terms)
        ):
            breaks = False  # "revenue in the quarter, for Games and for Music": no list of revenue and Games
        unsaid = (
            owner < 0
            and at not in proper
            and not counted
            and not (at in products and word.stem in ignored())
            and not _DOING.match(text, at)
            and not (breaks and _is_name(word.text) and _is_named(terms[-1]))
            and not any(s <= at and to <= e for s, e in names)
            and not (
                word.text.lower() in restricting
                and (_OUT_OF.search(text, 0, at) or any(s == to + 1 for s, _, _ in inside))
            )
            and (
                word.stem in soft
                or (word.stem == _OUTSTANDING and owes)
                or word.text.lower().removesuffix("'s") in framing()
            )
            and not _GAIN.match(text, at)
        )
        terms.append(Term(word.stem, word.text, unsaid, breaks, owner))
        last = to
    basis = _basis(text[start:end])
    named = [name for _, _, name in inside]
    return Topic(
        tuple(terms),
        tuple(map(_adjusted, named) if basis == "non-GAAP" and len(named) == 1 else named),
        basis,
        bool(pattern("number_of").search(text)),
        _PAID.search(text) is not None,
        _way(outside(text, [(s, e) for s, e, _ in mentions])),
    )


def _is_counted(word: str, before: str) -> bool:
    """Whether a word says what is counted, and is no verb: "how many states"."""
    return word[-1] == "s" and before.lower().endswith("how many ") and word.lower() not in phrases()["measuring"]


@cache
def _adjusted(metric: str) -> str:
    """The measure that a metric is on an adjusted basis, where that has a name of its own: adjusted EBITDA."""
    adjusted = f"Adjusted{metric}"
    return adjusted if adjusted in vocabulary().metrics else metric


def _way(free: str) -> Way:
    """Which way a question says that money goes, by what it says outside its metrics."""
    said = {word.text.lower() for word in words(free)}
    ways: Sequence[Way] = ("owed", "spent")
    known = toml("synonyms")
    way: Way = next((way for way in ways if not said.isdisjoint(known[way]["said"])), "")
    return way if way and said.isdisjoint(known[way]["by_others"]) else ""


@cache
def _is_held(name: str) -> bool:
    metric = vocabulary().metrics.get(name)
    return metric is not None and metric.instant


def _is_named(term: Term) -> bool:
    """Whether a term is of a name: "Games" of "sales of Games and of Publishing", where the other is one, too."""
    return not term.soft and term.mention < 0 and _is_name(term.text)


def _is_name(word: str) -> bool:
    return word[0].isupper() and not word.isupper()


@cache
def _is_balance(name: str) -> bool:
    """Whether a metric is an amount of money that is outstanding of itself; of a credit line it may be its size."""
    metric = vocabulary().metrics.get(name)
    return metric is not None and metric.instant and metric.unit == "money" and _OWED.search(name) is not None


@lru_cache(maxsize=256)
def _proper_names(text: str) -> frozenset[int]:
    """Where the words of names stand that are of several words, each of which may also ask: "Rising Star Group"."""
    found: set[int] = set()
    for name in _NAME.finditer(text):
        said = [word.start + name.start() for word in words(name[0])]
        found.update(said)
    return frozenset(found) if len(found) * 2 < len(words(text)) else frozenset()


def _breaks(between: str) -> bool:
    joints = re.findall(r"[,;/+]|\b(?:and|or|plus|versus|vs)\b|&", between)
    return bool(joints) and (joints != [","] or not _ASKS.search(between))  # "For loans on hotels, what allowance"


@cache
def _soft_stems(*, guidance: bool, listing: bool) -> frozenset[str]:
    """Words that say how something is asked, or which outlook and what became of it, and which a line may lack.

    Arguments:
        listing: whether several figures are asked for: "sales by product" asks for all, "product sales" for some.
    """
    asked = phrases()
    entries = [
        *(entry for entries in asked["direction"].values() for entry in entries),
        *asked["superlative"]["most"],
        *asked["superlative"]["least"],
        *asked["intent"]["guidance"],
        *asked["intent"]["percent"],
        *asked["intent"]["amount"],
        "nonGAAP",
        "gaap",
        "adjusted",
        "year-over-year",
        "basis",
        "reported",
        "sequential",
        *asked["soft"],
        *(asked["outlook"] if guidance else ()),
        *(asked["intent"]["list"] if listing else ()),
    ]
    return frozenset(stem(word) for entry in entries for word in re.findall(r"\w+", entry))


def _basis(text: str) -> Basis | None:
    if _ADJUSTED.search(text):
        return "non-GAAP"
    if _PRO_FORMA.search(text) and not re.search(r"\bnot pro[- ]forma\b", text, re.I):
        return "pro forma"
    return "GAAP" if _GAAP.search(text) else None
