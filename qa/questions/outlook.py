"""Management's outlook for a metric, read from the sentence or list line that states it.

Releases give guidance in prose ("revenue is expected to be $290 million to $330 million") and in short lists below
a sentence that says for which period ("our targets for the second quarter: Total revenue $5.25 billion …").
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from qa.facts.fact import Basis, Fact, Period, Source
from qa.language.metrics import metrics_in
from qa.language.periods import find_periods
from qa.language.quantities import find_quantities
from qa.language.values import Entity, MetricMention, PeriodExpression, Quantity
from qa.language.vocabulary import vocabulary
from qa.questions.find import meant
from qa.questions.library import Sentence, View
from qa.questions.periods import same
from qa.questions.query import Topic
from qa.questions.reply import Answer
from qa.questions.word import display
from qa.questions.words import generic

AHEAD = re.compile(
    r"\b(?:expect\w*|anticipat\w*|guid(?:ance|ing)|outlook|forecast\w*|targets?|project(?:s|ed|ing)|estimat\w*|sees|will be)\b",
    re.I,
)
_HAPPENED = re.compile(
    r"\b(?:was|were|total\w*|increased|decreased|grew|rose|fell|declined|came|reached|compare[sd]?)\b", re.I
)
_OUTSIDE_GAAP = re.compile(r"\b(?:non-?gaap|adjusted)\s+(?:\w+\s+){0,2}$", re.I)
_BOTH = re.compile(r"\bgaap and non-?gaap\b", re.I)
_IN_BRACKETS = re.compile(r"\((?:in )?(?P<scale>thousand|million|billion)s?\)", re.I)
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_LINE_START = 30  # characters in which a list line has named its metric
_LOOK_BACK = 12  # sentences above a list line in which its period and its being an outlook are said
_REACH = 120  # characters between a metric's name and its figure


def outlook(topic: Topic, target: Period | None, view: View) -> list[Answer]:
    """Return the low and the high end, or the point, that management expects; empty where it does not say.

    Arguments:
        target: the period asked for; None takes the one that is said.
    """
    for at, sentence in enumerate(view.sentences):
        figure = _figure(topic, sentence)
        if figure is None or not _is_ahead(at, view.sentences):
            continue
        period = _period(at, view)
        if period and view.reported and period.end > view.reported.end and (target is None or same(period, target)):
            return _answers(topic, sentence, figure, period, view)
    return []


def _figure(topic: Topic, sentence: Sentence) -> Entity | None:
    """The figure that stands after the topic's words in a sentence, before those of another metric."""
    if not all(term.stem in sentence.stems or term.stem in generic() or term.mention >= 0 for term in topic.hard):
        return None
    wanted = {name for mention in topic.mentions for name in meant(mention)}
    mentions = [e for e in metrics_in(sentence.text) if isinstance(e.value, MetricMention)]
    named = next((e for e in mentions if isinstance(e.value, MetricMention) and e.value.metric in wanted), None)
    if named is None or not _of_basis(topic.basis, sentence.text, named.start):
        return None
    until = min((e.start for e in mentions if e.start > named.end), default=len(sentence.text))
    figures = [
        e
        for e in find_quantities(sentence.text)
        if named.end <= e.start < min(until, named.end + _REACH)
        and isinstance(e.value, Quantity)
        and e.value.unit != "count"
    ]
    if _BOTH.search(sentence.text[: named.end]) and topic.basis == "non-GAAP":
        figures = figures[1:]
    return figures[0] if figures and _is_expected(sentence.text, named.start, figures[0].start) else None


def _is_expected(text: str, named: int, figure: int) -> bool:
    """Whether a word of expectation governs the figure: it stands before it, and no other figure comes between.

    A short line that begins with the metric's name is of a list, whose introduction says so.
    """
    ahead = [match.end() for match in AHEAD.finditer(text[:figure])]
    if ahead:
        return not any(ahead[-1] <= e.start < figure for e in find_quantities(text[:figure]))
    return named < _LINE_START and len(text) < _REACH and not _HAPPENED.search(text)


def _of_basis(basis: Basis | None, text: str, at: int) -> bool:
    """Whether the words before a metric's name leave it of the basis asked for, GAAP's where none is."""
    before = text[:at]
    if _BOTH.search(before[-40:]):
        return True
    return bool(_OUTSIDE_GAAP.search(before)) == (basis == "non-GAAP")


def _is_ahead(at: int, sentences: Sequence[Sentence]) -> bool:
    return any(AHEAD.search(sentence.text) for sentence in _above(at, sentences))


def _above(at: int, sentences: Sequence[Sentence]) -> list[Sentence]:
    """A sentence and, where it is a line of a list, those that introduce it, nearest first."""
    is_line = len(sentences[at].text) < _REACH and not AHEAD.search(sentences[at].text)
    return list(sentences[max(0, at - (_LOOK_BACK if is_line else 3)) : at + 1])[::-1]


def _period(at: int, view: View) -> Period | None:
    """The period ahead that a sentence names, or the nearest one above it."""
    for sentence in _above(at, view.sentences):
        for entity in find_periods(sentence.text):
            said = entity.value
            period = view.calendar.resolve(said, view.reported) if isinstance(said, PeriodExpression) else None
            if period and period.start and view.reported and period.end > view.reported.end:
                return period
    return None


def _unit(topic: Topic, quantity: Quantity) -> str:
    """The figure's unit; an amount of money for a metric per share is one per share."""
    known = vocabulary().metrics.get(topic.mentions[0])
    per_share = known and known.unit == "money/share" and "/" not in quantity.unit and len(quantity.unit) == 3
    return f"{quantity.unit}/share" if per_share else quantity.unit


def _answers(topic: Topic, sentence: Sentence, figure: Entity, period: Period, view: View) -> list[Answer]:
    quantity = figure.value
    if not isinstance(quantity, Quantity):
        return []
    bracket = _IN_BRACKETS.search(sentence.text[max(0, figure.start - _LINE_START) : figure.start])
    scale = _SCALES[bracket["scale"].lower()] if bracket and quantity.scale == 1 else 1
    low = Fact(
        metric=topic.mentions[0],
        label=topic.text,
        value=quantity.value * scale,
        unit=_unit(topic, quantity),
        period=view.calendar.labelled(period),
        reported=sentence.text[figure.start : figure.end],
        scale=quantity.scale * scale,
        decimals=quantity.decimals,
        basis=topic.basis or "GAAP",
        guidance="expects",
        sources=(Source(sentence.start, sentence.end, sentence.text, sentence.section),),
        confidence=0.85,
    )
    bounds: list[Fact] = [low]
    if quantity.high is not None:
        bounds = [replace(low, bound="low"), replace(low, bound="high", value=Decimal(quantity.high) * scale)]
    return [Answer(fact, view.company, sentence.filing, display(fact)) for fact in bounds]
