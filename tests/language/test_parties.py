"""Parties against their specs."""

from typing import Any

import pytest

from qa.language.parties import find_parties
from qa.language.values import Party
from tests.language.specs import specs


@pytest.mark.parametrize("case", specs("parties"), ids=lambda case: case["text"])
def test_spec(case: dict[str, Any]) -> None:
    text, found = case["text"], []
    for entity in find_parties(text):
        party = entity.value
        assert isinstance(party, Party)
        span = {"start": entity.start, "end": entity.end, "text": text[entity.start : entity.end], "kind": party.kind}
        found.append(span | ({"of": party.of} if party.of else {}))
    assert found == case["spans"]
