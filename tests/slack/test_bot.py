"""The bot over real HTTP, from a signed request to the message that Slack is sent."""

import json
import logging
import time
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import text as sql

from qa.questions import Answerer
from qa.settings import Settings
from qa.slack import blueprint
from tests.slack.conftest import SECRET, Workspace

_QUESTION = "What was the net loss in the second quarter?"


def _shown(message: dict[str, Any]) -> str:
    """All that a message shows."""
    return json.dumps(message["blocks"], ensure_ascii=False)


def test_a_mention_is_answered_in_its_thread(workspace: Workspace) -> None:
    reply = workspace.mention(f"<@U0BOT> {_QUESTION}", ts="1800000000.000100")
    assert (reply.status_code, reply.text) == (200, "")
    (message,) = workspace.slack.wait(1)
    assert (message["channel"], message["thread_ts"]) == ("C0RESULTS", "1800000000.000100")
    assert "3.204 million" in message["text"]
    shown = _shown(message)
    assert "3.204) million" in shown
    assert "Q2 FY2031 (April 1, 2031 – June 30, 2031)" in shown
    assert "> Net loss $ (3,204)\\n_Statements of operations_" in shown


def test_a_direct_message_is_answered(workspace: Workspace) -> None:
    workspace.direct(_QUESTION, ts="1800000000.000200")
    (message,) = workspace.slack.wait(1)
    assert (message["channel"], message["thread_ts"]) == ("D0DIRECT", "1800000000.000200")
    assert "3.204 million" in message["text"]


def test_ask_is_answered_where_it_was_typed(workspace: Workspace) -> None:
    reply = workspace.ask(_QUESTION)
    assert (reply.status_code, reply.text) == (200, "")
    (message,) = workspace.slack.wait(1)
    assert message["channel"] == "C0RESULTS"
    assert "thread_ts" not in message
    assert f"<@U0ANNA> asked: {_QUESTION}" in _shown(message)
    assert "3.204 million" in message["text"]


def test_ask_is_answered_where_the_bot_is_no_member(workspace: Workspace) -> None:
    workspace.ask(_QUESTION, channel="C0PRIVATE")
    (message,) = workspace.slack.wait(1)
    assert message["response_type"] == "in_channel"
    assert "3.204 million" in message["text"]


def test_a_thread_is_one_conversation(workspace: Workspace) -> None:
    first = "1800000000.000300"
    workspace.mention(_QUESTION, ts=first)
    workspace.slack.wait(1)
    workspace.mention("<@U0BOT> why?", thread_ts=first)
    _, why = workspace.slack.wait(2)
    assert why["thread_ts"] == first
    assert "shipping prices rose" in why["text"]


def test_another_thread_is_another_conversation(workspace: Workspace) -> None:
    workspace.mention(_QUESTION, ts="1800000000.000400")
    workspace.slack.wait(1)
    workspace.mention("<@U0BOT> why?", ts="1800000000.000500")
    _, why = workspace.slack.wait(2)
    assert "shipping prices rose" not in why["text"]


def test_the_thread_of_a_command_goes_on_from_it(workspace: Workspace) -> None:
    workspace.ask(_QUESTION)
    (answered,) = workspace.slack.wait(1)
    workspace.mention("<@U0BOT> why?", thread_ts=answered["ts"])
    _, why = workspace.slack.wait(2)
    assert "shipping prices rose" in why["text"]


def test_a_retried_event_is_answered_once(workspace: Workspace) -> None:
    for retry in range(4):
        assert workspace.mention(_QUESTION, event_id="Ev0RETRIED", retry=retry).status_code == 200
    workspace.mention("<@U0BOT>", event_id="Ev0OTHER")
    workspace.slack.wait(2)
    time.sleep(0.3)
    workspace.slack.wait(2)


@pytest.mark.parametrize(
    "event",
    [
        {"bot_id": "B0OTHER"},
        {"bot_id": "B0BOT", "user": "U0BOT"},
        {"user": "U0BOT"},
        {"subtype": "bot_message", "bot_id": "B0OTHER"},
        {"subtype": "message_changed", "message": {"text": _QUESTION}},
        {"subtype": "message_deleted"},
        {"subtype": "channel_join"},
        {"edited": {"user": "U0ANNA", "ts": "1800000000.000001"}},
        {"channel_type": "channel", "channel": "C0RESULTS"},
    ],
)
def test_what_is_no_question_is_left_alone(workspace: Workspace, event: dict[str, Any]) -> None:
    assert workspace.direct(_QUESTION, **event).status_code == 200
    workspace.direct("a question after it")
    workspace.slack.wait(1)
    time.sleep(0.2)
    workspace.slack.wait(1)


@pytest.mark.parametrize("text", ["", "   ", "<@U0BOT>", "<@U0BOT|qa>  "])
def test_who_asks_nothing_is_told_how(workspace: Workspace, text: str) -> None:
    workspace.mention(text)
    workspace.ask(text)
    mention, command = workspace.slack.wait(2)
    assert "For example" in _shown(mention)
    assert "response_type" not in command  # only the asker sees it
    assert mention["blocks"] == command["blocks"]


def test_a_question_that_finds_no_answer_is_answered_so(workspace: Workspace) -> None:
    workspace.direct("!?")
    (message,) = workspace.slack.wait(1)
    assert message["text"]


def test_slack_may_ask_to_come_back_later(workspace: Workspace) -> None:
    workspace.slack.throttled = 1
    workspace.mention(_QUESTION)
    assert "3.204 million" in workspace.slack.wait(1)[0]["text"]


def test_what_goes_wrong_is_said_and_logged(workspace: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    with workspace.store._autocommit.connect() as connection:
        connection.execute(sql("DROP TABLE meta"))
    with caplog.at_level(logging.ERROR):
        workspace.mention(_QUESTION)
        workspace.ask(_QUESTION)
        messages = workspace.slack.wait(2)
    assert all("something went wrong" in message["text"] for message in messages)
    assert caplog.text.count("could not be answered") == 2
    assert "no such table" in caplog.text


def test_only_what_slack_signed_is_heard(workspace: Workspace) -> None:
    body = json.dumps({"type": "event_callback", "event_id": "Ev1", "event": {"type": "app_mention"}})
    assert workspace.post(body, "application/json", secret="another").status_code == 401
    assert workspace.post(body, "application/json", age=600).status_code == 401
    assert workspace.slack.posted == []


def test_slack_verifies_the_address(workspace: Workspace) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1a"})
    reply = workspace.post(body, "application/json")
    assert (reply.status_code, reply.json()) == (200, {"challenge": "3eZbrw1a"})


def test_slack_is_acknowledged_before_the_work(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Slack gives three seconds; an answer may take longer."""
    answer = Answerer.answer

    def slowly(*arguments: Any) -> Any:
        time.sleep(1.5)
        return answer(*arguments)

    workspace.mention("<@U0BOT>")  # authorises the bot
    workspace.slack.wait(1)
    monkeypatch.setattr(Answerer, "answer", slowly)
    started = time.monotonic()
    workspace.mention(_QUESTION)
    workspace.ask(_QUESTION)
    assert time.monotonic() - started < 1.5
    assert len(workspace.slack.wait(3)) == 3


@pytest.mark.parametrize(("token", "secret"), [("", ""), ("xoxb-imitation", ""), ("", SECRET)])
def test_without_its_settings_there_is_no_bot(
    workspace: Workspace, token: str, secret: str, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(slack_bot_token=SecretStr(token), slack_signing_secret=SecretStr(secret))
    assert blueprint(Answerer(workspace.store), workspace.store, settings) is None
    assert ("QA_SLACK_SIGNING_SECRET" in caplog.text) is bool(token or secret)
