"""What the words around a claim make of it: its accounting basis, and whether it is of what really was."""

import re
from dataclasses import replace
from typing import cast

from qa.facts.fact import Basis
from qa.facts.prose.claims import Claim
from qa.facts.prose.dating import COMPARES_ALL
from qa.facts.prose.grammar import basis_of
from qa.facts.prose.sentence import Sentence
from qa.language.values import Entity, MetricMention, Qualifier, Quantity

_NOT_GAAP = ("non-GAAP", "pro forma", "constant currency")
_IMAGINED = re.compile(r"\b(?:would have|had been|assuming|if)\b", re.IGNORECASE)
_UNREAL = re.compile(r"\b(?:excluding|exclusive of|without|excludes?)\b", re.IGNORECASE)
_LEAVES_OUT = re.compile(
    r"\W*(?:(?:and|but|also|meanwhile|additionally)\W+)?(?:excluding|exclusive of|adjusted for|adjusting for|without|before|not including"
    r"|on an? (?:adjusted|non-gaap|pro forma|organic|constant[- ]currency|core|comparable) basis)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s*,?\s*\(?(?:on an?|in|at)?\s*")  # between a figure and "non-GAAP basis"
# "which takes away approximately $5 million of revenue" says by how much it moves, and not what it comes to.
_MOVES = re.compile(
    r"\b(?:tak(?:es?|ing) away|took away|remov(?:es?|ed|ing)|shift(?:s|ed|ing)?|mov(?:es|ed|ing)|defer(?:s|red|ring)?|push(?:es|ed|ing)?|subtract(?:s|ed|ing)?)"
    r"(?: (?:about|approximately|around|roughly|nearly|some|an estimated|up to))?\s*$",
    re.IGNORECASE,
)
# What somebody else thought that it would be, or a budget: no figure of what was.
_THOUGHT = re.compile(
    r"\b(?:analysts?|wall street|consensus)\b|\b(?:our|the|its|an?|original|annual|operating|internal) budget\b",
    re.IGNORECASE,
)
_AWAITED = re.compile(
    r"(?:(?!\b(?:and|which|while|but)\b)[^,.;$%€£]){0,60}?\b(?:was|were|had been)\s+(?:\w+ly\s+)?(?:expected|anticipated|forecast(?:ed)?|projected|budgeted|predicted)\b",
    re.IGNORECASE,
)
_ANNUALIZED = re.compile(r"\s*\(?annuali[sz]ed\b", re.IGNORECASE)


def on_basis(claim: Claim, sentence: Sentence) -> Claim:
    """Return a claim with the basis that the words around its metric say: "adjusted EBITDA", "Excluding the charge, …"."""
    subject = claim.subject
    if claim.basis:
        return claim
    for entity in sentence.entities:
        if kind_of(entity) in _NOT_GAAP and subject.start <= entity.start and entity.end <= subject.end:
            return replace(claim, basis=cast(Basis, kind_of(entity)))
    clause = max(sentence.start, sentence.text.rfind(";", sentence.start, subject.start) + 1)
    lead = _LEAVES_OUT.match(sentence.text, clause, subject.start)
    inside = _UNREAL.search(sentence.text, subject.end, claim.figure.start) if subject.basis == "GAAP" else None
    said = lead or inside or _behind_all(claim, sentence)
    if subject.basis != "GAAP" or said is None:
        return claim
    basis = basis_of(sentence.text[said.start() : max(said.end(), claim.figure.start)])
    return replace(claim, basis=basis, since=clause if lead else -1)


def _behind_all(claim: Claim, sentence: Sentence) -> re.Match[str] | None:
    """What is said behind the last of the figures that another period is compared by: "…, excluding stock compensation, in the prior quarter"."""
    if not COMPARES_ALL.match(sentence.text, sentence.start, sentence.end):
        return None
    last = max((one.end for one in sentence.entities if isinstance(one.value, Quantity)), default=sentence.end)
    return _UNREAL.search(sentence.text, max(last, claim.figure.end), sentence.end)


def is_plain(claim: Claim, sentence: Sentence) -> bool:
    """Return whether no word around makes the figure another basis than the one said beside its metric, or unreal."""
    before = sentence.text[sentence.start : claim.figure.start]
    if claim.figure.start < claim.subject.start and _MOVES.search(before):
        return False
    annualized = claim.kind == "change" and _ANNUALIZED.match(sentence.text, claim.figure.end)
    if annualized or _IMAGINED.search(before):
        return False
    if not claim.ahead and (_THOUGHT.search(before) or _AWAITED.match(sentence.text, claim.figure.end, sentence.end)):
        return False
    if claim.basis or claim.subject.basis != "GAAP":
        return True
    clause = max(sentence.start, sentence.text.rfind(";", sentence.start, claim.subject.start) + 1)
    left_out = _UNREAL.search(sentence.text, clause, claim.subject.start)
    return left_out is None and not any(_qualifies(entity, claim, sentence) for entity in sentence.entities)


def _qualifies(entity: Entity, claim: Claim, sentence: Sentence) -> bool:
    """Whether a qualifier reaches a claim: it stands right behind its level, or before it and before no other metric."""
    if kind_of(entity) not in _NOT_GAAP:
        return False
    following = next(
        (other for other in sentence.entities if other.start >= entity.end and isinstance(other.value, MetricMention)),
        None,
    )
    if entity.start >= claim.figure.end:
        leads = following is not None and following.start - entity.end <= 1  # "$2 million Adjusted net income"
        return not leads and bool(_BEHIND.fullmatch(sentence.text, claim.figure.end, entity.start))
    own = following is None or following.start <= claim.subject.start or following.start - entity.end > 30
    return own and entity.end <= claim.figure.start and not _is_of_rate(entity, sentence)


def _is_of_rate(entity: Entity, sentence: Sentence) -> bool:
    """Whether "in constant currency" is said of a growth rate: where "up 8% in constant currency to $5 million" leads is as reported."""
    if kind_of(entity) != "constant currency":
        return False
    rates = (one for one in sentence.entities if isinstance(one.value, Quantity) and one.value.unit == "percent")
    return any(_BEHIND.fullmatch(sentence.text, one.end, entity.start) for one in rates if one.end <= entity.start)


def kind_of(entity: Entity) -> str:
    """Return what an entity qualifies other words as; empty where it does not."""
    return entity.value.kind if isinstance(entity.value, Qualifier) else ""
