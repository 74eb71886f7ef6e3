"""Reads columns again under the next reading of their header where the first one fails.

"2031" below a headline of the fourth quarter heads a quarter or the year; which, the same lines in other statements
and in the prose tell. A column fails where most of these contradict it. Of the other readings (the same days' longer
or shorter stretches, the columns in the other order) one wins only if several lines agree with it and none contradicts
it, and if no second one does as well. Else the first reading stays, and what is contradicted is noted as always.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from qa.facts.duplicates import consistent
from qa.facts.fact import Fact, Period
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.language.values import PeriodExpression
from qa.tables.statement import Statement

_LENGTHS = (3, 6, 9, 12)  # months
_SLACK = 7  # days by which two wordings of a 52/53-week period differ
_AGREEING = 2  # lines that show a reading to be right
_LEAST_DIGITS = 3  # significant digits from which on two equal figures are no chance

_Line = tuple[str, tuple[tuple[str, str], ...], str, str]
_Reading = Mapping[Period, Period]  # what each period of a statement's columns is taken for


def reread(
    statements: Sequence[Statement], read: Sequence[Sequence[Fact]], prose: Sequence[Fact], calendar: FiscalCalendar
) -> list[Statement]:
    """Return the statements, failed columns with the periods of the reading that the rest of the filing bears out.

    Arguments:
        read: the facts of each statement.
        prose: what sentences state.
    """
    stated: dict[_Line, list[tuple[int, Fact]]] = defaultdict(list)
    for at, facts in enumerate([*read, prose]):
        for fact in facts:
            if _is_level(fact):
                stated[_line(fact)].append((at, fact))
    return [
        _reread(statement, [_against(fact, at, stated) for fact in facts if _is_level(fact)], calendar)
        for at, (statement, facts) in enumerate(zip(statements, read, strict=True))
    ]


def _is_level(fact: Fact) -> bool:
    return fact.period is not None and fact.comparison is None and not fact.guidance and not fact.bound


def _line(fact: Fact) -> _Line:
    return fact.metric, fact.dimensions, fact.basis, fact.unit


def _against(fact: Fact, at: int, stated: Mapping[_Line, Sequence[tuple[int, Fact]]]) -> tuple[Fact, list[Fact]]:
    """A statement's fact, and what is stated of its line elsewhere."""
    return fact, [other for place, other in stated[_line(fact)] if place != at]


def _reread(statement: Statement, compared: Sequence[tuple[Fact, list[Fact]]], calendar: FiscalCalendar) -> Statement:
    """The statement under the reading that wins, each length of its columns read by itself."""
    periods = list(dict.fromkeys(column.period for column in statement.columns if column.period))
    won: dict[Period, Period] = {}
    for months in dict.fromkeys(map(_months, periods)):
        alike = [period for period in periods if _months(period) == months]
        agreeing, contradicted = _weighed(compared, {period: period for period in alike})
        if len(contradicted - agreeing) <= len(agreeing):
            continue
        least = max(_AGREEING, len(agreeing) + 1)
        scores = [(reading, *_weighed(compared, reading)) for reading in _readings(alike, calendar)]
        best = [reading for reading, agree, contradict in scores if len(agree) >= least and not contradict]
        if len(best) == 1:
            won |= best[0]
    if not won:
        return statement
    columns = [
        replace(each, period=won.get(each.period, each.period) if each.period else None) for each in statement.columns
    ]
    return replace(statement, columns=tuple(columns))


def _readings(periods: Sequence[Period], calendar: FiscalCalendar) -> Iterator[_Reading]:
    """Yield the other readings of columns whose periods are of one length."""
    if len(periods) > 1:
        yield dict(zip(periods, reversed(periods), strict=True))
    if periods[0].is_instant:
        return
    for months in _LENGTHS:
        if months != _months(periods[0]):
            ending = {each: calendar.resolve(PeriodExpression("month", months, end=each.end)) for each in periods}
            yield {each: period for each, period in ending.items() if period}


def _weighed(compared: Sequence[tuple[Fact, list[Fact]]], reading: _Reading) -> tuple[set[str], set[str]]:
    """The metrics of which a figure agrees under a reading with what is stated elsewhere, and those of which one does not."""
    agreeing: set[str] = set()
    contradicted: set[str] = set()
    for fact, others in compared:
        period = reading.get(fact.period) if fact.period else None
        same = [other for other in others if period and other.period and _is_near(period, other.period)]
        if any(consistent(fact, other) for other in same):
            if _is_telling(fact):
                agreeing.add(fact.metric)
        elif same:
            contradicted.add(fact.metric)
    return agreeing, contradicted


def _is_telling(fact: Fact) -> bool:
    return isinstance(fact.value, Decimal) and len(fact.value.normalize().as_tuple().digits) >= _LEAST_DIGITS


def _is_near(one: Period, other: Period) -> bool:
    if one.start is None or other.start is None:
        return one.start == other.start and abs((one.end - other.end).days) <= _SLACK
    return abs((one.end - other.end).days) <= _SLACK and abs((one.start - other.start).days) <= _SLACK


def _months(period: Period) -> int:
    return round(period.days / 30.4)
