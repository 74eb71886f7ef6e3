"""Rows that say nearly all of what is asked: answered where what is left over carries nothing, else not."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qa.ingest import ingest
from qa.questions import Answerer, Scope
from qa.store import Hints, Store

_SPEC = tomllib.loads((Path(__file__).parents[1] / "specs" / "nearly.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Answerer, str]]:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('nearly') / 'store.sqlite'}")
    filing = ingest(store, _SPEC["text"].encode(), "release.html", "text/html", Hints()).filing.id
    yield Answerer(store), filing
    store.close()


@pytest.mark.parametrize("case", _SPEC["questions"], ids=lambda case: case["question"])
def test_a_row_that_says_nearly_all(asked: tuple[Answerer, str], case: dict[str, Any]) -> None:
    answerer, filing = asked
    reply = answerer.answer(case["question"], Scope(filing=filing))
    if "value" not in case:
        assert reply.status == "not_found", reply.text
        return
    facts = [answer.fact for answer in reply.answers]
    assert [str(fact.value) for fact in facts] == case["value"], reply.text
    assert {fact.unit for fact in facts} == {case["unit"]}
