"""A local imitation of Slack's Web API that keeps what it is sent, and rejects what Slack would."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from flask import Flask, Response, jsonify, request
from werkzeug.serving import make_server

TOKEN = "xoxb-imitation"
BOT_USER, BOT_ID = "U0BOT", "B0BOT"

# team_id is what every method takes, for tokens of a whole organisation; Bolt sends it always.
# fmt: off
_POST_MESSAGE = {
    "attachments", "as_user", "blocks", "channel", "icon_emoji", "icon_url", "link_names", "markdown_text",
    "metadata", "mrkdwn", "parse", "reply_broadcast", "team_id", "text", "thread_ts", "unfurl_links",
    "unfurl_media", "username",
}
# fmt: on
_RESPONSE = {"text", "blocks", "attachments", "response_type", "replace_original", "delete_original", "thread_ts"}
_BLOCKS: dict[str, set[str]] = {
    "header": {"type", "block_id", "text"},
    "section": {"type", "block_id", "text", "fields", "accessory", "expand"},
    "context": {"type", "block_id", "elements"},
    "divider": {"type", "block_id"},
}
_TEXTS = {"plain_text": {"type", "text", "emoji"}, "mrkdwn": {"type", "text", "verbatim"}}
_TS = re.compile(r"\d+\.\d{6}")


class RejectedError(Exception):
    """What Slack would not take; the message is Slack's error code, perhaps with its reason."""


@dataclass
class Slack:
    """What was posted, and how this Slack behaves.

    Arguments:
        joined: channels that the bot may post in.
        throttled: how many calls of chat.postMessage are still told to come back later.
        posted: messages taken by chat.postMessage, each with its `ts`.
        responses: messages taken by response URLs.
        rejected: errors given.
    """

    joined: set[str] = field(default_factory=lambda: {"C0RESULTS", "D0DIRECT"})
    throttled: int = 0
    posted: list[dict[str, Any]] = field(default_factory=list)
    responses: list[dict[str, Any]] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)
    url: str = ""
    _clock: Iterator[int] = field(default_factory=lambda: count(1))

    def keep(self, where: list[Any], what: Any) -> None:
        """Keep a message or an error, and wake who waits for one."""
        with self.changed:
            where.append(what)
            self.changed.notify_all()

    def wait(self, messages: int, seconds: float = 10) -> list[dict[str, Any]]:
        """Return the posted messages and then the responses, once there are so many."""
        with self.changed:
            self.changed.wait_for(lambda: len(self.posted) + len(self.responses) >= messages, seconds)
            assert not self.rejected, self.rejected
            found = [*self.posted, *self.responses]
        assert len(found) == messages, found
        return found

    def post_message(self, body: dict[str, Any]) -> dict[str, Any]:
        """Take a message as chat.postMessage does."""
        if unknown := set(body) - _POST_MESSAGE:
            raise RejectedError(f"invalid_arguments: {unknown}")
        channel = body.get("channel")
        if not isinstance(channel, str) or not re.fullmatch(r"[CDG][A-Z0-9]+", channel):
            raise RejectedError("channel_not_found")
        if channel not in self.joined:
            raise RejectedError("not_in_channel")
        if "thread_ts" in body and not _TS.fullmatch(str(body["thread_ts"])):
            raise RejectedError("invalid_thread_ts")
        _check_message(body)
        ts = f"1900000000.{next(self._clock):06d}"
        self.keep(self.posted, {**body, "ts": ts})
        return {"ok": True, "channel": channel, "ts": ts, "message": {"type": "message", "user": BOT_USER, **body}}

    def respond(self, body: dict[str, Any]) -> None:
        """Take a message as a response URL does."""
        if unknown := set(body) - _RESPONSE:
            raise RejectedError(f"invalid_arguments: {unknown}")
        if body.get("response_type", "ephemeral") not in ("ephemeral", "in_channel"):
            raise RejectedError("invalid_arguments: response_type")
        _check_message(body)
        self.keep(self.responses, body)


@contextmanager
def imitation() -> Iterator[Slack]:
    """Serve an imitation on a free loopback port."""
    slack = Slack()
    server = make_server("127.0.0.1", 0, _app(slack), threaded=True)
    slack.url = f"http://127.0.0.1:{server.port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield slack
    finally:
        server.shutdown()
        thread.join()


def _app(slack: Slack) -> Flask:
    app = Flask("slack")

    @app.post("/api/auth.test")
    def auth_test() -> Response:
        _authorised()
        return jsonify(ok=True, url=slack.url, team="T", user="qa", team_id="T0", user_id=BOT_USER, bot_id=BOT_ID)

    @app.post("/api/chat.postMessage")
    def post_message() -> Response:
        _authorised()
        if slack.throttled:
            slack.throttled -= 1
            return Response(status=429, headers={"Retry-After": "0"}, response='{"ok": false, "error": "ratelimited"}')
        return jsonify(slack.post_message(_json()))

    @app.post("/api/<path:_method>")
    def unknown(_method: str) -> Response:
        raise RejectedError("unknown_method")

    @app.post("/response")
    def respond() -> Response:
        slack.respond(_json())
        return Response("ok")

    @app.errorhandler(RejectedError)
    def rejected(error: RejectedError) -> tuple[Response, int]:
        if str(error) != "not_in_channel":  # which a bot is to expect
            slack.keep(slack.rejected, str(error))
        return jsonify(ok=False, error=str(error)), 200 if request.path.startswith("/api/") else 400

    return app


def _authorised() -> None:
    given = request.headers.get("Authorization", "")
    if not given:
        raise RejectedError("not_authed")
    if given != f"Bearer {TOKEN}":
        raise RejectedError("invalid_auth")


def _json() -> dict[str, Any]:
    if not (request.content_type or "").startswith("application/json"):
        raise RejectedError("invalid_form_data: this imitation takes JSON")
    try:
        body = json.loads(request.get_data())
    except ValueError as error:
        raise RejectedError("invalid_json") from error
    if not isinstance(body, dict):
        raise RejectedError("json_not_object")
    return body


def _check_message(body: dict[str, Any]) -> None:
    text, blocks = body.get("text", ""), body.get("blocks", [])
    if not text and not blocks:
        raise RejectedError("no_text")
    if not isinstance(text, str) or len(text) > 40_000:
        raise RejectedError("msg_too_long")
    check_blocks(blocks)


def check_blocks(blocks: Any) -> None:
    """Hold blocks to Block Kit's reference.

    Raises:
        RejectedError: they break it.
    """
    if not isinstance(blocks, list) or len(blocks) > 50:
        raise RejectedError("invalid_blocks: at most 50 in a list")
    for block in blocks:
        kind = block.get("type") if isinstance(block, dict) else None
        if kind not in _BLOCKS or set(block) - _BLOCKS[kind]:
            raise RejectedError(f"invalid_blocks: unknown {block}")
        if kind == "header":
            _check_text(block.get("text"), 150, ("plain_text",))
        elif kind == "section":
            _check_text(block.get("text"), 3000, ("plain_text", "mrkdwn"))
        elif kind == "context":
            elements = block.get("elements")
            if not isinstance(elements, list) or not 1 <= len(elements) <= 10:
                raise RejectedError("invalid_blocks: a context has 1 to 10 elements")
            for element in elements:
                _check_text(element, 3000, ("plain_text", "mrkdwn"))


def _check_text(value: Any, longest: int, kinds: tuple[str, ...]) -> None:
    kind = value.get("type") if isinstance(value, dict) else None
    if kind not in kinds or set(value) - _TEXTS[kind]:
        raise RejectedError(f"invalid_blocks: no text object: {value}")
    if not isinstance(value.get("text"), str) or not 1 <= len(value["text"]) <= longest:
        raise RejectedError(f"invalid_blocks: a text has 1 to {longest} characters")
