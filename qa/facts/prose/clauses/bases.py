"""Steps that read on which accounting basis the last figure is, and the same again on another one."""

import re
from dataclasses import replace

from qa.facts.fact import Basis
from qa.facts.prose.claims import Claim
from qa.facts.prose.clauses import forms
from qa.facts.prose.clauses.clause import Clause
from qa.facts.prose.grammar import ON_BASIS, basis_of
from qa.facts.prose.subjects.words_before import BASES
from qa.facts.prose.symbols import FIGURE, Symbols
from qa.language.values import Quantity

_FIGURE = re.compile(FIGURE)


def on_basis(clause: Clause, symbols: Symbols, at: int) -> int | None:
    """Read what the last figure is made of: "in constant currency"; of two bases it is of both."""
    match = ON_BASIS.match(symbols.text, at) if clause.claims else None
    basis = basis_of(match["basis"] or match["without"]) if match else None
    if match is None or basis is None:
        return None
    last = len(clause.claims) - 1
    if match["both"]:
        clause.add_alike(replace(clause.claims[last], basis=basis))
    elif basis != "GAAP":
        # Right behind a figure the words are of it, at the clause's end of all before.
        first = _said_together(clause, last) if _FIGURE.match(symbols.text, at - 1) else 0
        clause.claims[first:] = [replace(claim, basis=basis) for claim in clause.claims[first:]]
    return match.end()


def on_other_basis(clause: Clause, symbols: Symbols, at: int) -> int | None:
    """Read the same again on another basis: "and $4.48 outside GAAP"; the next step says which."""
    match = forms.AND_ON_BASIS.match(symbols.text, at)
    if match is None or not clause.claims or clause.claims[-1].kind == "part":
        return None
    last = clause.claims[-1]
    if match["verb"] and last.kind == "level":
        return None  # "to $26 million, and up 7% excluding exchange": no level
    if match["verb"]:
        clause.turn(match["verb"])
    way = clause.direction if match["verb"] else last.direction
    clause.add_alike(replace(last, figure=symbols.entity(match["figure"]), direction=way))
    return match.end()


def basis_before(words: str) -> Basis | None:
    """Return the basis that words before a noun say; None for none."""
    said = [word for word in words.lower().split() if word in BASES or word in ("gaap", "reported")]
    return BASES.get(said[0], "GAAP") if said else None


def is_on_two_bases(clause: Clause) -> bool:
    """Return whether the clause's own level is said as reported and then on another basis."""
    own = [claim for index, claim in enumerate(clause.claims) if index in clause.own and claim.kind == "level"]
    units = [claim.figure.value.unit for claim in own if isinstance(claim.figure.value, Quantity)]
    return len(set(units)) < len(units) and own[0].basis is None and own[-1].basis is not None


def _said_together(clause: Clause, last: int) -> int:
    """The first of the levels that "or" joined to the last one, in another unit: "$16 million, or $0.40 per share"."""
    while last and _joined(*clause.claims[last - 1 : last + 1]):
        last -= 1
    return last


def _joined(one: Claim, other: Claim) -> bool:
    """Whether two claims are a level said in two units."""
    first, second = one.figure.value, other.figure.value
    alike = one.kind == other.kind == "level" and one.own == other.own and one.basis == other.basis
    return alike and isinstance(first, Quantity) and isinstance(second, Quantity) and first.unit != second.unit
