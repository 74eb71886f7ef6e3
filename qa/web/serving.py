"""The server that the application is served by."""

from typing import Any

from flask import Flask
from waitress.server import create_server

from qa.settings import Settings

_THREADS = 8


def server_of(application: Flask, settings: Settings) -> Any:
    """Return a server that listens; its `run` serves until it is stopped.

    Raises:
        OSError: the settings' address cannot be listened on.
    """
    return create_server(application, host=settings.host, port=settings.port, threads=_THREADS)
