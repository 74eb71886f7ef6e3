"""Steps that read by how much a clause's metric moved, and from where to where: "up 12%, or $5 million, to $57 million"."""

import re
from dataclasses import replace

from qa.facts.prose.claims import Claim
from qa.facts.prose.clauses import forms
from qa.facts.prose.clauses.clause import Clause
from qa.facts.prose.clauses.comparisons import other_level
from qa.facts.prose.symbols import FIGURE, PERIOD, Symbols, looks_back
from qa.language.values import Entity, Quantity

_FIGURE = re.compile(FIGURE)
_PERIOD = re.compile(PERIOD)


def higher(clause: Clause, symbols: Symbols, at: int) -> int | None:
    """Read by how much another period is surpassed, or missed: "8 percent above last year"."""
    match = forms.HIGHER.match(symbols.text, at)
    if match is None or not clause.claims or clause.awaits_period:
        return None
    clause.mode = "change"
    clause.changes.clear()
    clause.turn(match["than"])
    clause.add_change(symbols.entity(match["figure"]))
    clause.settle(symbols.entity(match["period"]))
    level = forms.PERIOD_FIRST.match(symbols.text, match.start("period"))
    if level and level["is"] and not level["noun"]:  # "32 percent below last year's level of $1.27 billion"
        return other_level(clause, symbols, level, symbols.entity(level["period"]))
    return match.end()


def change(clause: Clause, symbols: Symbols, at: int) -> int | None:
    """Read a change as a noun: ", an increase of 12%"."""
    match = forms.CHANGE.match(symbols.text, at)
    figures = [match[group] for group in ("figure", "second", "by") if match and match[group]]
    if match is None or not figures or clause.awaits_period:
        return None
    clause.begin_change(match["noun"])
    for figure in figures:
        clause.add_change(symbols.entity(figure))
    if ago := match["ago"] or match["over"]:
        clause.settle(symbols.entity(ago.strip()))
    return match.end()


def changed(clause: Clause, symbols: Symbols, at: int) -> int | None:
    """Read a change by its verb: ", up 12%"."""
    match = forms.CHANGED.match(symbols.text, at)
    if match is None or clause.awaits_period:
        return None
    clause.begin_change(match["verb"])
    clause.add_change(symbols.entity(match["figure"]))
    return match.end()


def moved_to(clause: Clause, symbols: Symbols, at: int) -> int | None:
    """Read where to it moved: "rose 12% to $57 million"."""
    match = forms.TO.match(symbols.text, at) if clause.moved and clause.mode == "change" else None
    if match is None:
        return None
    for period in symbols.periods(match["at"]):
        if looks_back(period):
            clause.settle(period)
    clause.arrive(symbols.entity(match["figure"]), symbols.own_period(match["at"]))
    return match.end()


def moved_from_to(clause: Clause, symbols: Symbols, at: int) -> int | None:
    """Read from where to where it moved: "improved from 33.1% a year ago to 35.1%"."""
    match = forms.FROM_TO.match(symbols.text, at) if clause.moved and clause.mode == "change" else None
    if match is None:
        return None
    last = symbols.entity(match["figure"])
    first = _alike(symbols.entity(match["first"]), last)
    if first is None:
        return None
    clause.arrive(last, symbols.own_period(match["at"]))
    if before := symbols.periods(match["then"]):
        clause.claims.append(Claim(clause.subject, first, period=before[-1]))
    return match.end()


def change_again(clause: Clause, symbols: Symbols, at: int) -> int | None:
    """Read the same change in another unit: "or $5 million", "(12%)"."""
    match = forms.ALSO.match(symbols.text, at) or _bracketed(clause, symbols, at)
    if match is None or clause.mode != "change":
        return None
    clause.add_change(symbols.entity(match["figure"]))
    if clause.against and clause.changes[:-1] == []:
        clause.settle(clause.against)
    return match.end()


def and_change(clause: Clause, symbols: Symbols, at: int) -> int | None:
    """Read a second change, counted from another period: "12% over last year and 3% over the prior quarter"."""
    match = forms.AND_CHANGE.match(symbols.text, at)
    if match is None or clause.direction == 0 or not clause.against:
        return None
    if clause.mode != "change" and _PERIOD.match(symbols.text, match.end() + 1):
        return None  # "compared to $2 million at March 31 and $1 million at June 30": a level
    clause.against = None
    clause.mode = "change"
    clause.add_change(symbols.entity(match["figure"]))
    return match.end()


def _alike(first: Entity, last: Entity) -> Entity | None:
    """The first of two figures in the unit of both, which may be said with the last alone: "from 43.1 to 35.1 percent"; None where they differ."""
    one, other = first.value, last.value
    assert isinstance(one, Quantity)
    assert isinstance(other, Quantity)
    if one.unit == "count" and other.unit == "percent":
        return replace(first, value=replace(one, unit="percent"))
    return first if one.unit == other.unit else None


def _bracketed(clause: Clause, symbols: Symbols, at: int) -> re.Match[str] | None:
    """The same change in percent, or in money, that a bracket right behind it gives."""
    match = forms.IN_PERCENT_TOO.match(symbols.text, at) if _FIGURE.match(symbols.text, at - 1) else None
    if match is None or not clause.claims:
        return None
    both = (clause.claims[-1].figure.value, symbols.entity(match["figure"]).value)
    units = [one.unit for one in both if isinstance(one, Quantity)]
    return match if units.count("percent") == 1 else None
