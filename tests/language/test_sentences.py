"""Sentences against their specs, and as a property: in order, apart, nothing but space and bullets between."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.language.sentences import find_sentences
from tests.language.specs import specs


@pytest.mark.parametrize("case", specs("sentences"), ids=lambda case: case["text"])
def test_spec(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [{"start": start, "end": end, "text": text[start:end]} for start, end in find_sentences(text)]
    assert found == case["sentences"]


@given(st.text(alphabet='Ab c.!?\n"•1-Inc', max_size=80))
def test_no_word_is_lost(text: str) -> None:
    found = find_sentences(text)
    kept = "".join(text[start:end] for start, end in found)
    assert [char for char in kept if char.isalpha()] == [char for char in text if char.isalpha()]
    assert all(end <= following for (_, end), (following, _) in pairwise(found))
