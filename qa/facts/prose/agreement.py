"""Leaves out what one sentence's facts show to be misread: they contradict each other, or mix lengths of periods.

Which way an expectation moved is told by what it was before, not by a word that may be of another one.
"""

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from qa.facts.fact import PREVIOUSLY_EXPECTED, Fact, Period

_MOVES = ("raises", "lowers")
_WEEK = 8  # days by which periods of one length differ in 52/53-week years


def agreeing(facts: list[Fact], said: float) -> list[Fact]:
    """Return the facts of one sentence that nothing in it speaks against.

    Arguments:
        said: the confidence from which on the sentence itself says a fact's period.
    """
    return _moved_as_figures(_consistent(_of_one_length(facts, said)))


def _moved_as_figures(facts: list[Fact]) -> list[Fact]:
    """Say of what was expected otherwise before that it is raised or lowered as its figures are."""
    sums: dict[tuple[object, ...], dict[bool, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for fact in facts:
        if fact.guidance and isinstance(fact.value, Decimal):
            sums[_measured(fact)][fact.guidance == PREVIOUSLY_EXPECTED] += fact.value
    return [
        replace(fact, guidance=_way(sums[_measured(fact)]))
        if fact.guidance in _MOVES and True in sums[_measured(fact)]
        else fact
        for fact in facts
    ]


def _measured(fact: Fact) -> tuple[object, ...]:
    return fact.metric, fact.dimensions, fact.basis, fact.unit, fact.period


def _way(sums: dict[bool, Decimal]) -> str:
    """The verb by which the sum of an expectation's ends moved; that it is expected where it did not."""
    if sums[False] == sums[True]:
        return "expects"
    return "raises" if sums[False] > sums[True] else "lowers"


def _of_one_length(facts: list[Fact], said: float) -> list[Fact]:
    """Leave out what compares a quarter with a year, and figures of an unsaid period beside a said one of another length."""
    periods = {fact.metric: fact.period for fact in facts if fact.confidence >= said and fact.comparison is None}
    return [
        fact
        for fact in facts
        if _alike(fact.period, fact.comparison)
        and (fact.confidence >= said or _alike(fact.period, periods.get(fact.metric)))
    ]


def _alike(period: Period | None, other: Period | None) -> bool:
    """Whether two periods are of one length, a week more or less."""
    return period is None or other is None or abs(period.days - other.days) <= _WEEK


def _consistent(facts: list[Fact]) -> list[Fact]:
    """Leave out levels and changes that contradict each other within the sentence: one of them was not understood."""
    levels: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        if fact.comparison is None and not fact.bound:
            levels.setdefault(_place(fact, fact.period), []).append(fact)
    wrong = {place for place, stated in levels.items() if not all(_overlap(stated[0], other) for other in stated)}
    for fact in facts:
        places = _place(fact, fact.period), _place(fact, fact.comparison)
        now, before = (levels.get(place, [None])[0] for place in places)
        if fact.comparison and not _agrees(fact, now, before):
            wrong.add(places[1])
    return [fact for fact in facts if not wrong & {_place(fact, fact.period), _place(fact, fact.comparison)}]


def _overlap(one: Fact, other: Fact) -> bool:
    (low, high), (lowest, highest) = _rounded(one), _rounded(other)
    return low <= highest and lowest <= high


def _place(fact: Fact, period: Period | None) -> tuple[object, ...]:
    return fact.metric, fact.dimensions, fact.basis, period, fact.guidance == PREVIOUSLY_EXPECTED


def _agrees(change: Fact, now: Fact | None, before: Fact | None) -> bool:
    """Whether a change lies between what two rounded levels allow."""
    if now is None or before is None:
        return True
    ends = [
        difference(later, earlier, change.unit == "percent")
        for later in _rounded(now)
        for earlier in _rounded(before)
        if earlier or change.unit != "percent"
    ]
    low, high = _rounded(change)
    return not ends or (min(ends) <= high and low <= max(ends))


def difference(later: Decimal, earlier: Decimal, percent: bool) -> Decimal:
    """Return by how much a figure is more than an earlier one, in percent of that or in its unit."""
    return (later - earlier) / abs(earlier) * 100 if percent else later - earlier


def _rounded(fact: Fact) -> tuple[Decimal, Decimal]:
    """The least and the most that a rounded figure may stand for; one unit in its last digit, for prose rounds loosely."""
    slack = Decimal(1).scaleb(-(fact.decimals or 0))
    return fact.amount - slack, fact.amount + slack
