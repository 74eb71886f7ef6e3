"""Whose net income and equity is: that before minority interests and the parent's, the common shareholders' and all of it."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from qa.facts.fact import Fact
from qa.facts.rows.row_signs import ATTRIBUTABLE

_OTHER_OWNERS = "NetIncomeLossAttributableToNoncontrollingInterest"
_ALL_EQUITY = "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest"


def owners_apart(facts: list[Fact]) -> list[Fact]:
    """The facts, net income before minority interests apart from what is attributable to the parent; equity likewise.

    us-gaap files the one as ProfitLoss and the other as NetIncomeLoss where a statement has both.
    """
    facts = _equity_apart(facts)
    parent = {_place(fact) for fact in facts if fact.metric == "NetIncomeLoss" and ATTRIBUTABLE.search(fact.label)}
    return [
        replace(fact, metric="ProfitLoss")
        if fact.metric == "NetIncomeLoss" and _place(fact) in parent and not ATTRIBUTABLE.search(fact.label)
        else fact
        for fact in facts
    ]


def _equity_apart(facts: list[Fact]) -> list[Fact]:
    """The facts, an equity that comes to another one and the other owners' interest named as that of all owners."""
    others = {_place(fact): fact.value for fact in facts if fact.metric == "MinorityInterest"}
    equity = [fact for fact in facts if fact.metric == "StockholdersEquity" and _place(fact) in others]
    parent = {(_place(fact), fact.value) for fact in equity}
    whole = {
        (place, value)
        for place, value in parent
        if isinstance(value, Decimal) and isinstance(share := others[place], Decimal) and share
        if (place, value - share) in parent
    }
    return [
        replace(fact, metric=_ALL_EQUITY) if fact in equity and (_place(fact), fact.value) in whole else fact
        for fact in facts
    ]


def owners_across(statements: Sequence[list[Fact]]) -> list[list[Fact]]:
    """The facts of each statement, a bare "Net income" that is the figure before minority interests named as such.

    Cash flow statements and reconciliations begin with it, and do not say whose it is. The common shareholders' equity is
    all of it where no statement has another.
    """
    facts = [fact for found in statements for fact in found]
    all_common = not any(fact.metric == "StockholdersEquity" and not fact.dimensions for fact in facts)
    whole = {(_place(fact), fact.value) for fact in facts if fact.metric == "ProfitLoss"} | _shared(facts)
    whole -= {(_place(fact), fact.value) for fact in facts if ATTRIBUTABLE.search(fact.label)}
    return [
        [
            replace(fact, metric="ProfitLoss")
            if fact.metric == "NetIncomeLoss" and (_place(fact), fact.value) in whole
            else replace(fact, metric="StockholdersEquity")
            if all_common and fact.metric == "CommonStockholdersEquity"
            else fact
            for fact in found
        ]
        for found in statements
    ]


def _shared(facts: Sequence[Fact]) -> set[tuple[object, object]]:
    """Where the figures stand that come to what is attributable to the parent less what other owners have of them."""
    others = {_place(fact): fact.value for fact in facts if fact.metric == _OTHER_OWNERS}
    income = [fact for fact in facts if fact.metric == "NetIncomeLoss" and _place(fact) in others]
    parent = {(_place(fact), fact.value) for fact in income if ATTRIBUTABLE.search(fact.label)}
    return {
        (_place(fact), fact.value)
        for fact in income
        if isinstance(share := others[_place(fact)], Decimal)
        and isinstance(fact.value, Decimal)
        and share
        and (_place(fact), fact.value - share) in parent
    }


def _place(fact: Fact) -> tuple[object, ...]:
    return fact.period, fact.dimensions, fact.basis
