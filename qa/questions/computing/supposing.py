"""What a figure would have been, had another been so: the supposition carried through formulas and identities."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from qa.facts.fact import Period
from qa.language.currencies import is_currency
from qa.questions.computing.arithmetic import computed, number, term
from qa.questions.computing.formulas import Formula, identities
from qa.questions.finding.find import close, find
from qa.questions.finding.library import View
from qa.questions.finding.lookup import of_metric
from qa.questions.finding.periods import targets
from qa.questions.outcome import Outcome
from qa.questions.parsing.query import Computation, Query, Supposition, Topic
from qa.questions.reply import Answer
from qa.questions.wording import sentences as say

_DEEPEST = 3
_AGREES = Decimal("0.01")  # share by which an identity may miss what is reported: shares and margins are rounded
_PLACES = {"percent": Decimal("0.01"), "ratio": Decimal("0.001"), "money/share": Decimal("0.01")}


@dataclass(frozen=True)
class _Case:
    """What is supposed of which metric, in which period."""

    metric: str
    supposed: Supposition
    period: Period | None
    view: View


@dataclass(frozen=True)
class _Carried:
    """A figure with and without the supposition.

    Arguments:
        operands: the reported figures that went into it.
    """

    actual: Decimal
    supposed: Decimal
    formula: str
    operands: tuple[Answer, ...]


def suppose(computation: Computation, query: Query, view: View) -> Outcome:
    """Return what the figure asked for would have been; nothing where no formula leads from the one to the other."""
    if computation.operand is None or computation.supposed is None:
        return Outcome()
    asked, metric = _metric(computation.topics[0], view), _metric(computation.operand, view)
    formula = identities().get(asked)
    if not formula or not metric:
        return Outcome()
    for period in targets(query.periods, view, query.anchors) or (view.reported,):
        case = _Case(metric, computation.supposed, period, view)
        carried = _by_formula(formula, case, 0)
        if carried and carried.actual != carried.supposed and _is_true(asked, carried, case):
            changed = next(operand for operand in carried.operands if operand.fact.metric == case.metric)
            answer = _answer(formula, carried, changed)
            size = _value_of(case.supposed, changed) or Decimal(0)
            return Outcome((answer,), say.supposed(answer, changed, size, view))
    return Outcome()


def _metric(topic: Topic, view: View) -> str:
    """The element name that a topic means: a formula's, else the best line's."""
    named = next((name for name in topic.mentions if name in identities()), "")
    matches = find(topic, view.index) if topic.hard else []
    return named or (close(matches)[0].line.metric if matches else "")


def _carried(metric: str, case: _Case, depth: int) -> _Carried | None:
    """A metric's figure: supposed, reported where the supposition does not reach it, else by its formula."""
    found = of_metric(metric, case.period, case.view)
    if metric == case.metric:
        supposed = _value_of(case.supposed, found)
        if found is None or supposed is None:
            return None
        return _Carried(number(found.fact), supposed, f"{supposed.normalize():f}", (found,))
    formula = identities().get(metric)
    if formula and depth < _DEEPEST and _reaches(formula, case.metric, depth):
        carried = _by_formula(formula, case, depth + 1)
        return carried if carried and _is_true(metric, carried, case) else None
    if found is None or not isinstance(found.fact.value, Decimal):
        return None
    return _Carried(found.fact.value, found.fact.value, term(found), (found,))


def _value_of(supposed: Supposition, found: Answer | None) -> Decimal | None:
    if found is None or not isinstance(found.fact.value, Decimal):
        return None
    if supposed.factor:
        return found.fact.value * supposed.value
    return supposed.value if supposed.unit in ("", found.fact.unit) else None


def _reaches(formula: Formula, metric: str, depth: int) -> bool:
    if metric in formula.operands:
        return True
    inner = (identities().get(name) for name in formula.operands)
    return depth < _DEEPEST and any(_reaches(one, metric, depth + 1) for one in inner if one)


def _by_formula(formula: Formula, case: _Case, depth: int) -> _Carried | None:
    groups: list[list[_Carried]] = []
    for names in (formula.plus, formula.minus, formula.over):
        found = [_carried(name, case, depth) for name in names]
        if any(one is None for one in found):
            return None
        groups.append([one for one in found if one])
    plus, minus, over = groups
    times = 100 if formula.unit == "percent" else 1
    sizes = []
    for which in ("actual", "supposed"):
        top = sum((getattr(one, which) for one in plus), Decimal(0)) - sum(
            (getattr(one, which) for one in minus), Decimal(0)
        )
        bottom = sum((getattr(one, which) for one in over), Decimal(0)) if over else Decimal(1)
        if bottom == 0:
            return None
        sizes.append(top / bottom * times)
    upper = " + ".join(one.formula for one in plus) + "".join(f" − {one.formula}" for one in minus)
    lower = " + ".join(one.formula for one in over)
    written = f"({upper}) / ({lower})" if over else f"({upper})"
    operands = tuple(dict.fromkeys(operand for one in (*plus, *minus, *over) for operand in one.operands))
    return _Carried(sizes[0], sizes[1], written, operands)


def _is_true(metric: str, carried: _Carried, case: _Case) -> bool:
    """Whether the formula, without the supposition, gives what the filing reports."""
    reported = [line for line in case.view.index.of_metric(metric) if line.family == "level"]
    found = of_metric(metric, case.period, case.view) if reported else None
    if found is None or not isinstance(found.fact.value, Decimal):
        return True
    return abs(found.fact.value - carried.actual) <= max(abs(carried.actual) * _AGREES, Decimal("0.01"))


def _answer(formula: Formula, carried: _Carried, changed: Answer) -> Answer:
    like = carried.operands[0].fact
    money = next((o.fact.unit for o in carried.operands if is_currency(o.fact.unit)), like.unit)
    unit = money if formula.unit == "money" else f"{money}/share" if formula.unit == "money/share" else formula.unit
    value = carried.supposed.quantize(_PLACES.get(formula.unit, Decimal(1)))
    fact = replace(
        like, metric=formula.name, label=formula.label, value=value, unit=unit, decimals=None, reported="", scale=1,
        sources=(), flags=(), dimensions=(), comparison=None,
    )  # fmt: skip
    others: Sequence[Answer] = [operand for operand in carried.operands if operand is not changed]
    return computed(fact, carried.formula, [*others, changed])
