"""The amounts of money that a filing's sentences print: in full, or rounded, with how far."""

import re
from decimal import Decimal

# In a sentence, and not in what is left of a table that lost its layout.
_IN_FULL = re.compile(
    r"\b(?:of|to|was|were|is|by|from|at|or|with|against|versus|total(?:ed|ing|s)|reach(?:ed|ing)|approximately) [$€£](\d{1,3}(?:,\d{3})+)"
    r"(?!\d|,\d|\.\d|\s(?:thousand|million|billion)|\s+[($]*\d)",
    re.IGNORECASE,
)
_WORDS = {"thousand": 10**3, "million": 10**6, "billion": 10**9}


def amounts_in_full(prose: str) -> frozenset[Decimal]:
    """Return the amounts that sentences print to the dollar: "net income of $856,080"."""
    return frozenset(Decimal(match[1].replace(",", "")) for match in _IN_FULL.finditer(prose))


def said_amount(number: str, word: str | None) -> tuple[Decimal, Decimal]:
    """Return an amount in whole units, and the half of its last digit.

    Arguments:
        number: as printed, "1,204.5".
        word: the scale behind it, "million"; None without one.
    """
    printed, unit = Decimal(number.replace(",", "")), Decimal(_WORDS[word.lower()] if word else 1)
    return printed * unit, unit.scaleb(int(printed.as_tuple().exponent)) / 2
