"""What management expects, from the facts of its outlook; and what came of it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from qa.facts.fact import PREVIOUSLY_EXPECTED, Bound, Period
from qa.language.stems import stem
from qa.language.vocabulary import vocabulary
from qa.questions.computing.arithmetic import coarser, computed, number, reported, term
from qa.questions.computing.outlooks import asked_way, on_the_only_basis
from qa.questions.computing.revised import asks_move, revision
from qa.questions.finding.find import Match, close, find
from qa.questions.finding.index import Held, near
from qa.questions.finding.library import View
from qa.questions.finding.lookup import value
from qa.questions.finding.periods import targets
from qa.questions.outcome import Outcome
from qa.questions.parsing.patterns import pattern
from qa.questions.parsing.query import Computation, Query, Topic
from qa.questions.reply import Answer
from qa.questions.wording import outlook_sentences as say

_HIGH_END = re.compile(r"\b(?:high|upper|top)\b", re.I)
_LOW_END = re.compile(r"\b(?:low|lower|bottom)\b", re.I)
_END = r"[- ](?:end|side|bound|limit|point)\b"
_AT_MOST = re.compile(
    rf"\b(?:high|upper|top){_END}|\b(?:top of|most(?! (?:recent|of))|max(?:imum)?|ceiling|highest|at best|best case|as (?:much|many|high) as)\b",
    re.I,
)
_AT_LEAST = re.compile(
    rf"\b(?:low|lower|bottom){_END}|\b(?:bottom of|least|min(?:imum)?|floor|lowest|at worst|worst case|as (?:little|few|low) as)\b",
    re.I,
)
_MISSED = re.compile(r"\b(?:miss(?:ed)?|below|under|short of|lower than|less than|worse than)\b", re.I)
_BEFORE = re.compile(
    r"\b(?:previous(?:ly)?|prior|old|earlier|former(?:ly)?|original(?:ly)?|initial(?:ly)?|before|last) (?:[\w-]+ ){0,4}?(?:guidance|outlook|forecast|guide|range|expect\w*|target)"
    r"|\b(?:before|until|till|prior to|ahead of) (?:(?:this|that|the|its|their|today's) (?:\w+ )?(?:update|revision|change|cut|raise|increase|reduction|release|announcement|news|move)\b"
    r"|(?:(?:(?:the|its|their) )?[\w'&.]+ (?:(?:had|has|was|were|got) )*)?(?:being )?"
    r"(?:(?:rais|lift|hik|bump|boost|increas|upp|narrow|tighten|lower|trimm|slash|reduc|updat|revis|chang|mov|pull|suspend)(?:ed|ing)|cut(?:ting)?|withdr[ae]w\w*)\b)"
    r"|\b(?:guidance|outlook|forecast|range|target|expectations?) (?:(?:it |they )?(?:was|were|had been) )?(?:before|previously|originally|earlier|until now)(?=\W*$)"
    r"|\bfrom what\b|\bhad (?:they|it|the company|management) (?:guided|expected|forecast\w*)|\b(?:guid|forecast|expect)\w* (?:\w+ ){0,2}(?:before|previously|earlier)\b",
    re.I,
)
_VERBS = {"raised": "raises", "lowered": "lowers", "kept": "reaffirms", "narrowed": "narrows"}
_GROWTH = frozenset(map(stem, ("growth", "grow", "increase", "decline", "decrease", "change", "rise", "fall")))
_GROW = frozenset(map(stem, ("growth", "grow")))
_EARNED = frozenset(["earnings", "earn", "earned"])  # what is so called is as often of each share as of all
_PER_SHARE = "EarningsPerShare"
_MET = re.compile(r"\b(?:me?et|hit|within|inside|in line with)\b", re.I)


def expected(query: Query, topic: Topic, periods: Sequence[Period | None], view: View) -> Outcome:
    """Return what management expects of a topic, or expected before, in the first of the periods for which it says so.

    Where the question asks for the middle of a range, that is computed.
    """
    matches = find(topic, view.index, "guidance") or on_the_only_basis(topic, view)
    return expected_of(matches or _of_each_share(topic, view), query, topic, periods, view)


def expected_of(
    matches: list[Match], query: Query, topic: Topic, periods: Sequence[Period | None], view: View
) -> Outcome:
    """Return the same of the lines that a topic was found to ask for, best first."""
    before = _BEFORE.search(query.text) is not None
    verb = _VERBS.get(asked_way(query.text) or "", "")
    growth = not _GROWTH.isdisjoint(term.stem for term in topic.terms)
    told = _levels_first(close(matches), growth=growth) if matches else ()
    if any(term.stem in _GROW and term.mention < 0 for term in topic.terms):
        told = [(_without_amounts(first), _without_amounts(then)) for first, then in told]
    for held in told:
        for target in periods:
            timeless = target is None or _is_current(target, view.reported)
            asked = [[one for one in kind if _moves_as_asked(one, query, target, view)] for kind in held]
            found = (_ends(kind, target, before=before, verb=verb, timeless=timeless) for kind in asked)
            if ends := next(filter(None, found), []):
                answers = tuple(reported(one, view.company) for one in ends)
                if asks_move(query.text):
                    earlier = next(filter(None, (_ends(kind, target, before=True) for kind in asked)), [])
                    was = [reported(one, view.company) for one in earlier]
                    of_middle = pattern("midpoint").search(query.text) is not None
                    moved = revision(answers, was, _end_asked(query.text), middle=of_middle)
                    return moved if moved.answers else Outcome(missing=query.text)
                said = say.guidance(answers, view)
                if pattern("midpoint").search(query.text) and len(answers) == 2:
                    middle = _middle(answers)
                    return Outcome((middle, *answers), say.midpoint(middle, said))
                if len(answers) == 2 and (end := _end_asked(query.text)):
                    one = answers[end == "high"]
                    return Outcome((one,), say.end_of_range(one, end, said))
                return Outcome(answers, said)
    return Outcome(missing=topic.text)


def expected_change(query: Query, view: View) -> Outcome:
    """Return by how much management expects a topic to move, from the period that the question compares with."""
    periods = targets([one for one in query.periods if one not in query.bases], view, query.anchors)
    matches = find(query.topics[0], view.index, "guidance")
    for match in close(matches) if matches else ():
        for target in periods or (None,):
            moves = [held for held in match.line.held if held.fact.comparison]
            held = [one for one in moves if _moves_as_asked(one, query, target, view)]
            if ends := _ends(held, target):
                answers = tuple(reported(one, view.company) for one in ends)
                return Outcome(answers, say.guidance(answers, view))
    return Outcome(missing=query.topics[0].text)


def _moves_as_asked(held: Held, query: Query, target: Period | None, view: View) -> bool:
    """Whether a figure that is expected to move does so from the period that the question compares with."""
    bases = [view.calendar.resolve(base, target or view.reported) for base in query.bases]
    earlier = held.fact.comparison
    return earlier is None or not bases or any(base and near(earlier, base) for base in bases)


def _of_each_share(topic: Topic, view: View) -> list[Match]:
    """What is expected of each share's earnings, where "the earnings range" is asked for and none is of all earnings."""
    said = {term.text.lower() for term in topic.terms if term.mention >= 0}
    if topic.mentions != ("NetIncomeLoss",) or not said <= _EARNED:
        return []
    words = tuple(
        replace(term, stem=stem(_PER_SHARE), text=_PER_SHARE) if term.mention >= 0 else term for term in topic.terms
    )
    return find(replace(topic, terms=words, mentions=(_PER_SHARE,)), view.index, "guidance")


def _middle(ends: Sequence[Answer]) -> Answer:
    """The arithmetic mean of the low and the high end of an outlook."""
    total = sum((number(end.fact) for end in ends), Decimal(0))
    decimals = coarser(*(end.fact for end in ends))
    fact = replace(
        ends[0].fact,
        value=total / len(ends),
        bound=None,
        reported="",
        scale=1,
        sources=(),
        decimals=None if decimals is None else decimals + 1,  # half of the ends' last place
    )
    return computed(fact, f"({' + '.join(map(term, ends))}) / {len(ends)}", ends)


def _levels_first(matches: Sequence[Match], *, growth: bool) -> list[tuple[list[Held], list[Held]]]:
    """What is expected of each match: the levels, then by how much they move; the other way round where growth is asked for."""
    told = []
    for match in matches:
        levels = [held for held in match.line.held if held.fact.comparison is None]
        moves = [held for held in match.line.held if held.fact.comparison]
        told.append((moves, levels) if growth else (levels, moves))
    return sorted(told, key=lambda held: not held[0])


def _without_amounts(stated: Sequence[Held]) -> list[Held]:
    """What tells how something grows: by how much it moves, or in percent; what it is expected to be is no growth."""
    return [held for held in stated if held.fact.comparison or held.fact.unit == "percent"]


def _is_current(target: Period, reported: Period | None) -> bool:
    """Whether a period has begun and not ended, so that what is expected without a time may be meant."""
    return bool(reported and target.start and target.start <= reported.end < target.end)


def _ends(
    stated: Sequence[Held], target: Period | None, *, before: bool = False, verb: str = "", timeless: bool = False
) -> list[Held]:
    """The point, the low and the high end of the outlook for a period, of the latest filing that gives it.

    Without a period it is the nearest one that is meant.

    Arguments:
        before: whether what was expected before is asked for.
        verb: what management is supposed to have done with it; empty where nothing is.
        timeless: whether what is expected without saying when counts.
    """
    held = [h for h in stated if (target is None or near(h.fact.period, target) if h.fact.period else timeless)]
    held = [h for h in held if (h.fact.guidance == PREVIOUSLY_EXPECTED) == before]
    if target is None and not before and any(h.fact.guidance == verb for h in held):
        held = [h for h in held if h.fact.guidance == verb]
    if not held:
        return []
    latest = max(h.rank for h in held)
    held = [h for h in held if h.rank == latest]
    first = min(held, key=lambda h: (h.fact.period.end if h.fact.period else date.max, h.fact.sources[0].start))
    same = [h for h in held if h.fact.period == first.fact.period]
    ends = [next((h for h in same if h.fact.bound == bound), None) for bound in (None, "low", "high")]
    return [held for held in ends if held]


def _range(stated: Sequence[Held], target: Period | None) -> list[Held]:
    """The low and the high end of the outlook for a period, or the point where it has no ends."""
    ends = _ends(stated, target)
    return [held for held in ends if held.fact.bound] or ends


def against_guidance(computation: Computation, query: Query, view: View) -> Outcome:
    """Return by how much a figure differs from what management had expected of it in an earlier filing.

    It is counted from the midpoint of a range, unless the question names one end of it; of several outlooks
    for the period the last one before its results counts.
    """
    topic = computation.topics[0]
    for period in targets(query.periods, view, query.anchors) or (view.reported,):
        actual = value(topic, period, view) if topic.hard else None
        bounds = _expected_before(topic, actual, view) if actual else []
        if actual and bounds:
            outlook = [reported(held, view.company) for held in bounds]
            answer = _surprise(actual, _end_meant(outlook, query.text))
            text = say.against_guidance(answer, actual, outlook, _agrees(actual, outlook, query))
            return Outcome((answer, actual, *outlook), text)
    return Outcome()


def _expected_before(topic: Topic, actual: Answer, view: View) -> list[Held]:
    """The outlook for the actual figure's period: what its own filing says was expected, else that of the last filing before."""
    period = actual.fact.period
    rank = next((rank for rank, filing in enumerate(view.filings) if filing.id == _first_filing(actual)), 0)
    matches = find(topic, view.index, "guidance")
    for match in close(matches) if matches else ():
        fact = match.line.fact
        if fact.unit != actual.fact.unit or fact.basis != actual.fact.basis or not isinstance(fact.value, Decimal):
            continue
        told = [held for held in match.line.held if held.fact.period and period and near(held.fact.period, period)]
        own = _ends([held for held in told if held.rank == rank], period, before=True)
        before = [held for held in told if held.rank < rank]
        if own or before:
            return own or _range(before, period)
    return []


def _first_filing(answer: Answer) -> str:
    return (
        answer.filing or next((operand.filing for operand in answer.derivation.operands), "")
        if answer.derivation
        else answer.filing
    )


def _end_meant(outlook: Sequence[Answer], text: str) -> list[Answer]:
    """The ends of the range that the figure is counted from: one that is named, else both, whose middle counts."""
    if len(outlook) == 2 and _HIGH_END.search(text):
        return [outlook[1]]
    if len(outlook) == 2 and _LOW_END.search(text):
        return [outlook[0]]
    return list(outlook)


def _end_asked(text: str) -> Bound | None:
    """Which end of a range alone is asked for: "the most they expect to spend"."""
    if _HIGH_END.search(text) and _LOW_END.search(text):
        return None  # "from low to high end"
    high, low = _AT_MOST.search(text), _AT_LEAST.search(text)
    return None if (high is None) == (low is None) else "high" if high else "low"


def _surprise(actual: Answer, ends: Sequence[Answer]) -> Answer:
    expected_ = sum((number(end.fact) for end in ends), Decimal(0)) / len(ends)
    written = " + ".join(map(term, ends))
    formula = f"{term(actual)} − {f'({written}) / {len(ends)}' if len(ends) > 1 else written}"
    fact = replace(
        actual.fact,
        metric=f"{actual.fact.metric}AgainstGuidance",
        value=number(actual.fact) - expected_,
        decimals=coarser(actual.fact, *(end.fact for end in ends)),
        reported="",
        scale=1,
        sources=(),
        flags=(),
    )
    return computed(fact, formula, [actual, *ends])


def _agrees(actual: Answer, outlook: Sequence[Answer], query: Query) -> bool | None:
    """Whether the figure did what the question supposes; None where it is not asked yes or no."""
    if query.intent != "compare":
        return None
    low, high = number(outlook[0].fact), number(outlook[-1].fact)
    size = number(actual.fact)
    known = vocabulary().metrics.get(actual.fact.metric)
    beaten, missed = size > high, size < low
    if known and known.expense and not re.search(r"\b(?:above|over|exceed\w*|higher|more)\b", query.text, re.I):
        beaten, missed = missed, beaten
    if _MISSED.search(query.text):
        return missed
    if _MET.search(query.text):
        return not missed if re.search(r"\b(?:me?et|hit)\b", query.text, re.I) else low <= size <= high
    return beaten
