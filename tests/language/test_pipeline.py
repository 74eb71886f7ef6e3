"""The pipeline: what its components find, and what it writes to a Doc, are the same."""

from importlib.metadata import entry_points

import pytest

from qa.language.component import entities_of
from qa.language.names import METRICS, PARTIES, PERIODS, QUALIFIERS, QUANTITIES
from qa.language.pipeline import load, sentences, tag
from tests.language.specs import specs

KEYS = (QUANTITIES, PERIODS, METRICS, PARTIES, QUALIFIERS)
TEXT = (
    "Juniper Mills, Inc. (NYSE: JMIL) today reported net income of $5.1 million, or $0.24 per diluted share, for the "
    "second quarter of 2020. The company expects adjusted EBITDA of $9 million to $10 million. Ann Hale is its CFO."
)


@pytest.mark.parametrize("text", [TEXT, "", *(case["text"] for case in specs("prose")[::9])])
def test_spans_of_a_doc_are_what_is_tagged(text: str) -> None:
    doc = load()(text)
    written = [entity for key in KEYS for entity in entities_of(doc, key)]
    assert sorted(written, key=lambda entity: (entity.start, -entity.end)) == list(tag(text))


def test_spans_hold_whole_tokens_around_the_exact_words() -> None:
    doc = load()("Sales grew (2.3)%.")
    [span] = doc.spans[QUANTITIES]
    assert span._.value.unit == "percent"
    assert doc.text[slice(*span._.offsets)] == "(2.3)%"


def test_docs_know_their_sentences() -> None:
    doc = load()(TEXT)
    assert [(sentence.start_char, sentence.end_char) for sentence in doc.sents] == list(sentences(TEXT))


def test_components_are_found_by_their_names() -> None:
    registered = {entry.name for entry in entry_points(group="spacy_factories")}
    if not registered & set(load().pipe_names):
        pytest.skip("the package is not installed, so its entry points are not there")
    assert registered >= set(load().pipe_names)
