"""A turn that asks the question before it once more: of another time ("and a year ago?"), of what that named ("of it"),
or with more to it ("and excluding the charge?").

What answered the question before may have been found by other words than a metric's name, which a query does not hold:
so the question itself is put again, in its own words.
"""

import re
from collections.abc import Sequence

from qa.language.stems import ignored, words
from qa.questions.finding.periods import targets
from qa.questions.parsing.query import Query
from qa.questions.parsing.words import framing, periods_said
from qa.questions.queries import Queries

_OF_IT = re.compile(r"\bof (?:it|that|this|them|those|these)\b(?! \w+(?:'s)? (?:quarter|year|period))", re.I)
_ADDS = re.compile(
    r"\W*(?:(?:and|so|but|ok|what about|how about|what)\W+)*(?:excluding|ex|without|before|net of|less|including|if (?:you|we|one)|once|as an? (?:percent(?:age)?|share|proportion|fraction) of|per|relative to)\b",
    re.I,
)
_ASKS_HOW_MUCH = re.compile(r"\W*(?:(?:and|so|but)\W+)?(?:how (?:much|many)|what (?:part|share|portion))\b", re.I)
_BEFORE_PERIOD = re.compile(
    r"[\s,]*\b(?:(?:in|for|during|over|at|as of|on|by|of|from|to|through|the|its|end|close|whole)\s+)*$", re.I
)
_GO_ON = re.compile(r"\W*(?:(?:and|so|but|also|then|ok|what about|how about|what(?= if))\W+)*", re.I)


def put_again(question: str, turns: Sequence[str], query: Query, queries: Queries) -> str:
    """Return the question that a turn asks in the words of the one before it; nothing where it asks another.

    Arguments:
        query: the turn's, with what it leaves unsaid filled in.
    """
    before = next((turn for turn in reversed(turns[1:]) if not _moves(turn, queries)), turns[0])
    topics = queries.parsed(before).topics
    if topics and _OF_IT.search(question) and _ASKS_HOW_MUCH.match(question):
        named = " ".join(term.text for term in topics[0].hard)
        return _GO_ON.sub("", _OF_IT.sub(f"of the {named}", question), count=1) if named else ""
    if _ADDS.match(question):
        return f"{before.strip(' ?.')} {_GO_ON.sub('', question, count=1)}"
    if not _moves(question, queries):
        return ""
    periods = targets(query.periods, queries.view, query.anchors)
    if len(periods) != 1:
        return ""
    label = periods[0].label or queries.view.calendar.label(periods[0])
    return f"{_without_periods(before)} {'at' if periods[0].is_instant else 'in'} {label}?"


def _moves(turn: str, queries: Queries) -> bool:
    """Whether a turn says no more than another time."""
    said = queries.parsed(turn)
    asks = said.asks or said.intent != "lookup" or said.direction or said.basis or said.guidance
    beside = words(_without_periods(turn))
    return bool(said.periods) and not asks and all(w.stem in ignored() or w.text.lower() in framing() for w in beside)


def _without_periods(question: str) -> str:
    for said in reversed(periods_said(question)):
        before = _BEFORE_PERIOD.sub("", question[: said.start])
        question = f"{before}{question[said.end :]}"
    return question.strip(" ?.,")
