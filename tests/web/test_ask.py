"""POST /api/v1/ask over one release: the whole way from bytes to a checkable answer."""

from typing import Any

import pytest
from flask.testing import FlaskClient

Held = tuple[FlaskClient, str]


def ask(held: Held, question: str, **given: str) -> dict[str, Any]:
    reply = held[0].post("/api/v1/ask", json={"question": question, **given})
    assert reply.status_code == 200, reply.text
    shape: dict[str, Any] = reply.json
    assert len(shape["text"]) <= 500
    return shape


@pytest.mark.parametrize(
    ("question", "value", "unit", "end"),
    [
        ("What was Q2 net loss?", "-1916000", "USD", "2031-06-30"),
        ("What was revenue in the second quarter of last year?", "43047000", "USD", "2030-06-30"),
        ("what did they spend on research and development?", "5480000", "USD", "2031-06-30"),
        ("What was the loss per share?", "-0.08", "USD/share", "2031-06-30"),
    ],
)
def test_a_figure_comes_with_its_quote(held: Held, question: str, value: str, unit: str, end: str) -> None:
    client, filing = held
    reply = ask(held, question, filing=filing)
    assert reply["status"] == "answered", reply
    answer = reply["answers"][0]
    assert (answer["value"], answer["unit"], answer["period"]["end"]) == (value, unit, end)
    source = answer["sources"][0]
    text = client.get(f"/api/v1/filings/{filing}").json["text"]
    assert text[source["start"] : source["end"]] == source["quote"]
    assert answer["reported"]["text"] in source["quote"]


def test_a_computed_answer_shows_its_operands(held: Held) -> None:
    reply = ask(held, "How did revenue change from last year?", filing=held[1])
    derivation = reply["answers"][0]["derivation"]
    if derivation is None:  # the release itself states the change
        assert reply["answers"][0]["sources"]
    else:
        assert all(operand["sources"] for operand in derivation["operands"])
    reply = ask(held, "What was revenue in the first quarter?", filing=held[1])
    assert reply["answers"][0]["value"] == "41905000"
    assert len(reply["answers"][0]["derivation"]["operands"]) == 2


def test_a_conversation_goes_on(held: Held) -> None:
    first = ask(held, "What was net income in Q2?", filing=held[1])
    then = ask(held, "and a year ago?", filing=held[1], conversation=first["conversation"])
    assert then["answers"][0]["value"] == "627000"


def test_what_the_filing_does_not_say_is_declined(held: Held) -> None:
    reply = ask(held, "What was the dividend per share?", filing=held[1])
    assert reply["status"] == "not_found"
    assert reply["answers"] == []


@pytest.mark.parametrize(
    "question",
    [
        "revenue " * 1250,
        "?!… --- ,,,",
        "   ",
        "¿Cuál fue la pérdida neta del segundo trimestre?",
        "florp the wizzle quax",
        "\x00\x01\x02",
        "😀😀😀",
    ],
)
def test_what_is_no_question_is_not_understood(held: Held, question: str) -> None:
    reply = ask(held, question, filing=held[1])
    assert reply["status"] == "not_understood", reply
