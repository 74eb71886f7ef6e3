"""From a filing's sentences to the events and parties that they tell of."""

from collections.abc import Iterator, Sequence
from itertools import chain

from qa.facts.events.acquisitions import read_acquisitions
from qa.facts.events.calls import read_calls
from qa.facts.events.dividends import read_dividends
from qa.facts.events.people import read_people
from qa.facts.events.quotations import read_quotations
from qa.facts.events.repurchases import read_repurchases
from qa.facts.events.seat import read_seat
from qa.facts.events.staff import read_staff
from qa.facts.events.telling import Telling
from qa.facts.extraction import PassageSpan
from qa.facts.fact import Fact
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.filing import Filing
from qa.language.values import Entity

_READERS = (
    read_calls,
    read_dividends,
    read_repurchases,
    read_acquisitions,
    read_people,
    read_quotations,
    read_seat,
    read_staff,
)


def read_events(
    filing: Filing, passages: Sequence[PassageSpan], entities: Sequence[Entity], calendar: FiscalCalendar
) -> list[Fact]:
    """Return the events and parties that a filing's words state, each with its place.

    Arguments:
        passages: the sentences, in the order of the text.
        entities: what was tagged in the whole text, by start.
    """
    telling = Telling.of(filing, passages, entities, calendar)
    found: Iterator[Fact] = chain.from_iterable(reader(telling) for reader in _READERS)
    return list(found)
