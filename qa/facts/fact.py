"""The fact: one figure (or quoted words) that a filing states, with all that makes it that figure."""

from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import Literal

from qa.frozen import frozen

Basis = Literal["GAAP", "non-GAAP", "pro forma", "constant currency"]
Bound = Literal["low", "high"]
Dimensions = tuple[tuple[str, str], ...]  # (axis, member) pairs

PREVIOUSLY_EXPECTED = "previously expected"  # the guidance of what management no longer expects

# Measures that exist only outside GAAP; their names say so already.
OUTSIDE_GAAP = ("Adjusted", "EBIT", "FreeCashFlow", "NonGAAP", "Organic", "Core")


def on_basis(metric: str, basis: Basis) -> str:
    """Return the public name of a metric on a basis: "NonGAAPNetIncomeLoss"."""
    if basis == "GAAP" or metric.startswith(OUTSIDE_GAAP):
        return metric
    return "".join(word[:1].upper() + word[1:] for word in basis.replace("-", " ").split()) + metric


@frozen
class Period:
    """A stretch of days or, without a start, an instant; dates are inclusive, as in XBRL.

    Arguments:
        end: the last day, or the day of the instant (its close).
        start: the first day; None for an instant.
        label: how the filer's fiscal calendar calls it ("Q2 FY2008"); takes no part in equality.
    """

    end: date
    start: date | None = None
    label: str = field(default="", compare=False)

    @property
    def is_instant(self) -> bool:
        """Whether this is a moment, as balance sheets have, rather than a stretch."""
        return self.start is None

    @property
    def days(self) -> int:
        """Length in days, both ends counted; 0 for an instant."""
        return (self.end - self.start).days + 1 if self.start else 0


@frozen
class Source:
    """Where a filing states a fact: `filing.text[start:end] == quote`.

    Arguments:
        section: the statement's title or the heading above, for people.
    """

    start: int
    end: int
    quote: str
    section: str = ""


@frozen
class Fact:
    """One fact.

    Arguments:
        metric: US-GAAP element name where one fits, else a readable CamelCase name of that style.
        label: the filing's own wording of the metric.
        value: in whole units and the metric's sign (a net loss is negative); words where the unit is
            "text", an ISO 8601 date where it is "date".
        unit: ISO 4217 code, "USD/share", "shares", "percent", "ratio", "count", "days", "date", "text",
            "boolean", or a filing's own noun in the singular ("store").
        period: None only where the filing ties the fact to no period.
        reported: the figure as printed, "(8,453)".
        scale: what the printed figure was multiplied by, 1000 under "in thousands".
        decimals: XBRL's: -3 is correct to the thousand; None is exact.
        dimensions: (axis, member) pairs in the order of the axes, (("Segment", "Data Center"),).
        basis: the accounting basis.
        comparison: for a change, the period it is counted from; None for a level.
        guidance: the verb where management looks ahead ("expects", "raises", "lowers", "reaffirms", "narrows",
            "updates"; "previously expected" of what no longer is); empty for what happened.
        bound: which end of a range this is.
        heads: the section heads above a row, outermost first, ("Operating expenses",).
        sources: where it is stated, the most precise first; the others corroborate it.
        flags: what the checks found against it, for people; empty when nothing.
        confidence: 0 to 1, the share of facts read this way that are right.
    """

    metric: str
    label: str
    value: Decimal | str
    unit: str
    period: Period | None
    reported: str
    scale: int = 1
    decimals: int | None = None
    dimensions: Dimensions = ()
    basis: Basis = "GAAP"
    comparison: Period | None = None
    guidance: str = ""
    bound: Bound | None = None
    heads: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    flags: tuple[str, ...] = ()
    confidence: float = 1.0

    @property
    def is_instant(self) -> bool:
        """Whether it is of a moment, as a balance is; False where it is of no period."""
        return self.period is not None and self.period.is_instant

    @property
    def amount(self) -> Decimal:
        """Its number; 0 for words."""
        return self.value if isinstance(self.value, Decimal) else Decimal(0)

    @property
    def rounding(self) -> Decimal:
        """Half of the last digit given: what rounding may have taken from it or added to it; 0 where it is exact."""
        return Decimal(0) if self.decimals is None else Decimal(10) ** -self.decimals / 2

    @property
    def name(self) -> str:
        """The metric's public name; neither a change nor a figure outside GAAP is called by the name of another."""
        name = on_basis(self.metric, self.basis)
        if self.comparison is None:
            return name
        return name + ("Growth" if self.unit == "percent" else "Change")
