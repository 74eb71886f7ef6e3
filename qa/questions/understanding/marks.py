"""A question as the trained component sees it: stems, and marks where periods, companies, metrics and numbers stand."""

from collections.abc import Iterable, Sequence, Set
from functools import cache
from typing import Final, Literal

from qa.language.stems import ignored, stem, words
from qa.language.values import PeriodExpression
from qa.questions.parsing.mentions import find_mentions
from qa.questions.parsing.patterns import Named, Span
from qa.questions.parsing.words import framing, periods_said

Task = Literal["kind", "metric"]
TASKS: Final[tuple[Task, ...]] = ("kind", "metric")
UNKNOWN: Final = "[word]"  # a word that no example has
_COMPANY, _METRIC, _NUMBER = "[company]", "[metric]", "[number]"


def marked(text: str, companies: Sequence[Span], task: Task) -> list[str]:
    """Return the words of a question for a task: of its kind no metric matters, of its metric all words do.

    Arguments:
        text: the question in plain words (qa.questions.parsing.plain).
        companies: where it names companies.
    """
    said = [(entity, entity.value) for entity in periods_said(text)]
    periods = {
        (entity.start, entity.end): _when(value) for entity, value in said if isinstance(value, PeriodExpression)
    }
    marks = [*((span, _COMPANY) for span in companies), *periods.items()]
    if task == "kind":
        mentions: Sequence[Named] = find_mentions(text, [*periods], companies)[0]
        marks += [((start, end), _METRIC) for start, end, _ in mentions]
    return list(_marked(text, sorted(marks)))


def _when(period: PeriodExpression) -> str:
    """The mark of a period: one ahead of the filing at hand, one that it is compared with, or any other."""
    return "[coming]" if (period.shift or 0) > 0 else "[earlier]" if (period.shift or 0) < 0 else "[period]"


def _marked(text: str, marks: Sequence[tuple[Span, str]]) -> Iterable[str]:
    """The stems, each stretch that is marked put as its mark."""
    said = [(word.start, "" if word.text[0].isdigit() else word.stem) for word in words(text)]
    free = [
        (start, stem or _NUMBER) for start, stem in said if not any(first <= start < last for (first, last), _ in marks)
    ]
    return [each for _, each in sorted([*free, *((start, mark) for (start, _), mark in marks)])]


def known(said: Iterable[str], vocabulary: Set[str]) -> list[str]:
    """Return the words with those that no example has put as one, but for those that ask: these are left out."""
    return [
        word if word in vocabulary else UNKNOWN for word in said if word in vocabulary or word not in asking_stems()
    ]


@cache
def asking_stems() -> frozenset[str]:
    """Return the stems of words that ask, of which one that no example has says nothing."""
    return frozenset(map(stem, framing())) | ignored()
