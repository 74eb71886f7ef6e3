"""Opens the store that the settings name, with the sample filings in it where it is empty."""

import logging
from pathlib import Path

from sqlalchemy.engine import make_url

from qa import samples
from qa.ingest import ingest
from qa.settings import Settings
from qa.store import Hints, Store

log = logging.getLogger(__name__)


def open_store(settings: Settings) -> Store:
    """Return the settings' store, an SQLite file's folder made where it lacks."""
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    return Store(settings.database_url)


def open_library(settings: Settings) -> Store:
    """Return the settings' store to ask questions of: sample filings are loaded where it is empty."""
    store = open_store(settings)
    if settings.samples and not store.filings():
        for path in samples.files():
            ingest(store, path.read_bytes(), path.name, "", Hints())
        log.info("the store was empty: sample filings loaded (QA_SAMPLES=off leaves them out)")
    return store
