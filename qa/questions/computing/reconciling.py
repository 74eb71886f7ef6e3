"""What leads from one measure to another: the adjustments of a reconciliation, one by one or a single one."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qa.facts.fact import Period, on_basis
from qa.facts.reconciliations import ADJUSTMENT, FROM
from qa.frozen import frozen
from qa.language.currencies import is_currency
from qa.language.stems import is_among, label_stems
from qa.language.vocabulary import vocabulary
from qa.questions.computing.arithmetic import number, quotient, reported
from qa.questions.finding.find import find
from qa.questions.finding.index import Line, best
from qa.questions.finding.library import View
from qa.questions.finding.periods import at, by_default, targets
from qa.questions.finding.pieces import pieces
from qa.questions.outcome import Outcome
from qa.questions.parsing.mentions import meant
from qa.questions.parsing.query import Computation, Query, Topic
from qa.questions.parsing.words import generic
from qa.questions.reply import Answer
from qa.questions.wording.reconciling_sentences import reconciled
from qa.questions.wording.sentences import signed

_OUTSIDE = re.compile(r"^(?:NonGAAP|ProForma|ConstantCurrency)")  # how a name begins that says a basis
# The measures whose reconciliation is meant where none is said, the first that the filing reconciles.
_FOREMOST = ("NonGAAPNetIncomeLoss", "AdjustedEBITDA", "EBITDA", "NonGAAPOperatingIncomeLoss")


@frozen
class _Measure:
    """What tells one reconciled measure from another; the name says its basis."""

    name: str
    unit: str
    place: tuple[tuple[str, str], ...]


@frozen
class _Steps:
    """A reconciliation of one period.

    Arguments:
        start, end: the measures it leads between, where the filing states them for the period.
        adjustments: in the order of the text.
    """

    start: Answer | None
    end: Answer | None
    adjustments: tuple[Answer, ...]


def reconcile(computation: Computation, query: Query, view: View) -> Outcome:
    """List the adjustments that lead to a measure, those of nil left out; of an item that is asked for, its own."""
    ways = _ways(view)
    if not ways:
        return Outcome()
    topics = [part for topic in computation.topics for part in pieces(topic) or [topic] if _says(part)]
    for period in targets(query.periods, view, query.anchors) or (None,):
        for measure, starts in _asked(topics, ways, view):
            steps = _steps(measure, starts, ways, period, view)
            if steps and computation.operand:
                steps = replace(steps, adjustments=tuple(_of_item(computation.operand, steps.adjustments)))
            if steps and (computation.operand or any(number(answer.fact) for answer in steps.adjustments)):
                return _told(steps, computation, view) if steps.adjustments else Outcome()
    return Outcome()


def _told(steps: _Steps, computation: Computation, view: View) -> Outcome:
    telling = tuple(answer for answer in steps.adjustments if number(answer.fact)) or steps.adjustments[:1]
    gap = None
    if computation.gap and steps.start and steps.end:
        label = f"{signed(steps.end.fact)[0]} less {signed(steps.start.fact)[0]}"
        gap = quotient([steps.end], [steps.start], [], f"{steps.end.fact.metric}Adjustments", label, "money")
    return Outcome((*((gap,) if gap else ()), *telling), reconciled(telling, steps.start, steps.end, gap, view))


def _ways(view: View) -> Mapping[_Measure, Mapping[str, Sequence[Line]]]:
    """The adjustments in scope, by the measure that they lead to and the name of the one that they are counted from."""
    found: dict[_Measure, dict[str, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for line in view.index.adjustments:
        found[_measure(line)][dict(line.dimensions)[FROM]].append(line)
    return found


def _measure(line: Line) -> _Measure:
    place = tuple((axis, member) for axis, member in line.dimensions if axis not in (ADJUSTMENT, FROM))
    return _Measure(on_basis(line.metric, line.basis), line.unit, place)


def _asked(
    topics: Sequence[Topic], held: Mapping[_Measure, object], view: View
) -> Iterator[tuple[_Measure, frozenset[str]]]:
    """The measures that a question may mean, the likeliest first, each with the names of what it says they are counted from.

    That is the one that the question names, else the foremost; of two that it names either may come of the other.
    """
    if not topics:
        money = [measure for measure in held if not measure.place and is_currency(measure.unit)]
        order = {name: rank for rank, name in enumerate(_FOREMOST)}
        for measure in sorted(money, key=lambda measure: order.get(measure.name, len(order))):
            yield measure, frozenset()
        return
    for topic in reversed(topics):
        others = {name for other in topics if other is not topic for name in other.mentions}
        starts = frozenset(name for mention in others for name in meant(mention))
        # A measure that GAAP does not know is found without a basis.
        matches = [
            m for basis in ("non-GAAP", None) for m in find(replace(topic, basis=basis, counted=False), view.index)
        ]
        for measure in dict.fromkeys(_measure(match.line) for match in matches):
            if measure in held:
                yield measure, starts


def _says(topic: Topic) -> bool:
    return bool(topic.mentions or any(term.stem not in generic() for term in topic.hard))


def _steps(
    measure: _Measure,
    starts: frozenset[str],
    ways: Mapping[_Measure, Mapping[str, Sequence[Line]]],
    period: Period | None,
    view: View,
) -> _Steps | None:
    """The way to a measure from the nearest under GAAP; from one of the names, where there are any, or None."""
    end = _named(measure.name, measure, period, view)
    period = period or (end.fact.period if end else view.reported)
    adjustments: list[Answer] = []
    name, at_hand, seen = "", [measure], set[_Measure]()
    while at_hand and period and name not in starts:
        seen.add(at_hand[0])
        froms = ways[at_hand[0]]
        name = min(froms, key=lambda one: (one not in starts, not measure.name.endswith(one)))
        adjustments += _of_one_table(froms[name], period, view)
        at_hand = [one for one in ways if (one.name, one.place) == (name, measure.place) and one not in seen]
    if starts and name not in starts:
        return None
    ordered = sorted(adjustments, key=lambda answer: answer.fact.sources[0].start)
    return _Steps(_named(name, measure, period, view), end, tuple(ordered))


def _of_one_table(lines: Sequence[Line], period: Period, view: View) -> list[Answer]:
    """A period's adjustments as the table that has most of them gives them; another may word them otherwise."""
    tables: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for line in lines:
        held = at(line, period)
        if held:
            tables[held.filing, held.fact.sources[0].section].append(reported(held, view.company))
    return max(tables.values(), key=len, default=[])


def _named(name: str, measure: _Measure, period: Period | None, view: View) -> Answer | None:
    """The measure of a name that is of the same unit and place as another."""
    called = replace(measure, name=name)
    lines = [line for metric in {name, _OUTSIDE.sub("", name)} for line in view.index.of_metric(metric)]
    found = [
        held
        for line in lines
        if line.family == "level" and _measure(line) == called
        if (held := at(line, period) if period else by_default(line, view.reported))
    ]
    held = best(found)
    return reported(held, view.company) if held else None


def _of_item(item: Topic, adjustments: Sequence[Answer]) -> Iterator[Answer]:
    """The adjustments that an item's words name, or whose label is of the metric that they are of."""
    named = {item.mentions[term.mention] for term in item.terms if term.mention >= 0}
    metrics = {name for mention in named for name in meant(mention)}
    said = {term.stem for term in item.hard} - generic()
    for answer in adjustments:
        known = vocabulary().label(answer.fact.label)
        worded = label_stems(answer.fact.label)
        if (known and known.metric in metrics) or (said and all(is_among(stem, worded) for stem in said)):
            yield answer
