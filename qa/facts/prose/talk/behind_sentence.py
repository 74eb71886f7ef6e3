"""What holds behind a sentence: the period and the part that it spoke of, what it looks forward to, what it announces."""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.facts.fact import Dimensions, Fact, Period
from qa.facts.prose.claimed_facts import SAID
from qa.facts.prose.claims import Claim
from qa.facts.prose.dating import expression_of, resolve
from qa.facts.prose.outlook.verbs import looks_ahead, verb_of
from qa.facts.prose.sentence import Sentence
from qa.facts.prose.subjects.owners import ADDS
from qa.facts.prose.subjects.reporters import without_owner
from qa.facts.prose.talk.headings import heads_outlook
from qa.facts.prose.talk.part_names import ORGANS
from qa.facts.prose.talk.talk import LASTS, WHOLE_PARAGRAPH, Introduction, Talk, TalkedPart
from qa.language.currencies import is_currency

# "If revenue of the subsidiary is less than expected": the talk goes on of what it was of.
_SUPPOSES = re.compile(r"^(?:however,?\s+|also,?\s+|and\s+)?(?:if|should|unless|to the extent)\b", re.IGNORECASE)
_LEADS_ON = re.compile(r":\s*$")
# "Based on this, we are raising our full-year guidance.": a list of it may follow
_BRINGS_OUTLOOK = re.compile(
    r"\b(?:rais|increas|updat|provid|reaffirm|reiterat|issu|introduc|narrow|lower|revis|maintain)(?:e?s|ed|ing)?\s(?:[\w-]+\s){0,8}?(?:outlook|guidance)\s?\.?\W*$",
    re.IGNORECASE,
)
# "Harbor Reports First Quarter Results and Raises Full-Year Outlook": no list of it follows a headline.
_HEADLINE = re.compile(r"[^\n]*\b(?:reports?|announces?|posts?|delivers?)\b[^\n]*[^.\s]\s*", re.IGNORECASE)
_GUIDES = re.compile(r"\b(?:guidance|outlook)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[“”]")
_QUOTATION_ENDS = re.compile(r"”\s*$")
_DIVIDES = re.compile(r"\b(?:account(?:s|ed|ing)? for|represent(?:s|ed|ing)?|made up|comprised) \d", re.IGNORECASE)
_EARLY = 60  # characters from a sentence's begin within which its subject stands


def behind_sentence(sentence: Sentence, claims: Sequence[Claim], facts: Sequence[Fact]) -> Talk:
    """Return what holds behind a sentence.

    Arguments:
        claims: what it says of which period.
        facts: what it comes to.
    """
    talk, words = sentence.talk, sentence.said
    if _QUOTED.search(words):
        return _behind_quotation(talk, words)
    brings = _BRINGS_OUTLOOK.search(words) and not _is_of_headline(sentence)
    announces = bool(_LEADS_ON.search(words) or brings) or heads_outlook(words)
    expected = verb_of(words) if looks_ahead(words) else ""
    period = _period_spoken_of(sentence, facts) or talk.period
    told = [fact.dimensions for fact in facts if is_currency(fact.unit)] if ADDS in words else []
    part = _part_behind(talk.part, words, sentence.start, claims, told)
    introduced = talk.introduced
    if announces:
        introduced = Introduction(introduced.part if introduced else part, period, announced=True)
    guidance = expected if announces and expected else talk.guidance
    return replace(talk, period=period, guidance=guidance, expected=expected, part=part, introduced=introduced)


def _is_of_headline(sentence: Sentence) -> bool:
    """Whether a sentence ends a headline that reports results first."""
    begin = sentence.text.rfind("\n", 0, sentence.start) + 1
    return _HEADLINE.fullmatch(sentence.text, begin, sentence.end) is not None


def _period_spoken_of(sentence: Sentence, facts: Sequence[Fact]) -> Period | None:
    """The period of a sentence's first figure, else the one that it says; None for what is over."""
    reported, words = sentence.calendar.reported, sentence.said
    stretches = [fact.period for fact in facts if fact.confidence >= SAID and fact.period and fact.period.start]
    if not stretches:
        every = filter(None, map(expression_of, sentence.entities))
        said = [value for value in every if value.unit and not value.shift]
        periods = [period for one in said if (period := resolve(one, None, sentence)) and period.start]
        to_come = [period for period in periods if reported and period.end > reported.end]
        stretches = (to_come if _GUIDES.search(words) else []) or periods[:1]
    return stretches[0] if stretches and reported and stretches[0].end >= reported.end else None


def _behind_quotation(talk: Talk, words: str) -> Talk:
    """What holds behind a sentence of somebody's: what it looks forward to is not talked of, and its end is a paragraph's."""
    ends = talk.part.lasts <= WHOLE_PARAGRAPH and _QUOTATION_ENDS.search(words)
    return replace(talk, part=TalkedPart(lasts=min(talk.part.lasts, LASTS))) if ends else talk


def _part_behind(
    part: TalkedPart, words: str, start: int, claims: Sequence[Claim], told: Sequence[Dimensions]
) -> TalkedPart:
    """The part that is talked of behind a sentence.

    Arguments:
        words: the sentence, which begins at `start`.
        told: the parts to which "with" adds amounts in it.
    """
    if any(claim.subject.total for claim in claims):
        return TalkedPart()
    if _DIVIDES.search(words) or _divides(claims):
        return part.fading()  # what it names are parts of what is talked of
    early = (c.subject for c in claims if c.subject.is_part and c.subject.start - start < _EARLY)
    begins = next((subject.dimensions for subject in early), ()) or next(
        (one for one in told if one and 0 <= words.find(one[0][1]) < _EARLY), ()
    )
    if begins and len({claim.subject.dimensions for claim in claims if claim.subject.is_part}) > 1:
        return TalkedPart(lasts=LASTS) if part.is_of_sentence else part  # which one goes on is not said
    if begins:
        goes_on = _is_within(begins, part.dimensions) or (not part.is_of_sentence and _is_kind(begins))
        return part if part.lasts and goes_on else TalkedPart(begins, LASTS)
    if ORGANS.search(without_owner(words)) and not _SUPPOSES.search(words):
        return TalkedPart(lasts=LASTS) if part.is_of_sentence else part
    return part.fading()


def _divides(claims: Sequence[Claim]) -> bool:
    """Whether claims are of several parts of what one word names: "sales were $5 million in Europe and $3 million in Asia"."""
    parts = [claim.subject for claim in claims if claim.subject.is_part]
    return len({one.dimensions for one in parts}) > 1 and len({one.start for one in parts}) == 1


def _is_kind(part: Dimensions) -> bool:
    """Whether a part's name says what kind of revenue, say, one of a headed segment's is: "Management and club revenue"."""
    return all(any(word.islower() and word != "and" for word in name.split()) for _, name in part)


def _is_within(part: Dimensions, whole: Dimensions) -> bool:
    """Whether a part's name is a piece of the name of the part talked of: "Life Sciences" of "Life Sciences and Imaging"."""
    return any(member != name and member in name for _, member in part for _, name in whole)
