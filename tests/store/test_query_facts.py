"""Facts asked for over the whole library, a page at a time."""

from datetime import date
from typing import Any

import pytest

from qa.store import Store
from tests.store.releases import CHANGE, NET_LOSS, REASON, add


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [NET_LOSS, CHANGE, REASON]),
        ({"metric": "NetIncomeLoss"}, [NET_LOSS]),
        ({"metric": CHANGE.name}, [CHANGE]),
        ({"metric": "NetIncome"}, []),
        ({"company": "TALLOW & REED"}, [NET_LOSS, CHANGE, REASON]),
        ({"company": "tlrd"}, [NET_LOSS, CHANGE, REASON]),
        ({"company": "Tallow"}, []),
        ({"start": date(2031, 6, 30), "end": date(2031, 6, 30)}, [NET_LOSS, CHANGE]),
        ({"start": date(2031, 7, 1)}, []),
        ({"end": date(2031, 6, 29)}, []),
        ({"filing": "no such"}, []),
        ({"limit": 2}, [NET_LOSS, CHANGE]),
    ],
)
def test_facts_are_found_by(store: Store, asked: dict[str, Any], found: list[Any]) -> None:
    held = add(store)
    facts, _ = store.query_facts(**asked)
    assert [each.fact for each in facts] == found
    assert {(each.filing, each.company, each.ticker) for each in facts} <= {(held.id, held.company, held.ticker)}


def test_pages_hold_every_fact_once(store: Store) -> None:
    filings = [add(store, f"{number}", f"Number {number} Ltd", f"N{number}") for number in range(4)]
    seen, cursor, pages = [], "", 0
    while True:
        page, following = store.query_facts(limit=5, cursor=cursor)
        seen += [(each.filing, each.fact) for each in page]
        pages += 1
        if following is None:
            break
        cursor = following
    assert pages == 3
    assert sorted(seen, key=str) == sorted(((f.id, fact) for f in filings for fact in store.facts(f.id)), key=str)


@pytest.mark.parametrize("cursor", ["x", "1.2", "a.b.c", "1.b.2.d"])
def test_what_is_no_cursor_is_refused(store: Store, cursor: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        store.query_facts(cursor=cursor)
