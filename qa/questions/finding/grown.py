"""A figure of an earlier period from a later one and how far that grew: $266 million, up 74%, had been $153 million."""

from dataclasses import replace
from decimal import ROUND_CEILING, Decimal

from qa.facts.fact import Period
from qa.questions.computing.arithmetic import computed, number, reported, term
from qa.questions.finding.find import close, find
from qa.questions.finding.index import Held, Line, near
from qa.questions.finding.library import View
from qa.questions.parsing.query import Topic
from qa.questions.reply import Answer

_HUNDRED = 100


def before_growth(topic: Topic, target: Period, view: View) -> Answer | None:
    """Return the figure of a period of which a release states only what became of it, as exact as that allows.

    Arguments:
        target: a period for which no line that the topic names has a fact.
    """
    levels = [match.line for match in close(find(topic, view.index) or [])]
    growths = [match.line for match in find(topic, view.index, "change")]
    for level in levels:
        for growth in (held for line in growths if _is_of(line, level) for held in line.held):
            now = level.at(growth.fact.period) if growth.fact.period else None
            if now and growth.fact.comparison and near(growth.fact.comparison, target) and not growth.fact.flags:
                return _earlier(now, growth, target, view)
    return None


def _is_of(growth: Line, level: Line) -> bool:
    """Whether a line is how far another one grew, in percent."""
    of = (growth.metric, growth.dimensions, growth.basis) == (level.metric, level.dimensions, level.basis)
    return of and growth.unit == "percent" and level.unit != "percent"


def _earlier(now: Held, growth: Held, target: Period, view: View) -> Answer | None:
    size, times = number(now.fact), 1 + number(growth.fact) / _HUNDRED
    if times <= 0 or not size or now.fact.flags:
        return None
    value = size / times
    # Both are rounded: by as much as the two may be off, the result may be.
    error = abs(value) * (growth.fact.rounding / _HUNDRED / times + now.fact.rounding / abs(size))
    if not error:
        return None
    places = -int(error.log10().to_integral_value(ROUND_CEILING))
    if abs(round(value, places) - value) > error:
        places += 1  # so few digits would tell another figure
    operands = [reported(now, view.company), reported(growth, view.company)]
    fact = replace(
        now.fact,
        value=Decimal(round(value, places)) + 0,
        period=target,
        reported="",
        decimals=places,
        sources=(),
        scale=1,
    )
    return computed(fact, f"{term(operands[0])} / (1 + {term(operands[1])})", operands)
