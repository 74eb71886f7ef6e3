"""Why: the sentence that gives the filing's own explanation of what a question asks about."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property

from qa.facts.fact import Period
from qa.language.stems import ignored, stem, words
from qa.questions.computing.changes import change_of, means_up
from qa.questions.computing.comparisons import went_as_supposed
from qa.questions.finding.library import View
from qa.questions.finding.periods import same, targets
from qa.questions.parsing.query import Direction, Query, Topic
from qa.questions.parsing.whys import beside
from qa.questions.parsing.words import generic, phrases
from qa.questions.quoting.causes import MIDDLING, WEAK, Cause, causes, pattern
from qa.questions.quoting.people import people
from qa.questions.quoting.prose import Prose, Sentence, Sentences, Told, tabular, titled
from qa.questions.quoting.quotation import LONGEST, Quotation, quote
from qa.questions.quoting.relevance import Asked, asked, spoken_periods, stems_of, told, told_of

_UP = re.compile(
    r"\b(?:increas|gr[eo]w|rose|ris(?:e|ing)|higher|up\b|expan|gain|climb|jump|more|rais|widen|record|above|exceed|surpass)\w*",
    re.I,
)
_DOWN = re.compile(
    r"\b(?:decreas|declin|fell|fall|lower|reduc|drop|down\b|narrow|shr[au]nk|slow|off\b|less|fewer|contract(?:ed|ion)|below)\w*",
    re.I,
)
_BETTER = re.compile(r"\b(?:improv|better|stronger)\w*", re.I)
_WORSE = re.compile(r"\b(?:worse|weak|soften|deteriorat)\w*", re.I)
_WAYS: tuple[tuple[Direction, re.Pattern[str]], ...] = (
    ("up", _UP),
    ("down", _DOWN),
    ("better", _BETTER),
    ("worse", _WORSE),
)
_SIGNED = re.compile(r"\b(?:loss(?:es)?|gains?|charges?|negative|positive|(?:un)?favorabl[ey])\b", re.I)
_FUTURE = re.compile(
    r"\b(?:(?:expect|anticipat|outlook|guidance|forecast|estimate)\w*|will|project(?:s|ed|ing)|plan(?:s|ned|ning)?)\b",
    re.I,
)

_LEAST = 0.72  # the share of what is asked that a sentence, with those it leans on, must account for
_BACK = 0.07  # less for each sentence before that it leans on
_TIMELY = 0.05  # more for one that speaks of the period asked for
_MANY = 12  # ways to say a word beyond which any sentence is taken to have one
_FITTING = 0.3  # the most that how well a cause fits may add
_FAR = 2  # sentences before it that one may lean on
_WHOLLY = 0.85  # the share that the effect of a weak cause must account for


def explain(query: Query, topic: Topic, view: View) -> Quotation | None:
    """Return the filing's own explanation of what the question asks why of; None where it gives none."""
    periods = targets([e for e in query.periods if e not in query.bases], view, query.anchors)
    best: tuple[float, Quotation] | None = None
    prose = view.prose(periods[0] if periods else None)
    wanted = asked(query, topic, _idle() | _named(topic, prose), of_metrics=True)
    sentences = prose.sentences
    premise = _Premise(query, topic, view)
    for at, reach in enumerate(_reaches(wanted, sentences)):
        here = sentences[at]
        if reach < _LEAST or here.boilerplate or titled(here.text):
            continue
        for cause in causes(here.text):
            share, back = _share(wanted, sentences, at, cause)
            if share < _LEAST or (best and share + 0.2 * cause.strength + _FITTING <= best[0]):
                continue
            said = sentences[at - back : at + 1]
            rank = share + _standing(query, said, cause, premise)
            least = best[0] if best else _LEAST
            if rank + _TIMELY <= least:
                continue  # whatever period it speaks of
            rank += _timeliness(periods, said, view)
            if rank >= _LEAST and (best is None or rank > best[0]):
                quotation = _quoted(prose, at, back, cause, share)
                best = best if tabular(quotation.text) else (rank, quotation)
    return best[1] if best else None


def _named(topic: Topic, prose: Prose) -> frozenset[str]:
    """The names of the filing's people, who explain and are not explained, where a question may name any."""
    unknown = (term.text.capitalize() for term in topic.hard if term.mention < 0)
    return stems_of(people(prose)) if any(word in prose.text for word in unknown) else frozenset()


@cache
def _idle() -> frozenset[str]:
    """Words of a why question that name nothing of what is asked about."""
    return stems_of(beside())


def _reaches(wanted: Asked, sentences: Sentences) -> Iterator[float]:
    """Yield the most that each sentence could account for with all that it may lean on.

    By bits, a bit for a word, as nearly all of a filing's sentences have nothing to do with a question.
    """
    taken = sum(1 << bit for bit, word in enumerate(wanted.words) if len(word.alike) > _MANY)
    own = [taken] * len(sentences)
    for bit, word in enumerate(wanted.words):
        if taken >> bit & 1:
            continue
        for at in sentences.having(word.alike) | (sentences.naming(word.metric) if word.metric else set()):
            own[at] |= 1 << bit
    under: dict[tuple[str, str], int] = {}
    shares: dict[int, float] = {}
    for at in range(len(sentences)):
        place = sentences.place(at)
        if place not in under:
            under[place] = wanted.bits(Told("", sentences[at].headings, frozenset()))
        bits = own[at] | under[place]
        for back in sentences.before(at, _FAR):
            bits |= own[back]
        if bits not in shares:
            shares[bits] = wanted.reach(bits)
        yield shares[bits]


def _headed(what: Told, here: Sentence) -> Told:
    return what | Told("", here.headings, frozenset())


def _share(wanted: Asked, sentences: Sentences, at: int, cause: Cause) -> tuple[float, int]:
    """The share of what is asked that a cause's effect accounts for, and how many sentences before it leans on."""
    here = sentences[at]
    effect = told(here, *cause.effect)
    if cause.strength < WEAK:
        share = wanted.share(effect)
        return (share, 0) if share >= _WHOLLY and wanted.literal(effect) else (0.0, 0)
    whole = told(here)
    alone = 0.65 * wanted.share(effect) + 0.35 * wanted.share(whole)
    headed = 0.65 * wanted.share(_headed(effect, here)) + 0.35 * wanted.share(_headed(whole, here)) - 0.05
    best = max((alone, 0), (headed, 0))
    opening = here.text.lstrip(" “\"'•*-")
    leans = cause.effect[0] <= len(here.text) - len(opening) and _leans(opening, wanted)
    named = {name for name, _ in wanted.mentions}
    # In a paragraph of a part the part is named once: "Sales of Pumps rose 3%. Gross margin fell due to …".
    leans = leans or _opens_with(named, here)
    if not leans or effect.metrics - named:
        return best
    before = effect
    for back, sentence in enumerate((sentences[other] for other in sentences.before(at, _FAR)), 1):
        before |= told(sentence)
        share = wanted.share(_headed(before, here)) - _BACK * back
        best = max(best, (share, back), key=lambda found: (round(found[0], 3), -found[1]))
        others = told(sentence).metrics
        if others and not wanted.names(told(sentence)) and not _opens_with(others, sentence):
            break  # it is of something else that the talk goes on
    return best


def _opens_with(metrics: Set[str], here: Sentence) -> bool:
    """Whether a sentence opens with one of some metrics, and so says of no part or whole whose it is."""
    first = next((at for at, metric in here.mentions if metric in metrics), None)
    return first is not None and here.text[: first - here.start].strip(" •*-").lower() in _NOBODYS


def _leans(text: str, wanted: Asked) -> bool:
    """Whether a sentence goes on about what the one before it names, or is the rest of it."""
    if not text[:1].isupper():
        return True
    goes_on = pattern("goes_on").match(text)
    named = _OF_WHAT.match(text)
    return goes_on is not None and (named is None or wanted.names(told_of(named[1])))


_NOBODYS = ("", "the", "its", "segment", "the segment's")  # before a metric
_OF_WHAT = re.compile(r"(?:\S+\s){1,5}?(?:in|of)\s+((?:\S+\s?){1,4})")


@dataclass(frozen=True)
class _Premise:
    """What a question supposes to have happened."""

    query: Query
    topic: Topic
    view: View

    @cached_property
    def direction(self) -> Direction:
        """Up or down, where it supposes either."""
        said = self.query.direction
        return self._way(said) if said in ("better", "worse") else said if said in ("up", "down") else ""

    def _way(self, direction: Direction) -> Direction:
        """Up or down: a cost or a loss that got better fell."""
        if stem("loss") in {term.stem for term in self.topic.terms}:
            return "down" if direction == "better" else "up"
        return "up" if means_up(direction, next(iter(self.topic.mentions), "")) else "down"

    def moves(self, text: str) -> bool:
        """Whether a text says that anything moved."""
        return any(said.search(text) for _, said in _WAYS) or _SIGNED.search(text) is not None

    def agrees(self, text: str) -> bool | None:
        """Whether a text says that things went the way asked; None where it says neither or does both."""
        ways = {way if way in ("up", "down") else self._way(way) for way, said in _WAYS if said.search(text)}
        return ways == {self.direction} if self.direction and len(ways) == 1 else None

    @cached_property
    def is_false(self) -> bool:
        """Whether the figures went the other way."""
        change = change_of(self.topic, self.query, self.view) if self.direction and self.topic.mentions else None
        return change is not None and not went_as_supposed(self.direction, self.topic, change)


def _standing(query: Query, said: Sequence[Sentence], cause: Cause, premise: _Premise) -> float:
    """How well a cause fits how it is asked: its sureness, the way things went, past or future, fact or definition."""
    here = said[-1].text
    rank = 0.2 * cause.strength
    effect = here[slice(*cause.effect)]
    agrees = premise.agrees(effect)
    if agrees is None and len(said) > 1:
        agrees = premise.agrees(said[0].text)
    if agrees is None and query.direction:
        unsaid = 0.05 if premise.moves(effect) or cause.strength > MIDDLING else 0.35
        rank -= 0.6 if premise.is_false else unsaid
    elif agrees is not None:
        rank += 0.1 if agrees else -0.6
    if _narrower(query, said, cause):
        rank -= 0.6 if premise.direction and premise.is_false else 0.15
    literal = stems_of([effect]) & stems_of([query.text]) & _moving()
    rank += 0.05 if literal else 0.0
    ahead = _FUTURE.search(here) is not None
    rank += (0.1 if ahead else -0.3) if query.guidance else -0.25 if ahead else 0.0
    if pattern("definitions").search(here) and not pattern("definitions").search(query.text):
        rank -= 0.6
    return rank


def _narrower(query: Query, said: Sequence[Sentence], cause: Cause) -> bool:
    """Whether the effect is of a part that the question does not name: "distributor revenue" for "revenue"."""
    known = ignored() | generic() | stems_of([query.text])
    here = said[0]
    span = cause.effect if len(said) == 1 else (0, len(here.text))
    begin, end = here.start + span[0], here.start + span[1]
    asked = query.topics[0].mentions
    named = next((at for at, metric in here.mentions if begin <= at < end and metric in asked), None)
    if named is None:
        return False
    lead = words(here.text[: named - here.start])[-1:]
    return bool(lead) and lead[0].text.isalpha() and lead[0].stem not in known | _moving()


@cache
def _moving() -> frozenset[str]:
    return stems_of(word for entries in phrases()["direction"].values() for word in entries)


def _timeliness(periods: Sequence[Period], said: Sequence[Sentence], view: View) -> float:
    """Less for what is said of another period than the one asked for, or than the one reported."""
    spoken_of = [period for sentence in said for period in spoken_periods(sentence.text, view)]
    if not spoken_of:
        return 0.0
    wanted = periods or ((view.reported,) if view.reported else ())
    if any(same(period, target) for period in spoken_of for target in wanted):
        return _TIMELY
    return -0.25 if periods else -0.03


def _quoted(prose: Prose, at: int, back: int, cause: Cause, share: float) -> Quotation:
    """The sentence, with the one that it leans on and the one that adds to the cause where there is room."""
    sentences = prose.sentences
    here = sentences[at]
    chosen = [here]
    before = sentences[at - 1] if at and here.adjoins else None
    if before and (back or _refers(here, cause, before)) and here.end - before.start <= LONGEST:
        chosen = [before, here]
    after = sentences[at + 1] if at + 1 < len(sentences) and sentences[at + 1].adjoins else None
    if len(chosen) == 1 and after and pattern("adds").match(after.text) and after.end - here.start <= LONGEST:
        chosen = [here, after]
    kept = min(cause.effect[0], cause.cause[0]), min(max(cause.effect[1], cause.cause[1]), cause.cause[0] + 120)
    return quote(prose.text, chosen, share, kept)


_DEFINITE = re.compile(r"\b(?:the|this|these|that|those|such)\s+(\w+(?:\s\w+)?)[\s,.;]*$", re.I)


def _refers(here: Sentence, cause: Cause, before: Sentence) -> bool:
    """Whether the cause is only named again from the sentence before: "to reflect the stock split"."""
    named = _DEFINITE.search(here.text[slice(*cause.cause)])
    return named is not None and stems_of([named[1]]) <= told(before).stems
