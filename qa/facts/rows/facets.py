"""What heads and columns say of that which a table's title names: how many, for how much, at what price; and in what unit."""

import re
from typing import Literal

from qa.language.amount_behind import one_of
from qa.language.phrases import phrases
from qa.tables.captions import read_scales
from qa.tables.statement import Column, Figure, Row, Statement

Facet = Literal["count", "amount", "price"]

_COUNT = re.compile(r"(?:(?:number|no\.|#) of )?(?P<noun>unit|home|lot|vehicle|contract)s|number|count", re.I)
_FACETS: tuple[tuple[Facet, re.Pattern[str]], ...] = (
    ("count", _COUNT),
    ("amount", re.compile(r"(?:dollar |sales |total )?(?:value|amount)s?|dollars?|\$", re.I)),
    (
        "price",
        re.compile(r"(?:average|avg\.?) (?:selling |sales |unit |home )?prices?(?: per (?:unit|home))?|asp", re.I),
    ),
)
_RENT = re.compile(r"\baverage (?:[a-z]+ ){0,2}rents?\b|\brents? per\b", re.I)
_THINGS = re.compile(r"(?:.* )?(?P<noun>[a-z]+s)", re.I)
# "Average selling price per net ton"
_OF_ONE = re.compile(
    r"^(?!.*%)(?:[a-z-]+ ){0,4}(?:prices?|costs?|revenues?|sales|expenses?|rents?|margin|profit|income|loss|earnings|ebitda|realizations?)(?: \((?:loss|income)\))? per "
    r"(?:(?:net|average|available|equivalent|produced|sold|short|long|metric|gross) )*(?P<noun>[a-z]+(?: [a-z]+)??)(?:/[a-z]+)?(?: (?:sold|shipped|produced))?[\W\d]*$",
    re.I,
)
# "Total students at end of period", "New students starting in the period"
_HOW_MANY = re.compile(
    r"(?!.*\b(?:revenues?|sales|costs?|expenses?|income|earnings|assets|loans|deposits|fees|claims|losses|premiums|per)\b)"
    r"(?:(?:total|active|new|net new|number of|average) (?:[a-z-]+ ){0,3}?[a-z]{3,}s\b.*|(?:[a-z-]+ ){0,3}?[a-z]{3,}s,? (?:at|in)(?: the)? (?:end of |end of the )?(?:period|quarter|year)(?: end)?)",
    re.I,
)
# "Carloads and intermodal units (in thousands)"
_IN_SCALE = re.compile(r"(?P<what>[a-z][a-z ,&/-]*)\s*\((?:in )?(?:thousand|million|billion)s?\)", re.I)
_OF_MONEY = re.compile(
    r"\b(?:revenues?|sales|costs?|expenses?|income|earnings|bookings|fees|losses|premiums|value|per|shares?|loans|deposits)\b",
    re.I,
)
_WHOLE_PRICE = 1000  # from which on a price printed without a fraction is in whole dollars


def facet_of(words: str) -> Facet | None:
    """Return which facet of a measure some words name; None where they name another."""
    return next((facet for facet, pattern in _FACETS if pattern.fullmatch(words)), None)


def priced_by(words: str) -> str:
    """Return what a head says that the amounts below it are of one of: "ton" of "Average price per net ton"; else empty."""
    match = _OF_ONE.match(words.strip(" :"))
    noun = one_of(match["noun"].lower()) if match else ""
    return "" if noun.endswith(("share", "unit", "ads")) else noun


def says_how_many(head: str) -> bool:
    """Return whether a head says that the figures below it are a count of things: "New students starting in the period"."""
    return _HOW_MANY.fullmatch(head.strip(" :")) is not None or bool(things_in_scale(head))


def things_in_scale(head: str) -> str:
    """Return what a head says is counted in a scale of its own: "Carloads" of "Carloads (in thousands)"; empty for any other."""
    said = _IN_SCALE.fullmatch(head.strip(" :"))
    what = said["what"].strip() if said and not _OF_MONEY.search(said["what"]) else ""
    return what if what and what.lower().split()[-1] in phrases("quantities")["nouns"] else ""


def unit_of_measure(
    label: str, said: str, row: Row, figure: Figure, column: Column, statement: Statement
) -> tuple[str, int | None] | None:
    """Return the unit and scale of a figure of a measure that no vocabulary knows; None where its words do not tell.

    Arguments:
        label: what the measure is called.
        said: what its column or head says of that.
    """
    scale = row.scale or column.scale
    if figure.percent:
        return None
    if scaled := things_in_scale(row.heads[-1] if row.heads else ""):
        return _things(scaled), scale
    currency = figure.currency or statement.currency or "USD"
    facet = facet_of(said)
    if noun := priced_by(said):
        return f"{currency}/{noun}", 1
    if _RENT.search(said) and figure.currency and not scale:
        return currency, 1  # what one pays, beside totals in thousands
    if facet == "count":
        match = _COUNT.fullmatch(said)
        return ((match["noun"] if match else None) or "unit").lower(), scale or _count_scale(statement)
    if facet:
        is_whole = (
            facet == "price" and figure.value is not None and figure.value >= _WHOLE_PRICE and not figure.value % 1
        )
        of_prices = statement.price_scale if facet == "price" else None
        return currency, 1 if is_whole else scale or of_prices or statement.scale
    things = _things(label)
    return (things, scale or _count_scale(statement)) if things and _is_without_signs(figure, statement) else None


def _is_without_signs(figure: Figure, statement: Statement) -> bool:
    """Whether no figure of a column is of money or in percent."""
    beside = (each for row in statement.rows for each in row.figures if each.column == figure.column)
    return not any(each.currency or each.percent for each in beside)


def _things(label: str) -> str:
    """What a measure counts, one of it: "carload" of "Carloads", "revenue ton mile"."""
    match = _THINGS.fullmatch(label.lower())
    known, uncounted = phrases("quantities")["nouns"], phrases("quantities")["uncounted"]["words"]
    if match is None or match["noun"] in uncounted:
        return ""
    return known.get(match["noun"]) or label.lower().removesuffix("s")


def _count_scale(statement: Statement) -> int | None:
    """What counts are multiplied by: what the title says of them, and nothing where no scale is said but of money."""
    said = read_scales(statement.subject)[0] or statement.count_scale
    return said or (1 if statement.inherits or statement.share_scale in (None, 1) else None)
