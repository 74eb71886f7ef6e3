"""What looks most like the figure that is asked for is not given for it."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qa.ingest import ingest
from qa.questions import Answerer, Scope
from qa.store import Hints, Store

_SPEC = tomllib.loads((Path(__file__).parents[1] / "specs" / "look_alikes.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('alike') / 'store.sqlite'}")
    ingest(store, _SPEC["text"].strip().encode(), "tarnholm.txt", "text/plain", Hints())
    yield Answerer(store)
    store.close()


@pytest.mark.parametrize("case", [pytest.param(case, id=case["question"][:90]) for case in _SPEC["questions"]])
def test_no_look_alike_is_given(answerer: Answerer, case: dict[str, Any]) -> None:
    before = answerer.answer(case["before"]).conversation if "before" in case else ""
    reply = answerer.answer(case["question"], Scope(conversation=before))
    if "says" not in case:
        assert reply.status != "answered", reply.text
        return
    assert all(said in reply.text for said in case["says"]), reply.text
