"""When, who, where and what became of something: the span of the filing's text that tells."""

import re

from qa.questions.library import View
from qa.questions.query import Query, Topic
from qa.questions.quotation import Quotation

_MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_CLOCK = re.compile(r"\b\d{1,2}(?::\d\d)?\s*(?:[ap]\.?\s?m\b|noon\b)|\b\d{1,2}:\d\d\b|\bnoon\b", re.I)
_DATE = re.compile(
    rf"\b{_MONTH}\s+\d{{1,2}}\b|\b\d{{1,2}}\s+{_MONTH}(?!\w)|\b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b|\b\d{{4}}-\d\d-\d\d\b|\btoday\b"
)
_LASTS = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|ten|twelve|thirty|sixty|ninety)[ -](?:hour|day|week|month|year)s?\b",
    re.I,
)
_ASKS_CLOCK = re.compile(r"\bwhat time\b|\bwhat hour\b|\bstart(?:ing)? time\b|\bo'?clock\b", re.I)
_ASKS_LENGTH = re.compile(r"\buntil\b|\bhow long\b|\bthrough (?:what|which|when)\b|\bexpire", re.I)
_HOME = re.compile(r"\b(?:headquarter\w*|home office|head office|based|located)\b", re.I)
_AT_HOME = re.compile(
    r"\b(?:headquartered|headquarters|(?:head|home|principal|corporate) (?:executive )?offices?|based|located)\b(?: (?:is|are|located))* (?:in|at)\b|\b[A-Z]\w+-based\b",
)
_NAME = re.compile(r"\b[A-Z][a-z]+(?: [A-Z]\.)?(?: [A-Z][a-z’'-]+)+")
_PLACE = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)*, [A-Z]")
_CONTACT = re.compile(r"\bcontacts?\b|\binvestor relations\b|\binquiries\b|\bmedia\b|\bpress\b", re.I)
_EVENT = re.compile(r"\b(?:has|have|had|was|were|is|are|will|expects?|anticipates?|plans?|continues?|\w+ed)\b")

_LEAST = 0.75  # the share of what is asked that a sentence must account for
_ROLE_WINDOW = 150  # characters between a person and the role that the text gives


def tell(query: Query, topic: Topic, view: View) -> Quotation | None:
    """Return the span that says when, who, where or what became of something; None where none does."""
    if query.intent == "who":
        return _person(query, view) or _told(query, topic, view, _NAME.search)
    if query.intent == "where":
        home = _HOME.search(query.text) and not _has_event(query)
        return _home(view) if home else _told(query, topic, view, _PLACE.search)
    if query.intent == "event":
        return _told(query, topic, view, _EVENT.search)
    if _ASKS_LENGTH.search(query.text):
        return _told(query, topic, view, lambda text: _DATE.search(text) or _LASTS.search(text))
    if _ASKS_CLOCK.search(query.text):
        return _told(query, topic, view, _CLOCK.search)
    return _told(query, topic, view, lambda text: _DATE.search(text) or _CLOCK.search(text))
