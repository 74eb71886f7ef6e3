"""A question understood: a fact with a hole in it."""

from dataclasses import replace
from decimal import Decimal
from typing import Literal

from qa.facts.fact import Basis
from qa.frozen import frozen
from qa.language.values import PeriodExpression

Intent = Literal[
    "lookup",
    "change",
    "ratio",
    "share change",
    "compare",
    "which",
    "reason",
    "when",
    "who",
    "where",
    "event",
    "said",
    "about",
    "definition",
]
Direction = Literal["up", "down", "better", "worse", "either", ""]
Wanted = Literal["percent", "amount", ""]
Kind = Literal[
    "average", "sum", "difference", "most", "least", "count", "which", "each", "growth rate", "annualized",
    "per", "excluding", "including", "using", "supposing", "original", "guided", "choice", "more", "less", "adjustments", "claim",
]  # fmt: skip
Each = Literal["quarter", "year"]
Way = Literal["spent", "owed", "earned", ""]


@frozen
class Term:
    """One word of a topic.

    Arguments:
        stem: how it is compared.
        text: as asked, typing errors mended.
        soft: whether a line may lack it: it says how the question is asked ("increase", "percent").
        breaks: whether a comma, "and" or "or" stands before it, so that a list may be split here.
        mention: which of the topic's mentions it belongs to; -1 for none.
    """

    stem: str
    text: str
    soft: bool = False
    breaks: bool = False
    mention: int = -1


@frozen
class Topic:
    """The words that say which line is meant.

    Arguments:
        terms: in the question's order.
        mentions: element names of the metrics that the vocabulary recognises in them.
        basis: the accounting basis asked for; None where unsaid.
        counted: whether a count is asked for ("how many"), which money and percentages do not answer.
        paid: whether money is asked for ("spend", "price"), which shares and days do not answer.
        way: which way it goes, where a verb says so: what is spent or owed is neither earned nor held.
    """

    terms: tuple[Term, ...] = ()
    mentions: tuple[str, ...] = ()
    basis: Basis | None = None
    counted: bool = False
    paid: bool = False
    way: Way = ""

    @property
    def text(self) -> str:
        """The topic as asked."""
        return " ".join(term.text for term in self.terms)

    @property
    def hard(self) -> tuple[Term, ...]:
        """The terms that a line must account for."""
        return tuple(term for term in self.terms if not term.soft)

    @property
    def beside(self) -> tuple[Term, ...]:
        """Those of them that are of no metric, and so name a part."""
        return tuple(term for term in self.hard if term.mention < 0)

    def with_words_of(self, other: "Topic") -> "Topic":
        """Return the topic that has this one's words and then the other's."""
        moved = (
            replace(term, mention=term.mention + len(self.mentions)) if term.mention >= 0 else term
            for term in other.terms
        )
        return Topic(
            (*self.terms, *moved),
            self.mentions + other.mentions,
            self.basis or other.basis,
            self.counted,
            self.paid,
            self.way,
        )


@frozen
class Limit:
    """What each period's figure is held against: "above $100 million", "a loss" (below nothing).

    Arguments:
        unit: as in a fact; empty where unsaid.
        bare: whether it was said without unit or scale, and so is meant as tables print it.
        including: whether a figure that equals it is within.
    """

    above: bool
    value: Decimal
    unit: str = ""
    bare: bool = False
    including: bool = False


@frozen
class Supposition:
    """What a figure is supposed to have been: an amount, or its own value times a factor."""

    value: Decimal
    unit: str = ""
    factor: bool = False


@frozen
class Computation:
    """What a question asks to be computed.

    Arguments:
        topics: of what; of a difference the two; of a choice all that there are, of "more" and "less" the one and the other; of adjustments the measures that they lead between.
        plain: the question's words taken as a line's name, which is preferred where a filing has the line
            ("average earning assets"); None where such words stand in no line's name.
        operand: the line that it is done with ("per employee", "excluding Services"), or by which a choice is made; of
            adjustments the one that is asked for.
        each: the length of the periods gone through, where it is said.
        limit: for "count" and "which", what each period's figure is held against; for "claim", what the one is.
        supposed: for "supposing", what the operand is supposed to have been.
        gap: of adjustments, whether what they come to is asked for, too.
        each_asked: of what is set against another, the question that is asked of each, in words.
    """

    kind: Kind
    topics: tuple[Topic, ...]
    plain: Topic | None = None
    operand: Topic | None = None
    each: Each | None = None
    limit: Limit | None = None
    supposed: Supposition | None = None
    gap: bool = False
    each_asked: tuple[str, ...] = ()


@frozen
class Query:
    """A question understood.

    Arguments:
        text: the question, typing errors mended.
        intent: what is asked of the topics.
        topics: one; of a ratio numerator and denominator; of a comparison the alternatives.
        periods: as said, in order.
        bases: those of them that the question compares from ("from the first quarter", "than a year ago").
        anchors: the periods of the turns before, oldest first; "a year earlier" counts from them.
        companies: names of the companies of the library that are named, in order.
        wanted: whether a change is asked in percent or as an amount.
        direction: the way the question supposes a change went.
        superlative: whether the larger or the largest is asked for, or the smaller or the smallest.
        most: for a superlative, which of the two.
        basis: the accounting basis that the question names anywhere; None where unsaid.
        guidance: whether management's outlook is asked for.
        many: whether several figures are asked for ("list", "each").
        parts: whether what a figure is made of is asked for ("breakdown"), to which the figure is no answer.
        follows: whether it leans on the turn before ("and", "what about").
        computation: what is to be computed, where more is asked than a figure, a change or a share.
        yes_no: whether yes or no is asked.
        others: what was talked of in the turns before, each line once, latest last.
        halves: the two questions that it asks at once, of which both are answered or none.
    """

    text: str
    intent: Intent = "lookup"
    topics: tuple[Topic, ...] = ()
    periods: tuple[PeriodExpression, ...] = ()
    bases: tuple[PeriodExpression, ...] = ()
    anchors: tuple[PeriodExpression, ...] = ()
    companies: tuple[str, ...] = ()
    wanted: Wanted = ""
    direction: Direction = ""
    superlative: bool = False
    most: bool = True
    basis: Basis | None = None
    guidance: bool = False
    many: bool = False
    parts: bool = False
    follows: bool = False
    computation: Computation | None = None
    yes_no: bool = False
    others: tuple[Topic, ...] = ()
    halves: tuple["Query", ...] = ()

    @property
    def asks(self) -> bool:
        """Whether it asks for a figure of anything."""
        return bool(self.topics or self.computation)
