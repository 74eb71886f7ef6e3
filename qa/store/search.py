"""Full-text search over passages: FTS5 on SQLite, tsvector on PostgreSQL; any of the words, best first."""

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, RowMapping, bindparam, select, text

from qa.store.schema import StorableText, passages

_FEW_FILINGS = 64  # more of them are cheaper to sort out after the search than to name in it

_QUERY = bindparam("query", type_=StorableText)
_SQLITE = (
    select(passages)
    .join(text("passages_words"), text("passages_words.rowid = passages.id"))
    .where(
        text("passages_words MATCH :query").bindparams(_QUERY),
        text("passages.filing_id IN (SELECT value FROM json_each(:filings))"),
    )
    .order_by(text("bm25(passages_words, 1, 0)"), passages.c.id)
    .limit(bindparam("limit"))
)

_POSTGRESQL = (
    select(passages)
    .join(text("to_tsquery('english', :query) AS query").bindparams(_QUERY), text("passages.words @@ query"))
    .where(text("passages.filing_id = ANY(:filings)"))
    .order_by(text("ts_rank_cd(passages.words, query) DESC"), passages.c.id)
    .limit(bindparam("limit"))
)

_INDEX = text(
    "INSERT INTO passages_words (rowid, text, filing_id)"
    " SELECT id, text, filing_id FROM passages WHERE filing_id = :filing"
)


def index(connection: Connection, filing: str) -> None:
    """Index a filing's passages, which have just been added; PostgreSQL does so by itself."""
    if connection.dialect.name == "sqlite":
        connection.execute(_INDEX, {"filing": filing})


def search(connection: Connection, words: Sequence[str], filings: Sequence[str], limit: int) -> Sequence[RowMapping]:
    """Return the rows of `passages` in some filings that hold any of the words, by stem, best first."""
    if not words or not filings:
        return ()
    if connection.dialect.name == "sqlite":
        query = f"text : ({_fts5(words)})"
        if len(filings) <= _FEW_FILINGS:
            query += f" AND filing_id : ({_fts5(filings)})"
        values = {"query": query, "filings": json.dumps(list(filings)), "limit": limit}
        return connection.execute(_SQLITE, values).mappings().all()
    values = {"query": _tsquery(words), "filings": list(filings), "limit": limit}
    return connection.execute(_POSTGRESQL, values).mappings().all()


def _fts5(words: Iterable[str]) -> str:
    """Any of the words; each is quoted, so that nothing in it is an operator."""
    return " OR ".join('"' + word.replace('"', '""') + '"' for word in words)


def _tsquery(words: Iterable[str]) -> str:
    return " | ".join("'" + word.replace("\\", "\\\\").replace("'", "''") + "'" for word in words)
