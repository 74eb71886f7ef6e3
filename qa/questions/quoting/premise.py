"""What a question why supposes to have happened, and how well a cause fits that and how it is asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from qa.language.stems import ignored, stem, words
from qa.questions.computing.changes import change_of, means_up
from qa.questions.computing.comparisons import went_as_supposed
from qa.questions.finding.library import View
from qa.questions.parsing.query import Direction, Query, Topic
from qa.questions.parsing.words import generic
from qa.questions.quoting.causes import MIDDLING, PURPOSE, Cause, pattern
from qa.questions.quoting.prose import Sentence
from qa.questions.quoting.relevance import moving, stems_of

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
_NOTE = re.compile(r"\W*[⁽(\[*]?(?:[¹²³⁴-⁹]|\(\w\))")  # a footnote's mark
_IMPACT = re.compile(r"\W*(?:the )?(?:effect|impact)s? (?:on|of)\b", re.I)  # on a figure: not the figure itself
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
    def is_false(self) -> bool:
        """Whether the figures went the other way."""
        change = change_of(self.topic, self.query, self.view) if self.direction and self.topic.mentions else None
        return change is not None and not went_as_supposed(self.direction, self.topic, change)


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
    narrower = _narrower(query, said, cause)
    if narrower == "other":
        rank -= 0.6  # another line by name
    elif narrower:
        rank -= 0.6 if premise.direction and premise.is_false else 0.15
    literal = stems_of([effect]) & stems_of([query.text]) & moving()
    rank += 0.05 if literal else 0.0
    ahead = _FUTURE.search(here, 0, cause.cause[0]) or _FUTURE.search(
        here, cause.cause[1]
    )  # "expected losses" may be why
    rank += (0.1 if ahead else -0.3) if query.guidance else -0.25 if ahead else 0.0
    if query.direction and (_NOTE.match(here) or _IMPACT.match(effect)):
        rank -= 0.3
    if pattern("definitions").search(here) and not pattern("definitions").search(query.text):
        rank -= 0.6
    return rank


def _narrower(query: Query, said: Sequence[Sentence], cause: Cause) -> str:
    """The word that makes the effect one of a part that the question does not name: "distributor revenue" for "revenue"."""
    known = (ignored() | generic()) - {"other"} | stems_of([query.text])
    here = said[0]
    span = cause.effect if len(said) == 1 else (0, len(here.text))
    begin, end = here.start + span[0], here.start + span[1]
    asked = query.topics[0].mentions
    named = next((at for at, metric in here.mentions if begin <= at < end and metric in asked), None)
    if named is None:
        return ""
    lead = words(here.text[: named - here.start])[-1:]
    return lead[0].stem if lead and lead[0].text.isalpha() and lead[0].stem not in known | moving() else ""
