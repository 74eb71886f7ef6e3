"""Tells what a figure is of whose metric no vocabulary knows: the noun that a clause begins with."""

import re

from qa.facts.naming import camel_case
from qa.facts.prose.claims import Subject
from qa.facts.prose.subjects.metrics import mentioned
from qa.facts.prose.subjects.owners import owned_by
from qa.facts.prose.subjects.reporters import bare
from qa.facts.prose.subjects.words import MOST_WORDS, NO_METRIC, NOUN_LINKS, WHOLE
from qa.facts.prose.subjects.words_before import BASES
from qa.facts.prose.symbols import Symbols
from qa.language.metrics import metrics_in
from qa.language.values import MetricMention
from qa.language.vocabulary import vocabulary

_NAME = re.compile(r"&|[a-z][\w&’'/-]*")
_NO_NAMES = frozenset(["average", "net", "total", "gross"])
_DONE = re.compile(r"(?:ed|ly)$")


def noun_subject(symbols: Symbols, start: int, end: int, names: frozenset[str]) -> Subject | None:
    """Return what the words `symbols.text[start:end]` name; None where they are no name of a figure."""
    words = list(re.finditer(r"\S+", symbols.text[start:end]))
    while words and (bare(words[0][0]) in WHOLE or bare(words[0][0]) in names):
        del words[0]
    if not _is_noun([word[0] for word in words]):
        return None
    first, last = symbols.offsets[start + words[0].start()], symbols.offsets[start + words[-1].end()]
    # A sentence's whole subject is a label, so that "Loans", a common word within one, is the balance.
    noun = symbols.source[first:last]
    if known := vocabulary().label(noun) or _asked_balance(noun):
        return mentioned(first, last, known)
    member, _, label = noun.rpartition(" ")
    is_name = member[:1].isupper() and member.rpartition(" ")[2][:1].isupper() and label.islower()
    if is_name and member.lower() not in _NO_NAMES and (whole := vocabulary().label(label)):  # "Automated Test orders"
        return owned_by(mentioned(first, last, whole), member)
    return Subject(first, last, camel_case(noun), known=False)


def _is_noun(words: list[str]) -> bool:
    """Whether words are a name of a figure."""
    lowered = [word.lower() for word in words]
    if not 0 < len(words) <= MOST_WORDS or lowered[0] in NOUN_LINKS or lowered[-1] in NOUN_LINKS:
        return False
    if any(word in NO_METRIC and word not in NOUN_LINKS for word in lowered) or not all(map(_NAME.fullmatch, lowered)):
        return False
    says_basis = lowered[0] in BASES and lowered[1:2] not in (["to"], ["for"])
    begins_name = any(word[0].isupper() for word in words[1:2])
    # a verb or an adverb is no name's first word
    return not _DONE.search(lowered[0]) or says_basis or begins_name


def _asked_balance(noun: str) -> MetricMention | None:
    """The balance that a noun is asked by ("cash balances"), where it is that and no more."""
    for entity in metrics_in(noun, asked=True):
        mention = entity.value
        if isinstance(mention, MetricMention) and entity.end - entity.start == len(noun):
            return mention if vocabulary().metrics[mention.metric].instant else None
    return None
