"""What is done for each intent: from a query and a view to answers and their words, or to what is missing."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from qa.facts.fact import Period
from qa.language.vocabulary import vocabulary
from qa.questions import sentences as say
from qa.questions.arithmetic import number, ratio, reported
from qa.questions.changes import change_of, compared_periods
from qa.questions.find import close, find
from qa.questions.index import Family, Held, Line, near
from qa.questions.library import View
from qa.questions.lookup import asks_variants, pieces, spread, value
from qa.questions.outlook import outlook
from qa.questions.passages import tell
from qa.questions.periods import at, targets
from qa.questions.query import Direction, Intent, Query, Topic
from qa.questions.reasons import explain
from qa.questions.reply import Answer
from qa.questions.series import Aggregate, aggregate
from qa.questions.series import answers as quarterly
from qa.questions.stated import stated
from qa.questions.word import display
from qa.questions.words import phrases, stem

_GREW = re.compile(
    r"\b(?:gr[eo]w|grown|rose|rise|risen|increased?|climb(?:ed)?|fell|fall|fallen|declined?|dropp?e?d?|decreased?|shr[au]nk)\b"
    r".*\b(?:faster|slower|more|less|most|least|fastest|slowest|bigger|smaller|larger)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an operation found.

    Arguments:
        answers: empty where the filings do not say.
        text: the reply's words; for nothing found, empty.
        missing: the topic that the filings do not answer.
    """

    answers: tuple[Answer, ...] = ()
    text: str = ""
    missing: str = ""


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


def _lookup(query: Query, view: View) -> Outcome:
    topic = query.topics[0]
    family: Family = "guidance" if query.guidance else "level"
    periods: Sequence[Period | None] = targets(query.periods, view, query.anchors) or (None,)
    if query.guidance:
        return _guidance(topic, periods, view) or _outlook(topic, periods, view) or Outcome(missing=topic.text)
    if query.many:
        children = _children(topic, periods, view) or _members(topic, periods, view)
        if len(children) > 1:
            return Outcome(tuple(children), say.several(children, view))
    apart = asks_variants(topic, view) or len({part.basis for part in pieces(topic)}) > 1
    variants = _listed(topic, periods, view, family) if apart else None
    if variants:
        return variants
    found = [answer for period in periods if (answer := value(topic, period, view, family))]
    if found:
        found = _distinct(found)
        return Outcome(tuple(found), say.figures(found, query, view))
    return (
        _listed(topic, periods, view, family)
        or _quoted_change(query, topic, view)
        or _stated(query, topic, periods[0], view)
        or Outcome(missing=topic.text)
    )


def _stated(query: Query, topic: Topic, period: Period | None, view: View) -> Outcome | None:
    """A figure that only a sentence states."""
    answer = stated(query, topic, period, view)
    return Outcome((answer,), say.figures([answer], query, view)) if answer else None


def _distinct(answers: Sequence[Answer]) -> list[Answer]:
    kept: list[Answer] = []
    for answer in answers:
        if not any(answer.fact == other.fact and answer.filing == other.filing for other in kept):
            kept.append(answer)
    return kept


def _listed(topic: Topic, periods: Sequence[Period | None], view: View, family: Family) -> Outcome | None:
    """Several metrics asked at once: each must be found, or none is answered."""
    parts = spread(topic) or pieces(topic)
    if len(parts) < 2:
        return None
    found: list[Answer] = []
    for part in parts:
        answers = [answer for period in periods if (answer := value(part, period, view, family))]
        if not answers:
            return None
        found += answers
    return Outcome(tuple(found), say.several(found, view))


def _children(topic: Topic, periods: Sequence[Period | None], view: View) -> list[Answer]:
    """The rows below the section head that the topic names ("operating expenses")."""
    stems = {term.stem for term in topic.hard}
    target = periods[0] or view.reported
    if not stems or target is None:
        return []
    found: list[Answer] = []
    for line in view.index.lines:
        heads = line.fact.heads
        if line.family != "level" or not heads or line.fact.label.lower().startswith("total"):
            continue
        if stems <= say.stems_of(heads[-1]) and (held := at(line, target)):
            found.append(reported(held, view.company))
    return sorted(found, key=lambda answer: answer.fact.sources[0].start)


def _members(topic: Topic, periods: Sequence[Period | None], view: View) -> list[Answer]:
    """The parts of a metric along one axis ("revenue for each of the four end markets")."""
    target = periods[0] or view.reported
    by_axis: dict[str, list[Answer]] = {}
    for line in view.index.lines:
        dimensions = line.fact.dimensions
        if (
            line.family == "level"
            and len(dimensions) == 1
            and dimensions[0][0] != "Part"
            and line.metric in topic.mentions
        ):
            held = at(line, target) if target else None
            if held and held.fact.unit != "percent":
                by_axis.setdefault(f"{dimensions[0][0]} {held.fact.sources[0].section}", []).append(
                    reported(held, view.company)
                )
    members = max(by_axis.values(), key=len, default=[])
    return sorted(members, key=lambda answer: answer.fact.sources[0].start)


def _guidance(topic: Topic, periods: Sequence[Period | None], view: View) -> Outcome | None:
    matches = find(topic, view.index, "guidance")
    if not matches:
        return None
    for match in close(matches):
        for target in periods:
            bounds = _bounds(match.line, target)
            if bounds:
                answers = tuple(reported(held, view.company) for held in bounds)
                return Outcome(answers, say.guidance(answers, view))
    return None


def _outlook(topic: Topic, periods: Sequence[Period | None], view: View) -> Outcome | None:
    """The outlook that a sentence or a list line states, where no fact holds it."""
    found = next((answers for period in periods if (answers := outlook(topic, period, view))), None)
    return Outcome(tuple(found), say.guidance(found, view)) if found else None


def _bounds(line: Line, target: Period | None) -> list[Held]:
    """The low and the high end (or the point) of the outlook for a period, of the latest filing that gives it."""
    held = [h for h in line.held if target is None or (h.fact.period and near(h.fact.period, target))]
    if not held:
        return []
    latest = max(h.rank for h in held)
    held = [h for h in held if h.rank == latest]
    first = min(
        held,
        key=lambda h: (h.fact.period.end if h.fact.period else line.fact.period, 0) and h.fact.sources[0].start,
    )
    same = [h for h in held if h.fact.period == first.fact.period]
    low = next((h for h in same if h.fact.bound == "low"), None)
    high = next((h for h in same if h.fact.bound == "high"), None)
    return [h for h in (low, high) if h] or [first]


def _change(query: Query, view: View) -> Outcome:
    topic = query.topics[0]
    answer = change_of(topic, query, view)
    if answer is None:
        later, _, _ = compared_periods(query, view)
        return _stated(query, topic, later if query.periods else None, view) or Outcome(missing=topic.text)
    return Outcome((answer,), say.change(answer, view))


def _quoted_change(query: Query, topic: Topic, view: View) -> Outcome | None:
    """A question for a figure that the release states only as a change ("warranty charges were $1.3 million lower")."""
    if not query.direction:
        return None
    answer = change_of(topic, query, view)
    return Outcome((answer,), say.change(answer, view)) if answer else None


def _ratio(query: Query, view: View) -> Outcome:
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


def _compare(query: Query, view: View) -> Outcome:
    if len(query.topics) == 2:
        return _which(query, view, yes_no=True)
    if not query.topics:
        return Outcome()
    topic = query.topics[0]
    if query.direction in ("", "either"):
        return Outcome(missing=topic.text)
    answer = change_of(topic, query, view)
    if answer is None:
        return Outcome(missing=topic.text)
    change = number(answer.fact)
    agrees = change != 0 and (change > 0) == _means_up(query.direction, answer.fact.metric)
    if (
        query.direction in ("up", "down")
        and say.is_of_loss(answer)
        and stem("loss") in {term.stem for term in topic.terms}
    ):
        agrees = change != 0 and not agrees  # a loss that narrowed is an income that rose
    return Outcome((answer,), say.yes_no(agrees, answer, view))


def _means_up(direction: Direction, metric: str) -> bool:
    """Whether the supposed way is up: what got better is lower for a cost and higher for an income."""
    if direction in ("up", "down"):
        return direction == "up"
    known = vocabulary().metrics.get(metric)
    lower_is_better = metric in phrases()["lower_is_better"] or bool(known and known.expense)
    return (direction == "better") != lower_is_better


def _which(query: Query, view: View, *, yes_no: bool = False) -> Outcome:
    if len(query.topics) < 2:
        return _rank(query, view)
    periods = targets(query.periods, view, query.anchors)
    period = periods[0] if periods else None
    found = [_figure_compared(topic, query, period, view) for topic in query.topics[:2]]
    one, other = found
    if one is None or other is None or one.fact.unit != other.fact.unit:
        missing = query.topics[0] if one is None else query.topics[1]
        return Outcome(missing=missing.text)
    first_wins = abs(number(one.fact)) > abs(number(other.fact))
    if yes_no:
        expected = first_wins == query.most
        return Outcome((one, other), say.than(expected, one, other))
    winner, loser = (one, other) if first_wins == query.most else (other, one)
    return Outcome((winner, loser), say.winner(winner, loser, query))


def _figure_compared(topic: Topic, query: Query, period: Period | None, view: View) -> Answer | None:
    """What is compared of each alternative: its growth where it is asked which grew more, else its size."""
    if query.direction in ("up", "down") and _GREW.search(query.text):
        return change_of(topic, replace(query, wanted="percent"), view)
    return value(topic, period, view)


def _rank(query: Query, view: View) -> Outcome:
    """Which member of a dimension has the most or the least of what is asked."""
    if not query.topics:
        return Outcome()
    topic = query.topics[0]
    periods = targets(query.periods, view, query.anchors)
    target = periods[0] if periods else view.reported
    by_axis: dict[str, list[Answer]] = {}
    for line in view.index.lines:
        dimensions = line.fact.dimensions
        if len(dimensions) != 1 or line.family != "level" or line.metric not in topic.mentions or target is None:
            continue
        held = at(line, target)
        if held:
            by_axis.setdefault(dimensions[0][0], []).append(reported(held, view.company))
    members = max(by_axis.values(), key=len, default=[])
    if len(members) < 2:
        return Outcome(missing=topic.text)
    ordered = sorted(members, key=lambda answer: number(answer.fact), reverse=query.most)
    return Outcome(tuple(ordered), say.winner(ordered[0], ordered[1], query))


def _reason(query: Query, view: View) -> Outcome:
    topic = query.topics[0]
    quotation = explain(query, topic, view)
    if quotation is None:
        return Outcome(missing=f"why {topic.text}")
    fact = quotation.fact(topic.text)
    answer = Answer(fact, view.company, quotation.filing, display(fact))
    return Outcome((answer,), say.quoted(answer, view))


def _tell(query: Query, view: View) -> Outcome:
    topic = query.topics[0]
    stated = value(topic, None, view) if topic.hard and query.intent != "who" else None
    if stated and stated.fact.unit in ("text", "date"):
        return Outcome((stated,), say.figures([stated], query, view))
    quotation = tell(query, topic, view)
    if quotation is None:
        return Outcome(missing=f"{query.intent} {topic.text}")
    fact = quotation.fact(topic.text)
    answer = Answer(fact, view.company, quotation.filing, display(fact))
    return Outcome((answer,), say.quoted(answer, view))


_OPERATIONS: dict[Intent, Callable[[Query, View], Outcome]] = {
    "lookup": _lookup,
    "change": _change,
    "ratio": _ratio,
    "compare": _compare,
    "which": _which,
    "reason": _reason,
    "when": _tell,
    "who": _tell,
    "where": _tell,
    "event": _tell,
}
