"""The application over an empty store, and over one with a release of a company that does not exist."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from qa.settings import Settings
from qa.store import Store
from qa.web.app import create_app

RELEASE = (Path(__file__).parent / "fennick-q2-2031.html").read_bytes()


def application(folder: Path, **settings: object) -> Flask:
    """Return an application over an empty store in a folder."""
    url = f"sqlite:///{folder / 'store.sqlite'}"
    return create_app(Settings(database_url=url, samples=False, **settings), Store(url))


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    """A client of the application over an empty store."""
    return application(tmp_path).test_client()


@pytest.fixture(scope="session")
def held(tmp_path_factory: pytest.TempPathFactory) -> tuple[FlaskClient, str]:
    """A client of the application over one release, for tests that only read, and the release's id."""
    client = application(tmp_path_factory.mktemp("held")).test_client()
    reply = client.post("/api/v1/filings?name=fennick-q2-2031.html", data=RELEASE, content_type="text/html")
    assert reply.status_code == 201, reply.text
    return client, reply.json["filing"]["id"]
