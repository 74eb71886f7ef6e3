"""One store for the whole run with the sample releases in it; the tests of questions only read it."""

from collections.abc import Iterator

import pytest

from qa.ingest import ingest
from qa.questions import Answerer
from qa.samples import files
from qa.store import Hints, Store
from tests.questions.library import Library


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The sample releases, and who answers from them."""
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('questions') / 'store.sqlite'}")
    ids = {path.name: ingest(store, path.read_bytes(), path.name, "", Hints()).filing.id for path in files()}
    answerer = Answerer(store)
    answerer.answer("What was revenue?")  # loads what the first question of a process loads
    yield Library(store, answerer, ids)
    store.close()
