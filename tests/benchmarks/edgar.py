"""Reading a release whole, into stored facts, against edgartools reading its tables alone: in one run.

`python -m tests.benchmarks.edgar RELEASE` needs the dependency group "bench" (pip install --group bench).
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

from qa.ingest import ingest
from qa.store import Hints, Store

RELEASE = Path(__file__).parents[3] / "shared" / "filings" / "buckle-inc" / "2024-11-02.html"
TIMES = 31


def main() -> None:
    """Measure and print; say what is missing where it cannot be measured."""
    release = Path(sys.argv[1]) if len(sys.argv) > 1 else RELEASE
    if not release.exists():
        print(f"not measured: {release} is not here; give an HTML release")
        return
    try:
        theirs = edgartools(release)
    except ModuleNotFoundError:
        print("not measured: edgartools is not installed; pip install --group bench")
        return
    ours_took, theirs_took = measured(release, theirs)
    kilobytes = release.stat().st_size // 1024
    print(f"{release.name}, {kilobytes} KB: into stored facts {1000 * ours_took:.1f} ms of processor time,")
    print(f"edgartools' EarningsRelease for its tables {1000 * theirs_took:.1f} ms")


def edgartools(release: Path) -> Callable[[], object]:
    """Return what reads a release's tables with edgartools, its bytes given as its attachment has them.

    Raises:
        ModuleNotFoundError: it is not installed.
    """
    from edgar.earnings import EarningsRelease

    attachment = SimpleNamespace(content=release.read_text(encoding="utf-8"), document=release.name)
    return lambda: EarningsRelease(attachment).financial_tables


def measured(release: Path, theirs: Callable[[], object]) -> tuple[float, float]:
    """Return the median seconds that this thread works at a release, and that theirs do, in turns."""
    data = release.read_bytes()
    ours_took, theirs_took = [], []
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/store.sqlite")
        for turn in range(TIMES + 1):
            started = time.thread_time()
            held = ingest(store, data, release.name, "text/html", Hints())
            between = time.thread_time()
            theirs()
            ended = time.thread_time()
            store.delete(held.filing.id)
            if turn:  # the first loads what either needs
                ours_took.append(between - started)
                theirs_took.append(ended - between)
        store.close()
    return statistics.median(ours_took), statistics.median(theirs_took)


if __name__ == "__main__":
    main()
