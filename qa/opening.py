"""Opens the library that the settings name, with the sample filings in it where it is empty."""

import logging

from qa import samples
from qa.ingest import ingest
from qa.settings import Settings
from qa.store import Hints, Store

log = logging.getLogger(__name__)


def open_library(settings: Settings) -> Store:
    """Return the settings' store to ask questions of: sample filings are loaded where it is empty.

    Raises:
        ValueError: the settings name no database that can be used.
    """
    store = Store(settings.database_url)
    if settings.samples and not store.filings():
        for path in samples.files():
            ingest(store, path.read_bytes(), path.name, "", Hints())
        log.info("the store was empty: sample filings loaded (QA_SAMPLES=off leaves them out)")
    return store
