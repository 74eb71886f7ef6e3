"""Tells apart the figures of an outlook that stand side by side as in columns, by what heads them.

What is expected now from what was before ("Prior | Current"), the low from the high end ("Low | High"), or both.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from qa.facts.prose.claims import Claim
from qa.facts.prose.outlook.forms import HEDGED, SCALES
from qa.language.currencies import is_currency
from qa.language.values import Entity, Quantity
from qa.language.vocabulary import vocabulary

_TIMES = re.compile(r"\b(?:(?P<before>Previous|Prior|Former|Old|Initial|Original)|Updated|Current|New|Revised)\b", re.I)
_ENDS = re.compile(r"\b(?:(?P<low>low|minimum)|high|maximum)\b", re.IGNORECASE)
_SCALE = re.compile(r"\b(?P<scale>thousand|million|billion)s\b", re.IGNORECASE)

_PER = re.compile(r"\bper\b", re.IGNORECASE)

_Column = tuple[bool, Literal["low", "high"] | None]  # whether it was expected before, and which end it is


def told_apart(claims: Sequence[Claim], text: str, start: int) -> list[Claim]:
    """Return claims with those of one metric side by side told apart; without those that nothing tells apart.

    Arguments:
        text: the filing's text.
        start: where what heads the columns may begin.
    """
    found: list[Claim] = []
    for beside in _side_by_side(claims, text):
        found += beside if len(beside) == 1 else _of_columns(beside, text, start)
    return found


def heads_columns(heads: str, figures: int) -> bool:
    """Return whether words head columns for so many figures of an outlook."""
    return bool(_columns(heads, figures))


def _side_by_side(claims: Sequence[Claim], text: str) -> list[list[Claim]]:
    groups: list[list[Claim]] = []
    for claim in claims:
        before = groups[-1][-1] if groups else None
        between = text[before.figure.end : claim.figure.start] if before else ""
        if before and before.subject == claim.subject and HEDGED.fullmatch(between):
            groups[-1].append(claim)
        else:
            groups.append([claim])
    return groups


def _of_columns(claims: Sequence[Claim], text: str, start: int) -> list[Claim]:
    heads = text[start : claims[0].subject.start]
    columns = _columns(heads, len(claims))
    named = text[claims[0].subject.start : claims[0].subject.end]
    scaled = [claim if _may_be_of_each(claim, named) else _scaled(claim, claims[0].scale, heads) for claim in claims]
    found: list[Claim] = []
    for claim, (before, end) in zip(scaled, columns, strict=False):
        if end == "high":
            whole = _joined(found.pop().figure, claim.figure)
            found += [replace(claim, figure=whole, previous=before)] if whole else []
        else:
            found.append(replace(claim, previous=before))
    return found


def _columns(heads: str, figures: int) -> list[_Column]:
    """What each of so many columns is of; empty where the words that head them do not say it of each."""
    times = [match["before"] is not None for match in _TIMES.finditer(heads)] or [False]
    ends = [match["low"] is not None for match in _ENDS.finditer(heads)]
    if len(set(times)) != len(times) or ends not in ([], [True, False] * len(times)):
        return []
    each: tuple[Literal["low", "high"] | None, ...] = ("low", "high") if ends else (None,)
    columns: list[_Column] = [(before, end) for before in times for end in each]
    return columns if len(columns) == figures > 1 else []


def _may_be_of_each(claim: Claim, named: str) -> bool:
    """Whether a figure may be of each share, to which the scale that heads the columns does not apply."""
    known, quantity = vocabulary().metrics.get(claim.subject.metric), claim.figure.value
    in_cents = isinstance(quantity, Quantity) and (quantity.decimals or 0) > 1
    return in_cents or bool(known and "/" in known.unit) or _PER.search(named) is not None


def _scaled(claim: Claim, scale: int, heads: str) -> Claim:
    """The claim in the scale that its row says, or else what heads the columns."""
    quantity, said = claim.figure.value, _SCALE.search(heads)
    if scale == 1 and said and isinstance(quantity, Quantity) and quantity.scale == 1 and is_currency(quantity.unit):
        scale = SCALES[said["scale"].lower()]
    return replace(claim, scale=scale)


def _joined(low: Entity, high: Entity) -> Entity | None:
    """The range from one end to the other, whichever is the larger; None where they are not of one unit."""
    ends = low.value, high.value
    if not (isinstance(ends[0], Quantity) and isinstance(ends[1], Quantity)) or ends[0].unit != ends[1].unit:
        return None
    values = sorted(end.value for end in ends if isinstance(end, Quantity))
    return Entity(low.start, high.end, replace(ends[0], value=values[0], high=values[1]))
