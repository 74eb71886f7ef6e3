"""Comparisons, asked of releases that do not exist: the outcome comes first, with the figures that bear it out, or nothing."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qa.ingest import ingest
from qa.questions import Answerer, Scope
from qa.store import Hints, Store

_SPECS = [
    tomllib.loads((Path(__file__).parents[1] / "specs" / name).read_text("utf-8"))
    for name in ("comparisons.toml", "ranked.toml")
]
_ASKED = [(case, question) for spec in _SPECS for case in spec["case"] for question in case["asked"]]


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Answerer, dict[str, str]]]:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('comparisons') / 'store.sqlite'}")
    held = {}
    for release in (one for spec in _SPECS for one in spec["release"]):
        taken = ingest(store, release["text"].strip().encode(), f"{release['name']}.txt", "text/plain", Hints())
        held[release["name"]] = taken.filing.id
    yield Answerer(store), held
    store.close()


@pytest.mark.parametrize(("case", "question"), _ASKED, ids=[question[:90] for _, question in _ASKED])
def test_the_outcome_comes_first(
    releases: tuple[Answerer, dict[str, str]], case: dict[str, Any], question: str
) -> None:
    answerer, held = releases
    reply = answerer.answer(question, Scope(filing=held[case["release"]]))
    if not case["begins"]:
        assert reply.status != "answered", reply.text
        return
    assert reply.status == "answered", reply.text
    assert reply.text.lower().startswith(case["begins"].lower()), reply.text
    assert case.get("says", "").lower() in reply.text.lower(), reply.text
