"""The pipeline: spaCy's English tokeniser, and one component for each thing that releases speak of."""

from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module

import spacy
from spacy.language import Language

from qa.language.component import SpanWriter
from qa.language.sentences import find_sentences
from qa.language.values import Entity

# In the order they run; `qa_NAME` is registered by qa/language/NAME.py.
_COMPONENTS = ("sentences", "quantities", "periods", "metrics", "parties", "qualifiers")


@cache
def load() -> Language:
    """Return the pipeline, one for the whole process."""
    nlp = spacy.blank("en")
    nlp.max_length = 100_000_000  # the limit guards parsers' memory; there is none here
    for name in _COMPONENTS:
        import_module(f"qa.language.{name}")  # registers its factory where no entry point did
        nlp.add_pipe(f"qa_{name}")
    return nlp


def tag(text: str) -> tuple[Entity, ...]:
    """Return every quantity, period, metric, party and qualifier of a text, by start and then the longer.

    What the pipeline's components find they find in the text; the Doc, on which they would then set it as spans, is
    left out, and with it all of spaCy's memory that a long-lived process would gather and its threads would share.
    """
    found = [entity for match in _matchers() for entity in match(text)]
    return tuple(sorted(found, key=lambda entity: (entity.start, -entity.end)))


@cache
def _matchers() -> tuple[Callable[[str], Sequence[Entity]], ...]:
    return tuple(component.find for _, component in load().pipeline if isinstance(component, SpanWriter))


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the half-open offsets of a text's sentences, in order."""
    return tuple(find_sentences(text))
