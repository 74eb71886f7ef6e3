"""Fresh databases to test on: an SQLite file in a folder, a PostgreSQL database dropped afterwards."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

POSTGRESQL = os.environ.get(
    "QA_TEST_POSTGRESQL", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres?connect_timeout=5"
)


@contextmanager
def postgresql() -> Iterator[str]:
    """Give the URL of a new PostgreSQL database; skip, or in CI fail, where no server answers."""
    server = create_engine(POSTGRESQL, isolation_level="AUTOCOMMIT")
    name = f"qa_test_{secrets.token_hex(6)}"
    try:
        _run(server, f"CREATE DATABASE {name}")
    except OperationalError as error:
        reason = f"no PostgreSQL at {POSTGRESQL} (set QA_TEST_POSTGRESQL): {error.orig}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    try:
        yield make_url(POSTGRESQL).set(database=name).render_as_string(hide_password=False)
    finally:
        _run(server, f"DROP DATABASE {name} WITH (FORCE)")
        server.dispose()


def _run(server: Engine, statement: str) -> None:
    with server.connect() as connection:
        connection.execute(text(statement))
