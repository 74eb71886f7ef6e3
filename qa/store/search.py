"""Full-text search over passages: FTS5 on SQLite, tsvector on PostgreSQL; any of the words, best first.

A sentence is the better the rarer the words it holds are among the sentences searched. The databases'
own ranking is not asked: FTS5's bm25 counts each word in the whole library, which takes longer with
every filing held, and PostgreSQL's does not tell rare words from common ones.
"""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    Connection,
    RowMapping,
    Select,
    Text,
    any_,
    func,
    literal,
    literal_column,
    select,
    text,
    union_all,
)

from qa.store.schema import StorableText, passages

_FEW_FILINGS = 64  # more of them are cheaper to sort out among what was found than to name in the search

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
    holding = _in_fts5 if connection.dialect.name == "sqlite" else _in_tsvector
    hits = union_all(
        *(holding(word, filings).add_columns(literal(n).label("word")) for n, word in enumerate(words))
    ).subquery()
    rarity = 1.0 / func.count().over(partition_by=hits.c.word)
    weighed = select(hits.c.id, rarity.label("rarity")).subquery()
    scores = select(weighed.c.id, func.sum(weighed.c.rarity).label("score")).group_by(weighed.c.id).subquery()
    best = (
        select(passages)
        .join(scores, scores.c.id == passages.c.id)
        .order_by(scores.c.score.desc(), passages.c.end - passages.c.start, passages.c.id)
        .limit(limit)
    )
    return connection.execute(best).mappings().all()


def _in_fts5(word: str, filings: Sequence[str]) -> Select[Any]:
    """Select the ids of the filings' passages that hold a word."""
    query = f"text : {_quoted(word)}"
    found: Select[Any] = select(literal_column("rowid").label("id")).select_from(text("passages_words"))
    if len(filings) <= _FEW_FILINGS:
        query += f" AND filing_id : ({' OR '.join(map(_quoted, filings))})"
    else:
        listed: Select[Any] = select(literal_column("value")).select_from(func.json_each(json.dumps(list(filings))))
        found = found.where(literal_column("filing_id").in_(listed))
    return found.where(literal_column("passages_words").op("MATCH")(literal(query, StorableText)))


def _quoted(word: str) -> str:
    """A word in FTS5's language, in which nothing of it is an operator."""
    return '"' + word.replace('"', '""') + '"'


def _in_tsvector(word: str, filings: Sequence[str]) -> Select[Any]:
    query = func.plainto_tsquery("english", literal(word, StorableText))
    held = literal_column("words").op("@@")(query)
    return select(passages.c.id).where(held, passages.c.filing_id == any_(literal(list(filings), ARRAY(Text))))
