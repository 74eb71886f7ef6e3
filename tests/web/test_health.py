"""Liveness, readiness and the counters."""

from flask.testing import FlaskClient


def test_the_service_says_that_it_lives_and_can_answer(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").json == {"status": "ready"}


def test_requests_questions_and_filings_are_counted(client: FlaskClient) -> None:
    client.post("/api/v1/ask", json={"question": "???"})
    client.post("/api/v1/filings", data=b"", content_type="text/plain")
    client.get("/api/v1/filings/one")
    client.get("/api/v1/filings/two")
    text = client.get("/metrics").text
    assert 'qa_questions_total{status="not_understood"} 1.0' in text
    assert 'qa_filings_total{result="unreadable"} 1.0' in text
    assert 'qa_http_requests_total{method="GET",route="/api/v1/filings/<string:id>",status="404"} 2.0' in text
    assert 'qa_http_request_seconds_count{route="/api/v1/ask"} 1.0' in text
