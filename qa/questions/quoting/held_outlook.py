"""How a figure came out against its outlook, as a sentence says it: "sales of $412 million, above the company's outlook"."""

import re
from collections.abc import Iterator
from typing import Literal

from qa.language.sought import Sought
from qa.questions.finding.library import View
from qa.questions.finding.periods import targets
from qa.questions.parsing.mentions import meant
from qa.questions.parsing.query import Query, Topic
from qa.questions.quoting.prose import Sentence
from qa.questions.quoting.quotation import Quotation, quote

Way = Literal["above", "within", "below"]

_OUTLOOK = (
    r"(?:(?!analyst|consensus|street|prior|last|year)[\w'’$.,–-]+ ){0,9}?(?:guidance|outlook|forecast|guided|target)\b"
)
_WAYS: tuple[tuple[Way, Sought], ...] = (
    (
        "above",
        Sought(rf"\b(?:above|ahead of|exceed\w*|(?:better|higher|more) than|surpass\w*|beat\w*|topp\w+) {_OUTLOOK}"),
    ),
    ("below", Sought(rf"\b(?:below|short of|miss\w*|(?:worse|lower|less) than|under) {_OUTLOOK}")),
    ("within", Sought(rf"\b(?:within|in line with|consistent with|inside|in the range of) {_OUTLOOK}")),
)
_ASKED: tuple[tuple[Way, Sought], ...] = (
    ("below", Sought(r"\b(?:miss\w*|below|under|short of|lower than|less than|worse than)\b")),
    ("within", Sought(r"\b(?:within|inside|in line with)\b")),
)
_MET = re.compile(r"\b(?:me?et|hit)\b", re.I)
_SURE = 0.9


def against_outlook(query: Query, topic: Topic, view: View) -> tuple[Quotation, bool] | None:
    """Return the one sentence that says how a figure came out against its outlook, and whether that is as the question supposes.

    Arguments:
        topic: what is asked of, by name.
    """
    periods = targets(query.periods, view, query.anchors)
    if not topic.mentions or any(view.reported is None or period.end != view.reported.end for period in periods):
        return None  # of another quarter
    found = [(sentence, way, span) for sentence in view.sentences for way, span in _told(sentence, topic)]
    if len({way for _, way, _ in found}) != 1:
        return None
    sentence, way, span = found[0]
    asked = next((way for way, said in _ASKED if said.search(query.text)), "above")
    agrees = way != "below" if _MET.search(query.text) else way == asked
    return quote(view.prose().text, [sentence], _SURE, span), agrees


def _told(sentence: Sentence, topic: Topic) -> Iterator[tuple[Way, tuple[int, int]]]:
    """The way that a sentence says of the metric that it names last before it says so."""
    if sentence.boilerplate:
        return
    names = {name for one in topic.mentions for name in meant(one)}
    for way, said in _WAYS:
        match = said.search(sentence.text)
        before = [name for at, name in sentence.mentions if match and at - sentence.start < match.start()]
        if match and before and before[-1] in names:
            yield way, match.span()
