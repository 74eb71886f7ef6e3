"""The metrics that a question names: by the vocabulary's wordings, by a formula's, and by words that stand apart."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from qa.language.metrics import metrics_in
from qa.language.values import MetricMention
from qa.language.vocabulary import vocabulary
from qa.questions.formulas import asked_formulas
from qa.questions.intents import Named
from qa.questions.patterns import Span
from qa.questions.words import framing, ignored, phrases, words

_PERCENT_AFTER = re.compile(r"\s*(?:%|percent(?:age)?\b|pct\b|rate\b|margin\b)", re.I)
_DOLLARS = re.compile(r"\$|\bdollars?\b|\bamount\b", re.I)
_PER_SHARE = re.compile(
    r"\b(?:per|a|each|one|(?:for|on) (?:each|every|one))(?: (?:fully|diluted|basic|common|ordinary|single))* (?:share|unit)(?:'s)?\b", re.I
)  # fmt: skip
_VARIANT = re.compile(r"\b(?:basic|diluted)\b", re.I)
_EARNED = re.compile(
    r"\b(?:earn(?:ed|ings?)?|los[ets]|loss|lost|profits?|income|results?|make|made|bottom[- ]line)\b", re.I
)
_SPENT = re.compile(
    r"\b(?:spen[dt]|spending|pay|paid|pays|paying|payments?|invest(?:ed|ing|s)?|la(?:y|id)|outlays?|outflows?|shell(?:ed)?|fork(?:ed)?"
    r"|bought|buy|buying|purchas\w+|acquir\w+|cash (?:went|used|go|going|out))\b",
    re.I,
)
_CASH = re.compile(r"(?:in )?cash", re.I)
_CASH_MOVES = "cash_flow"  # the family of metrics beside which "cash" says only what was paid


def find_mentions(text: str, taken: Iterable[Span]) -> tuple[list[Named], list[Span]]:
    """Return the metrics that a question names, and where words stand that belong to one of them though apart from it.

    Arguments:
        taken: what says something else (periods, companies).
    """
    found: list[Named] = [
        (entity.start, entity.end, entity.value.metric)
        for entity in metrics_in(text, asked=True)
        if isinstance(entity.value, MetricMention)
    ]
    found = [(start, end, _rate(name, text, start, end)) for start, end, name in found]
    kept = _longest([*found, *asked_formulas(text)], list(taken))
    kept, apart = _strong(kept, text)
    kept = [(start, end, _spent(name, text, start)) for start, end, name in kept]
    kept, apart = _variants(kept, apart, text)
    return _per_share(kept, apart, text)


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


def _strong(mentions: list[Named], text: str) -> tuple[list[Named], list[Span]]:
    """Leave out what names a metric only where nothing else does: "did they make" beside EBITDA, "cash" beside dividends."""
    if len(mentions) < 2:
        return mentions, []
    firm = [mention for mention in mentions if not is_weak(text[mention[0] : mention[1]])] or mentions[:1]
    families = {_family(name) for _, _, name in firm}
    counted = any(name.startswith("WeightedAverageNumber") for _, _, name in firm)
    beside = [
        mention
        for mention in firm
        if (_CASH.fullmatch(text[mention[0] : mention[1]]) and _CASH_MOVES in families)
        or (counted and mention[2].startswith("EarningsPerShare"))  # "the shares used for EPS"
    ]
    dropped = [mention for mention in mentions if mention not in firm or mention in beside]
    return [mention for mention in firm if mention not in beside], [(start, end) for start, end, _ in dropped]


def is_weak(said: str) -> bool:
    """Whether a mention is of words that ask rather than name, so that it yields to any other ("did they make")."""
    return all(word.stem in ignored() or word.text.lower() in framing() for word in words(said))


def _family(name: str) -> str:
    metric = vocabulary().metrics.get(name)
    return metric.family if metric else ""


def _spent(name: str, text: str, start: int) -> str:
    """The payment for what a balance sheet names: "what did they pay for equipment"."""
    payment = _payments().get(name)
    return payment if payment and _SPENT.search(text, 0, start) else name


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
