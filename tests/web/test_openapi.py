"""GET /openapi.json describes every endpoint, and nothing that is not there."""

import json
import re

from flask.testing import FlaskClient

ENDPOINTS = {
    ("post", "/api/v1/filings"),
    ("get", "/api/v1/filings"),
    ("get", "/api/v1/filings/{id}"),
    ("delete", "/api/v1/filings/{id}"),
    ("get", "/api/v1/facts"),
    ("post", "/api/v1/ask"),
    ("get", "/healthz"),
    ("get", "/readyz"),
    ("get", "/metrics"),
}


def test_the_interface_is_described(client: FlaskClient) -> None:
    spec = client.get("/openapi.json").json
    assert spec["openapi"].startswith("3.1")
    assert {(method, path) for path, item in spec["paths"].items() for method in item} == ENDPOINTS
    operations = [operation for item in spec["paths"].values() for operation in item.values()]
    assert all(operation["summary"] and operation["operationId"] for operation in operations)


def test_every_reference_leads_somewhere(client: FlaskClient) -> None:
    spec = client.get("/openapi.json").json
    for name in set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(spec))):
        assert name in spec["components"]["schemas"], name


def test_errors_are_described_as_problems(client: FlaskClient) -> None:
    spec = client.get("/openapi.json").json
    for item in spec["paths"].values():
        for operation in item.values():
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    assert list(answer["content"]) == ["application/problem+json"]


def test_writing_is_marked_as_needing_the_token(client: FlaskClient) -> None:
    paths = client.get("/openapi.json").json["paths"]
    assert paths["/api/v1/filings"]["post"]["security"] == [{"token": []}]
    assert paths["/api/v1/filings/{id}"]["delete"]["security"] == [{"token": []}]
    assert "security" not in paths["/api/v1/ask"]["post"]


def test_replies_are_described_down_to_their_sources(client: FlaskClient) -> None:
    schemas = client.get("/openapi.json").json["components"]["schemas"]
    assert {"quote", "start", "end", "filing", "section"} <= set(schemas["SourceShape"]["properties"])
    assert {"value", "unit", "period", "derivation", "sources"} <= set(schemas["AnswerShape"]["properties"])
