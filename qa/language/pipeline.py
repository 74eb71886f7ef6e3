"""The pipeline: spaCy's English tokeniser, and one component for each thing that releases speak of."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from threading import Lock

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from qa.language.component import entities_of
from qa.language.names import METRICS, PARTIES, PERIODS, QUALIFIERS, QUANTITIES
from qa.language.sentences import find_sentences
from qa.language.values import Entity

# In the order they run; `qa_NAME` is registered by qa/language/NAME.py.
_COMPONENTS = ("sentences", "quantities", "periods", "metrics", "parties", "qualifiers")
_KEYS = (QUANTITIES, PERIODS, METRICS, PARTIES, QUALIFIERS)

_ALONE = Lock()


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
    """Return every quantity, period, metric, party and qualifier of a text, by start and then the longer."""
    nlp = load()
    # What a zone frees on leaving must be its own thread's: spaCy's strings are one table for all.
    with _ALONE, nlp.memory_zone():
        doc = nlp(text)
        found = [entity for key in _KEYS for entity in entities_of(doc, key)]
    return tuple(sorted(found, key=lambda entity: (entity.start, -entity.end)))


@contextmanager
def tokens(text: str) -> Iterator[Doc]:
    """Give a text's tokens, for a matcher that is asked by itself; they do not outlive the context."""
    nlp = load()
    with _ALONE, nlp.memory_zone():
        yield nlp.make_doc(text)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the half-open offsets of a text's sentences, in order."""
    return tuple(find_sentences(text))
