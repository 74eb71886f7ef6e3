"""Tells what a metric's figure is of, the words before it heeded."""

from dataclasses import replace
from typing import cast

from qa.facts.fact import Basis
from qa.facts.prose.claims import Subject
from qa.facts.prose.subjects.owners import of_owner, of_place_told, owned_by
from qa.facts.prose.subjects.words import MOST_WORDS
from qa.facts.prose.subjects.words_before import words_before
from qa.facts.prose.symbols import Symbols
from qa.language.values import MetricMention
from qa.language.vocabulary import vocabulary


def subject_of(symbols: Symbols, at: int, names: frozenset[str], since: int = 0) -> Subject | None:
    """Return what the metric at a place names, the words before it heeded; None where these make it no level of its own.

    Arguments:
        at: index of the metric's symbol.
        names: the words of the filer's name, lower case.
        since: index before which no word belongs to the metric.
    """
    whole = named(symbols, at)
    before = words_before(symbols, at, whole, names, since)
    if before is None or len(before.parts) > MOST_WORDS or _is_average(whole, before.parts):
        return None
    if before.reporter:
        return replace(owned_by(whole, before.reporter), basis=before.basis)
    if before.reported and before.parts:  # "Financial services reported net income of": the part's, where it has a name
        return of_owner(whole, " ".join(before.parts), names) if before.parts[0][0].isupper() else None
    start = min(symbols.offsets[before.first], whole.start)
    subject = replace(whole, start=start, basis=before.basis, total=before.total, period=before.period)
    if before.of_talked:
        return replace(subject, of_talked=True)
    if before.parts:
        return owned_by(subject, " ".join(before.parts))
    return of_place_told(subject, symbols, before.first, names)


def named(symbols: Symbols, at: int) -> Subject:
    """Return what the metric at a place names, the words before it unheeded."""
    entity = symbols.entity(symbols.text[at])
    mention = entity.value
    assert isinstance(mention, MetricMention)
    return mentioned(entity.start, entity.end, mention)


def mentioned(first: int, last: int, mention: MetricMention) -> Subject:
    """Return the subject that some words mention."""
    return Subject(first, last, mention.metric, True, mention.negative, cast(Basis, mention.basis or "GAAP"))


def _is_average(whole: Subject, parts: list[str]) -> bool:
    """Whether the words before a balance make it the average of a stretch of time, which is no balance at its end."""
    known = vocabulary().metrics.get(whole.metric)
    return known is not None and known.instant and any(part.lower() == "average" for part in parts)
