"""Opening a database: its schema, two servers at once, and what is no database."""

import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

import qa.store
from qa.store import Store
from qa.store.engine import HEAD
from qa.store.schema import metadata
from tests.store.databases import postgresql
from tests.store.releases import add


def test_the_migrations_make_the_schema(url: str, store: Store) -> None:  # noqa: ARG001
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _is_ours})
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == HEAD
    engine.dispose()


def _is_ours(name: str | None, kind: str, parent: dict[str, str | None]) -> bool:  # noqa: ARG001
    """The full-text indexes are the migrations' own."""
    return not re.match(r"passages_words|ix_passages_words|words$", name or "")


def test_the_newest_migration_is_the_one_looked_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(qa.store.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_servers_may_start_at_once(kind: str, tmp_path: Path) -> None:
    if kind == "sqlite":
        _start_at_once(f"sqlite:///{tmp_path / 'store.sqlite'}")
        return
    with postgresql() as url:
        _start_at_once(url)


def _start_at_once(url: str, servers: int = 4) -> None:
    ready = Barrier(servers)

    def start(number: int) -> str:
        ready.wait()
        store = Store(url)
        company = add(store, f"{number}").company
        store.close()
        return company

    with ThreadPoolExecutor(servers) as pool:
        assert len(list(pool.map(start, range(servers)))) == servers
    store = Store(url)
    assert len(store.filings()) == servers
    store.close()


def test_a_store_keeps_what_it_holds(url: str, store: Store) -> None:
    held = add(store)
    again = Store(url)
    assert again.filings() == [held]
    again.close()


def test_an_sqlite_file_is_set_up_for_many_readers(tmp_path: Path) -> None:
    path = tmp_path / "a folder" / "store.sqlite"
    store = Store(f"sqlite:///{path}")
    with store._autocommit.connect() as connection:
        pragmas = {
            name: connection.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 1, "busy_timeout": 30_000}
    store.close()


def test_a_reader_sees_no_half_of_a_filing(tmp_path: Path) -> None:
    """While a writer is in its transaction, readers read on, and see what was."""
    store = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    held = add(store)
    writer = sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM facts")
    assert len(store.facts(held.id)) == held.facts
    writer.execute("ROLLBACK")
    writer.close()
    store.close()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "not a database URL"),
        ("filings.sqlite", "not a database URL"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
        ("mysql://localhost/qa", "use SQLite or PostgreSQL"),
    ],
)
def test_what_is_no_database_is_said_so(url: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Store(url)


def test_a_database_that_does_not_answer_is_an_error() -> None:
    with pytest.raises(OperationalError):
        Store("postgresql://127.0.0.1:1/qa")
