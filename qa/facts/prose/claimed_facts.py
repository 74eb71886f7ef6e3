"""From claims to facts: each dated by the calendar, in the metric's unit and sign; what leaves something open gives none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from qa.facts.fact import Fact, Period, Source
from qa.facts.prose.agreement import agreeing
from qa.facts.prose.claimed_values import bounds, lacks_scale, scaled, signed
from qa.facts.prose.claims import Claim
from qa.facts.prose.dating import counted_from, guidance_of, is_over_a_year, period_of
from qa.facts.prose.only_period import is_apart, only_period
from qa.facts.prose.other_times import is_of_another_time
from qa.facts.prose.outlook.verbs import verb_of
from qa.facts.prose.prose_units import is_growth, metric_and_unit
from qa.facts.prose.sentence import Sentence
from qa.facts.prose.whose import of_its_part
from qa.frozen import frozen
from qa.language.metric import Metric
from qa.language.values import Entity, Quantity
from qa.language.vocabulary import vocabulary

_QUARTERLY = re.compile(r"\bquarterly\b", re.IGNORECASE)
_FULL_YEAR = re.compile(r"\bfull[- ]year\b", re.IGNORECASE)
_QUARTER, _YEAR = 100, 300  # days, at most and at least
_DAY = timedelta(days=1)
# Confidence in a period that the sentence says, in one taken from before, and in that of a metric no vocabulary knows.
SAID, UNSAID, _UNKNOWN = 0.93, 0.85, 0.8


@frozen
class _When:
    """The time of a claim's figure.

    Arguments:
        said: whether the sentence says it.
        against: the period that a change is counted from.
        guidance: what management does with what it expects; empty for what happened.
    """

    period: Period
    said: bool
    against: Period | None
    guidance: str


def facts_of(claims: Sequence[Claim], sentence: Sentence, compared: frozenset[int] = frozenset()) -> list[Fact]:
    """Return what the claims of a sentence come to; in talk of a part of the company only what is said to be of the whole.

    Arguments:
        compared: where periods stand that the sentence compares others with.
    """
    only = only_period(claims, sentence, compared)
    owned = [of_part for claim in claims if (of_part := of_its_part(claim, sentence))]
    return agreeing([fact for claim in owned for fact in _facts(claim, only, sentence)], SAID)


def _facts(claim: Claim, only: Entity | None, sentence: Sentence) -> Iterator[Fact]:
    """Yield what a claim comes to: one fact, two for a range that is guided to, none where something is open."""
    named = metric_and_unit(claim, sentence.text)
    if not isinstance(claim.figure.value, Quantity) or named is None:
        return
    quantity = scaled(claim.figure.value, claim.scale)
    metric, unit = named
    known = vocabulary().metrics.get(claim.subject.metric)
    only = None if only and is_apart(claim, only, sentence.text) else only
    if lacks_scale(quantity, unit) or is_of_another_time(claim, claim.view or only, sentence):
        return
    period, said = period_of(claim, only, sentence)
    if claim.ahead and claim.heads and known is None and not (said or sentence.talk.guidance):
        yield from _undated(claim, quantity, _fact(claim, quantity, metric, unit, sentence), sentence)
        return
    when = _when(claim, period, said, metric, known, sentence)
    if when is None:
        return
    plain = _fact(claim, quantity, metric, unit, sentence)
    confidence = _UNKNOWN if claim.heads else SAID if said else UNSAID if claim.subject.known else _UNKNOWN
    for value, bound in bounds(claim, quantity, bool(when.guidance)):
        if bound and signed(claim, Decimal(1)) < 0:
            bound = "high" if bound == "low" else "low"  # a fall by the less is the upper end, as the smaller loss is
        yield replace(
            plain,
            value=signed(claim, value),
            period=when.period,
            comparison=when.against,
            guidance=when.guidance,
            bound=bound,
            confidence=confidence,
        )


def _when(
    claim: Claim, period: Period | None, said: bool, metric: str, known: Metric | None, sentence: Sentence
) -> _When | None:
    """The time of a claim's figure; None where the sentence leaves it open, or the metric has none of its kind.

    Arguments:
        period: the one that its figure is of, as far as that is known.
        metric: its name by the figure's unit.
        known: the metric of the claim's subject.
    """
    against = counted_from(claim, period, sentence)
    if period is None or (claim.against and against is None):
        return None
    if claim.kind == "change" and is_growth(metric):
        if not is_over_a_year(period, against, sentence):
            return None
    elif claim.kind == "change" and against is None:
        if known is None or not known.instant or period.start is None:
            return None  # only a balance changes over a period without words that compare
        against = sentence.calendar.labelled(Period(period.start - _DAY))
    guidance = guidance_of(claim, period, said, sentence)
    if guidance is None:
        return None
    if (known and known.instant) or (against and period.is_instant):
        period, against = _closing(period, sentence), _closing(against, sentence) if against else None
    elif known and period.is_instant:
        return None
    if against == period or _is_of_another_length(claim, period, sentence):
        return None
    if claim.kind == "change" and is_growth(metric):
        against = None  # it is a measure by itself
    return _When(period, said, against, guidance)


def _closing(period: Period, sentence: Sentence) -> Period:
    """The instant at which a period closes."""
    return period if period.is_instant else sentence.calendar.closing(period)


def _is_of_another_length(claim: Claim, period: Period, sentence: Sentence) -> bool:
    """Whether the words of a figure say it to be a quarter's, and the talk is of a year: "record quarterly sales of"."""
    before = sentence.text[max(sentence.start, claim.subject.start - 12) : claim.subject.end]
    long, short = period.days > _QUARTER, 0 < period.days < _YEAR
    return bool((long and _QUARTERLY.search(before)) or (short and _FULL_YEAR.search(before)))


def _undated(claim: Claim, quantity: Quantity, plain: Fact, sentence: Sentence) -> Iterator[Fact]:
    """Yield what is expected of a noun without saying when: a target, the size of a facility."""
    verb = verb_of(sentence.said)
    if verb != "withdraws":
        for value, bound in bounds(claim, quantity, guidance=True):
            yield replace(plain, value=signed(claim, value), bound=bound, guidance=verb)


def _fact(claim: Claim, quantity: Quantity, metric: str, unit: str, sentence: Sentence) -> Fact:
    """What a claim states, without the time of it."""
    text = sentence.text
    return Fact(
        metric=metric,
        label=text[claim.subject.start : claim.subject.end],
        value=signed(claim, quantity.value),
        unit=unit,
        period=None,
        reported=text[claim.figure.start : claim.figure.end],
        scale=quantity.scale,
        decimals=quantity.decimals,
        dimensions=claim.subject.dimensions,
        basis=claim.basis or claim.subject.basis,
        heads=tuple(filter(None, (sentence.talk.topic, claim.heads))) if claim.heads else (),
        sources=(_source(claim, sentence),),
        confidence=_UNKNOWN,
    )


def _source(claim: Claim, sentence: Sentence) -> Source:
    start = min(claim.subject.start, claim.figure.start, *([claim.since] if claim.since >= 0 else ()))
    end = max(claim.subject.end, claim.figure.end)
    return Source(start, end, sentence.text[start:end], sentence.passage.section)
