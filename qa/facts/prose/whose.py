"""Whose a claim is: the whole company's, that of the part that it names, or that of the part that is talked of."""

import re
from dataclasses import replace

from qa.facts.fact import Dimensions
from qa.facts.prose.claims import Claim
from qa.facts.prose.sentence import Sentence
from qa.language.phrases import phrases

_WE = re.compile(r"(?:[“\"]\s*)?(?:we|the company)\b", re.IGNORECASE)
_THE_COMPANY = re.compile(
    r"(?:[“\"]\s*)?the company (?:(?:also|therefore|thus) )?(?:had|reported|recorded|posted|incurred|earned|generated|reali[sz]ed|recogni[sz]ed|achieved)\b",
    re.IGNORECASE,
)
# What companies seldom tell of their parts: behind a part's sales, R&D may be all that there is.
_OF_COMPANIES = frozenset(phrases("prose")["of_companies"]["metrics"])


def of_its_part(claim: Claim, sentence: Sentence) -> Claim | None:
    """Return a claim as one of the part that is talked of; None where that is unnamed and the claim says no whole."""
    subject, talked = claim.subject, sentence.talk.part
    if subject.part_named:
        part = sentence.context.parts.get(subject.part_named)
        return _of(part, claim) if part else None
    if subject.of_talked and not (talked.lasts and talked.dimensions):
        return None  # "segment sales" of no segment that is named
    if not talked.lasts or subject.is_part or subject.total or _is_of_whole(claim, sentence):
        return claim
    if not talked.dimensions or (talked.is_of_sentence and subject.metric in _OF_COMPANIES):
        return None
    return _of(talked.dimensions, claim)


def _of(part: Dimensions, claim: Claim) -> Claim:
    return replace(claim, subject=replace(claim.subject, dimensions=part, is_part=True))


def _is_of_whole(claim: Claim, sentence: Sentence) -> bool:
    """Whether a claim is of the whole company, or of what its own words name, though a part is talked of."""
    talked = sentence.talk.part
    if (claim.heads and not claim.subject.known) or (claim.ahead and _WE.match(sentence.text, sentence.start)):
        return True  # what has a name of its own, or the filer expects in its own name
    if talked.is_of_sentence:
        return _THE_COMPANY.match(sentence.text, sentence.start) is not None
    return not talked.dimensions and _has_name(claim, sentence.text)


def _has_name(claim: Claim, text: str) -> bool:
    """Whether a noun that no vocabulary knows holds a part's name: "Felt Products earnings"."""
    words = text[claim.subject.start : claim.subject.end].split()
    return not claim.subject.known and sum(word[0].isupper() for word in words) > 1
