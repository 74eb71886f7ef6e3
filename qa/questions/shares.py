"""One figure as a share of another."""

import re
from collections.abc import Sequence

from qa.facts.fact import Fact, Period
from qa.questions import sentences as say
from qa.questions.arithmetic import ratio
from qa.questions.formulas import formulas
from qa.questions.library import View
from qa.questions.lookup import value
from qa.questions.outcome import Outcome
from qa.questions.periods import targets
from qa.questions.query import Query
from qa.questions.word import metric_words

_PLAIN_RATIO = re.compile(
    r"\bratio\b|\bdivided by\b|\bhow many times\b|\bmultiple\b|\bdivided?\b|\bover\b|\bratio\b", re.I
)
_IN_PERCENT = re.compile(r"%|\bper ?cent(?:age)?\b|\bpct\b|\bshare of\b", re.I)


def share(query: Query, view: View) -> Outcome:
    """Return the first topic in percent of the second, computed, else as the filing states it."""
    part, whole = query.topics
    periods: Sequence[Period | None] = targets(query.periods, view, query.anchors) or (None,)
    for period in periods:
        top = value(part, period, view)
        bottom = value(whole, period, view) if top else None
        if (
            top
            and bottom
            and top.fact.unit == bottom.fact.unit
            and top.fact.period == bottom.fact.period
            and top.fact != bottom.fact
        ):
            answer = ratio(top, bottom, *_called(top.fact, bottom.fact, query.text))
            if answer:
                return Outcome((answer,), say.share(answer, view))
    joint = part.with_words_of(whole)
    for period in periods:
        stated = value(joint, period, view) if joint.hard else None
        if stated and stated.fact.unit == "percent":
            return Outcome((stated,), say.figures([stated], query, view))
    return Outcome(missing=" as a share of ".join(topic.text for topic in query.topics if topic.text))


def _called(part: Fact, whole: Fact, question: str) -> tuple[str, str, str]:
    """The name, the label and the unit of one figure over another: a ratio where one is asked for, else a share."""
    known = next(
        (f for f in formulas().values() if (f.plus, f.minus, f.over) == ((part.metric,), (), (whole.metric,))), None
    )
    if known and not _IN_PERCENT.search(question):
        return known.name, known.label, known.unit
    if _PLAIN_RATIO.search(question) and not _IN_PERCENT.search(question):
        return f"{part.metric}To{whole.metric}Ratio", f"ratio of {metric_words(part)} to {metric_words(whole)}", "ratio"
    return f"{part.metric}PercentOf{whole.metric}", say.share_label(part, whole), "percent"
