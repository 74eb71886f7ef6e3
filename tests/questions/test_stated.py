"""Figures that only a sentence states: answered where the words around them account for the question, else not."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qa.ingest import ingest
from qa.questions import Answerer, Scope
from qa.store import Hints, Store

_SPEC = tomllib.loads((Path(__file__).parents[1] / "specs" / "stated.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Answerer, str]]:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('stated') / 'store.sqlite'}")
    filing = ingest(store, _SPEC["text"].encode(), "release.txt", "text/plain", Hints()).filing.id
    yield Answerer(store), filing
    store.close()


@pytest.mark.parametrize("case", _SPEC["questions"], ids=lambda case: case["question"])
def test_a_figure_that_a_sentence_states(asked: tuple[Answerer, str], case: dict[str, Any]) -> None:
    answerer, filing = asked
    reply = answerer.answer(case["question"], Scope(filing=filing))
    if "value" not in case:
        assert reply.status == "not_found", reply.text
        return
    facts = [answer.fact for answer in reply.answers]
    assert [str(fact.value) for fact in facts] == case["value"], reply.text
    assert {fact.unit for fact in facts} == {case["unit"]}
    assert all(fact.reported in fact.sources[0].quote for fact in facts)
    if "end" in case:
        assert facts[0].period
        assert facts[0].period.end.isoformat() == case["end"]
