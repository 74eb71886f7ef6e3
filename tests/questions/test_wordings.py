"""Questions for one figure in many wordings: whoever asks, and however, gets the same answer."""

import tomllib
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from qa.questions.reply import Reply
from tests.questions.library import Library, dates

SPEC = Path(__file__).parents[1] / "specs" / "wordings.toml"
GROUPS: list[dict[str, Any]] = tomllib.loads(SPEC.read_text("utf-8"))["groups"]
ASKED = [(group, question) for group in GROUPS for question in group["asked"]]


@pytest.mark.parametrize(("group", "question"), ASKED, ids=[question[:90] for _, question in ASKED])
def test_a_wording_gets_the_figure_of_its_group(library: Library, group: dict[str, Any], question: str) -> None:
    reply = library.ask({"filing": group["filing"], "question": question})
    if not group["values"]:
        assert reply.status != "answered", reply.text
        return
    assert reply.status == "answered", reply.text
    assert reply.text.startswith(group.get("text", "")), reply.text
    assert _figures(reply, group)[: len(group["values"])] == [_expected(group, value) for value in group["values"]]


def _expected(group: dict[str, Any], value: str) -> tuple[Decimal, str, str]:
    return _rounded(Decimal(value), group), group["unit"], group.get("period", "")


def _figures(reply: Reply, group: dict[str, Any]) -> list[tuple[Decimal | None, str, str]]:
    facts = [answer.fact for answer in reply.answers]
    return [
        (
            _rounded(fact.value, group) if isinstance(fact.value, Decimal) else None,
            fact.unit,
            dates(fact.period) if "period" in group else "",
        )
        for fact in facts
    ]


def _rounded(value: Decimal, group: dict[str, Any]) -> Decimal:
    """A figure to the places that its group gives: a margin is stated to one, and computed to two."""
    places = group.get("places")
    return value if places is None else round(value, places)


def test_no_wording_is_there_twice() -> None:
    counts = Counter((group["filing"], question) for group, question in ASKED)
    assert [asked for asked, count in counts.items() if count > 1] == []
    assert len(counts) >= 500
