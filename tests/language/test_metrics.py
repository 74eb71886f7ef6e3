"""Metrics in running text and in questions, against their specs."""

from dataclasses import fields
from itertools import pairwise
from time import process_time
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from qa.language.component import entities_of
from qa.language.metrics import find_metrics, make_metrics, metrics_in  # noqa: F401 (registers the component)
from qa.language.names import METRICS
from qa.language.values import MetricMention
from qa.language.vocabulary import vocabulary
from tests.language.specs import specs

_NLP = spacy.blank("en")
_CASES = specs("metrics")


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["text"][:60])
def test_spec(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [
        {"start": e.start, "end": e.end, "text": text[e.start : e.end], "value": _said(e.value)}
        for e in find_metrics(_NLP.make_doc(text), asked=case.get("asked", False))
    ]
    assert found == case["spans"]


def _said(value: object) -> dict[str, Any]:
    assert isinstance(value, MetricMention)
    said = {field.name: getattr(value, field.name) for field in fields(value)}
    return {key: held for key, held in said.items() if held not in (False, "")}


def test_component_writes_what_the_matcher_finds() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("qa_metrics")
    text = "Net loss per diluted share was $0.06; R&D expense fell."
    assert entities_of(nlp(text), METRICS) == find_metrics(nlp.make_doc(text))


@given(
    st.lists(
        st.sampled_from(
            [*"().,;-&/", "net", "income", "loss", "per", "diluted", "share", "basic", "and", "cost", "of", "sales"]
        )
    )
)
def test_spans_are_in_order_and_do_not_overlap(pieces: list[str]) -> None:
    text = " ".join(pieces)
    spans = [(entity.start, entity.end) for entity in find_metrics(_NLP.make_doc(text), asked=True)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@pytest.mark.parametrize(
    "piece", ["(", "*", "- ", "(loss) ", "basic diluted ", "cash and ", "/ (", "non-", " ", "tax "]
)
def test_noise_is_read_in_time_that_grows_with_its_length(piece: str) -> None:
    metrics_in("net income", asked=True)
    began = process_time()
    metrics_in(piece * (60_000 // len(piece)), asked=True)
    vocabulary().label((piece * 600)[:600] + "x", (piece * 100,), piece * 100)
    assert process_time() - began < 3
