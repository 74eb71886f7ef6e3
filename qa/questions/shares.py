"""One figure as a share of another."""

from collections.abc import Sequence

from qa.facts.fact import Period
from qa.questions import sentences as say
from qa.questions.arithmetic import ratio
from qa.questions.library import View
from qa.questions.lookup import value
from qa.questions.outcome import Outcome
from qa.questions.periods import targets
from qa.questions.query import Query


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
            name = f"{top.fact.metric}PercentOf{bottom.fact.metric}"
            label = say.share_label(top.fact, bottom.fact)
            answer = ratio(top, bottom, name, label, "percent")
            if answer:
                return Outcome((answer,), say.share(answer, view))
    joint = part.with_words_of(whole)
    for period in periods:
        stated = value(joint, period, view) if joint.hard else None
        if stated and stated.fact.unit == "percent":
            return Outcome((stated,), say.figures([stated], query, view))
    return Outcome(missing=" as a share of ".join(topic.text for topic in query.topics if topic.text))
