"""What is computed of one line per unit of another that counts something: employees, stores, shares."""

from dataclasses import replace
from decimal import Decimal

from qa.facts.fact import Fact, Period
from qa.facts.naming import per_unit
from qa.language.amount_behind import one_of
from qa.language.currencies import is_currency
from qa.language.vocabulary import vocabulary
from qa.language.wording import singular
from qa.questions.computing.arithmetic import (
    is_spent_or_lost,
    number,
    reported,
    term,
)
from qa.questions.computing.combined import combined
from qa.questions.finding.library import View
from qa.questions.finding.lookup import of_metric, value
from qa.questions.finding.periods import at, by_default, targets
from qa.questions.outcome import Outcome
from qa.questions.parsing.query import Computation, Query, Topic
from qa.questions.parsing.words import generic
from qa.questions.reply import Answer
from qa.questions.wording import sentences as say
from qa.questions.wording.word import metric_words

_HUNDREDTH = Decimal("0.01")


def per(computation: Computation, query: Query, view: View) -> Outcome:
    """Return one line per unit of another that counts something: employees, stores, shares.

    Per share, a flow is divided by the weighted average of diluted shares, a balance by the shares outstanding,
    as per-share figures are (ASC 260-10-45; book value per share in SEC Staff Accounting Bulletin Topic 1.B.3).
    Earnings per share are only what the filing reports: their numerator is not net income alone. What the filing reports
    for each barrel or ton itself goes before what could be computed.
    """
    topic, counted = computation.topics[0], computation.operand
    if counted is None or not topic.hard or _is_price(topic, counted):
        return Outcome()
    for period in targets(query.periods, view, query.anchors) or (None,):
        printed = None
        if _is_of_shares(counted):
            printed = _per_share(topic, period, view) or _row_per_share(topic, period, view)
        elif len(topic.mentions) == 1 and counted.terms:
            printed = of_metric(per_unit(topic.mentions[0], _good(counted)), period, view, topic.basis or "GAAP")
        if printed:
            return Outcome((printed,), say.figures([printed], query, view))
        whole = value(topic, period, view)
        if (
            whole is None
            or whole.fact.period is None
            or not is_currency(whole.fact.unit)
            or is_spent_or_lost(whole.fact)
        ):
            continue
        if _is_average(whole.fact):
            return Outcome((whole,), say.figures([whole], query, view))
        noun = counted.terms[-1].text.lower() if counted.terms else ""
        units = _shares(whole.fact, view) if _is_of_shares(counted) else _counted(counted, whole.fact.period, view)
        if (
            units is None
            or number(units.fact) <= 0
            or not _is_of_the_same(whole.fact, units.fact)
            or (units.fact.unit == "shares" and whole.fact.metric == "NetIncomeLoss")
        ):
            continue
        result = (number(whole.fact) / number(units.fact)).quantize(_HUNDREDTH)
        if not result:
            continue  # the stock at its par value, say, of which each share has next to nothing
        unit = (
            "share"
            if units.fact.unit == "shares"
            else units.fact.unit
            if units.fact.unit != "count"
            else noun.removesuffix("s")
        )
        answer = combined(
            [whole, units],
            result,
            f"{whole.fact.metric}Per{unit.capitalize()}",
            f"{metric_words(whole.fact)} per {unit}",
            f"{term(whole)} / {term(units)}",
            f"{whole.fact.unit}/{unit}",
        )
        return Outcome((answer,), say.share(answer, view))
    return Outcome()


def _good(counted: Topic) -> str:
    """What is counted as filings' units call it: "barrel of oil equivalent" for "boe"."""
    return one_of(singular(" ".join(term.text for term in counted.terms).lower()))


def _is_of_shares(counted: Topic) -> bool:
    return bool(counted.terms) and counted.terms[0].stem == "share"


def _is_price(topic: Topic, counted: Topic) -> bool:
    """Whether so much per share is asked for of some shares themselves: what was paid for "the shares it bought back"."""
    return _is_of_shares(counted) and any(term.mention < 0 and term.stem == "share" for term in topic.terms)


def _is_of_the_same(whole: Fact, units: Fact) -> bool:
    """Whether units are those of a figure: of the same part, and no balance by what was made or sold in a while."""
    in_a_while = units.period is not None and not units.is_instant
    return units.dimensions in ((), whole.dimensions) and not (whole.is_instant and in_a_while)


def _row_per_share(topic: Topic, period: Period | None, view: View) -> Answer | None:
    """The figure per share of a row that is called as asked, which a release computes in its own way: after tax, say."""
    said = frozenset(term.stem for term in topic.hard) - generic()
    entries = min((view.index.worded(stem) for stem in said), key=len, default=())
    for line in view.index.look_at(entries):
        if line.unit.endswith("/share") and line.family == "level" and any(said <= label for label in line.labels):
            held = at(line, period) if period else by_default(line, view.reported)
            if held:
                return reported(held, view.company)
    return None


def _per_share(topic: Topic, period: Period | None, view: View) -> Answer | None:
    """The per-share figure that a filing reports of a metric, of diluted shares first."""
    known = vocabulary().metrics.get(topic.mentions[0]) if len(topic.mentions) == 1 else None
    name = known.by_unit.get("money/share", "") if known else ""
    variants = vocabulary().metrics[name].variants if name in vocabulary().metrics else {}
    answers = (
        of_metric(one, period, view, topic.basis or "GAAP") for one in (variants.get("diluted", ""), name) if one
    )
    return next((answer for answer in answers if answer), None)


def _shares(whole: Fact, view: View) -> Answer | None:
    names = (
        ("CommonStockSharesOutstanding",) if whole.is_instant else ("WeightedAverageNumberOfDilutedSharesOutstanding",)
    )
    found = (of_metric(name, whole.period, view) for name in names)
    return next((answer for answer in found if answer), None)


def _counted(topic: Topic, period: Period, view: View) -> Answer | None:
    """The number of what is counted: at the period's end, or over it."""
    for when in (period, Period(period.end)):
        answer = value(replace(topic, counted=True), when, view)
        if answer and isinstance(answer.fact.value, Decimal):
            return answer
    return None


def _is_average(fact: Fact) -> bool:
    """Whether a line's own words say that it is of one already, though not of what: "Average rent" per home."""
    words = fact.label.lower().split()
    return fact.metric not in vocabulary().metrics and "average" in words and "per" not in words
