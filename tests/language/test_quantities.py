"""Quantities against their specs, as properties, and against Recognizers-Text's specs."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.language.quantities import find_quantities
from qa.language.values import Entity, Quantity
from tests.language.specs import SPECS, specs

RECOGNIZERS = Path(__file__).parents[3] / "shared" / "quantities"


def seen(text: str, entity: Entity) -> dict[str, Any]:
    quantity = entity.value
    assert isinstance(quantity, Quantity)
    found: dict[str, Any] = {
        "start": entity.start,
        "end": entity.end,
        "text": text[entity.start : entity.end],
        "value": quantity.value,
        "unit": quantity.unit,
        "decimals": quantity.decimals,
    }
    if quantity.high is not None:
        found["high"] = quantity.high
    return found | {key: True for key in ("approximate", "points") if getattr(quantity, key)}


@pytest.mark.parametrize("case", specs("quantities"), ids=lambda case: case["text"])
def test_spec(case: dict[str, Any]) -> None:
    wanted = [
        {key: Decimal(value) if key in ("value", "high") else value for key, value in span.items()}
        for span in case["spans"]
    ]
    assert [seen(case["text"], entity) for entity in find_quantities(case["text"])] == wanted


@given(st.integers(0, 10**12), st.sampled_from(["$", "US$", "€", "£", "C$"]))
def test_grouped_money_keeps_its_value(value: int, sign: str) -> None:
    [entity] = find_quantities(f"It came to {sign}{value:,}.")
    assert isinstance(entity.value, Quantity)
    assert entity.value.value == value


@given(st.decimals(0, 999, places=1), st.sampled_from([("thousand", 3), ("million", 6), ("billion", 9)]))
def test_scale_words_multiply_and_limit_decimals(figure: Decimal, scale: tuple[str, int]) -> None:
    [entity] = find_quantities(f"It came to ${figure} {scale[0]}.")
    quantity = entity.value
    assert isinstance(quantity, Quantity)
    assert (quantity.value, quantity.decimals) == (figure * 10 ** scale[1], 1 - scale[1])


@given(st.text(max_size=200))
def test_spans_are_in_order_and_apart(text: str) -> None:
    ends = [0]
    for entity in find_quantities(text):
        assert ends[-1] <= entity.start < entity.end <= len(text)
        ends.append(entity.end)


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
    "British pound": ("GBP", 1),
    "Pence": ("GBP", 100),
    "Penny": ("GBP", 100),
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
    "Franc": ("franc", 1),
    "Rupee": ("rupee", 1),
    None: ("percent", 1),
}
NOUNS_OF_MONEY = {"franc", "rupee", "bitcoin", "pound"}


def theirs(case: dict[str, Any]) -> Counter[tuple[Decimal, str]]:
    found: Counter[tuple[Decimal, str]] = Counter()
    for result in case["Results"]:
        value = result["Resolution"].get("value")
        if value not in (None, "null"):
            unit = result["Resolution"].get("unit")
            name, parts = ("pound", 1) if unit == "Pound" else THEIR_UNITS.get(unit, (unit, 1))
            found[Decimal(value.rstrip("%")) / parts, name] += 1
    return found


def ours(text: str, percent: bool) -> Counter[tuple[Decimal, str]]:
    found: Counter[tuple[Decimal, str]] = Counter()
    for entity in find_quantities(text):
        quantity = entity.value
        assert isinstance(quantity, Quantity)
        unit = quantity.unit.split("/")[0]
        money = (unit.isupper() and len(unit) == 3) or unit in NOUNS_OF_MONEY
        if (unit == "percent") if percent else money:
            # "Pound" is theirs for the currency as well as for the word alone.
            name = "pound" if unit == "GBP" else unit
            found[quantity.value, name] += 1
            if quantity.high is not None:
                found[quantity.high, name] += 1
    return found


@pytest.mark.parametrize(("name", "limits"), [("currency", (0.95, 0.92)), ("percent", (0.98, 0.98))])
def test_recognizers_specs(name: str, limits: tuple[float, float]) -> None:
    """F1 of values, and of values with their unit, over the cases that are not listed as unsupported."""
    path = RECOGNIZERS / f"{name}.json"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    unsupported = {
        line["text"] for line in map(json.loads, (SPECS / "quantities_unsupported.jsonl").open(encoding="utf-8"))
    }
    hits, either = {"value": 0, "unit": 0}, 0
    for case in json.loads(path.read_text(encoding="utf-8-sig")):
        if case["Input"] in unsupported:
            continue
        wanted, found = theirs(case), ours(case["Input"], name == "percent")
        pounds = Counter({(value, "pound" if unit == "GBP" else unit): n for (value, unit), n in wanted.items()})
        values = Counter(value for value, _ in wanted.elements())
        found_values = Counter(value for value, _ in found.elements())
        hits["value"] += 2 * (values & found_values).total()
        hits["unit"] += 2 * (pounds & found).total()
        either += wanted.total() + found.total()
    f1 = {score: count / either for score, count in hits.items()}
    print(f"{name}: F1 of values {f1['value']:.3f}, with unit {f1['unit']:.3f}")
    assert f1["value"] >= limits[0]
    assert f1["unit"] >= limits[1]
