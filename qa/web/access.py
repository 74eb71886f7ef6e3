"""Who may write: holders of the API token where one is set, and no page of another site."""

import hmac
from typing import Any

from flask import request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized

from qa.web.service import service

SECURITY: list[dict[str, list[Any]]] = [{"token": []}]


def require_writer() -> None:
    """Let the current request write, or end it.

    Raises:
        Unauthorized: a token is set and the request does not carry it.
        Forbidden: a browser sends the request for a page of another site.
    """
    # Without a token, any web page could otherwise post to a service on the reader's own machine.
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise Forbidden("Pages of other sites may not write here. Send the request from a program or this page.")
    token = service().settings.api_token.get_secret_value()
    if not token:
        return
    given = request.authorization
    if given is None or given.type != "bearer" or not hmac.compare_digest((given.token or "").encode(), token.encode()):
        raise Unauthorized(
            "Writing needs the service's token: send the header Authorization: Bearer TOKEN.",
            www_authenticate=WWWAuthenticate("bearer"),
        )
