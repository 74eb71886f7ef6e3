"""Reads the facts at some places in some filings, all with one statement."""

import itertools
from collections.abc import Collection, Mapping
from functools import cache

from sqlalchemy import text
from sqlalchemy.sql.selectable import TextualSelect

from qa.facts.fact import Fact
from qa.store import rows
from qa.store.direct import Direct, Drivers
from qa.store.schema import facts

_MOST = 4_096  # places that one statement is given: databases bound its parameters
_NONE = ("", -1)  # a place where nothing stands


class Places:
    """Facts by the filings' ids and their positions there."""

    def __init__(self, drivers: Drivers) -> None:
        self._drivers = drivers
        self._statements: dict[int, Direct] = {}

    def facts(self, positions: Mapping[str, Collection[int]]) -> dict[tuple[str, int], Fact]:
        """Return the facts that stand at some positions, by filing and position.

        Arguments:
            positions: by the filings' ids.
        """
        places = [(filing, at) for filing, some in positions.items() for at in some]
        found: dict[tuple[str, int], Fact] = {}
        for first in range(0, len(places), _MOST):
            some = places[first : first + _MOST]
            # Filled up to a power of two, so that few statements are ever prepared.
            some += [_NONE] * ((1 << (len(some) - 1).bit_length()) - len(some))
            given = dict(zip(_names(len(some)), itertools.chain.from_iterable(some), strict=True))
            for row in self._statement(len(some)).rows(given):
                found[row[1], row[2]] = rows.fact(row)
        return found

    def _statement(self, count: int) -> Direct:
        statement = self._statements.get(count)
        if statement is None:
            statement = self._statements[count] = Direct(self._drivers, _at_places(count))
        return statement


@cache
def _names(count: int) -> tuple[str, ...]:
    """What a statement calls the filings and the places in them that it is given."""
    return tuple(f"{kind}{at}" for at in range(count) for kind in "fp")


def _at_places(count: int) -> TextualSelect:
    """The facts at so many places: joined to them, as SQLite finds no pair that is looked for with IN by the key."""
    columns = ", ".join(f'facts."{column.name}"' for column in facts.c)
    places = ", ".join(f"(:f{at}, :p{at})" for at in range(count))
    return text(
        f"WITH places (filing, place) AS (VALUES {places}) SELECT {columns} FROM places"
        " JOIN filings ON filings.id = places.filing"
        " JOIN facts ON facts.company_id = filings.company_id AND facts.filing_id = filings.id"
        " AND facts.position = places.place"
    ).columns(*facts.c)
