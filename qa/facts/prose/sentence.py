"""A sentence with what was tagged in it and what holds before it."""

from collections.abc import Sequence

from qa.facts.extraction import PassageSpan
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.facts.prose.context import Context
from qa.facts.prose.talk.talk import Talk
from qa.frozen import frozen
from qa.language.values import Entity


@frozen
class Sentence:
    """A sentence of a filing.

    Arguments:
        entities: what was tagged in it.
        talk: what holds before it.
        heads: where what heads the columns begins, where it is a row of several.
        yearly: whether what it leaves open is compared with the year before.
    """

    passage: PassageSpan
    entities: Sequence[Entity]
    context: Context
    talk: Talk
    heads: int | None = None
    yearly: bool = False

    @property
    def text(self) -> str:
        """The filing's text."""
        return self.context.text

    @property
    def calendar(self) -> FiscalCalendar:
        """The filer's calendar."""
        return self.context.calendar

    @property
    def start(self) -> int:
        """Where it begins in the filing's text."""
        return self.passage.start

    @property
    def end(self) -> int:
        """Where it ends in the filing's text."""
        return self.passage.end

    @property
    def said(self) -> str:
        """Its words."""
        return self.text[self.start : self.end]
