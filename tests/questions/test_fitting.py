"""What is found is of the kind that is asked for, and no look-alike of it, or nothing is answered."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qa.ingest import ingest
from qa.questions import Answerer, Scope
from qa.store import Hints, Store

_SPECS = {
    name: tomllib.loads((Path(__file__).parents[1] / "specs" / f"{name}.toml").read_text("utf-8"))
    for name in ("kinds", "look_alikes", "measures")
}
_CASES = [
    pytest.param(name, case, id=case["question"][:90]) for name, spec in _SPECS.items() for case in spec["questions"]
]


@pytest.fixture(scope="module")
def answerers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Answerer]]:
    stores = {name: Store(f"sqlite:///{tmp_path_factory.mktemp(name) / 'store.sqlite'}") for name in _SPECS}
    for name, store in stores.items():
        ingest(store, _SPECS[name]["text"].strip().encode(), f"{name}.txt", "text/plain", Hints())
    yield {name: Answerer(store) for name, store in stores.items()}
    for store in stores.values():
        store.close()


@pytest.mark.parametrize(("name", "case"), _CASES)
def test_no_figure_of_another_kind_is_given(answerers: dict[str, Answerer], name: str, case: dict[str, Any]) -> None:
    answerer = answerers[name]
    before = answerer.answer(case["before"]).conversation if "before" in case else ""
    reply = answerer.answer(case["question"], Scope(conversation=before))
    if "says" not in case:
        assert reply.status != "answered", reply.text
        return
    assert all(said in reply.text for said in case["says"]), reply.text
