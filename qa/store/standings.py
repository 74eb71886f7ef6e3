"""Asks which companies' figures come first, of all companies at once: what they amount to, not what they are worth."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, Select, and_, func, select

from qa.store.records import Standing
from qa.store.schema import companies, facts, filings

Window = tuple[date, date]

_YEAR = (357, 373)  # days between a period's end and that of the year before, 52/53-week years included
_LIKE = 10  # days by which two periods of one length differ
_ROWS = 2_000  # facts looked at for one ranking, the largest first


def standings(
    connection: Connection, metrics: Sequence[str], window: Window | None, days: int, most: bool, limit: int
) -> list[Standing]:
    """Return the companies by the largest (or smallest) figure that they state of some metrics, whole companies only.

    Arguments:
        window: first and last day on which the figure's period may end.
        days: the period's length; 0 for any. Balances count for each.
    """
    order = facts.c.amount.desc() if most else facts.c.amount
    query = _stated(metrics, window).where(facts.c.amount.is_not(None)).order_by(order).limit(_ROWS)
    found: dict[str, float] = {}
    columns = (companies.c.name, facts.c.amount, facts.c.period_start, facts.c.period_end)
    for name, amount, start, end in connection.execute(query.with_only_columns(*columns)):
        if not days or start is None or abs((end - start).days - days) <= _LIKE:
            found.setdefault(name, amount)
        if len(found) == limit:
            break
    return [Standing(name, amount) for name, amount in found.items()]


def having(connection: Connection, metrics: Sequence[str], window: Window | None, limit: int) -> list[str]:
    """Return companies that state any of some metrics."""
    query = _stated(metrics, window).with_only_columns(companies.c.name).distinct().limit(limit)
    return list(connection.scalars(query))


def growths(connection: Connection, metrics: Sequence[str], window: Window | None, most: bool) -> list[Standing]:
    """Return the companies by the largest (or smallest) growth of a figure over a year, in percent."""
    around = (date.fromordinal(window[0].toordinal() - _YEAR[1]), window[1]) if window else None
    columns = (companies.c.name, facts.c.metric, facts.c.period_start, facts.c.period_end, facts.c.amount)
    by_line: dict[tuple[str, str, int], list[tuple[int, float]]] = defaultdict(list)
    query = _stated(metrics, around).where(facts.c.period_start.is_not(None), facts.c.amount.is_not(None))
    for name, metric, start, end, amount in connection.execute(query.with_only_columns(*columns)):
        by_line[name, metric, round((end - start).days / _LIKE)].append((end.toordinal(), amount))
    best: dict[str, float] = {}
    for (name, _, _), stated in by_line.items():
        for end, now in stated:
            for before, earlier in stated:
                if _YEAR[0] <= end - before <= _YEAR[1] and earlier and (not window or end >= window[0].toordinal()):
                    growth = (now - earlier) / abs(earlier) * 100
                    best[name] = max(best.get(name, growth), growth) if most else min(best.get(name, growth), growth)
    return [Standing(name, best[name]) for name in sorted(best, key=lambda name: best[name], reverse=most)]


def guiding(connection: Connection, verb: str, limit: int) -> list[str]:
    """Return the companies whose latest filing gives an outlook by a verb ("raises")."""
    latest = (
        select(filings.c.company_id, func.max(filings.c.period_end).label("end"))
        .group_by(filings.c.company_id)
        .subquery()
    )
    query = (
        select(companies.c.name)
        .join(facts, facts.c.company_id == companies.c.id)
        .join(filings, and_(filings.c.company_id == facts.c.company_id, filings.c.id == facts.c.filing_id))
        .join(latest, and_(latest.c.company_id == companies.c.id, latest.c.end == filings.c.period_end))
        .where(facts.c.guidance == verb)
        .distinct()
        .order_by(companies.c.name)
        .limit(limit)
    )
    return list(connection.scalars(query))


def _stated(metrics: Sequence[str], window: Window | None) -> Select[tuple[str]]:
    """The facts of whole companies of some metrics: no part of one, no outlook."""
    query = (
        select(companies.c.name)
        .join(facts, facts.c.company_id == companies.c.id)
        .where(facts.c.name.in_(metrics), facts.c.dimensions == "[]", facts.c.guidance == "", companies.c.name != "")
    )
    return query.where(facts.c.period_end >= window[0], facts.c.period_end <= window[1]) if window else query
