"""What every component shares: it finds entities, then sets them as a group of spans on the Doc."""

from collections.abc import Callable, Sequence

from spacy.tokens import Doc, Span, SpanGroup

from qa.language.names import OFFSETS, VALUE
from qa.language.values import Entity

for _name in (VALUE, OFFSETS):
    if not Span.has_extension(_name):
        Span.set_extension(_name, default=None)


class SpanWriter:
    """A pipeline component that writes what a matcher finds to `doc.spans[key]`.

    Each span has the key as its label, the entity's value in `span._.value` and its exact characters in
    `span._.offsets`: a span begins and ends with a token, an entity need not.

    Arguments:
        key: the group of spans to write, one of qa.language.names.
        find: the matcher.
    """

    def __init__(self, key: str, find: Callable[[str], Sequence[Entity]]) -> None:
        self.key = key
        self.find = find

    def __call__(self, doc: Doc) -> Doc:
        self.set_annotations(doc, self.find(doc.text))
        return doc

    def set_annotations(self, doc: Doc, entities: Sequence[Entity]) -> None:
        """Write entities to the Doc as spans with their values."""
        spans = []
        for entity in entities:
            span = doc.char_span(entity.start, entity.end, label=self.key, alignment_mode="expand")
            if span is not None:
                span._.set(VALUE, entity.value)
                span._.set(OFFSETS, (entity.start, entity.end))
                spans.append(span)
        doc.spans[self.key] = SpanGroup(doc, name=self.key, spans=spans)


def entities_of(doc: Doc, key: str) -> list[Entity]:
    """Return the entities that a component wrote under a key, in the order written."""
    spans = doc.spans.get(key, ())
    return [Entity(start, end, span._.get(VALUE)) for span in spans for start, end in [span._.get(OFFSETS)]]
