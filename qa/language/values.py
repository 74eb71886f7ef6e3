"""What the pipeline's spans mean: plain frozen values, free of spaCy, one class a component."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from qa.frozen import frozen

PeriodUnit = Literal["day", "week", "month", "quarter", "half", "year"]
QualifierKind = Literal["non-GAAP", "GAAP", "pro forma", "constant currency", "guidance", "restated", "boilerplate"]
PartyKind = Literal["company", "ticker", "exchange", "person", "role", "place"]


@frozen
class Quantity:
    """A figure with its unit: "approximately $8.5 million", "(2.3)%", "$0.16 to $0.17 per share".

    Arguments:
        value: in whole units, negative where brackets or a minus sign say so (never from words around).
        unit: ISO 4217 code, "USD/share", "percent" (basis points too, as hundredths), "ratio" (4.7x),
            "shares", "days", or the singular noun that is counted ("store"); "count" without one.
        high: the upper end of a range, `value` being the lower; None for a single figure.
        scale: what the printed figure was multiplied by.
        decimals: XBRL's: "$8.5 million" is -5, "46,276" is 0.
        approximate: whether "about", "approximately", "nearly" and the like stand before it.
        points: whether a percentage counts percentage points (or basis points) rather than percent.
        daily: whether it is so much of its unit a day, "12,683 barrels of oil per day".
        year_before: whether it stands in brackets behind another one, of the same a year before: "EUR 56.8 (59.7) million".
    """

    value: Decimal
    unit: str
    high: Decimal | None = None
    scale: int = 1
    decimals: int | None = None
    approximate: bool = False
    points: bool = False
    daily: bool = False
    year_before: bool = False


@frozen
class PeriodExpression:
    """A period as said, before any calendar: "second quarter of fiscal 2008", "six months ended …".

    Arguments:
        unit, count: the length said; "nine months" is month, 9; None where only an instant is said.
        ordinal: which one of its kind in the year, 1 first; "Q2" is 2, "first half" is 1, "first nine months" is 1.
        year: the year said; with two digits resolved to 1950–2049.
        fiscal: True for "fiscal 2008" or "FY08", False for "calendar 2008", None where unsaid.
        end: the last day, from "ended September 30, 2007" or "as of September 30, 2007".
        month, day: where a day is said without its year ("September 30"), or a month only ("the March quarter").
        instant: whether a moment is meant ("as of", "at quarter end") rather than a stretch.
        at_start: with instant: the opening of the period, not its close ("at the beginning of fiscal 2020").
        to_date: from the year's start to the period's end ("year to date").
        shift, shift_unit: steps from the period in view; "same period last year" is -1 year, "prior quarter"
            is -1 of its own unit, "next quarter" +1; "this quarter" is shift 0 with unit quarter.
        same: "the same period", "the comparable quarter": length and place in the year are those in view.
    """

    unit: PeriodUnit | None = None
    count: int = 1
    ordinal: int | None = None
    year: int | None = None
    fiscal: bool | None = None
    end: date | None = None
    month: int | None = None
    day: int | None = None
    instant: bool = False
    at_start: bool = False
    to_date: bool = False
    shift: int | None = None
    shift_unit: PeriodUnit | None = None
    same: bool = False


YEAR_BEFORE = PeriodExpression(shift=-1, shift_unit="year", same=True)  # the same stretch of the year before


@frozen
class MetricMention:
    """A metric named by one of its aliases.

    Arguments:
        metric: the vocabulary's element name.
        negative: whether the wording names the opposite sign ("net loss" for NetIncomeLoss).
        two_sided: whether it names both signs ("income tax benefit (expense)"), so that the figure's own
            brackets tell which; a plain "net loss" is one however it is bracketed.
        basis: the accounting basis, where words within a row label say it ("Non-GAAP net income"); in running
            text that is a qualifier of its own.
    """

    metric: str
    negative: bool = False
    two_sided: bool = False
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Qualifier:
    """Words that change what a figure beside them is: non-GAAP, guidance, restated and so on."""

    kind: QualifierKind


@dataclass(frozen=True, slots=True)
class Party:
    """Who or where: a company, its ticker, a person, a person's role, a place, an exchange.

    Arguments:
        name: as written.
        of: for a person the role, for a ticker the exchange, where the text says it.
    """

    kind: PartyKind
    name: str
    of: str = ""


Value = Quantity | PeriodExpression | MetricMention | Qualifier | Party


@frozen
class Entity:
    """A tagged span: `text[start:end]` means `value`; offsets are half-open."""

    start: int
    end: int
    value: Value


def unit_of(entity: Entity) -> str:
    """Return the unit of a quantity; empty for what is none."""
    return entity.value.unit if isinstance(entity.value, Quantity) else ""
