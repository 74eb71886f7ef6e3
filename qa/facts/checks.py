"""Accounting identities: what must add up in a filing, and whether it does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from qa.facts.fact import Fact, Period


@dataclass(frozen=True, slots=True)
class Identity:
    """Plus terms less minus terms are the total; each by its element name.

    The balance sheet and income statement identities are those of the US-GAAP calculation linkbases.
    """

    total: str
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One identity checked in one period.

    Arguments:
        difference: total less the sum of its terms, in whole units.
        holds: whether the difference is within what rounding of the terms explains.
        facts: the total first, then the terms.
    """

    identity: Identity
    period: Period
    difference: Decimal
    holds: bool
    facts: tuple[Fact, ...]


IDENTITIES = (
    Identity("LiabilitiesAndStockholdersEquity", ("Assets",)),
    Identity("LiabilitiesAndStockholdersEquity", ("Liabilities", "StockholdersEquity")),
    Identity("GrossProfit", ("Revenues",), ("CostOfRevenue",)),
    Identity("OperatingIncomeLoss", ("GrossProfit",), ("OperatingExpenses",)),
    Identity(
        "NetIncomeLoss",
        ("IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest",),
        ("IncomeTaxExpenseBenefit",),
    ),
    Identity("InterestIncomeExpenseNet", ("InterestAndDividendIncomeOperating",), ("InterestExpense",)),
)


def check(facts: Sequence[Fact]) -> list[Finding]:
    """Return a finding for each identity in each period for which the facts hold all its terms."""
    levels: dict[tuple[str, Period], Fact] = {}
    for fact in facts:
        if (
            fact.period
            and not fact.dimensions
            and fact.basis == "GAAP"
            and fact.comparison is None
            and not fact.guidance
        ):
            levels.setdefault((fact.metric, fact.period), fact)
    periods = dict.fromkeys(period for _, period in levels)
    found = (_find(identity, period, levels) for identity in IDENTITIES for period in periods)
    return [finding for finding in found if finding]


def _find(identity: Identity, period: Period, levels: dict[tuple[str, Period], Fact]) -> Finding | None:
    names = (identity.total, *identity.plus, *identity.minus)
    held = [levels.get((name, period)) for name in names]
    facts = tuple(fact for fact in held if fact is not None and isinstance(fact.value, Decimal))
    if len(facts) < len(names):
        return None
    signs = (-1,) * len(identity.plus) + (1,) * len(identity.minus)
    difference = _value(facts[0]) + sum((s * _value(f) for s, f in zip(signs, facts[1:], strict=True)), Decimal(0))
    slack = sum((Decimal(10) ** -fact.decimals for fact in facts if fact.decimals is not None), Decimal(0))
    return Finding(identity, period, difference, abs(difference) <= slack, facts)


def _value(fact: Fact) -> Decimal:
    return fact.value if isinstance(fact.value, Decimal) else Decimal(0)


def confirmed(facts: Iterable[Fact], findings: Iterable[Finding]) -> list[Fact]:
    """Return the facts, more confident where an identity holds and less where it fails.

    A total may fail for lines that lie between its terms (minority interests), so failing flags no fact as wrong.
    """
    holding = {id(fact) for finding in findings if finding.holds for fact in finding.facts}
    failing = {id(fact) for finding in findings if not finding.holds for fact in finding.facts} - holding
    return [
        replace(fact, confidence=max(fact.confidence, 0.99))
        if id(fact) in holding
        else replace(fact, confidence=round(fact.confidence * 0.95, 3))
        if id(fact) in failing
        else fact
        for fact in facts
    ]
