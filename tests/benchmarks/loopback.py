"""Servers of their own process on the loopback, and one client that keeps its connection: what a caller waits for.

`python -m tests.benchmarks.loopback` serves an endpoint that does nothing as `qa serve` serves the application.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, jsonify

from qa.settings import Settings
from qa.web.serving import server_of

_ROOT = Path(__file__).parents[2]

Post = Callable[[dict[str, Any]], bytes]


def empty_endpoint() -> Flask:
    """Return an application that answers every question with nothing."""
    empty = Flask("empty")
    empty.add_url_rule("/api/v1/ask", "empty", lambda: jsonify({}), methods=["POST"])
    return empty


@contextmanager
def application(file: Path) -> Iterator[Post]:
    """Serve the application over a store, as `qa serve` does; give what posts a question to it."""
    options = ("--port", "0", "--database-url", f"sqlite:///{file}", "--no-samples")
    with _posting("server.py", *options) as post:
        yield post


@contextmanager
def nothing() -> Iterator[Post]:
    """Serve the endpoint that does nothing by the same server, with the same settings."""
    with _posting("-m", "tests.benchmarks.loopback") as post:
        yield post


@contextmanager
def _posting(*command: str) -> Iterator[Post]:
    with subprocess.Popen([sys.executable, *command], cwd=_ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            address = urlsplit(process.stdout.readline().split()[2])
            with closing(HTTPConnection(address.hostname or "", address.port)) as connection:
                yield lambda body: _posted(connection, body)
        finally:
            process.terminate()


def _posted(connection: HTTPConnection, body: dict[str, Any]) -> bytes:
    connection.request("POST", "/api/v1/ask", json.dumps(body), {"Content-Type": "application/json"})
    reply = connection.getresponse()
    text = reply.read()
    assert reply.status == 200, text
    return text


if __name__ == "__main__":
    server = server_of(empty_endpoint(), Settings(port=0))
    print(f"Ask at http://127.0.0.1:{server.effective_port}/", flush=True)
    server.run()
