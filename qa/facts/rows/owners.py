"""Net income before minority interests and what is attributable to the parent, told apart across rows and statements."""

from collections.abc import Sequence
from dataclasses import replace

from qa.facts.fact import Fact
from qa.facts.rows.row_signs import ATTRIBUTABLE


def owners_apart(facts: list[Fact]) -> list[Fact]:
    """The facts, net income before minority interests apart from what is attributable to the parent.

    us-gaap files the one as ProfitLoss and the other as NetIncomeLoss where a statement has both.
    """
    parent = {_place(fact) for fact in facts if fact.metric == "NetIncomeLoss" and ATTRIBUTABLE.search(fact.label)}
    return [
        replace(fact, metric="ProfitLoss")
        if fact.metric == "NetIncomeLoss" and _place(fact) in parent and not ATTRIBUTABLE.search(fact.label)
        else fact
        for fact in facts
    ]


def owners_across(statements: Sequence[list[Fact]]) -> list[list[Fact]]:
    """The facts of each statement, a bare "Net income" that is the figure before minority interests named as such.

    Cash flow statements and reconciliations begin with it, and do not say whose it is.
    """
    facts = [fact for found in statements for fact in found]
    whole = {(_place(fact), fact.value) for fact in facts if fact.metric == "ProfitLoss"}
    whole -= {(_place(fact), fact.value) for fact in facts if ATTRIBUTABLE.search(fact.label)}
    return [
        [
            replace(fact, metric="ProfitLoss")
            if fact.metric == "NetIncomeLoss" and (_place(fact), fact.value) in whole
            else fact
            for fact in found
        ]
        for found in statements
    ]


def _place(fact: Fact) -> tuple[object, ...]:
    return fact.period, fact.dimensions, fact.basis
