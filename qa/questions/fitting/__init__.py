"""Whether what was found is of the kind that is asked for: its measure, and all of it or the one part that is meant.

What finds an answer looks for the words of a question; here the answer itself is held against it, whichever way it was
found, so that no total is given for an amount per share and no figure at all where another one is missing.
"""

from qa.questions.fitting import extent, measure
from qa.questions.outcome import Outcome
from qa.questions.parsing.patterns import pattern
from qa.questions.parsing.query import Query

_CHECKS = (*extent.CHECKS, *measure.CHECKS)


def is_of_another_kind(query: Query, outcome: Outcome) -> bool:
    """Return whether what was found is no answer to what is asked, whatever it is called."""
    figures = [answer.fact for answer in outcome.answers if answer.fact.unit != "text"]
    if figures and query.intent == "definition" and query.computation is None:
        return True  # but what leads to a measure does say what it is
    if not figures or len(figures) < len(outcome.answers) or pattern("counted_up").search(query.text):
        return False  # how many of them there are is of no measure
    return measure.is_total_for_each(query, figures, outcome.text) or any(check(query, figures) for check in _CHECKS)
