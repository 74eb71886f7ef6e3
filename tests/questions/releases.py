"""A release of a company that does not exist, as another program would have parsed it, and who answers from it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from qa.ingest import ingest
from qa.questions import Answerer
from qa.store import Hints, Store


@contextmanager
def answering(folder: Path, blocks: Sequence[Mapping[str, Any]]) -> Iterator[Answerer]:
    """Answer from one release of Ostrava Looms, held in a store of a folder."""
    store = Store(f"sqlite:///{folder / 'store.sqlite'}")
    data = json.dumps({"company": "Ostrava Looms Inc.", "blocks": list(blocks)}).encode()
    ingest(store, data, "release.json", "application/json", Hints())
    yield Answerer(store)
    store.close()
