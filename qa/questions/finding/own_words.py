"""A topic in the filing's own words: places, words cut short, initials, and words of a name that may also ask."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from qa.language.metrics import metrics_in
from qa.language.stems import ignored
from qa.language.values import MetricMention
from qa.questions.finding.index import Index, Line
from qa.questions.parsing.mentions import meant
from qa.questions.parsing.query import Term, Topic
from qa.questions.parsing.words import alike, framing, short_forms

_OUTSIDE = "outsid"
_INITIALS = re.compile(r"[a-z&]{2,5}", re.I)


def in_own_words(topic: Topic, index: Index) -> Topic:
    """Return the topic with the words by which the filing calls what is asked, where no other can be meant."""
    terms = _at_home_or_abroad(topic.terms, index)
    after = [*(term.stem for term in terms[1:]), ""]
    terms = tuple(itertools.chain.from_iterable(map(_called, terms, after, itertools.repeat(index))))
    topic = _parted(replace(topic, terms=terms), index)
    return _with_parts_named(topic, index)


def _at_home_or_abroad(terms: Sequence[Term], index: Index) -> Sequence[Term]:
    """The terms with "outside the U.S." as the one word for it that the filing has."""
    for at, (one, other) in enumerate(itertools.pairwise(terms)):
        if one.stem == _OUTSIDE and other.stem == "us" and not index.worded(_OUTSIDE):
            abroad = _placed(one, index)
            return (*terms[:at], replace(one, stem=abroad[0]), *terms[at + 2 :]) if abroad else terms
    return terms


def _called(term: Term, after: str, index: Index) -> Iterable[Term]:
    """A term as the filing calls it: by as many terms as that takes; as it is where the filing has the word."""
    if term.mention >= 0 or not _may_be_called(term) or index.worded(term.stem):
        return (term,)
    stems = _placed(term, index) or _written_out(term, after, index) or index.initials.get(term.text.lower(), ())
    return [replace(term, stem=one, soft=False, breaks=term.breaks and not at) for at, one in enumerate(stems)] or (
        term,
    )


def _may_be_called(term: Term) -> bool:
    """Whether a word is one of those that may stand for another, which most are not."""
    lowered = term.text.lower()
    return (
        term.stem in alike() or lowered in short_forms() or (not term.soft and _INITIALS.fullmatch(lowered) is not None)
    )


def _placed(term: Term, index: Index) -> Sequence[str]:
    held = sorted(other for other in alike().get(term.stem, ()) if index.worded(other))
    return held[:1]


def _written_out(term: Term, after: str, index: Index) -> Sequence[str]:
    """What a word cut short stands for: the one thing that the filing has of those that it may, beside the next word or at all."""
    meant = {stems for stems in short_forms().get(term.text.lower(), ()) if all(index.worded(one) for one in stems)}
    beside = {stems for stems in meant if index.beside(stems[-1], after)} if len(meant) > 1 else meant
    return beside.pop() if len(beside) == 1 else ()


def _parted(topic: Topic, index: Index) -> Topic:
    """The topic with a metric that the filing lacks taken as a part's of one that it has: "e-commerce comparable sales"."""
    for at, name in enumerate(topic.mentions):
        own = [term for term in topic.terms if term.mention == at]
        if len(own) < 2 or any(index.of(one) for one in meant(name)):
            continue
        for cut in range(1, len(own)):
            whole = named_by(own[cut:])
            part = {term.stem for term in own[:cut]}
            if whole and any(part <= line.members for line in index.of_metric(whole)):
                freed = {id(term) for term in own[:cut]}
                terms = tuple(replace(t, mention=-1) if id(t) in freed else t for t in topic.terms)
                return replace(topic, terms=terms, mentions=(*topic.mentions[:at], whole, *topic.mentions[at + 1 :]))
    return topic


def named_by(terms: Sequence[Term]) -> str:
    """Return the metric that some words name in full; empty where they do not."""
    text = " ".join(term.text for term in terms)
    found = [entity for entity in metrics_in(text, asked=True) if isinstance(entity.value, MetricMention)]
    full = len(found) == 1 and (found[0].start, found[0].end) == (0, len(text))
    return found[0].value.metric if full and isinstance(found[0].value, MetricMention) else ""


def _with_parts_named(topic: Topic, index: Index) -> Topic:
    """Hold words that may ask to be part of a name where the filing has a part of that name: "rising star revenue"."""
    named: set[int] = set()
    for at, (one, other) in enumerate(itertools.pairwise(topic.terms)):
        if not one.soft or one.mention >= 0 or one.stem in ignored():
            continue
        if other.mention >= 0 and one.text.lower() in framing():
            lines = index.of_metric(topic.mentions[other.mention]) if index.worded(one.stem) else ()
            named |= {at} if any(one.stem in line.members for line in lines) else set()  # "enterprise revenue"
        elif other.soft and other.mention < 0 and other.stem not in ignored():
            lines = index.look_at(index.worded(one.stem))
            named |= {at, at + 1} if any({one.stem, other.stem} <= _own_name(line) for line in lines) else set()
    if not named:
        return topic
    return replace(topic, terms=tuple(replace(t, soft=t.soft and at not in named) for at, t in enumerate(topic.terms)))


def _own_name(line: Line) -> frozenset[str]:
    """The stems of what a filer names itself: a part, or a line that no vocabulary knows."""
    return line.members if line.members or line.known else frozenset().union(*line.labels)
