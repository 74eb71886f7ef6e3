"""What is computed from reported facts: each result with its formula and its operands, or nothing."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from qa.facts.fact import Fact, Period
from qa.facts.outside_gaap import outside_gaap
from qa.language.vocabulary import vocabulary
from qa.questions.finding.index import Held
from qa.questions.reply import Answer, Company, Derivation
from qa.questions.wording.word import display

_ROUGHEST = Decimal("0.03")  # of an amount, by which it may be off through rounding
_HUNDREDTH = Decimal("0.01")
_THOUSANDTH = Decimal("0.001")
# An average or a rate over a year is no sum of its quarters.
_NOT_ADDITIVE = frozenset({"percent", "ratio", "shares", "text", "date", "boolean", "days"})


def reported(held: Held, company: Company) -> Answer:
    """Return the answer that a filing itself gives."""
    return Answer(held.fact, company, held.filing, display(held.fact))


def computed(fact: Fact, formula: str, operands: Sequence[Answer]) -> Answer:
    """Return an answer that follows from others."""
    return Answer(fact, operands[0].company, "", display(fact), Derivation(formula, tuple(operands)))


def is_additive(fact: Fact) -> bool:
    """Whether a longer period's figure is the sum of its parts': flows are, averages and per-share figures are not."""
    return not fact.is_instant and fact.unit not in _NOT_ADDITIVE and "/" not in fact.unit


def is_quotient(fact: Fact) -> bool:
    """Whether a figure is a percentage, a ratio or an amount per unit, which with another one make no sum."""
    return fact.unit in ("percent", "ratio") or "/" in fact.unit


def change(later: Answer, earlier: Answer, wanted: str) -> Answer | None:
    """Return later minus earlier, in percent of the earlier's magnitude where percent is wanted.

    A figure that is itself a percentage changes by percentage points.
    """
    now, before = later.fact, earlier.fact
    if now.unit != before.unit or not isinstance(now.value, Decimal) or not isinstance(before.value, Decimal):
        return None
    difference = now.value - before.value
    base = f"{term(later)} − {term(earlier)}"
    if wanted == "percent" and now.unit != "percent":
        if before.value == 0:
            return None
        value = (difference / abs(before.value) * 100).quantize(_HUNDREDTH)
        fact = _result(now, now.metric, value, "percent", comparison=before.period)
        return computed(fact, f"({base}) / |{term(earlier)}|", [later, earlier])
    fact = _result(now, now.metric, difference, now.unit, comparison=before.period, decimals=coarser(now, before))
    return computed(fact, base, [later, earlier])


def ratio(part: Answer, whole: Answer, name: str, label: str, unit: str) -> Answer | None:
    """Return part over whole, in percent or as a plain ratio; None where the units do not allow it."""
    return quotient([part], [], [whole], name, label, unit)


def quotient(
    plus: Sequence[Answer], minus: Sequence[Answer], over: Sequence[Answer], name: str, label: str, unit: str
) -> Answer | None:
    """Return (plus − minus) / over, or the difference alone without `over`.

    Arguments:
        unit: "percent" (times 100), "ratio", or "money" for a difference.
    """
    operands = [*plus, *minus, *over]
    if len({answer.fact.unit for answer in operands}) != 1:
        return None
    top = sum((number(a.fact) for a in plus), Decimal(0)) - sum((number(a.fact) for a in minus), Decimal(0))
    upper = " + ".join(map(term, plus)) + "".join(f" − {term(a)}" for a in minus)
    if not over:
        fact = _result(
            plus[0].fact,
            name,
            top,
            plus[0].fact.unit,
            label=label,
            decimals=coarser(*[a.fact for a in operands]),
        )
        return computed(fact, upper, operands)
    bottom = sum((number(a.fact) for a in over), Decimal(0))
    if bottom == 0 or _is_coarse(top, [*plus, *minus]) or _is_coarse(bottom, over):
        return None
    value = (top / bottom * 100).quantize(_HUNDREDTH) if unit == "percent" else (top / bottom).quantize(_THOUSANDTH)
    fact = _result(plus[0].fact, name, value, unit, label=label)
    lower = " + ".join(map(term, over))
    return computed(fact, f"{f'({upper})' if len(plus) + len(minus) > 1 else upper} / {lower}", operands)


def _is_coarse(amount: Decimal, operands: Sequence[Answer]) -> bool:
    """Whether what operands come to is known too roughly for a quotient of it to be more than a guess: "$1.2 billion"."""
    rounded = (Decimal(1).scaleb(-a.fact.decimals) / 2 for a in operands if a.fact.decimals is not None)
    return sum(rounded, Decimal(0)) > abs(amount) * _ROUGHEST


def _result(
    like: Fact,
    metric: str,
    value: Decimal,
    unit: str,
    *,
    label: str = "",
    comparison: Period | None = None,
    decimals: int | None = None,
) -> Fact:
    """A computed fact about the same company, period and dimensions as the one it was computed from."""
    return replace(
        like,
        metric=metric,
        label=label or like.label,
        value=value,
        unit=unit,
        comparison=comparison,
        decimals=decimals,
        reported="",
        scale=1,
        sources=(),
        flags=(),
        bound=None,
    )


def number(fact: Fact) -> Decimal:
    """Return a fact's figure.

    Raises:
        TypeError: the fact is of words.
    """
    if not isinstance(fact.value, Decimal):
        raise TypeError(f"{fact.metric} is no figure: {fact.value!r}")
    return fact.value


def is_spent_or_lost(fact: Fact) -> bool:
    """Return whether a figure is printed as a minus in a line that no vocabulary knows: a cost in brackets, or a loss."""
    return fact.metric not in vocabulary().metrics and isinstance(fact.value, Decimal) and fact.value < 0


def coarser(*facts: Fact) -> int | None:
    """Return the decimals to which a sum of the facts is correct: the coarsest of theirs."""
    known = [fact.decimals for fact in facts if fact.decimals is not None]
    return min(known) if known else None


def is_outside_gaap(fact: Fact) -> bool:
    """Return whether a fact is of a measure that GAAP does not know (EBITDA), whose basis goes without saying."""
    return fact.metric in outside_gaap()


def term(answer: Answer) -> str:
    """Return how a formula writes an operand: Revenues[Q2 FY2008], Revenues[Q3 FY2008, guidance low]."""
    period = answer.fact.period
    parts = [member for _, member in answer.fact.dimensions]
    if period:
        parts.append(period.label or "/".join(day.isoformat() for day in (period.start, period.end) if day))
    if answer.fact.basis == "non-GAAP" and not is_outside_gaap(answer.fact):
        parts.append(answer.fact.basis)
    if answer.fact.guidance:
        parts.append(f"guidance {answer.fact.bound or ''}".strip())
    return f"{answer.fact.metric}[{', '.join(parts)}]" if parts else answer.fact.metric
