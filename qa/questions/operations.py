"""What is done for each intent: from a query and a view to answers and their words, or to what is missing."""

from collections.abc import Callable

from qa.questions import sentences as say
from qa.questions.changes import change_of, compared_periods
from qa.questions.comparisons import compare, which
from qa.questions.levels import from_prose, look_up
from qa.questions.library import View
from qa.questions.outcome import Outcome
from qa.questions.query import Intent, Query
from qa.questions.quoting import tell_of, why
from qa.questions.series import Aggregate, aggregate
from qa.questions.series import answers as quarterly
from qa.questions.shares import share


def run(query: Query, view: View) -> Outcome:
    """Do what a query asks in one company's filings."""
    over_quarters = aggregate(query)
    if over_quarters:
        outcome = _series(query, over_quarters, view)
        if outcome:
            return outcome
    return _OPERATIONS[query.intent](query, view)


def _series(query: Query, kind: Aggregate, view: View) -> Outcome | None:
    found = quarterly(query, kind, view)
    if not found:
        return None
    if kind in ("most", "least"):
        return Outcome(tuple(found), say.best_quarter(found[0], kind == "most", view))
    if kind == "each":
        return Outcome(tuple(found), say.several(found, view))
    return Outcome(tuple(found), say.combined(found[0], kind, view))


def _change(query: Query, view: View) -> Outcome:
    topic = query.topics[0]
    answer = change_of(topic, query, view)
    if answer is None:
        later, _, _ = compared_periods(query, view)
        return from_prose(query, topic, later if query.periods else None, view) or Outcome(missing=topic.text)
    return Outcome((answer,), say.change(answer, view))


_OPERATIONS: dict[Intent, Callable[[Query, View], Outcome]] = {
    "lookup": look_up,
    "change": _change,
    "ratio": share,
    "compare": compare,
    "which": which,
    "reason": why,
    "when": tell_of,
    "who": tell_of,
    "where": tell_of,
    "event": tell_of,
}
