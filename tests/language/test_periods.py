"""Periods against their specs, and what holds of any text."""

from dataclasses import fields
from datetime import date
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from qa.language.component import entities_of
from qa.language.names import PERIODS
from qa.language.periods import find_periods, make_periods  # noqa: F401 (registers the component)
from qa.language.values import PeriodExpression
from tests.language.specs import specs

_CASES = specs("periods")
_SAID = [span["text"] for case in _CASES for span in case["spans"]]


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["text"][:60])
def test_spec(case: dict[str, Any]) -> None:
    text, found = case["text"], []
    for entity in find_periods(text):
        words = text[entity.start : entity.end]
        found.append({"start": entity.start, "end": entity.end, "text": words, "value": _said(entity.value)})
    assert found == case["spans"]


def _said(value: object) -> dict[str, Any]:
    """The fields that are not at their defaults, as JSON has them."""
    assert isinstance(value, PeriodExpression)
    said = {field.name: getattr(value, field.name) for field in fields(value)}
    return {
        field.name: said[field.name].isoformat() if isinstance(said[field.name], date) else said[field.name]
        for field in fields(value)
        if said[field.name] != field.default
    }


@given(
    st.lists(st.sampled_from([*_SAID, "revenue", "and", "of", "the", "12,345", "in", ",", "\n", "İ", "$"]), max_size=12)
)
def test_spans_are_in_order_and_apart(words: list[str]) -> None:
    text = " ".join(words)
    found = find_periods(text)
    ends = [0, *(entity.end for entity in found)]
    assert all(0 <= end <= entity.start < entity.end <= len(text) for end, entity in zip(ends, found, strict=False))


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for entity in find_periods(text):
        assert text[entity.start : entity.end].strip()


_WITHIN = [case for case in _CASES if len(case["spans"]) == 1 and case["spans"][0]["text"] != case["text"]]


@pytest.mark.parametrize("case", _WITHIN, ids=lambda case: case["text"][:60])
def test_a_span_means_by_itself_what_it_means_in_its_text(case: dict[str, Any]) -> None:
    (span,) = case["spans"]
    (entity,) = find_periods(span["text"])
    assert _said(entity.value) == span["value"]


def test_letters_that_grow_in_small_print_shift_no_offset() -> None:
    text = "İİİ reported Q2 2019 results"
    (entity,) = find_periods(text)
    assert text[entity.start : entity.end] == "Q2 2019"


def test_the_component_writes_spans() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("qa_periods")
    doc = nlp("Sales in the quarter ended June 30, 2011 rose.")
    assert [span.text for span in doc.spans[PERIODS]] == ["quarter ended June 30, 2011"]
    assert entities_of(doc, PERIODS) == find_periods(doc.text)
