"""Checks that the parts of a period add up to it: two quarters to six months, four to the year."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from decimal import Decimal

from qa.facts.checks.finding import Finding, interval, overlap, together, total
from qa.facts.fact import Fact, Period
from qa.language.currencies import is_currency
from qa.language.vocabulary import vocabulary

_SLACK = timedelta(days=7)  # days by which the edges of 52/53-week periods are written apart
_MOST_PARTS = 4


def check_spans(facts: Iterable[Fact]) -> Iterator[Finding]:
    """Yield a finding for each amount of a period whose parts are held under the same name."""
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.period and fact.period.start and fact.comparison is None and not fact.guidance and _adds_up(fact):
            groups[fact.metric, fact.label.lower(), fact.heads, fact.dimensions, fact.basis, fact.unit].append(fact)
    for group in groups.values():
        by_period = {fact.period: fact for fact in reversed(group)}
        if len(by_period) > 2:
            for whole in by_period.values():
                parts = _parts(whole.period, list(by_period.values()))
                if parts:
                    yield _finding(whole, parts)


def _adds_up(fact: Fact) -> bool:
    """Whether a fact is an amount of money that flows: neither a balance or an average, nor a rate, nor per share."""
    known = vocabulary().metrics.get(fact.metric)
    flows = known is not None and known.unit == "money" and not fact.metric.startswith("Average")
    return flows and isinstance(fact.value, Decimal) and is_currency(fact.unit)


def _parts(whole: Period | None, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts whose periods follow each other from a period's first day to its last; the longest parts first."""
    if whole is None or whole.start is None:
        return ()
    inside = [
        fact
        for fact in sorted(facts, key=lambda fact: -(fact.period.days if fact.period else 0))
        if fact.period and fact.period.start and fact.period.days < whole.days - _SLACK.days
    ]
    ways: list[tuple[Fact, ...]] = [()]
    for _ in range(_MOST_PARTS):
        longer = []
        for way in ways:
            start = way[-1].period.end + timedelta(days=1) if way and way[-1].period else whole.start
            for fact in inside:
                if fact.period and fact.period.start and abs(fact.period.start - start) <= _SLACK:
                    if abs(fact.period.end - whole.end) <= _SLACK:
                        return (*way, fact)
                    longer.append((*way, fact))
        ways = longer
    return ()


def _finding(whole: Fact, parts: Sequence[Fact]) -> Finding:
    expected = sum((fact.amount for fact in parts), Decimal(0))
    holds = overlap(interval(whole), total(map(interval, parts), ()))
    periods = [fact.period.label or fact.period.end.isoformat() for fact in (whole, *parts) if fact.period]
    what = f"{whole.label}: {periods[0]} = {' + '.join(periods[1:])}"
    sources = together((whole, *parts))
    return Finding("span", what, whole.period, whole.unit, whole.amount, expected, holds, sources)
