"""The seed questions, scored in this process as they are scored from outside."""

import collections
import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from qa import shapes
from qa.ingest import ingest
from qa.questions import Answerer, Scope
from qa.store import Hints, Store

SHARED = Path(__file__).parents[3] / "shared"
LEAST_CORRECT, MOST_WRONG = 59, 2  # of 65


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="no ../shared/gold with questions and answers here")
def test_the_seed_questions(tmp_path: Path) -> None:
    judge = evaluation().judge
    cases = [json.loads(line) for line in (SHARED / "gold" / "seed.jsonl").read_text(encoding="utf-8").splitlines()]
    store = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    answerer = Answerer(store)
    tally: collections.Counter[str] = collections.Counter()
    failures = []
    for case in cases:
        path = SHARED / "filings" / case["filing"]
        filing = ingest(store, path.read_bytes(), path.name, "", Hints()).filing.id
        verdict, why, said = judged(judge, answerer, filing, case)
        tally[verdict] += 1
        if verdict != "correct":
            failures.append(f"{verdict}: {case['question']!r}: {why}: {said}")
    store.close()
    assert tally["invented"] == 0, failures
    assert tally["wrong"] <= MOST_WRONG, failures
    assert tally["correct"] >= LEAST_CORRECT, failures


def judged(judge: Any, answerer: Answerer, filing: str, case: dict[str, Any]) -> tuple[str, str, str]:
    """Ask a case of a filing, the turns before it first, and return the verdict, why, and what was said."""
    conversation = ""
    for turn in [*case.get("before", []), case["question"]]:
        reply = answerer.answer(turn, Scope(filing=filing, conversation=conversation))
        conversation = reply.conversation
    verdict, why = judge(case["expect"], shapes.reply(reply), case["kind"])
    return verdict, why, reply.text


def evaluation() -> Any:
    """Return the evaluation that stands beside the filings, as a module."""
    spec = importlib.util.spec_from_file_location("evaluate", SHARED / "evaluate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
