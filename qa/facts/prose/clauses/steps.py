"""Reads on behind a clause's first figure, form by form: each step reads one, or leaves the place to the next."""

from collections.abc import Callable

from qa.facts.prose.clauses import bases, changes, comparisons, forms, units
from qa.facts.prose.clauses.clause import Clause
from qa.facts.prose.symbols import Symbols


def go_on(clause: Clause, symbols: Symbols, at: int) -> int:
    """Read on behind the first figure as long as a step knows the form; return where it ends."""
    while end := next((end for step in _STEPS if (end := step(clause, symbols, at)) is not None), None):
        at = end
    return at


def _aside(_clause: Clause, symbols: Symbols, at: int) -> int | None:
    """Read what changes nothing: "on a diluted basis"."""
    match = forms.ASIDE.match(symbols.text, at)
    return match.end() if match else None


# Each takes a place behind a figure and returns the place behind what it read, or None.
_STEPS: tuple[Callable[[Clause, Symbols, int], int | None], ...] = (
    comparisons.year_before,
    bases.on_basis,
    units.both_per_share,
    units.each_per_share,
    units.per_share,
    units.as_part,
    bases.on_other_basis,
    changes.higher,
    changes.change,
    changes.changed,
    changes.moved_to,
    changes.moved_from_to,
    changes.change_again,
    changes.and_change,
    comparisons.against,
    comparisons.in_brackets,
    comparisons.and_level,
    comparisons.when,
    _aside,
)
