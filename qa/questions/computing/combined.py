"""The answer that is computed from several lines, and how two of them stand to each other."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from qa.facts.fact import Fact
from qa.questions.computing.arithmetic import coarser, computed, number
from qa.questions.reply import Answer


def combined(found: Sequence[Answer], result: Decimal, name: str, label: str, formula: str, unit: str = "") -> Answer:
    """Return the answer that is computed from others of one period.

    Arguments:
        unit: where it is another than theirs.
    """
    fact = replace(
        found[0].fact,
        metric=name,
        label=label,
        value=result,
        unit=unit or found[0].fact.unit,
        dimensions=(),
        reported="",
        scale=1,
        decimals=None if unit else coarser(*(answer.fact for answer in found)),
        sources=(),
        flags=(),
    )
    return computed(fact, formula, found)


def stands_above(part: Fact, whole: Fact) -> bool:
    """Return whether a row stands above another in one table."""
    above, below = part.sources[:1], whole.sources[:1]
    return bool(above and below) and above[0].section == below[0].section and above[0].start < below[0].start


def includes(whole: Fact, part: Fact) -> bool:
    """Return whether a figure counts another one in: the whole of a member, or a total below one of its rows."""
    if part.metric == whole.metric:
        return bool(part.dimensions) and not whole.dimensions
    is_total = whole.label.lower().startswith("total") and number(part) <= number(whole)
    return is_total and stands_above(part, whole) and part.heads[-1:] == whole.heads[-1:]
