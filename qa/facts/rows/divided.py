"""What a head or a title divides: "Net sales by category" into rows that are its parts, "United States revenue" by itself."""

import re
from functools import lru_cache

from qa.facts.rows.members import OF_GROUPS, WHOLE, axis
from qa.language.metric import Metric
from qa.language.periods import find_periods
from qa.language.values import MetricMention
from qa.language.vocabulary import vocabulary
from qa.language.wording import singular
from qa.tables.captions import without_periods

TOTAL = re.compile(r"^total\s+", re.I)
_LETTERS = re.compile(r"[a-z]+", re.I)
_ALL = frozenset(["total", "net", "all", "consolidated", "combined", "company", "group", "average", "weighted"])
MARKS = re.compile(r"[⁰¹²³⁴-⁹⁽⁾*†‡]|\(\d{1,2}\)")
_WHEN = re.compile(r"\s+(?:for|in|during|over) the\b.*$|\s+(?:were|was|are|is) as follows\b.*$", re.I)
_RECONCILES = re.compile(r"\breconcil", re.I)
_RECONCILING = re.compile(
    r"\b(?:reconciliations?(?: of)?|supplemental|constant[- ]currency|(?:non[- ]?|u\.?s\.? )?gaap|to|from|and)\b|[-–—:]",
    re.I,
)
# A title: whose results stand below it, and not which of them.
_RESULTS = re.compile(r"\bresults$", re.I)
# "Operating segment revenue": that of each segment, and of none by this name.
_OF_SEGMENTS = re.compile(r"(?:operating |business |reportable )*segments?", re.I)
_BY = re.compile(r"(?P<metric>.+?)\s+by\s+(?:reportable |operating |business |major )?(?P<axis>[a-z ]+)$", re.I)
# "Net revenue by platform, geography and channel", each of which is a head below.
_BY_SEVERAL = re.compile(r"(?P<metric>.+?)\s+by\s+(?P<axes>[a-z -]+(?:(?:,|\s+and|\s*&|,\s*and)\s+[a-z -]+)+)$", re.I)
_BESIDE = re.compile(r",\s*(?:and\s+)?|\s+and\s+|\s*&\s*", re.I)
# What a title says of all of its rows, and names no part by: "Worldwide product revenue" stands above products.
_OF_ALL_ROWS = re.compile(r"(?:(?:worldwide|global|total|net|products?)\s*)+", re.I)
_COST_OF = re.compile(r"costs? of (?=\w)", re.I)  # of what some of the sales cost, and not these
_LEADING = re.compile(r"^(?:\([^()]*\)\s*)+(?=\w)")  # "(restated) Net sales", of a column above
_NO_MEMBER = re.compile(
    rf"{WHOLE.pattern}|\b(?:items?|impact\w*|adjust\w*|reconcil\w+|changes?|effects?|components?|details?|analysis|summary)\b|(?:\b(?:and|or|of|the|for|in|to|on|by|from)|&)$",
    re.I,
)


def divided(
    head: str, heads: tuple[str, ...], title: str
) -> tuple[MetricMention | None, tuple[tuple[str, str], ...], str]:
    """Return the metric that a head divides, the member that the head itself names, and the axis it divides by.

    "Net sales by category" divides net sales along Category; "United States revenue" is revenue of one member.
    """
    said = _LEADING.sub("", _undated(MARKS.sub("", head).strip(" :*")))
    if _RESULTS.search(said):
        return None, (), ""
    several = _BY_SEVERAL.match(_undated(title))
    if several and singular(said.lower()) in {singular(name) for name in _BESIDE.split(several["axes"].lower())}:
        return vocabulary().label(several["metric"]), (), said.capitalize()
    by = _BY.match(said)
    if by:
        found, outer, _ = divided(by["metric"], heads, title)
        if found is None and by["axis"].lower().startswith("segment") and not _RESULTS.search(by["metric"]):
            found = vocabulary().label(f"segment {by['metric']}")  # "Profit by segment"
        return found, outer, by["axis"].strip().capitalize()
    # "Comparable sales for the second quarter were as follows"
    whole = vocabulary().label(said, heads, title) or vocabulary().label(_WHEN.sub("", said), heads, title)
    if whole:
        return whole, (), ""
    cost = _COST_OF.match(said)
    words = said[cost.end() if cost else 0 :].split()
    for cut in range(1, min(len(words), 5)):
        rest, member = f"{cost[0] if cost else ''}{' '.join(words[cut:])}", " ".join(words[:cut])
        found = vocabulary().label(rest, heads, title)
        if found and (_OF_SEGMENTS.fullmatch(member) or (title in ("", head) and _OF_ALL_ROWS.fullmatch(member))):
            return found, (), ""
        metric = vocabulary().metrics[found.metric] if found else None
        if metric and divisible(metric) and not is_price(metric) and not _NO_MEMBER.search(member):
            member = re.sub(r"\s+segment$", "", member, flags=re.I)
            return found, ((axis([member]), member),), ""
    return None, (), ""


@lru_cache(maxsize=4096)
def _undated(words: str) -> str:
    """A head or a title without the period that it ends with: "Revenue by franchise, first half"."""
    last = next(reversed(find_periods(words)), None)
    return words[: last.start].rstrip(" ,:–—-(") if last and last.end == len(words.rstrip(")")) else words


def said_axis(title: str) -> str:
    """Return what a title says that it divides by, where it is one thing: "Channel" of "AUM and Net Flows by Channel"."""
    by = _BY.match(MARKS.sub("", without_periods(title)).strip(" :*–—-"))
    return by["axis"].strip().capitalize() if by and len(by["axis"].split()) < 3 else ""


def divisible(metric: Metric) -> bool:
    """Return whether rows below the metric's name are its parts: revenue by product, comparable sales by region, margins.

    The flows below "operating activities" are no parts.
    """
    is_margin = metric.name.endswith("Margin") or metric.name == "ReturnOnSales"
    rate = metric.unit == "percent" and (metric.family in ("operating", "real_estate") or is_margin)
    return (
        rate
        or is_price(metric)
        or (metric.unit == "money" and not metric.instant and not metric.name.startswith("NetCash"))
    )


def is_price(metric: Metric) -> bool:
    """Return whether a metric is so much for one of something: revenue per available room, cost per seat mile in cents."""
    return metric.unit == "cents" or (metric.unit.startswith("money/") and metric.unit != "money/share")


def bare_member(label: str, whole: MetricMention) -> str:
    """Return a member's name, the metric that it is divided from not said again: "Products" of "Products revenue"."""
    words = label.split()
    for cut in range(1, len(words)):
        again = vocabulary().label(" ".join(words[cut:]))
        if again and {again.metric, whole.metric} <= OF_GROUPS:
            return " ".join(words[:cut])
    return label


def reconciled(title: str) -> str:
    """Return what a title says is reconciled: "Segment revenue" of "Segment Revenue Constant Currency Reconciliation"."""
    return " ".join(_RECONCILING.sub(" ", title).split()) if _RECONCILES.search(title) else ""


def says_no_more(member: str, head: str) -> bool:
    """Return whether a total's words are those of its head: "Total international" below "International revenue"."""
    return _said(member) - _ALL <= _said(head)


def _said(words: str) -> set[str]:
    """The words in the singular: "Total comparable stores" below "Comparable store sales"."""
    return {singular(word) for word in _LETTERS.findall(words.lower())}
