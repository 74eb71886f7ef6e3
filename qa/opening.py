"""Opens the library that the settings name, with the sample filings in it where it is empty."""

import logging

from sqlalchemy.exc import SQLAlchemyError

from qa import samples
from qa.ingest import ingest
from qa.settings import Settings
from qa.store import Hints, Store

log = logging.getLogger(__name__)


class Unusable(Exception):  # noqa: N818 - reads as what the store is
    """The settings' store cannot be used; the message says why, for people."""


def open_store(settings: Settings) -> Store:
    """Return the settings' store.

    Raises:
        Unusable: the settings name no database, or one that does not answer.
    """
    try:
        return Store(settings.database_url)
    except (ValueError, SQLAlchemyError) as error:
        said = str(getattr(error, "orig", error)).strip()
        raise Unusable(f"The store cannot be used: {said} (QA_DATABASE_URL names it)") from error


def open_library(settings: Settings) -> Store:
    """Return the settings' store to ask questions of: sample filings are loaded where it is empty.

    Raises:
        Unusable: as for `open_store`.
    """
    store = open_store(settings)
    if settings.samples and not store.filings():
        for path in samples.files():
            ingest(store, path.read_bytes(), path.name, "", Hints())
        log.info("the store was empty: sample filings loaded (QA_SAMPLES=off leaves them out)")
    return store
