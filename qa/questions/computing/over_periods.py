"""What a question asks of the figures of several periods: which, how many, the most, the average, the sum, each."""

from qa.questions.parsing.limits import limit_in
from qa.questions.parsing.operators import Operation
from qa.questions.parsing.patterns import Span, pattern, superlative
from qa.questions.parsing.query import Each


def over_periods(text: str) -> Operation | None:
    """Return what a text asks of several periods' figures; None where it asks nothing of the kind."""
    each: Each | None = (
        "quarter" if pattern("quarters").search(text) else "year" if pattern("years").search(text) else None
    )
    return _which_periods(text, each) or _extreme(text, each) or _all_of_them(text, each)


def _which_periods(text: str, each: Each | None) -> Operation | None:
    """Which of the periods, and how many of them."""
    which, many = pattern("which_period").search(text), pattern("how_many_periods").search(text)
    limit, against = limit_in(text) if which or many else (None, [])
    if many and limit:
        return Operation("count", (many.span(), *against, *_lengths(text)), each=each, limit=limit)
    least = superlative("least").search(text)
    best = least or superlative("most").search(text)
    if which and best:
        return Operation("least" if least else "most", (which.span(), best.span(), *_lengths(text)), each=each)
    if which and limit and not which[0].lower().startswith("when"):
        first = [match.span() for match in pattern("first").finditer(text)]
        return Operation("which", (which.span(), *against, *first, *_lengths(text)), each=each, limit=limit)
    return None


def _extreme(text: str, each: Each | None) -> Operation | None:
    """The highest of the periods' figures, or the lowest."""
    least = superlative("least").search(text)
    best = least or superlative("most").search(text)
    if best and pattern("of_lengths").match(text, best.end()):
        return Operation("least" if least else "most", (best.span(),), each=each)
    most = pattern("maximum").search(text)
    extreme = most or pattern("minimum").search(text)
    if extreme and each:
        return Operation("most" if most else "least", (extreme.span(),), each=each)
    return None


def _all_of_them(text: str, each: Each | None) -> Operation | None:
    """Their average, their sum, or each of them."""
    average = pattern("average").search(text)
    if average:
        return Operation("average", (average.span(), *_lengths(text)), each=each)
    sums, pluses = ([match.span() for match in pattern(name).finditer(text)] for name in ("sum", "plus"))
    if sums or (pluses and not pattern("one_by_one").search(text)):
        edges = [0, *(edge for span in pluses for edge in span), len(text)]
        parts = tuple(zip(edges[::2], edges[1::2], strict=True)) if pluses else ()
        return Operation("sum", (*sums, *pluses, *_lengths(text)), parts=parts, each=each)
    spread = pattern("each").search(text)
    if spread and pattern("trend").search(spread[0]):
        each = each or "quarter"
    if spread and each:
        return Operation("each", (spread.span(), *_lengths(text)), each=each)
    return None


def _lengths(text: str) -> list[Span]:
    """Where a text says of which length the figures are, or how many, and nothing of when."""
    return [match.span() for match in pattern("lengths").finditer(text)]
