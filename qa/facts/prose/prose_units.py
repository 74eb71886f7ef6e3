"""Tells which metric a sentence's figure is of by its unit: "net income of $5 million, or $0.24 per diluted share"."""

import re
from dataclasses import replace

from qa.facts.naming import per_unit
from qa.facts.prose.claims import Claim
from qa.language.currencies import is_currency
from qa.language.metric import Metric
from qa.language.phrases import phrases
from qa.language.values import Quantity
from qa.language.vocabulary import vocabulary

_THINGS = frozenset(phrases("prose")["things"]["units"])
_LEAST_RATE = 10  # in percent, from which on a bare number is no multiple
_MOST_PER_SHARE = 1000
_GROWS = re.compile(
    r"\b(?:growth|change|increase|decrease|decline)\b", re.IGNORECASE
)  # by which growth itself may move
PLACES = frozenset(  # what opens and closes, each called by the trade's own word
    [
        "store",
        "restaurant",
        "location",
        "branch",
        "office",
        "center",
        "club",
        "warehouse",
        "hotel",
        "shop",
        "outlet",
        "cafe",
        "bakery",
        "gym",
    ]
)
_EARNED = re.compile(r"(?:(?:recurring|diluted|basic|quarterly|record|reported) )*earnings", re.IGNORECASE)


def metric_and_unit(claim: Claim, text: str) -> tuple[str, str] | None:
    """Return the metric's name and the figure's unit; None where the two do not go together."""
    quantity = claim.figure.value
    if not isinstance(quantity, Quantity):
        return None
    if claim.kind == "part":
        whole = claim.whole
        return (f"{claim.subject.metric}PercentOf{whole.metric}", "percent") if whole and not quantity.points else None
    known = vocabulary().metrics.get(claim.subject.metric)
    if claim.kind == "change" and quantity.unit == "percent":
        of_growth = known is not None and known.unit == "percent" and is_growth(known.name)
        if of_growth and not quantity.points and not _GROWS.search(text, claim.subject.start, claim.subject.end):
            return claim.subject.metric, "percent"
        if quantity.points or (known and known.unit == "percent"):
            return None
        return growth_of(claim.subject.metric) or _moved_metric(claim, known, text), "percent"
    if known is None and quantity.unit.endswith("/share") and _is_earned(claim, text):
        known = vocabulary().metrics["EarningsPerShare"]
    if known is None:
        is_share = quantity.unit == "percent" and " " not in text[claim.subject.start : claim.subject.end]
        return None if quantity.points or is_share else (claim.subject.metric, quantity.unit)
    unit = claim.like if claim.like and claim.kind == "level" else claim.figure
    words = text[claim.subject.start : claim.subject.end] + " " + text[unit.start : unit.end]
    if isinstance(unit.value, Quantity):
        quantity = replace(quantity, unit=unit.value.unit)
    return _fitting(known, quantity, words.lower())


def _is_earned(claim: Claim, text: str) -> bool:
    """Whether a claim is of earnings, a common word without its unit: "earnings of $0.45 per share"."""
    return _EARNED.fullmatch(text, claim.subject.start, claim.subject.end) is not None


def _moved_metric(claim: Claim, known: Metric | None, text: str) -> str:
    """The metric of the level that grew by so many percent: "book value was $10.05, up 25%" is one per share."""
    level = claim.like.value if claim.like else None
    if claim.like is None or not isinstance(level, Quantity) or not (level.unit.endswith("/share") or is_price(level)):
        return claim.subject.metric
    if known is None and level.unit.endswith("/share") and _is_earned(claim, text):
        known = vocabulary().metrics["EarningsPerShare"]
    if known is None:
        return claim.subject.metric
    words = text[claim.subject.start : claim.subject.end] + " " + text[claim.like.start : claim.like.end]
    fitted = _fitting(known, level, words.lower())
    return fitted[0] if fitted else known.name


def growth_of(metric: str) -> str:
    """Return the metric that a metric's growth is by itself ("organic revenue growth"); empty where it has no such name."""
    known = vocabulary().metrics.get(metric)
    name = known.by_unit.get("percent", "") if known else ""
    return name if name.endswith("Growth") else ""


def is_margin(metric: str) -> bool:
    """Return whether a metric in percent is one of revenue by its name."""
    known = vocabulary().metrics.get(metric)
    return known is not None and known.by_unit.get("percent", known.name).endswith("Margin")


def is_growth(metric: str) -> bool:
    """Return whether a metric is by itself how much something grew in a year: so much comparable sales rose, or fell."""
    known = vocabulary().metrics.get(metric)
    return known is not None and (growth_of(metric) or known.name).endswith("Growth")


def _fitting(metric: Metric, quantity: Quantity, words: str) -> tuple[str, str] | None:
    """The metric itself, or the one that its words name where the unit is another."""
    if quantity.daily:
        daily = vocabulary().metrics.get(metric.by_unit.get("per day", ""), metric)
        return (daily.name, quantity.unit) if "Daily" in daily.name else None
    currency, _, per = quantity.unit.partition("/")
    money = is_currency(currency)
    if money and not per and metric.unit == "money/share" and is_price(quantity):
        per = "share"
    if money and not per and metric.unit.startswith("money/") and metric.unit != "money/share":
        # "revenue per shipment was $241.61": the metric's own words say of what each
        return (metric.name, metric.unit.replace("money", currency)) if quantity.scale == 1 else None
    if quantity.unit == "count" and quantity.scale > 1 and metric.unit in _THINGS:
        return metric.name, metric.unit  # "active devices surpassed 2.2 billion"
    if money and per not in ("", "share") and metric.unit == "money":
        # "lease operating expense was $14 million, or $5.36 per barrel"
        return (per_unit(metric.name, per), quantity.unit) if quantity.scale == 1 else None
    if money and not per and metric.unit == "percent" and metric.name.endswith("Margin"):
        return metric.name, currency  # "segment margin was $29.2 million"
    kind = ("money/share" if per == "share" else "" if per else "money") if money else quantity.unit
    if kind == "money" == metric.unit and is_price(quantity) and (quantity.decimals or 0) > 1:
        # "tangible book value was $11.09": per share, though no word says so
        named = vocabulary().metrics.get(metric.by_unit.get("money/share", ""))
        return (_variant(named, words), f"{currency}/share") if named else None
    if metric.unit != kind:
        metric = vocabulary().metrics.get(metric.by_unit.get(kind, ""), metric)
    if _is_rate_without_sign(metric, quantity):
        return metric.name, "percent"
    if quantity.points or (quantity.unit == "count" and metric.unit not in ("count", "ratio", "shares", "days")):
        return None
    if metric.unit == "money/share" == kind:
        return _variant(metric, words), f"{currency}/share"
    if metric.unit == "money" == kind:
        return metric.name, currency
    if money or kind == "percent":
        return (metric.name, "percent") if kind == metric.unit else None
    if metric.unit == "store" and kind in PLACES:
        return metric.name, kind
    fits = kind in (metric.unit, "count") or (metric.unit == "count" and kind not in ("ratio", "days", "shares"))
    return (metric.name, metric.unit) if fits else None


def _is_rate_without_sign(metric: Metric, quantity: Quantity) -> bool:
    """Whether a bare number is the percentage that a trade's ratio is: "an operating ratio of 91.3"; 1.2 may be a multiple."""
    plain = quantity.unit == "count" and quantity.scale == 1 and (quantity.decimals or 0) > 0 and not quantity.points
    return plain and metric.unit == "percent" and metric.name.endswith("Ratio") and quantity.value >= _LEAST_RATE


def is_price(quantity: Quantity) -> bool:
    """Whether an amount may be one per share, by its size."""
    return quantity.scale == 1 and abs(quantity.value) < _MOST_PER_SHARE


def _variant(metric: Metric, words: str) -> str:
    """The basic, the diluted or the common metric of a family, as the words say."""
    diluted, basic = "dilut" in words, "basic" in words
    kind = "both" if diluted and basic else "diluted" if diluted else "basic" if basic else ""
    return metric.variants.get(kind, metric.name)
