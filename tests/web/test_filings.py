"""Adding, listing, reading and deleting filings over HTTP."""

import io
import math
import os
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import RELEASE, application


def add(client: FlaskClient, data: bytes, content_type: str = "text/html", **query: str) -> Any:
    return client.post("/api/v1/filings", data=data, content_type=content_type, query_string=query)


def test_a_release_is_read_once(client: FlaskClient) -> None:
    first = add(client, RELEASE, name="fennick.html")
    assert first.status_code == 201
    filing = first.json["filing"]
    assert filing["name"] == "fennick.html"
    assert filing["company"] == "Fennick Valve Corporation"
    assert filing["ticker"] == "FNVK"
    assert filing["period"] == {"start": "2031-04-01", "end": "2031-06-30", "label": "Q2 FY2031"}
    assert filing["facts"] > 30
    again = add(client, RELEASE)
    assert (again.status_code, again.json["filing"]["id"]) == (200, filing["id"])
    assert [each["id"] for each in client.get("/api/v1/filings").json["filings"]] == [filing["id"]]


def test_every_quote_is_the_text_at_its_place(held: tuple[FlaskClient, str]) -> None:
    client, filing = held
    detail = client.get(f"/api/v1/filings/{filing}").json
    text = detail["text"]
    assert detail["filing"]["facts"] == len(detail["facts"])
    sources = [source for fact in detail["facts"] for source in fact["sources"]]
    assert len(sources) >= len(detail["facts"]) > 30
    assert all(text[source["start"] : source["end"]] == source["quote"] for source in sources)
    assert all(text[each["start"] : each["end"]] == each["text"] for each in detail["entities"])
    cells = [cell for block in detail["blocks"] for row in block.get("rows", []) for cell in row]
    assert all(text[cell["start"] : cell["end"]] == cell["text"] for cell in cells)
    assert {"quantity", "period", "metric"} <= {each["type"] for each in detail["entities"]}


def test_what_the_giver_says_wins(client: FlaskClient) -> None:
    said = {
        "company": "Fennick Group",
        "ticker": "FEN",
        "form": "8-K",
        "filed": "2031-07-30",
        "url": "https://x.test/f",
    }
    filing = add(client, RELEASE, **said).json["filing"]
    assert {name: filing[name] for name in said} == said


def test_a_form_carries_a_file(client: FlaskClient) -> None:
    form = {"file": (io.BytesIO(RELEASE), "fennick.html", "text/html")}
    reply = client.post("/api/v1/filings", data=form)
    assert reply.status_code == 201
    assert reply.json["filing"]["name"] == "fennick.html"


def test_parsed_blocks_are_a_filing(client: FlaskClient) -> None:
    table = {
        "type": "table",
        "caption": "Statements of income (in millions)",
        "rows": [["", "Year ended December 31, 2030", "Year ended December 31, 2029"], ["Revenue", "1,320", "1,086"]],
    }
    paragraph = {"type": "paragraph", "text": "Ostrava Looms Inc. sells looms."}
    reply = client.post("/api/v1/filings", json={"company": "Ostrava Looms Inc.", "blocks": [paragraph, table]})
    assert reply.status_code == 201
    assert reply.json["filing"]["company"] == "Ostrava Looms Inc."
    facts = client.get("/api/v1/facts", query_string={"metric": "Revenues"}).json["facts"]
    assert {fact["value"] for fact in facts} == {"1320000000", "1086000000"}


def test_a_deleted_filing_leaves_nothing(client: FlaskClient) -> None:
    filing = add(client, RELEASE).json["filing"]["id"]
    assert client.delete(f"/api/v1/filings/{filing}").status_code == 204
    assert client.get("/api/v1/filings").json["filings"] == []
    assert client.get("/api/v1/facts").json["facts"] == []
    assert client.get(f"/api/v1/filings/{filing}").status_code == 404
    assert client.delete(f"/api/v1/filings/{filing}").status_code == 404


@pytest.mark.parametrize(
    ("data", "content_type", "status"),
    [
        (b"", "text/plain", 422),
        (b" \n ", "text/html", 422),
        (bytes(range(256)) * 40, "text/plain", 422),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "text/html", 422),
        (b"{", "application/json", 422),
        (b'{"blocks": 3}', "application/json", 422),
        (RELEASE, "image/png", 415),
        (RELEASE, "application/x-www-form-urlencoded", 415),
        (os.urandom(1_000_000) * 50, "text/plain", 413),
    ],
)
def test_what_cannot_be_read_says_why(client: FlaskClient, data: bytes, content_type: str, status: int) -> None:
    reply = add(client, data, content_type)
    assert reply.status_code == status
    assert reply.content_type == "application/problem+json"
    assert len(reply.json["detail"]) > 20
    assert client.get("/api/v1/filings").json["filings"] == []


def test_a_form_without_a_file_is_told_so(client: FlaskClient) -> None:
    reply = client.post("/api/v1/filings", data={"other": (io.BytesIO(b"x"), "x.txt")})
    assert (reply.status_code, reply.content_type) == (400, "application/problem+json")


@pytest.mark.parametrize("cut", [900, 1500, 2500, 3900])
def test_truncated_html_gives_no_fact_that_the_whole_does_not(client: FlaskClient, cut: int) -> None:
    reply = add(client, RELEASE[:cut])
    assert reply.status_code == 201
    known = facts_of(client)
    client.delete(f"/api/v1/filings/{reply.json['filing']['id']}")
    add(client, RELEASE)
    whole = facts_of(client)
    # A rounded figure of the prose gives way to the table's where that is there.
    assert all(any(agree(one, other) for other in whole) for one in known if one["unit"] not in ("text", "date"))


def facts_of(client: FlaskClient) -> list[dict[str, Any]]:
    facts: list[dict[str, Any]] = client.get("/api/v1/facts?limit=1000").json["facts"]
    return facts


def agree(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two facts are one, within the rounding of prose and what it leaves unsaid of the metric."""
    same = all(one[name] == other[name] for name in ("unit", "period", "comparison"))
    if not same or not other["metric"]["name"].startswith(one["metric"]["name"]):
        return False
    return math.isclose(float(one["value"]), float(other["value"]), rel_tol=0.03)


def test_a_scale_that_is_not_stated_is_not_guessed(client: FlaskClient) -> None:
    unscaled = RELEASE.replace(b"(In thousands, except per share data)<br>", b"")
    silent = re.sub(rb"\$[\d.]+ million", b"an amount", unscaled)  # or the prose would tell the scale
    filing = add(client, silent).json["filing"]
    assert [fact["value"] for fact in facts_of(client) if fact["unit"] == "USD"] == []
    assert any("scale" in warning for warning in filing["warnings"])


def test_a_table_without_a_header_gives_no_dated_facts(client: FlaskClient) -> None:
    table = b"<table><tr><td>Revenue</td><td>48,213</td><td>43,047</td></tr><tr><td>Cost</td><td>9</td><td>8</td></tr></table>"
    reply = add(client, b"<html><body><p>Some words about valves.</p>" + table + b"</body></html>")
    assert reply.status_code == 201
    assert facts_of(client) == []


def test_writing_needs_the_token_where_one_is_set(tmp_path: Path) -> None:
    client = application(tmp_path, api_token="s3cret").test_client()
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic czNjcmV0Og=="}):
        reply = client.post("/api/v1/filings", data=RELEASE, content_type="text/html", headers=headers)
        assert (reply.status_code, reply.content_type) == (401, "application/problem+json")
        assert reply.headers["WWW-Authenticate"].lower().startswith("bearer")
        assert client.delete("/api/v1/filings/x", headers=headers).status_code == 401
    token = {"Authorization": "Bearer s3cret"}
    assert client.post("/api/v1/filings", data=RELEASE, content_type="text/html", headers=token).status_code == 201
    assert len(client.get("/api/v1/filings").json["filings"]) == 1


def test_a_page_of_another_site_may_not_write(client: FlaskClient) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    reply = client.post("/api/v1/filings", data=RELEASE, content_type="text/plain", headers=headers)
    assert reply.status_code == 403
    assert client.get("/api/v1/filings").json["filings"] == []
