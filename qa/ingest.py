"""Takes bytes into the store: one filing at once, or many, read in any executor and written by one."""

import hashlib
import logging
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from qa.facts.extract import extract
from qa.reading import Unreadable, read
from qa.store import FilingSummary, Hints, Prepared, Store, prepared

_log = logging.getLogger(__name__)

_AHEAD = 16  # files handed out before the oldest is stored: enough to keep readers busy, little to hold


@dataclass(frozen=True, slots=True)
class Ingested:
    """A filing as the store holds it, and whether it is new there."""

    filing: FilingSummary
    created: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """What became of one of many files.

    Arguments:
        done: None where the file could not be read.
        problem: why not, for people; empty where it could.
        seconds: how long reading and storing took; 0 where the bytes were held already.
    """

    path: Path
    done: Ingested | None
    problem: str = ""
    seconds: float = 0.0


def ingest(store: Store, data: bytes, name: str, content_type: str, hints: Hints) -> Ingested:
    """Read a filing into the store; bytes already held are not read again.

    Arguments:
        name: a file's name, or anything that its giver calls it.
        content_type: as HTTP gives it; empty where unknown.
        hints: what its giver says about it.

    Raises:
        qa.reading.Unreadable: the bytes hold no text.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    held = store.held(sha256)
    if held:
        return Ingested(held, created=False)
    filing = read(data, name, content_type)
    return Ingested(*store.add(filing, extract(filing), sha256, hints))


def executor(processes: int) -> Executor:
    """Return what reads files on this machine: this process, or several that leave it to this one to be stopped."""
    if processes == 1:
        return ThreadPoolExecutor(1)
    return ProcessPoolExecutor(processes, initializer=_ignore_interrupts)


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def bulk(store: Store, paths: Iterable[Path], executor: Executor) -> Iterator[Progress]:
    """Read many files into the store and yield what became of each, in their order.

    Files whose bytes are held already are not read again, so a run that was stopped is simply started
    again.

    Arguments:
        executor: where files are read: threads, processes, or a cluster's. This thread alone stores.
    """
    waiting: deque[_Begun] = deque()
    for path in paths:
        waiting.append(_begin(store, path, executor))
        if len(waiting) > _AHEAD:
            yield _finish(store, waiting.popleft())
    while waiting:
        yield _finish(store, waiting.popleft())


@dataclass(frozen=True, slots=True)
class _Reading:
    """What an executor's worker gives back: rows, for the values themselves take long to hand over."""

    rows: Prepared
    seconds: float


@dataclass(frozen=True, slots=True)
class _Begun:
    """A file on its way: being read, or else already at its end."""

    path: Path
    sha256: str = ""
    reading: Future[_Reading] | None = None
    done: Ingested | None = None
    problem: str = ""


def _begin(store: Store, path: Path, executor: Executor) -> _Begun:
    try:
        data = path.read_bytes()
    except OSError as error:
        return _Begun(path, problem=str(error))
    sha256 = hashlib.sha256(data).hexdigest()
    held = store.held(sha256)
    if held:
        return _Begun(path, sha256, done=Ingested(held, created=False))
    return _Begun(path, sha256, executor.submit(_read, data, path.name, ""))


def _finish(store: Store, begun: _Begun) -> Progress:
    if begun.reading is None:
        return Progress(begun.path, begun.done, begun.problem)
    try:
        reading = begun.reading.result()
        started = time.perf_counter()
        done = Ingested(*store.keep(reading.rows, begun.sha256))
    except Unreadable as error:
        return Progress(begun.path, None, str(error))
    except BrokenExecutor:
        raise  # no file can be read any more
    except Exception as error:  # one file's trouble must not stop the others
        _log.exception("%s could not be read", begun.path)
        return Progress(begun.path, None, f"reading it failed, which is a defect of this program: {error!r}")
    return Progress(begun.path, done, seconds=reading.seconds + time.perf_counter() - started)


def _read(data: bytes, name: str, content_type: str) -> _Reading:
    started = time.perf_counter()
    filing = read(data, name, content_type)
    rows = prepared(filing, extract(filing), Hints())
    return _Reading(rows, time.perf_counter() - started)
