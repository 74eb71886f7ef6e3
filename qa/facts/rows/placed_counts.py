"""Reads where the things counted are: "operates 875 mills, including 603 in the United States, 108 in Canada"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from qa.facts.prose.claims import Claim
from qa.language.numbers import find_numbers
from qa.language.values import Entity, Quantity

_LEADS = re.compile(r"\s*,?\s*\(?(?:including|of which|comprised of|comprising|consisting of)\s+", re.IGNORECASE)
_NEXT = re.compile(r"\s*,?\s*(?:and\s+)?")
_PLACE = re.compile(
    r"\s+(?:(?:are|were|located)\s+)*in\s+(?:the\s+)?(?P<place>[A-Z][\w.’'-]*(?:\s+(?:and\s+|of\s+)?[A-Z][\w.’'-]*)*)"
)
_FEWEST = 2  # places, of which the number is not what the count is "including" otherwise


def with_places(claim: Claim, text: str, end: int) -> list[Claim]:
    """Return a claim and the counts of its things by place; itself alone where these come to more than there are.

    Arguments:
        text: the filing's text.
        end: where the sentence ends.
    """
    total = claim.figure.value
    if claim.kind != "level" or claim.subject.dimensions or not isinstance(total, Quantity) or not _counts(total):
        return [claim]
    leads = _LEADS.match(text, max(claim.figure.end, claim.subject.end), end)
    found = list(_placed(text, leads.end(), end)) if leads else []
    if len(found) < _FEWEST or sum(count for _, count, _ in found) > total.value:
        return [claim]
    whole = replace(claim, heads=claim.heads.partition(leads[0])[0] if leads else claim.heads)  # without the places
    return [whole] + [_at(claim, replace(total, value=count, decimals=0), span, place) for span, count, place in found]


def _counts(quantity: Quantity) -> bool:
    """Whether a quantity is of things, each of which is somewhere."""
    return quantity.scale == 1 and not re.fullmatch(r"[A-Z]{3}|percent|ratio|days|shares|.*/.*", quantity.unit)


def _placed(text: str, at: int, end: int) -> Iterator[tuple[tuple[int, int], Decimal, str]]:
    """Yield, from a place of a text, where counts stand, what they are and of which place, as long as one follows another."""
    numbers = {number.start + at: number for number in find_numbers(text[at:end])}
    offset = at
    while (number := numbers.get(_NEXT.match(text, at).end())) is not None:  # type: ignore[union-attr]
        start, stop = number.start + offset, number.end + offset
        place = _PLACE.match(text, stop, end)
        if place is None or number.places:
            return
        yield (start, stop), number.value * number.scale, re.sub(r"(?<=[a-z])\.$", "", place["place"])
        at = place.end()


def _at(claim: Claim, count: Quantity, span: tuple[int, int], place: str) -> Claim:
    """The claim of one place, headed by nothing of its sentence, which tells of the others."""
    subject = replace(claim.subject, dimensions=(("Geography", place),), is_part=True)
    return replace(claim, subject=subject, figure=Entity(*span, count), heads=claim.heads and claim.subject.metric)
