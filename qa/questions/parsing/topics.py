"""The topic that a stretch of a question names: its words, the metrics that they mention, what a line may lack."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from qa.facts.fact import Basis
from qa.language.sought import Sought
from qa.language.stems import ignored, label_stems, stem, words
from qa.language.vocabulary import vocabulary
from qa.questions.parsing.intents import outside
from qa.questions.parsing.mentions import is_weak
from qa.questions.parsing.patterns import Named, Span, pattern
from qa.questions.parsing.query import Term, Topic, Way
from qa.questions.parsing.words import asking_verbs, deeds_of_parts, forms, framing, generic, houses, phrases
from qa.resources import toml

_ADJUSTED = Sought(r"\b(?:nongaap|adjusted|core|normalized|underlying|ex-items)\b")
_PRO_FORMA = Sought(r"\bpro[- ]forma\b")
_GAAP = Sought(r"\b(?:gaap|as[- ]reported|reported basis)\b")
_PAID = Sought(
    r"\b(?:spen[dt]|spending|owed?|costs?|charges?|write-?(?:down|off)s?|pa(?:y|ys|id|ying)|money|prices?|worth|dollars?)\b(?! dividend)"
)
_GAIN = re.compile(
    r"(?:gains?|loss(?:es)?)(?: (?:on|from)\b|(?: [\w&'.-]+){1,6} (?:book(?:ed)?|record(?:ed)?|recogni[sz]ed?|reali[sz]ed?|ma[dk]e|report(?:ed)?) (?:on|from)\b)",
    re.I,
)  # what is gained, not how something moved
_OWED = re.compile("Debt|Receivable|Payable|Loans|Deposits|Advances|Borrowings|Notes|CommercialPaper")
_OUTSTANDING, _BALANCE = stem("outstanding"), stem("balance")
_NAME = re.compile(r"(?<=[a-z'] )[A-Z][a-z]+(?:(?<=s)[’'])?(?: (?:and |& |of )?[A-Z][a-z]+)+")
_PRODUCT = re.compile(r" [A-Z][a-z]+(?= [a-z]|[,?.;:]|\s*$)")
_OUT_OF = re.compile(r"\b(?:from|of|in|by|at|on) $", re.I)  # "revenue came from acquired businesses"
_OF = re.compile(r"\s*[,:;-]\s*(?:both |each )?(?:for|of|in|at|from)\b\s*(?:(?:the|its|each of|both) )*", re.I)
_OUTSIDE = re.compile(r"\boutside (?:of )?(?:the )?[\w.]+(?: and| or|,|/)+ (?:the )?$", re.I)  # of two places, no list
_ASKS = re.compile(r"\b(?:what|which|how)\b", re.I)
_UNDER_CONTRACT = re.compile(r"(?<=\bunder )contract\b", re.I)  # such homes have not contracted
# What is done and costs or earns something is a name, though the verb may ask: "clearing costs", "the banking segment".
_DOING = re.compile(
    r"(?!remaining|resulting|including|excluding|existing|corresponding|outstanding|ongoing|recurring|underlying|ending|beginning|during|reporting|rising|falling|growing|increasing|declining|lowering|making|generating|having|being|using|getting|taking)"
    r"[a-z]{2,}ing (?:costs?|expenses?|charges?|fees?|revenues?|income)\b"
    r"|checking (?:accounts?|balances?|deposits?)\b"
    r"|(?<=\bthe )(?!operating|reporting|growing|performing|leading|losing|earning|making|paying|selling|contributing|continuing|remaining|existing|underlying|resulting|falling|declining|shrinking)"
    r"[a-z]{2,}ing (?:segment|division|unit|arm|business)\b"
    r"|(?:(?<=\bfor )|(?<=\bin )|(?<=\bof )|(?<=\babout ))(?-i:[A-Z][a-z]{2,}ing\b)",
    re.I,
)
# What moves, or is more or less, is no verb: "were returns higher", "did returns rise".
_MOVES = re.compile(
    r" (?:higher|lower|up|down|larger|smaller|bigger|greater|fewer|better|worse|rise|rose|fall|fell|grow|grew|increased?|decreased?|declined?|dropp?(?:ed)?|shrink|shrank|climb(?:ed)?|improved?|worsen(?:ed)?|exceed(?:ed)?)\b",
    re.I,
)
_PARTS = "segment|division|unit|arm"
_OF_A_PART = re.compile(rf" (?:{_PARTS})\b", re.I)  # "the Enterprise segment"
_NAMES_PART = re.compile(rf" (?:{_PARTS}|business|channel)\b(?! do\b)", re.I)  # "the direct business"
# Whom a company deals with is not itself: "payable to the pension trust", "leased from the landlord".
_DEALT_WITH = re.compile(
    r"\b(?:payable|paid|pay|owed?|owing|due|receivable|lent|lend|loans?|loaned|advance[ds]?|borrow(?:ed|ings)?|sold|sell|sales?|leased?|contribut\w+|transferred|supplied|shipped|bought|purchased) (?:to|from|by|with) (?:the )?$"
    r"|\b(?:pay|pays|paid|paying|owes?|owed) the $",
    re.I,
)
# What money is put into is no way that a figure went: "invested in portfolio improvements".
_PUT_INTO = re.compile(
    r"\b(?:invest|spen[dt]|put|paid|pay)\w*\b[^?,]*? (?:in|on|for|into|toward) (?:[\w-]+ ){1,2}$", re.I
)
# What names a part of what was talked of, though it may ask: "just the rates part of that".
_OF_THAT = re.compile(r" (?:part|portion|piece|slice|share|component) of (?:that|this|it|them|those|these)\b", re.I)
_TERM = re.compile(r"\b(?:long|short|medium)(?:er)?[- ]terms?\b", re.I)  # no word of it asks: "debt (long-term)"
_LETTER = Sought(r"\b(?:class|series|tranche|type)\s+$")


def overlaps(span: Span, others: Sequence[Span]) -> bool:
    """Return whether a span shares a place with one of others."""
    for start, end in others:  # noqa: SIM110 - `any` takes three times as long
        if start < span[1] and span[0] < end:
            return True
    return False


def topic_of(
    text: str,
    piece: Span,
    taken: Sequence[Span],
    mentions: Sequence[Named],
    soft: frozenset[str],
    names: Sequence[Span],
    rows: Sequence[Span] = (),
) -> Topic:
    """Return the topic that a stretch of a question names.

    Arguments:
        soft: stems of words that a line may lack.
        names: where parts are named, of which a line may lack no word.
        rows: where the text has whole labels of rows, of which no word asks.
    """
    start, end = piece
    inside = [mention for mention in mentions if start <= mention[0] and mention[1] <= end]
    counts = pattern("number_of").search(text) is not None
    if counts:  # "how many mills did they sell": no sales
        inside = [one for one in inside if not (_is_money(one[2]) and is_weak(text[one[0] : one[1]]))]
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
    names = [*names, *(found.span() for found in _TERM.finditer(text))]
    owes = any(_is_balance(name) for _, _, name in inside)
    held = any(is_held(name) for _, _, name in inside)
    for word in words(text[start:end]):
        at, to = word.start + start, word.end + start
        if overlaps((at, to), taken):
            last = to
            continue
        owner = next((i for i, (s, e, _) in enumerate(inside) if s <= at and to <= e), -1)
        counted = _is_counted(word.text, text[:at])
        if owner < 0 and word.stem in ignored() and not (counted or at in products or _LETTER.search(text[:at])):
            continue
        if owner < 0 and word.stem == _BALANCE and held:
            continue  # what is held on a day is a balance; of the lines for it the one so called is not meant more
        breaks = bool(terms) and _breaks(text[last:at]) and (owner < 0 or owner != terms[-1].mention)
        if breaks and any(s < last and at < e for s, e in names):
            breaks = False  # a part's name is no list: "Yarns/Threads"
        if breaks and _OUTSIDE.search(text, 0, at):
            breaks = False
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
            and not _UNDER_CONTRACT.match(text, at)
            and not (word.text.lower() in _deeds() and _MOVES.match(text, to))
            and not _OF_THAT.match(text, to)
            and not (word.text.lower() == "improvements" and _PUT_INTO.search(text, 0, at))
            and not (word.text.lower() in houses() and (_OF_A_PART.match(text, to) or is_dealt_with(text, at)))
            and not (word.text.lower() in deeds_of_parts() and _NAMES_PART.match(text, to))
            and not (breaks and _is_name(word.text) and _is_named(terms[-1]))
            and not any(s <= at and to <= e for s, e in names)
            and not (
                word.text.lower() in restricting
                and (_OUT_OF.search(text, 0, at) or any(s == to + 1 for s, _, _ in inside))
            )
            and (
                word.stem in soft
                or (word.stem == _OUTSTANDING and owes)
                or (word.text.lower().removesuffix("'s") in framing() and not any(s <= at and to <= e for s, e in rows))
            )
            and not _GAIN.match(text, at)
        )
        terms.append(Term(word.stem, word.text, unsaid, breaks, owner))
        last = to
    basis = basis_of(text[start:end])
    named = [name for _, _, name in inside]
    return Topic(
        tuple(terms),
        tuple(map(_adjusted, named) if basis == "non-GAAP" and len(named) == 1 else named),
        basis,
        counts,
        _PAID.search(text) is not None,
        _way(text, mentions),
    )


def is_dealt_with(text: str, at: int) -> bool:
    """Return whether what begins at a place in a text is whom the company deals with, and so not the company."""
    return _DEALT_WITH.search(text, 0, at) is not None


@cache
def _deeds() -> frozenset[str]:
    """The verbs by which questions ask, as they end in "s", where they may be nouns, too: "returns"."""
    return frozenset(form for verb in asking_verbs() for form in forms(verb) if form.endswith("s") and form != verb)


def _is_counted(word: str, before: str) -> bool:
    """Whether a word says what is counted, and is no verb: "how many states"."""
    return word[-1] == "s" and before.lower().endswith("how many ") and word.lower() not in phrases()["measuring"]


@cache
def _adjusted(metric: str) -> str:
    """The measure that a metric is on an adjusted basis, where that has a name of its own: adjusted EBITDA."""
    adjusted = f"Adjusted{metric}"
    return adjusted if adjusted in vocabulary().metrics else metric


def _way(text: str, mentions: Sequence[Named]) -> Way:
    """Which way a question says that money goes, by what it says outside its metrics."""
    if not _way_of({word.text.lower() for word in words(text)}):
        return ""  # as of most, which need not be taken apart again
    said = {word.text.lower() for word in words(outside(text, [(s, e) for s, e, _ in mentions]))}
    way = _way_of(said)
    others = toml("synonyms")[way]["by_others"] if way else ()
    return way if way and (said.isdisjoint(others) or _to_others(tuple(others)).search(text)) else ""


@cache
def _to_others(others: Sequence[str]) -> re.Pattern[str]:
    """What it is that is owed to others, rather than by them: "owe customers", "owed to its members"."""
    return re.compile(rf"\bow(?:e|es|ed|ing) (?:to )?(?:its |their |our |the )?(?:{'|'.join(others)})\b", re.I)


def _way_of(said: set[str]) -> Way:
    ways: Sequence[Way] = ("owed", "spent")
    return next((way for way in ways if not said.isdisjoint(toml("synonyms")[way]["said"])), "")


@cache
def is_held(name: str) -> bool:
    """Return whether a metric is a balance, held on a day."""
    metric = vocabulary().metrics.get(name)
    return metric is not None and metric.instant


def _is_named(term: Term) -> bool:
    """Whether a term is of a name: "Games" of "sales of Games and of Publishing", where the other is one, too."""
    return not term.soft and term.mention < 0 and _is_name(term.text)


def _is_name(word: str) -> bool:
    return word[0].isupper() and not word.isupper()


@cache
def _is_money(name: str) -> bool:
    metric = vocabulary().metrics.get(name)
    return metric is not None and metric.unit == "money"


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
def soft_stems(*, guidance: bool, listing: bool) -> frozenset[str]:
    """Return the stems of words that say how something is asked, or which outlook and what became of it, and which a line may lack.

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


def basis_of(text: str) -> Basis | None:
    """Return the accounting basis that a text names; None where it names none."""
    if _ADJUSTED.search(text):
        return "non-GAAP"
    if _PRO_FORMA.search(text) and not re.search(r"\bnot pro[- ]forma\b", text, re.I):
        return "pro forma"
    return "GAAP" if _GAAP.search(text) else None
