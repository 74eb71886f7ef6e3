"""Several figures asked for at once: the reply gives all of them, each of the part that is meant, or none."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qa.ingest import ingest
from qa.questions import Answerer, Scope
from qa.store import Hints, Store

_SPEC = tomllib.loads((Path(__file__).parents[1] / "specs" / "lists.toml").read_text("utf-8"))
_ASKED = [(case, question) for case in _SPEC["case"] for question in case["asked"]]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Answerer, Scope]]:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('lists') / 'store.sqlite'}")
    filing = ingest(store, _SPEC["text"].strip().encode(), "release.txt", "text/plain", Hints()).filing
    yield Answerer(store), Scope(filing=filing.id)
    store.close()


@pytest.mark.parametrize(("case", "question"), _ASKED, ids=[question[:90] for _, question in _ASKED])
def test_all_are_told_or_none(release: tuple[Answerer, Scope], case: dict[str, Any], question: str) -> None:
    answerer, scope = release
    reply = answerer.answer(question, scope)
    wanted = case.get("says", [])
    assert (reply.status == "answered") == bool(wanted), reply.text
    assert all(said in reply.text for said in wanted), reply.text
