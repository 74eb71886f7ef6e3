"""A topic in the filing's own words: places, words cut short, initials, and words of a name that may also ask."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from qa.language.metrics import metrics_in
from qa.language.stems import COUNTRY, ignored, label_stems
from qa.language.values import MetricMention
from qa.questions.finding.index import Entry, Index, Line
from qa.questions.parsing.mentions import meant
from qa.questions.parsing.query import Term, Topic
from qa.questions.parsing.words import alike, fillers, framing, kinds, short_forms

_OUTSIDE = "outsid"
_TOTAL = label_stems("total")
_LEAST_SAID = 3  # words that name a row though one of them or two name a metric
_INITIALS = re.compile(r"[a-z&]{2,5}", re.I)


def in_own_words(topic: Topic, index: Index) -> Topic:
    """Return the topic with the words by which the filing calls what is asked, where no other can be meant."""
    places = _Places(topic, index)
    terms = _at_home_or_abroad(topic.terms, places)
    after = [*(term.stem for term in terms[1:]), ""]
    terms = tuple(
        itertools.chain.from_iterable(_called(one, then, places) for one, then in zip(terms, after, strict=False))
    )
    topic = _parted(replace(topic, terms=terms) if terms != topic.terms else topic, index)
    return _without_kinds(_with_parts_named(topic, index), index)


def as_row(topic: Topic, index: Index, *, verbatim: bool) -> Topic:
    """Return a topic of a metric and more by its words alone where they are all that a row is called.

    "Interest on interest-earning assets" is the row of that name, and neither interest nor such assets.

    Arguments:
        verbatim: whether the question has the row's label as it stands, so that words of it which may ask are of it.
    """
    hard = frozenset([term.stem for term in topic.hard])
    said = hard.union([term.stem for term in topic.terms]) if verbatim else hard
    least = _LEAST_SAID if len(topic.mentions) == 1 else 1
    if not topic.mentions or not hard or len(said) < least:
        return topic  # as most questions say no more than a metric
    rarest: Sequence[Entry] = min([index.worded(stem) for stem in hard], key=len)
    lines = [line for line in index.look_at(rarest) if line.family == "level"]
    called = [line for line in lines if any(_is_all_of(hard, said, label, line, least) for label in line.labels)]
    longest = max((len(label) for line in called for label in line.labels), default=0)
    called = [line for line in called if any(len(label) == longest for label in line.labels)]
    named = {metric for name in topic.mentions for metric in meant(name)}
    if not called or any(line.metric in named for line in called):
        return topic
    words = frozenset().union(*(label | line.members for line in called for label in line.labels))
    terms = (replace(term, mention=-1, soft=term.soft and term.stem not in words) for term in topic.terms)
    return replace(topic, terms=tuple(terms), mentions=())


def _is_all_of(hard: frozenset[str], said: frozenset[str], label: frozenset[str], line: Line, least: int) -> bool:
    """Whether a row is called by no more than is said, and by all of it that does not merely ask, its part aside."""
    called = label | line.members
    return len(label) >= least and hard <= called | fillers() and called - _TOTAL <= said


class _Places:
    """The words for places, of which the parts of the metric asked for have some, or else the filing."""

    def __init__(self, topic: Topic, index: Index) -> None:
        self.index = index
        self._mentions = topic.mentions

    def worded(self, stem: str) -> bool:
        """Whether what is asked for is called by a word; by another for the same place, it is not."""
        if stem in self._parts:
            return True
        return bool(self.index.worded(stem)) and self._parts.isdisjoint(alike().get(stem, ()))

    def only_parts(self, term: Term) -> bool:
        """Whether a word cut short that no metric is asked with names only parts: "Macs" beside "Mac-based revenue"."""
        if self._mentions or term.text.lower() not in short_forms():
            return False
        parts = (entry.places[0][2].dimensions for entry in self.index.worded(term.stem))
        return all(any(term.stem in label_stems(member) for _, member in one) for one in parts)

    def called(self, stem: str) -> Sequence[str]:
        """The other word for a place, by which the filing calls it; empty where it has none."""
        others = alike().get(stem, frozenset())
        held = sorted(others & self._parts) or sorted(other for other in others if self.index.worded(other))
        return held[:1]

    @cached_property
    def _parts(self) -> frozenset[str]:
        lines = (line for name in self._mentions for line in self.index.of_metric(name))
        return frozenset().union(*(line.members for line in lines))


def _at_home_or_abroad(terms: Sequence[Term], places: _Places) -> Sequence[Term]:
    """The terms with "outside the U.S." as the one word for it that the filing has."""
    for at, (one, other) in enumerate(itertools.pairwise(terms)):
        if one.stem == _OUTSIDE and other.stem == COUNTRY and not places.worded(_OUTSIDE):
            abroad = places.called(_OUTSIDE)
            return (*terms[:at], replace(one, stem=abroad[0]), *terms[at + 2 :]) if abroad else terms
    return terms


def _called(term: Term, after: str, places: _Places) -> Iterable[Term]:
    """A term as the filing calls it: by as many terms as that takes; as it is where the filing has the word."""
    index = places.index
    if term.mention >= 0 or not _may_be_called(term):
        return (term,)
    if places.worded(term.stem) if term.stem in alike() else index.worded(term.stem) and not places.only_parts(term):
        return (term,)
    stems = places.called(term.stem) or _written_out(term, after, index) or index.initials.get(term.text.lower(), ())
    return [replace(term, stem=one, soft=False, breaks=term.breaks and not at) for at, one in enumerate(stems)] or (
        term,
    )


def _may_be_called(term: Term) -> bool:
    """Whether a word is one of those that may stand for another, which most are not."""
    lowered = term.text.lower()
    return (
        term.stem in alike() or lowered in short_forms() or (not term.soft and _INITIALS.fullmatch(lowered) is not None)
    )


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


def with_parts_freed(topic: Topic, index: Index) -> Topic:
    """Return a topic of one metric whose part is called by another's words as that metric's: "margin of Gathering and Processing"."""
    if len(topic.mentions) < 2:
        return topic
    part = {term.stem for term in topic.terms if term.mention > 0} - ignored()
    lines = index.look_at(index.worded(next(iter(part)))) if part else ()
    if not any(part <= line.members and line.metric not in topic.mentions[1:] for line in lines):
        return topic
    terms = tuple(
        replace(t, mention=-1, soft=t.soft or t.stem in ignored()) if t.mention > 0 else t for t in topic.terms
    )
    return replace(topic, terms=terms, mentions=topic.mentions[:1])


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
    named |= {at for at, term in enumerate(topic.terms) if _is_done_part(term, index)}
    if not named:
        return topic
    return replace(topic, terms=tuple(replace(t, soft=t.soft and at not in named) for at, t in enumerate(topic.terms)))


def _is_done_part(term: Term, index: Index) -> bool:
    """Whether a word that says what was done is all that a part is called: "classified" advertising."""
    if not term.soft or term.mention >= 0 or not term.text.endswith("ed") or term.text.lower() not in framing():
        return False
    return any(line.members == {term.stem} for line in index.look_at(index.worded(term.stem)))


def _without_kinds(topic: Topic, index: Index) -> Topic:
    """The topic that need not say of what kind a part's things are, where the filing does not: "open loom products"."""
    at = [n for n, term in enumerate(topic.terms) if n and not term.soft and term.mention < 0 and term.stem in kinds()]
    if not at or topic.counted or not topic.mentions:
        return topic
    members = [line.members for name in topic.mentions for line in index.of_metric(name)]
    idle = {n for n in at if not any(topic.terms[n].stem in names for names in members)}
    idle = {n for n in idle if any(topic.terms[n - 1].stem in names for names in members)}
    return replace(topic, terms=tuple(replace(t, soft=t.soft or n in idle) for n, t in enumerate(topic.terms)))


def _own_name(line: Line) -> frozenset[str]:
    """The stems of what a filer names itself: a part, or a line that no vocabulary knows."""
    return line.members if line.members or line.known else frozenset().union(*line.labels)
