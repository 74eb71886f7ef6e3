"""Questions over several quarters: each of them, their sum or average, the highest or lowest."""

import calendar as months
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from qa.facts.fact import Period
from qa.questions.arithmetic import coarser, computed, is_additive, number, term
from qa.questions.library import View
from qa.questions.lookup import value
from qa.questions.periods import targets
from qa.questions.query import Query
from qa.questions.reply import Answer

Aggregate = Literal["each", "sum", "average", "most", "least"]

_QUARTER_DAYS = 91.3
_EACH = re.compile(
    r"\b(?:each|every|by quarter|per quarter|quarter by quarter|quarterly (?!conference)"
    r"|for the (?:last|past) \w+ quarters"
    r"|trend|over time|history of|series|evolution)\b",
    re.I,
)
_SUM = re.compile(r"\b(?:sum|combined|together|cumulative|in total|total(?:led)? over|add(?:ed)? up|all told)\b", re.I)
_AVERAGE = re.compile(r"\b(?:average|mean)\b", re.I)
_WHICH_QUARTER = re.compile(r"\b(?:which|what) (?:fiscal )?quarter\b|\bwhen (?:was|were|did)\b", re.I)


def aggregate(query: Query) -> Aggregate | None:
    """Return what a question asks of several quarters; None where it asks of no several."""
    text = query.text
    if _WHICH_QUARTER.search(text) and query.superlative:
        return "most" if query.most else "least"
    if (
        _AVERAGE.search(text)
        and re.search(r"\bquarter", text, re.I)
        and not re.search(r"weighted[- ]average", text, re.I)
    ):
        return "average"
    if _SUM.search(text) and re.search(r"\bquarters\b", text, re.I):
        return "sum"
    if _EACH.search(text) and re.search(r"\bquarter", text, re.I):
        return "each"
    return None


def quarters(period: Period) -> list[Period]:
    """Return the quarters that a stretch of time is made of, oldest first; of 52/53-week years to within days."""
    count = round(period.days / _QUARTER_DAYS)
    ends = [_months_back(period.end, 3 * step) for step in range(count + 1)]
    return [Period(end, before + timedelta(days=1)) for before, end in zip(ends[1:], ends, strict=False)][::-1]


def _months_back(day: date, count: int) -> date:
    """The day so many months before; a month's last day stays a month's last day."""
    index = day.year * 12 + day.month - 1 - count
    year, month = divmod(index, 12)
    last = months.monthrange(year, month + 1)[1]
    is_last = day.day == months.monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if is_last else min(day.day, last))


def answers(query: Query, kind: Aggregate, view: View) -> list[Answer]:
    """Return each quarter's figure, oldest first, or the one computed from them; empty where one lacks."""
    periods = targets(query.periods, view, query.anchors)
    span = periods[0] if periods else None
    if span is None or span.start is None or not query.topics:
        return []
    parts = quarters(span) if round(span.days / _QUARTER_DAYS) > 1 else [period for period in periods if period.start]
    found = [value(query.topics[0], part, view) for part in parts]
    held = [answer for answer in found if answer]
    if len(held) < 2 or (len(held) < len(found) and kind in ("sum", "average")):
        return []
    if kind == "each":
        return held
    if kind in ("most", "least"):
        return sorted(held, key=lambda answer: number(answer.fact), reverse=kind == "most")
    return _combined(held, kind, span, view)


def _combined(held: Sequence[Answer], kind: Aggregate, span: Period, view: View) -> list[Answer]:
    first = held[0].fact
    if not all(is_additive(answer.fact) and answer.fact.unit == first.unit for answer in held):
        return []
    total = sum((number(answer.fact) for answer in held), Decimal(0))
    result = total if kind == "sum" else (total / len(held)).quantize(Decimal("0.01"))
    fact = replace(
        first,
        value=result,
        period=view.calendar.labelled(span),
        decimals=coarser(*(answer.fact for answer in held)),
        reported="",
        scale=1,
        sources=(),
        flags=(),
    )
    formula = " + ".join(term(answer) for answer in held)
    return [computed(fact, formula if kind == "sum" else f"({formula}) / {len(held)}", held)]
