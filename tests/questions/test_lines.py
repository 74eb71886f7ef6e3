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
def releases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Answerer, dict[str, str]]]:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('lines') / 'store.sqlite'}")
    ids: dict[str, str] = {}
    for release in _SPEC["release"]:
        content, company = json.dumps(_parsed(release)).encode(), release["company"]
        ids[company] = ingest(store, content, company, "application/json", Hints()).filing.id
    yield Answerer(store), ids
    store.close()


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
