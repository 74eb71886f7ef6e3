"""Gives bare numbers of people the noun that stands before them: "Headcount was 536, compared to 476"."""

import re
from dataclasses import replace

from qa.language.amounts import Amount

_COUNTED = re.compile(
    r"\b(?:headcount|number of (?:[a-z-]+ ){0,3}employees|employee count)\b(?:,? (?:at|as of|on|for) [\w ,]{4,30}?,?)? "
    r"(?:was|were|is|of|at|totaled|totalled|stood at|reached"
    r"|(?:increased|decreased|grew|rose|fell|declined)(?: by \d[\d.,%]*)?(?: from [\d,]+)? to)"
    r" (?:approximately |about )?(?=\d)",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"[^.]*(?:\bcompared (?:to|with)|\bversus|\b(?:up|down) from|\bagainst|\band) (?:approximately )?", re.IGNORECASE
)
# What stands behind a number that counts nothing else.
_BARE = re.compile(r"\s*(?:[.,;:)]|$)|\s(?:as|at|on|and|in|from|to|for|compared|versus|up|down|an?)\b", re.IGNORECASE)


def with_headcounts(text: str, amounts: list[Amount]) -> list[Amount]:
    """Return the amounts of a text, those that count the people said before them with their noun."""
    if "eadcount" not in text and "mployee" not in text:
        return amounts
    counted = {match.end() for match in _COUNTED.finditer(text)}
    found, last = list(amounts), -1
    for at, amount in enumerate(amounts) if counted else ():
        goes_on = last >= 0 and _COMPARED.fullmatch(text, last, amount.start)
        if (goes_on or amount.start in counted) and _is_bare(text, amount):
            found[at], last = replace(amount, unit="employee"), amount.end
    return found


def _is_bare(text: str, amount: Amount) -> bool:
    """Whether a whole number stands without a unit, and is no year."""
    said = amount.unit or amount.currency or amount.places or amount.scale > 1 or amount.number.words
    is_year = 1900 <= amount.value <= 2099 and not amount.number.grouped
    return not said and not is_year and _BARE.match(text, amount.end) is not None
