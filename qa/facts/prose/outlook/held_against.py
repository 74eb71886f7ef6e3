"""What a figure is held against that was expected of it: "sales of $5 million, above the range of $4 to $4.5 million that it gave in July"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa.facts.fact import Fact
from qa.facts.prose.claims import Claim
from qa.facts.prose.sentence import Sentence
from qa.language.values import Entity, Quantity

_NOUN = r"(?:guidance|outlook|forecast|target|projection)s?(?:\s+range)?"
_OWN = r"(?:our|its|their|the\s+[Cc]ompany[’']s)\s+(?:(?:own|prior|previous|original|initial|earlier|previously\s+(?:announced|issued|provided|stated))\s+)*"
_WHOSE = r"(?:(?:the|our|its|their|management’s|management's|the\s+[Cc]ompany[’']s)\s+)?(?:(?:own|prior|previous|original|initial|earlier|previously\s+(?:announced|issued|provided|stated))\s+)*"
_AGAINST = re.compile(
    r"\b(?:above|below|within|inside|ahead\s+of|short\s+of|in\s+line\s+with|consistent\s+with|(?:better|worse|higher|lower|more|less)\s+than"
    r"|at\s+the\s+(?:high|low|upper|lower|top|bottom)(?:er)?\s+end\s+of|exceed(?:ed|s|ing)|beat(?:ing)?|top(?:ped|ping)|compared\s+(?:with|to)|versus|against)\s+"
    rf"(?:(?P<own>{_OWN}expectations?\s+of\s+)|{_WHOSE}(?:(?P<noun>{_NOUN}|guided\s+range|(?:guided|expected|projected)\s+range)\s+(?:(?:of|for|at)\s+)?|range\s+of\s+)?)(?:between\s+|about\s+|approximately\s+)?$",
    re.I,
)
_LEAD = 160  # characters before a figure within which it is said what it was
_GIVEN = re.compile(
    r"\s*(?:that\s+|which\s+)?(?:the\s+[Cc]ompany|it|we|management|[A-Z][\w&-]+)\s+(?:had\s+)?(?:gave|given|provided|issued|set|announced|expected|guided(?:\s+to)?|forecast(?:ed)?|projected|anticipated|published|communicated|offered)\b"
)


def held_against(claims: Sequence[Claim], stated: Sequence[Claim], sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    """Yield each claim of a level that a sentence holds against what was expected, and the claim that this is.

    The second is of the first one's period, whether that is said or not.

    Arguments:
        claims: those that may be held against something.
        stated: all of the sentence's.
    """
    for claim in claims:
        figure = _mark(claim, stated, sentence) if claim.kind == "level" and claim.own and not claim.ahead else None
        if figure:
            yield claim, replace(claim, figure=figure, ahead=True, previous=True, over=True, like=None)


def of_its_period(fact: Fact, sentence: Sentence) -> Sentence:
    """Return the sentence as one that is about the period of a fact."""
    return replace(sentence, talk=replace(sentence.talk, period=fact.period))


def _mark(claim: Claim, stated: Sequence[Claim], sentence: Sentence) -> Entity | None:
    """The figure behind a claim's own that is told to have been expected, with none between of another subject."""
    own = claim.figure.value
    of_subject = {other.figure.start for other in stated if other.subject.metric == claim.subject.metric}
    for entity in sentence.entities:
        value = entity.value
        if entity.start < claim.figure.end or not isinstance(value, Quantity) or not isinstance(own, Quantity):
            continue
        led = _AGAINST.search(sentence.text, max(claim.figure.end, entity.start - _LEAD), entity.start)
        if value.unit == own.unit and led and (led["own"] or led["noun"] or _GIVEN.match(sentence.text, entity.end)):
            return entity
        if entity.start not in of_subject:
            return None  # "sales of $9 million, and profit of $2 million, above the outlook of $1.8 million"
    return None
