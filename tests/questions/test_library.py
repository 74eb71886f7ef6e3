"""The views that questions are answered from, while filings come and go."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from qa.questions.finding import library as module
from qa.questions.finding.library import Library
from qa.store import FilingSummary, Store
from tests.store.releases import add


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    store = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    yield store
    store.close()


def test_a_filing_that_comes_while_others_are_read_is_read_next(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    company = add(store, "first").company
    library = Library(store)
    library.refresh()
    read = store.filings

    def slowly(name: str = "") -> list[FilingSummary]:
        held = read(name)
        add(store, "second")
        library.refresh()  # another thread's question
        return held

    monkeypatch.setattr(store, "filings", slowly)
    early = library.company(company)
    monkeypatch.undo()
    late = library.company(company)
    assert early
    assert late
    assert (len(early.filings), len(late.filings)) == (1, 2)


def test_threads_may_share_a_library(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    held = [add(store, f"{number}").id for number in range(4)]
    library = Library(store)
    library.refresh()
    monkeypatch.setattr(module, "_CACHED_VIEWS", 2)
    with ThreadPoolExecutor(8) as pool:
        views = list(pool.map(library.filing, held * 50))
    assert [view and view.ids for view in views] == [(each,) for each in held] * 50
    assert len(library._views) == 2
