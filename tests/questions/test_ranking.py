"""The first of many companies, more than are looked into for one question."""

import json
from collections.abc import Iterator

import pytest

from qa.ingest import ingest
from qa.questions import Answerer
from qa.store import Hints, Store

COMPANIES = 64
_SYLLABLES = ("bar", "dol", "fen", "gri", "kal", "lum", "mor", "nex")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('many') / 'store.sqlite'}")
    for number in range(COMPANIES):
        name = f"{_SYLLABLES[number // 8].title()}{_SYLLABLES[number % 8]}o Works Inc."
        rows = [
            ["", "Year ended December 31, 2030"],
            ["Revenue", f"{1_000 + number}"],
            ["Cost of revenue", f"{100 + 7 * (number * 37 % COMPANIES)}"],
        ]
        table = {"type": "table", "caption": "Statements of income (in millions)", "rows": rows}
        data = json.dumps({"company": name, "blocks": [table]}).encode()
        ingest(store, data, f"{number}.json", "application/json", Hints())
    yield Answerer(store)
    store.close()


def test_what_is_stated_is_ranked_over_all(many: Answerer) -> None:
    reply = many.answer("Which company had the largest revenue in 2030?")
    assert (reply.status, str(reply.answers[0].fact.value)) == ("answered", "1063000000")
    reply = many.answer("Which companies had revenue above $1,062 million in 2030?")
    assert [str(answer.fact.value) for answer in reply.answers] == ["1063000000"]


@pytest.mark.parametrize(
    ("limit", "found"),
    [
        ("more than $1,062 million", ["1063000000"]),
        ("of at least $1,062 million", ["1063000000", "1062000000"]),
        ("less than $1,001 million", ["1000000000"]),
        ("of at most $1,001 million", ["1000000000", "1001000000"]),
        ("above 1,062", ["1063000000"]),
        ("above 1,062%", []),
    ],
)
def test_all_are_held_against_a_limit(many: Answerer, limit: str, found: list[str]) -> None:
    reply = many.answer(f"Which companies had revenue {limit} in 2030?")
    assert [str(answer.fact.value) for answer in reply.answers] == found, reply.text


def test_what_is_computed_is_ranked_over_none_rather_than_some(many: Answerer) -> None:
    for question in ("Which company had the highest gross margin in 2030?", "Top three by gross margin in 2030?"):
        reply = many.answer(question)
        assert (reply.status, reply.answers) == ("not_found", ()), reply.text
        assert "more than 60 companies" in reply.text
