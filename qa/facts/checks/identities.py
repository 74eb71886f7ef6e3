"""Checks identities by element name, as models/identities.toml lists them: sums, balances that roll, quotients."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from functools import cache
from itertools import combinations, islice, product
from typing import Any

from qa.facts.checks.finding import Finding, Kind, interval, overlap, together, total
from qa.facts.fact import Fact, Period
from qa.language.vocabulary import vocabulary
from qa.resources import toml

_MOST = 64  # combinations of contradicting duplicates that are tried
_SLACK_DAYS = 7  # by which a 52/53-week period's edge may lie off a balance's day
# Earnings are divided among classes of stock, and shares are averaged: a quotient of rounded figures comes this near.
_NEAR = Decimal("0.01")
_CENT = Decimal("0.01")
_MOST_BETWEEN = 8  # lines between the terms that are tried

Held = Mapping[str, Sequence[Fact]]  # by element name, of one period, member and basis


@dataclass(frozen=True, slots=True)
class Sum:
    """Plus terms less minus terms are the total; of the other terms those that are held may belong to it."""

    total: str
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    also_plus: tuple[str, ...] = ()
    also_minus: tuple[str, ...] = ()
    needed: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "needed", frozenset((self.total, *self.plus, *self.minus)))


@dataclass(frozen=True, slots=True)
class Roll:
    """A balance at the end is that at the beginning and the change."""

    change: str
    balances: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quotient:
    """One of the terms that are held, over another one; a percentage where so marked."""

    quotient: str
    over: tuple[str, ...]
    by: str
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Identities:
    """All of models/identities.toml."""

    sums: tuple[Sum, ...]
    rolls: tuple[Roll, ...]
    quotients: tuple[Quotient, ...]


@cache
def identities() -> Identities:
    """Return the identities that models/ holds, loaded once.

    Raises:
        ValueError: one names an element that the vocabulary does not know, or has a key that means nothing.
    """
    return load(toml("identities"))


def load(tables: Mapping[str, Any]) -> Identities:
    """Return identities from their tables.

    Raises:
        ValueError: one names an element that the vocabulary does not know, or has a key that means nothing.
    """
    try:
        found = Identities(
            tuple(Sum(**_tuples(table)) for table in tables["sums"]),
            tuple(Roll(**_tuples(table)) for table in tables["rolls"]),
            tuple(Quotient(**_tuples(table)) for table in tables["quotients"]),
        )
    except TypeError as error:
        raise ValueError(f"identities.toml: {error}") from error
    named = {
        name for tables_ in tables.values() for table in tables_ for value in table.values() for name in _names(value)
    }
    unknown = sorted(named - vocabulary().metrics.keys())
    if unknown:
        raise ValueError(f"identities.toml names what models/metrics does not hold: {', '.join(unknown)}")
    return found


def _tuples(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}


def _names(value: object) -> list[str]:
    return [value] if isinstance(value, str) else value if isinstance(value, list) else []


def check_identities(facts: Iterable[Fact]) -> Iterator[Finding]:
    """Yield a finding for each identity wherever the facts hold all its terms."""
    places: dict[tuple[object, ...], dict[Period, dict[str, list[Fact]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for fact in facts:
        if fact.period and fact.comparison is None and not fact.guidance and isinstance(fact.value, Decimal):
            places[fact.dimensions, fact.basis][fact.period][fact.metric].append(fact)
    for periods in places.values():
        for period, held in periods.items():
            sums = (found for each in identities().sums if (found := _sum(each, period, held)))
            yield from (_with_lines_between(found, held) for found in sums)
            yield from (found for each in identities().quotients if (found := _quotient(each, period, held)))
            yield from (found for each in identities().rolls if (found := _roll(each, period, periods)))


def _sum(identity: Sum, period: Period, held: Held) -> Finding | None:
    if not held.keys() >= identity.needed:
        return None
    more = [name for name in identity.also_plus if name in held]
    less = [name for name in identity.also_minus if name in held]
    readings = (
        _summed("identity", period, held[identity.total], [held[n] for n in plus], [held[n] for n in minus])
        for plus, minus in dict.fromkeys(
            [
                ((*identity.plus, *more), (*identity.minus, *less)),
                (identity.plus, identity.minus),
                *(((*identity.plus, name), identity.minus) for name in more),
                *((identity.plus, (*identity.minus, name)) for name in less),
            ]
        )
    )
    return _likeliest(readings)


def _with_lines_between(finding: Finding, held: Held) -> Finding:
    """The finding, which holds if a line or two printed between its terms make up the difference.

    Filers set lines of their own into a statement: an equity method result between the tax and net income.
    """
    if finding.holds:
        return finding
    between = list(islice(_between(finding, finding.unit, held), _MOST_BETWEEN))
    for lines in [*combinations(between, 1), *combinations(between, 2)]:
        for signs in product((1, -1), repeat=len(lines)):
            added = sum((sign * line.amount for sign, line in zip(signs, lines, strict=True)), finding.expected)
            slack = interval(lines[0])[1] - lines[0].amount
            if abs(finding.stated - added) <= slack * (len(finding.sources) + len(lines)):
                words = "".join(
                    f" {'+' if sign > 0 else '−'} {line.label}" for sign, line in zip(signs, lines, strict=True)
                )
                sources = (*finding.sources, *(line.sources[0] for line in lines))
                return replace(finding, what=finding.what + words, expected=added, holds=True, sources=sources)
    return finding


def _between(finding: Finding, unit: str, held: Held) -> Iterator[Fact]:
    """Yield the amounts of a unit printed between the terms of a finding, each with that place as its source."""
    first, last = (edge(source.start for source in finding.sources) for edge in (min, max))
    taken = {source.end for source in finding.sources}
    for fact in (fact for facts in held.values() for fact in facts if fact.unit == unit and fact.amount):
        for source in fact.sources:
            if first < source.start < last and source.end not in taken:
                yield replace(fact, sources=(source,))
                break


def _summed(
    kind: Kind, period: Period, totals: Sequence[Fact], plus: Sequence[Sequence[Fact]], minus: Sequence[Sequence[Fact]]
) -> Finding:
    """The finding for the terms; of duplicates that contradict each other those under which it holds."""
    return _likeliest(
        _added(kind, period, one, terms[: len(plus)], terms[len(plus) :])
        for one, *terms in islice(product(totals, *plus, *minus), _MOST)
    )


def _added(kind: Kind, period: Period, one: Fact, plus: Sequence[Fact], minus: Sequence[Fact]) -> Finding:
    expected = sum((fact.amount for fact in plus), Decimal(0)) - sum((fact.amount for fact in minus), Decimal(0))
    holds = overlap(interval(one), total(map(interval, plus), map(interval, minus)))
    words = " + ".join(fact.label for fact in plus) + "".join(f" − {fact.label}" for fact in minus)
    sources = together((one, *plus, *minus))
    # Where one row has all the terms in its columns, a column of the filer's may be missing between them.
    sure = len({fact.label for fact in (one, *plus, *minus)}) > 1
    return Finding(kind, f"{one.label} = {words}", period, one.unit, one.amount, expected, holds, sources, sure)


def _likeliest(readings: Iterable[Finding]) -> Finding:
    """The first reading that holds, else the one that comes nearest."""
    failed = []
    for reading in readings:
        if reading.holds:
            return reading
        failed.append(reading)
    return min(failed, key=lambda reading: abs(reading.stated - reading.expected))


def _roll(identity: Roll, period: Period, periods: Mapping[Period, Held]) -> Finding | None:
    if period.start is None or identity.change not in periods[period]:
        return None
    opening, closing = period.start - timedelta(days=1), period.end
    readings = []
    for name in identity.balances:
        at = {instant.end: held[name] for instant, held in periods.items() if instant.is_instant and held.get(name)}
        first, last = (_near(at, day) for day in (opening, closing))
        if first and last:
            readings.append(_summed("roll", period, last, [first, periods[period][identity.change]], []))
    return _likeliest(readings) if readings else None


def _near(at: Mapping[Any, Sequence[Fact]], day: Any) -> Sequence[Fact] | None:
    return next((facts for other, facts in at.items() if abs((other - day).days) <= _SLACK_DAYS), None)


def _quotient(identity: Quotient, period: Period, held: Held) -> Finding | None:
    over = [fact for name in identity.over for fact in held.get(name, ())]
    if not over or identity.quotient not in held or identity.by not in held:
        return None
    terms = [each for each in product(held[identity.quotient], over, held[identity.by]) if each[2].amount]
    readings = [_divided(identity, period, *each) for each in terms[:_MOST]]
    if not readings or any(reading.holds for reading in readings) or identity.percent:
        return _likeliest(readings) if readings else None
    # What goes to other owners stands between net income and the amount per share.
    one, upper, by = terms[0]
    lines = islice(_between(readings[0], upper.unit, held), _MOST_BETWEEN)
    less = (replace(upper, value=upper.amount - sign * line.amount) for line in lines for sign in (1, -1))
    return _likeliest([*readings, *(_divided(identity, period, one, each, by) for each in less)])


def _divided(identity: Quotient, period: Period, one: Fact, over: Fact, by: Fact) -> Finding:
    times = 100 if identity.percent else 1
    ends = [times * upper / lower for upper in interval(over) for lower in interval(by) if lower]
    slack = max(abs(one.amount) * _NEAR, Decimal(0) if identity.percent else _CENT)
    holds = overlap(interval(one), (min(ends) - slack, max(ends) + slack))
    expected = times * over.amount / by.amount
    sources = together((one, over, by))
    what = f"{one.label} = {over.label} ÷ {by.label}"
    return Finding("quotient", what, period, one.unit, one.amount, expected, holds, sources, not identity.percent)
