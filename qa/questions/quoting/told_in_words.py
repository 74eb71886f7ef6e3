"""Questions answered in the filing's own words: why, when, who, where, what happened."""

import re

from qa.questions.finding.index import Held
from qa.questions.finding.library import View
from qa.questions.finding.lookup import value
from qa.questions.finding.own_words import in_own_words
from qa.questions.outcome import Outcome
from qa.questions.parsing.occasions import occasion_of
from qa.questions.parsing.query import Query, Topic
from qa.questions.quoting.by_name import by_name
from qa.questions.quoting.causes import pattern
from qa.questions.quoting.definitions import defined
from qa.questions.quoting.footnotes import footnote
from qa.questions.quoting.held_outlook import against_outlook
from qa.questions.quoting.loosely import explain_loosely
from qa.questions.quoting.outlooks import supposes_given_up
from qa.questions.quoting.passages import tell, withdrawn
from qa.questions.quoting.quotation import Quotation
from qa.questions.quoting.reasons import explain
from qa.questions.reply import Answer
from qa.questions.wording import sentences as say
from qa.questions.wording.word import display

_TODAY = re.compile(r"\b(?:today|tomorrow|this (?:morning|afternoon|evening))\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_UNITS = {"when": "date", "where": "text"}  # of a fact that answers a question of a kind


def why(query: Query, view: View) -> Outcome:
    """Quote the reason that a filing gives in a sentence, or in the footnote to a row."""
    topic = in_own_words(query.topics[0], view.index)
    quotation = explain(query, topic, view) or footnote(query, topic, view) or explain_loosely(query, view)
    return _of(quotation, topic, view) if quotation else Outcome(missing=f"why {topic.text}")


def define(query: Query, view: View) -> Outcome:
    """Quote what a term means in the filing."""
    topic = query.topics[0]
    quotation = defined(topic, view)
    return _of(quotation, topic, view) if quotation else Outcome(missing=f"what {topic.text} means")


def withdrawn_outlook(query: Query, topic: Topic, view: View) -> Outcome:
    """Quote that the outlook for a topic was withdrawn; empty where no sentence says so."""
    of_any = supposes_given_up(query.text) is not None  # "did they reaffirm guidance", of whatever
    quotation = withdrawn(query, topic, view) if topic.hard or of_any else None
    return _as_supposed(query, quotation, _of(quotation, topic, view)) if quotation else Outcome()


def _as_supposed(query: Query, quotation: Quotation, outcome: Outcome) -> Outcome:
    """What is quoted with yes or no before it, where it says that the outlook of which that is asked was withdrawn."""
    supposed = supposes_given_up(query.text) if query.yes_no and pattern("withdrawn").search(quotation.text) else None
    return outcome if supposed is None else Outcome(outcome.answers, say.holds(supposed, outcome.text))


def came_out(query: Query, topic: Topic, view: View) -> Outcome:
    """Quote how a figure came out against its outlook, yes or no before it; empty where no sentence says so."""
    told = against_outlook(query, topic, view)
    if told is None:
        return Outcome()
    outcome = _of(told[0], topic, view)
    return Outcome(outcome.answers, say.holds(told[1], outcome.text))


def _of(quotation: Quotation, topic: Topic, view: View) -> Outcome:
    fact = quotation.fact(topic.text)
    answer = Answer(fact, view.company, quotation.filing, display(fact))
    return Outcome((answer,), say.quoted(answer, view))


def _dated(quotation: Quotation, outcome: Outcome, view: View) -> Outcome:
    """What is quoted with the day of the call behind it, where its words only say "today"."""
    if not _TODAY.search(quotation.text) or _YEAR.search(quotation.text):
        return outcome
    held = (one for line in view.index.of_metric("ConferenceCallDate") for one in line.held)
    day = next((one for one in held if _is_within(one, quotation)), None)
    return Outcome(outcome.answers, say.on_day(outcome.text, day.fact)) if day else outcome


def _is_within(held: Held, quotation: Quotation) -> bool:
    """Whether a fact is stated in what is quoted."""
    stated = (source.start for source in held.fact.sources)
    return held.filing == quotation.filing and any(quotation.start <= start < quotation.end for start in stated)


def named_in_words(query: Query, view: View) -> Outcome:
    """Quote the sentence that says all that a question names and holds the name, the day or the counts asked for; empty without one."""
    quotation = by_name(query, view)
    topic = query.topics[0] if query.topics else Topic()
    return _of(quotation, topic, view) if quotation else Outcome()


def tell_of(query: Query, view: View) -> Outcome:
    """Quote when, who, where or what happened; without a sentence that tells, give the day that a fact holds."""
    topic = query.topics[0]
    quotation = tell(query, topic, view)
    if quotation is not None:
        return _as_supposed(query, quotation, _dated(quotation, _of(quotation, topic, view), view))
    looked_up = topic.hard and query.intent in _UNITS and occasion_of(query) is None
    stated = value(topic, None, view) if looked_up else None
    if stated and stated.fact.unit == _UNITS[query.intent]:
        return Outcome((stated,), say.figures([stated], query, view))
    return Outcome(missing=f"{query.intent} {topic.text}")
