"""Wording: figures, periods and answers as the trade writes them."""

import calendar
import re
from datetime import date
from decimal import Decimal

from qa.facts.fact import Fact, Period
from qa.language.currencies import is_currency
from qa.language.vocabulary import vocabulary

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CAD": "C$", "AUD": "A$", "INR": "₹", "CNY": "RMB "}
_SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_MONTH_NAMES = tuple(calendar.month_name)  # the library writes each anew whenever it is asked
_COUNTS = {13: "thirteen", 26: "twenty-six", 39: "thirty-nine", 52: "fifty-two"}
# What stands behind the head of a metric's name: "proceeds from …", "shares outstanding", "other income, net".
_ADDED = re.compile(
    r"(?: (?:of|per|in|for|from|under|on|to|by|at|as|before|after|with|due|attributable|available|outstanding|issued|payable|receivable)\b"
    r"|,? \(|, (?:net|basic|diluted|gross)\b)"
)
_PERCENT_OF = "PercentOf"
_SAYS_SHARE = re.compile(r"%|percent|ratio|margin", re.IGNORECASE)
_PLURAL = re.compile(r"[A-Za-z][\w&-]*(?<![sui])s")  # not "loss", "surplus", "basis"
_MONTHS = {
    1: "month",
    2: "two months",
    3: "three months",
    6: "six months",
    9: "nine months",
    12: "twelve months",
}


def display(fact: Fact) -> str:
    """Return a fact's figure as tables write it: "$(8.453) million", "(10.5)%", "145,474,074 shares"."""
    if not isinstance(fact.value, Decimal):
        return _day_words(date.fromisoformat(fact.value)) if fact.unit == "date" else fact.value
    body = figure(abs(fact.value), fact.unit)
    if fact.value >= 0:
        return body
    sign = next((sign for sign in _SIGNS.values() if body.startswith(sign)), "")
    rest = body.removeprefix(sign)
    head, space, tail = rest.partition(" ")
    return f"{sign}({head.removesuffix('%')}){'%' if head.endswith('%') else ''}{space}{tail}"


def figure(value: Decimal, unit: str) -> str:
    """Return a figure in words for a sentence: "$8.453 million", "-10.5%", "4.71", "12 stores".

    Arguments:
        value: in whole units; a minus stands before the sign of the currency.
        unit: as in a fact.
    """
    minus, size = ("-" if value < 0 else ""), abs(value)
    if unit in ("percent",):
        return f"{minus}{_plain(size)}%"
    if unit == "ratio":
        return f"{minus}{_plain(size)}"
    if "/" in unit:
        currency, per = unit.split("/", 1)
        shown = f"{size:,.2f}" if size == size.quantize(Decimal("0.01")) else _plain(size)
        return f"{minus}{_money_sign(currency)}{shown} per {per}"
    if unit == "shares":
        return f"{minus}{_plain(size)} shares"
    if unit == "count":
        return f"{minus}{_plain(size)}"
    if unit == "days":
        return f"{minus}{_plain(size)} days"
    if is_currency(unit):
        return f"{minus}{_money_sign(unit)}{_scaled(size)}"
    return f"{minus}{_plain(size)} {unit if size == 1 or unit.endswith('s') else _plural(unit)}"


def _plural(noun: str) -> str:
    counted, of, what = noun.partition(" of ")  # "barrels of oil equivalent"
    if of:
        return f"{_plural(counted)}{of}{what}"
    return re.sub(r"(?<=[^aeiou])y$", "ie", noun) + "s"


def _money_sign(currency: str) -> str:
    return _SIGNS.get(currency, f"{currency} ")


def _scaled(size: Decimal) -> str:
    """Millions and more in words, with every digit that the figure has."""
    for scale, name in _SCALES:
        if size >= scale:
            scaled = size / scale
            # A figure with more than three places says nothing to a reader that three do not.
            return f"{_plain(scaled.quantize(Decimal('0.001')))} {name}"
    return _plain(size if size == size.to_integral_value() else size.quantize(Decimal("0.01")))


def _plain(size: Decimal) -> str:
    text = f"{size:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def date_words(period: Period) -> str:
    """Return a day as a sentence writes it: "September 30, 2007"."""
    return _day_words(period.end)


def _day_words(day: date) -> str:
    return f"{_MONTH_NAMES[day.month]} {day.day}, {day.year}"


def period_words(period: Period | None) -> str:
    """Return a period for the end of a sentence: "in Q2 FY2008 (three months ended September 30, 2007)"."""
    if period is None:
        return ""
    if period.is_instant:
        return f"at {date_words(period)}"
    length = _length(period)
    dated = f"{length} ended {date_words(period)}"
    label = period.label
    return f"in {label} ({dated})" if label and any(c.isdigit() for c in label) else f"in the {dated}"


def _length(period: Period) -> str:
    months = round(period.days / 30.4)
    if period.days % 7 == 0 and period.days // 7 in _COUNTS and period.end.day not in (28, 29, 30, 31):
        return f"{_COUNTS[period.days // 7]} weeks"
    return _MONTHS.get(months, f"{period.days} days" if months < 1 else f"{months} months")


def metric_words(fact: Fact) -> str:
    """Return how an answer calls a fact's metric: the vocabulary's name, else the filing's own wording."""
    known = vocabulary().metrics.get(fact.metric)
    return as_called(known.label if known else _as_share(fact) or own_wording(fact.label), fact)


def _as_share(fact: Fact) -> str:
    """The name of a share that a filing states, by its two metrics; empty for any other figure, and where its label says it."""
    part, _, whole = fact.metric.partition(_PERCENT_OF)
    known = vocabulary().metrics.get(whole)
    if known is None or fact.unit != "percent" or _SAYS_SHARE.search(fact.label):
        return ""
    named = vocabulary().metrics.get(part)
    return share_words(named.label if named else own_wording(fact.label), known.label)


def share_words(part: str, whole: str) -> str:
    """Return what a share is called: "research and development expense as a percentage of revenue"."""
    return f"{part} as a percentage of {whole}"


def as_called(name: str, fact: Fact) -> str:
    """Return a name of a fact's metric with the basis that it does not say, and the part of the company that it is of."""
    if fact.basis != "GAAP" and fact.basis.lower() not in name.lower() and "adjusted" not in name.lower():
        name = f"{fact.basis} {name}"
    members = ", ".join(member for _, member in fact.dimensions)
    return f"{name} ({members})" if members and f"({members})" not in name else name


def be(name: str) -> str:
    """Return "were" behind a metric's name whose head is a plural, "net sales" or "shares outstanding", else "was"."""
    head = _ADDED.split(name, maxsplit=1)[0].split()
    return "were" if head and _PLURAL.fullmatch(head[-1]) else "was"


def counted(name: str, size: str) -> str:
    """Return a figure in words without the noun that it counts, where the metric's name says it: "shares outstanding"."""
    number, _, noun = size.partition(" ")
    return number if noun and f" {noun} " in f" {name} " else size


def own_wording(label: str) -> str:
    """Return a row's label as it stands within a sentence."""
    label = label.strip(" :")
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def possessive(name: str) -> str:
    """Return a company's name before what it has: "Capstone Turbine's"."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"
