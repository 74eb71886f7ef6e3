"""Keeps filings with all that was read of them, conversations, and what several servers must share."""

import math
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Table, and_, bindparam, delete, insert, or_, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite

from qa.facts.extraction import Extraction
from qa.facts.fact import Fact
from qa.filing import Filing
from qa.language.values import Entity
from qa.store import rows
from qa.store.companies import company_id, drop_if_empty, key
from qa.store.engine import open_database
from qa.store.inserts import insert_rows
from qa.store.records import Filer, FilingSummary, Hints, Passage, Standing, StoredFact, StoredFiling, Unanswered
from qa.store.schema import (
    companies,
    company_names,
    conversations,
    documents,
    events,
    facts,
    filings,
    meta,
    passages,
    unanswered,
)
from qa.store.search import index, search
from qa.store.standings import Window, growths, guiding, having, standings

_DAY = 86_400  # seconds that a conversation and a seen event are kept
_HOUR = 3_600  # seconds between two clearings of what is older
_LONGEST_QUESTION = 500  # characters of an unanswered question that are kept

_VERSION = select(meta.c.version)
_LOCK = _VERSION.with_for_update()  # on SQLite the transaction has the lock already
_BUMP = update(meta).values(version=meta.c.version + 1)
_IN_FILING = {
    table: and_(table.c.company_id == filings.c.company_id, table.c.filing_id == filings.c.id)
    for table in (documents, facts)
}
_SUMMARIES = select(filings, companies.c.name.label("company"), companies.c.ticker).join(companies)
_SUMMARY = _SUMMARIES.where(filings.c.sha256 == bindparam("sha256"))
_FILING = (
    _SUMMARIES.add_columns(documents).join(documents, _IN_FILING[documents]).where(filings.c.id == bindparam("id"))
)
_OF_FILING = _IN_FILING[documents], filings.c.id == bindparam("id")
_TEXT = select(documents.c.text).where(*_OF_FILING)
_BLOCKS = select(documents.c.blocks).where(*_OF_FILING)
_ENTITIES = select(documents.c.entities).where(*_OF_FILING)
_NEWEST_FIRST = _SUMMARIES.order_by(
    filings.c.period_end.desc().nulls_last(), filings.c.filed.desc().nulls_last(), filings.c.id
)
_FACTS = (
    select(facts)
    .join(filings, _IN_FILING[facts])
    .where(filings.c.id.in_(bindparam("filings", expanding=True)))
    .order_by(facts.c.filing_id, facts.c.position)
)
_PLACE = (facts.c.company_id, facts.c.filing_id, facts.c.position)
_SENTENCES = select(passages).where(passages.c.filing_id == bindparam("filing")).order_by(passages.c.start)
_CONVERSATION = select(conversations.c.state).where(
    conversations.c.id == bindparam("id"), conversations.c.saved > bindparam("oldest")
)


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
        dialect = sqlite if self._autocommit.dialect.name == "sqlite" else postgresql
        self._upserts = _upserts(dialect.insert)
        self._cleared = -math.inf

    def close(self) -> None:
        """Close the connections; the next use opens them again."""
        self._autocommit.dispose()

    def add(self, filing: Filing, extraction: Extraction, sha256: str, hints: Hints) -> tuple[FilingSummary, bool]:
        """Keep a filing and what was read of it, all in one transaction.

        Arguments:
            sha256: hexadecimal digest of the bytes it was read from; the same bytes are kept once.
            hints: what its giver says; wins over the filing's header.

        Returns:
            The filing as held, and whether it is new.
        """
        return self.keep(rows.prepared(filing, extraction, hints), sha256)

    def keep(self, prepared: rows.Prepared, sha256: str) -> tuple[FilingSummary, bool]:
        """Do the same with what was made rows elsewhere."""
        id_ = sha256[:16]
        with self._transactional.begin() as connection:
            connection.execute(_LOCK)
            held = _held(connection, sha256)
            if held:
                return held, False
            company = company_id(connection, prepared.company, prepared.ticker, id_)
            connection.execute(insert(filings), {**prepared.filing, "id": id_, "company_id": company, "sha256": sha256})
            parts = (documents, [prepared.document]), (facts, prepared.facts), (passages, prepared.passages)
            for table, values in parts:
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
        query = _NEWEST_FIRST.where(companies.c.key == key(company)) if company else _NEWEST_FIRST
        with self._autocommit.connect() as connection:
            return [rows.summary(row) for row in connection.execute(query).mappings().all()]

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
        with self._autocommit.connect() as connection:
            row = connection.execute(_SUMMARIES.where(filings.c.id == id)).mappings().first()
        return rows.summary(row) if row else None

    def filing(self, id: str) -> StoredFiling | None:  # noqa: A002
        """Return one filing with its text; None where it is not held."""
        with self._autocommit.connect() as connection:
            row = connection.execute(_FILING, {"id": id}).mappings().first()
        return rows.stored_filing(row) if row else None

    def text(self, id: str) -> str:  # noqa: A002
        """Return a filing's text; empty where it is not held."""
        with self._autocommit.connect() as connection:
            return connection.execute(_TEXT, {"id": id}).scalar_one_or_none() or ""

    def tables(self, id: str) -> int:  # noqa: A002
        """Return how many tables a filing has that were laid out as such."""
        with self._autocommit.connect() as connection:
            blocks = connection.execute(_BLOCKS, {"id": id}).scalar_one_or_none() or ""
        return blocks.count('"grid":{')

    def mentions(self, id: str) -> list[Entity]:  # noqa: A002
        """Return the metrics, parties and qualifiers tagged in a filing's text, in its order."""
        with self._autocommit.connect() as connection:
            entities = connection.execute(_ENTITIES, {"id": id}).scalar_one_or_none()
        return rows.mentions(entities) if entities else []

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
        with self._autocommit.connect() as connection:
            return int(connection.execute(_VERSION).scalar_one())

    def facts(self, filing: str) -> list[Fact]:
        """Return all facts of one filing, in the order of its text."""
        return self.facts_of([filing]).get(filing, [])

    def facts_of(self, held: Sequence[str], metrics: Collection[str] = ()) -> dict[str, list[Fact]]:
        """Return the facts of some filings by filing, in the order of their texts.

        Arguments:
            held: the filings' ids.
            metrics: element names, for the facts of these alone.
        """
        query = _FACTS.where(facts.c.metric.in_(metrics)) if metrics else _FACTS
        found: dict[str, list[Fact]] = defaultdict(list)
        with self._autocommit.connect() as connection:
            for row in connection.execute(query, {"filings": held}):
                found[row.filing_id].append(rows.fact(row))
        return found

    def standings(
        self, metrics: Sequence[str], window: Window | None, days: int, most: bool, limit: int
    ) -> list[Standing]:
        """Return companies by the largest (or smallest) figure that they state of some metrics."""
        with self._autocommit.connect() as connection:
            return standings(connection, metrics, window, days, most, limit)

    def having(self, metrics: Sequence[str], window: Window | None, limit: int) -> list[str]:
        """Return companies that state any of some metrics."""
        with self._autocommit.connect() as connection:
            return having(connection, metrics, window, limit)

    def growths(self, metrics: Sequence[str], window: Window | None, most: bool) -> list[Standing]:
        """Return companies by the largest (or smallest) growth over a year of some metrics."""
        with self._autocommit.connect() as connection:
            return growths(connection, metrics, window, most)

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

    def sentences(self, filing: str) -> list[Passage]:
        """Return all sentences of a filing's prose, in the order of its text."""
        with self._autocommit.connect() as connection:
            return [rows.passage(row) for row in connection.execute(_SENTENCES, {"filing": filing}).mappings().all()]

    def conversation(self, id: str) -> str | None:  # noqa: A002
        """Return what was saved of a conversation within the last day; None where nothing was."""
        with self._autocommit.connect() as connection:
            values = {"id": id, "oldest": _now() - _DAY}
            return connection.execute(_CONVERSATION, values).scalar_one_or_none()

    def save_conversation(self, id: str, state: str) -> None:  # noqa: A002
        """Save a conversation for a day.

        Arguments:
            state: JSON text.
        """
        self._execute(conversations, {"id": id, "state": state, "saved": _now()})

    def first_seen(self, event: str) -> bool:
        """Return whether this is the first time that any server sees the event's id, within a day."""
        return self._execute(events, {"id": event, "seen": _now()})

    def log_unanswered(self, question: str, status: str) -> None:
        """Count a question that found no answer; nothing of who asked is kept."""
        today = datetime.now(UTC).date()
        values = {"question": question[:_LONGEST_QUESTION], "status": status, "times": 1, "last": today}
        self._execute(unanswered, values)

    def unanswered(self, limit: int) -> list[Unanswered]:
        """Return the questions that found no answer, the most often asked first."""
        query = select(unanswered).order_by(unanswered.c.times.desc(), unanswered.c.last.desc()).limit(limit)
        with self._autocommit.connect() as connection:
            return [Unanswered(*row) for row in connection.execute(query)]

    def _execute(self, table: Table, row: rows.RowValues) -> bool:
        """Insert or update one row, clear what has expired once an hour; return whether anything changed."""
        with self._autocommit.connect() as connection:
            changed = connection.execute(self._upserts[table], row).first() is not None
            if time.monotonic() - self._cleared > _HOUR:
                self._cleared = time.monotonic()
                oldest = _now() - _DAY
                connection.execute(delete(conversations).where(conversations.c.saved <= oldest))
                connection.execute(delete(events).where(events.c.seen <= oldest))
        return changed


def _held(connection: Connection, sha256: str) -> FilingSummary | None:
    row = connection.execute(_SUMMARY, {"sha256": sha256}).mappings().first()
    return rows.summary(row) if row else None


def _upserts(insert: Callable[[Table], Any]) -> dict[Table, Any]:
    """The statements by which a row comes in or changes the one there, atomically; each returns its row."""
    talk, question = insert(conversations), insert(unanswered)
    statements = {
        conversations: talk.on_conflict_do_update(
            index_elements=["id"], set_={"state": talk.excluded.state, "saved": talk.excluded.saved}
        ),
        events: insert(events).on_conflict_do_nothing(),
        unanswered: question.on_conflict_do_update(
            index_elements=["question", "status"],
            set_={"times": unanswered.c.times + 1, "last": question.excluded.last},
        ),
    }
    return {table: statement.returning(*table.primary_key) for table, statement in statements.items()}


def _place(cursor: str) -> tuple[int, str, int]:
    company, filing, position = cursor.split(".")
    return int(company), filing, int(position)


def _now() -> int:
    return int(time.time())
