"""Reads figures as tables print them: signs, brackets, currency signs, percents, dashes, footnote marks."""

import re
from dataclasses import replace
from decimal import Decimal

from qa.frozen import frozen
from qa.language.dates import MONTH
from qa.language.phrases import phrases
from qa.language.quantities import find_quantities
from qa.language.values import Quantity

_CURRENCIES = {
    "$": "USD", "US$": "USD", "U.S.$": "USD", "USD": "USD", "€": "EUR", "EUR": "EUR", "£": "GBP", "GBP": "GBP",
    "¥": "JPY", "JPY": "JPY", "C$": "CAD", "CA$": "CAD", "CAD": "CAD", "A$": "AUD", "AU$": "AUD", "AUD": "AUD",
    "HK$": "HKD", "S$": "SGD", "NZ$": "NZD", "R$": "BRL", "NT$": "TWD", "RMB": "CNY", "CHF": "CHF", "SEK": "SEK", "NOK": "NOK", "DKK": "DKK", "₹": "INR",
    "₩": "KRW",
}  # fmt: skip
_CURRENCY = "(?:{})".format("|".join(sorted(map(re.escape, _CURRENCIES), key=len, reverse=True)))
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_MARK = r"(?:\s*(?:\([a-z]{1,2}\)|\((?:[1-9]|1\d)\)(?!\d)|[*†‡§#]+|[⁽⁾⁰¹²³⁴-⁹ᵃ-ᶻ,]+))*"
_UNIT = r"(?:%|bps?\b|pp\b|pts?\b\.?|[xX]\b|¢|percent\b|basis points\b)"
_BODY = rf"""
    (?P<plus>\+\s?)? (?P<minus>[-−–—]\s?)? (?P<sign1>{_CURRENCY})?\s*
    (?P<open>[(\[<]\s*)? (?P<minus2>[-−–—]\s?)? (?P<sign2>{_CURRENCY}\s*)? (?P<minus3>[-−–]\s?)?
    (?P<number>{_NUMBER}) \s*(?P<unit>{_UNIT})?
    (?P<close>\s*[)\]>])? \s*(?P<unit2>{_UNIT}\)?)?
"""
_FIGURE = re.compile(rf"{_BODY}{_MARK}", re.VERBOSE)
_DASH = rf"(?:(?P<sign>{_CURRENCY})\s*)?\(?\s*(?:-{{1,3}}|[—–―−]{{1,2}}|(?:-\s){{1,2}}-)\s*\)?\s*(?P<unit>%)?"
_NONE = r"(?:n/?m|n\.m\.?|n/?a|n\.a\.?|nmf|nil|none|unchanged|no change|not (?:meaningful|applicable|provided|available|disclosed|given|reported|guided)|no guidance|withdrawn|suspended|tbd|\*{1,3})"
_BLANK = re.compile(rf"(?:{_DASH}|(?:{_CURRENCY})?\s*{_NONE}\s*%?){_MARK}", re.IGNORECASE)
_YEAR = re.compile(r"(?:19[89]|20[0-5])\d")
_SIGN = re.compile(rf"\s*({_CURRENCY})\s*")

# A figure in words, as tables of guidance have it, and what may stand around it.
_WORDED = re.compile(r"\d.*(?:[mb]illion|thousand|\bto\b|[-–—~])|(?:approx|about|~|≈).*\d", re.IGNORECASE)
_AROUND = re.compile(
    r"(?:\s|approx(?:imately|\.)?|about|around|roughly|[~≈]|(?:in )?the range of|between|gaap:)*[.,;]?\s*",
    re.IGNORECASE,
)
_MOVED = re.compile(r"\s*(?:up|down)\s+[\d.]+\s?%\s?(?:to|[-–—])", re.IGNORECASE)
_COUNTED = frozenset(phrases("quantities")["nouns"].values()) - {"shares"}
_LONGEST = 60
_OPEN_ENDED = re.compile(
    r"\s*(?:[<>≤≥]|at least|at most|more than|less than|no more than|no less than|up to|over|under)\s*[$€£]?\s?\d",
    re.IGNORECASE,
)
_BARE_RANGE = re.compile(rf"({_NUMBER})\s*(?:to|[-–—])\s*({_NUMBER})")
_BETWEEN_ENDS = re.compile(r"\s+to\s+|\s*[-–—]\s*(?=[$€£(])")
# "$12.2-13.2 billion": one sign for both ends.
_ELIDED = re.compile(rf"({_CURRENCY})\s?({_NUMBER})\s?[-–—]\s?({_NUMBER})")

# "2007 2006 % Change": the sign begins the next column's header.
_NOT_HEADING = r"(?!\s*(?:change|chg|var|inc|dec|growth|of\s|to\s|revenue|sales))"
# "195.3 209.9 % of net sales 37.5 %": it begins the next row's label.
_NOT_OF = r"(?!\s*(?:of|to)\s)"
# "June 30," and "30 June", but not the number of a note before "March 31, 2031".
DAY = (
    rf"(?:\b{MONTH}\.?\s(?:3[01]|[12]\d|0?[1-9])\b(?!\d)"
    rf"|(?<![\w.,/$€£-])(?:3[01]|[12]\d|0?[1-9])\s{MONTH}\b(?!\.?\s\d{{1,2}}(?:,?\s(?:19|20)\d\d\b)))"
)
# In running text: rules, dates and the like (whose digits are no figures), words for a change, figures, dashes.
# Most places cannot begin any of them: within a word, or at a letter that none begins with.
SCANNED = re.compile(
    rf"""(?<![A-Za-z])(?=[-=_–—―−<$€£¥₹₩(.\d%acefghjmnoqrsuvACEFGHJMNOQRSUVdD])(?:
      (?P<rule>(?:-\s)?[-=_–—]{{4,}}|[=_]{{3}}|(?:[-=_]\s){{5,}}|</?[a-z]{{1,7}}>)
    | (?P<period>{DAY}(?:,?\s(?:19|20)\d\d\b(?![.,]\d))?,?
        |\b\d{{1,2}}/\d{{1,2}}/(?:\d\d){{1,2}}(?!\d)
        |\b(?:[1-4]Q\s?(?:FY)?\s?['’]?\d\d(?:\d\d)?|Q[1-4](?:\s?(?:FY|F|-)?\s?['’]?\d\d(?:\d\d)?)?|FY\s?['’]?\d\d(?:\d\d)?)\b
        |\bfiscal\s(?:year\s)?(?:19|20)\d\d\b(?![.,]\d)
        |\b{MONTH},?\s(?:19|20)\d\d\b(?![.,]\d))
    | (?P<change>(?:%\s)?\b(?:change|variance)\b|(?<=\s)%(?=\s))
    | (?P<figure>(?:(?<![\w.,/:\#&@'’-])|(?<=\d)(?=[$€£]))
      (?:{_CURRENCY}\s?)?(?:\(\s?(?:{_CURRENCY}\s?)?|[-−–](?={_CURRENCY}?[\d.]))?(?:{_CURRENCY}\s?)?{_NUMBER}
      (?:(?<!\d{{4}})\s?{_UNIT}{_NOT_OF}|\s?{_UNIT}{_NOT_HEADING})?(?:\s?\)(?:\s?{_UNIT}{_NOT_OF})?)?(?:\s?%{_NOT_HEADING})?(?![\w/:@&'’]|[.,-]\w))
    | (?P<blank>(?<!\S)(?:{_CURRENCY}\s?)?(?:--|[-−–—―]|N/?A|N\.A\.?|N/?M|N\.M\.?|nil)(?:\s?%)?(?![^\s$(])))""",
    re.VERBOSE | re.IGNORECASE,
)

# Behind a figure, what is said of it: "$66.3mm - $68.3mm (midpoint $67.3mm, +10%)".
_ASIDE = re.compile(r"(?<=[\w%]) \((?=[^()]*[a-z]{3})[^()]*\)\s*$", re.IGNORECASE)


@frozen
class Printed:
    """A figure as printed.

    Arguments:
        value: brackets and signs as a minus, not yet scaled; None for a dash, "NM" and the like.
        percent: whether a percent sign, or basis points, stand in it.
        currency: ISO 4217 code of the currency sign; empty without one.
        unit: what stands after the number: "%", "bps", "x" and so on; empty without.
        high: the upper end of a range, `value` being the lower; None for a single figure.
        scale: what a scale word in the cell says ("$1.2 billion"); 0 without one.
        is_year: whether it reads as a year: "2027", and not "2,027" or "$2027".
    """

    value: Decimal | None
    percent: bool = False
    currency: str = ""
    unit: str = ""
    high: Decimal | None = None
    scale: int = 0
    is_year: bool = False


def read_worded(text: str) -> Printed | None:
    """Return what a cell says that states one amount, percentage or range in words ("approx. $810 to $830 million")."""
    text = _ASIDE.sub("", text)
    if _MOVED.match(text):
        return Printed(None)  # "Up 4.0% to 5.0%": by how much something is to move is no level of it
    if not _WORDED.search(text) or len(text) > _LONGEST:
        return None
    if _OPEN_ENDED.match(text) and len(find_quantities(text)) <= 1:
        return Printed(None)  # "> $380.0 million": no amount is said
    if between := _range_below_nil(text) or _bare_range(text):
        return between
    text = _ELIDED.sub(r"\1\2-\1\3", text)
    found = [entity for entity in find_quantities(text) if isinstance(entity.value, Quantity)]
    if len(found) != 1 or not _AROUND.fullmatch(text[: found[0].start] + " " + text[found[0].end :]):
        return None
    said = found[0].value
    assert isinstance(said, Quantity)
    percent, money = said.unit == "percent", len(said.unit.removesuffix("/share")) == 3
    counted = said.high is not None and said.unit in _COUNTED  # "6 to 7 restaurants"
    if not (percent or money or counted) or said.points:
        return None
    return Printed(
        value=said.value / said.scale,
        percent=percent,
        currency=said.unit[:3] if money else "",
        unit=said.unit if counted else "",
        high=None if said.high is None else said.high / said.scale,
        scale=said.scale if said.scale > 1 else 0,
    )


def _range_below_nil(text: str) -> Printed | None:
    """A range of which brackets make an end a loss: "($0.28) to ($0.23)", "$(56) - $(51)"."""
    ends = [read_figure(end) for end in _BETWEEN_ENDS.split(text)] if "(" in text else []
    values = sorted(end.value for end in ends if end and end.value is not None)
    if (len(values), len(ends)) != (2, 2) or values[0] >= 0:
        return None
    first, last = (end for end in ends if end)
    return replace(
        first, value=values[0], high=values[1], percent=last.percent, currency=first.currency or last.currency
    )


def _bare_range(text: str) -> Printed | None:
    """A range without a sign or a unit, which the row or the title has: "8,450 - 8,800", but no two years."""
    match = _BARE_RANGE.fullmatch(text.strip())
    ends = [read_figure(end) for end in match.groups()] if match else []
    values = [end.value for end in ends if end and end.value is not None and not end.is_year]
    return Printed(values[0], high=values[1]) if len(values) == 2 and values[0] < values[1] else None


def read_figure(text: str) -> Printed | None:
    """Return what a cell's whole text says as a figure; None where it is not one.

    An opening bracket may lack its closing one, which grids often keep in a cell of its own.
    """
    text = text.strip()
    if not text:
        return None
    if match := _BLANK.fullmatch(text):
        return Printed(None, match["unit"] == "%", _CURRENCIES.get(match["sign"] or "", ""))
    match = _FIGURE.fullmatch(text)
    if match is None:
        return None
    minus = match["open"] or match["minus"] or match["minus2"] or match["minus3"]
    number = Decimal(match["number"].replace(",", ""))
    sign = (match["sign1"] or match["sign2"] or "").strip()
    unit = (match["unit"] or match["unit2"] or "").rstrip(")")
    return Printed(
        value=-number if minus else number,
        percent=unit in ("%", "percent"),
        currency=_CURRENCIES.get(sign, ""),
        unit=unit,
        is_year=not (minus or sign or unit) and bool(_YEAR.fullmatch(match["number"])),
    )


def read_currency(text: str) -> str:
    """Return the ISO 4217 code of a text that is a currency sign alone; empty for any other text."""
    match = _SIGN.fullmatch(text)
    return _CURRENCIES[match[1]] if match else ""


def is_plain_year(printed: str) -> bool:
    """Whether what is printed reads as a year."""
    return bool(_YEAR.fullmatch(printed))


def places(value: Decimal) -> int:
    """Return how many decimals a figure is printed with."""
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
