"""The verbs by which management looks ahead, and what it does with its outlook by them."""

import re

from qa.facts.prose.grammar import WORDS
from qa.language.phrases import either

VERBS = {word: verb for verb, words in WORDS["outlook"].items() for word in words}
EXPECTS = re.compile(rf"\b(?:{either(VERBS)})\b", re.IGNORECASE)


def looks_ahead(words: str) -> bool:
    """Return whether a sentence speaks of what is expected."""
    return bool(EXPECTS.search(words))


def verb_of(words: str) -> str:
    """Return what management does with its outlook, by the last word of a sentence that says it."""
    said = [VERBS[" ".join(match[0].lower().split())] for match in EXPECTS.finditer(words)]
    return next((verb for verb in reversed(said) if verb != "expects"), "expects")
