"""The value of a claim's figure: in whole units, in its metric's sign, with the ends of what is a range."""

from dataclasses import replace
from decimal import Decimal

from qa.facts.fact import Bound
from qa.facts.prose.claims import Claim
from qa.language.currencies import is_currency
from qa.language.values import Quantity

_LEAST_EXACT = 1_000_000  # amounts that are given to the dollar


def bounds(claim: Claim, quantity: Quantity, guidance: bool) -> list[tuple[Decimal, Bound | None]]:
    """Return the ends of a claim's figure, and the point where it is one; what happened is no range.

    Arguments:
        guidance: whether the figure is looked ahead to.
    """
    if quantity.high is not None:
        return [(quantity.value, "low"), (quantity.high, "high")] if guidance else []
    spread = claim.spread.value if claim.spread and guidance else None
    if not isinstance(spread, Quantity):
        return [(quantity.value, None)]
    by = spread.value * quantity.value / 100 if spread.unit == "percent" != quantity.unit else spread.value
    return [(quantity.value, None), (quantity.value - by, "low"), (quantity.value + by, "high")]


def scaled(quantity: Quantity, scale: int) -> Quantity:
    """Return a figure in whole units, where its line says in what it is printed and the figure itself does not."""
    if scale == 1 or quantity.scale != 1 or "/" in quantity.unit or quantity.unit == "percent":
        return quantity
    high = quantity.high * scale if quantity.high is not None else None
    decimals = (quantity.decimals or 0) - len(str(scale)) + 1
    return replace(quantity, value=quantity.value * scale, high=high, scale=scale, decimals=decimals)


def lacks_scale(quantity: Quantity, unit: str) -> bool:
    """Return whether an amount may be in thousands or millions that its sentence does not say, as below a table: "$51,222".

    So is one with a single digit behind its point, as no cents have: "$16.9".
    """
    if not is_currency(unit) or quantity.scale != 1:
        return False
    is_whole = abs(quantity.value) < _LEAST_EXACT and quantity.value % 1 == 0 != quantity.value % 1000
    return is_whole or quantity.decimals == 1


def signed(claim: Claim, value: Decimal) -> Decimal:
    """Return a claim's figure in its metric's sign."""
    if claim.kind == "change":
        return claim.direction * abs(value) + 0  # no change has no sign
    return -abs(value) if claim.subject.negative else value
