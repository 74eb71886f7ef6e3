"""Why an outlook was moved or given up: whether a text says that of one, as a question supposes."""

import re

from qa.questions.quoting.causes import pattern
from qa.questions.quoting.directions import way_of

_NAMED = re.compile(r"\b(?:guid(?:ance|es?)|outlook|forecasts?|targets?|budgets?)\b", re.I)
_GIVEN_UP = re.compile(
    r"\b(?:withdr[ae]w\w*|suspend\w*|pull(?:ed|ing|s)?|rescind\w*|scrap\w*|abandon\w*|drop(?:ped|ping)?|no|not|without|stop\w*)\b|n't\b",
    re.I,
)
_RAISED = re.compile(
    r"\b(?:rais(?:e[sd]?|ing)|lift(?:s|ed|ing)?|hik(?:e[sd]?|ing)|upgrad\w+|boost\w*|increas(?:e[sd]?|ing)|upped)\b",
    re.I,
)
_LOWERED = re.compile(
    r"\b(?:cut(?:s|ting)?|lower(?:s|ed|ing)|(?:did|does|do|they|to) (?:\w+ )?lower|reduc\w+|trim\w*|slash\w*|downgrad\w+|pare[sd]?|decreas\w+)\b",
    re.I,
)

_KEPT = re.compile(
    r"\b(?:still|in place|intact|valid|stands?|ke(?:ep|pt)\w*|maintain\w*|reaffirm\w*|reiterat\w*|confirm\w*|rais\w+|lift\w*|increas\w+)\b",
    re.I,
)

_REVISED = re.compile(r"\b(?:now|previous\w*|prior|earlier|original\w*|initial\w*)\b", re.I)
_NEAR = 80  # characters from the name of an outlook within which it is said which way it went


def asks_of_outlook(question: str) -> bool:
    """Return whether a question is of an outlook itself."""
    return _NAMED.search(question) is not None


def supposes_given_up(question: str) -> bool | None:
    """Return whether a question supposes that an outlook was given up, and not kept or moved; None where it supposes neither."""
    if not asks_of_outlook(question):
        return None
    return True if _GIVEN_UP.search(question) else False if _KEPT.search(question) else None


def is_of_no_such(question: str, said: str) -> bool:
    """Return whether a question asks why an outlook was moved or given up, and a text says that of none.

    Arguments:
        question: as asked.
        said: what is said to have come about.
    """
    if not asks_of_outlook(question):
        return False
    if _GIVEN_UP.search(question):
        return pattern("withdrawn").search(said) is None
    raised, lowered = _RAISED.search(question), _LOWERED.search(question)
    if not raised and not lowered:
        return not (_NAMED.search(said) or pattern("expects").search(said))
    near = [said[max(0, named.start() - _NEAR) : named.end() + _NEAR] for named in _NAMED.finditer(said)]
    near += [said] if not near and _REVISED.search(said) and pattern("expects").search(said) else []
    return not any(way_of(one) == ("up" if raised else "down") for one in near)
