"""What is computed from the figures of several periods: their sum, average, extreme, count, growth rate."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from qa.facts.fact import Fact, Period
from qa.language.stems import stem
from qa.questions.computing.arithmetic import coarser, computed, is_additive, number, term
from qa.questions.computing.changes import means_up
from qa.questions.computing.series import through
from qa.questions.finding.library import View
from qa.questions.outcome import Outcome
from qa.questions.parsing.patterns import pattern
from qa.questions.parsing.query import Computation, Limit, Query
from qa.questions.reply import Answer
from qa.questions.wording import series_sentences as say

_HUNDREDTH = Decimal("0.01")
_DAYS_A_YEAR = Decimal("365.25")


def each(computation: Computation, query: Query, view: View) -> Outcome:
    """Return the figure of each period, oldest first; nothing where one of them is not held."""
    found, meant = through(computation, query, view)
    return Outcome(tuple(found), say.trend(found, view)) if 1 < len(found) >= meant else Outcome()


def extreme(computation: Computation, query: Query, view: View) -> Outcome:
    """Return the periods' figures with the highest, or the lowest, first."""
    found, _ = through(computation, query, view)
    if len(found) < 2 or not _are_alike(found):
        return Outcome()
    most = computation.kind == "most"
    if query.direction in ("better", "worse"):
        most = means_up(query.direction, found[0].fact.metric)
    if pattern("fell").search(query.text) and all(number(answer.fact) < 0 for answer in found):
        most = not most  # the bigger decline is the lower growth
    if any(term.stem == stem("loss") for term in computation.topics[0].terms) and not found[0].fact.metric.endswith(
        "Losses"
    ):
        # The largest loss is the lowest income; where there was none, none was the largest.
        found = [answer for answer in found if number(answer.fact) < 0]
        if not found:
            return Outcome()
        most = not most
    ordered = sorted(found, key=lambda answer: number(answer.fact), reverse=most)
    if len(query.periods) == len(ordered) == 2:
        return Outcome(tuple(ordered), say.of_two_periods(ordered[0], ordered[1], most, view))
    return Outcome(tuple(ordered), say.extreme(ordered[0], len(found), most, view))


def total(computation: Computation, query: Query, view: View) -> Outcome:
    """Return the sum over the periods; of balances, averages and rates there is none."""
    found, meant = through(computation, query, view)
    if len(found) < 2 or len(found) < meant or not _are_alike(found) or not is_additive(found[0].fact):
        return Outcome()
    answer = _result(found, sum(map(_number, found), Decimal(0)), " + ".join(map(term, found)), view)
    return Outcome((answer,), say.combined(answer, "sum", view))


def average(computation: Computation, query: Query, view: View) -> Outcome:
    """Return the arithmetic mean of the periods' figures."""
    found, meant = through(computation, query, view)
    if len(found) < 2 or len(found) < meant or not _are_alike(found):
        return Outcome()
    mean = (sum(map(_number, found), Decimal(0)) / len(found)).quantize(_HUNDREDTH)
    answer = _result(found, mean, f"({' + '.join(map(term, found))}) / {len(found)}", view)
    return Outcome((answer,), say.combined(answer, "average", view))


def growth_rate(computation: Computation, query: Query, view: View) -> Outcome:
    """Return the compound annual growth rate from the first period to the last, in percent.

    (last / first)^(1 / years) − 1, as the CFA Institute's curriculum and the SEC's investor glossary have it;
    there is none from or to a figure that is not above nothing.
    """
    found, meant = through(computation, query, view)
    if len(found) < 2 or (query.periods and len(found) < meant) or not _are_alike(found):
        return Outcome()
    first, last = found[0], found[-1]
    start, end = first.fact.period, last.fact.period
    if start is None or end is None or number(first.fact) <= 0 or number(last.fact) <= 0:
        return Outcome()
    years = round(Decimal((end.end - start.end).days) / _DAYS_A_YEAR * 4) / Decimal(4)
    if years < 1:
        return Outcome()
    rate = (((number(last.fact) / number(first.fact)) ** (1 / years) - 1) * 100).quantize(_HUNDREDTH)
    fact = replace(
        _like(last.fact, rate),
        metric=f"{last.fact.metric}CompoundAnnualGrowthRate",
        unit="percent",
        period=view.calendar.labelled(Period(end.end, start.start or start.end)),
        decimals=None,
    )
    answer = computed(fact, f"({term(last)} / {term(first)})^(1/{years.normalize():f}) − 1", [last, first])
    return Outcome((answer,), say.growth_rate(answer, years, view))


def count(computation: Computation, query: Query, view: View) -> Outcome:
    """Return in how many of the periods the figure was as the question says."""
    found, meant = through(computation, query, view)
    limit = computation.limit
    if not found or limit is None or not _are_alike(found) or (query.periods and len(found) < meant):
        return Outcome()
    within = [answer for answer in found if is_within(answer.fact, limit)]
    sign = (">" if limit.above else "<") + ("=" if limit.including else "")
    held = ", ".join(f"{term(answer)} {sign} {_limit_of(answer.fact, limit)}" for answer in found)
    fact = replace(_like(found[-1].fact, Decimal(len(within))), unit="count", period=_span(found, view), decimals=None)
    answer = computed(fact, f"count({held})", found)
    return Outcome((answer,), say.count(answer, within, limit, view))


def which(computation: Computation, query: Query, view: View) -> Outcome:
    """Return the figures of the periods in which it was as the question says."""
    found, _ = through(computation, query, view)
    limit = computation.limit
    if not found or limit is None or not _are_alike(found):
        return Outcome()
    within = [answer for answer in found if is_within(answer.fact, limit)]
    if pattern("first").search(query.text):
        within = within[:1]
    return Outcome(tuple(within), say.trend(within, view)) if within else Outcome()


def is_within(fact: Fact, limit: Limit) -> bool:
    """Return whether a figure is on the side of a limit that was asked for."""
    value, bound = number(fact), _limit_of(fact, limit)
    if value == bound:
        return limit.including
    return (value > bound) == limit.above


def _limit_of(fact: Fact, limit: Limit) -> Decimal:
    """The limit in whole units; said bare ("above 100") it is meant as the table prints its figures."""
    return limit.value * fact.scale if limit.bare else limit.value


def _are_alike(found: Sequence[Answer]) -> bool:
    return (
        all(isinstance(answer.fact.value, Decimal) for answer in found)
        and len({(answer.fact.metric, answer.fact.unit, answer.fact.basis, _parts(answer.fact)) for answer in found})
        == 1
    )


def _parts(fact: Fact) -> tuple[str, ...]:
    """The parts that a figure is of, which one table may have as segments and another as companies."""
    return tuple(member.lower() for _, member in fact.dimensions)


def _number(answer: Answer) -> Decimal:
    return number(answer.fact)


def _span(found: Sequence[Answer], view: View) -> Period | None:
    """The stretch from the first period's opening to the last one's close."""
    first, last = found[0].fact.period, found[-1].fact.period
    if first is None or last is None:
        return None
    return view.calendar.labelled(Period(last.end, first.start or first.end))


def _result(found: Sequence[Answer], value: Decimal, formula: str, view: View) -> Answer:
    fact = replace(
        _like(found[0].fact, value),
        period=_span(found, view),
        decimals=coarser(*(answer.fact for answer in found)),
    )
    return computed(fact, formula, found)


def _like(fact: Fact, value: Decimal) -> Fact:
    """A computed fact of the same line."""
    return replace(fact, value=value, reported="", scale=1, sources=(), flags=())
