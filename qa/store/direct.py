"""Statements run as the database's driver takes them.

SQLAlchemy compiles them, once; its way of running one takes longer than the few do that every question needs.
"""

from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from sqlalchemy import Date, Engine, PoolProxiedConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement

T = TypeVar("T")


class Drivers:
    """An engine's connections as the driver has them.

    Those to SQLite are kept from one statement to the next, as the engine's pool takes longer than most statements do;
    those to a server go back to the pool, which asks it whether they still stand.

    Arguments:
        engine: of which each statement commits by itself.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._keeps = engine.dialect.name == "sqlite"
        self._kept: deque[PoolProxiedConnection] = deque()

    def take(self) -> PoolProxiedConnection:
        """Return a connection that nobody else uses."""
        try:
            return self._kept.pop()
        except IndexError:
            return self.engine.raw_connection()

    def give_back(self, connection: PoolProxiedConnection) -> None:
        """Let others use a connection again."""
        if self._keeps:
            self._kept.append(connection)
        else:
            connection.close()

    def close(self) -> None:
        """Close the connections that are kept; the next use opens others."""
        while self._kept:
            self._kept.pop().close()


class Direct:
    """One statement, ready to be run.

    Arguments:
        drivers: of the database.

    All methods raise sqlalchemy.exc.SQLAlchemyError where the database does not answer.
    """

    def __init__(self, drivers: Drivers, statement: ClauseElement) -> None:
        self._drivers = drivers
        compiled = statement.compile(drivers.engine)
        assert isinstance(compiled, SQLCompiler)
        self._sql = str(compiled)
        self._order = compiled.positiontup
        dialect = drivers.engine.dialect
        self._error = dialect.loaded_dbapi.Error
        types = {name: bind.type.dialect_impl(dialect) for name, bind in compiled.binds.items()}
        self._given = {name: made for name, type_ in types.items() if (made := type_.bind_processor(dialect))}
        # SQLite's driver knows no dates; all else comes as it is wanted.
        columns = [column.type for column in getattr(statement, "selected_columns", ())]
        dates = [(at, type_.dialect_impl(dialect)) for at, type_ in enumerate(columns) if isinstance(type_, Date)]
        self._read = [(at, made) for at, type_ in dates if (made := type_.result_processor(dialect, None))]

    def rows(self, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Return the rows that the statement gives."""
        found: list[tuple[Any, ...]] = self._run(values, lambda cursor: cursor.fetchall())
        return [self._converted(row) for row in found] if self._read else found

    def first(self, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """Return the first row; None where there is none."""
        return next(iter(self.rows(values)), None)

    def changes(self, values: Mapping[str, Any]) -> bool:
        """Run the statement; return whether it changed any row."""
        return self._run(values, lambda cursor: bool(cursor.rowcount > 0))

    def _run(self, values: Mapping[str, Any], result: Callable[[Any], T]) -> T:
        if self._given:
            values = {
                name: self._given[name](value) if name in self._given else value for name, value in values.items()
            }
        connection = self._drivers.take()
        try:
            cursor = connection.cursor()
            cursor.execute(self._sql, values if self._order is None else [values[name] for name in self._order])
            found = result(cursor)
        except self._error as error:
            connection.close()
            raise DBAPIError(self._sql, None, error) from error
        self._drivers.give_back(connection)
        return found

    def _converted(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        values = list(row)
        for at, read in self._read:
            values[at] = read(values[at])
        return tuple(values)
