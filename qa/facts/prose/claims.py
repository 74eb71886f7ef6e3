"""What a sentence claims: figures of metrics, before calendar and scale have made facts of them."""

from typing import Literal

from qa.facts.fact import Basis, Dimensions
from qa.frozen import frozen
from qa.language.values import Entity

ClaimKind = Literal["level", "change", "part"]


@frozen
class Subject:
    """What a figure is of: `text[start:end]` are its words.

    Arguments:
        metric: the vocabulary's element name, else a CamelCase name of its words.
        known: whether the vocabulary knows it.
        negative: whether the words name the opposite sign ("net loss").
        basis: the accounting basis that words beside it say.
        dimensions: as a Fact has them, where the words name a part of the whole.
        is_part: whether the words before a metric make it one of a part of the company.
        total: whether the words say that it is of the whole company ("total", "Juniper's").
        of_talked: whether the words say that it is of the part that is talked of ("segment sales").
        period: the one said right before it ("third quarter revenue").
        part_named: what the words call a part of the whole that was spoken of, in lower case, which tables are to name.
    """

    start: int
    end: int
    metric: str
    known: bool = True
    negative: bool = False
    basis: Basis = "GAAP"
    dimensions: Dimensions = ()
    is_part: bool = False
    total: bool = False
    of_talked: bool = False
    period: Entity | None = None
    part_named: str = ""


@frozen
class Claim:
    """One figure that a sentence states of a subject.

    Arguments:
        figure: the quantity.
        kind: "level"; "change" against another period; "part" of another metric, in percent.
        period: the period said of this figure; None where the sentence says none with it.
        against: for a change, the period it is counted from.
        direction: for a change 1 up, -1 down, in the sense of the subject's words.
        whole: for a part, what it is a part of.
        ahead: whether the words between subject and figure look ahead ("is expected to be").
        view: the clause's own period, from which "a year ago" counts; None where the clause says none.
        own: whether the figure is of the clause's own period, so that the talk's holds where none is said.
        basis: the accounting basis that words behind the figure say; None leaves it to the subject's.
        since: where the words begin that lead to the subject and say its basis ("Excluding the charge, …"); -1 for none.
        spread: for what is expected, by how much the figure may vary, "plus or minus 2%".
        scale: what the figure is to be multiplied by, where a bracket behind the metric says so.
        heads: the words around a figure that is named by a noun of the sentence.
        previous: whether it was expected before and is no longer.
        over: whether it was expected of what the sentence says came of it.
        like: another figure of the clause, per share, in whose unit this one is meant ("or $0.40"); of a change, the level
            that moved.
    """

    subject: Subject
    figure: Entity
    kind: ClaimKind = "level"
    period: Entity | None = None
    against: Entity | None = None
    direction: int = 0
    whole: Subject | None = None
    ahead: bool = False
    view: Entity | None = None
    own: bool = True
    basis: Basis | None = None
    like: Entity | None = None
    since: int = -1
    spread: Entity | None = None
    scale: int = 1
    heads: str = ""
    previous: bool = False
    over: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the sentence leaves unsaid which other period a change is counted from, or a level is of."""
        return self.against is None if self.kind == "change" else not self.own and self.period is None
