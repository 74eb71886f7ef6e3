"""Keeps filings with all that was read of them, and finds them and their facts again."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import Connection, and_, bindparam, delete, insert, or_, select, tuple_, update

from qa.facts.defined_names import Pair
from qa.facts.extraction import Extraction
from qa.facts.fact import Fact
from qa.facts.outline import Item, Spoken
from qa.filing import Filing
from qa.language.values import Entity
from qa.store import outlines, rows
from qa.store.companies import company_id, drop_if_empty, key
from qa.store.direct import Direct, Drivers
from qa.store.engine import open_database
from qa.store.inserts import insert_rows
from qa.store.memory import Memory
from qa.store.places import Places
from qa.store.prepared import Prepared, prepared
from qa.store.records import Filer, FilingSummary, Hints, Passage, Standing, StoredFact, StoredFiling
from qa.store.schema import companies, company_names, documents, facts, filings, meta
from qa.store.search import index, search
from qa.store.standings import Span, growths, guiding, having, standings

_VERSION = select(meta.c.version)
_LOCK = _VERSION.with_for_update()  # on SQLite the transaction has the lock already
_BUMP = update(meta).values(version=meta.c.version + 1)
_IN_FILING = {
    table: and_(table.c.company_id == filings.c.company_id, table.c.filing_id == filings.c.id)
    for table in (documents, facts)
}
_SUMMARIES = select(filings, companies.c.name.label("company"), companies.c.ticker).join(companies)
_SUMMARY_COLUMNS = _SUMMARIES.selected_columns.keys()
_SUMMARY = _SUMMARIES.where(filings.c.sha256 == bindparam("sha256"))
_FILING = (
    _SUMMARIES.add_columns(documents).join(documents, _IN_FILING[documents]).where(filings.c.id == bindparam("id"))
)
_OF_FILING = _IN_FILING[documents], filings.c.id == bindparam("id")
_TEXT = select(documents.c.text).where(*_OF_FILING)
_ENTITIES = select(documents.c.entities).where(*_OF_FILING)
_BY_ID = _SUMMARIES.where(filings.c.id == bindparam("id"))
_NEWEST_FIRST = _SUMMARIES.order_by(
    filings.c.period_end.desc().nulls_last(), filings.c.filed.desc().nulls_last(), filings.c.id
)
_OF_COMPANY = _NEWEST_FIRST.where(companies.c.key == bindparam("key"))
_FACTS = (
    select(facts).join(filings, _IN_FILING[facts]).where(filings.c.id == bindparam("filing")).order_by(facts.c.position)
)
_PLACE = (facts.c.company_id, facts.c.filing_id, facts.c.position)


class Store:
    """The one place where anything is kept; safe to share between threads, and between servers.

    Arguments:
        url: SQLAlchemy URL of an SQLite file or a PostgreSQL database; its tables are made or brought
            up to date here.

    Raises:
        ValueError: the URL is not one, or names another kind of database.
        sqlalchemy.exc.SQLAlchemyError: the database does not answer.
    """

    def __init__(self, url: str) -> None:
        self._autocommit, self._transactional = open_database(url)
        self._drivers = Drivers(self._autocommit)
        self.memory = Memory(self._drivers)
        self._version = Direct(self._drivers, _VERSION)
        self._places = Places(self._drivers)
        self._outlines = outlines.Outlines(self._drivers)
        self._text, self._summary, self._facts = (Direct(self._drivers, each) for each in (_TEXT, _BY_ID, _FACTS))
        self._outline()

    def _outline(self) -> None:
        """Derive what questions look up again, where another program's form of it is held, or none."""
        with self._autocommit.connect() as connection:
            if outlines.is_current(connection):
                return
        with self._transactional.begin() as connection:
            connection.execute(_LOCK)
            if not outlines.is_current(connection):
                outlines.outline_all(connection)

    def close(self) -> None:
        """Close the connections; the next use opens them again."""
        self._drivers.close()
        self._autocommit.dispose()

    def add(self, filing: Filing, extraction: Extraction, sha256: str, hints: Hints) -> tuple[FilingSummary, bool]:
        """Keep a filing and what was read of it, all in one transaction.

        Arguments:
            sha256: hexadecimal digest of the bytes it was read from; the same bytes are kept once.
            hints: what its giver says; wins over the filing's header.

        Returns:
            The filing as held, and whether it is new.
        """
        return self.keep(prepared(filing, extraction, hints), sha256)

    def keep(self, prepared: Prepared, sha256: str) -> tuple[FilingSummary, bool]:
        """Do the same with what was made rows elsewhere."""
        id_ = sha256[:16]
        with self._transactional.begin() as connection:
            connection.execute(_LOCK)
            held = _held(connection, sha256)
            if held:
                return held, False
            company = company_id(connection, prepared.company, prepared.ticker, id_)
            connection.execute(insert(filings), {**prepared.filing, "id": id_, "company_id": company, "sha256": sha256})
            for table, values in prepared.tables():
                owned = [{**row, "company_id": company, "filing_id": id_} for row in values]
                insert_rows(connection, table, owned)
            index(connection, id_)
            connection.execute(_BUMP)
            added = _held(connection, sha256)
        assert added
        return added, True

    def held(self, sha256: str) -> FilingSummary | None:
        """Return the filing that was read from the bytes of this digest; None where it is not held."""
        with self._autocommit.connect() as connection:
            return _held(connection, sha256)

    def filings(self, company: str = "") -> list[FilingSummary]:
        """Return the filings held, the newest period first.

        Arguments:
            company: its name in any spelling, for that company's alone.
        """
        query = _OF_COMPANY if company else _NEWEST_FIRST
        with self._autocommit.connect() as connection:
            return [
                rows.summary(row)
                for row in connection.execute(query, {"key": key(company)} if company else {}).mappings().all()
            ]

    def filers(self) -> list[Filer]:
        """Return the companies whose filings are held, in the order of their names; those without one first."""
        with self._autocommit.connect() as connection:
            named: dict[int, list[str]] = {}
            for company, name in connection.execute(select(company_names)):
                named.setdefault(company, []).append(name)
            held = connection.execute(select(companies).order_by(companies.c.name)).all()
        return [Filer(row.name, row.ticker, tuple(named.get(row.id, ()))) for row in held]

    def summary(self, id: str) -> FilingSummary | None:  # noqa: A002
        """Return one filing without its text; None where it is not held."""
        row = self._summary.first({"id": id})
        return rows.summary(dict(zip(_SUMMARY_COLUMNS, row, strict=True))) if row else None

    def filing(self, id: str) -> StoredFiling | None:  # noqa: A002
        """Return one filing with its text; None where it is not held."""
        with self._autocommit.connect() as connection:
            row = connection.execute(_FILING, {"id": id}).mappings().first()
        return rows.stored_filing(row) if row else None

    def text(self, id: str) -> str:  # noqa: A002
        """Return a filing's text; empty where it is not held."""
        row = self._text.first({"id": id})
        return row[0] if row else ""

    def tables(self, filing: str) -> int:
        """Return how many tables a filing has that were laid out as such; 0 where it is not held."""
        return self._outlines.tables(filing)

    def defined_names(self, filing: str) -> tuple[Pair, ...]:
        """Return the names that a filing defines for itself, each with what it is called for short."""
        return self._outlines.defined_names(filing)

    def parties(self, id: str) -> list[Entity]:  # noqa: A002
        """Return the people, roles, companies and places tagged in a filing's text, in its order."""
        with self._autocommit.connect() as connection:
            entities = connection.execute(_ENTITIES, {"id": id}).scalar_one_or_none()
        return rows.parties(entities) if entities else []

    def delete(self, id: str) -> bool:  # noqa: A002
        """Delete a filing and all that was read of it; return whether it was held."""
        with self._transactional.begin() as connection:
            connection.execute(_LOCK)
            company = connection.scalar(select(filings.c.company_id).where(filings.c.id == id))
            if company is None:
                return False
            connection.execute(delete(filings).where(filings.c.id == id))
            drop_if_empty(connection, company)
            connection.execute(_BUMP)
        return True

    def version(self) -> int:
        """Return a number that every added or deleted filing changes: what is derived holds as long as it."""
        ((version,),) = self._version.rows({})
        return int(version)

    def facts(self, filing: str) -> list[Fact]:
        """Return all facts of one filing, in the order of its text."""
        return list(map(rows.fact, self._facts.rows({"filing": filing})))

    def facts_at(self, positions: Mapping[str, Collection[int]]) -> dict[tuple[str, int], Fact]:
        """Return the facts that stand at some positions, given by the filings' ids, by filing and position."""
        return self._places.facts(positions)

    def items(self, filings: Sequence[str]) -> dict[str, list[Item]]:
        """Return the line items of some filings, by the filings' ids, in the order of their texts."""
        return self._outlines.items(filings)

    def labels(self, filings: Sequence[str]) -> frozenset[str]:
        """Return every word of some filings' row labels, heads and members, in lower case."""
        return self._outlines.labels(filings)

    def standings(self, metrics: Sequence[str], span: Span, most: bool, limit: int) -> list[Standing]:
        """Return companies by the largest (or smallest) figure that they state of some metrics."""
        with self._autocommit.connect() as connection:
            return standings(connection, metrics, span, most, limit)

    def having(self, metrics: Sequence[str], span: Span, limit: int) -> list[str]:
        """Return companies that state any of some metrics."""
        with self._autocommit.connect() as connection:
            return having(connection, metrics, span, limit)

    def growths(self, metrics: Sequence[str], span: Span, most: bool, limit: int) -> list[Standing]:
        """Return companies by the largest (or smallest) growth over a year of some metrics."""
        with self._autocommit.connect() as connection:
            return growths(connection, metrics, span, most, limit)

    def guiding(self, verb: str, limit: int) -> list[str]:
        """Return the companies whose latest filing gives an outlook by a verb ("raises")."""
        with self._autocommit.connect() as connection:
            return guiding(connection, verb, limit)

    def query_facts(
        self,
        *,
        metric: str = "",
        company: str = "",
        start: date | None = None,
        end: date | None = None,
        filing: str = "",
        limit: int = 100,
        cursor: str = "",
    ) -> tuple[list[StoredFact], str | None]:
        """Return a page of the facts held, company by company and filing by filing.

        Arguments:
            metric: the facts' public name ("RevenuesGrowth" is not "Revenues").
            company: its name in any spelling, or its ticker.
            start, end: first and last day that a fact's period may end on.
            cursor: what the page before returned.

        Returns:
            The facts, and the cursor of the next page; None after the last.

        Raises:
            ValueError: the cursor is none.
        """
        query = select(facts, companies.c.name.label("company"), companies.c.ticker).join(
            companies, facts.c.company_id == companies.c.id
        )
        query = query.order_by(*_PLACE).limit(limit + 1)
        if metric:
            query = query.where(facts.c.name == metric)
        if company:
            query = query.where(or_(companies.c.key == key(company), companies.c.ticker == company.upper()))
        if start:
            query = query.where(facts.c.period_end >= start)
        if end:
            query = query.where(facts.c.period_end <= end)
        if filing:
            query = query.where(facts.c.filing_id == filing)
        if cursor:
            query = query.where(tuple_(*_PLACE) > tuple_(*_place(cursor)))
        with self._autocommit.connect() as connection:
            found = connection.execute(query).all()
        page = found[:limit]
        following = ".".join(str(getattr(page[-1], column.name)) for column in _PLACE) if len(found) > limit else None
        return [StoredFact(row.filing_id, row.company, row.ticker, rows.fact(row)) for row in page], following

    def passages(self, words: Sequence[str], filings: Sequence[str], limit: int) -> list[Passage]:
        """Return the sentences that hold any of the words, in any inflection, best first.

        Arguments:
            words: of any kind of text; none finds nothing.
            filings: ids of the filings to search; none finds nothing.
        """
        with self._autocommit.connect() as connection:
            return [rows.passage(row) for row in search(connection, words, filings, limit)]

    def sentences(self, filing: str) -> list[Spoken]:
        """Return all sentences of a filing's prose, in the order of its text."""
        return self._outlines.sentences(filing)


def _held(connection: Connection, sha256: str) -> FilingSummary | None:
    row = connection.execute(_SUMMARY, {"sha256": sha256}).mappings().first()
    return rows.summary(row) if row else None


def _place(cursor: str) -> tuple[int, str, int]:
    company, filing, position = cursor.split(".")
    return int(company), filing, int(position)
