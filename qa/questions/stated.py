"""A figure that no table and no fact holds, read from the one sentence that states it beside the words asked for.

Only a figure that stands next to those words, with nothing but a linking word between, counts:
"$12.0 million due from UTC", "warranty charges of $1.3 million".
"""

import re
from collections.abc import Sequence

from qa.facts.fact import Fact, Period, Source
from qa.facts.outlook import looks_ahead
from qa.language.periods import find_periods
from qa.language.quantities import find_quantities
from qa.language.stems import Word, words
from qa.language.values import PeriodExpression, Quantity
from qa.questions.library import View
from qa.questions.periods import same
from qa.questions.prose import Sentence, tabular
from qa.questions.query import Query, Topic
from qa.questions.reply import Answer
from qa.questions.word import display
from qa.questions.words import generic

_LINK = re.compile(
    r"^[\s,(]*(?:(?:of|for|was|were|is|are|to|in|at|a|an|the|by|from|totaled|totalled|totaling|reached|approximately|about"
    r"|nearly|over|more than|valued at|worth|aggregate|up to)[\s,(]*)*$",
    re.I,
)
_CHANGED = re.compile(
    r"^\s*(?:balances?|levels?|totals?)?\s*(?:was|were|has|have)?\s*(?:increased|decreased|declined|rose|fell|grew|dropped|improved"
    r"|narrowed|widened|was up|was down|up|down) (?:by )?(?:approximately |about |nearly )?\(?$",
    re.I,
)
_NEAR = 400  # characters beside a figure in which its words stand
_MONEY = re.compile(r"^[A-Z]{3}$")


def stated(query: Query, topic: Topic, target: Period | None, view: View) -> Answer | None:
    """Return the figure that a sentence states of the topic; None where none does, or two sentences disagree.

    Arguments:
        target: the period asked for; a sentence that names another is not taken.
    """
    found: list[Answer] = []
    needed = [term.stem for term in topic.hard if term.stem not in generic()]
    for sentence in view.sentences:
        if any(sentence.lacks(stem) or stem not in sentence.stems for stem in needed):
            continue
        if tabular(sentence.text) or looks_ahead(sentence.text):
            continue  # cells say what their column heads say, and what is expected has not happened
        period = _period(sentence, target, view)
        for entity in find_quantities(sentence.text) if period else ():
            value, start, end = entity.value, entity.start, entity.end
            if isinstance(value, Quantity) and _fits(topic, value.unit) and _beside(sentence, topic, query, start, end):
                found.append(_answer(sentence, topic, start, end, value, period, view))
    values = {answer.fact.value for answer in found}
    return found[0] if len(values) == 1 else None


def _fits(topic: Topic, unit: str) -> bool:
    money = bool(_MONEY.match(unit)) or "/" in unit
    return not (topic.counted and (money or unit == "percent"))


def _period(sentence: Sentence, target: Period | None, view: View) -> Period | None:
    """The period that a sentence speaks of; None where it is not the one asked for."""
    said = [
        view.calendar.resolve(entity.value, view.reported)
        for entity in find_periods(sentence.text)
        if isinstance(entity.value, PeriodExpression)
    ]
    known = [period for period in said if period]
    if any(not same(period, known[0]) for period in known):
        return None  # which of its figures is of which period is not for a linking word to say
    if target is None:
        return known[0] if known else view.reported
    spoken_of = known[0] if known else view.reported
    return target if spoken_of and same(spoken_of, target) else None


def _beside(sentence: Sentence, topic: Topic, query: Query, start: int, end: int) -> bool:
    """Whether the topic's words stand just before or just after the figure.

    Asked by how much it changed, a word of change must stand before them ("lower warranty charges of $1.3 million"):
    else the figure is the level.
    """
    asked = {term.stem for term in topic.hard if term.stem in sentence.stems}
    before = sentence.text[max(0, start - _NEAR) : start]
    run = _run(tuple(reversed(words(before))), asked)
    if query.direction:
        moving = {term.stem for term in topic.terms if term.soft}
        if run is None:
            return False
        between = before[run[1] :]
        return bool(_CHANGED.match(between)) or (bool(_LINK.match(between)) and _moves(before, asked, moving))
    after = _run(words(sentence.text[end : end + _NEAR]), asked)
    if after and _LINK.match(sentence.text[end : end + after[0]]):
        return True
    return run is not None and _LINK.match(before[run[1] :]) is not None


def _moves(before: str, asked: frozenset[str] | set[str], moving: set[str]) -> bool:
    """Whether a word of change stands right before the last run of the asked words."""
    tokens = [word.stem for word in words(before)]
    first = max((at for at, word in enumerate(tokens) if word in asked), default=0)
    while first > 0 and (tokens[first] in asked or tokens[first - 1] in asked):
        first -= 1
    return not moving.isdisjoint(tokens[max(0, first - 3) : first + 1])


def _run(tokens: Sequence[Word], asked: set[str] | frozenset[str]) -> tuple[int, int] | None:
    """Where the asked words stand together, nearest first: the nearest one's start and end; None where one lacks."""
    missing, nearest = set(asked), None
    for gap, word in enumerate(tokens):
        stem, start, end = word.stem, word.start, word.end
        if stem in missing:
            missing.discard(stem)
            nearest = nearest or (start, end)
        elif nearest is None and gap > 4:
            return None
        if not missing:
            return nearest
        if gap > len(asked) + 6:
            return None
    return None


def _answer(
    sentence: Sentence, topic: Topic, start: int, end: int, quantity: Quantity, period: Period | None, view: View
) -> Answer:
    source = Source(sentence.start, sentence.end, sentence.text, sentence.section)
    fact = Fact(
        metric="".join(term.text.capitalize() for term in topic.hard),
        label=topic.text,
        value=quantity.value,
        unit=quantity.unit,
        period=period,
        reported=sentence.text[start:end],
        scale=quantity.scale,
        decimals=quantity.decimals,
        sources=(source,),
        confidence=0.8,
    )
    return Answer(fact, view.company, sentence.filing, display(fact))
