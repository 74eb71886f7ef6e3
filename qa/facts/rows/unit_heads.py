"""What rows that only name a good are of by the head above them: "Crude oil (per Bbl)" below "Average realized prices"."""

import re
from collections.abc import Iterator

from qa.facts.rows.stated_units import stated_price, stated_volume
from qa.frozen import frozen
from qa.language.metric import Metric
from qa.language.values import MetricMention
from qa.language.vocabulary import vocabulary
from qa.tables.statement import Row, Statement

_UNIT = re.compile(r"\s*\([^()]*\)\s*$")
# "Average realized prices, including hedges:"
_HEAD = re.compile(
    r"(?P<core>.+?)(?:[,\s]+(?P<rest>(?:includ|exclud|before|after|with|without|net of)\w*\b.*?))?[\W⁰-⁹]*$",
    re.IGNORECASE,
)


@frozen
class Good:
    """What a row of a good states: the metric, and what its head says of it beside another with the same rows."""

    mention: MetricMention
    metric: Metric
    dimensions: tuple[tuple[str, str], ...] = ()


def of_good(row: Row, statement: Statement) -> Good | None:
    """Return what a row of a good in a stated unit is of by its head; None where no vocabulary knows it, nor by another unit."""
    head = _HEAD.match(_UNIT.sub("", row.heads[-1].strip(" :"))) if row.heads else None
    volume, price = stated_volume(row, statement), stated_price(row)
    if head is None or not (volume or price):
        return None
    for label in _in_full(_UNIT.sub("", row.label), head["core"]):
        mention = vocabulary().label(label)
        metric = vocabulary().metrics[mention.metric] if mention else None
        if mention and metric and _is_measured(metric, bool(price)):
            return Good(mention, metric, _told_apart(head, row, statement))
    return None


def _in_full(good: str, core: str) -> Iterator[str]:
    """Yield what is measured of a good in full: "natural gas production volumes", "average realized natural gas prices"."""
    *words, last = core.split()
    yield f"{good} {core}"
    yield " ".join([*words, good, last])


def _is_measured(metric: Metric, is_price: bool) -> bool:
    if is_price:
        return metric.unit.startswith("money/")
    return not metric.unit.startswith("money") and metric.unit not in ("percent", "ratio", "days", "shares")


def _told_apart(head: re.Match[str], row: Row, statement: Statement) -> tuple[tuple[str, str], ...]:
    """How a head differs from another of the table that measures the same: "including hedges" beside "excluding hedges"."""
    others = {other.heads[-1] for other in statement.rows if other.heads and other.heads[-1] != row.heads[-1]}
    cores = [match["core"].lower() for other in others if (match := _HEAD.match(_UNIT.sub("", other.strip(" :"))))]
    return (("Measure", head["rest"].strip()),) if head["rest"] and head["core"].lower() in cores else ()
