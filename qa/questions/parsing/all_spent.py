"""Tells expenses that no word tells apart, which are all of them: "did expenses rise", but not "supplies expenses"."""

from dataclasses import replace
from typing import Final

from qa.language.sought import Sought
from qa.language.stems import ignored, words
from qa.questions.parsing.query import Topic
from qa.questions.parsing.words import generic

SPENT: Final = Sought(r"\b(?:expenses|costs)\b")
_METRICS: Final = {"expenses": "OperatingExpenses", "costs": "CostsAndExpenses"}
# Words that stand before "expenses" and tell no kind of them.
_TELLING_NONE: Final = frozenset(
    ["q1", "q2", "q3", "q4", "first", "second", "third", "fourth", "quarter", "year", "normalized", "adjusted", "same"]
)


def of_all_spent(topic: Topic, text: str) -> Topic:
    """Return a topic of nothing but expenses as one of all that was spent; any other as it is.

    Arguments:
        text: the question, in lower case.
    """
    named = next((term for term in topic.terms if term.text.lower() in _METRICS), None)
    if named is None or topic.mentions or any(not term.soft and term.stem not in generic() for term in topic.terms):
        return topic
    said = named.text.lower()
    before = words(text[: text.find(said)])[-1:]
    if any(word.stem not in ignored() and word.text not in _TELLING_NONE for word in before):
        return topic
    terms = (replace(term, soft=False, mention=0) if term is named else term for term in topic.terms)
    return replace(topic, terms=tuple(terms), mentions=(_METRICS[said],))
