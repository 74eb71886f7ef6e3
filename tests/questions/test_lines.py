"""Lines asked for in other words than a release's own are found, and what no line holds stays unanswered."""

import json
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from qa.ingest import ingest
from qa.questions import Answerer, Scope
from qa.store import Hints, Store

_SPEC = tomllib.loads((Path(__file__).parents[1] / "specs" / "lines.toml").read_text("utf-8"))
_ASKED = [(case, question) for case in _SPEC["case"] for question in case["asked"]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('lines') / 'store.sqlite'}")
    yield store
    store.close()


@pytest.fixture(scope="module")
def releases(store: Store) -> tuple[Answerer, dict[str, str]]:
    ids: dict[str, str] = {}
    for release in _SPEC["release"]:
        content, company = json.dumps(_parsed(release)).encode(), release["company"]
        ids[company] = ingest(store, content, company, "application/json", Hints()).filing.id
    return Answerer(store), ids


def _parsed(release: dict[str, Any]) -> dict[str, Any]:
    """A release as another program would have parsed it."""
    tables = [
        {
            "type": "table",
            "caption": table["caption"],
            "rows": [[cell.strip() for cell in row.split("|")] for row in table["rows"].strip("\n").splitlines()],
        }
        for table in release["tables"]
    ]
    return {"company": release["company"], "blocks": tables}


@pytest.mark.parametrize(("case", "question"), _ASKED, ids=[question for _, question in _ASKED])
def test_a_line_is_found_by_other_words_and_by_none_of_another(
    releases: tuple[Answerer, dict[str, str]], case: dict[str, Any], question: str
) -> None:
    answerer, ids = releases
    reply = answerer.answer(question, Scope(filing=ids[case["release"]]))
    if "value" not in case:
        assert reply.status != "answered", reply.text
        return
    assert reply.status == "answered", reply.text
    # Where parts are ranked, the first of them.
    answers = reply.answers[:1] if case.get("first") else reply.answers
    assert [answer.fact.value for answer in answers] == [Decimal(case["value"])], reply.text


_ROWS = [
    (release["company"], cells[0].strip())
    for release in _SPEC["release"]
    for table in release["tables"]
    for cells in (row.split("|") for row in table["rows"].strip("\n").splitlines()[1:])
    if len(cells) > 1 and len(cells[0].split()) >= 3
]


@pytest.mark.parametrize(("company", "label"), _ROWS, ids=[f"{company}: {label}" for company, label in _ROWS])
def test_the_words_of_a_row_ask_for_no_other(
    store: Store, releases: tuple[Answerer, dict[str, str]], company: str, label: str
) -> None:
    answerer, ids = releases
    reply = answerer.answer(f"What was {label}?", Scope(filing=ids[company]))
    printed = {fact.value for fact in store.facts(ids[company]) if fact.label == label}
    if printed and reply.status == "answered":
        assert reply.answers[0].fact.value in printed, reply.text
