"""What a head or a title divides: "Net sales by category" into rows that are its parts, "United States revenue" by itself."""

import re

from qa.facts.rows.members import WHOLE, axis
from qa.language.metric import Metric
from qa.language.values import MetricMention
from qa.language.vocabulary import vocabulary

_LETTERS = re.compile(r"[a-z]+", re.I)
_ALL = frozenset(["total", "net", "all", "consolidated", "combined", "company"])
MARKS = re.compile(r"[⁰¹²³⁴-⁹⁽⁾*†‡]|\(\d{1,2}\)")
_WHEN = re.compile(r"\s+(?:for|in|during|over) the\b.*$|\s+(?:were|was|are|is) as follows\b.*$", re.I)
_BY = re.compile(r"(?P<metric>.+?)\s+by\s+(?:reportable |operating |business |major )?(?P<axis>[a-z ]+)$", re.I)
_NO_MEMBER = re.compile(
    rf"{WHOLE.pattern}|\b(?:items?|impact\w*|adjust\w*|reconcil\w+|changes?|effects?|components?|details?|analysis|summary)\b",
    re.I,
)


def divided(
    head: str, heads: tuple[str, ...], title: str
) -> tuple[MetricMention | None, tuple[tuple[str, str], ...], str]:
    """Return the metric that a head divides, the member that the head itself names, and the axis it divides by.

    "Net sales by category" divides net sales along Category; "United States revenue" is revenue of one member.
    """
    said = MARKS.sub("", head).strip(" :*")
    by = _BY.match(said)
    if by:
        found, outer, _ = divided(by["metric"], heads, title)
        if found is None and by["axis"].lower().startswith("segment"):
            found = vocabulary().label(f"segment {by['metric']}")  # "Profit by segment"
        return found, outer, by["axis"].strip().capitalize()
    # "Comparable sales for the second quarter were as follows"
    whole = vocabulary().label(said, heads, title) or vocabulary().label(_WHEN.sub("", said), heads, title)
    if whole:
        return whole, (), ""
    words = said.split()
    for cut in range(1, min(len(words), 5)):
        rest, member = " ".join(words[cut:]), " ".join(words[:cut])
        found = vocabulary().label(rest, heads, title)
        if found and divisible(vocabulary().metrics[found.metric]) and not _NO_MEMBER.search(member):
            member = re.sub(r"\s+segment$", "", member, flags=re.I)
            return found, ((axis([member]), member),), ""
    return None, (), ""


def divisible(metric: Metric) -> bool:
    """Return whether rows below the metric's name are its parts: revenue by product, comparable sales by region, margins.

    The flows below "operating activities" are no parts.
    """
    is_margin = metric.name.endswith("Margin") or metric.name == "ReturnOnSales"
    rate = metric.unit == "percent" and (metric.family == "operating" or is_margin)
    return rate or (metric.unit == "money" and not metric.instant and not metric.name.startswith("NetCash"))


def says_no_more(member: str, head: str) -> bool:
    """Return whether a total's words are those of its head: "Total international" below "International revenue"."""
    return {word.lower() for word in _LETTERS.findall(member)} - _ALL <= {
        word.lower() for word in _LETTERS.findall(head)
    }
