"""Qualifiers against their specs."""

from typing import Any

import pytest

from qa.language.qualifiers import find_qualifiers
from qa.language.values import Qualifier
from tests.language.specs import specs


@pytest.mark.parametrize("case", specs("qualifiers"), ids=lambda case: case["text"])
def test_spec(case: dict[str, Any]) -> None:
    text, found = case["text"], []
    for entity in find_qualifiers(text):
        assert isinstance(entity.value, Qualifier)
        words = text[entity.start : entity.end]
        found.append({"start": entity.start, "end": entity.end, "text": words, "kind": entity.value.kind})
    assert found == case["spans"]
