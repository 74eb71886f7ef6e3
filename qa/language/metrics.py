"""Metrics in running text and in questions: the longest known wording, unless the words around it make it another.

A trie of compared words (qa.language.wording) rather than spaCy's PhraseMatcher: labels, sentences and questions
share one normal form, in which hyphens, commas, plurals and "(loss)" do not count, and tokens are not its units.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from spacy.language import Language
from spacy.tokens import Doc

from qa.language.common_words import common_words_in
from qa.language.component import SpanWriter
from qa.language.names import METRICS
from qa.language.values import Entity, MetricMention
from qa.language.vocabulary import vocabulary
from qa.language.wording import OTHER_SIGN, Word, expand, variant, wording, words

_END: Final = None  # no word is None, so it can mark where a wording ends
_OTHER_SIGN_BEHIND: Final = re.compile(rf"\s?(?:{OTHER_SIGN.pattern})", re.IGNORECASE)
_VARIANTS: Final = frozenset(["basic", "diluted", "undiluted"])
_LONGEST_VARIANT: Final = 4  # words: "basic and fully diluted"
# "Research and development (R&D) expenses": the same in short, amid a wording
_IN_SHORT: Final = re.compile(r"\((?:the\s)?[“\"‘]?([A-Z](?:[A-Z]|&(?=[A-Z])){1,5})[”\"’]?\)(?=\s[a-z])")
_BETWEEN_VARIANTS: Final = frozenset(["and", "or", "fully"])
_MOST_BEFORE: Final = 5  # words before a short name of which a wording is that goes on behind it
Trie = dict[str | None, Any]


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a wording means, and which words beside it change that.

    Arguments:
        mention: None for a phrase that names no metric.
        variants: the metric of each variant of a family.
        not_after, not_before: the words, each phrase a tuple.
    """

    mention: MetricMention | None
    variants: Mapping[str, str]
    not_after: tuple[tuple[str, ...], ...] = ()
    not_before: tuple[tuple[str, ...], ...] = ()


def find_metrics(doc: Doc, asked: bool = False) -> list[Entity]:
    """Return the metrics that a document names, as `metrics_in` does."""
    return metrics_in(doc.text, asked)


def metrics_in(text: str, asked: bool = False) -> list[Entity]:
    """Return the metrics that a text names, in its order, none overlapping another.

    Arguments:
        asked: whether it is a question, in which looser wordings count, too ("top line").
    """
    found = []
    trie = _trie(asked)
    said = _without_short_names(text, words(text), trie)
    at = 0
    while at < len(said):
        form = said[at][0]
        if form not in trie and form not in _VARIANTS:
            at += 1
            continue
        end, meaning = _longest(said, at, trie)
        if meaning is None:
            at += 1
            continue
        if meaning.mention is None:
            at = end
            continue
        if _is_excluded(said, at, end, meaning):
            at += 1
            continue
        mention = meaning.mention
        end = _without_next(said, at, end, trie)
        if meaning.variants:
            end = _after_variants(said, end)
            kind, _ = variant(" ".join(form for form, _, _ in said[at:end]))
            mention = replace(mention, metric=meaning.variants.get(kind, mention.metric))
        found.append(_entity(text, said[at][1], said[end - 1][2], mention))
        at = end
    return found if asked else _with_common_words(text, found)


def _with_common_words(text: str, found: list[Entity]) -> list[Entity]:
    """The metrics of a text with those that a common word names where no wording does."""
    named = [
        word
        for word in common_words_in(text)
        if not any(one.start < word.end and word.start < one.end for one in found)
    ]
    return sorted([*found, *named], key=lambda one: one.start) if named else found


def _without_short_names(text: str, said: Sequence[Word], trie: Trie) -> Sequence[Word]:
    """Return a text's words without the short names in brackets amid a metric's wording: "general (G&A) expense"."""
    for short in _IN_SHORT.finditer(text):
        left = [word for word in said if word[2] <= short.start() or word[1] >= short.end()]
        behind = bisect_left(left, short.end(), key=lambda word: word[1])
        if any(_walk(left, at, at, trie)[0] > behind for at in range(max(0, behind - _MOST_BEFORE), behind)):
            said = left
    return said


def _longest(said: Sequence[Word], at: int, trie: Trie) -> tuple[int, _Meaning | None]:
    """Return the longest wording that begins at a word: the index after it, and what it means.

    "Basic" and "diluted" may stand anywhere in the wording of a family: "net loss per diluted share".
    """
    end, meaning = _walk(said, at, at, trie)
    if meaning is None and said[at][0] in _VARIANTS:
        end, meaning = _walk(said, at, _after_variants(said, at), trie)
    return end, meaning


def _without_next(said: Sequence[Word], at: int, end: int, trie: Trie) -> int:
    """The end of a wording without its last word, where the same is named without it and another begins with it.

    In "revenue, net income" the "net" is the income's.
    """
    if end - at < 2 or said[end - 1][0] not in trie or _walk(said, end - 1, end - 1, trie)[0] <= end:
        return end
    shorter, whole = _walk(said[: end - 1], at, at, trie), _walk(said[:end], at, at, trie)
    return end - 1 if shorter[0] == end - 1 and shorter[1] == whole[1] else end


def _walk(said: Sequence[Word], first: int, at: int, trie: Trie) -> tuple[int, _Meaning | None]:
    node, end = trie, at
    meaning: _Meaning | None = None
    varied = at - first
    for index in range(at, len(said)):
        following = node.get(said[index][0])
        if following is None:
            if varied == _LONGEST_VARIANT or not _is_variant(said, index):
                break
            varied += 1
            continue
        node = following
        reached: _Meaning | None = node.get(_END)
        if reached and (not varied or reached.variants):
            end, meaning = index + 1, reached
    return end, meaning


def _is_variant(said: Sequence[Word], index: int) -> bool:
    form = said[index][0]
    if form in _BETWEEN_VARIANTS:
        return index + 1 < len(said) and said[index + 1][0] in _VARIANTS
    return form in _VARIANTS


def _after_variants(said: Sequence[Word], at: int) -> int:
    """Return the index after the variants that stand there: "net loss per share, basic and diluted"."""
    last = min(len(said), at + _LONGEST_VARIANT)
    while at < last and _is_variant(said, at):
        at += 1
    return at


def _is_excluded(said: Sequence[Word], start: int, end: int, meaning: _Meaning) -> bool:
    return any(_stands(said, start - len(phrase), phrase) for phrase in meaning.not_after) or any(
        _stands(said, end, phrase) for phrase in meaning.not_before
    )


def _stands(said: Sequence[Word], at: int, phrase: tuple[str, ...]) -> bool:
    if at < 0 or at >= len(said) or said[at][0] != phrase[0]:
        return False
    return tuple(form for form, _, _ in said[at : at + len(phrase)]) == phrase


def _entity(text: str, start: int, end: int, mention: MetricMention) -> Entity:
    """The entity of a wording, "(loss)" and the like after it taken along."""
    behind = _OTHER_SIGN_BEHIND.match(text, end)
    end = behind.end() if behind else end
    if OTHER_SIGN.search(text, start, end):
        mention = replace(mention, two_sided=True)
    return Entity(start, end, mention)


@cache
def _trie(asked: bool) -> Trie:
    known = vocabulary()
    root: Trie = {}
    for form, mention in (known.in_question if asked else known.in_prose).items():
        _insert(root, form, _meaning(mention))
    for decoy in expand(known.habits["text"]["decoys"]):
        _insert(root, wording(decoy), _Meaning(None, {}))
    return root


@cache
def _meaning(mention: MetricMention) -> _Meaning:
    metric = vocabulary().metrics[mention.metric]
    return _Meaning(mention, metric.variants, _phrases(metric.not_after), _phrases(metric.not_before))


def _insert(root: Trie, form: str, meaning: _Meaning) -> None:
    node = root
    for word in form.split():
        node = node.setdefault(word, {})
    node.setdefault(_END, meaning)


def _phrases(phrases: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(wording(phrase).split()) for phrase in phrases)


@Language.factory("qa_metrics", assigns=["doc.spans"])
def make_metrics(nlp: Language, name: str) -> SpanWriter:  # noqa: ARG001 (spaCy calls a factory with both)
    """Make the component that writes `doc.spans["metrics"]`, each span's value a MetricMention."""
    return SpanWriter(METRICS, metrics_in)
