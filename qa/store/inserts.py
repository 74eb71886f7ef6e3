"""Inserts many rows at once, past SQLAlchemy's handling of each parameter, which takes longer than the database."""

import sqlite3
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter

from sqlalchemy import Connection, Dialect, Table, insert

from qa.store.rows import RowValues

# What SQLAlchemy does with dates for SQLite; psycopg takes them as they are.
sqlite3.register_adapter(date, date.isoformat)


def insert_rows(connection: Connection, table: Table, rows: Sequence[RowValues]) -> None:
    """Insert rows that all have the same columns; none inserts nothing."""
    if not rows:
        return
    statement, order = _compiled(connection.dialect, table, tuple(rows[0]))
    values = [*map(itemgetter(*order), rows)] if order else rows
    connection.exec_driver_sql(statement, values)


@lru_cache(maxsize=64)
def _compiled(dialect: Dialect, table: Table, columns: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The statement, and the order of its parameters; none where they go by name."""
    statement = insert(table).compile(dialect=dialect, column_keys=list(columns))
    return statement.string, tuple(statement.positiontup or ())
