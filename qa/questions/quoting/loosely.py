"""Why, where no cause is given in the question's own words: the cause of what its rare words name, told in the filing's words."""

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache

from qa.facts.fact import Period
from qa.frozen import frozen
from qa.language.stems import COUNTRY, ignored, words
from qa.questions.finding.library import View
from qa.questions.finding.periods import same, targets
from qa.questions.parsing.intents import outside
from qa.questions.parsing.query import Query, Topic
from qa.questions.parsing.whys import asking_why, beside
from qa.questions.quoting.causes import WEAK, Cause, causes, pattern, points_back
from qa.questions.quoting.directions import way_of
from qa.questions.quoting.outlooks import is_of_no_such
from qa.questions.quoting.people import people
from qa.questions.quoting.premise import denies, is_of_another_percent, moves
from qa.questions.quoting.prose import Prose, Sentence, Sentences, Told, tabular, titled
from qa.questions.quoting.quotation import Quotation
from qa.questions.quoting.rarity import Sought, governed, idle_words, naming_words, says_no_figure, share, sought
from qa.questions.quoting.reasons import quoted, timeliness
from qa.questions.quoting.relevance import spoken_periods, stems_of, told, told_of, untelling

_LEAST = 0.75  # the share, by weight, of what is named that must be said
_WHOLLY = 0.9
_NEAR = 2  # sentences before one that it may go on about
_TELLING = 2.0  # the least weight of what a filing says of what is named
_LONG = 700  # characters of a sentence; more are of a slide or a table
_LONG_EFFECT = 220
_OPENING = 60  # characters of an effect within which that is named which it is of
_AMOUNT = re.compile(r"[$€£](\d[\d.,]*\d|\d)")
_PER = re.compile(r"\bper\b(?! ?cent)", re.I)
_COUNTRY = re.compile(r"\bU\.?S\b|United States|\b[Dd]omestic")
_NO = re.compile(r"\bno(?:t|ne)?\b|n't\b", re.I)
_NOTE = re.compile(r"\W*\(\w{1,2}\)")  # a footnote's mark
_CLAUSE = re.compile(r",\s(?:and|while|but|whereas)\s|;\s")
_OF_NOTHING = re.compile(r"\b(?:could|may|might|would have)\b", re.I)
_FUTURE = re.compile(r"\b(?:expects?|anticipates?|(?:is|are) expected|will)\b", re.I)
_OFFSET = re.compile(r"\boffset|\bmitigated", re.I)
_GOES_ON = re.compile(r"\b(?:they|it)\b", re.I)


@frozen
class _Asked:
    """What is asked why.

    Arguments:
        way: up or down, where the question supposes either; empty else.
    """

    query: Query
    wanted: tuple[Sought, ...]
    named: tuple[Sought, ...]
    figures: tuple[Sought, ...]
    way: str


def explain_loosely(query: Query, view: View) -> Quotation | None:
    """Return the sentence that gives the cause of what a question names by rare words; None where none surely does."""
    periods = targets([each for each in query.periods if each not in query.bases], view, query.anchors)
    prose = view.prose(periods[0] if periods else None)
    sentences = prose.sentences
    asked = _asked(query, view, prose)
    if sum(word.weight for word in asked.named if word.said) < _TELLING:
        return None
    nobody = ignored() | stems_of([view.company.name, "company management team"])
    under = governed(asked.named, prose)
    best: tuple[float, int, int, Cause] | None = None
    for at in _holding(asked.named, sentences, under):
        here = sentences[at]
        if (
            here.boilerplate
            or len(here.text) > _LONG
            or titled(here.text)
            or _OF_NOTHING.search(here.text)
            or _NOTE.match(here.text)
        ):
            continue
        if pattern("definitions").search(here.text) or not _is_of(periods, sentences[max(0, at - 1) : at + 1], view):
            continue
        for cause in causes(here.text):
            if points_back(here.text, cause) or told(here, *cause.cause).stems <= nobody:
                continue
            fits = _fit(asked, sentences, at, cause, under=_covers(under, here))
            if fits is None:
                continue
            rank = fits[0] + timeliness(periods, [here], view)
            if best is None or rank > best[0]:
                best = rank, at, fits[1], cause
    if best is None or best[0] < _LEAST:
        return None
    rank, at, back, cause = best
    quotation = quoted(prose, at, back, cause, min(0.8, rank))
    return None if tabular(quotation.text) else quotation


def _asked(query: Query, view: View, prose: Prose) -> _Asked:
    text = outside(query.text, asking_why(query.text.lower(), query.text))
    topic = query.topics[0] if query.topics else Topic()
    wanted = sought(text, topic, view, prose.sentences, _idle() | stems_of(people(prose)))
    figures = tuple(word for word in wanted if word.figures)
    falls_for_better = any("cost" in word.figures for word in figures)
    way = query.direction
    if way in ("better", "worse"):
        way = "up" if (way == "better") != falls_for_better else "down"
    named = tuple(word for word in wanted if not word.figures)
    return _Asked(query, wanted, named, figures, way if way in ("up", "down") else "")


def _is_of(periods: Sequence[Period], said: Sequence[Sentence], view: View) -> bool:
    """Whether what is said may be of the periods asked for: it says so, or says none and they are what is reported."""
    spoken = [period for sentence in said for period in spoken_periods(sentence.text, view)]
    if not periods or any(same(one, period) for one in spoken for period in periods):
        return True
    ends = view.reported.end if view.reported else None
    return any(ends and (period.start or period.end) <= ends <= period.end for period in periods)


def _covers(spans: Sequence[tuple[int, int]], here: Sentence) -> bool:
    return any(start <= here.start < end for start, end in spans)


def _holding(named: Sequence[Sought], sentences: Sentences, under: Sequence[tuple[int, int]]) -> Iterator[int]:
    """The sentences that say something named, or may go on about one that does, or stand under its heading."""
    near: set[int] = set()
    for word in named:
        for at in sentences.having(word.alike):
            near.update(range(at, at + _NEAR + 1))
    for at in range(len(sentences)):
        here = sentences[at]
        if at in near or _covers(under, here) or any(word.within(here.headings) for word in named):
            yield at


def _fit(asked: _Asked, sentences: Sentences, at: int, cause: Cause, *, under: bool) -> tuple[float, int] | None:
    """How well a cause's effect is what is asked about, and how many sentences before it goes on about; None where it is not."""
    here = sentences[at]
    start, end = _clause(asked, here, cause.effect)
    text, effect = here.text[start:end], told(here, start, end)
    covered, back = share(asked.named, effect.stems, effect.metrics), 0
    said = effect if covered else effect | Told("", here.headings, frozenset())
    own = any(word.within(effect.stems, effect.metrics) for word in asked.wanted)
    if covered < _LEAST and _names_nothing(text, asked.wanted):
        said |= told(here, 0, start) if start < cause.cause[0] else effect
        own = own or any(word.within(said.stems, said.metrics) for word in asked.wanted)
        for before in sentences.before(at, _NEAR):
            if (own or back) and share(asked.wanted, said.stems, said.metrics) >= _WHOLLY:
                break
            said |= told(sentences[before])
            back += 1
    covered = 1.0 if under and not covered else share(asked.named, said.stems, said.metrics)
    if covered < _LEAST or not (own or back) or is_of_another_percent(asked.query.text, text):
        return None
    if end - start > _LONG_EFFECT or any(other.strength > WEAK for other in causes(text)):
        return None  # what is named may be a cause itself
    way = way_of(text) or (way_of(sentences[at - 1].text) if back else "")
    if asked.way and way != asked.way:
        return None
    if not _literally(
        asked.named, " ".join([here.heading, here.section, *(one.text for one in sentences[at - back : at + 1])])
    ):
        return None
    came_about = " ".join([*(one.text for one in sentences[at - back : at]), text])
    if is_of_no_such(asked.query.text, came_about) or denies(asked.query.text, text):
        return None
    if (
        _is_inner(cause, here)
        or _lacks(asked.query.text, here.text, text)
        or (back and not _leads(asked, sentences[at - back]))
    ):
        return None
    if not asked.way and (covered < _WHOLLY or (back and not moves(text))):
        return None
    agrees = bool(asked.way)
    if cause.strength < WEAK and (back or covered < 1.0 or not agrees):
        return None
    opening = told(here, start, min(end, start + _OPENING)).stems
    led = any(word.stem in opening for word in asked.named)
    implied = led and (agrees or moves(text))
    if not _together(asked, said, implied=implied and says_no_figure(effect.stems)):
        return None
    if not _is_of_figure(asked, said, effect, implied=implied):
        return None
    if _OFFSET.search(here.text, start, cause.cause[0]) and not _OFFSET.search(asked.query.text):
        return None  # what offset a rise did not bring it about
    if _FUTURE.search(here.text, 0, cause.cause[0]) and not asked.query.guidance:
        return None
    return covered + 0.2 * cause.strength + 0.1 * agrees - 0.05 * back, back


def _literally(named: Sequence[Sought], text: str) -> bool:
    """Whether a lone name stands in a text in the same form, or another word for it: "marketing" is of no market; "us" no country."""
    stems = told_of(text).stems
    if any(word.stem == COUNTRY for word in named) and not _COUNTRY.search(text):
        return False
    one = named[0]
    return len(named) > 1 or one.text.rstrip("s") in text.lower() or not stems.isdisjoint(one.alike - {one.stem})


def _is_inner(cause: Cause, here: Sentence) -> bool:
    """Whether an effect is itself a cause of something else."""
    return any(
        other.strength > WEAK and other.cause[0] <= cause.effect[0] < other.cause[1] for other in causes(here.text)
    )


def _lacks(question: str, here: str, effect: str) -> bool:
    """Whether a question says an amount that a sentence does not say, or "no" or "per" where its effect has none."""
    amounts = _AMOUNT.findall(question)
    if amounts and not any(one in here for one in amounts):
        return True
    return any(said.search(question) and not said.search(effect) for said in (_PER, _NO))


def _leads(asked: _Asked, before: Sentence) -> bool:
    """Whether a sentence that others go on about begins with what is asked of."""
    opening = told(before, 0, _OPENING)
    return any(word.within(opening.stems, opening.metrics) for word in asked.wanted) or not asked.named


def _clause(asked: _Asked, here: Sentence, effect: tuple[int, int]) -> tuple[int, int]:
    """The last of the clauses of an effect, where it names what is asked: "looms rose 3%, and spindles fell 2%"."""
    ends = [joint.end() for joint in _CLAUSE.finditer(here.text, *effect)]
    last = told(here, ends[-1], effect[1]) if ends else None
    whole = last is not None and share(asked.named, last.stems, last.metrics) >= _WHOLLY
    return (ends[-1], effect[1]) if ends and whole and asked.named else effect


def _together(asked: _Asked, said: Told, *, implied: bool) -> bool:
    """Whether a measure that is named by two words is said so: "trust income" is none of "Trust Services reported net income".

    Arguments:
        implied: whether a cost may be meant by its name alone: "Labor was up".
    """
    for one, other in itertools.pairwise(asked.wanted):
        if one.figures or not other.figures or not one.metric or one.metric != other.metric:
            continue
        near = re.compile(rf" (?:{_any(one.alike)}) (?:\S+ )?(?:{_any(other.alike)}) ")
        if implied and other.figures == {"cost"}:
            continue
        if one.metric not in said.metrics and not near.search(said.line):
            return False
    return True


def _any(stems: frozenset[str]) -> str:
    return "|".join(map(re.escape, stems))


def _is_of_figure(asked: _Asked, said: Told, effect: Told, *, implied: bool) -> bool:
    """Whether the measure asked for is said.

    Arguments:
        implied: whether sales may be meant where no measure is said, or a cost by its name alone: "Looms rose".
    """
    if not asked.figures or all(word.within(effect.stems, effect.metrics) for word in asked.figures):
        return True
    kinds = {kind for word in asked.figures for kind in word.figures}
    implied = implied and says_no_figure(effect.stems)
    if implied and kinds == {"cost"}:
        return True
    if effect.metrics:
        return False
    return all(word.within(said.stems, said.metrics) or (implied and kinds == {"revenue"}) for word in asked.figures)


def _names_nothing(effect: str, wanted: Sequence[Sought]) -> bool:
    """Whether an effect names nothing that is not asked for: "the decline", "segment margin improved"."""
    nothing = untelling() | idle_words()
    return _GOES_ON.search(effect) is not None or all(
        word.stem in nothing or not word.text.isalpha() or any(word.stem in one.alike for one in wanted)
        for word in words(effect)
    )


@cache
def _idle() -> frozenset[str]:
    return (stems_of(beside()) | idle_words()) - naming_words()
