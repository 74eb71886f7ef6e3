"""What one sentence claims, and the facts that this comes to: what is expected first, then what is, then figures named by a noun."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from qa.facts.fact import Fact
from qa.facts.prose.claimed_facts import UNSAID, facts_of
from qa.facts.prose.claims import Claim
from qa.facts.prose.clauses.read import read_clauses
from qa.facts.prose.convention import is_comparable
from qa.facts.prose.dating import SPOKEN
from qa.facts.prose.named_figures.read import named_figures
from qa.facts.prose.outlook.forms import was_expected
from qa.facts.prose.outlook.held_against import held_against, of_its_period
from qa.facts.prose.outlook.read import expected
from qa.facts.prose.prose_units import is_growth
from qa.facts.prose.qualifying import is_plain, on_basis
from qa.facts.prose.sentence import Sentence
from qa.facts.prose.subjects.places import is_place
from qa.facts.prose.symbols import write
from qa.facts.rows.placed_counts import with_places
from qa.language.values import Quantity

_DOING = re.compile(r"[a-z]+ing")


def read_sentence(sentence: Sentence) -> tuple[list[Claim], list[Fact]]:
    """Return what a sentence claims, and the facts that this comes to; a figure that is read is not read again."""
    if not any(isinstance(entity.value, Quantity) for entity in sentence.entities):
        return [], []
    symbols = write(sentence.text, sentence.start, sentence.end, sentence.entities)
    if symbols is None:
        return [], []
    names = sentence.context.names
    goes_on_ahead = bool(sentence.talk.guidance) and not SPOKEN.search(sentence.said)
    ahead = _plain(_once(expected(symbols, names, goes_on_ahead, sentence.heads), sentence), sentence)
    guidance = facts_of(ahead, sentence)
    taken = _ends(guidance)
    claims = [claim for claim in read_clauses(symbols, names) if claim.figure.end not in taken]
    stated = _plain(claims, sentence)
    told = [claim for claim in stated if is_told(claim)]
    compared = _compared_with(claims)
    facts = [*guidance, *facts_of(_placed(told, sentence), sentence, compared)]
    facts += _held_against(told, stated, facts, sentence)
    taken = _ends(facts) | {claim.figure.end for claim in (*ahead, *told)}
    beside = _plain(_once(named_figures(symbols, names, taken, goes_on_ahead), sentence), sentence)
    named = [_dated_by(told, claim) for claim in beside if not _names_part(claim, sentence)]
    return [*ahead, *stated], facts + facts_of(_placed(named, sentence), sentence, compared)


def _held_against(
    told: Sequence[Claim], stated: Sequence[Claim], facts: Sequence[Fact], sentence: Sentence
) -> list[Fact]:
    """What was expected of the figures that a sentence states and holds against it."""
    by_end = {fact.sources[0].end: fact for fact in facts if fact.period and not fact.guidance}
    marks = [
        (by_end[claim.figure.end], mark)
        for claim, mark in held_against(told, stated, sentence)
        if claim.figure.end in by_end
    ]
    return [one for fact, mark in marks for one in facts_of([mark], of_its_period(fact, sentence))]


def over_a_year(claims: Sequence[Claim], sentence: Sentence) -> list[Fact]:
    """Return what the claims that leave open against which period come to where that is the year before."""
    if sentence.talk.guidance:
        return []
    stated = _placed((claim for claim in claims if not claim.ahead), sentence)
    told = facts_of([claim for claim in stated if not claim.is_open], sentence)
    comparable = [claim for claim in stated if not claim.is_open or is_comparable(claim, stated)]
    facts = facts_of(comparable, replace(sentence, yearly=True))
    facts += _held_against(comparable, claims, facts, sentence)
    return [replace(fact, confidence=UNSAID) for fact in facts if fact not in told]


def is_told(claim: Claim) -> bool:
    """Return whether a sentence says of which period a claim is, or which its change is over."""
    over_its_own = claim.kind == "change" and claim.own and (claim.view or is_growth(claim.subject.metric))
    return bool(over_its_own) or not claim.is_open


def _ends(facts: Iterable[Fact]) -> frozenset[int]:
    """Where the figures of facts end."""
    return frozenset(fact.sources[0].end for fact in facts)


def _compared_with(claims: Sequence[Claim]) -> frozenset[int]:
    """Where the periods stand that claims are compared with."""
    periods = (entity for claim in claims for entity in (claim.against, None if claim.own else claim.period))
    return frozenset(entity.start for entity in periods if entity)


def _plain(claims: Iterable[Claim], sentence: Sentence) -> list[Claim]:
    """The claims that no word around makes unreal, each on the basis that it says."""
    based = (on_basis(claim, sentence) for claim in claims)
    return [claim for claim in based if is_plain(claim, sentence) and not _is_done(claim, sentence)]


def _is_done(claim: Claim, sentence: Sentence) -> bool:
    """Whether a claim is of what something is doing, behind a comma: "launched looms, delivering up to a 2x improvement"."""
    start, end = claim.subject.start, claim.subject.end
    doing = not claim.subject.known and _DOING.fullmatch(sentence.text, start, end)
    return bool(doing) and sentence.text[sentence.start : start].rstrip().endswith(",")


def _once(claims: Iterable[Claim], sentence: Sentence) -> list[Claim]:
    """Claims, told to be of what was expected before where the words before their figure say so."""
    return [_as_expected_once(claim, sentence) for claim in claims]


def _as_expected_once(claim: Claim, sentence: Sentence) -> Claim:
    start, at = sentence.start, claim.figure.start
    ends = (one.end for one in sentence.entities if isinstance(one.value, Quantity) and one.end <= at)
    once = was_expected(sentence.text[start:at], max(ends, default=start) - start)
    return replace(claim, ahead=True, previous=True, over=claim.view is not None) if once else claim


def _placed(claims: Iterable[Claim], sentence: Sentence) -> list[Claim]:
    """Claims with what they say to be where."""
    return [one for claim in claims for one in with_places(claim, sentence.text, sentence.end)]


def _names_part(claim: Claim, sentence: Sentence) -> bool:
    """Whether the noun beside a figure is the name of a part of the company, or a place: "$2 million for North America"."""
    label = sentence.text[claim.subject.start : claim.subject.end]
    return not claim.subject.known and (label.lower() in sentence.context.parts or is_place(label))


def _dated_by(stated: Sequence[Claim], claim: Claim) -> Claim:
    """A claim that says no period, of the one said of a level before it: "sales for 2031 fell to $5 million on 90 tons"."""
    before = [one for one in stated if one.figure.end <= claim.figure.start and one.kind == "level" and one.own]
    said = before[-1].period if before and claim.period is None and claim.view is None else None
    return replace(claim, period=said, view=said) if said else claim
