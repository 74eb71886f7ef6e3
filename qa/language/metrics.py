"""Metrics in running text and in questions: the longest known wording, unless the words around it make it another.

A trie of compared words (qa.language.wording) rather than spaCy's PhraseMatcher: labels, sentences and questions
share one normal form, in which hyphens, commas, plurals and "(loss)" do not count, and tokens are not its units.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Final

from spacy.language import Language
from spacy.tokens import Doc

from qa.language.component import SpanWriter
from qa.language.names import METRICS
from qa.language.values import Entity, MetricMention
from qa.language.vocabulary import vocabulary
from qa.language.wording import OTHER_SIGN, Word, expand, variant, wording, words

_END: Final = None  # no word is None, so it can mark where a wording ends
_DECOY: Final = MetricMention("")
_OTHER_SIGN_BEHIND: Final = re.compile(rf"\s?(?:{OTHER_SIGN.pattern})", re.IGNORECASE)
_VARIANTS: Final = frozenset(["basic", "diluted", "undiluted"])
_VARIANTS_FIRST: Final = _VARIANTS | {"fully"}
Trie = dict[str | None, Any]


def find_metrics(doc: Doc, asked: bool = False) -> list[Entity]:
    """Return the metrics that a document names, as `metrics_in` does."""
    return metrics_in(doc.text, asked)


def metrics_in(text: str, asked: bool = False) -> list[Entity]:
    """Return the metrics that a text names, in its order, none overlapping another.

    Arguments:
        asked: whether it is a question, in which looser wordings count, too ("top line").
    """
    found = []
    said = words(text)
    trie, excluders, metrics = _trie(asked), _excluders(), vocabulary().metrics
    at = 0
    while at < len(said):
        end, mention = _longest(said, at, trie)
        if mention is None and said[at].form in _VARIANTS_FIRST:
            end, mention = _longest(said, _variant_after(said, at), trie)
            mention = mention if mention and metrics[mention.metric].variants else None
        if mention is None:
            at += 1
            continue
        if mention is not _DECOY and not _is_excluded(said, at, end, excluders.get(mention.metric)):
            variants = metrics[mention.metric].variants
            if variants:
                end = _variant_after(said, end)
                kind, _ = variant(" ".join(_forms(said, at, end)))
                mention = replace(mention, metric=variants.get(kind, mention.metric))
            found.append(_entity(text, said[at].start, said[end - 1].end, mention))
        at = end
    return found


def _entity(text: str, start: int, end: int, mention: MetricMention) -> Entity:
    """The entity of a wording, "(loss)" and the like after it taken along."""
    behind = _OTHER_SIGN_BEHIND.match(text, end)
    end = behind.end() if behind else end
    return Entity(start, end, replace(mention, two_sided=OTHER_SIGN.search(text, start, end) is not None))


def _longest(said: Sequence[Word], at: int, trie: Trie) -> tuple[int, MetricMention | None]:
    """Return the longest wording that begins at a word: the index after it, and what it means.

    "Basic" and "diluted" may stand anywhere in the wording of a family: "net loss per diluted share".
    """
    node, end, mention, is_varied = trie, at, None, False
    for index in range(at, len(said)):
        following = node.get(said[index].form)
        if following is None:
            if not _is_variant(said, index):
                break
            is_varied = True
            continue
        node = following
        reached = node.get(_END)
        if reached and (not is_varied or vocabulary().metrics[reached.metric].variants):
            end, mention = index + 1, reached
    return end, mention


def _is_variant(said: Sequence[Word], index: int) -> bool:
    form = said[index].form
    if form in ("and", "or", "fully"):
        return index + 1 < len(said) and said[index + 1].form in _VARIANTS
    return form in _VARIANTS


def _variant_after(said: Sequence[Word], end: int) -> int:
    """Return the index after the variant that follows a wording: "net loss per share, basic and diluted"."""
    while end < len(said) and _is_variant(said, end):
        end += 1
    return end


@cache
def _trie(asked: bool) -> Trie:
    known = vocabulary()
    root: Trie = {}
    for form, mention in (known.in_question if asked else known.in_prose).items():
        _insert(root, form, mention)
    for decoy in expand(known.habits["text"]["decoys"]):
        _insert(root, wording(decoy), _DECOY)
    return root


def _insert(root: Trie, form: str, mention: MetricMention) -> None:
    node = root
    for word in form.split():
        node = node.setdefault(word, {})
    node.setdefault(_END, mention)


Excluder = tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]]


@cache
def _excluders() -> Mapping[str, Excluder]:
    """The words that may not precede and follow a metric, by its name."""
    return {
        metric.name: (_word_lists(metric.not_after), _word_lists(metric.not_before))
        for metric in vocabulary().metrics.values()
        if metric.not_after or metric.not_before
    }


def _word_lists(phrases: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(wording(phrase).split()) for phrase in phrases)


def _is_excluded(said: Sequence[Word], start: int, end: int, excluder: Excluder | None) -> bool:
    if excluder is None:
        return False
    before, after = excluder
    return any(_forms(said, start - len(phrase), start) == phrase for phrase in before) or any(
        _forms(said, end, end + len(phrase)) == phrase for phrase in after
    )


def _forms(said: Sequence[Word], start: int, end: int) -> tuple[str, ...]:
    return tuple(word.form for word in said[max(0, start) : end])


@Language.factory("qa_metrics", assigns=["doc.spans"])
def make_metrics(nlp: Language, name: str) -> SpanWriter:  # noqa: ARG001 (spaCy calls a factory with both)
    """Make the component that writes `doc.spans["metrics"]`, each span's value a MetricMention."""
    return SpanWriter(METRICS, metrics_in)
