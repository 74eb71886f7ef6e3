"""When the figures of a sentence are of: the period that it says, else the one talked of, else the one reported on."""

import re
from dataclasses import replace
from datetime import timedelta

from qa.facts.fact import PREVIOUSLY_EXPECTED, Period
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.facts.prose.claims import Claim
from qa.facts.prose.outlook.verbs import looks_ahead, verb_of
from qa.facts.prose.sentence import Sentence
from qa.language.values import YEAR_BEFORE, Entity, PeriodExpression

_REFERS = re.compile(r"(?:this|that|these|those|it) (?:compares?|is|was|were|are|represents?)\b", re.IGNORECASE)
# Of such a sentence all figures are of an earlier period: "This compares to revenue of … in the prior quarter".
COMPARES_ALL = re.compile(r"(?:this|that|these|those|which) compares? (?:to|with)\b", re.IGNORECASE)
SPOKEN = re.compile(r"[“”\"]")  # somebody's words are no line of an outlook, but where they look ahead themselves
# What is or was, though it stands below words that look ahead: "The company has about 2,950 employees".
_TELLS = re.compile(r"\b(?:has|have|had|was|were|employ(?:s|ed)|owns|operates|serves)\b", re.IGNORECASE)
_STACKED = re.compile(r"\b(?:two|three|four|[2-4])[- ]year\b|\bstack", re.IGNORECASE)  # growth of several years
_YEAR_AFTER = PeriodExpression(shift=1, shift_unit="year", same=True)
_AHEAD = timedelta(days=100)  # from the period's end, within which a period begins that is called without its year
_SOON = timedelta(days=120)  # from the period's end, within which a release may state a balance, or a month's sales
_MONTH = 35  # days, in weeks
_QUARTER = 100  # days, at most
_QUARTERLY = re.compile(r"\bquarterly (?:\w+ ){0,3}(?:dividend|distribution)", re.IGNORECASE)


def period_of(claim: Claim, only: Entity | None, sentence: Sentence) -> tuple[Period | None, bool]:
    """Return the period of a claim's figure, and whether the sentence says it.

    Arguments:
        only: the one period that the sentence says and compares nothing with.
    """
    if claim.over and claim.view is None:
        return sentence.talk.period, False  # that of what came of it
    own = claim.view or only
    said = _of_year(expression_of(claim.subject.period), expression_of(own))
    looks_back = own and own is claim.subject.period and said and (said.shift or 0) < 0
    earlier = looks_back or COMPARES_ALL.match(sentence.said)
    view = _compared(own, None, sentence) if earlier else resolve(said, None, sentence)
    if claim.ahead and not claim.previous and said:
        view = _to_come(said, view, sentence.calendar)
    if not claim.own and claim.period is None and sentence.yearly:
        return resolve(YEAR_BEFORE, view, sentence), False
    if not claim.own:
        return _compared(claim.period, view, sentence), True
    if own:
        return view, True
    if _REFERS.match(sentence.said):
        return None, False
    talked_of = sentence.talk.period or (None if claim.ahead else sentence.calendar.reported)
    if talked_of and talked_of.days > _QUARTER and _QUARTERLY.search(sentence.said):
        return None, False  # a dividend of so much a quarter is no year's
    return talked_of, False


def _of_year(part: PeriodExpression | None, said: PeriodExpression | None) -> PeriodExpression | None:
    """A quarter before a metric as one of the year behind it: "second quarter sales in fiscal 2031 were"."""
    if part is None or said is None or part.ordinal is None or part.year or part.shift or said.ordinal:
        return said
    is_year = said.unit == "year" and said.count == 1 and said.year is not None and not said.to_date
    return replace(part, year=said.year, fiscal=said.fiscal) if is_year else said


def _to_come(said: PeriodExpression, period: Period | None, calendar: FiscalCalendar) -> Period | None:
    """Return the period that is looked ahead to: "the first quarter" in results of the fourth is the next one."""
    reported = calendar.reported
    named = said.ordinal or (said.unit == "year" and said.count == 1 and said.shift == 0)
    placed = said.year or said.end or said.month or (said.ordinal and said.shift)
    if period is None or reported is None or period.end > reported.end or placed or not named:
        return period
    later = calendar.resolve(said, calendar.resolve(_YEAR_AFTER, reported))
    soon = later and later.start and reported.end < later.start <= reported.end + _AHEAD
    return later if soon else period


def counted_from(claim: Claim, period: Period | None, sentence: Sentence) -> Period | None:
    """Return the period that a claim's change is counted from; None where it is no change, or leaves that open."""
    if claim.against is None and claim.kind == "change" and sentence.yearly and period:
        return resolve(YEAR_BEFORE, period, sentence)
    return _compared(claim.against, period, sentence) if claim.against else None


def _compared(entity: Entity | None, view: Period | None, sentence: Sentence) -> Period | None:
    """Return the period that another one is compared with; "the prior year" of a quarter is its same quarter."""
    said, own = expression_of(entity), view
    view = view or sentence.talk.period or sentence.calendar.reported
    if said and view and said.unit == "year" and said.count == 1 and (said.shift or 0) < 0 and said.year is None:
        said = replace(said, unit=None, same=True)
    period = resolve(said, view, sentence)
    if said and said.unit == "year" and period and own and 0 < own.days < period.days and period.end < own.end:
        # "in 2019" beside a quarter that is said: that quarter of it
        earlier = resolve(YEAR_BEFORE, own, sentence)
        return earlier if earlier and period.start and period.start <= earlier.end <= period.end else period
    if period and view and said and period.end > view.end and said.year is None and said.end is None:
        # "from the fourth quarter" of a first one: the last that was
        return resolve(said, resolve(YEAR_BEFORE, view, sentence), sentence)
    return period


def is_over_a_year(period: Period, against: Period | None, sentence: Sentence) -> bool:
    """Return whether what grew in a period grew within one year, which is not said otherwise."""
    if _STACKED.search(sentence.said):
        return False
    return against is None or against == resolve(YEAR_BEFORE, period, sentence)


def resolve(expression: PeriodExpression | None, view: Period | None, sentence: Sentence) -> Period | None:
    """Return the period that an expression says, seen from a period, else from the one talked of or reported on."""
    if expression is None:
        return None
    return sentence.calendar.resolve(expression, view or sentence.talk.period or sentence.calendar.reported)


def guidance_of(claim: Claim, period: Period, said: bool, sentence: Sentence) -> str | None:
    """Return what management does with what it expects, empty for what happened; None where verb and period do not agree."""
    reported = sentence.calendar.reported
    future = reported is not None and period.end > reported.end
    if claim.ahead or (future and looks_ahead(sentence.said) and not period.is_instant):
        verb = verb_of(sentence.said)
        verb = PREVIOUSLY_EXPECTED if claim.previous or verb == "withdraws" else verb
        return verb if reported is None or future or claim.over else None
    if sentence.talk.guidance and not said:
        tells = _TELLS.search(sentence.said) or SPOKEN.search(sentence.said)
        return sentence.talk.guidance if future and not tells else None
    soon = reported is not None and period.end <= reported.end + _SOON and period.days <= _MONTH
    return None if future and not soon else ""


def expression_of(entity: Entity | None) -> PeriodExpression | None:
    """Return the period that an entity says; None where it says none."""
    return entity.value if entity and isinstance(entity.value, PeriodExpression) else None
