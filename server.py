"""The service: `python server.py`, or `server:app` for a WSGI server."""

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask

    app: Flask


def __getattr__(name: str) -> Any:
    """Make `app` when a WSGI server asks for it, and not when Python starts this file."""
    if name != "app":
        raise AttributeError(name)
    from qa.web.app import create_app

    return globals().setdefault("app", create_app())


if __name__ == "__main__":
    from qa.cli import app as cli

    cli(["serve", *sys.argv[1:]])
