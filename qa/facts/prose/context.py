"""What is known of a filing before its sentences are read."""

from collections.abc import Mapping

from qa.facts.fact import Dimensions
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.filing import Filing
from qa.frozen import frozen


@frozen
class Context:
    """A filing with what its header, its calendar and its tables tell of its sentences.

    Arguments:
        names: the words of the filer's name, lower case.
        parts: the parts of the company that its tables name, by these names in lower case.
        repeated: headings that stand in the filing again and again, below another one each.
    """

    filing: Filing
    calendar: FiscalCalendar
    names: frozenset[str]
    parts: Mapping[str, Dimensions]
    repeated: frozenset[str]

    @property
    def text(self) -> str:
        """The filing's text."""
        return self.filing.text
