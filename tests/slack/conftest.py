"""A real server with the bot over a real store, beside an imitation of Slack; requests signed as Slack signs them."""

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from flask import Flask
from pydantic import SecretStr
from werkzeug.serving import make_server

from qa.questions import Answerer
from qa.settings import Settings
from qa.slack import blueprint
from qa.store import Store
from tests.slack.imitation import TOKEN, Slack, imitation
from tests.store.releases import add

SECRET = "imitation-signing-secret"


@dataclass
class Workspace:
    """People who talk to the bot: what they do becomes the requests that Slack makes of it."""

    url: str
    slack: Slack
    store: Store
    _ids: Iterator[int] = field(default_factory=lambda: count(1))

    def mention(self, text: str, **event: Any) -> httpx.Response:
        """Somebody mentions the bot in a channel."""
        return self.event(type="app_mention", text=text, **event)

    def direct(self, text: str, **event: Any) -> httpx.Response:
        """Somebody writes to the bot alone."""
        return self.event(**{"type": "message", "channel_type": "im", "channel": "D0DIRECT", "text": text, **event})

    def event(self, event_id: str = "", retry: int = 0, **event: Any) -> httpx.Response:
        """Slack brings an event; as a retry where it has brought it before."""
        number = next(self._ids)
        said = {"user": "U0ANNA", "channel": "C0RESULTS", "ts": f"1800000000.{number:06d}", "team": "T0", **event}
        body = {
            "type": "event_callback",
            "team_id": "T0",
            "api_app_id": "A0",
            "event_id": event_id or f"Ev{number}",
            "event_time": 1800000000,
            "event": said,
        }
        headers = {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"} if retry else {}
        return self.post(json.dumps(body), "application/json", headers=headers)

    def ask(self, text: str, channel: str = "C0RESULTS") -> httpx.Response:
        """Somebody types /ask."""
        form = {
            "command": "/ask",
            "text": text,
            "channel_id": channel,
            "user_id": "U0ANNA",
            "team_id": "T0",
            "response_url": f"{self.slack.url}/response",
            "trigger_id": f"{next(self._ids)}.1",
        }
        return self.post(urlencode(form), "application/x-www-form-urlencoded")

    def post(
        self,
        body: str,
        content_type: str,
        secret: str = SECRET,
        age: int = 0,
        headers: dict[str, str] | None = None,
    ) -> httpx.Response:
        """Make a request signed as Slack's documentation says.

        Arguments:
            age: seconds since it was signed.
        """
        at = str(int(time.time()) - age)
        signature = "v0=" + hmac.new(secret.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()
        signed = {"Content-Type": content_type, "X-Slack-Request-Timestamp": at, "X-Slack-Signature": signature}
        return httpx.post(f"{self.url}/slack/events", content=body, headers={**signed, **(headers or {})})


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace whose bot answers from one release of a company that does not exist."""
    store = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    add(store)
    with imitation() as slack:
        settings = Settings(
            slack_bot_token=SecretStr(TOKEN),
            slack_signing_secret=SecretStr(SECRET),
            slack_api_url=f"{slack.url}/api/",
        )
        app = Flask("workspace")
        bot = blueprint(Answerer(store), store, settings)
        assert bot
        app.register_blueprint(bot)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield Workspace(f"http://127.0.0.1:{server.port}", slack, store)
        finally:
            server.shutdown()
            thread.join()
            store.close()
