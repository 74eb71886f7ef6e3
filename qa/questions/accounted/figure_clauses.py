"""The figures of a sentence, each with the clause whose words govern it and the periods that are said of it.

A figure that is held against another, or by which something moved, is left out: it is of another period, or no level.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from qa.frozen import frozen
from qa.language.quantities import find_quantities
from qa.language.stems import stem, words
from qa.language.values import Entity, PeriodExpression, Quantity, unit_of
from qa.questions.parsing.words import alike, periods_said, synonymous, synonyms
from qa.resources import toml

_NEAR = 75  # characters on either side of a figure within which a word is right beside it
_CLOSE = 4  # words between a figure that another is compared with and its period
_FEW = 4  # words before a figure that name it
# "$1.8 billion of northern impairment charges and …"
_AMOUNT_OF = re.compile(
    r" (?:of|in) ((?:(?!(?:and|or|from|in|for|to|as|at|by|on|with|related|that|which)\b)[\w.'&-]+ ?){1,6})"
)
_OR = re.compile(r"\s*(?:,\s*or|or|\(|,)\s*(?:approximately |about )?", re.I)  # "$404 million, or $0.46 per share"
_AND = re.compile(r"(?:,|\band)\s+(?:approximately |about )?$", re.I)
_LISTED = re.compile(r"\s*(?:,|,?\s*and)\s*(?:approximately |about )?", re.I)  # "ratios were 9% and 14%"
_CLAUSE = re.compile(r"[;:•]\s|\s[–—-]{1,2}\s|,\s(?:and|while|but|whereas|which)\s", re.I)
_BREAK = re.compile(
    r"[;:•]\s|,\s|\s[–—-]{1,2}\s|\)\s|\(|\b(?:and|while|but|whereas|including|consisting of|plus|which|with)\s", re.I
)  # between two figures: the words before are the one's, those behind the other's
_MOVES = re.compile(
    r"\s*(?:[a-z]\w*[- ]){0,2}?(?:increased?|decrease|decline|reduction|improvement|growth|higher|lower|more|less|above|below|better|worse|greater|stronger|weaker)\b",
    re.I,
)
_CHANGE_IN = r"\b(?:increase|decrease|decline|reduction|improvement|growth|rise|drop|change)s? (?:in|of)\s(?:[\w&’'-]+\s){1,8}of\s+"
_HELD_AGAINST = re.compile(r"\b(?:compare[sd]? (?:to|with)|versus|against|than)\s[^,;]{0,60}$", re.I)
_SINCE = re.compile(r"\b(?:from|compared (?:to|with)|versus|vs\.?|than|over|against|since)\s(?:\S+\s){0,4}$", re.I)


@frozen
class Clause:
    """A figure of a sentence, and the clause that it stands in.

    Arguments:
        text: the sentence.
        at: where the figure stands in it.
        place: where the one stands that its words are about: of what is only compared with another figure, that one.
        quantity: what it is.
        start, end: the clause.
        apposed: whether it says in another unit what the figure before it says.
        periods: the one that is said of it; empty without one.
        others: the clauses of the sentence's other figures that share no word with it.
    """

    text: str
    at: tuple[int, int]
    place: tuple[int, int]
    quantity: Quantity
    start: int
    end: int
    apposed: bool
    periods: tuple[PeriodExpression, ...]
    others: tuple[tuple[int, int], ...] = ()

    @property
    def around(self) -> str:
        """The sentence's words that are of no other figure."""
        left = self.text
        for start, end in self.others:
            left = left[:start] + " " * (end - start) + left[end:]
        return left

    @property
    def said(self) -> str:
        """The clause's words."""
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        """Its words before the figure."""
        return self.text[self.start : self.place[0]]

    @property
    def beside(self) -> str:
        """Its words right beside the figure."""
        return self.text[max(self.start, self.place[0] - _NEAR) : min(self.end, self.place[1] + _NEAR)]

    @property
    def naming(self) -> frozenset[str]:
        """The stems of the last words before the figure, and of those that it is an amount of."""
        behind = _AMOUNT_OF.match(self.text, self.at[1], self.end)
        said = (*words(self.before)[-_FEW:], *words(behind[1] if behind else ""))
        return frozenset(word.stem for word in said)


@lru_cache(maxsize=512)
def clauses(text: str) -> tuple[Clause, ...]:
    """Return the figures of a sentence, in order: those stated by themselves, and of others those that say their own period.

    Remembered, as the questions that are asked of one filing look at the same few of its sentences.
    """
    return tuple(_clauses(text))


def _clauses(text: str) -> Iterator[Clause]:
    periods = [entity for entity in periods_said(text) if isinstance(entity.value, PeriodExpression)]
    dates = [(entity.start, entity.end) for entity in periods]
    figures = [
        one for one in find_quantities(text) if not any(start <= one.start and one.end <= end for start, end in dates)
    ]
    told = [entity for entity in periods if not _SINCE.search(text, 0, entity.start)]
    runs = [_apposed(text, figures, at) for at in range(len(figures))]
    spans = [(_start(text, figures, first), _end(text, figures, last)) for first, last in runs]
    stated: dict[int, Clause] = {}
    for at, figure in enumerate(figures):
        if not isinstance(figure.value, Quantity) or figure.value.points:
            continue
        first, last = runs[at]
        start, end = spans[at]
        place = (figure.start, figure.end)
        if stated and (_compared().search(text, 0, figures[first].start) or _goes_on(text, figures, first)):
            main = _compared_with(stated, figures, runs, at)
            said = [
                one
                for one in periods
                if figures[last].end <= one.start < end and text[figures[last].end : one.start].count(" ") <= _CLOSE
            ]
            if main and said:
                yield replace(main, at=place, quantity=figure.value, periods=_values(said[:1]))
        elif not (
            _is_against(text, figures[first])
            or _is_against(text, figure)
            or _MOVES.match(text, figures[last].end)
            or _is_listed(text, figures, at)
        ):
            others = tuple(one for one in spans if one[0] >= end or one[1] <= start)
            said_of = _periods(told, figures, at, start, end, ends=last == len(figures) - 1)
            stated[at] = Clause(text, place, place, figure.value, start, end, first < at, said_of, others)
            yield stated[at]


def _goes_on(text: str, figures: Sequence[Entity], first: int) -> bool:
    """Whether a figure adds another time's to the one before it: "$5 million in 2030 and $6 million in 2031"."""
    return _AND.search(text, figures[first - 1].end if first else 0, figures[first].start) is not None


def _compared_with(
    stated: Mapping[int, Clause], figures: Sequence[Entity], runs: Sequence[tuple[int, int]], at: int
) -> Clause | None:
    """The figure that is held against another one: the last before it that is stated in its unit and at its place of those that say the same."""
    first = runs[at][0]
    for before in sorted((one for one in stated if one < first), reverse=True):
        alike = unit_of(figures[before]) == unit_of(figures[at]) and before - runs[before][0] == at - first
        if alike:
            return stated[before]
    return None


def _values(said: Sequence[Entity]) -> tuple[PeriodExpression, ...]:
    return tuple(one.value for one in said if isinstance(one.value, PeriodExpression))


def periods_of(text: str) -> tuple[PeriodExpression, ...]:
    """Return every period that a sentence speaks of."""
    return _values(periods_said(text))


def leading_period(text: str) -> tuple[PeriodExpression, ...]:
    """Return the first period that a sentence speaks of, but for those that it compares with; empty without one."""
    found = (one for one in periods_said(text) if not _SINCE.search(text, 0, one.start))
    return next(((one.value,) for one in found if isinstance(one.value, PeriodExpression)), ())


def rule(table: str, name: str) -> re.Pattern[str]:
    """Return what finds any of the words of a list of models/stated.toml."""
    return _rules()[table, name]


@cache
def _rules() -> dict[tuple[str, str], re.Pattern[str]]:
    return {
        (table, name): re.compile(rf"(?<!\w)(?:{'|'.join(entries)})(?!\w)", re.I)
        for table, lists in toml("stated").items()
        if isinstance(lists, dict)
        for name, entries in lists.items()
    }


@cache
def saying_same(one: str) -> frozenset[str]:
    """Return a stem and those of words that say the same of one thing."""
    others = (other[0] for other in synonymous().get((one,), ()) if len(other) == 1)
    groups = (group for group in _groups() if one in group)
    return frozenset({one, *others}).union(synonyms().get(one, ()), alike().get(one, ()), *groups)


@cache
def _groups() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(stem, line.split())) for line in toml("stated")["same"])


@cache
def _compared() -> re.Pattern[str]:
    said = toml("stated")["before"]
    return re.compile(rf"\b(?:{'|'.join(said['against'])})\s+(?:(?:{'|'.join(said['hedges'])})\s+)*$", re.I)


@cache
def _moved() -> tuple[re.Pattern[str], ...]:
    """What stands before a figure that is no level."""
    said = toml("stated")["before"]
    hedges = rf"(?:(?:{'|'.join(said['hedges'])})\s+)*$"
    return (
        re.compile(rf"\b(?:{'|'.join((*said['against'], *said['moved']))})\s+{hedges}", re.I),
        re.compile(rf"[(]\s*(?:up|down)\s+{hedges}", re.I),
        re.compile(_CHANGE_IN + hedges, re.I),
        _HELD_AGAINST,
    )


def _is_listed(text: str, figures: Sequence[Entity], at: int) -> bool:
    """Whether a figure stands in a list of like ones, of which each is of another thing."""
    units = [one.value.unit if isinstance(one.value, Quantity) else "" for one in figures]
    return any(
        _LISTED.fullmatch(text, figures[one].end, figures[one + 1].start) is not None and units[one] == units[one + 1]
        for one in (at - 1, at)
        if 0 <= one < len(figures) - 1
    )


def _is_against(text: str, figure: Entity) -> bool:
    """Whether a figure is held against another, or is how much something moved."""
    return any(one.search(text, 0, figure.start) for one in _moved()) or bool(_MOVES.match(text, figure.end))


def _apposed(text: str, figures: Sequence[Entity], at: int) -> tuple[int, int]:
    """The first and the last of the figures that say the same as one: "$404 million, or $0.46 per share"."""
    first = last = at
    while first and _OR.fullmatch(text, figures[first - 1].end, figures[first].start):
        first -= 1
    while last + 1 < len(figures) and _OR.fullmatch(text, figures[last].end, figures[last + 1].start):
        last += 1
    return first, last


def _start(text: str, figures: Sequence[Entity], first: int) -> int:
    start = 0
    if first:
        start = figures[first - 1].end
        cut = _BREAK.search(text, start, figures[first].start)
        start = cut.end() if cut else start
    return max([start, *(cut.end() for cut in _CLAUSE.finditer(text, start, figures[first].start))])


def _end(text: str, figures: Sequence[Entity], last: int) -> int:
    end = len(text)
    if last + 1 < len(figures):
        end = figures[last + 1].start
        cut = _BREAK.search(text, figures[last].end + 1, end)
        end = cut.start() if cut else end
    cut = _CLAUSE.search(text, figures[last].end, end)
    return cut.start() if cut else end


def _periods(
    told: Sequence[Entity], figures: Sequence[Entity], at: int, start: int, end: int, *, ends: bool
) -> tuple[PeriodExpression, ...]:
    """The period said of a figure: behind it, else before it in its clause, else where the sentence begins or ends.

    Arguments:
        told: the periods of the sentence.
        ends: whether no other figure follows.
    """
    figure = figures[at]
    behind = [one for one in told if figure.end <= one.start < end]
    before = [one for one in told if start <= one.start < figure.start]
    leading = [one for one in told if one.start < figures[0].start]
    trailing = [one for one in told if one.start > figure.end] if ends else []
    if not any(one.start < figures[-1].end for one in told):
        trailing = list(told)  # "orders of $5 million and sales of $6 million for the quarter"
    return _values(behind[:1] or before[-1:] or leading[:1] or trailing[:1])
