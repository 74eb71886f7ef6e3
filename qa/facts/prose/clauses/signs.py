"""Which way a word makes a metric's figure go: a tax that is a benefit, a result that is a loss."""

from dataclasses import replace

from qa.facts.prose.claims import Subject
from qa.facts.prose.grammar import GIVES, TAKES
from qa.language.vocabulary import vocabulary

_OF_CASH = ("benefit", "recovery", "credit", "charge", "use")  # which are a sign of no other metric that is no expense


def signed(subject: Subject, words: str) -> Subject | None:
    """Return a subject with the sign that the last of some words gives its figure; None where it says nothing of the metric."""
    known = vocabulary().metrics.get(subject.metric)
    if known is None:
        return None
    word = words.lower().split()[-1]
    if known.expense:
        return replace(subject, negative=word in GIVES)
    if word in _OF_CASH and not known.name.startswith(("NetCash", "FreeCash", "Other")):
        return None
    return replace(subject, negative=word in TAKES)
