"""Keeps what several servers must share of talking: conversations, events that were seen, questions without an answer."""

import math
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table, bindparam, delete, literal_column, select
from sqlalchemy.dialects import postgresql, sqlite

from qa.store.direct import Direct, Drivers
from qa.store.records import Unanswered
from qa.store.rows import RowValues
from qa.store.schema import conversations, events, unanswered

_DAY = 86_400  # seconds that a conversation and a seen event are kept
_HOUR = 3_600  # seconds between two clearings of what is older
_LONGEST_QUESTION = 500  # characters of an unanswered question that are kept

_CONVERSATION = select(conversations.c.state).where(
    conversations.c.id == bindparam("id"), conversations.c.saved > bindparam("oldest")
)


class Memory:
    """What is kept of talking for as long as it is of use.

    Arguments:
        drivers: of the database.
    """

    def __init__(self, drivers: Drivers) -> None:
        self._engine = drivers.engine
        upserts = _upserts(sqlite.insert if drivers.engine.dialect.name == "sqlite" else postgresql.insert)
        self._upserts = {table: Direct(drivers, statement) for table, statement in upserts.items()}
        self._conversation = Direct(drivers, _CONVERSATION)
        self._cleared = -math.inf

    def conversation(self, id: str) -> str | None:  # noqa: A002
        """Return what was saved of a conversation within the last day; None where nothing was."""
        row = self._conversation.first({"id": id, "oldest": _now() - _DAY})
        return row[0] if row else None

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
        with self._engine.connect() as connection:
            return [Unanswered(*row) for row in connection.execute(query)]

    def _execute(self, table: Table, row: RowValues) -> bool:
        """Insert or update one row, clear what has expired once an hour; return whether anything changed."""
        changed = self._upserts[table].changes(row)
        if time.monotonic() - self._cleared > _HOUR:
            self._clear()
        return changed

    def _clear(self) -> None:
        self._cleared = time.monotonic()
        oldest = _now() - _DAY
        with self._engine.connect() as connection:
            connection.execute(delete(conversations).where(conversations.c.saved <= oldest))
            connection.execute(delete(events).where(events.c.seen <= oldest))


def _upserts(insert: Callable[[Table], Any]) -> dict[Table, Any]:
    """The statements by which a row comes in or changes the one there, atomically."""
    talk, question = insert(conversations), insert(unanswered)
    return {
        conversations: talk.on_conflict_do_update(
            index_elements=["id"], set_={"state": talk.excluded.state, "saved": talk.excluded.saved}
        ),
        events: insert(events).on_conflict_do_nothing(),
        unanswered: question.on_conflict_do_update(
            index_elements=["question", "status"],
            set_={"times": unanswered.c.times + literal_column("1"), "last": question.excluded.last},
        ),
    }


def _now() -> int:
    return int(time.time())
