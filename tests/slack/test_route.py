"""The application has Slack's route where it has Slack's settings, and only there."""

from pathlib import Path
from typing import Any

import pytest

from qa.settings import Settings
from qa.store import Store
from qa.web.app import create_app


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"slack_bot_token": "xoxb-imitation", "slack_signing_secret": "secret"}, 401),
        ({"slack_bot_token": "xoxb-imitation"}, 404),
        ({"slack_signing_secret": "secret"}, 404),
        ({}, 404),
    ],
)
def test_the_route_is_there_with_its_settings(tmp_path: Path, given: dict[str, Any], status: int) -> None:
    store = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    app = create_app(Settings(samples=False, **given), store)
    assert app.test_client().post("/slack/events", json={"type": "event_callback"}).status_code == status
    store.close()
