"""Inserts many rows at once, past SQLAlchemy's handling of each parameter, which takes longer than the database."""

import sqlite3
from collections.abc import Sequence
from datetime import date
from operator import itemgetter

from sqlalchemy import Connection, Table, insert

from qa.store.rows import RowValues

# What SQLAlchemy does with dates for SQLite; psycopg takes them as they are.
sqlite3.register_adapter(date, date.isoformat)


def insert_rows(connection: Connection, table: Table, rows: Sequence[RowValues]) -> None:
    """Insert rows that all have the same columns; none inserts nothing."""
    if not rows:
        return
    statement = insert(table).compile(dialect=connection.dialect, column_keys=list(rows[0]))
    order = statement.positiontup  # None where parameters go by name
    values = [*map(itemgetter(*order), rows)] if order else rows
    connection.exec_driver_sql(statement.string, values)
