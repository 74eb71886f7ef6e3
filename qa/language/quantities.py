"""Finds quantities: money, per-share figures, percentages, multiples, counts with their noun, and ranges of them."""

import re
from dataclasses import replace
from decimal import Decimal

from spacy.language import Language

from qa.language.amounts import Amount, is_label, read_amount
from qa.language.bracketed import with_year_before
from qa.language.component import SpanWriter
from qa.language.headcounts import with_headcounts
from qa.language.names import QUANTITIES
from qa.language.numbers import find_numbers
from qa.language.values import Entity, Quantity

_TO = re.compile(r"\s?(?:to|through)\s(?:approximately\s|about\s|as\smuch\sas\s)?|\s?[-–—]\s?", re.IGNORECASE)
_AND = re.compile(r"\sand\s(?:approximately\s|about\s)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s(?:approximately\s|about\s)?$", re.IGNORECASE)
_LIST = re.compile(r",\s(?:and\s)?|\sand\s", re.IGNORECASE)
_ENDS = re.compile(
    r"\s*(?:[.,;:?!)]|$)|\s(?:and|or|for|in|per|from|to|more|less)\b", re.IGNORECASE
)  # no noun is counted
_CENTS = re.compile(r"\s(?:and\s)?", re.IGNORECASE)
# Where "X to Y" says from where to where, not a range: "increased $1.6 million to $7.2 million", "from $5 to $6".
_MOVED = re.compile(
    r"\b(?:(?:increased|decreased|rose|grew|fell|declined|dropped|climbed|gained|jumped|advanced|improved|expanded"
    r"|contracted|narrowed|widened|soared|surged|slipped|tumbled|(?<!be\s)up|(?<!be\s)down|higher|lower|increas(?:es|ing)"
    r"|decreas(?:es|ing)|growing|rising|falling|grows|rises|falls)"
    r"(?:\sby|\sanother)?(?:\s(?:about|approximately|nearly|over|more\sthan|almost|roughly))?|from)\s*$",
    re.IGNORECASE,
)
# The same of money; "growth of 5% to 7%" is a range all the same.
_MOVED_BY = re.compile(r"\b(?:increase|decrease|decline|rise|drop|gain)\sof\s*$", re.IGNORECASE)
# Of what is lost the larger end may stand first: "a loss of $0.05 to $0.02".
_LOSS = re.compile(
    r"\b(?:loss(?:es)?|deficit|negative)\b(?:\s(?:per|diluted|basic|common|share|of|in|the|range|between|from|about|a|to|be))*\s*$",
    re.IGNORECASE,
)
_RANGING = re.compile(r"\b(?:rang(?:e|es|ed|ing)(?:\sof)?|anywhere)\sfrom\s*$", re.IGNORECASE)
# What is to move by a range: "we expect sales up 5% to 10%"; what moved may have moved to the second.
_EXPECTED = re.compile(
    r"\b(?:expect|anticipat|project|forecast|guid|target)\w*\b[^.;]*\b(?:up|down)(?:\s(?:about|approximately|roughly))?\s*$",
    re.IGNORECASE,
)


@Language.factory("qa_quantities", assigns=["doc.spans"])
def make_quantities(nlp: Language, name: str) -> SpanWriter:  # noqa: ARG001
    """Return the component that writes `doc.spans["quantities"]`."""
    return SpanWriter(QUANTITIES, find_quantities)


def find_quantities(text: str) -> list[Entity]:
    """Return the quantities of a text, in order, not overlapping."""
    amounts = [amount for number in find_numbers(text) if (amount := read_amount(text, number))]
    amounts = _apart(_with_cents(text, amounts))
    amounts = _with_scale_of_list(text, amounts)
    amounts = with_year_before(text, with_headcounts(text, amounts))
    found, at = [], 0
    while at < len(amounts):
        low, high = amounts[at], amounts[at + 1] if at + 1 < len(amounts) else None
        if high and (pair := _range(text, low, high)):
            found.append(_entity(*pair))
            at += 2
            continue
        if _is_quantity(text, low):
            found.append(_entity(low))
        at += 1
    return found


def _apart(amounts: list[Amount]) -> list[Amount]:
    """Leave out amounts that lie inside the one before them: the 1 of "1.8 to 1"."""
    kept: list[Amount] = []
    for amount in amounts:
        if not kept or amount.start >= kept[-1].end:
            kept.append(amount)
    return kept


def _with_cents(text: str, amounts: list[Amount]) -> list[Amount]:
    """Join "3 dollars 50 cents" and, as prices are spoken, "3 dollars 50"."""
    joined: list[Amount] = []
    for amount in amounts:
        whole = joined[-1] if joined else None
        if whole and _are_cents(text, whole, amount) and _CENTS.fullmatch(text, whole.end, amount.start):
            value = whole.value + amount.value / 100
            joined[-1] = replace(whole, end=amount.end, value=value, places=2, per=amount.per)
        else:
            joined.append(amount)
    return joined


def _are_cents(text: str, whole: Amount, amount: Amount) -> bool:
    """Whether an amount can be the hundredths of the one before it."""
    if amount.hundredth:
        return not whole.hundredth and whole.currency == amount.currency
    if not (whole.currency and text[whole.number.end : whole.end].strip(" -").isalpha()):
        return False  # no name of the currency stands between the two
    bare = not (amount.currency or amount.unit or amount.places or whole.places or whole.per)
    ends = _ENDS.match(text, amount.end)
    return bare and bool(ends) and whole.scale == amount.scale == 1 and 0 < amount.value < 100


def _with_scale_of_list(text: str, amounts: list[Amount]) -> list[Amount]:
    """Give "$5.1" of "$5.1, $6.2 and $7.3 million" the scale that is said once."""
    for at in range(len(amounts) - 2, -1, -1):
        this, following = amounts[at], amounts[at + 1]
        if _takes_scale(this, following) and this.places == following.places < 2 and this.currency:
            gap = text[this.end : following.start]
            if _LIST.fullmatch(gap):
                amounts[at] = replace(this, scale=following.scale)
    return amounts


def _takes_scale(this: Amount, following: Amount) -> bool:
    """Whether an amount without a scale may be meant in the scale of the one after it."""
    return (
        this.scale == 1
        and following.scale > 1
        and not (this.unit or this.per or this.hundredth)
        and (abs(this.value) < 1000 or (this.number.grouped and following.number.grouped))
        and this.currency in ("", following.currency)
    )


def _range(text: str, low: Amount, high: Amount) -> tuple[Amount, Amount] | None:
    """Return the two ends of a range, units and scale shared; None where the two amounts are no range."""
    gap = text[low.end : high.start]
    if gap == " " or len(gap) > 20 or not (_TO.fullmatch(gap) or _between(text, low, gap)):
        return None
    dash = gap.strip() in ("-", "–", "—")
    if not dash and _moved(text, low):
        return None
    if low.currency and not (high.currency or high.unit) and (high.scale > 1 or (dash and high.places)):
        high = replace(high, currency=low.currency, per=high.per or low.per)  # "$113-118 billion"
    low = _like(low, high)
    same = (low.currency, low.unit, low.per) == (high.currency, high.unit, high.per)
    if not same or not _is_quantity(text, low) or not _is_quantity(text, high):
        return None
    if dash and not (high.currency or high.unit):
        return None
    falls = low.value * low.scale > high.value * high.scale
    return None if falls and not _LOSS.search(text, max(0, low.start - 45), low.start) else (low, high)


def _moved(text: str, low: Amount) -> bool:
    """Whether the words before an amount make "X to Y" a move, or an amount of change and where it led."""
    head = text[max(0, low.start - 45) : low.start]
    if _RANGING.search(head) or (low.unit == "percent" and _EXPECTED.search(text, max(0, low.start - 120), low.start)):
        return False
    return bool(_MOVED.search(head) or (low.currency and _MOVED_BY.search(head)))


def _between(text: str, low: Amount, gap: str) -> bool:
    return bool(_AND.fullmatch(gap) and _BETWEEN.search(text, max(0, low.start - 24), low.start))


def _like(low: Amount, high: Amount) -> Amount:
    """Give the lower end what only the upper end says: "$500 to $600 million", "2 to 3%", "$0.16 to $0.17 per share"."""
    scale = high.scale if _takes_scale(low, high) else low.scale
    low = replace(low, scale=scale)
    if low.currency and not high.currency:
        return low
    if not low.currency and not low.unit and not (high.currency and low.scale != high.scale):
        low = replace(low, currency=high.currency, unit=high.unit, points=high.points, hundredth=high.hundredth)
    return replace(low, per=low.per or high.per)


def _is_quantity(text: str, amount: Amount) -> bool:
    """Whether a number with what stands around it says how much of something."""
    if amount.currency or amount.unit == "percent":
        return True
    plain = not amount.number.grouped and not amount.places and amount.scale == 1
    if plain and not amount.number.words and 1900 <= amount.value <= 2099:
        return False  # a year
    if (amount.scale == 1 or amount.unit) and is_label(text, amount):
        return False
    return bool(amount.unit) or not plain


def _entity(low: Amount, high: Amount | None = None) -> Entity:
    last = high or low
    values = sorted(_value(end) for end in (low, high) if end)
    return Entity(
        low.start,
        last.end,
        Quantity(
            value=values[0],
            unit=_unit(last),
            high=values[1] if high else None,
            scale=last.scale,
            decimals=_decimals(last),
            approximate=low.approximate,
            points=last.points,
            daily=last.daily,
            year_before=low.year_before,
        ),
    )


def _value(amount: Amount) -> Decimal:
    if amount.hundredth:
        return amount.value / 100
    value = amount.value * amount.scale
    return value.quantize(Decimal(1)) if amount.scale > 1 and value == value.to_integral_value() else value


def _unit(amount: Amount) -> str:
    if amount.currency:
        return f"{amount.currency}/{amount.per}" if amount.per else amount.currency
    return amount.unit or "count"


def _decimals(amount: Amount) -> int:
    """XBRL's decimals: how many digits after the point of whole units are stated."""
    places = amount.places + (2 if amount.hundredth else 0)
    return places - (len(str(amount.scale)) - 1)
