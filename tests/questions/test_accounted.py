"""Figures whose words account for a question: those of sentences, of rows that say all or nearly all of it; and what must not be answered."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qa.ingest import ingest
from qa.questions import Answerer, Scope
from qa.store import Hints, Store

_SPECS = {
    name: tomllib.loads((Path(__file__).parents[1] / "specs" / f"{name}.toml").read_text(encoding="utf-8"))
    for name in ("stated", "nearly", "labelled")
}
_CASES = [(name, case) for name, spec in _SPECS.items() for case in spec["questions"]]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Answerer, dict[str, str]]]:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('accounted') / 'store.sqlite'}")
    filings = {
        name: ingest(store, spec["text"].encode(), f"{name}.{spec['form']}", "", Hints()).filing.id
        for name, spec in _SPECS.items()
    }
    yield Answerer(store), filings
    store.close()


@pytest.mark.parametrize(("name", "case"), _CASES, ids=[case["question"] for _, case in _CASES])
def test_a_figure_whose_words_account_for_the_question(
    asked: tuple[Answerer, dict[str, str]], name: str, case: dict[str, Any]
) -> None:
    answerer, filings = asked
    reply = answerer.answer(case["question"], Scope(filing=filings[name]))
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
