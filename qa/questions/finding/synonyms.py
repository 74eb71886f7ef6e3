"""A topic in other words, for one whose own find no line: "outside servicing" for "third-party servicing".

Words are tried as they stand, though the vocabulary takes them for another metric; then in synonyms that the filing has.
Either way a line must hold each of them, so that what no line holds finds none.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa.language.stems import ignored, stems
from qa.language.vocabulary import vocabulary
from qa.questions.finding.index import Index
from qa.questions.parsing.query import Term, Topic
from qa.questions.parsing.words import generic, short_forms, synonymous

Wording = tuple[str, ...]  # stems of words that stand together

_COUNTS = stems("count number of")  # of things that are counted: "mill count"
_MEASURED = ("money", "money/share", "shares", "percent", "ratio", "days")  # no things
_MOST = 24  # wordings tried


def in_other_words(topic: Topic, index: Index) -> Iterator[Topic]:
    """Yield a topic in other words, all of which the filing has; a word stays, if only that of a cost."""
    plain = _as_words(topic)
    counted = _counted_by_name(topic, index)
    if counted:
        yield counted
    bases = list(dict.fromkeys((topic, plain, _with_verbs(plain, index))))
    yield from bases[1:]
    for one in bases:
        ways = list(_ways(one, index))
        for chosen in itertools.islice(itertools.product(*ways), 1, _MOST):
            terms = tuple(itertools.chain.from_iterable(chosen))
            if one.way == "spent" or any(_is_kept(term, one) for term in terms):
                yield replace(one, terms=terms)


def may_be_found(topic: Topic, index: Index) -> bool:
    """Return whether each word that a line must hold is in some line, or others may stand for it: else no wording finds one."""
    at_will = generic() | ignored() | _COUNTS
    return all(
        term.soft
        or term.mention >= 0
        or term.stem in at_will
        or index.worded(term.stem)
        or any(_stems(topic.terms[start : at + 1]) in synonymous() for start in (at, max(0, at - 1)))
        or _stems(topic.terms[at : at + 2]) in synonymous()
        or _written_out([term], index)
        for at, term in enumerate(topic.terms)
    )


def _counted_by_name(topic: Topic, index: Index) -> Topic | None:
    """The topic of things by that of their names which the filing has, though it has no line of the metric: its stores are "warehouses"."""
    metric = vocabulary().metrics.get(topic.mentions[0]) if len(set(topic.mentions)) == 1 else None
    if metric is None or metric.unit in _MEASURED or index.of(metric.name):
        return None
    if any(term.text.lower() in metric.not_before for term in topic.terms):
        return None  # "stores opened" are no stores
    names = {one for said in metric.aliases if len(one := stems(said)) == 1}
    held = [one for name in sorted(names, key=sorted) for one in name if index.worded(one)]
    own = [term for term in topic.terms if term.mention >= 0]
    if len(held) != 1 or any(term.stem == held[0] for term in own):
        return None
    beside = (term for term in topic.terms if term.mention < 0 and term.stem not in _COUNTS)
    named = replace(own[0], stem=held[0], mention=-1)
    return replace(topic, terms=(named, *beside), mentions=(), counted=True)


def _as_words(topic: Topic) -> Topic:
    """The topic with no word taken for a metric's; of what something "made" or "earned" what is earned."""
    if not topic.mentions:
        return topic
    asking = ignored() | _COUNTS if topic.counted else ignored()
    named = (term for term in topic.terms if term.mention < 0 or term.stem not in asking)
    terms = tuple(replace(term, mention=-1) for term in named)
    earned = all(term.stem in ignored() for term in topic.terms if term.mention >= 0)
    return replace(topic, terms=terms, mentions=(), way=topic.way or ("earned" if earned else ""))


def _with_verbs(topic: Topic, index: Index) -> Topic:
    """The topic with no word taken for one that asks, of those that lines of the filing have: "clearing", "earned"."""
    terms = tuple(replace(term, soft=term.soft and not index.worded(term.stem)) for term in topic.terms)
    return replace(topic, terms=terms)


def _ways(topic: Topic, index: Index) -> Iterator[list[tuple[Term, ...]]]:
    """For each word or run of words, itself and what may stand for it."""
    terms, at = topic.terms, 0
    while at < len(terms):
        length = next((n for n in (2, 1) if _are_free(run := terms[at : at + n], n) and _stems(run) in synonymous()), 0)
        own = terms[at : at + (length or 1)]
        others = synonymous()[_stems(own)] if length else ()
        held = [other for other in others if all(index.worded(one) for one in other)] or _written_out(own, index)
        yield [own, *(tuple(_called(own, other)) for other in held)]
        at += length or 1


def _written_out(own: Sequence[Term], index: Index) -> list[Wording]:
    """What a word cut short stands for, though the filing itself cuts it short elsewhere, where it can be but one thing.

    A part's initials, too: a line of one table is called "LMFC", and another's column "Lower Mill Finance Corporation".
    """
    if not _are_free(own, 1):
        return []
    word = own[0].text.lower()
    meant = {*short_forms().get(word, ()), *filter(None, [index.initials.get(word)])}
    held = [wording for wording in meant if all(index.worded(one) for one in wording)]
    return held if len(held) == 1 else []


def _are_free(run: Sequence[Term], length: int) -> bool:
    """Whether words stand for no metric and a line must have them."""
    return len(run) == length and all(term.mention < 0 and not term.soft for term in run)


def _stems(run: Sequence[Term]) -> Wording:
    return tuple(term.stem for term in run)


def _called(own: Sequence[Term], other: Wording) -> Iterator[Term]:
    for at, one in enumerate(other):
        yield replace(own[0], stem=one, breaks=own[0].breaks and not at)


def _is_kept(term: Term, topic: Topic) -> bool:
    """Whether a word of the topic tells which line is meant, and stands in it as asked."""
    return term in topic.terms and not term.soft and (term.mention >= 0 or term.stem not in generic())
