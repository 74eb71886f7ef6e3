"""Asks which companies' figures come first, of all companies at once: what they amount to, not what they are worth.

Each question reads a few entries of one index, from its end, however many filings are held.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, exists, select

from qa.store.records import Standing
from qa.store.schema import companies, facts, figures, filings


@dataclass(frozen=True, slots=True)
class Span:
    """Which figures are ranked, by their periods.

    Arguments:
        ends: the fiscal quarters, as `qa.facts.fiscal.fiscal_year` counts them, that a period may end with; none for any.
        quarters: the lengths that it may have, 0 for an instant; of no account without `ends`.
    """

    ends: tuple[int, ...] = ()
    quarters: tuple[int, ...] = ()


_STATED = (
    5  # times that a company's figure of one period is mostly stated: by a filing and by those that compare with it
)
_NAMED = (
    select(companies.c.name)
    .join(figures, figures.c.company_id == companies.c.id)
    .where(figures.c.metric == bindparam("metric"), companies.c.name != "")
)
_WITHIN = figures.c.ends == bindparam("ends"), figures.c.quarters == bindparam("quarters")


def standings(connection: Connection, metrics: Sequence[str], span: Span, most: bool, limit: int) -> list[Standing]:
    """Return the companies by the largest (or smallest) figure that they state of some metrics."""
    return _ranked(connection, figures.c.amount, metrics, span, most, limit)


def growths(connection: Connection, metrics: Sequence[str], span: Span, most: bool, limit: int) -> list[Standing]:
    """Return the companies by the largest (or smallest) growth of a figure over a year, in percent."""
    return _ranked(connection, figures.c.growth, metrics, span, most, limit)


def having(connection: Connection, metrics: Sequence[str], span: Span, limit: int) -> list[str]:
    """Return companies that state any of some metrics."""
    found: dict[str, None] = {}
    query = _NAMED.where(*_WITHIN) if span.ends else _NAMED
    for given in _parameters(metrics, span):
        found.update(dict.fromkeys(connection.scalars(query.distinct().limit(limit), given)))
    return list(found)[:limit]


def guiding(connection: Connection, verb: str, limit: int) -> list[str]:
    """Return the companies whose latest filing gives an outlook by a verb ("raises")."""
    later = filings.alias()
    is_followed = exists().where(later.c.company_id == filings.c.company_id, later.c.period_end > filings.c.period_end)
    query = (
        select(companies.c.name)
        .join(facts, facts.c.company_id == companies.c.id)
        .join(filings, (filings.c.company_id == facts.c.company_id) & (filings.c.id == facts.c.filing_id))
        .where(facts.c.guidance == verb, facts.c.guidance != "", filings.c.period_end.is_not(None), ~is_followed)
        .distinct()
        .order_by(companies.c.name)
        .limit(limit)
    )
    return list(connection.scalars(query))


def _ranked(
    connection: Connection, size: ColumnElement[Any], metrics: Sequence[str], span: Span, most: bool, limit: int
) -> list[Standing]:
    """The companies by the largest (or smallest) size of any of the figures that fit, each once."""
    query: Select[Any] = _NAMED.add_columns(size).where(size.is_not(None), *(_WITHIN if span.ends else ()))
    query = query.order_by(size.desc() if most else size)
    found: dict[str, float] = {}
    for given in _parameters(metrics, span):
        for name, amount in _first(connection, query, given, limit).items():
            best = found.get(name, amount)
            found[name] = max(best, amount) if most else min(best, amount)
    ordered = sorted(found, key=lambda name: found[name], reverse=most)
    return [Standing(name, found[name]) for name in ordered[:limit]]


def _first(connection: Connection, query: Select[Any], given: dict[str, Any], limit: int) -> dict[str, float]:
    """As many companies as are asked for, each with its first figure: more is read where some state many."""
    read = limit * _STATED
    while True:
        found = connection.execute(query.limit(read), given).all()
        first: dict[str, float] = {}
        for name, amount in found:
            first.setdefault(name, amount)
        if len(first) >= limit or len(found) < read:
            return dict(list(first.items())[:limit])
        read *= _STATED


def _parameters(metrics: Sequence[str], span: Span) -> Iterator[dict[str, Any]]:
    """What each reading of the index is given: together all figures that fit."""
    if not span.ends:
        yield from ({"metric": metric} for metric in metrics)
    for metric, ends, quarters in product(metrics, span.ends, span.quarters):
        yield {"metric": metric, "ends": ends, "quarters": quarters}
