"""What a release compares with where it does not say: the year before, if all that it does say is of that.

"Net sales rose 12% to $40 million" leaves open since when. Releases keep to one way: those that set a quarter beside the
same one a year ago say so somewhere, and those that set it beside the quarter before say that.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from qa.facts.fact import Fact
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.facts.prose.claims import Claim
from qa.language.values import YEAR_BEFORE, unit_of
from qa.language.vocabulary import vocabulary

_YEARLY = re.compile(
    r"\b(?:year[- ](?:ago|earlier|(?:over|on)[- ]year)|yoy|(?:same|comparable|corresponding|prior|last|previous|preceding)[- ]"
    r"(?:[a-z]+[- ]){0,4}year)\b|\by/y\b",
    re.IGNORECASE,
)
_IN_SEQUENCE = re.compile(
    r"\b(?:sequential(?:ly)?|qoq|quarter[- ](?:over|on|to)[- ]quarter|(?:linked|previous|prior|preceding|last|trailing)[- ]quarter)\b"
    r"|\bq/q\b",
    re.IGNORECASE,
)
_LEAST = 3  # places that say so
_A_YEAR_BEFORE = (
    r"(?:prior|previous|last|corresponding|same|comparable|year)[- ](?:[a-z]+[- ]){0,6}(?:year|ago|quarter)"
)
# "Comparisons are for the quarter versus the prior-year quarter, unless otherwise noted", "results for the quarter, as
# compared to the corresponding period of last year:"
_DECLARED = re.compile(
    rf"\bcomparisons\b[^.:;]{{0,120}}\b(?:versus|against|with|to)\s+(?:the\s+)?(?=[^.]{{0,40}}\byear)(?!(?:the\s+)?prior\s+quarter){_A_YEAR_BEFORE}\b"
    rf"|\bresults\b[^.:;]{{0,90}}\bcompared\s+(?:to|with)\s+(?:the\s+)?(?=[^.:]{{0,60}}\byear\b){_A_YEAR_BEFORE}\b[^.:]{{0,20}}:",
    re.IGNORECASE,
)


def compares_yearly(facts: Sequence[Fact], text: str, calendar: FiscalCalendar) -> bool:
    """Return whether a filing says that it compares with the year before, or does so wherever it says with what.

    Arguments:
        facts: what its sentences state.
        text: the filing's text.
    """
    if _DECLARED.search(text):
        return True
    if _IN_SEQUENCE.search(text):
        return False
    flows = [fact for fact in facts if fact.period and fact.period.start and not fact.guidance]
    compared = [fact for fact in flows if fact.comparison]
    if not compared or any(_is_of_quarter_before(fact, calendar) for fact in flows):
        return False
    places = {match.start() for match in _YEARLY.finditer(text)} | {fact.sources[0].start for fact in compared}
    return len(places) >= _LEAST and all(
        fact.period and fact.comparison == calendar.resolve(YEAR_BEFORE, fact.period) for fact in compared
    )


def agreed(assumed: Sequence[Fact], calendar: FiscalCalendar) -> list[Fact]:
    """Return what is taken to compare with the year before, but what is told of other years, or in several ways of one thing."""
    values: dict[tuple[object, ...], set[object]] = defaultdict(set)
    for fact in assumed:
        values[*_place(fact), fact.basis].add(fact.value)
    several = {place[:-1] for place, said in values.items() if len(said) > 1}
    return [fact for fact in assumed if _place(fact) not in several and _is_recent(fact, calendar)]


def _place(fact: Fact) -> tuple[object, ...]:
    return fact.metric, fact.dimensions, fact.unit, fact.period, fact.comparison


def _is_recent(fact: Fact, calendar: FiscalCalendar) -> bool:
    """Whether a change is up to the end of the stretch reported on, or a level is of one a year before that."""
    reported = calendar.reported
    before = calendar.resolve(YEAR_BEFORE, reported) if reported else None
    end = reported if fact.comparison else before
    return fact.period is not None and end is not None and abs((fact.period.end - end.end).days) < 7


def is_comparable(claim: Claim, beside: Sequence[Claim]) -> bool:
    """Return whether an open claim is of what a stretch of time came to, a level beside another one in the same unit.

    A balance is as soon compared with that at the last year's end, a dividend with the last one.
    """
    known = vocabulary().metrics.get(claim.subject.metric)
    if known is None or known.instant or "Dividend" in known.name:
        return False
    own = (other.figure for other in beside if other.own and other.kind == "level" and other.subject == claim.subject)
    return claim.kind == "change" or any(unit_of(figure) == unit_of(claim.figure) for figure in own)


def _is_of_quarter_before(fact: Fact, calendar: FiscalCalendar) -> bool:
    """Whether a figure is of the stretch right before the one reported on, beside which the release may set that."""
    reported = calendar.reported
    if reported is None or reported.start is None or fact.period is None:
        return False
    return -1 <= (reported.start - fact.period.end).days <= 1 and fact.period.days < 200
