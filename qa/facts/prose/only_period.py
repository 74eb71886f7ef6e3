"""Finds the one period that a sentence says and compares nothing with, of which its figures are."""

import re
from collections.abc import Sequence

from qa.facts.prose.claims import Claim
from qa.facts.prose.dating import COMPARES_ALL
from qa.facts.prose.grammar import COMPARES
from qa.facts.prose.sentence import Sentence
from qa.language.values import Entity, PeriodExpression, Quantity

_GOES_ON = re.compile(
    r";|,\s(?:following|reflecting|because|since|after|as|when|where|who|which|driven|helped|including|although|while)\b"
    r"|\b(?:because|due to|owing to|whereas|thanks to|as a (?:result|consequence) of|on account of)\b",
    re.I,
)
# A stretch that goes on to today: "a member of the index since 2031" says of no figure when it is; nor does "after".
_SINCE = re.compile(r"\b(?:since|after|following|subsequent\s+to)\s+(?:the\s+)?$", re.IGNORECASE)
# Behind a period: it is that of an outlook which the figures are held against, "in line with our full-year guidance".
_OF_OUTLOOK = re.compile(r"(?:[’']s)?[\s-]+(?:\w+\s+){0,2}(?:guidance|outlook|forecasts?|targets?)\b", re.IGNORECASE)


# "Relative to 2031, savings totaled $5 million": with what it is compared, and not when it was
_COMPARED_WITH = re.compile(
    r"\b(?:compared\s+(?:to|with)|relative\s+to|in\s+comparison\s+(?:to|with)|versus|vs\.?|against)\s+(?:(?:the|our|its)\s+)?$",
    re.IGNORECASE,
)
# "Our acquisition of a mill in 2031": the year is that of the deed that a figure is about, and not its own
_DEED = re.compile(
    r"\b(?:acquisition|purchase|divestiture|sale|disposal|refinancing|formation|merger|adoption|enactment|closure)\s+(?:of|with)\b[^;]*$",
    re.IGNORECASE,
)


def only_period(claims: Sequence[Claim], sentence: Sentence, compared: frozenset[int] = frozenset()) -> Entity | None:
    """Return the one period that a sentence says and compares nothing with: its figures are of that.

    Of a sentence that is all comparison ("This compares to revenue of … in the prior quarter") they are of the
    earlier one.

    Arguments:
        compared: where periods stand that other claims of the sentence are compared with.
    """
    text = sentence.text
    compares = COMPARES_ALL.match(text, sentence.start, sentence.end) is not None
    taken = set() if compares else set(compared)
    taken |= {
        entity.start for claim in claims for entity in (claim.against, None if claim.own else claim.period) if entity
    }
    free = [
        entity
        for entity in sentence.entities
        if isinstance(entity.value, PeriodExpression) and entity.start not in taken
        if compares or not entity.value.shift
        if not is_begun(entity, text)
        if compares or not _COMPARED_WITH.search(text, sentence.start, entity.start)
        if not _is_of_what_follows(claims, entity, text) and not _is_of_outlook(claims, entity, text)
    ]
    if len(free) > 1:  # "for the nine months were $5 million, for a mill due to open in 2032"
        last = max((claim.figure.end for claim in claims), default=0)
        free = [entity for entity in free if entity.start < last]
    return (
        free[0] if len(free) == 1 and (compares or not _is_compared(claims, sentence.entities, free[0], text)) else None
    )


def is_apart(claim: Claim, period: Entity, text: str) -> bool:
    """Return whether a period is said in another half of the sentence: "Sales of $5 million beat our own outlook; that for 2032 falls"."""
    return ";" in text[claim.figure.end : period.start]


def _is_of_what_follows(claims: Sequence[Claim], period: Entity, text: str) -> bool:
    """Whether a period stands behind the figures and words that go on to something else: ", following the opening in May"."""
    last = max((claim.figure.end for claim in claims if claim.figure.end <= period.start), default=period.start)
    if _GOES_ON.search(text, last, period.start):
        return True
    said = period.value
    is_year = isinstance(said, PeriodExpression) and said.unit == "year" and said.year is not None and not said.to_date
    return is_year and bool(_DEED.search(text, last, period.start))


def _is_of_outlook(claims: Sequence[Claim], period: Entity, text: str) -> bool:
    """Whether a period is that of an outlook, and the figures before it are what came of it."""
    came = [claim for claim in claims if claim.figure.end <= period.start and not claim.ahead]
    return bool(came) and _OF_OUTLOOK.match(text, period.end) is not None


def is_begun(period: Entity, text: str) -> bool:
    """Return whether a period only says from when on something is so."""
    first = text[period.start : period.end].split()[0].lower()
    return first == "since" or _SINCE.search(text, max(0, period.start - 20), period.start) is not None


def _is_compared(claims: Sequence[Claim], entities: Sequence[Entity], period: Entity, text: str) -> bool:
    """Whether a period stands behind what was claimed, else behind any figure, and a word that compares."""
    claimed = [claim.figure.end for claim in claims if claim.figure.end <= period.start]
    figures = [one.end for one in entities if isinstance(one.value, Quantity) and one.end <= period.start]
    begin = max(claimed or figures, default=period.start)
    return bool(COMPARES.search(text, begin, period.start))
