"""Questions with answers on whole releases of companies that do not exist, by sector, scored as from outside.

The releases are those of `tests/data/releases`; what is held out is only counted, by `python -m tests.measure.questions`.
"""

import collections
import json
from pathlib import Path

import pytest

from qa.ingest import ingest
from qa.questions import Answerer
from qa.store import Hints, Store
from tests.questions.test_gold import SHARED, evaluation, judged

DATA = Path(__file__).parents[1] / "data"
# Of a sector's questions what is reached, so that none is lost again.
LEAST_CORRECT = {
    "consumer": 0.82,
    "energy": 0.81,
    "finance": 0.74,
    "health": 0.71,
    "industry": 0.76,
    "media": 0.69,
    "property": 0.62,
    "services": 0.56,
    "tech": 0.92,
    "travel": 0.81,
}
MOST_WRONG = 2
CASES = [json.loads(line) for line in (DATA / "releases.jsonl").read_text("utf-8").splitlines()]
SECTORS = sorted({case["filing"].partition("/")[0] for case in CASES})


@pytest.mark.skipif(not SHARED.is_dir(), reason="no ../shared with the evaluation here")
@pytest.mark.parametrize("sector", SECTORS)
def test_a_sectors_releases(sector: str, tmp_path: Path) -> None:
    judge, tally, failures = evaluation().judge, collections.Counter[str](), []
    cases = [case for case in CASES if case["filing"].startswith(f"{sector}/")]
    store = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    answerer = Answerer(store)
    for case in cases:
        path = DATA / "releases" / case["filing"]
        filing = ingest(store, path.read_bytes(), path.name, "", Hints()).filing.id
        verdict, why, said = judged(judge, answerer, filing, case)
        tally[verdict] += 1
        if verdict in ("wrong", "invented"):
            failures.append(f"{verdict}: {case['question']!r}: {why}: {said}")
    store.close()
    assert tally["invented"] == 0, failures
    assert tally["wrong"] <= MOST_WRONG, failures
    assert tally["correct"] >= LEAST_CORRECT[sector] * len(cases), tally
