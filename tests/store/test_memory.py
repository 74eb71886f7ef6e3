"""Conversations, seen events and unanswered questions."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from qa.store import Store, Unanswered
from qa.store import memory as module


def test_a_conversation_is_kept(store: Store) -> None:
    assert store.memory.conversation("one") is None
    store.memory.save_conversation("one", '{"turns": []}')
    store.memory.save_conversation("one", '{"turns": ["ä"]}')
    store.memory.save_conversation("two", "{}")
    assert store.memory.conversation("one") == '{"turns": ["ä"]}'
    assert store.memory.conversation("two") == "{}"


def test_a_conversation_expires_after_a_day(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    now = module._now()
    store.memory.save_conversation("one", "{}")
    monkeypatch.setattr(module, "_now", lambda: now + 86_000)
    assert store.memory.conversation("one") == "{}"
    monkeypatch.setattr(module, "_now", lambda: now + 87_000)
    assert store.memory.conversation("one") is None


def test_what_expired_is_cleared(url: str, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    now = module._now()
    store.memory.save_conversation("one", "{}")
    assert store.memory.first_seen("event")
    monkeypatch.setattr(module, "_now", lambda: now + 87_000)
    later = Store(url)
    later.memory.save_conversation("two", "{}")
    assert later.memory.first_seen("event")
    monkeypatch.setattr(module, "_now", lambda: now)
    assert later.memory.conversation("one") is None
    later.close()


def test_an_event_is_seen_once(url: str, store: Store) -> None:
    stores = [store, Store(url)]
    with ThreadPoolExecutor(8) as pool:
        first = list(pool.map(lambda number: stores[number % 2].memory.first_seen("Ev01"), range(16)))
    assert sorted(first) == [False] * 15 + [True]
    assert store.memory.first_seen("Ev02")
    stores[1].close()


def test_unanswered_questions_are_counted(store: Store) -> None:
    today = datetime.now(UTC).date()
    for question in ("Who won?", "How many looms?", "Who won?", "x" * 9000, "\x00"):
        store.memory.log_unanswered(question, "not_found")
    store.memory.log_unanswered("Who won?", "not_understood")
    first, *others = store.memory.unanswered(10)
    assert first == Unanswered("Who won?", "not_found", 2, today)
    assert {(each.question, each.times) for each in others} == {
        ("How many looms?", 1),
        ("x" * 500, 1),
        ("\ufffd", 1),
        ("Who won?", 1),
    }
    assert store.memory.unanswered(1) == [first]
