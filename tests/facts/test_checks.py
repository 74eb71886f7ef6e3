"""Identities hold within rounding, and only where all their terms are held."""

from datetime import date
from decimal import Decimal

import pytest

from qa.facts.checks import check, confirmed
from qa.facts.fact import Fact, Period

DAY = Period(date(2030, 6, 30))


def balance(metric: str, thousands: int) -> Fact:
    return Fact(metric, metric, Decimal(thousands) * 1000, "USD", DAY, str(thousands), 1000, -3, confidence=0.97)


@pytest.mark.parametrize(("total", "holds"), [(900, True), (901, True), (950, False)])
def test_assets_are_liabilities_and_equity(total: int, holds: bool):
    facts = [balance("Assets", 900), balance("LiabilitiesAndStockholdersEquity", total)]
    (finding,) = check(facts)
    assert finding.holds is holds
    assert finding.difference == (total - 900) * 1000
    confident = {fact.confidence for fact in confirmed(facts, [finding])}
    assert confident == {0.99} if holds else max(confident) < 0.97


def test_nothing_is_said_where_a_term_is_missing():
    assert check([balance("Assets", 900)]) == []
