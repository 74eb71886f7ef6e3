"""The facts of the filings in scope, as far as they were looked at."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping

from qa.facts.fact import Fact
from qa.facts.outline import Item

Fetch = Callable[[Mapping[str, Collection[int]]], Mapping[tuple[str, int], Fact]]


class Fetched:
    """Facts by their places, fetched when they are first looked at.

    Arguments:
        fetch: returns the facts at some positions, given by the filings' ids, by filing and position.
    """

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._facts: dict[tuple[str, int], Fact] = {}

    def bring(self, items: Iterable[tuple[str, Item]]) -> None:
        """Fetch the facts of some items of some filings at once."""
        missing: dict[str, set[int]] = defaultdict(set)
        for filing, item in items:
            if (filing, item.positions[0]) not in self._facts:
                missing[filing].update(item.positions)
        if missing:
            self._facts.update(self._fetch(missing))

    def of(self, filing: str, item: Item) -> list[Fact]:
        """Return the facts of an item that were brought, in their order."""
        return [self._facts[filing, at] for at in item.positions]
