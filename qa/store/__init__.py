"""The store: filings, facts, passages and conversations in one database, SQLite or PostgreSQL."""

from qa.store.prepared import Prepared, prepared
from qa.store.records import Filer, FilingSummary, Hints, Passage, Standing, StoredFact, StoredFiling, Unanswered
from qa.store.store import Store

__all__ = [
    "Filer",
    "FilingSummary",
    "Hints",
    "Passage",
    "Prepared",
    "Standing",
    "Store",
    "StoredFact",
    "StoredFiling",
    "Unanswered",
    "prepared",
]
