"""What a question holds figures against ("above $100 million", "a loss", "twice"), and what it supposes of one."""

import re
from decimal import Decimal

from qa.language.quantities import find_quantities
from qa.language.values import Quantity
from qa.questions.parsing.patterns import Span, before_limit, factors, may_be_limit, pattern, portions
from qa.questions.parsing.query import Limit, Supposition

_WAYS = ("above", "least", "below", "most")
_BARE = re.compile(r"\b(\d[\d,]*(?:\.\d+)?)\s*(?=\?|$)")
_FACTORS = {"doubled": Decimal(2), "halved": Decimal("0.5")}
TURNED = "turned"  # the unit of a limit that a figure is to have crossed
TIMES = "times"  # the unit of a limit that is so many times another figure
UNMOVED = "unmoved"  # the unit of a limit of nothing, by which a figure is not to have moved, or is to have ("changed")
_HALF = Decimal(50)


def limit_in(text: str) -> tuple[Limit | None, list[Span]]:
    """Return what a text holds figures against, and where it says so."""
    held = may_be_limit().search(text) is not None
    for entity in find_quantities(text) if held else ():
        against = before_limit().search(text[: entity.start])
        if against and isinstance(entity.value, Quantity):
            bare = entity.value.unit == "count" and entity.value.scale == 1
            unit = "" if entity.value.unit == "count" else entity.value.unit
            return _limit(against, entity.value.value, unit, bare=bare), [(against.start(), entity.end)]
    number = _BARE.search(text) if held else None
    against = before_limit().search(text[: number.start()]) if number else None
    if number and against:
        value = Decimal(number[1].replace(",", ""))
        return _limit(against, value, "", bare=True), [(against.start(), number.end())]
    for above, name in ((False, "in_the_red"), (True, "in_the_black")):
        match = pattern(name).search(text)
        if match:
            named = any(group is not None for group in match.groups())
            return Limit(above, Decimal(0)), [] if named else [match.span()]
    return None, []


def turn_in(text: str) -> tuple[Limit | None, list[Span]]:
    """Return the side of nothing to which a text holds a figure to have come from the other, and where it says so."""
    match = pattern("turned").search(text)
    if match is None:
        return None, []
    limit = Limit(match["profit"] is not None, Decimal(0), TURNED)
    return limit, [match.span("verb"), match.span("joint")]


def factor_in(text: str) -> tuple[Limit | None, list[Span]]:
    """Return how many times another figure a text holds one to be, and where it says so: "more than double", "2x"."""
    match = factors().search(text)
    if match is None:
        return None, []
    said = match["times"] or next(group[1:].replace("_", ".") for group, found in match.groupdict().items() if found)
    value = Decimal(said)
    against = before_limit().search(text[: match.start()])
    if against:
        return _limit(against, value, TIMES, bare=False), [(against.start(), match.end())]
    return Limit(value > 1, value, TIMES, including=True), [match.span()]


def portion_in(text: str) -> tuple[Limit | None, list[Span]]:
    """Return what part of a whole a text holds a figure against, in percent, and where it says so: "more than half of"."""
    match = portions().search(text)
    if match is None:
        return None, []
    way = next((way for way in _WAYS if match[way]), "")
    if match["over"]:
        return Limit(True, _HALF, "percent"), [match.span()]
    said = match["percent"] or next(
        name[1:].replace("_", ".") for name, found in match.groupdict().items() if found and name[1:2].isdigit()
    )
    limit = Limit(way in ("above", "least"), Decimal(said), "percent", including=way in ("least", "most"))
    return limit if way else None, [match.span()]


def unmoved_in(text: str) -> tuple[Limit | None, list[Span]]:
    """Return that a text holds a figure not to have moved, or to have moved, and where it says so: "stayed flat"."""
    match = pattern("unmoved").search(text)
    if match is None:
        return None, []
    return Limit(match["changed"] is not None, Decimal(0), UNMOVED), [match.span()]


def _limit(against: re.Match[str], value: Decimal, unit: str, *, bare: bool) -> Limit:
    way = against.lastgroup
    return Limit(way in ("above", "least"), value, unit, bare, way in ("least", "most"))


def supposition_in(how: str) -> Supposition | None:
    """Return what a clause supposes a figure to have been; None where that is not plain."""
    relative = pattern("by_percent").search(how)
    up, down = pattern("upwards").search(how), pattern("downwards").search(how)
    if relative and (up or down):
        share = Decimal(relative["number"]) / 100
        return Supposition(1 - share if down else 1 + share, factor=True)
    factor = next((times for word, times in _FACTORS.items() if re.search(rf"\b{word}\b", how, re.I)), None)
    if factor is not None:
        return Supposition(factor, factor=True)
    if pattern("nothing").search(how):
        return Supposition(Decimal(0))
    figures = [e.value for e in find_quantities(how) if isinstance(e.value, Quantity)]
    if len(figures) != 1 or up or down:
        return None
    return Supposition(figures[0].value, "" if figures[0].unit == "count" else figures[0].unit)
