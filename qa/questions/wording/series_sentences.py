"""The sentences of a reply about several periods."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from qa.facts.fact import Fact
from qa.questions.computing.arithmetic import number
from qa.questions.finding.library import View
from qa.questions.parsing.query import Limit
from qa.questions.reply import Answer
from qa.questions.wording.sentences import clip, named, several, signed
from qa.questions.wording.word import be, figure, metric_words, period_words, possessive


def trend(found: Sequence[Answer], view: View) -> str:
    """Word a row of periods' figures, and which way the row went."""
    text = several(found, view)
    if len(found) < 3 or not all(isinstance(answer.fact.value, Decimal) for answer in found):
        return text
    values = [number(answer.fact) for answer in found]
    steps = [later - earlier for earlier, later in pairwise(values)]
    if all(step > 0 for step in steps) or all(step < 0 for step in steps):
        return clip(f"{text} It {'rose' if steps[0] > 0 else 'fell'} each time.")
    return text


def extreme(answer: Answer, among: int, most: bool, view: View) -> str:
    """Word which period had the highest or the lowest figure."""
    period = answer.fact.period
    label = period.label if period else ""
    name, size = signed(answer.fact)
    where = period_words(period).removeprefix("in ")
    rank = "highest" if most else "lowest"
    at = "at" if period and period.is_instant else "in"
    where = where.removeprefix("at ")
    return clip(
        f"{label or where}: {possessive(named(view))} {name} {be(name)} {rank} {at} {where}, at {size}, of {among} held."
    )


def of_two_periods(first: Answer, second: Answer, most: bool, view: View) -> str:
    """Word in which of two periods a figure was the higher, or the lower, that period first."""
    name, size = signed(first.fact)
    word = "higher" if most else "lower"
    where = period_words(first.fact.period)
    return clip(
        f"{_called(first)}: {possessive(named(view))} {name} {be(name)} {word} {where}, at {size},"
        f" than {period_words(second.fact.period)}, at {signed(second.fact)[1]}."
    )


def combined(answer: Answer, kind: str, view: View) -> str:
    """Word a sum or an average over periods."""
    name, size = signed(answer.fact)
    operands = answer.derivation.operands if answer.derivation else ()
    parts = " + ".join(figure(number(operand.fact), operand.fact.unit) for operand in operands)
    what = f"{'average ' if kind == 'average' else ''}{name} over {len(operands)} {_noun(operands)}"
    working = parts if kind == "sum" else f"({parts}) / {len(operands)}"
    return clip(f"{possessive(named(view))} {what}, {_from_to(operands)}, was {size}: {working}.")


def _from_to(operands: Sequence[Answer]) -> str:
    """From which period to which."""
    first, last = (answer.fact.period for answer in (operands[0], operands[-1]))
    if first is None or last is None:
        return ""
    return f"{_called(operands[0])} to {_called(operands[-1])}"


def _noun(operands: Sequence[Answer]) -> str:
    """What periods of one length are called."""
    lengths = {round(answer.fact.period.days / 91.3) for answer in operands if answer.fact.period}
    return (
        {1: "quarters", 2: "halves", 4: "years"}.get(next(iter(lengths)), "periods") if len(lengths) == 1 else "periods"
    )


def _called(answer: Answer) -> str:
    period = answer.fact.period
    return (period.label or period_words(period).removeprefix("in ").removeprefix("at ")) if period else ""


def growth_rate(answer: Answer, years: Decimal, view: View) -> str:
    """Word a compound annual growth rate, and what it is computed from."""
    operands = answer.derivation.operands if answer.derivation else ()
    last, first = operands
    shown = f"{years.normalize():f} year{'' if years == 1 else 's'}"
    return clip(
        f"{possessive(named(view))} {metric_words(last.fact)} had a compound annual growth rate of"
        f" {figure(number(answer.fact), 'percent')} over {shown}: from {figure(number(first.fact), first.fact.unit)}"
        f" {period_words(first.fact.period)} to {figure(number(last.fact), last.fact.unit)} {period_words(last.fact.period)}."
    )


def count(answer: Answer, within: Sequence[Answer], limit: Limit, view: View) -> str:
    """Word in how many periods something was so, and which they are."""
    operands = answer.derivation.operands if answer.derivation else ()
    which = "; ".join(f"{_called(one)} ({one.display})" for one in within)
    metric = metric_words(operands[0].fact)
    name = f"{possessive(named(view))} {metric} {be(metric)} {_condition(limit, operands[0].fact)}"
    many = f"{len(within) or 'none'} of the {len(operands)} {_noun(operands)} held, {_from_to(operands)}"
    return clip(f"{name} in {many}" + (f": {which}." if which else "."))


def _condition(limit: Limit, fact: Fact) -> str:
    """What a figure is held against: "above $90 billion", "negative"."""
    if limit.value == 0:
        return "positive" if limit.above else "negative"
    words = ("at least" if limit.above else "at most") if limit.including else "above" if limit.above else "below"
    return f"{words} {figure(limit.value * (fact.scale if limit.bare else 1), fact.unit)}"
