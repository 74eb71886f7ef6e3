"""Checks what sentences say against the statements: levels within rounding, and changes against both levels."""

import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from qa.facts.checks.finding import Finding, Interval, interval, overlap
from qa.facts.fact import Fact, Period, Source
from qa.facts.prose.agreement import difference
from qa.tables.statement import Statement


def check_prose(facts: Sequence[Fact], statements: Sequence[Statement]) -> Iterator[Finding]:
    """Yield a finding for each figure that a sentence states and the statements state or imply too."""
    spans = sorted((statement.start, statement.end) for statement in statements)
    printed: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        is_level = isinstance(fact.value, Decimal) and not fact.guidance and fact.comparison is None
        if is_level and any(_is_within(source, spans) for source in fact.sources):
            printed[_place(fact, fact.period)].append(fact)
    for fact in facts:
        said = [source for source in fact.sources if not _is_within(source, spans)]
        if not said or not isinstance(fact.value, Decimal) or fact.guidance or fact.period is None:
            continue
        if fact.comparison:
            yield from _change(fact, printed, said)
        elif printed.get(_place(fact, fact.period)):
            yield from _level(fact, printed[_place(fact, fact.period)], said)


def _is_within(source: Source, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a source stands in one of the spans, which are in order and apart."""
    at = bisect_right(spans, (source.start, sys.maxsize)) - 1
    return at >= 0 and source.start < spans[at][1]


def _place(fact: Fact, period: Period | None) -> tuple[object, ...]:
    return fact.metric, fact.dimensions, fact.basis, period


def _level(fact: Fact, printed: Sequence[Fact], said: Sequence[Source]) -> Iterator[Finding]:
    """Merging has joined what agrees: a fact of prose alone beside one of a statement contradicts it."""
    agreeing = next((other for other in printed if other is fact), None)
    other = agreeing or next((other for other in printed if other.unit == fact.unit), None)
    if other is None:
        return
    where = next(source for source in other.sources if source not in said)
    for source in said:
        yield Finding(
            "prose",
            f"{fact.label} in the text and in the statements",
            fact.period,
            fact.unit,
            fact.amount,
            other.amount,
            agreeing is not None,
            (source, where),
        )


def _change(fact: Fact, printed: dict[tuple[object, ...], list[Fact]], said: Sequence[Source]) -> Iterator[Finding]:
    now, before = (printed.get(_place(fact, period), []) for period in (fact.period, fact.comparison))
    if len(now) != 1 or len(before) != 1:
        return
    later, earlier = now[0], before[0]
    if later.unit != earlier.unit or (fact.unit != "percent" and fact.unit != later.unit) or not earlier.amount:
        return
    percent = fact.unit == "percent" and later.unit != "percent"
    if percent and later.amount * earlier.amount <= 0:
        return
    ends = [difference(one, other, percent) for one in interval(later) for other in interval(earlier) if other]
    slack = interval(fact)[1] - fact.amount
    yield Finding(
        "change",
        f"the change in {fact.label} in the text and in the statements",
        fact.period,
        fact.unit,
        fact.amount,
        difference(later.amount, earlier.amount, percent),
        overlap(_wide(interval(fact), slack), (min(ends), max(ends))),
        (said[0], later.sources[0], earlier.sources[0]),
        sure=False,
    )


def _wide(ends: Interval, by: Decimal) -> Interval:
    """Prose rounds loosely: a unit in the last place rather than half of one."""
    return ends[0] - by, ends[1] + by
