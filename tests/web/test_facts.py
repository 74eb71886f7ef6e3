"""GET /api/v1/facts: filters, pages, CSV."""

import csv
import io
from typing import Any

import pytest
from flask.testing import FlaskClient

Held = tuple[FlaskClient, str]


def facts(held: Held, **query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = held[0].get("/api/v1/facts", query_string={"limit": "1000", **query}).json["facts"]
    return found


def test_a_fact_has_the_form_of_an_answer(held: Held) -> None:
    (fact,) = facts(held, metric="NetIncomeLoss", **{"from": "2031-06-30", "to": "2031-06-30"})[:1]
    assert fact["company"] == {"name": "Fennick Valve Corporation", "ticker": "FNVK"}
    assert fact["value"] == "-1916000" or fact["value"] == "-4445000"
    assert fact["unit"] == "USD"
    assert fact["reported"]["scale"] == 1000
    assert fact["derivation"] is None
    assert fact["sources"][0]["filing"] == held[1]


@pytest.mark.parametrize(
    ("query", "some", "every"),
    [
        ({"metric": "GrossProfit"}, 4, lambda fact: fact["metric"]["name"] == "GrossProfit"),
        ({"company": "Fennick Valve Corporation"}, 30, lambda fact: fact["company"]["ticker"] == "FNVK"),
        ({"to": "2030-12-31"}, 10, lambda fact: fact["period"]["end"] <= "2030-12-31"),
        (
            {"from": "2031-01-01"},
            10,
            lambda fact: fact["period"].get("end", fact["period"].get("instant")) >= "2031-01-01",
        ),
    ],
)
def test_filters_keep_what_fits(held: Held, query: dict[str, str], some: int, every: Any) -> None:
    found = facts(held, **query)
    assert len(found) >= some
    assert all(every(fact) for fact in found)


@pytest.mark.parametrize("query", [{"company": "Nobody"}, {"filing": "none"}, {"metric": "None"}])
def test_what_is_not_held_gives_an_empty_page(held: Held, query: dict[str, str]) -> None:
    assert facts(held, **query) == []


def test_pages_hold_every_fact_once(held: Held) -> None:
    client, _ = held
    whole, cursor = [], ""
    while cursor is not None:
        page = client.get("/api/v1/facts", query_string={"limit": "7", "cursor": cursor}).json
        assert 0 < len(page["facts"]) <= 7
        whole += page["facts"]
        cursor = page["next"]
    assert whole == facts(held)


def test_csv_where_it_is_asked_for(held: Held) -> None:
    client, _ = held
    reply = client.get("/api/v1/facts?limit=5", headers={"Accept": "text/csv"})
    assert reply.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(reply.text)))
    shapes = client.get("/api/v1/facts?limit=5").json["facts"]
    assert [(row["metric"], row["value"], row["unit"]) for row in rows] == [
        (each["metric"]["name"], each["value"], each["unit"]) for each in shapes
    ]
    following = reply.headers["Link"].removeprefix("<").partition(">")[0]
    assert client.get(following, headers={"Accept": "text/csv"}).text != reply.text
