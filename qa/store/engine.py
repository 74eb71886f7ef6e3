"""Opens a database: one engine to read with, one to write with, and the schema brought up to date."""

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text

HEAD = "0005"  # the newest revision under migrations/versions

_BUSY_SECONDS = 30
_MIGRATION_LOCK = 7_304_159_012  # any number of our own: who holds it migrates


def open_database(url: str) -> tuple[Engine, Engine]:
    """Connect to a database, make or upgrade its tables, and return its engines: reader, writer.

    The reader commits each statement by itself; the writer's transactions are atomic, and on SQLite
    take the write lock when they begin, so that none fails half way for want of it.

    Arguments:
        url: SQLAlchemy URL of an SQLite file or a PostgreSQL database.

    Raises:
        ValueError: the URL is not one, or names another kind of database.
    """
    reader, writer = _engines(url)
    with reader.connect() as connection:
        current = _is_current(connection)
    if not current:
        with writer.begin() as connection:
            _migrate(connection)
    return reader, writer


def _engines(url: str) -> tuple[Engine, Engine]:
    try:
        parsed = make_url(url)
    except Exception as error:
        raise ValueError(f"not a database URL: {url!r}; write sqlite:///FILE or postgresql://…") from error
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed)
    if parsed.get_backend_name() in ("postgresql", "postgres"):
        return _postgresql(parsed)
    raise ValueError(f"{parsed.get_backend_name()} is no database this runs on: use SQLite or PostgreSQL")


def _sqlite(url: URL) -> tuple[Engine, Engine]:
    if url.database in (None, "", ":memory:"):
        raise ValueError("the store needs a file, as several threads share it: write sqlite:///FILE")
    Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    # No bound on connections, of which qa.store.direct keeps some: there are as many as threads.
    reader = create_engine(url, isolation_level="AUTOCOMMIT", max_overflow=-1, connect_args={"timeout": _BUSY_SECONDS})
    writer = reader.execution_options()

    @event.listens_for(reader, "connect")
    def configure(connection: sqlite3.Connection, _record: Any) -> None:
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(writer, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return reader, writer


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Let readers read while one writes; for the lock that the first such call takes SQLite does not wait."""
    deadline = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
        time.sleep(0.01)


def _postgresql(url: URL) -> tuple[Engine, Engine]:
    if "+" not in url.drivername:
        url = url.set(drivername="postgresql+psycopg")
    reader = create_engine(url, pool_pre_ping=True, isolation_level="AUTOCOMMIT")
    return reader, reader.execution_options(isolation_level="READ COMMITTED")


def _is_current(connection: Connection) -> bool:
    """Whether the schema is the newest; asked first because loading Alembic takes longer than all else."""
    if not inspect(connection).has_table("alembic_version"):
        return False
    return bool(connection.scalar(text("SELECT version_num FROM alembic_version")) == HEAD)


def _migrate(connection: Connection) -> None:
    """Run what revisions are missing; a second server that starts meanwhile waits, and finds none."""
    from alembic import command
    from alembic.config import Config

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
