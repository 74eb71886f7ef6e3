"""Makes the web application: the interface's endpoints and the chat page over one store."""

from importlib.metadata import version
from typing import Any

from flask import Flask, Response, jsonify
from flask.json.provider import DefaultJSONProvider
from flask_openapi3 import Info, OpenAPI
from pydantic_core import to_json

from qa import slack
from qa.opening import open_library
from qa.questions import Answerer
from qa.settings import Settings
from qa.store import Store
from qa.web import ask, facts, filings, health, page, problems
from qa.web.metrics import Metrics
from qa.web.service import Service

# Nothing from another host, no inline script or style, no frame around the page.
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class Json(DefaultJSONProvider):
    """JSON in the interface's own order, in UTF-8 rather than in escapes, written by pydantic: the standard library is slow."""

    def dumps(self, obj: Any, **_: Any) -> str:
        """Return a value as JSON."""
        return to_json(obj).decode()

    def response(self, *args: Any, **kwargs: Any) -> Response:
        """Return a response with a value, given as to `jsonify`, as JSON."""
        body = to_json(self._prepare_response_obj(args, kwargs)) + b"\n"
        return Response(body, mimetype=self.mimetype)


def create_app(settings: Settings | None = None, store: Store | None = None) -> Flask:
    """Return the application.

    Arguments:
        settings: by default those of the environment.
        store: by default the settings' one, with the sample filings where it is empty.
    """
    settings = settings or Settings()
    store = store or open_library(settings)
    app = OpenAPI(
        __name__,
        info=Info(title="filings-qa", version=version("filings-qa"), description="Exact questions, checkable answers."),
        security_schemes={"token": {"type": "http", "scheme": "bearer"}},
        validation_error_callback=problems.invalid,
        validation_error_model=problems.Problem,
        doc_ui=False,
    )
    app.config["MAX_CONTENT_LENGTH"] = settings.max_upload * 1_000_000
    app.json = Json(app)
    metrics = Metrics()
    metrics.watch(app)
    problems.register(app)
    answerer = Answerer(store)
    answerer.warm()
    app.extensions["qa"] = Service(settings, store, answerer, metrics)
    for module in (filings, facts, ask, health):
        app.register_api(module.api)
    app.register_blueprint(page.pages)
    if bot := slack.blueprint(answerer, store, settings):
        app.register_blueprint(bot)
    described = _description(app)
    app.add_url_rule("/openapi.json", "openapi", lambda: jsonify(described))
    app.after_request(_secure)
    return app


def _description(app: OpenAPI) -> dict[str, Any]:
    """The OpenAPI description, without the answer 422 that flask-openapi3 adds where nothing is validated."""
    for path in app.api_doc["paths"].values():
        for operation in path.values():
            operation["responses"] = {
                status: answer
                for status, answer in operation["responses"].items()
                if status != "422" or "application/problem+json" in answer["content"]
            }
    return app.api_doc


def _secure(response: Response) -> Response:
    response.headers.extend(_HEADERS)
    return response
