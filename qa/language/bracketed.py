"""Amounts with the same of a year before in brackets behind them: "EUR 56.8 (59.7) million", "SEK 1,234 million (1,100)"."""

import re
from dataclasses import replace
from itertools import pairwise

from qa.language.amount_behind import Behind, read_behind
from qa.language.amounts import Amount

_BRACKET = re.compile(r"\s\((?P<minus>[-−–]\s?)?(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\)")
_CODE = re.compile(r"M?[A-Z]{3}\b")
_LEAST = 100  # a smaller whole number in brackets may be that of a note


def with_year_before(text: str, amounts: list[Amount]) -> list[Amount]:
    """Return the amounts, those in brackets behind another of their unit as what that was a year before."""
    found = list(amounts)
    for at, (one, other) in enumerate(pairwise(amounts)):
        bracket = _BRACKET.match(text, one.end)
        if bracket and bracket.start("number") == other.number.start and not (one.unit or one.year_before):
            found[at], found[at + 1] = _compared(text, one, other, bracket)
    return found


def _compared(text: str, one: Amount, other: Amount, bracket: re.Match[str]) -> tuple[Amount, Amount]:
    """The two amounts with what stands behind the bracket, which holds for both; as they are where it may be another thing."""
    behind = Behind(bracket.end(), scale=one.scale, currency=one.currency)
    read_behind(text, behind, counted=False)
    shares = behind.unit == "percent" or (behind.currency and behind.scale > one.scale == 1)
    if not shares and not (_is_alike(text, one, other) and not bracket["minus"]):
        return one, other
    told = replace(
        one,
        scale=behind.scale,
        currency=behind.currency,
        per=one.per or behind.per,
        unit=behind.unit,
        points=behind.points,
        hundredth=one.hundredth or behind.hundredth,
    )
    value = -other.number.value if bracket["minus"] else other.number.value
    before = replace(
        told,
        start=bracket.start() + 1,
        end=behind.at,
        value=value,
        places=other.places,
        number=other.number,
        approximate=False,
        year_before=True,
    )
    return told, before


def _is_alike(text: str, one: Amount, other: Amount) -> bool:
    """Whether a bare number in brackets can only be of the amount before it: printed as exactly, behind a currency's code.

    Behind a sign it may be a row's next figure, a negative one: "$ 0.25 (0.20)".
    """
    exact = one.places == other.places and (one.places or min(abs(one.value), other.number.value) >= _LEAST)
    return bool(exact and one.currency and _CODE.match(text, one.start))
