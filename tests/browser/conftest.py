"""Headless Chromium before a real server that holds one release."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from qa.ingest import ingest
from qa.settings import Settings
from qa.store import Hints, Store
from tests.serving import serving

RELEASE = Path(__file__).parents[1] / "web" / "fennick-q2-2031.html"
_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser; without one the tests are skipped, under CI they fail."""
    executable = next(filter(None, map(shutil.which, _NAMES)), None)
    if executable is None and not os.environ.get("CI"):
        pytest.skip("no Chromium is installed here (apt-get install chromium)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=_ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The address of a service that holds one release."""
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'store.sqlite'}", samples=False, max_upload=1)
    ingest(Store(settings.database_url), RELEASE.read_bytes(), RELEASE.name, "text/html", Hints())
    with serving(settings) as address:
        yield address


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """The chat page on a desk; whatever the browser complains of fails the test."""
    yield from opened(browser, site, {"width": 1280, "height": 800})


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Page]:
    """The chat page on a phone."""
    yield from opened(browser, site, {"width": 390, "height": 780})


def opened(browser: Browser, site: str, viewport: dict[str, int]) -> Iterator[Page]:
    context = browser.new_context(viewport=viewport, has_touch=viewport["width"] < 500)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("request", lambda sent: None if sent.url.startswith(site) else complaints.append(sent.url))
    page.goto(site)
    yield page
    context.close()
    assert [each for each in complaints if "status of 4" not in each] == []
