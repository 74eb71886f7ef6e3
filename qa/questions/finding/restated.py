"""What was first reported of a figure that a later filing restates."""

from qa.facts.duplicates import precision
from qa.questions.computing.arithmetic import reported
from qa.questions.finding.index import SLACK, Held, Line, near
from qa.questions.finding.library import View
from qa.questions.finding.lookup import value
from qa.questions.finding.periods import targets
from qa.questions.outcome import Outcome
from qa.questions.parsing.query import Computation, Query
from qa.questions.reply import Answer
from qa.questions.wording import sentences as say


def originally(computation: Computation, query: Query, view: View) -> Outcome:
    """Return the figure as the first filing that states it has it, and what became of it."""
    for period in targets(query.periods, view, query.anchors) or (None,):
        latest = value(computation.topics[0], period, view)
        if latest and latest.derivation is None:
            first = first_of(latest, view)
            if not _is_own(first, view):
                continue
            changed = first.fact.value != latest.fact.value
            return Outcome((first, latest) if changed else (first,), say.originally(first, latest, view))
    return Outcome()


def _is_own(first: Answer, view: View) -> bool:
    """Whether the filing that first states a figure is the one of its time; a later one may have restated it."""
    stating = next((filing for filing in view.filings if filing.id == first.filing), None)
    period = first.fact.period
    return stating is None or stating.period is None or period is None or stating.period.end - period.end <= SLACK


def first_of(answer: Answer, view: View) -> Answer:
    """Return the figure as the earliest filing in view has it; the answer itself where no earlier one states it."""
    line = _line_of(answer, view)
    period = answer.fact.period
    if line is None or period is None:
        return answer
    held = [h for h in line.held if h.fact.period and near(h.fact.period, period) and not h.fact.flags]
    first = min(held, key=_order, default=None)
    return reported(first, view.company) if first else answer


def restated_from(answer: Answer, view: View) -> Answer | None:
    """Return what an earlier filing gave for the figure, where it differs by more than rounding; else None."""
    if answer.derivation or answer.fact.guidance or not answer.fact.period:
        return None
    first = first_of(answer, view)
    if first.filing == answer.filing or isinstance(first.fact.value, str) or isinstance(answer.fact.value, str):
        return None
    decimals = min(precision(first.fact), precision(answer.fact))
    rounding = 0 if decimals == 100 else type(first.fact.value)(10) ** -decimals
    return first if abs(first.fact.value - answer.fact.value) > rounding else None


def _line_of(answer: Answer, view: View) -> Line | None:
    fact = answer.fact
    alike = (
        line
        for line in view.index.of_metric(fact.metric)
        if (line.dimensions, line.basis, line.unit) == (fact.dimensions, fact.basis, fact.unit)
    )
    return next((line for line in alike if any(held.fact is fact for held in line.held)), None)


def _order(held: Held) -> tuple[int, int]:
    return held.rank, -precision(held.fact)
