"""Values in the interface's form."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import shapes
from qa.facts.fact import Period
from qa.language.values import Entity, MetricMention, PeriodExpression, Quantity


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_number_is_written_out_and_none_is_lost(value: Decimal) -> None:
    text = shapes.decimal(value)
    assert "e" not in text.lower()
    assert Decimal(text) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [("-8.453E+6", "-8453000"), ("0.160", "0.16"), ("-0", "0"), ("100", "100"), ("145.04", "145.04"), ("-0.00", "0")],
)
def test_numbers_have_one_form(value: str, text: str) -> None:
    assert shapes.decimal(Decimal(value)) == text


def test_periods() -> None:
    quarter = Period(date(2007, 9, 30), date(2007, 7, 1), "Q2 FY2008")
    assert shapes.period(quarter) == {"start": "2007-07-01", "end": "2007-09-30", "label": "Q2 FY2008"}
    assert shapes.period(Period(date(2007, 9, 30))) == {"instant": "2007-09-30", "label": ""}
    assert shapes.period(None) is None


@pytest.mark.parametrize(
    ("value", "kind", "members"),
    [
        (
            Quantity(Decimal("8.5E+6"), "USD", decimals=-5),
            "quantity",
            {"value": "8500000", "unit": "USD", "decimals": -5},
        ),
        (PeriodExpression(end=date(2007, 9, 30), instant=True), "period", {"end": "2007-09-30", "instant": True}),
        (MetricMention("NetIncomeLoss", True), "metric", {"metric": "NetIncomeLoss", "negative": True}),
    ],
)
def test_entities(value: Quantity | PeriodExpression | MetricMention, kind: str, members: dict[str, object]) -> None:
    shape = shapes.entity(Entity(2, 5, value), "a fig b")
    assert shape == {"type": kind, "text": "fig", "start": 2, "end": 5, "value": members}
