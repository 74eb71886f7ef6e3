"""The sentence of a reply about what leads from one measure to another."""

import re
from collections.abc import Sequence

from qa.facts.fact import Fact
from qa.questions.computing.arithmetic import number
from qa.questions.finding.library import View
from qa.questions.reply import Answer
from qa.questions.wording.sentences import clip, named, signed
from qa.questions.wording.word import figure, period_words, possessive

_WAY = re.compile(r"^\W*(?:less|plus|add(?:ed)?(?: back)?|deduct|minus)\b[\s:,-]*", re.I)


def reconciled(
    adjustments: Sequence[Answer], start: Answer | None, end: Answer | None, gap: Answer | None, view: View
) -> str:
    """Word what leads from one measure to another."""
    fact = adjustments[0].fact
    shown = "; ".join(f"{_item(answer.fact.label)} {_added(answer.fact)}" for answer in adjustments)
    if start is None or end is None:
        return clip(f"{possessive(named(view))} adjustments {period_words(fact.period)}: {shown}.")
    (first, size), (last, shown_last) = signed(start.fact), signed(end.fact)
    between = f" ({figure(number(gap.fact), gap.fact.unit)} apart)" if gap else ""
    return clip(
        f"From {possessive(named(view))} {first} of {size} to {last} of {shown_last}{between}"
        f" {period_words(fact.period)}: {shown}."
    )


def _item(label: str) -> str:
    """An adjustment's name without the words that say which way it counts."""
    return _WAY.sub("", label).strip()


def _added(fact: Fact) -> str:
    value = number(fact)
    return f"{'−' if value < 0 else '+'}{figure(abs(value), fact.unit)}"
