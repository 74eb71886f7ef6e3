"""Quantities against their specs, as properties, and against Recognizers-Text's specs."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.language.quantities import find_quantities
from qa.language.values import Entity, Quantity
from tests.language.specs import specs
from tests.measure import quantities as measure


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


@pytest.mark.parametrize(("name", "limits"), [("currency", (0.95, 0.92)), ("percent", (0.98, 0.98))])
def test_recognizers_specs(name: str, limits: tuple[float, float]) -> None:
    """F1 of values, and of values with their unit, over the cases that are not listed as left out."""
    if not measure.RECOGNIZERS.exists():
        pytest.skip(f"{measure.RECOGNIZERS} is not here")
    value, unit = measure.f1(name, measure.supported(name))
    assert value >= limits[0]
    assert unit >= limits[1]


def test_what_is_left_out_is_still_in_the_specs_and_still_missed() -> None:
    if not measure.RECOGNIZERS.exists():
        pytest.skip(f"{measure.RECOGNIZERS} is not here")
    for name in measure.MODELS:
        left_out = [case for case in measure.cases(name) if case["Input"] in measure.left_out()]
        assert [case["Input"] for case in left_out if measure.theirs(case) == measure.ours(case["Input"], name)] == []
    inputs = {case["Input"] for name in measure.MODELS for case in measure.cases(name)}
    assert set(measure.left_out()) <= inputs
