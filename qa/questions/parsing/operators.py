"""What a question asks to be done with its figures, by the words that ask for it: with one line, or with another beside it."""

from collections.abc import Callable, Sequence

from qa.frozen import frozen
from qa.questions.parsing.limits import factor_in, limit_in, portion_in, supposition_in, turn_in, unmoved_in
from qa.questions.parsing.patterns import Span, either, pattern
from qa.questions.parsing.query import Each, Kind, Limit, Supposition

Recogniser = Callable[[str], "Operation | None"]


@frozen
class Operation:
    """Where a question asks for a computation, and what of it is said there.

    Arguments:
        taken: the spans of the words that ask for it, and of what it is done with.
        operand: the span of the line that it is done with.
        parts: the spans of the lines that it is of; the rest of the question where there are none.
        each, limit, supposed: as in a Computation.
        rest: whether the operand is what the question says beside all this.
        gap: as in a Computation.
        counted: whether things may be counted ("more looms than spindles").
    """

    kind: Kind
    taken: tuple[Span, ...]
    operand: Span | None = None
    parts: tuple[Span, ...] = ()
    each: Each | None = None
    limit: Limit | None = None
    supposed: Supposition | None = None
    rest: bool = False
    gap: bool = False
    counted: bool = False


def supposing(text: str) -> Operation | None:
    """What a figure would have been, had another been so."""
    condition = pattern("if").search(text)
    supposed = supposition_in(condition["how"]) if condition else None
    if condition is None or supposed is None:
        return None
    then = [m.span() for m in pattern("then").finditer(text) if not condition.start() <= m.start() < condition.end()]
    return Operation("supposing", (condition.span(), *then), condition.span("line"), supposed=supposed)


def claim(text: str) -> Operation | None:
    """What a figure, or how far it moved, is claimed to be: "did sales more than double", "is the margin above 40%"."""
    for held_against in (turn_in, factor_in, limit_in, unmoved_in):
        limit, against = held_against(text)
        if limit:
            return Operation("claim", tuple(against), limit=limit)
    return None


def portion(text: str, metrics: Sequence[Span]) -> Operation | None:
    """What part of a whole a figure is claimed to be: "is more than half of revenue from Europe".

    Arguments:
        metrics: where metrics are named, of which the next is the whole.
    """
    limit, against = portion_in(text)
    whole = next((span for span in sorted(metrics) if against and span[0] >= against[0][1]), None)
    if limit is None or whole is None:
        return None
    operand = (against[0][1], whole[1])
    return Operation("claim", (*against, operand), operand, limit=limit)


def guided(text: str) -> Operation | None:
    """How a figure came out against management's own outlook; what others expected is in no release."""
    match = pattern("guided").search(text)
    if match is None or pattern("guided_by_others").search(text):
        return None
    much = [m.span() for m in pattern("by_how_much").finditer(text)]
    line = match.span("line") if match["line"] else (match.end(), match.end())
    return Operation("guided", ((match.start(), line[0]), (line[1], match.end()), *much))


def worded(kind: Kind, name: str) -> Recogniser:
    """Return a recogniser of an operation that some words ask for and no other line takes part in.

    Arguments:
        name: of the words in models/operations.toml.
    """

    def recognise(text: str) -> Operation | None:
        match = pattern(name).search(text)
        return Operation(kind, (match.span(),)) if match else None

    return recognise


def with_line(kind: Kind, name: str) -> Recogniser:
    """Return a recogniser of an operation that is done with another line.

    Arguments:
        name: of the words in models/operations.toml.
    """

    def recognise(text: str) -> Operation | None:
        match = pattern(name).search(text)
        return Operation(kind, (match.span(),), match.span("line")) if match else None

    return recognise


def difference(text: str) -> Operation | None:
    """One line less another."""
    for wording in either("differences"):
        match = wording.search(text)
        if match and match.end("b") < len(text):
            parts = ((match.end("a") if match["a"] else 0, match.start("b")), (match.end("b"), len(text)))
            return Operation("difference", (match.span("a"), match.span("b")), parts=parts)
    return None


def adjustments(text: str) -> Operation | None:
    """What leads from one measure to another, or one item of it: "how much restructuring was added back to EBITDA?"."""
    match = next((match for wording in either("adjustments") if (match := wording.search(text))), None)
    if match is None:
        return None
    named = match.groupdict()
    if named.get("item"):
        return Operation("adjustments", (match.span(),), match.span("item"))
    parts = tuple(match.span(name) for name in ("one", "other") if named.get(name))
    edges = [match.start(), *(edge for span in sorted(parts) for edge in span), match.end()]
    asking = tuple(zip(edges[::2], edges[1::2], strict=True))
    return Operation("adjustments", asking, parts=parts, gap=bool(named.get("gap")))
