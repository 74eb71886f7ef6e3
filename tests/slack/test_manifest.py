"""The app's manifest asks for what the bot hears and does, and for no more."""

import json
from pathlib import Path
from typing import Any

import pytest

import qa.slack


@pytest.fixture
def manifest() -> Any:
    """The manifest as Slack reads it."""
    return json.loads((Path(qa.slack.__file__).parent / "manifest.json").read_text(encoding="utf-8"))


def test_slack_calls_the_one_route(manifest: Any) -> None:
    (command,) = manifest["features"]["slash_commands"]
    subscriptions = manifest["settings"]["event_subscriptions"]
    assert command["command"] == "/ask"
    assert command["url"] == subscriptions["request_url"] == "https://YOUR-HOST/slack/events"


def test_every_event_has_its_scope(manifest: Any) -> None:
    needed = {"app_mention": "app_mentions:read", "message.im": "im:history"}
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    assert set(events) == set(needed)
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == {
        *needed.values(),
        "commands",
        "chat:write",
        "chat:write.public",  # /ask in a public channel that nobody invited the bot to
    }


def test_slack_takes_its_texts(manifest: Any) -> None:
    shown = manifest["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 174 <= len(shown["long_description"]) <= 4000
    assert len(manifest["features"]["bot_user"]["display_name"]) <= 80
