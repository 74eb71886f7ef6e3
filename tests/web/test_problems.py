"""Every error is problem+json with a detail that says what to do."""

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import application

JSON = {"content_type": "application/json"}


@pytest.mark.parametrize(
    ("status", "method", "path", "sent", "says"),
    [
        (400, "POST", "/api/v1/ask", {"data": "{", **JSON}, "JSON"),
        (404, "GET", "/api/v1/nothing", {}, "/openapi.json"),
        (404, "GET", "/api/v1/filings/none", {}, "/api/v1/filings"),
        (404, "GET", "/filings/none", {}, "not held"),
        (405, "PUT", "/api/v1/ask", {}, "POST"),
        (405, "GET", "/api/v1/ask", {}, "POST"),
        (415, "POST", "/api/v1/ask", {"data": "question=x", "content_type": "text/plain"}, "application/json"),
        (422, "POST", "/api/v1/ask", {"json": {}}, "question"),
        (422, "POST", "/api/v1/ask", {"json": {"question": ""}}, "question"),
        (422, "POST", "/api/v1/ask", {"json": {"question": 7}}, "question"),
        (422, "POST", "/api/v1/ask", {"json": ["What was revenue?"]}, "body"),
        (422, "POST", "/api/v1/ask", {"json": {"question": "x", "conversation": "x" * 5000}}, "conversation"),
        (422, "POST", "/api/v1/ask", {"data": r'{"question": "\ud800"}', **JSON}, "question"),
        (422, "POST", "/api/v1/ask", {"data": r'{"question": "x", "conversation": "\ud800"}', **JSON}, "conversation"),
        (422, "GET", "/api/v1/facts?limit=many", {}, "limit"),
        (422, "GET", "/api/v1/facts?from=yesterday", {}, "from"),
        (422, "GET", "/api/v1/facts?cursor=!!", {}, "cursor"),
        (422, "POST", "/api/v1/filings?filed=soon", {"data": b"x", "content_type": "text/plain"}, "filed"),
    ],
)
def test_each_error_says_what_to_do(
    client: FlaskClient, status: int, method: str, path: str, sent: dict[str, Any], says: str
) -> None:
    reply = client.open(path, method=method, **sent)
    assert reply.status_code == status, reply.text
    assert reply.content_type == "application/problem+json"
    body = reply.json
    assert set(body) == {"type", "title", "status", "detail"}
    assert body["status"] == status
    assert says in body["detail"]


def test_a_method_that_is_not_taken_names_those_that_are(client: FlaskClient) -> None:
    reply = client.put("/api/v1/filings")
    assert {"GET", "POST"} <= set(reply.headers["Allow"].replace(" ", "").split(","))


def test_a_failure_shows_no_traceback(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    app = application(tmp_path)
    app.add_url_rule("/fails", "fails", lambda: 1 / 0)
    reply = app.test_client().get("/fails")
    assert (reply.status_code, reply.content_type) == (500, "application/problem+json")
    assert "division" not in reply.text
    assert "ZeroDivisionError" in caplog.text
