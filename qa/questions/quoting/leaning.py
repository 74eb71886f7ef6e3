"""Whether the effect of a cause is what a question asks about, by itself or with the sentences that it leans on."""

import re
from collections.abc import Set

from qa.language.stems import words
from qa.questions.quoting.causes import WEAK, Cause, pattern
from qa.questions.quoting.prose import Sentence, Sentences, Told
from qa.questions.quoting.relevance import Asked, told, told_of, untelling

FAR = 2  # sentences before it that one may lean on
_BACK = 0.07  # less for each sentence before that it leans on
_WHOLLY = 0.85  # the share that the effect of a weak cause must account for


def _headed(what: Told, here: Sentence) -> Told:
    return what | Told("", here.headings, frozenset())


def share_of(wanted: Asked, sentences: Sentences, at: int, cause: Cause) -> tuple[float, int]:
    """The share of what is asked that a cause's effect accounts for, and how many sentences before it leans on."""
    here = sentences[at]
    effect = told(here, *cause.effect)
    if cause.strength < WEAK:
        share = wanted.share(effect)
        return (share, 0) if share >= _WHOLLY and wanted.literal(effect) else (0.0, 0)
    whole = told(here)
    if effect.metrics and not wanted.speaks(effect):
        return 0.0, 0
    alone = 0.65 * wanted.share(effect) + 0.35 * wanted.share(whole)
    headed = 0.65 * wanted.share(_headed(effect, here)) + 0.35 * wanted.share(_headed(whole, here)) - 0.05
    best = max((alone, 0), (headed, 0)) if wanted.speaks(_headed(whole, here)) else (0.0, 0)
    leans = _opens(here.text, cause) and _leans(here.text[slice(*cause.effect)].lstrip(_MARKS), wanted)
    named = {name for name, _ in wanted.mentions}
    # In a paragraph of a part the part is named once: "Sales of Pumps rose 3%. Gross margin fell due to …".
    leans = leans or _opens_with(named, here) or (wanted.names(effect) and _repeats(effect, sentences, at, cause))
    if not leans or effect.metrics - named:
        return best
    before = effect
    for back, sentence in enumerate((sentences[other] for other in sentences.before(at, FAR)), 1):
        before |= told(sentence)
        if not wanted.speaks(before if before.metrics else _headed(before, here)):
            continue
        share = wanted.share(_headed(before, here)) - _BACK * back
        best = max(best, (share, back), key=lambda found: (round(found[0], 3), -found[1]))
        others = told(sentence).metrics
        if others and not wanted.names(told(sentence)) and not _opens_with(others, sentence):
            break  # it is of something else that the talk goes on
    return best


def _repeats(effect: Told, sentences: Sentences, at: int, cause: Cause) -> bool:
    """Whether an effect at a sentence's start only names again what the sentence before does: "portfolio yields … Yields fell"."""
    if not sentences[at].adjoins or sentences[at].text[: cause.effect[0]].strip(_MARKS):
        return False
    telling = effect.stems - untelling()
    return bool(telling) and telling <= told(sentences[at - 1]).stems


def _opens(text: str, cause: Cause) -> bool:
    """Whether an effect opens its sentence, or only words before it that join it to its cause: "contributing to this were"."""
    lead = text[: cause.effect[0]]
    return not lead.strip(_MARKS) or (len(lead) < _LEAD and cause.cause[0] >= cause.effect[1])


def _opens_with(metrics: Set[str], here: Sentence) -> bool:
    """Whether a sentence opens with one of some metrics, and so says of no part or whole whose it is."""
    first = next((at for at, metric in here.mentions if metric in metrics), None)
    return first is not None and here.text[: first - here.start].strip(" •*-").lower() in _NOBODYS


def _leans(text: str, wanted: Asked) -> bool:
    """Whether an effect that opens a sentence goes on about what the one before it names, or is the rest of it."""
    if not text[:1].isupper():
        return True
    goes_on = pattern("goes_on").match(text)
    named = _OF_WHAT.match(text)
    return goes_on is not None and (named is None or wanted.names(told_of(_first_words(named[1]))))


def _first_words(named: str) -> str:
    """A name's words up to the first that tells one from another: "loan" of "loan income"."""
    said = words(named)
    first = next((word for word in said if word.stem not in untelling()), None)
    return named[: first.end] if first else named


_NOBODYS = ("", "the", "its", "segment", "the segment's")  # before a metric
_OF_WHAT = re.compile(
    r"(?:\S+\s){1,8}?(?:in|of)\s+(?!(?:the\s+|this\s+)?(?:\d{4}|(?:first|second|third|fourth|current|latest|same|fiscal)\b|(?:quarter|period|year|month)s?\b))((?:\S+\s?){1,4})"
)
_MARKS = " “\"'•*-"  # before a sentence's first word
_LEAD = 40  # characters of words that may open a sentence before its effect
