"""The metrics that a question names: by the vocabulary's wordings, by a formula's, and by words that stand apart."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from qa.language.metrics import metrics_in
from qa.language.sought import Sought
from qa.language.stems import ignored, words
from qa.language.values import MetricMention
from qa.language.vocabulary import vocabulary
from qa.questions.computing.formulas import asked_formulas
from qa.questions.parsing.intents import outside
from qa.questions.parsing.patterns import Named, Span
from qa.questions.parsing.words import framing, phrases

_PERCENT_AFTER = Sought(
    r"\s*(?:(?:%|percent(?:age)?\b|pct\b)(?!\s*(?:change|chg|growth|increase|decrease|decline|rise|drop|move)\b)|rate\b|margin\b)"
)
_DOLLARS = Sought(r"\$|\bdollars?\b|\bamount\b")
_PER_SHARE = Sought(
    r"\b(?:per|a|each|one|(?:for|on) (?:each|every|one))(?: (?:fully|diluted|basic|common|ordinary|single))* (?:share|unit)(?:'s)?\b"
)  # fmt: skip
_DEBT = "DebtLongtermAndShorttermCombinedAmount"
_BORROWED = ("borrowed", "borrowing", "owe lenders")
_LENT = re.compile("Debt|LinesOfCredit|LineOfCredit|Notes|CommercialPaper|Advances|Borrowings|LoansPayable")
_SHARE_COUNT = "ShareCount"
_NET_OF = re.compile(r"\b(?:net of|less|after|minus|before)(?: (?:the|its|any|all))* $", re.I)
_SHARES_COUNTED = Sought(
    r"\b(?:how many|number of|quantity of|count of)(?: (?!dollars)[a-z-]+){0,3} (?:shares|stock)\b|\b(?:number of|in) shares\b|\bshare count\b"
)
_SHARES_VALUED = Sought(r"\b(?:at|for|the|what|how much)(?: total| aggregate)? cost\b|\bdollars?\b|\$|\bcost of\b")
_VARIANT = Sought(r"\b(?:basic|diluted)\b")
_EARNED = Sought(r"\b(?:earn(?:ed|ings?)?|los[ets]|loss|lost|profits?|income|results?|make|made|bottom[- ]line)\b")
_EARNS = Sought(
    r"\b(?:how much|what)(?: (?:money|profit))? (?:did|does|do|has|have) (?P<who>(?!(?:it|they|we|you)\b)[^?]+?) (?P<verb>earn(?:ed)?)\b"
)
_SPENT = Sought(
    r"\b(?:spen[dt]|spending|pay|paid|pays|paying|payments?|invest(?:ed|ing|s)?|la(?:y|id)|outlays?|outflows?|shell(?:ed)?|fork(?:ed)?"
    r"|bought|buy|buying|purchas\w+|acquir\w+|cash (?:went|used|go|going|out))\b"
)
# Who did it stands between these and a verb by which alone a metric is meant; what follows says when.
_ASKED_OF = re.compile(r"\b(?:(?:did|has|have|had)\b(?: [\w&.'|-]+){1,6}|(?:which|who|that)\b(?: [\w&.'|-]+){0,4}) $")
_PREPOSED = re.compile(
    r"(?:in|during|over|for|across|through|more|less|most|the most|the least|from (?!continuing|discontinued)|throughout|(?:under|by|per|on an?) (?:us |u\.s\. )?(?:gaap|nongaap|reported|adjusted)|last|this|overall|altogether|from january|between)\b"
)
_MOVED = Sought(
    r"(?:net )?(?:changes?|increases?|decreases?|(?:increase|decrease) \((?:increase|decrease)\)) in (?:the |its )?"
)
_BETWEEN = re.compile(r"\b(?:since|from|between|compared|than|versus|yoy|y/y|year over year|percent(?:age)?)\b|%", re.I)
_RATE_OF = re.compile(r"rate of ", re.I)
_OF_CHANGE = re.compile(r"\b(?:growth|change|increase|decrease|decline|inflation) $", re.I)
_SAID_AGAIN = re.compile(
    r"(?: (?:expenses?|costs?|spending|figure|line))?(?:(?: (?:in|for|during|at))? +)?(?:\s*\(|,? (?:as in|i\.?e\.?,?|that is,|meaning|in other words,?) )(?:the |its |their )?"
    r"(?:(?:change|drop|fall|decline|decrease|rise|increase|growth) in (?:the |its |their )?)?",
    re.I,
)
_CLOSES = re.compile(r"\s*(?:[),;:.?]|$)")
_FROM = re.compile(
    r"\b(?:(?:bring|brought|take|took|taken|pull(?:ed)?|rak(?:e|ed)|book(?:ed)?|earn(?:ed)?|ma[dk]e)(?: in)?|sales|revenues?) from (?:the |its |their )?$",
    re.I,
)
_COST_OF = re.compile(r"\bcosts? of (?!(?:the|its|their) )(?:(?!and\b|or\b|to\b|against\b)[\w&'-]+ ){0,4}$", re.I)
_CASH = re.compile(r"(?:in )?cash", re.I)
_CASH_MOVES = "cash_flow"  # the family of metrics beside which "cash" says only what was paid


def find_mentions(text: str, taken: Sequence[Span], companies: Sequence[Span] = ()) -> tuple[list[Named], list[Span]]:
    """Return the metrics that a question names, and where words stand that belong to one of them though apart from it.

    Arguments:
        taken: what says something else (periods).
        companies: where companies are named, which a metric's name may go around: "shares of Korvane common stock".
    """
    taken = list(taken)
    found: list[Named] = [
        (entity.start, entity.end, entity.value.metric)
        for entity in metrics_in(_parted(outside(text, companies), taken), asked=True)
        if isinstance(entity.value, MetricMention)
    ]
    found = [(start, end, _rate(name, text, start, end)) for start, end, name in found]
    found = [(start, end, _in_unit(name, text)) for start, end, name in found]
    kept = _longest([_level(mention, text) for mention in (*found, *asked_formulas(text))], list(taken))
    kept = [(start, end, _spent(name, text, start)) for start, end, name in kept]
    kept, again = _restated(kept, outside(text, taken))
    kept, apart = _strong(kept, text)
    kept = [(start, end, _cost_of(name, text, start)) for start, end, name in kept]
    kept, apart = _variants(kept, apart, text)
    kept, apart = _per_share(kept, apart, text)
    if len(kept) == 1 and _is_source(kept[0], text):
        kept = []  # "what did they bring in from real estate" asks for no balance
    return (kept, apart + again) if kept else (_earned(text, taken) or _bare(text, taken), apart)


def _level(mention: Named, text: str) -> Named:
    """What moves, where its change is asked for rather than a line that is one.

    The balance between two days ("change in inventories from the end of 2022 to June 30"); what has a longer name than
    the line ("change in income tax expense"); what grows at a rate ("growth rate of income tax").
    """
    start, end, _ = mention
    rate = _RATE_OF.match(text, start, end) if _OF_CHANGE.search(text, 0, start) else None
    moved = rate or _MOVED.match(text, start, end)
    if moved is None:
        return mention
    for entity in metrics_in(text[moved.end() :], asked=True):
        if not isinstance(entity.value, MetricMention):
            continue
        first, last = moved.end() + entity.start, moved.end() + entity.end
        balance = vocabulary().metrics[entity.value.metric].instant and _BETWEEN.search(text)
        if first < end and (rate or balance or last > end):
            return (first, last, entity.value.metric)
    return mention


def _is_source(mention: Named, text: str) -> bool:
    """Whether a balance is named as where revenue came from."""
    metric = vocabulary().metrics.get(mention[2])
    return metric is not None and metric.instant and _FROM.search(text, 0, mention[0]) is not None


def _parted(text: str, taken: Sequence[Span]) -> str:
    """The text with a stop where something else is said: "net income for the quarter" names net income."""
    for start, end in taken:
        text = f"{text[:start]};{' ' * (end - start - 1)}{text[end:]}"
    return text


def _bare(text: str, taken: Sequence[Span]) -> list[Named]:
    """What a verb alone asks for, where nothing is named: "how much did Tarnwick bring in during the quarter"."""
    lowered = text.lower()
    for metric, said in _bare_verbs().items():
        for match in said.finditer(lowered):
            follows = lowered[match.end() :].lstrip(" ,?.!")
            ends = not follows or any(s - 8 <= match.end() <= s for s, _ in taken) or _PREPOSED.match(follows)
            if ends and _ASKED_OF.search(lowered, 0, match.start()):
                return [(match.start(), match.end(), metric)]
    return []


@cache
def _bare_verbs() -> dict[str, re.Pattern[str]]:
    return {
        metric: re.compile(rf"\b(?:{'|'.join(map(re.escape, said))})\b") for metric, said in phrases()["bare"].items()
    }


def _earned(text: str, taken: Sequence[Span]) -> list[Named]:
    """What a part of the company earned: "how much did Europe earn?" asks for its profit, and not for its sales."""
    match = _EARNS.search(text)
    if match is None or any(start < match.end("verb") and match.start("who") < end for start, end in taken):
        return []
    return [(*match.span("verb"), "SegmentOperatingIncome")]


def _longest(found: Sequence[Named], occupied: list[Span]) -> list[Named]:
    kept: list[Named] = []
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


def _in_unit(name: str, text: str) -> str:
    """What a mention of shares names where their worth is asked, and the other way around: "number of shares bought back"."""
    metric = vocabulary().metrics.get(name)
    counted, valued = _SHARES_COUNTED.search(text), _SHARES_VALUED.search(text)
    if metric is None or bool(counted) == bool(valued):
        return name
    return metric.by_unit.get("shares", name) if counted else _valued().get(name, name)


@cache
def _valued() -> dict[str, str]:
    """The amount that goes with a number of shares: what treasury shares cost, what was paid for those bought back."""
    return {
        m.by_unit["shares"]: m.name
        for m in vocabulary().metrics.values()
        if "shares" in m.by_unit and m.unit == "money"
    }


def _restated(mentions: list[Named], text: str) -> tuple[list[Named], list[Span]]:
    """Leave out what a metric behind it says more exactly: "overhead (SG&A)", "costs, i.e. total operating expenses"."""
    for (start, end, name), (at, to, other) in pairwise(mentions):
        how = _CASH.fullmatch(text, at, to)  # "share buybacks (cash)" restates nothing
        if not how and _unit(name) == _unit(other) and _SAID_AGAIN.fullmatch(text, end, at) and _CLOSES.match(text, to):
            return [m for m in mentions if m != (start, end, name)], [(start, end)]
    return mentions, []


def _strong(mentions: list[Named], text: str) -> tuple[list[Named], list[Span]]:
    """Leave out what names a metric only where nothing else does: "did they make" beside EBITDA, "cash" beside dividends."""
    if len(mentions) < 2:
        return mentions, []
    firm = [mention for mention in mentions if not is_weak(text[mention[0] : mention[1]])] or mentions[:1]
    families = {_family(name) for _, _, name in firm}
    counted = any(_unit(name) == "shares" for _, _, name in firm)
    beside = [
        mention
        for mention in firm
        if (_CASH.fullmatch(text[mention[0] : mention[1]]) and _CASH_MOVES in families)
        or (counted and mention[2].startswith("EarningsPerShare"))  # "the shares used for EPS"
        or (mention[2] == _SHARE_COUNT and any(name != _SHARE_COUNT and _unit(name) == "shares" for _, _, name in firm))
        or _is_held_against(mention, firm, text)
        or (mention[2] == _DEBT and text[mention[0] : mention[1]].lower() in _BORROWED and _is_lent(firm))
    ]
    dropped = [mention for mention in mentions if mention not in firm or mention in beside]
    return [mention for mention in firm if mention not in beside], [(start, end) for start, end, _ in dropped]


@lru_cache(maxsize=4_096)
def meant(metric: str) -> tuple[str, ...]:
    """Return the metrics that answer a question for a metric: itself, then what filings state instead of it."""
    known = vocabulary().metrics.get(metric)
    return (metric, *known.related, *known.by_unit.values()) if known else (metric,)


def is_weak(said: str) -> bool:
    """Whether a mention is of words that ask rather than name, so that it yields to any other ("did they make")."""
    asking = words(said)
    named = len(asking) > 1 and asking[0].text.lower() not in phrases()["intent"]["yes_no"]  # "top line"
    return not named and all(word.stem in ignored() or word.text.lower() in framing() for word in asking)


def _is_lent(mentions: Sequence[Named]) -> bool:
    """Whether a balance is named beside the borrowing: "borrowed under the revolver" is what is drawn on it."""
    known = [vocabulary().metrics[name] for _, _, name in mentions if name != _DEBT and name in vocabulary().metrics]
    return any(metric.instant and metric.unit == "money" and _LENT.search(metric.name) for metric in known)


def _is_held_against(whole: Named, mentions: Sequence[Named], text: str) -> bool:
    """Whether what is deducted from a balance is named beside it: "depreciation accumulated on property"."""
    deducted = phrases()["held_against"].get(whole[2], "")
    return any(name == deducted and not _NET_OF.search(text[:start]) for start, _, name in mentions)


def _unit(name: str) -> str:
    metric = vocabulary().metrics.get(name)
    return metric.unit if metric else ""


def _family(name: str) -> str:
    metric = vocabulary().metrics.get(name)
    return metric.family if metric else ""


def _spent(name: str, text: str, start: int) -> str:
    """The payment for what a balance sheet names: "what did they pay for equipment"."""
    payment = _payments().get(name)
    return payment if payment and _SPENT.search(text, 0, start) else name


def _cost_of(name: str, text: str, start: int) -> str:
    """What revenue of some kind cost, where that is asked: "cost of hotel revenue" asks for no revenue."""
    metric = vocabulary().metrics.get(name)
    is_earned = (
        metric is not None and metric.unit == "money" and not (metric.instant or metric.expense or metric.outflow)
    )
    return "CostOfRevenue" if is_earned and _COST_OF.search(text, 0, start) else name


@cache
def _payments() -> dict[str, str]:
    return dict(phrases()["payments"])


def _per_share(mentions: list[Named], apart: list[Span], text: str) -> tuple[list[Named], list[Span]]:
    """Join a metric and the "per share" that stands apart from it: "per diluted share, what were earnings"."""
    per = next((m for m in _PER_SHARE.finditer(text) if not any(s < m.end() and m.start() < e for s, e, _ in mentions)), None)  # fmt: skip
    if per is None:
        return mentions, apart
    earned = _EARNED.search(text)
    if not mentions and earned:
        return _variants([(*earned.span(), "EarningsPerShare")], [*apart, per.span()], text)
    known = vocabulary().metrics.get(mentions[0][2]) if len(mentions) == 1 else None
    sibling = known.by_unit.get("money/share") if known else None
    if sibling:
        return _variants([(*mentions[0][:2], sibling)], [*apart, per.span()], text)
    return mentions, apart


def _variants(mentions: list[Named], apart: list[Span], text: str) -> tuple[list[Named], list[Span]]:
    """Join a metric and the variants said apart from it: "earnings per share, both basic and diluted"."""
    families = [
        at
        for at, (_, _, name) in enumerate(mentions)
        if name in vocabulary().metrics and vocabulary().metrics[name].variants
    ]
    if len(families) != 1:
        return mentions, apart
    start, end, name = mentions[families[0]]
    variants = vocabulary().metrics[name].variants
    free = [
        m
        for m in _VARIANT.finditer(text)
        if not start <= m.start() < end and not any(s <= m.start() < e for s, e, _ in mentions)
    ]
    said = {m[0].lower() for m in free}
    wanted = variants.get("both" if len(said) > 1 else next(iter(said), ""))
    if wanted is None:
        return mentions, apart
    changed = [*mentions[: families[0]], (start, end, wanted), *mentions[families[0] + 1 :]]
    return changed, [*apart, *(m.span() for m in free)]
