"""Links a metric with the figure behind it, which is its level to come, or by how much it is to move."""

import re
from dataclasses import replace
from decimal import Decimal

from qa.facts.prose.claims import Claim, Subject
from qa.facts.prose.grammar import BASES
from qa.facts.prose.outlook import forms
from qa.facts.prose.symbols import PERCENT, Symbols
from qa.language.values import YEAR_BEFORE, Entity, Quantity

_FLAT_TO = re.compile(r"\s+to\s+(?:up|down|an?\s+\w+\s+of)\s+", re.IGNORECASE)


def linked(symbols: Symbols, subject: Subject, at: int, figure: re.Match[str], *, again: bool = False) -> Claim | None:
    """Return the claim of a figure whose metric ends at a place; None where more than links stand between.

    Arguments:
        again: whether the metric has had a figure already.
    """
    words, end = symbols.text, figure.start()
    if not (forms.LINK_AGAIN if again else forms.LINK).fullmatch(words, at, end):
        return None
    entity = symbols.entity(figure[0])
    if flat := forms.FLAT.search(words, at, end):
        if not _FLAT_TO.fullmatch(words, flat.end(), end):
            return None
        entity = _from_nil(entity)
    between = forms.BASIS.findall(words[at:end].lower()) if subject.basis != "constant currency" else ()
    basis = next((BASES[word] for word in between), None)
    period = symbols.own_period(words[at:end])
    if move := _move(symbols, at, figure, again=again):
        return replace(changed(symbols, subject, figure, move), figure=entity, period=period, basis=basis)
    scale = forms.IN_SCALE.search(words, at, end)  # "Revenue (in millions): 45 to 47"
    times = forms.SCALES[scale["scale"].lower()] if scale else 1
    return Claim(subject, entity, ahead=True, period=period, basis=basis, scale=times)


def changed(symbols: Symbols, subject: Subject, figure: re.Match[str], word: str) -> Claim:
    """Return the claim that a metric will move by a figure from the year before, the way that a word says."""
    entity = symbols.entity(figure[0])
    direction = -1 if word.lower().startswith(forms.FALLS) else 1
    direction = -direction if subject.negative else direction
    against = Entity(entity.start, entity.start, YEAR_BEFORE)
    return Claim(subject, entity, "change", against=against, ahead=True, direction=direction)


def _move(symbols: Symbols, at: int, figure: re.Match[str], *, again: bool) -> str:
    """The word between a metric and its figure that makes this by how much it moves; empty where it is the level."""
    words, end = symbols.text, figure.start()
    moves = list(forms.MOVES.finditer(words, at, end))
    if not moves or (forms.TO_OR_FROM if again else forms.TO_LEVEL).match(words, moves[-1].end(), end):
        return ""  # "to increase to $5 million", "up from $4 million"
    word = moves[-1][0]
    falls_within = word.lower() == "fall" and forms.BETWEEN.match(words, moves[-1].end(), end)
    # "should fall between $5 million and $6 million" says the level; "between 5% and 6%" may be a decline
    return "" if falls_within and not re.match(PERCENT, figure[0]) else word


def _from_nil(figure: Entity) -> Entity:
    """The range from no change to a figure: "flat to up 5 percent"."""
    quantity = figure.value
    if not isinstance(quantity, Quantity) or quantity.high is not None:
        return figure
    return replace(figure, value=replace(quantity, value=Decimal(0), high=quantity.value))
