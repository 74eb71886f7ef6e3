"""Patterns that are looked for only in texts with the letters that they cannot do without, which most texts lack.

To see whether letters stand in a text takes a tenth of the time of looking for a pattern, and a question is looked
through for hundreds of them.
"""

import math
import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from re import _constants as op  # type: ignore[attr-defined] # the standard library has no public parser of patterns
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Final, Generic, TypeVar

from qa.language.phrases import either

T = TypeVar("T")

_MOST: Final = 24  # runs of letters, beyond which it takes as long to look for them as for the pattern
_RAREST: Final = 4  # letters beyond which a run of them is no rarer
_COMMON: Final = 0.15  # how often letters stand in a text, from which on a look for them spares nothing
_EVERYWHERE: Final = frozenset([
    "what", "which", "how", "why", "much", "many", "did", "does", "was", "were", "are", "the", "and", "its", "for",
    "from", "of", "in", "to", "is", "as", "at", "by", "on", "or", "up",
])  # fmt: skip
_WORD: Final = re.compile(r"[a-z]{2,}|[^a-z\s]")
_CAPITAL: Final = re.compile(
    r"(?:\\.|\(\?P?<\w+>|\(\?P=|[^A-Z])*+[A-Z]"
)  # a letter itself, not one of "\W" or a group's name
_END: Final = sys.maxsize


class AnyCase:
    """A pattern; one for text in any case is looked for in small letters first, which takes a fifth of the time.

    Arguments:
        pattern: for text in any case, or not.
    """

    __slots__ = ("_pattern", "_small")

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern
        in_any_case = pattern.flags & re.I and not _CAPITAL.match(pattern.pattern)
        self._small = re.compile(pattern.pattern, pattern.flags & ~re.I) if in_any_case else None

    def search(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        """Return where the pattern first stands in a text, or between two places in it."""
        return self._pattern.search(text, start, end) if self._stands(text, start, end) else None

    def finditer(self, text: str, start: int = 0, end: int = _END) -> Iterator[re.Match[str]]:
        """Return every place where the pattern stands in a text, or between two places in it, in order."""
        return self._pattern.finditer(text, start, end) if self._stands(text, start, end) else iter(())

    def sub(self, put: str | Callable[[re.Match[str]], str], text: str) -> str:
        """Return the text with something else put for the pattern, wherever it stands."""
        return self._pattern.sub(put, text) if self._stands(text, 0, _END) else text

    def match(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        """Return the pattern as it stands at a text's start, or at a place in it."""
        lowered = text.lower()
        if self._small and len(lowered) == len(text) and not self._small.match(lowered, start, end):
            return None
        return self._pattern.match(text, start, end)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the pattern where a whole text is it."""
        return self._pattern.fullmatch(text)

    def _stands(self, text: str, start: int, end: int) -> bool:
        if self._small is None or len(lowered := text.lower()) != len(text):
            return True
        return self._small.search(lowered, start, end) is not None


class Sought:
    """A pattern.

    Arguments:
        pattern: as `re` takes it.
        flags: its flags; by default it is for text in any case.
    """

    __slots__ = ("_letters", "_pattern")

    def __init__(self, pattern: str, flags: int = re.I) -> None:
        self._pattern = AnyCase(re.compile(pattern, flags))
        self._letters = letters_of(pattern)

    def search(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        """Return where the pattern first stands in a text, or between two places in it."""
        return self._pattern.search(text, start, end) if self._may_stand(text) else None

    def match(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        """Return the pattern as it stands at a text's start, or at a place in it."""
        return self._pattern.match(text, start, end) if self._may_stand(text) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the pattern where a whole text is it."""
        return self._pattern.fullmatch(text) if self._may_stand(text) else None

    def finditer(self, text: str, start: int = 0, end: int = _END) -> Iterator[re.Match[str]]:
        """Return every place where the pattern stands in a text, or between two places in it, in order."""
        return self._pattern.finditer(text, start, end) if self._may_stand(text) else iter(())

    def _may_stand(self, text: str) -> bool:
        if not self._letters:
            return True
        lowered = text.lower()
        for letters in self._letters:  # noqa: SIM110 - `any` takes three times as long
            if letters in lowered:
                return True
        return False


class Sieve(Generic[T]):
    """Things in their order, each with letters of which one stands where it does: found in one pass, however many they are.

    Arguments:
        things: each with its letters, in small ones; without any it may always stand.
    """

    def __init__(self, things: Sequence[tuple[Collection[str], T]]) -> None:
        self._things = [thing for _, thing in things]
        self._always = [at for at, (letters, _) in enumerate(things) if not letters]
        every = {run for letters, _ in things for run in letters}
        self._letters = re.compile(f"(?=({either(every, ' ')}))")
        # Where letters stand, so do those that they begin with.
        self._of = {
            run: [at for at, (letters, _) in enumerate(things) if any(run.startswith(one) for one in letters)]
            for run in every
        }

    def through(self, text: str, after: int = -1) -> list[tuple[int, T]]:
        """Return what may stand in a text, each with its place in the order, only what comes after a place."""
        found = {at for run in set(self._letters.findall(text.lower())) for at in self._of[run]}
        return [(at, self._things[at]) for at in sorted(found.union(self._always)) if at > after]


class AnyOf:
    """Patterns, more than letters could be looked for one by one, of which any is sought.

    Arguments:
        patterns: as `re` takes them, for text in any case.
    """

    __slots__ = ("_sieve", "letters")

    def __init__(self, patterns: Iterable[str]) -> None:
        each = [(letters_of(pattern), AnyCase(re.compile(pattern, re.I))) for pattern in patterns]
        self._sieve = Sieve(each)
        # In small ones, of which any stands where a pattern does; none where a pattern needs none.
        self.letters = (
            frozenset(run for runs, _ in each for run in runs) if all(runs for runs, _ in each) else frozenset()
        )

    def search(self, text: str) -> re.Match[str] | None:
        """Return where any of the patterns first stands in a text."""
        found = (pattern.search(text) for _, pattern in self._sieve.through(text))
        return min(filter(None, found), key=re.Match.start, default=None)

    def match(self, text: str) -> re.Match[str] | None:
        """Return the first of the patterns that a text begins with."""
        return next(filter(None, (pattern.match(text) for _, pattern in self._sieve.through(text))), None)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return every place where any of the patterns stands in a text, pattern by pattern."""
        return (match for _, pattern in self._sieve.through(text) for match in pattern.finditer(text))


def letters_of(pattern: str) -> tuple[str, ...]:
    """Return runs of letters, in small ones, of which one stands wherever a pattern does; none where there are no such."""
    needed = _needed(_parser.parse(pattern, re.I)) or frozenset()
    shortest = sorted(run for run in needed if not any(other in run for other in needed - {run}))
    return tuple(shortest) if len(shortest) <= _MOST else ()


def _needed(parts: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """The rarest letters of those that a sequence cannot do without; None where it can do without any."""
    found: list[frozenset[str]] = []
    run = ""
    for kind, value in parts:
        if kind is op.LITERAL:
            run += chr(value).lower()
            continue
        found += [frozenset([run])] if run else []
        run = ""
        needed = _needed_by(kind, value)
        found += [needed] if needed else []
    found += [frozenset([run])] if run else []
    return min((each for each in found if _frequency(each) < _COMMON), key=_frequency, default=None)


def _needed_by(kind: Any, value: Any) -> frozenset[str] | None:
    if kind is op.SUBPATTERN:
        return _needed(value[3])
    if kind is op.ASSERT:
        return _needed(value[1])
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and value[0]:
        return _needed(value[2])
    if kind is op.BRANCH:
        ways = [_needed(way) for way in value[1]]
        return frozenset().union(*ways) if all(ways) else None  # type: ignore[arg-type] # none is None
    return None


def _frequency(runs: Iterable[str]) -> float:
    """How often any of some runs of letters stands in a question, roughly."""
    return sum(map(_frequency_of, runs))


def _frequency_of(run: str) -> float:
    """How often a run stands: the rarer, the more words it has and the longer they are; a sign is as rare as two letters."""
    words = _WORD.findall(run)
    return math.prod(0.3 if word in _EVERYWHERE else 0.15 ** min(max(len(word), 2), _RAREST) for word in words)
