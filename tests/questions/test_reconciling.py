"""Questions for what leads from one measure to another: tests/specs/reconciling.jsonl, of a release with three reconciliations."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from qa.ingest import ingest
from qa.questions import Answerer, Scope
from qa.store import Hints, Store
from tests.language.specs import specs

CASES = specs("reconciling")
RELEASE = {
    "company": "Harbor Mills, Inc.",
    "title": "Harbor Mills Reports First Quarter 2031 Results",
    "blocks": [
        {"type": "paragraph", "text": "Harbor Mills Reports Results for its First Quarter Ended March 31, 2031"},
        {
            "type": "table",
            "caption": "Reconciliation of GAAP to non-GAAP results (in thousands, except per share data)",
            "rows": [
                ["", "Three months ended March 31, 2031", "Three months ended March 31, 2030"],
                ["GAAP operating income", "$ 4,120", "$ 3,300"],
                ["Stock-based compensation", "310", "280"],
                ["Mill closing", "95", "—"],
                ["Non-GAAP operating income", "$ 4,525", "$ 3,580"],
                ["GAAP net loss per diluted share", "$ (0.09)", "$ (0.04)"],
                ["Stock-based compensation", "0.06", "0.05"],
                ["Income tax effects", "(0.01)", "(0.01)"],
                ["Non-GAAP net loss per diluted share", "$ (0.04)", "$ 0.00"],
            ],
        },
        {
            "type": "table",
            "caption": "Reconciliation of net loss to adjusted EBITDA (in thousands)",
            "rows": [
                ["", "Three months ended March 31, 2031", "Three months ended March 31, 2030"],
                ["Net loss", "$ (900)", "$ (400)"],
                ["Interest expense", "55", "50"],
                ["Depreciation and amortization", "700", "690"],
                ["EBITDA", "(145)", "340"],
                ["Severance", "40", "10"],
                ["Legal settlement", "25", "5"],
                ["Adjusted EBITDA", "$ (80)", "$ 355"],
            ],
        },
        {
            "type": "table",
            "caption": "Segment results (in thousands)",
            "rows": [
                ["", "Three months ended March 31, 2031", "Three months ended March 31, 2030"],
                ["Ropes Segment:", "", ""],
                ["Net revenues", "$ 250", "$ 282"],
                ["Operating loss", "(26)", "(30)"],
                ["Sails Segment:", "", ""],
                ["Net revenues", "$ 428", "$ 357"],
                ["Operating income", "71", "13"],
            ],
        },
        {
            "type": "table",
            "caption": "Free cash flow (in thousands)",
            "rows": [
                ["", "Three months ended March 31, 2031", "Three months ended March 31, 2030"],
                ["Net cash provided by operating activities", "$ 2,400", "$ 2,100"],
                ["Less: Purchases of property and equipment", "(610)", "(480)"],
                ["Free cash flow", "$ 1,790", "$ 1,620"],
            ],
        },
    ],
}


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Answerer, Scope]]:
    """Who answers from the release, and where to look."""
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('reconciling') / 'store.sqlite'}")
    held = ingest(store, json.dumps(RELEASE).encode(), "harbor", "application/json", Hints())
    yield Answerer(store), Scope(filing=held.filing.id)
    store.close()


@pytest.mark.parametrize("case", [pytest.param(case, id=case["question"]) for case in CASES])
def test_what_leads_from_one_measure_to_another(asked: tuple[Answerer, Scope], case: dict[str, Any]) -> None:
    answerer, scope = asked
    reply = answerer.answer(case["question"], scope)
    given = [f"{answer.fact.value} {answer.fact.unit}" for answer in reply.answers] or None
    assert given == case["values"], reply.text
    for words in case.get("text", []):
        assert words in reply.text, reply.text
