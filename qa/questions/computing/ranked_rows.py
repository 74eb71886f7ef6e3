"""Which row of a table has the most or the least, or moved the most, of those that make up the total that a question names.

The total is one that all words asked name and that is called by no others, so that its rows are all that there is of it;
where several may be meant, they must have the same row first.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from qa.facts.fact import Period
from qa.language.currencies import is_currency
from qa.language.stems import ignored, label_stems, stems
from qa.language.vocabulary import vocabulary
from qa.questions.computing.arithmetic import change, number, reported
from qa.questions.computing.changes import asks_for_growth, compared_periods
from qa.questions.finding.library import View
from qa.questions.finding.periods import at, targets
from qa.questions.finding.wholes import Cell, Whole, wholes
from qa.questions.outcome import Outcome
from qa.questions.parsing.alternatives import COUNTS
from qa.questions.parsing.mentions import meant
from qa.questions.parsing.patterns import pattern
from qa.questions.parsing.query import Query, Topic, Wanted
from qa.questions.parsing.words import axes_said, fillers, generic, parts
from qa.questions.reply import Answer
from qa.questions.wording import sentences as say

_ANY_KIND = stems("category item line kind type component piece")  # of which every row is one
_COSTS = stems("expense cost charge")  # which name no line, but tell a total of them from one of something else
_NEW = stems("new")
ONE = re.compile(r"\b(?:only|sole|single|one)\b", re.I)
_LOSES = re.compile(r"\b(?:los[st]|lose[sd]?|losing|loss(?:es)?)\b", re.I)
_RATE = re.compile(r"\b(?:fast|slow|quick)(?:er|est)\b|\bgrowth\b|\bpace\b|\brate\b", re.I)
_COUNTED = re.compile(r"\b(?:los[et]|losing|shed(?:ding)?|added|adding|gained) (?:the )?(?:most|fewest|least)\b", re.I)
_WAYS: tuple[Wanted, ...] = ("amount", "percent")
_NOT_MANY = re.compile(r"\bhow much\b|\bdollars?\b|\$", re.I)


def rank_rows(query: Query, topic: Topic, view: View) -> Outcome:
    """Return the rows of the total that is asked for, the one asked for first; nothing where it is open which total."""
    later, earlier = _periods(query, view)
    if later is None or not query.superlative:
        return Outcome()
    ordered = [_ordered(whole, query, earlier, view) for whole in _asked(topic, later, view)]
    first = _agreed(ordered, query)
    return Outcome(tuple(first), say.winner(first[0], first[1], query)) if first else Outcome()


def moved_rows(query: Query, topic: Topic, view: View) -> Outcome:
    """Return the rows of the total asked for that went the way asked for, the one that did the most first."""
    later, earlier, _ = compared_periods(query, view)
    down = query.direction == "down"
    found: list[list[Answer]] = []
    for whole in _asked(topic, later, view) if later and earlier else ():
        rows = _changes(whole, replace(query, wanted=query.wanted or "amount"), earlier, view) if earlier else []
        went = [one for one in rows if number(one.fact) and (number(one.fact) < 0) == down]
        found.append(sorted(went, key=lambda one: number(one.fact), reverse=not down))
    first = _agreed(found, query)
    if not first or (ONE.search(query.text) and len(first) > 1):
        return Outcome(missing=topic.text)
    return Outcome(tuple(first), say.clip(" ".join(say.change(answer, view) for answer in first)))


def _agreed(found: Sequence[list[Answer]], query: Query) -> list[Answer]:
    """The rows of one of several totals that may be meant: none where one has another row first, or in the same unit another figure."""
    counts = [one for one in found if one and not is_currency(one[0].fact.unit)]
    if counts and not _NOT_MANY.search(query.text) and pattern("number_of").search(query.text):
        found = counts
    firsts = [one[0].fact for one in found if one]
    if len(firsts) < len(found) or len({_name(one[0]) for one in found}) != 1:
        return []
    return found[0] if len({fact.unit for fact in firsts}) == len({(fact.unit, fact.value) for fact in firsts}) else []


def _periods(query: Query, view: View) -> tuple[Period | None, Period | None]:
    """The period that is asked about, and the one before it where it is asked what moved."""
    if asks_for_growth(query):
        later, earlier, _ = compared_periods(query, view)
        return later, earlier
    asked = targets(query.periods, view, query.anchors)
    return (asked[0] if asked else view.reported) if len(asked) < 2 else None, None


def _asked(topic: Topic, target: Period, view: View) -> list[Whole]:
    """The totals that a question names, of whose rows it asks."""
    axes = {term.stem for term in topic.terms} & parts() - _ANY_KIND
    beside = parts() | _ANY_KIND | ignored() | COUNTS | (generic() - _COSTS) | label_stems(view.company.name)
    needed = {term.stem for term in topic.hard} - beside
    if not needed:
        return []
    found = [
        whole
        for whole in wholes(view.index.lines, target, view)
        if not whole.nested and _is_named(whole, topic, needed, beside)
    ]
    found = _along(found, axes)
    said = {term.stem for term in topic.terms}
    counted = [whole for whole in found if label_stems(whole.total.line.unit) & said]
    return counted or found


def _is_named(whole: Whole, topic: Topic, needed: Set[str], beside: Set[str]) -> bool:
    """Whether a total is what all words asked name, and is called by no others."""
    line = whole.total.line
    said = {term.stem for term in topic.terms}
    answering = {mention for mention, name in enumerate(topic.mentions) if line.metric in meant(name)}
    by_name = {term.stem for term in topic.terms if term.mention in answering}
    known = vocabulary().metrics.get(line.metric)
    own = whole.said | line.context | label_stems(line.unit) | label_stems(known.label if known else "")
    called = line.members if answering else whole.said - fillers() - _NEW
    return needed <= own | by_name and called - beside <= said


def _along(found: Sequence[Whole], axes: Set[str]) -> list[Whole]:
    """Those whose rows are what is asked of them, as their axis says or their own head; else what stands above all the table."""
    if not axes:
        return list(found)
    closely = [whole for whole in found if _lies_along(whole) & axes]
    return closely or [w for w in found if not _lies_along(w) and (w.total.line.context | w.said) & axes]


def _lies_along(whole: Whole) -> frozenset[str]:
    """The words for parts by which the axis of a total's rows may be asked for, or its own head calls them."""
    of_rows = (set(cell.line.dimensions) - set(whole.total.line.dimensions) for cell in whole.rows)
    along = {axis for more in of_rows for axis, _ in more if axis != "Segment"}  # which those of no other name lie on
    called = (label_stems(axis) | axes_said().get(axis, frozenset[str]()) for axis in along)
    return (whole.total.line.members & parts()).union(*called)


def _ordered(whole: Whole, query: Query, earlier: Period | None, view: View) -> list[Answer]:
    """The rows in the order asked for; none where one has no change told or what is asked for did not happen."""
    if earlier and not query.wanted and not _RATE.search(query.text):
        amounts, rates = (_ordered(whole, replace(query, wanted=one), earlier, view) for one in _WAYS)
        counts = _COUNTED.search(query.text) is not None  # "lost the most homes"
        agree = amounts and rates and _name(amounts[0]) == _name(rates[0])
        return amounts if counts else rates if agree else []
    rows = _changes(whole, query, earlier, view) if earlier else [_of_total(cell, whole, view) for cell in whole.rows]
    if earlier is None and _LOSES.search(query.text):
        return []  # the most that was lost is not the most that there is
    fell = earlier is not None and pattern("fell").search(query.text) is not None
    ordered = sorted(rows, key=lambda one: number(one.fact), reverse=query.most != fell)
    if len(rows) < 2 or number(ordered[0].fact) == number(ordered[1].fact):
        return []
    happened = earlier is None or not query.most or (number(ordered[0].fact) < 0) == fell
    return ordered if happened else []


def _changes(whole: Whole, query: Query, earlier: Period, view: View) -> list[Answer]:
    """How each row moved since an earlier period; none where one row, or the total, has no figure for that."""
    found = [_change(cell, whole, query, earlier, view) for cell in (*whole.rows, whole.total)]
    return [one for one in found[:-1] if one] if all(found) else []


def _change(cell: Cell, whole: Whole, query: Query, earlier: Period, view: View) -> Answer | None:
    now = _of_total(cell, whole, view)
    before = at(cell.line, Period(earlier.end) if now.fact.is_instant else earlier)
    return change(now, reported(before, view.company), query.wanted or "percent") if before else None


def _of_total(cell: Cell, whole: Whole, view: View) -> Answer:
    """A row's figure in its total's unit, which of things counted the row may seem to say in its own way."""
    answer = reported(cell.held, view.company)
    return replace(answer, fact=replace(answer.fact, unit=whole.total.line.unit))


def _name(answer: Answer) -> str:
    """What tells a row from the others of its total."""
    return " ".join(member for _, member in answer.fact.dimensions) or answer.fact.label
