"""Ask the scored questions, their rewordings and those of other companies in this process: python -m tests.measure.questions.

Scored as from outside, by the evaluation that stands beside the filings; nothing is printed where they are not at hand.
The others are real releases, of which no scored question asks by itself, and those of companies that do not exist, of
`tests/data/releases`.
Of what is held out no question is ever printed: it measures what nobody has looked at.
"""

import argparse
import collections
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from qa import shapes
from qa.ingest import ingest
from qa.questions import Answerer, Scope
from qa.store import Hints, Store
from tests.questions.test_gold import SHARED, evaluation

DATA = Path(__file__).parents[1] / "data"
WORDINGS = {"reworded": DATA / "rewordings.jsonl", "reworded, held out": DATA / "held_out.jsonl"}
OTHERS = {"others": DATA / "others.jsonl", "others, held out": DATA / "others_held_out.jsonl"}
# Of companies that do not exist: the releases themselves are in the folder beside.
RELEASES = {"releases": DATA / "releases.jsonl", "releases, held out": DATA / "releases_held_out.jsonl"}

Asked = tuple[dict[str, Any], str, str, dict[str, Any]]  # a case, how it is worded, the question, the reply


def main() -> None:
    """Print how the questions as scored, as reworded and of other companies fare, by kind."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--show", choices=["wrong", "missed", "invented"], help="print the questions judged so")
    options = parser.parse_args()
    judge, tally = (
        evaluation().judge,
        collections.defaultdict[tuple[str, str], collections.Counter[str]](collections.Counter),
    )
    for case, wording, question, reply in _asked():
        verdict, why = judge(case["expect"], reply, case["kind"])
        tally[wording, case["kind"]][verdict] += 1
        tally[wording, "all"][verdict] += 1
        if verdict == options.show and not wording.endswith("held out"):
            print(f"{case['id']}: {question!r}: {why}")
    for (wording, kind), counts in sorted(tally.items()):
        print(
            f"{wording:20}{kind:14}{counts['correct'] / counts.total():7.1%} of {counts.total():4}, wrong {counts['wrong']}"
        )


def _asked() -> Iterator[Asked]:
    """Yield each scored case with how it is worded, the question asked and the reply as HTTP gives it."""
    scored = [("scored", path) for path in sorted((SHARED / "gold").glob("*.jsonl"))]
    if scored:
        yield from _asked_of(SHARED / "filings", [*scored, *OTHERS.items()], WORDINGS)
        yield from _asked_of(DATA / "releases", RELEASES.items(), {})


def _asked_of(folder: Path, sources: Iterable[tuple[str, Path]], wordings: Mapping[str, Path]) -> Iterator[Asked]:
    """Yield the same of the questions on a folder's filings, which are alone in a store."""
    cases = [(name, json.loads(line)) for name, path in sources for line in path.read_text("utf-8").splitlines()]
    reworded = {wording: _reworded(path) for wording, path in wordings.items()}
    with tempfile.TemporaryDirectory() as place:
        store = Store(f"sqlite:///{place}/store.sqlite")
        held = {name: _ingested(store, folder / name) for _, case in cases for name in _filings(case)}
        answerer = Answerer(store)
        for source, case in cases:
            scope = Scope(filing=held[case["filing"]]) if "filing" in case else Scope()
            turns = case.get("before", [])
            asked = (case["question"], *turns)
            # Wordings may name the company, so they are asked of the first filing with the question only.
            new = [(wording, one) for wording, others in reworded.items() for one in others.pop(asked, [])]
            for wording, question in [(source, case["question"]), *new]:
                yield case, wording, question, _reply(answerer, [*turns, question], scope)
        store.close()


def _reworded(path: Path) -> dict[tuple[str, ...], list[str]]:
    """A file's wordings by the scored question and the turns before it."""
    lines = map(json.loads, path.read_text("utf-8").splitlines())
    return {(one["question"], *one.get("before", [])): one["reworded"] for one in lines}


def _filings(case: dict[str, Any]) -> list[str]:
    return [case["filing"]] if "filing" in case else list(case["filings"])


def _ingested(store: Store, path: Path) -> str:
    return ingest(store, path.read_bytes(), path.name, "", Hints()).filing.id


def _reply(answerer: Answerer, turns: list[str], scope: Scope) -> dict[str, Any]:
    conversation = ""
    for turn in turns:
        reply = answerer.answer(turn, Scope(filing=scope.filing, conversation=conversation))
        conversation = reply.conversation
    return shapes.reply(reply)


if __name__ == "__main__":
    main()
