"""What holds from the words before a sentence."""

from dataclasses import replace

from qa.facts.fact import Dimensions, Period
from qa.frozen import frozen

LASTS, WHOLE_PARAGRAPH, WHOLE_SECTION = 4, 20, 1_000  # sentences


@frozen
class TalkedPart:
    """The part of the company that is talked of.

    Arguments:
        dimensions: as a Fact has them; empty where it is unnamed.
        lasts: for how many sentences more the talk may be of a part, so that "revenue" need not be all.
    """

    dimensions: Dimensions = ()
    lasts: int = 0

    @property
    def is_of_sentence(self) -> bool:
        """Whether it, if any, was named by a sentence and by no heading."""
        return self.lasts <= LASTS

    def fading(self) -> "TalkedPart":
        """Return what of it holds behind a sentence that does not name it."""
        return replace(self, lasts=max(0, self.lasts - 1))


@frozen
class Introduction:
    """What held before the first item of a list: what one item says of its own is not of the next.

    Arguments:
        announced: whether words announce the list, so that its lines need no mark and are of the period of these words.
    """

    part: TalkedPart
    period: Period | None = None
    announced: bool = False


@frozen
class Talk:
    """What holds from the words before a sentence.

    Arguments:
        section: the heading; `period` and `guidance` are at first what it says.
        block: index of the block.
        period: what the talk is about; None where nothing says it.
        guidance: the verb by which management looks ahead; empty for what happened.
        expected: the verb by which the last sentence looked ahead; empty where it did not.
        part: that of the company.
        introduced: what held before the list that the sentence is in, or that the words before announce.
        topic: the last heading that ran into its paragraph.
        caption: the last line below the heading that heads what follows it itself, marked as no heading.
    """

    section: str = ""
    block: int = -1
    period: Period | None = None
    guidance: str = ""
    expected: str = ""
    part: TalkedPart = TalkedPart()
    introduced: Introduction | None = None
    topic: str = ""
    caption: str = ""

    @property
    def leads(self) -> bool:
        """Whether the words before announce a list."""
        return self.introduced is not None and self.introduced.announced
