"""From bytes to the store: one filing, and many in any executor."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

import qa.ingest
from qa.facts.extract import extract
from qa.facts.extraction import Extraction
from qa.filing import Filing
from qa.ingest import bulk, ingest
from qa.reading import Unreadable
from qa.store import Hints, Store

_RELEASE = """Tallow & Reed Inc. Reports Second Quarter Results

BERGEN, August 4, 2031 -- Tallow & Reed Inc. (Nasdaq: TLRD) today announced results for its second
quarter ended June 30, 2031.

Revenue for the second quarter was $41.5 million, compared to $38.2 million for the same period last year.
Net loss was $3.2 million, because shipping prices rose in Norway.
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    store = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    yield store
    store.close()


def _write(folder: Path, number: int) -> list[Path]:
    """Write so many releases, each of other bytes."""
    paths = [folder / f"release-{each}.txt" for each in range(number)]
    for each, path in enumerate(paths):
        path.write_text(_RELEASE.replace("41.5", f"{each + 40}.5"), encoding="utf-8")
    return paths


def test_a_filing_is_read_into_the_store(store: Store) -> None:
    done = ingest(store, _RELEASE.encode(), "tallow.txt", "text/plain", Hints(form="8-K"))
    assert done.created
    assert (done.filing.name, done.filing.company, done.filing.ticker) == ("tallow.txt", "Tallow & Reed Inc.", "TLRD")
    assert (done.filing.form, done.filing.filed) == ("8-K", date(2031, 8, 4))
    assert done.filing.facts > 0
    held = store.filing(done.filing.id)
    assert held
    for fact in store.facts(done.filing.id):
        assert fact.sources
        for source in fact.sources:
            assert held.text[source.start : source.end] == source.quote
    assert store.passages(["shipping"], [done.filing.id], 1)


def test_bytes_that_are_held_are_not_read_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first = ingest(store, _RELEASE.encode(), "tallow.txt", "", Hints())
    monkeypatch.delattr(qa.ingest, "read")
    again = ingest(store, _RELEASE.encode(), "other.txt", "", Hints())
    assert (again.filing, again.created) == (first.filing, False)


def test_what_holds_no_text_is_refused(store: Store) -> None:
    with pytest.raises(Unreadable):
        ingest(store, bytes(range(256)) * 20, "noise", "", Hints())
    assert store.filings() == []


@pytest.mark.parametrize("processes", [False, True])
def test_many_files_are_read_in_an_executor(store: Store, tmp_path: Path, processes: bool) -> None:
    paths = _write(tmp_path, 3)
    spawn = multiprocessing.get_context("spawn")  # as where there is no fork
    executor: Executor = ProcessPoolExecutor(1, mp_context=spawn) if processes else ThreadPoolExecutor(2)
    with executor:
        progress = list(bulk(store, paths, executor))
    assert [each.path for each in progress] == paths
    assert all(each.done and each.done.created and each.seconds > 0 for each in progress)
    assert len(store.filings()) == 3


def test_one_bad_file_does_not_stop_the_others(store: Store, tmp_path: Path) -> None:
    good, other = _write(tmp_path, 2)
    noise = tmp_path / "noise.bin"
    noise.write_bytes(bytes(range(256)) * 20)
    with ThreadPoolExecutor(2) as executor:
        progress = list(bulk(store, [good, noise, tmp_path / "gone.txt", other], executor))
    assert [bool(each.done) for each in progress] == [True, False, False, True]
    assert "binary" in progress[1].problem
    assert "No such file" in progress[2].problem


def test_a_defect_is_reported_and_does_not_stop_the_others(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    paths = _write(tmp_path, 3)

    def failing(filing: Filing) -> Extraction:
        if filing.name == paths[1].name:
            raise KeyError("oops")
        return extract(filing)

    monkeypatch.setattr(qa.ingest, "extract", failing)
    with ThreadPoolExecutor(1) as executor:
        progress = list(bulk(store, paths, executor))
    assert [bool(each.done) for each in progress] == [True, False, True]
    assert "oops" in progress[1].problem
    assert "release-1.txt could not be read" in caplog.text


def test_a_run_that_was_stopped_goes_on(store: Store, tmp_path: Path) -> None:
    paths = _write(tmp_path, 20)
    with ThreadPoolExecutor(2) as executor:
        first = next(bulk(store, paths, executor))
        assert first.done
        again = list(bulk(store, paths, executor))
    created = [each.done.created for each in again if each.done]
    assert created == [False] + [True] * 19
    assert again[0].seconds == 0
    assert len(store.filings()) == 20


def test_ctrl_c_stops_between_files_and_the_same_command_goes_on(tmp_path: Path) -> None:
    _write(tmp_path, 200)
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    command = [sys.executable, "-c", "from qa.cli import app; app()", "ingest", "--processes", "2", str(tmp_path)]
    environment = os.environ | {"QA_DATABASE_URL": url}
    running = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True)
    store = Store(url)
    try:
        while running.poll() is None and len(store.filings()) < 5:
            time.sleep(0.01)
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to all of them
        said, _ = running.communicate(timeout=60)
        held = len(store.filings())
        assert running.returncode == 130
        assert f"{held} read, {held} of them new" in said
        assert f"Stopped before the other {200 - held}" in said
        assert 5 <= held < 200
        again = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
        assert again.returncode == 0, again.stderr
        assert f"200 read, {200 - held} of them new" in again.stdout
        assert len(store.filings()) == 200
    finally:
        store.close()
