"""The Slack bot: /ask, mentions and direct messages become questions, replies go into their threads."""

import hashlib
import hmac
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import ConnectionErrorRetryHandler, RateLimitErrorRetryHandler

from qa.questions import Answerer
from qa.questions.scope import Scope
from qa.settings import Settings
from qa.slack import messages
from qa.slack.messages import Message
from qa.store import Store

_log = logging.getLogger(__name__)

_THREADS = 8  # answers at work at once; Slack itself is answered before
_SPOKEN = (None, "file_share", "thread_broadcast")  # subtypes of a message that a person has just sent


class Bot:
    """Answers what Slack brings.

    Arguments:
        answerer: whom to ask.
        store: remembers the events that were answered, for all servers.
        settings: with Slack's bot token and signing secret.
    """

    def __init__(self, answerer: Answerer, store: Store, settings: Settings) -> None:
        self._answerer = answerer
        self._store = store
        self._secret = settings.slack_signing_secret.get_secret_value()
        token = settings.slack_bot_token.get_secret_value()
        retries = [ConnectionErrorRetryHandler(), RateLimitErrorRetryHandler(max_retry_count=2)]
        # Bolt verifies the signature and the time of every request, and leaves out the bot's own messages.
        self.app = App(
            signing_secret=self._secret,
            client=WebClient(token, base_url=settings.slack_api_url, retry_handlers=retries),
            token=token,
            token_verification_enabled=False,  # starting must not wait for Slack
            listener_executor=ThreadPoolExecutor(_THREADS, thread_name_prefix="slack"),
        )
        self.app.command("/ask")(self._command)
        self.app.event("app_mention")(self._event)
        self.app.event("message")(self._event)

    def _event(self, body: dict[str, Any], event: dict[str, Any], client: WebClient) -> None:
        """Answer a mention or a direct message in its thread; Bolt has acknowledged it already."""
        if not _is_question(event):
            return
        channel, thread = event["channel"], event.get("thread_ts") or event["ts"]
        try:
            if not self._store.memory.first_seen(f"slack {body['event_id']}"):
                return
            message = self._message(event.get("text", ""), self._conversation(channel, thread))
        except Exception:
            _log.exception("an event of Slack's could not be answered")
            message = messages.failure()
        client.chat_postMessage(channel=channel, thread_ts=thread, **asdict(message))

    def _message(self, text: str, conversation: str) -> Message:
        words = messages.question(text)
        if not words:
            return messages.usage()
        return messages.answer(self._answerer.answer(words, Scope(conversation=conversation)))

    def _command(self, ack: Ack, command: dict[str, Any], client: WebClient, respond: Respond) -> None:
        """Answer /ask where it was typed; what is asked in the thread of that answer goes on from it."""
        ack()
        words = messages.question(command.get("text", ""))
        if not words:
            respond(**asdict(messages.usage()))
            return
        try:
            reply = self._answerer.answer(words, Scope())
        except Exception:
            _log.exception("a command of Slack's could not be answered")
            respond(**asdict(messages.failure()))
            return
        message = asdict(messages.answer(reply, messages.asking(command["user_id"], words)))
        try:
            posted = client.chat_postMessage(channel=command["channel_id"], **message)
        except SlackApiError as error:
            # Where the bot is no member it cannot post, only respond, and such an answer has no thread.
            _log.info("answering /ask without a thread: %s", error.response["error"])
            respond(response_type="in_channel", **message)
            return
        state = self._store.memory.conversation(reply.conversation)
        if state:
            self._store.memory.save_conversation(self._conversation(posted["channel"], posted["ts"]), state)

    def _conversation(self, channel: str, thread: str) -> str:
        """Return the id of a thread's conversation, which nobody who knows the thread alone can tell."""
        return hmac.new(self._secret.encode(), f"{channel} {thread}".encode(), hashlib.sha256).hexdigest()


def _is_question(event: dict[str, Any]) -> bool:
    """Whether a person has just said this to the bot: no other bot, no edit, no note that somebody joined."""
    if event.get("bot_id") or event.get("edited") or event.get("subtype") not in _SPOKEN:
        return False
    return event["type"] == "app_mention" or event.get("channel_type") == "im"
