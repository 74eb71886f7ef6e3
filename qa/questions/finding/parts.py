"""A period's figure from longer and shorter periods of the same line: Q1 is six months less Q2."""

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from qa.facts.fact import Period
from qa.questions.computing.arithmetic import coarser, computed, is_additive, number, reported, term
from qa.questions.finding.index import SLACK, Held, Line, best, near
from qa.questions.reply import Answer, Company

_DAY = timedelta(days=1)
_MOST_PARTS = 12  # three years of quarters

# A step from one day's close to another's: the fact passed through, and whether against its direction.
Step = tuple[Held, bool]


def by_parts(line: Line, target: Period, company: Company) -> Answer | None:
    """Return a period's figure as the sum of periods that lead from its opening to its close, the fewest there are.

    A period walked backwards is subtracted, which covers the usual derivations: the fourth quarter is the
    year less nine months, and twelve months to March are the year, plus this year's quarter, less last year's
    ("last twelve months" as Rosenbaum & Pearl, "Investment Banking", chapter 1, compute them).

    Arguments:
        target: a stretch of time for which the line has no fact.
    """
    if target.start is None or not is_additive(line.fact):
        return None
    path = _path(_durations(line), target.start - _DAY, target.end)
    if len(path) < 2:
        return None
    ordered = sorted(path, key=lambda step: step[1])
    operands = [reported(held, company) for held, _ in ordered]
    value = sum((-number(held.fact) if backwards else number(held.fact) for held, backwards in ordered), Decimal(0))
    fact = replace(
        operands[0].fact,
        value=value,
        period=target,
        reported="",
        decimals=coarser(*(operand.fact for operand in operands)),
        sources=(),
        scale=1,
        flags=(),
    )
    signs = ["", *(" − " if backwards else " + " for _, backwards in ordered[1:])]
    formula = "".join(sign + term(operand) for sign, operand in zip(signs, operands, strict=True))
    return computed(fact, formula, operands)


def _durations(line: Line) -> list[Held]:
    """The line's flows, one a period, the one to answer with."""
    kept: list[list[Held]] = []
    for held in line.held:
        period = held.fact.period
        if period is None or period.start is None:
            continue
        group = next((g for g in kept if g[0].fact.period and near(g[0].fact.period, period)), None)
        if group:
            group.append(held)
        else:
            kept.append([held])
    return [found for group in kept if (found := best(group))]


def _path(durations: list[Held], start: date, end: date) -> list[Step]:
    """The fewest steps from one day's close to another's; empty where none lead there."""
    waiting: deque[tuple[date, list[Step]]] = deque([(start, [])])
    reached = [start]
    while waiting:
        day, path = waiting.popleft()
        if path and abs(day - end) <= SLACK:
            return path
        if len(path) == _MOST_PARTS:
            continue
        for there, step in _steps(durations, day):
            if not any(abs(there - other) <= SLACK for other in reached):
                reached.append(there)
                waiting.append((there, [*path, step]))
    return []


def _steps(durations: list[Held], day: date) -> Iterator[tuple[date, Step]]:
    """Where the facts lead from a day's close, forwards first."""
    for held in durations:
        period = held.fact.period
        if period and period.start and abs(period.start - _DAY - day) <= SLACK:
            yield period.end, (held, False)
    for held in durations:
        period = held.fact.period
        if period and period.start and abs(period.end - day) <= SLACK:
            yield period.start - _DAY, (held, True)
