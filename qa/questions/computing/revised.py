"""By how much management moved its outlook: one end of it, its middle or its point against what was expected before."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from qa.facts.fact import Bound
from qa.questions.computing.arithmetic import coarser, computed, number, term
from qa.questions.outcome import Outcome
from qa.questions.reply import Answer
from qa.questions.wording import outlook_sentences as say

_MOVE = r"(?:cut|trim|lower|reduc|slash|rais|lift|hik|bump|boost|increas|narrow|mov|chang|revis|shav|tak\w* (?:down|up|off))\w*"
_MOVED_BY = re.compile(
    rf"\bby how (?:much|many|far)\b.*\b{_MOVE}|\bhow far\b.*\b{_MOVE}|\bhow (?:much|many)\b.*\b{_MOVE}\b.*\b(?:by|off)\b|\bhow (?:much|many)\b.*\b(?:trim|shav|tak|cut|lop|knock)\w* (?:\w+ )?off\b",
    re.I,
)


def asks_move(text: str) -> bool:
    """Return whether a question asks by how much an outlook was moved, not what it is."""
    return _MOVED_BY.search(text) is not None


def revision(now: Sequence[Answer], before: Sequence[Answer], end: Bound | None, *, middle: bool) -> Outcome:
    """Return what is expected now less what was expected before; nothing where it is not said of what in a range.

    Arguments:
        end: the end of the ranges that is meant; None where none is named.
        middle: whether their middles are.
    """
    if not now or len(now) != len(before) or len(now) > 2:
        return Outcome()
    if len(now) == 2 and not (end or middle):
        return Outcome()
    later, earlier = (_meant(ends, None if middle else end) for ends in (now, before))
    total = sum((number(one.fact) for one in later), Decimal(0)) - sum(
        (number(one.fact) for one in earlier), Decimal(0)
    )
    fact = replace(
        later[0].fact,
        metric=f"{later[0].fact.metric}Revision",
        value=total / len(later),
        bound=None,
        reported="",
        scale=1,
        sources=(),
        decimals=coarser(*(one.fact for one in (*later, *earlier))),
    )
    formula = f"({' + '.join(map(term, later))} − {' − '.join(map(term, earlier))}) / {len(later)}"
    formula = formula if len(later) > 1 else f"{term(later[0])} − {term(earlier[0])}"
    answer = computed(fact, formula, [*later, *earlier])
    return Outcome((answer, *now, *before), say.revision(answer, now, before))


def _meant(ends: Sequence[Answer], end: Bound | None) -> list[Answer]:
    """The end of a range that is meant; both where its middle is."""
    return [ends[end == "high"]] if end and len(ends) == 2 else list(ends)
