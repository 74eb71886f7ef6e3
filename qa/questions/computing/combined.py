"""The answer that is computed from several lines, and how two of them stand to each other."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from qa.facts.fact import Fact
from qa.questions.computing.arithmetic import coarser, computed
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
