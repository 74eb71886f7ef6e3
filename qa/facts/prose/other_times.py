"""Tells where a sentence says a figure to be of another time than the period reported on, in words that are no period.

A month without its year, "today", what came after the quarter's end: without this the figure would be dated by the
talk, which is of the quarter.
"""

import re
from datetime import timedelta

from qa.facts.fact import Period
from qa.facts.prose.claims import Claim
from qa.facts.prose.only_period import is_begun
from qa.facts.prose.sentence import Sentence
from qa.language.dates import MONTH, read_date
from qa.language.values import Entity, PeriodExpression
from qa.language.vocabulary import vocabulary

_SLACK = timedelta(days=6)  # a 52/53-week quarter closes up to so many days beside the day by which it is called
_NAMED = rf"(?:the\s+month\s+of\s+)?(?:(?:early|late|mid)[-\s])?(?P<month>{MONTH})\b(?!\.?\s+\d)"
_IN = r"(?:in|during|since|through|until)"
_LEADS = re.compile(rf"\W*(?:(?:and|also|later|then|so\s+far)\s+)?{_IN}\s+{_NAMED}", re.IGNORECASE)
_BEFORE = re.compile(rf"\b{_IN}\s+{_NAMED}[^,;]*$", re.IGNORECASE)
_BEHIND = re.compile(rf"\s+(?:so\s+far\s+)?{_IN}\s+{_NAMED}", re.IGNORECASE)
_NOW = re.compile(
    r"^\W*(?:today(?!.{0,80}\b(?:announced|reported|released|posted)\b)|currently|presently|at\s+present|to\s+date|so\s+far\s+this)\b|\bas\s+of\s+(?:today|now|this\s+date|the\s+date\s+(?:hereof|of\s+this))\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:since|after|following|subsequent\s+to)\s+(?:the\s+|our\s+|its\s+)?(?:fiscal\s+)?"
    r"(?:(?:end|close|conclusion|completion)\s+of\s+(?:the|our|its|this)\s+(?:\w+\s+)?(?:quarter|year|period)|(?:quarter|year|period)[-\s]end)\b"
    r"|^\W*subsequently\b",
    re.IGNORECASE,
)
_APART = re.compile(r";|,\s+(?:and|but|while)\b", re.IGNORECASE)


def is_of_another_time(claim: Claim, own: Entity | None, sentence: Sentence) -> bool:
    """Return whether a claim's figure is said to be of a time that no period says.

    Arguments:
        own: the period that the clause or the sentence says of it.
    """
    reported, said = sentence.calendar.reported, claim.period or own
    if said and _is_quarter_to_date(said):
        return True
    if claim.period or claim.against or claim.ahead:
        return False
    if own:
        return is_begun(own, sentence.text)
    if reported is None:
        return False
    later = [span for span in _later(reported, sentence) if _reaches(span, claim.figure, sentence)]
    return bool(later or _NOW.search(sentence.said)) or _is_of_month(claim, reported, sentence)


def _later(reported: Period, sentence: Sentence) -> list[tuple[int, int]]:
    """Where it says that something came after the period reported on had ended."""
    said = [(match.start(), match.end()) for match in _LATER.finditer(sentence.said)]
    found = [(sentence.start + start, sentence.start + end) for start, end in said]
    for one in sentence.entities:
        period = sentence.calendar.resolve(one.value) if isinstance(one.value, PeriodExpression) else None
        if period and is_begun(one, sentence.text) and period.end >= reported.end - _SLACK:
            found.append((one.start, one.end))
    return found


def _reaches(span: tuple[int, int], figure: Entity, sentence: Sentence) -> bool:
    return span[0] < figure.start or _APART.search(sentence.text, figure.end, span[0]) is None


def _is_of_month(claim: Claim, reported: Period, sentence: Sentence) -> bool:
    """Whether the figure is of a month: of one that the period does not hold, or what adds up month by month."""
    figure = claim.figure
    said = (
        _LEADS.match(sentence.text, sentence.start, figure.start)
        or _BEFORE.search(sentence.text, sentence.start, figure.start)
        or _BEHIND.match(sentence.text, figure.end, sentence.end)
    )
    if said is None:
        return False
    known = vocabulary().metrics.get(claim.subject.metric)
    return (known is not None and not known.instant) or _number(said["month"]) not in _months(reported)


def _number(month: str) -> int | None:
    said = read_date(month.lower())
    return said.month if said else None


def _is_quarter_to_date(entity: Entity) -> bool:
    """Whether a period is of the quarter that has begun since."""
    said = entity.value
    return isinstance(said, PeriodExpression) and said.unit == "quarter" and said.to_date


def _months(period: Period) -> frozenset[int]:
    """The months that a period holds, by number; of an instant its own."""
    first = (period.start or period.end) + _SLACK
    count = (period.end.year - first.year) * 12 + period.end.month - first.month
    return frozenset((first.month - 1 + step) % 12 + 1 for step in range(max(count, 0) + 1))
