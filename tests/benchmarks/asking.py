"""What the scored questions cost, each asked once, as multiples of an endpoint that does nothing.

`python -m tests.benchmarks.asking` reads the filings of ../shared into a store, asks every question of ../shared/gold in
a fresh application, so that the first question of a filing finds nothing prepared, and prints the median and the 99th
percentile: of processor time within this process, by Flask's test client, and of the time that a client waits on the
loopback, both endpoints served as `qa serve` serves, each by a process of its own. Then it prints the dearest questions,
and the functions in which the time goes. `--generated 50000` asks all of it again with so many generated filings beside,
`--store FILE` keeps the store for the next run. Where ../shared is not at hand, it says so and asks a few questions of
the samples.
"""

import argparse
import cProfile
import hashlib
import json
import pstats
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask
from rich.console import Console
from rich.table import Table

from qa import samples
from qa.ingest import bulk, executor
from qa.settings import Settings
from qa.store import Store
from qa.web.app import create_app
from tests.benchmarks import loopback
from tests.benchmarks.library import LIMIT, filings

SHARED = Path(__file__).parents[3] / "shared"
MEDIAN_LIMIT, TAIL_LIMIT = 10, 40  # times an empty endpoint
QUESTIONS = (
    "What was revenue?",
    "What was net income a year ago?",
    "What was the gross margin?",
    "How did research and development change from last year?",
    "Why did revenue change?",
    "Was the net loss larger than a year ago?",
)
_FUNCTIONS, _DEAREST = 25, 8  # as many of each are printed


@dataclass(frozen=True, slots=True)
class Case:
    """Questions that are asked one after the other in one conversation, of one filing or of all."""

    turns: tuple[str, ...]
    filing: Path | None


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds that a question took."""

    seconds: float
    question: str


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--store", type=Path, help="an SQLite file, filled where it is new")
    parser.add_argument("--generated", type=int, default=0, help="ask again with so many generated filings beside")
    options = parser.parse_args()
    console = Console(width=130)
    if not SHARED.is_dir():
        console.print("../shared is not here: a few questions are asked of the samples instead")
    with tempfile.TemporaryDirectory() as name:
        file = options.store or Path(name) / "store.sqlite"
        if not file.exists():
            fill(file)
        nothing, costs = measured(file)
        console.print(limits("Processor time in process, by Flask's test client", nothing, costs))
        console.print(limits("Waited over HTTP on the loopback, by one kept connection", *waited(file)))
        console.print(dearest(nothing, costs))
        console.print(functions(file))
        if options.generated:
            many = Path(name) / "many.sqlite"
            shutil.copy(file, many)
            add_generated(many, options.generated)
            console.print(against(costs, measured(many)[1], options.generated))


def cases() -> list[Case]:
    """Return the scored questions, or a few of the samples where there are none."""
    if not SHARED.is_dir():
        return [Case((question,), path) for path in samples.files() for question in QUESTIONS]
    lines = (
        line for path in sorted((SHARED / "gold").glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
    )
    return [
        Case(
            (*case.get("before", []), case["question"]),
            SHARED / "filings" / case["filing"] if "filing" in case else None,
        )
        for case in map(json.loads, lines)
    ]


def fill(file: Path) -> None:
    """Read the filings into a store."""
    folder = SHARED / "filings"
    held = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.parent != folder)
    store = Store(f"sqlite:///{file}")
    with executor(1) as reader:
        for _ in bulk(store, held if SHARED.is_dir() else samples.files(), reader):
            pass
    store.close()


def add_generated(file: Path, count: int) -> None:
    """Add generated filings to a store."""
    store = Store(f"sqlite:///{file}")
    for filing, extraction, sha256, hints in filings(count):
        store.add(filing, extraction, sha256, hints)
    store.close()


def measured(file: Path) -> tuple[float, list[Cost]]:
    """Return what the empty endpoint, asked as often in a row, and each question take of this process's time."""
    costs = list(_asked(_posting(_application(file)), time.process_time))
    return _of_nothing(_posting(loopback.empty_endpoint()), costs, time.process_time), costs


def waited(file: Path) -> tuple[float, list[Cost]]:
    """Return what a client on the loopback waits for both."""
    with loopback.application(file) as post:
        costs = list(_asked(post, time.perf_counter))
    with loopback.nothing() as post:
        return _of_nothing(post, costs, time.perf_counter), costs


def _of_nothing(post: loopback.Post, costs: list[Cost], clock: Callable[[], float]) -> float:
    """The median seconds of an endpoint that does nothing."""
    taken = []
    for cost in costs:
        started = clock()
        post({"question": cost.question})
        taken.append(clock() - started)
    return statistics.median(taken)


def _application(file: Path) -> Flask:
    return create_app(Settings(database_url=f"sqlite:///{file}", samples=False))


def _posting(application: Flask) -> loopback.Post:
    client = application.test_client()

    def post(body: dict[str, Any]) -> bytes:
        reply = client.post("/api/v1/ask", json=body)
        assert reply.status_code == 200, reply.text
        return reply.data

    return post


def _asked(post: loopback.Post, clock: Callable[[], float]) -> Iterator[Cost]:
    """Ask every question once."""
    for case in cases():
        asked = {"filing": _id(case.filing)} if case.filing else {}
        for turn in case.turns:
            started = clock()
            reply = post({"question": turn, **asked})
            seconds = clock() - started
            asked["conversation"] = json.loads(reply)["conversation"]
            yield Cost(seconds, turn)


@cache
def _id(filing: Path) -> str:
    return hashlib.sha256(filing.read_bytes()).hexdigest()[:16]


def percentile(costs: Iterable[Cost], share: float) -> float:
    """Return the seconds that a share of the questions take at most."""
    ordered = sorted(cost.seconds for cost in costs)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def limits(title: str, nothing: float, costs: list[Cost]) -> Table:
    """Return the median and the 99th percentile against the empty endpoint."""
    table = Table(f"{len(costs)} questions, each once", "Takes", "Empty endpoint", "Times", "At most", title=title)
    for name, share, limit in (("median", 0.5, MEDIAN_LIMIT), ("99th percentile", 0.99, TAIL_LIMIT)):
        seconds = percentile(costs, share)
        table.add_row(name, ms(seconds), ms(nothing), f"{seconds / nothing:.1f}", str(limit))
    return table


def dearest(nothing: float, costs: list[Cost]) -> Table:
    """Return the questions that cost most."""
    table = Table("Dearest", "Takes", "Times")
    for cost in sorted(costs, key=lambda cost: -cost.seconds)[:_DEAREST]:
        table.add_row(cost.question, ms(cost.seconds), f"{cost.seconds / nothing:.0f}")
    return table


def functions(file: Path) -> Table:
    """Return the functions in which asking everything again spends most of its time, what they call included."""
    post, profile = _posting(_application(file)), cProfile.Profile()
    profile.enable()
    count = sum(1 for _ in _asked(post, time.process_time))
    profile.disable()
    table = Table("Function, with what it calls", "Calls a question", "Takes a question")
    stats = pstats.Stats(profile).get_stats_profile().func_profiles
    own = [(name, each) for name, each in stats.items() if "/qa/" in each.file_name]
    for name, each in sorted(own, key=lambda pair: -pair[1].cumtime)[:_FUNCTIONS]:
        place = each.file_name.rpartition("/qa/")[2]
        calls = float(str(each.ncalls).partition("/")[0]) / count
        table.add_row(f"{place} {name}", f"{calls:.1f}", ms(each.cumtime / count))
    return table


def against(few: list[Cost], many: list[Cost], count: int) -> Table:
    """Return what the questions cost with many filings beside, against what they cost without."""
    table = Table(f"With {count:,} filings more", "Takes", "Without", "Times", "At most")
    for name, share in (("median", 0.5), ("99th percentile", 0.99)):
        one, other = percentile(many, share), percentile(few, share)
        table.add_row(name, ms(one), ms(other), f"{one / other:.2f}", str(LIMIT))
    return table


def ms(seconds: float) -> str:
    """Return seconds as milliseconds for people."""
    return f"{1000 * seconds:.2f} ms"


if __name__ == "__main__":
    main()
