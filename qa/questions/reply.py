"""What a question gets: the reply of the interface, as values."""

from typing import Literal

from qa.facts.fact import Fact
from qa.frozen import frozen

Status = Literal["answered", "ambiguous", "not_found", "not_understood"]


@frozen
class Company:
    """A filer, as its releases call it."""

    name: str
    ticker: str = ""


@frozen
class Derivation:
    """How a computed value came about: the formula in words and its operands, in order."""

    formula: str
    operands: tuple["Answer", ...]


@frozen
class Answer:
    """One figure or quotation of a reply.

    Arguments:
        fact: what is said; a computed one has no sources of its own.
        company: whose it is.
        filing: id of the filing that the fact's sources lie in; empty for a computed one.
        display: the figure as the trade writes it, "$(8.453) million".
        derivation: None for what the filing itself reports.
    """

    fact: Fact
    company: Company
    filing: str
    display: str
    derivation: Derivation | None = None


@frozen
class Interpretation:
    """What was understood of the question."""

    intent: str
    metrics: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    company: str = ""


@frozen
class Reply:
    """The reply to one question."""

    status: Status
    text: str
    answers: tuple[Answer, ...] = ()
    interpretation: Interpretation | None = None
    suggestions: tuple[str, ...] = ()
    conversation: str = ""
