"""Which way a text says that things went."""

from functools import cache

from qa.questions.parsing.query import Direction
from qa.questions.parsing.words import phrases
from qa.questions.quoting.relevance import stems_of


def way_of(text: str) -> Direction:
    """Return which way a text says that something went, up or down; empty where it says neither or both."""
    said = stems_of([text])
    ways = {way for way, stems in _directions() if not stems.isdisjoint(said)}
    return ways.pop() if len(ways) == 1 else ""


@cache
def _directions() -> tuple[tuple[Direction, frozenset[str]], ...]:
    words_of = phrases()["direction"]
    either: tuple[tuple[Direction, list[str]], ...] = (
        ("up", [*words_of["up"], *words_of["better"]]),
        ("down", [*words_of["down"], *words_of["worse"]]),
    )
    return tuple((way, stems_of(one for one in entries if " " not in one)) for way, entries in either)
