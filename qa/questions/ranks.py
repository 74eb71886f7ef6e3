"""Which member of a dimension has the most or the least: the segments, regions, products ranked."""

from qa.questions import sentences as say
from qa.questions.arithmetic import number, reported
from qa.questions.library import View
from qa.questions.outcome import Outcome
from qa.questions.periods import at, targets
from qa.questions.query import Query
from qa.questions.reply import Answer


def rank(query: Query, view: View) -> Outcome:
    """Which member of a dimension has the most or the least of what is asked."""
    if not query.topics:
        return Outcome()
    topic = query.topics[0]
    periods = targets(query.periods, view, query.anchors)
    target = periods[0] if periods else view.reported
    by_axis: dict[str, list[Answer]] = {}
    for line in view.index.look_at(view.index.about(topic.mentions)):
        dimensions = line.dimensions
        if len(dimensions) != 1 or line.family != "level" or target is None:
            continue
        held = at(line, target)
        if held:
            by_axis.setdefault(dimensions[0][0], []).append(reported(held, view.company))
    members = max(by_axis.values(), key=len, default=[])
    if len(members) < 2:
        return Outcome(missing=topic.text)
    ordered = sorted(members, key=lambda answer: number(answer.fact), reverse=query.most)
    return Outcome(tuple(ordered), say.winner(ordered[0], ordered[1], query))
