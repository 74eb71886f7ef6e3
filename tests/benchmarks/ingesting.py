"""How much faster two processes read many releases than one, and what memory one takes: in one run.

`python -m tests.benchmarks.ingesting [FOLDER]` reads the releases of a folder, or copies of the samples.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from qa import samples
from qa.ingest import bulk, executor
from qa.store import Store

AT_LEAST = 1.7  # times the throughput of one process
MEGABYTES = 400  # at most, in one process
_COPIES = 24


def main() -> None:
    """Measure one process, then two, each in a fresh Python, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, help="releases to read; by default copies of the samples")
    parser.add_argument("--processes", type=int, help="measure so many in this Python, and print JSON")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or copies(Path(scratch))
        if options.processes:
            print(json.dumps(measured(folder, Path(scratch), options.processes)))
            return
        one, two = (_apart(folder, processes) for processes in (1, 2))
    print(
        f"one process: {one['files']} files in {one['seconds']:.1f} s, at most {one['megabytes']} MB (limit {MEGABYTES})"
    )
    print(f"two processes: {two['files']} files in {two['seconds']:.1f} s")
    print(f"two read {one['seconds'] / two['seconds']:.2f} times as fast as one (at least {AT_LEAST})")


def copies(folder: Path) -> Path:
    """Write each sample many times, each copy of other bytes."""
    for path in samples.files():
        for number in range(_COPIES):
            name = f"{path.stem}-{number}{path.suffix}"
            (folder / name).write_bytes(path.read_bytes() + b"\n" * (number + 1))
    return folder


def measured(folder: Path, scratch: Path, processes: int) -> dict[str, float]:
    """Return how many files were read, in how many seconds, and the most memory that a process took."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".tsv"]
    store = Store(f"sqlite:///{scratch / 'store.sqlite'}")
    with executor(processes) as readers:
        started = time.perf_counter()
        read = sum(each.done is not None for each in bulk(store, files, readers))
        seconds = time.perf_counter() - started
    store.close()
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"files": read, "seconds": seconds, "megabytes": most // 1024}


def _apart(folder: Path, processes: int) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.ingesting", str(folder), "--processes", str(processes)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
