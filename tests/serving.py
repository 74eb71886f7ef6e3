"""A real server on a free loopback port, for the tests that need one."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from waitress.server import create_server

from qa.settings import Settings
from qa.web.app import create_app


@contextmanager
def serving(settings: Settings) -> Iterator[str]:
    """Serve the application; give its address without a slash at the end."""
    server = create_server(create_app(settings), host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()
        thread.join(timeout=5)
