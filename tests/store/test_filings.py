"""Filings: put in, listed, deleted; each in one transaction, the same bytes once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal
from threading import Barrier

import pytest
from sqlalchemy import Engine, create_engine, func, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError

from qa.facts.fact import Period
from qa.store import Hints, Store
from qa.store.schema import metadata
from tests.store.releases import EXTRACTION, FILING, Q2, Q2_BEFORE, TEXT, add, sha256


def test_a_filing_comes_out_as_it_was_put_in(store: Store) -> None:
    summary, created = store.add(FILING, EXTRACTION, sha256(""), Hints())
    assert created
    assert summary.name == "tallow.txt"
    assert (summary.company, summary.ticker) == ("Tallow & Reed Inc.", "TLRD")
    assert (summary.form, summary.filed, summary.url, summary.format) == ("", date(2031, 8, 4), "", "text")
    assert summary.period == Q2
    assert summary.period.label == "Q2 FY2031"
    assert summary.facts == 3
    assert summary.warnings == ("one row was left out", "a scale is not stated")
    assert summary.calendar == EXTRACTION.calendar
    assert store.filings() == [summary] == [store.held(sha256(""))]
    held = store.filing(summary.id)
    assert held
    assert held.summary == summary
    assert (held.text, held.blocks, held.header) == (TEXT, FILING.blocks, FILING.header)
    assert held.entities == EXTRACTION.entities
    assert tuple(store.facts(summary.id)) == EXTRACTION.facts
    said = store.sentences(summary.id)
    assert [(each.start, each.end) for each in said] == [(each.start, each.end) for each in EXTRACTION.passages]
    assert [each.stems.split()[-1] for each in said] == ["quarter", "norway", "may"]
    (line, change, reason) = store.items([summary.id])[summary.id]
    assert (line.metric, line.labels, line.context, line.positions) == (
        "NetIncomeLoss",
        ["net loss"],
        ["oper", "total", "statement of oper"],
        [0],
    )
    assert (change.family, change.members) == ("change", ["loom", "norway"])
    assert line.key != change.key
    assert store.facts_at({summary.id: reason.positions, "": [0]}) == {(summary.id, 2): EXTRACTION.facts[2]}
    assert store.labels([summary.id]) == {"net", "loss", "operations", "totals", "looms", "norway", "reason"}


def test_the_givers_word_wins_over_the_header(store: Store) -> None:
    hints = Hints("Tallow and Reed", "TR", "8-K", date(2031, 8, 5), "https://example.org/1")
    held = add(store, hints=hints)
    assert Hints(held.company, held.ticker, held.form, held.filed, held.url) == hints


def test_an_id_is_short_and_the_same_everywhere(store: Store) -> None:
    assert add(store, "one").id == sha256("one")[:16]


def test_filings_are_listed_newest_period_first(store: Store) -> None:
    before, none, now = add(store, "a", period=Q2_BEFORE), add(store, "b", period=None), add(store, "c")
    assert store.filings() == [now, before, none]


def test_the_same_bytes_are_one_filing(store: Store) -> None:
    first = add(store)
    version = store.version()
    assert store.add(replace(FILING, name="other.txt"), EXTRACTION, sha256(""), Hints()) == (first, False)
    assert store.version() == version
    assert len(store.facts(first.id)) == 3


def test_the_same_bytes_at_once_are_one_filing(url: str, store: Store) -> None:
    stores = [store, *(Store(url) for _ in range(3))]
    ready = Barrier(len(stores))

    def put(each: Store) -> bool:
        ready.wait()
        return each.add(FILING, EXTRACTION, sha256(""), Hints())[1]

    with ThreadPoolExecutor(len(stores)) as pool:
        created = list(pool.map(put, stores))
    assert sorted(created) == [False, False, False, True]
    assert len(store.filings()) == 1
    for each in stores[1:]:
        each.close()


def test_different_bytes_at_once_are_all_kept(url: str, store: Store) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda key: add(store, f"{key}"), range(12)))
    assert len(store.filings()) == 12
    assert store.version() == 12 or url.startswith("postgresql")  # whose database other tests have used


def test_what_cannot_be_stored_leaves_no_trace(store: Store) -> None:
    other = add(store)
    broken = replace(EXTRACTION, passages=(replace(EXTRACTION.passages[0], section=None),))  # type: ignore[arg-type]
    version = store.version()
    with pytest.raises(SQLAlchemyError):
        store.add(FILING, broken, sha256("broken"), Hints(company="Nobody Ltd"))
    assert store.filings() == [other]
    assert store.version() == version


def test_a_deleted_filing_leaves_nothing_behind(url: str, store: Store) -> None:
    add(store, "a")
    engine = create_engine(url)
    once = _rows(engine)
    other = add(store, "b", company="Brushworks AB", ticker="BRU")
    assert store.delete(other.id)
    assert _rows(engine) == once
    assert [each.company for each in store.filings()] == ["Tallow & Reed Inc."]
    assert store.filing(other.id) is None
    assert store.facts(other.id) == []
    assert store.sentences(other.id) == []
    assert store.passages(["looms"], [other.id], 5) == []
    assert not store.delete(other.id)
    engine.dispose()


def _rows(engine: Engine) -> dict[str, int]:
    """How many rows each table has; on SQLite the full-text index is held against the passages too."""
    with engine.connect() as connection:
        rows = {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in metadata.sorted_tables
        }
        if engine.dialect.name == "sqlite":
            tables = [name for name in inspect(engine).get_table_names() if name.startswith("passages_words_")]
            assert "passages_words_docsize" in tables
            rows["index"] = connection.scalar(text("SELECT count(*) FROM passages_words_docsize")) or 0
            connection.execute(text("INSERT INTO passages_words (passages_words, rank) VALUES ('integrity-check', 1)"))
    return rows


def test_a_company_stays_while_it_has_a_filing(store: Store) -> None:
    first, second = add(store, "a"), add(store, "b", company="TALLOW & REED, INCORPORATED")
    store.delete(first.id)
    assert store.filings() == [second]
    assert second.company == "Tallow & Reed Inc."


def test_every_change_has_its_version(store: Store) -> None:
    versions = [store.version()]
    held = add(store)
    versions.append(store.version())
    store.delete(held.id)
    versions.append(store.version())
    assert versions == sorted(set(versions))


def test_a_filing_may_hold_nothing(store: Store) -> None:
    extraction = replace(EXTRACTION, facts=(), passages=(), entities=(), period=None, warnings=())
    bare = replace(FILING, header=type(FILING.header)(), warnings=(), blocks=())
    held, _ = store.add(bare, extraction, sha256(""), Hints())
    assert (held.company, held.period, held.facts, held.warnings) == ("", None, 0, ())
    assert store.facts(held.id) == []


def test_text_that_no_database_takes_is_mended(store: Store) -> None:
    held = add(store, hints=Hints(company="Nul\x00 Co", url="\ud800"))
    assert (held.company, held.url) == ("Nul\ufffd Co", "\ufffd")
    assert store.filing("\x00") is None
    assert store.query_facts(metric="\x00", company="\ud800", filing="\x00") == ([], None)
    assert store.passages(["\x00"], [held.id], 1) == []


def test_amounts_are_exact(store: Store) -> None:
    values = [Decimal(each) for each in ("0.10", "-0.1", "123456789012345678901234567890.123456789", "1E+3", "0")]
    facts = tuple(replace(EXTRACTION.facts[0], value=value) for value in values)
    held, _ = store.add(FILING, replace(EXTRACTION, facts=facts), sha256(""), Hints())
    assert [str(fact.value) for fact in store.facts(held.id)] == [str(value) for value in values]


def test_a_period_without_a_start_is_an_instant(store: Store) -> None:
    fact = replace(EXTRACTION.facts[0], period=Period(date(2031, 6, 30), None, "June 30, 2031"))
    held, _ = store.add(FILING, replace(EXTRACTION, facts=(fact,)), sha256(""), Hints())
    (out,) = store.facts(held.id)
    assert out.period
    assert (out.period.start, out.period.label) == (None, "June 30, 2031")
