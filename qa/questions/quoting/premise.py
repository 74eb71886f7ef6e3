"""What a question why supposes to have happened, and how well a cause fits that and how it is asked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from qa.language.stems import ignored, stem, words
from qa.questions.computing.changes import change_of, means_up
from qa.questions.computing.comparisons import went_as_supposed
from qa.questions.finding.library import View
from qa.questions.parsing.query import Direction, Query, Topic
from qa.questions.parsing.words import generic
from qa.questions.quoting.causes import MIDDLING, PURPOSE, Cause, pattern
from qa.questions.quoting.outlooks import asks_of_outlook, is_of_no_such
from qa.questions.quoting.prose import Sentence
from qa.questions.quoting.relevance import moving, stems_of, told, untelling

_UP = re.compile(
    r"\b(?:increas|gr[eo]w|rose|ris(?:e|ing)|higher|up\b|expan|gain|climb|jump|more|rais|wid(?:en|er)|larger|bigger|greater|record|above|exceed|surpass)\w*",
    re.I,
)
_DOWN = re.compile(
    r"\b(?:decreas|declin|fell|fall|lower|reduc|drop|down\b|narrow|smaller|slipp|shr[au]nk|slow|off\b|less|fewer|contract(?:ed|ion)|below)\w*",
    re.I,
)
_BETTER = re.compile(r"\b(?:improv|better|stronger|favorabl)\w*", re.I)
_WORSE = re.compile(r"\b(?:worse|weak|soften|deteriorat|unfavorabl|advers)\w*", re.I)
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
_NOTE = re.compile(r"\W*[⁽(\[*]?(?:[¹²³⁴-⁹]|\(\w\))")  # a footnote's mark
_IMPACT = re.compile(r"\W*(?:the )?(?:effect|impact)s? (?:on|of)\b", re.I)  # not the figure itself
_DIFFERENCE = re.compile(r"\b(?:difference|gap) between\b", re.I)
_OF_ANOTHER_BASIS = stems_of(["adjusted", "nonGAAP", "organic", "core", "underlying", "comparable", "GAAP"])  # no part
_OF_ALL = stems_of(["global", "worldwide", "overall", "consolidated", "total", "annual", "annualized", "estimated"])
_NAME = re.compile(r"[A-Z][\w.&-]+(?: (?:and |& )?[A-Z][\w.&-]+)+|(?<=[a-z,] )[A-Z][\w.&-]+|\b(?:[A-Z]\.){2,}")
_SEGMENT = re.compile(r"\b(?:segment|division|business unit)\b", re.I)
_OPENING = 80  # characters of a paragraph that say what it is of
_ANOTHERS = 0.8  # less for an effect of a part, where the whole is asked about, or of another line
_NARROWER = 0.15  # less for an effect of a line that says more than was asked
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s?(?:%|percent\b)", re.I)
_DENIED = re.compile(
    r"\b(?:did|do|does|was|were|is|are|has|have|had|will|would|could|can) not\b(?! (?:only|just))|n't\b|\bno longer\b",
    re.I,
)
_NEGATED = re.compile(
    r"\b(?:no|not|none|never|without|withdr[ae]w\w*|suspend\w*|pull\w*|paus\w*|halt\w*|stop\w*|ceas\w*|scrap\w*|exclud\w*|omit\w*|fail\w*|miss\w*|lack\w*|little|few|flat|unchanged|instead|rather|differ\w*|only)\b|n't\b",
    re.I,
)
_OFFSET = re.compile(r"\boffset|\bmitigated", re.I)


@dataclass(frozen=True)
class Premise:
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
    def of_whole(self) -> bool:
        """Whether it names a metric and no part."""
        return len(self.topic.mentions) == 1 and not any(term.mention < 0 for term in self.topic.hard)

    def goes_on_of_part(self, paragraph: Iterable[Sentence]) -> bool:
        """Whether a sentence that opens with the metric of the whole goes on about a part: "Sales of Pumps rose. Margins …"."""
        return self.of_whole and any(_SEGMENT.search(before.text, 0, _OPENING) for before in paragraph)

    def is_of_part(self, text: str) -> bool:
        """Whether a text names a part of the company."""
        return bool(self.view.index.names.said_in(text))

    @cached_property
    def is_false(self) -> bool:
        """Whether the figures went the other way."""
        change = change_of(self.topic, self.query, self.view) if self.direction and self.topic.mentions else None
        return change is not None and not went_as_supposed(self.direction, self.topic, change)


def moves(text: str) -> bool:
    """Return whether a text says that anything moved."""
    return any(said.search(text) for _, said in _WAYS)


def standing(query: Query, said: Sequence[Sentence], cause: Cause, premise: Premise) -> float:
    """How well a cause fits how it is asked: its sureness, the way things went, past or future, fact or definition."""
    here = said[-1].text
    rank = 0.2 * cause.strength
    effect = here[slice(*cause.effect)]
    agrees = premise.agrees(effect)
    if agrees is None and len(said) > 1:
        agrees = premise.agrees(said[0].text)
    if query.direction and not agrees and cause.strength <= PURPOSE:
        rank -= 0.6  # no purpose explains a fall
    if _OFFSET.search(here, cause.effect[1], cause.cause[0]) and not _OFFSET.search(query.text):
        rank -= 0.6  # what offset a rise did not bring it about
    if agrees is None and query.direction:
        unsaid = 0.05 if premise.moves(effect) or cause.strength > MIDDLING else 0.35
        rank -= 0.6 if premise.is_false else unsaid
    elif agrees is not None:
        rank += 0.1 if agrees else -0.6
    rank -= _narrowed(query, said, cause, premise)
    if is_of_another_percent(query.text, effect):
        rank -= 0.6
    if query.direction and len(premise.topic.mentions) < 2 and _DIFFERENCE.search(effect):
        rank -= 0.6  # why two measures differ is not why one moved
    literal = stems_of([effect]) & stems_of([query.text]) & moving()
    rank += 0.05 if literal else 0.0
    # "Expected losses" may be why.
    ahead = _FUTURE.search(here, 0, cause.cause[0]) or _FUTURE.search(here, cause.cause[1])
    past = 0.0 if asks_of_outlook(query.text) else -0.3  # it was moved already
    rank += (0.1 if ahead else past) if query.guidance else -0.5 if ahead else 0.0
    if query.direction and (_NOTE.match(here) or _IMPACT.match(effect)):
        rank -= 0.3
    if pattern("definitions").search(here) and not pattern("definitions").search(query.text):
        rank -= 0.6
    names_nothing = told(said[-1], *cause.effect).stems <= untelling()  # "The reduction is driven by …"
    heading = said[-1].heading if names_nothing else ""
    came_about = " ".join([heading, *(sentence.text for sentence in said[:-1]), effect])
    if is_of_no_such(query.text, came_about) or denies(query.text, came_about):
        rank -= 1.0
    return rank


def denies(asked: str, said: str) -> bool:
    """Return whether a text says that something did not happen which a question supposes to have happened."""
    return _DENIED.search(said) is not None and _NEGATED.search(asked) is None


def is_of_another_percent(asked: str, effect: str) -> bool:
    """Return whether a percentage is asked about and an effect says others only: "why was it 54 percent more profitable"."""
    wanted = {Decimal(figure) for figure in _PERCENT.findall(asked)}
    said = {Decimal(figure) for figure in _PERCENT.findall(effect)} if wanted else set()
    return bool(said) and not any(abs(one - other) <= 1 for one in wanted for other in said)  # askers round


def _narrowed(query: Query, said: Sequence[Sentence], cause: Cause, premise: Premise) -> float:
    """How much less for an effect of a part that the question does not name: "distributor revenue" for "revenue"."""
    known = (ignored() | generic()) - {"other"} | stems_of([query.text]) | _OF_ALL
    here = said[0]
    span = cause.effect if len(said) == 1 else (0, len(here.text))
    begin, end = here.start + span[0], here.start + span[1]
    named = _first_named(query, here, begin, end)
    if named is None:
        return 0.0
    before = here.text[begin - here.start : named - here.start]
    if premise.of_whole and (
        premise.is_of_part(before) or _names_another(before, known | _OF_ANOTHER_BASIS | stems_of([here.company]))
    ):
        return _ANOTHERS
    lead = words(before)[-1:]
    if not lead or not lead[0].text.isalpha() or lead[0].stem in known | moving():
        return 0.0
    part = premise.of_whole and lead[0].stem not in _OF_ANOTHER_BASIS
    another = lead[0].stem == "other" or part or (premise.direction and premise.is_false)
    return _ANOTHERS if another else _NARROWER


def _first_named(query: Query, here: Sentence, begin: int, end: int) -> int | None:
    """Where between two places of a text a metric asked for is named, or else its words stand."""
    topic = query.topics[0]
    at = next((at for at, metric in here.mentions if begin <= at < end and metric in topic.mentions), None)
    if at is not None or not topic.mentions:
        return at
    stems = {term.stem for term in topic.terms if term.mention == 0}
    text = here.text[begin - here.start : end - here.start]
    return next((begin + word.start for word in words(text) if word.stem in stems), None)


def _names_another(before: str, known: frozenset[str]) -> bool:
    """Whether a name stands before a metric, which makes it a part's: "Trust Services reported net income of"."""
    return any(not stems_of([name[0]]) <= known for name in _NAME.finditer(before))
