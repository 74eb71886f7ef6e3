"""What reading, asking and starting cost, as multiples of what nothing can do without.

`python -m tests.benchmarks [RELEASE]` reads a sample release, or the one given, and prints a table.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from flask import Flask, jsonify
from lxml import etree
from rich.console import Console
from rich.table import Table

from qa import samples
from qa.ingest import ingest
from qa.reading import read
from qa.settings import Settings
from qa.store import Hints, Store
from qa.web.app import create_app
from tests.benchmarks.asking import QUESTIONS

READING_LIMIT = 10  # times tokenising the release
LAYOUT_LIMIT = 15  # times parsing the page
ASKING_LIMIT = 10  # times an empty endpoint
_PAGE = next(file for file in samples.files() if file.suffix == ".html")
_START = "import time; t = time.perf_counter(); from qa.web.app import create_app; create_app(); print(time.perf_counter() - t)"


def timed(work: Callable[[], object], times: int) -> float:
    """Return the median seconds that a piece of work takes."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def reading(folder: Path, release: Path) -> tuple[float, float]:
    """Return seconds from a release's bytes to stored facts, and to its tokens."""
    data = release.read_bytes()
    text = read(data, release.name).text
    tokenizer = spacy.blank("en")
    store = Store(f"sqlite:///{folder / 'reading.sqlite'}")

    def store_once() -> None:
        store.delete(ingest(store, data, release.name, "", Hints()).filing.id)

    store_once()  # loads the pipeline
    return timed(store_once, 15), timed(lambda: tokenizer.make_doc(text), 15)


def laying_out(page: Path) -> tuple[float, float]:
    """Return seconds from an HTML page's bytes to its text and tables, and to lxml's tree alone."""
    data = page.read_bytes()
    return timed(lambda: read(data, page.name), 30), timed(lambda: etree.fromstring(data, etree.HTMLParser()), 30)


def asking(folder: Path) -> tuple[float, float]:
    """Return seconds that a question takes through the HTTP application, and an empty JSON endpoint."""
    settings = Settings(database_url=f"sqlite:///{folder / 'asking.sqlite'}", samples=True)
    client = create_app(settings).test_client()
    filing = client.get("/api/v1/filings").json["filings"][0]["id"]
    empty = Flask("empty")
    empty.add_url_rule("/", "empty", lambda: jsonify({}), methods=["POST"])
    other = empty.test_client()
    for question in QUESTIONS:
        client.post("/api/v1/ask", json={"question": question, "filing": filing})
    each = [
        timed(lambda asked=question: client.post("/api/v1/ask", json={"question": asked, "filing": filing}), 50)
        for question in QUESTIONS
    ]
    return statistics.median(each), timed(
        lambda: other.post("/", json={"question": QUESTIONS[0], "filing": filing}), 500
    )


def starting(folder: Path) -> float:
    """Return seconds from a fresh Python to an application that answers, its store filled before."""
    environment = os.environ | {"QA_DATABASE_URL": f"sqlite:///{folder / 'asking.sqlite'}"}
    done = subprocess.run([sys.executable, "-c", _START], env=environment, capture_output=True, text=True, check=True)
    return float(done.stdout)


def main() -> None:
    """Measure and print."""
    flattened = samples.files()[0]  # everything on one line: the hardest to read
    release = Path(sys.argv[1]) if len(sys.argv) > 1 else flattened
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stored, tokens = reading(folder, release)
        laid_out, parsed = laying_out(_PAGE)
        asked, nothing = asking(folder)
        started = starting(folder)
    table = Table("What", "Takes", "Against", "Takes", "Times", "At most")
    read_name = f"{release.name} into stored facts"
    table.add_row(
        read_name, ms(stored), "spacy.blank('en') tokens", ms(tokens), times(stored, tokens), str(READING_LIMIT)
    )
    table.add_row(
        f"{_PAGE.name} into text and tables",
        ms(laid_out),
        "lxml's tree",
        ms(parsed),
        times(laid_out, parsed),
        str(LAYOUT_LIMIT),
    )
    table.add_row(
        "one question over HTTP", ms(asked), "an empty endpoint", ms(nothing), times(asked, nothing), str(ASKING_LIMIT)
    )
    table.add_row("start", f"{started:.2f} s", "", "", "", "")
    Console(width=130).print(table)


def ms(seconds: float) -> str:
    """Return seconds as milliseconds for people."""
    return f"{1000 * seconds:.2f} ms"


def times(one: float, other: float) -> str:
    """Return how many times the other fits into one."""
    return f"{one / other:.1f}"


if __name__ == "__main__":
    main()
