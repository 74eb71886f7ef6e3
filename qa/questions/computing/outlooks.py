"""What became of the outlook: whether it was raised, lowered, kept or narrowed, and what it was before."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from qa.facts.fact import PREVIOUSLY_EXPECTED
from qa.frozen import frozen
from qa.questions.computing.arithmetic import reported
from qa.questions.finding.find import Match, close, find
from qa.questions.finding.index import Held, Line, near
from qa.questions.finding.library import View
from qa.questions.finding.periods import targets
from qa.questions.outcome import Outcome
from qa.questions.parsing.query import Query, Topic
from qa.questions.wording import outlook_sentences as say

Way = Literal["raised", "lowered", "kept", "narrowed", "changed"]

# "Is revenue expected to rise": of the figure, not of what was done to its outlook.
_FORESEEN = re.compile(
    r"\b(?:expect|forecast|project|anticipat|predict|foresee|likely|set|poised|going)\w*\b(?:(?! (?:guidance|outlook|range|target)).){0,60}?\bto (?:be )?"
    r"(?:ris|increas|grow|climb|improv|expand|widen|fall|declin|decreas|drop|shrink|narrow|worsen|go (?:up|down)|up\b|down\b|higher|lower|larger|smaller|better|worse|above|below)"
    r"|^\W*will (?:(?!guidance|outlook|range|target).)*$",
    re.I,
)
_OUTLOOK = re.compile(r"\b(?:guidance|outlooks?|forecasts|targets?|range)\b", re.I)
_VERBS: dict[str, Way] = {
    "raises": "raised",
    "lowers": "lowered",
    "reaffirms": "kept",
    "narrows": "narrowed",
    "updates": "changed",
}
_ASKED: tuple[tuple[Way, re.Pattern[str]], ...] = (
    ("kept", re.compile(r"\b(?:reaffirm|reiterat|maintain|confirm|ke(?:ep|pt)|unchanged|h[eo]ld\b|stick|stuck|stand by|stood by|leave|left|same)\w*", re.I)),
    ("narrowed", re.compile(r"\b(?:narrow|tighten)\w*", re.I)),
    ("lowered", re.compile(r"\b(?:lower|cut|reduc|trim|slash|decreas|downgrad|walk(?:ed)? back|bring down|brought down|took down|take down)\w*|\bdown\b|\bbelow (?:(?:the|its|their|what) )*(?:old|prior|previous|earlier|last|former|original|initial)\b", re.I)),
    ("raised", re.compile(r"\b(?:rais|increas|lift|hik|boost|up(?:ped|grad)|bump|hoist)\w*|\bup\b|\bhigher\b|\babove (?:(?:the|its|their|what) )*(?:old|prior|previous|earlier|last|former|original|initial)\b", re.I)),
    ("changed", re.compile(r"\b(?:chang|updat|revis|adjust|mov)\w*", re.I)),
)  # fmt: skip


@frozen
class Move:
    """The outlook of a line for a period: its ends now, what they were before where the filing says, and the way it went."""

    now: tuple[Held, ...]
    before: tuple[Held, ...]
    way: Way


def asked_way(text: str) -> Way | None:
    """Return what a question supposes to have become of the outlook; None where it supposes nothing of the kind."""
    return next((way for way, said in _ASKED if said.search(text)), None)


def foresees(text: str) -> bool:
    """Return whether a question supposes which way a figure is expected to go, not what became of its outlook."""
    return _FORESEEN.search(text) is not None and _OUTLOOK.search(text) is None


def moved(query: Query, topic: Topic, view: View) -> Outcome:
    """Answer yes or no whether the outlook went the way supposed: of the line named, or of any where none is."""
    way = asked_way(query.text)
    periods = targets(query.periods, view, query.anchors)
    moves = [
        move
        for move in _moves(topic, view)
        if not periods or any(near(period, move.now[0].fact.period) for period in periods if move.now[0].fact.period)
    ]
    if way is None or not moves:
        return Outcome(missing=f"whether guidance was {way or 'changed'}")
    fit = [move for move in moves if way == move.way or (way == "changed" and move.way != "kept")]
    shown = (fit or moves)[0]
    answers = [reported(held, view.company) for held in (*shown.now, *shown.before)]
    text = say.outlook_moved(answers[: len(shown.now)], answers[len(shown.now) :], shown.way, view, agrees=bool(fit))
    return Outcome(tuple(answers), text)


def on_the_only_basis(topic: Topic, view: View) -> list[Match]:
    """Return what is expected outside GAAP, where no basis is asked and nothing is expected of the line under GAAP."""
    return find(replace(topic, basis="non-GAAP"), view.index, "guidance") if topic.basis is None else []


def _moves(topic: Topic, view: View) -> Iterator[Move]:
    if topic.hard:
        matches = find(topic, view.index, "guidance") or on_the_only_basis(topic, view)
        lines: Sequence[Line] = [match.line for match in close(matches)] if matches else []
    else:
        lines = [line for line in view.index.lines if line.family == "guidance"]
    for line in lines:
        yield from _of_line(line)


def _of_line(line: Line) -> Iterator[Move]:
    latest = max(held.rank for held in line.held)
    held = [one for one in line.held if one.rank == latest and one.fact.period and isinstance(one.fact.value, Decimal)]
    for period in dict.fromkeys(one.fact.period for one in held):
        same = [one for one in held if one.fact.period == period]
        now = tuple(one for one in same if one.fact.guidance != PREVIOUSLY_EXPECTED)[:2]
        before = tuple(one for one in same if one.fact.guidance == PREVIOUSLY_EXPECTED)[:2]
        way = _way(now, before) if now else None
        if way:
            yield Move(now, before, way)


def _way(now: Sequence[Held], before: Sequence[Held]) -> Way | None:
    """By the figures where both are there, else by what the filing says that it does."""
    if not before:
        return _VERBS.get(now[0].fact.guidance)
    later, earlier = _ends(now), _ends(before)
    if later == earlier:
        return "kept"
    middle = sum(later) - sum(earlier)
    if later[0] >= earlier[0] and later[1] <= earlier[1]:
        return "narrowed"
    return "raised" if middle > 0 else "lowered" if middle < 0 else "changed"


def _ends(held: Sequence[Held]) -> tuple[Decimal, Decimal]:
    values = sorted(one.fact.value for one in held if isinstance(one.fact.value, Decimal))
    return values[0], values[-1]
