"""Hold quantities against Recognizers-Text's specs: python -m tests.measure.quantities.

F1 of the values found, and of values with their unit, over the specs less those that `tests/specs/quantities_left_out.jsonl`
names with a reason, and over all of them.
"""

import json
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from qa.language.quantities import find_quantities
from qa.language.values import Quantity

RECOGNIZERS = Path(__file__).parents[3] / "shared" / "quantities"
LEFT_OUT = Path(__file__).parents[1] / "specs" / "quantities_left_out.jsonl"
MODELS = ("currency", "percent")

Found = Counter[tuple[Decimal, str]]

# How Recognizers-Text calls units, in ours: (unit, how many of theirs make one of ours).
THEIR_UNITS = {
    "Dollar": ("USD", 1),
    "United States dollar": ("USD", 1),
    "Cent": ("USD", 100),
    "Canadian dollar": ("CAD", 1),
    "Australian dollar": ("AUD", 1),
    "New Zealand dollar": ("NZD", 1),
    "Hong Kong dollar": ("HKD", 1),
    "Euro": ("EUR", 1),
    "British pound": ("pound", 1),
    "Pound": ("pound", 1),
    "Pence": ("pound", 100),
    "Penny": ("pound", 100),
    "Japanese yen": ("JPY", 1),
    "Chinese yuan": ("CNY", 1),
    "Swiss franc": ("CHF", 1),
    "Mexican peso": ("MXN", 1),
    "Turkish lira": ("TRY", 1),
    "Costa Rican colón": ("CRC", 1),
    "Georgian lari": ("GEL", 1),
    "Lao kip": ("LAK", 1),
    "Finnish markka": ("FIM", 1),
    "Netherlands guilder": ("NLG", 1),
    "Peseta": ("ESP", 1),
    "Bitcoin": ("bitcoin", 1),
    "Satoshi": ("satoshi", 1),
    "Franc": ("franc", 1),
    "Rupee": ("rupee", 1),
    None: ("percent", 1),
}
NOUNS_OF_MONEY = {"franc", "rupee", "bitcoin", "satoshi", "pound"}


def theirs(case: dict[str, Any]) -> Found:
    """Return what Recognizers-Text's spec wants, in our units; "pound" is the currency and the word alone."""
    found: Found = Counter()
    for result in case["Results"]:
        value = result["Resolution"].get("value")
        if value not in (None, "null"):
            unit = result["Resolution"].get("unit")
            name, parts = THEIR_UNITS.get(unit, (unit, 1))
            found[Decimal(value.rstrip("%")) / parts, name] += 1
    return found


def ours(text: str, name: str) -> Found:
    """Return what is found, as the model NAME counts it."""
    found: Found = Counter()
    for entity in find_quantities(text):
        quantity = entity.value
        assert isinstance(quantity, Quantity)
        unit = quantity.unit.split("/")[0]
        money = (unit.isupper() and len(unit) == 3) or unit in NOUNS_OF_MONEY
        if (unit == "percent") if name == "percent" else money:
            # "Pound" is theirs for the currency as well as for the word alone.
            said = "pound" if unit == "GBP" else unit
            found[quantity.value, said] += 1
            if quantity.high is not None:
                found[quantity.high, said] += 1
    return found


def main() -> None:
    """Print the scores of each model, and what is left out."""
    for name in MODELS:
        every, some = cases(name), supported(name)
        (value, unit), (value_of_all, unit_of_all) = f1(name, some), f1(name, every)
        print(f"{name}: F1 of values {value:.3f}, with unit {unit:.3f} over {len(some)} inputs", end="; ")
        print(f"over all {len(every)}: {value_of_all:.3f}, {unit_of_all:.3f}")
    for text, reason in left_out().items():
        print(f"left out: {text!r}: {reason}")


@cache
def cases(name: str) -> list[dict[str, Any]]:
    """Return the specs of a model."""
    loaded: list[dict[str, Any]] = json.loads((RECOGNIZERS / f"{name}.json").read_text(encoding="utf-8-sig"))
    return loaded


def supported(name: str) -> list[dict[str, Any]]:
    """Return the specs of a model that are not left out."""
    return [case for case in cases(name) if case["Input"] not in left_out()]


@cache
def left_out() -> dict[str, str]:
    """Return the inputs that are left out, each with its reason."""
    lines = map(json.loads, LEFT_OUT.read_text(encoding="utf-8").splitlines())
    return {line["text"]: line["reason"] for line in lines}


def f1(name: str, over: Iterable[dict[str, Any]]) -> tuple[float, float]:
    """Return the F1 of values, and of values with their unit."""
    of_values = of_units = either = 0
    for case in over:
        wanted, found = theirs(case), ours(case["Input"], name)
        of_values += 2 * (_values(wanted) & _values(found)).total()
        of_units += 2 * (wanted & found).total()
        either += wanted.total() + found.total()
    return of_values / either, of_units / either


def _values(found: Found) -> Counter[Decimal]:
    return Counter(value for value, _ in found.elements())


if __name__ == "__main__":
    main()
