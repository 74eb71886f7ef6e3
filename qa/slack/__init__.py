"""The Slack edge: a bot that answers /ask, mentions and direct messages at POST /slack/events."""

import logging

from flask import Blueprint, Response, request

from qa.questions import Answerer
from qa.settings import Settings
from qa.store import Store

_log = logging.getLogger(__name__)


def blueprint(answerer: Answerer, store: Store, settings: Settings) -> Blueprint | None:
    """Return the route that Slack calls; None where the settings lack its bot token or signing secret."""
    given = [bool(settings.slack_bot_token.get_secret_value()), bool(settings.slack_signing_secret.get_secret_value())]
    if not all(given):
        if any(given):
            _log.warning("Slack stays off: it needs both QA_SLACK_BOT_TOKEN and QA_SLACK_SIGNING_SECRET")
        return None
    from slack_bolt.adapter.flask import SlackRequestHandler  # loaded only where it is used: it takes its time

    from qa.slack.bot import Bot

    handler = SlackRequestHandler(Bot(answerer, store, settings).app)
    slack = Blueprint("slack", __name__)

    @slack.post("/slack/events")
    def events() -> Response:
        """Acknowledge what Slack brings; the answers follow through its Web API."""
        return handler.handle(request)

    return slack
