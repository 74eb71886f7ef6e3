"""When, where and what became of something: the span of the filing's text that tells."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial

from qa.facts.fact import Period
from qa.language.stems import label_stems
from qa.language.values import Party
from qa.questions.finding.library import View
from qa.questions.finding.periods import same, targets
from qa.questions.parsing.occasions import Occasion, occasion_of
from qa.questions.parsing.query import Query, Topic
from qa.questions.parsing.told import told_words
from qa.questions.quoting.about import introduction
from qa.questions.quoting.causes import pattern, wording
from qa.questions.quoting.people import asks_contact, asks_office, named, person
from qa.questions.quoting.prose import Prose, Sentence, Sentences, Told, tabular, titled
from qa.questions.quoting.quotation import LONGEST, Quotation, quote, span
from qa.questions.quoting.relevance import Asked, asked, spoken_periods, stems_of, told
from qa.questions.quoting.spoken import of_others, spoken

_MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_CLOCK = re.compile(r"\b\d{1,2}(?::\d\d)?\s*(?:[ap]\.?\s?m\b|noon\b)|\b\d{1,2}:\d\d\b|\bnoon\b", re.I)
_DATE = re.compile(
    rf"\b{_MONTH}\s+\d{{1,2}}\b|\b\d{{1,2}}\s+{_MONTH}(?!\w)|\b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b|\b\d{{4}}-\d\d-\d\d\b"
)
_COUNTED = re.compile(r"\b(?:as (?:of|at)|ended|ending|balance at|dated)\s+(?:\w+day,?\s+)?$", re.I)  # before a day
_MONTH_OF = re.compile(
    rf"\b(?:(?:in|by|during|until|through|since|for)\s+(?:early|mid|late)?[- ]?{_MONTH}(?:\s+(?:of\s+)?\d{{4}})?(?!\s?\d)|(?:{_MONTH}|(?:first|second|third|fourth) (?:quarter|half) of)\s+(?:fiscal\s+)?\d{{4}}\b)"
    r"|\b(?:in|by|during|since)\s+(?:early |mid-?|late )?(?:19|20)\d\d\b"
    r"|\b(?:by|before|at|around|toward)\s+(?:the\s+)?(?:year[- ]end|end of (?:the|this|next)\s+(?:calendar |fiscal )?year)\b|\b(?:later this|early next|next) year\b"
)
_LASTS = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|ten|twelve|thirty|sixty|ninety)[ -](?:hour|day|week|month|year)s?\b",
    re.I,
)
_ASKS_CLOCK = re.compile(r"\b(?:what|which|start(?:ing)?) (?:time|hour)\b|\bo'?clock\b|\bhow (?:early|late)\b", re.I)
_ASKS_TIME = re.compile(r"\btime\b", re.I)  # of an occasion: the hour
_OUTLOOK = re.compile(r"\b(?:guidance|outlook|forecasts?|targets?)\b", re.I)
_NEXT = re.compile(r"\bnext\b", re.I)
_ASKS_DAY = re.compile(r"\b(?:what|which) (?:exact )?(?:week)?(?:day|date)s?\b", re.I)
_ASKS_TO_COME = re.compile(r"\b(?:expect|anticipat)", re.I)
_PAID = re.compile(r"\b(?:was|were) (?:\w+ly )?paid\b", re.I)
_PAST = re.compile(r"\b(?:was|were|did|last|previous|paid out)\b", re.I)
_ASKS_AHEAD = re.compile(r"^\W*(?:and )?when (?:will|are|is) (?!.*\b(?:paid|payable)\b)", re.I)
_ASKS_LENGTH = re.compile(r"\buntil\b|\bhow long\b|\bthrough (?:what|which|when)\b|\bexpire", re.I)
_HOME = re.compile(
    r"\b(?:headquarter\w*|home|head|offices?|hq|based|located|location|town|city|state|country|place)\b", re.I
)
_SEATED = re.compile(
    r"\b(?:[Hh]eadquarter\w*|(?:[Hh]ead|[Hh]ome|[Pp]rincipal|[Cc]orporate)(?: executive)? offices?)\b[^.]{0,30}?\b(?:in|at|of)\s+(?:the\s+)?(?:\d+\s+)?[A-Z]"
)
_BASED = re.compile(r"\b(?:based|located) in\s+(?:the\s+)?[A-Z]")
_OWN = re.compile(r"\b(?:the company|we|our)\b", re.I)
_FAR = 120  # characters into a sentence after which it says more of other things
_TOP = 2500  # characters of a release within which its dateline stands
_PLACE = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)*, [A-Z]")


_TITLE = re.compile(r"([A-Z][^—–.:;,]{3,60})\s?[—–]\s")
_PARAGRAPH = 8  # sentences, the most that a title at its beginning stands for
_JOINING = frozenset(["join"])  # a call, which asks nothing; but who joined a board
_HEADLINE = 160  # characters beyond which what looks like a title is a run of a table's or a slide's cells
_LEAST = 0.75  # the share of what is asked that a sentence must account for
_WHOLLY = 0.85  # of what is asked of a person, who did all of it
_TIMELY = 0.05  # more for one that speaks of the period asked for
_UNTIMELY = -0.4  # for one that does not


def tell(query: Query, topic: Topic, view: View) -> Quotation | None:
    """Return the span that says when, who, where or what became of something; None where none does."""
    if query.intent == "who":
        found = person(query, view.prose(), f"{view.company.name} {view.company.ticker}")
        told_of_nobody = asks_contact(query) or asks_office(query, topic)
        return found if found or told_of_nobody else _told(query, topic, view, named)
    if query.intent == "where":
        own = stems_of([view.company.name])
        home = not [term for term in topic.hard if not _HOME.match(term.text) and term.stem not in own]
        return _home(view.prose(), view.company.name) if home else _told(query, topic, view, _PLACE.search)
    if query.intent == "about":
        return introduction(topic, view.prose(), view.company.name)
    if query.intent == "said":
        return spoken(query, topic, view) or _told(
            query, topic, view, pattern("expects").search, of_others(query, view)
        )
    if query.intent == "event" and _OUTLOOK.search(query.text):
        return _told(query, topic, view, pattern("outlook_moved").search)
    if query.intent == "event":
        return _told(query, topic, view, pattern("events").search)
    if _ASKS_LENGTH.search(query.text):
        return _told(query, topic, view, lambda text: _DATE.search(text) or _LASTS.search(text))
    if _ASKS_CLOCK.search(query.text) or (occasion_of(query) and _ASKS_TIME.search(query.text)):
        return _told(query, topic, view, _CLOCK.search)
    if occasion_of(query):
        return _told(query, topic, view, _DATE.search if _ASKS_DAY.search(query.text) else _when)
    moment = _happens_on if _ASKS_DAY.search(query.text) else happens
    return _told(query, topic, view, partial(_to_come, moment) if _ASKS_TO_COME.search(query.text) else moment)


def withdrawn(query: Query, topic: Topic, view: View) -> Quotation | None:
    """Return the sentence that says that what was expected of a topic is withdrawn; None where none does."""
    said = pattern("withdrawn")
    return _told(query, topic, view, said.search, letters=said.letters)


def _when(text: str) -> re.Match[str] | None:
    return _DATE.search(text) or _CLOCK.search(text)


def _happens_on(text: str) -> re.Match[str] | None:
    """Where a text first names a day that is not one as of which it only counts: "at March 31", "the quarter ended June 30"."""
    return next((day for day in _DATE.finditer(text) if not _COUNTED.search(text, 0, day.start())), None)


def _to_come(moment: Callable[[str], re.Match[str] | None], text: str) -> re.Match[str] | None:
    """Where a text that says that something is to come says when: what was filed in May tells of no decision expected."""
    return moment(text) if pattern("to_come").search(text) else None


def happens(text: str) -> re.Match[str] | None:
    """Return where a text says when something happens: a day, an hour, or a month."""
    return _happens_on(text) or _CLOCK.search(text) or _MONTH_OF.search(text)


def _told(
    query: Query,
    topic: Topic,
    view: View,
    finder: Callable[[str], re.Match[str] | None],
    barred: frozenset[int] = frozenset(),
    letters: frozenset[str] = frozenset(),
) -> Quotation | None:
    """The sentence, of those that do not begin where it is barred, that accounts best for what is asked and holds what the answer must.

    Arguments:
        letters: runs of which one stands wherever the finder finds anything; without any it is asked of every sentence.
    """
    occasion = occasion_of(query)
    kept = tuple(term for term in topic.terms if not any(asking.fullmatch(term.text) for asking, _ in _holds()))
    topic = occasion.beyond(topic) if occasion else replace(topic, terms=kept)
    wanted = asked(
        query, topic, _idle() - _JOINING if query.intent == "who" else _idle(), of_metrics=query.intent == "event"
    )
    periods = targets([e for e in query.periods if e not in query.bases], view, query.anchors)
    prose = view.prose(periods[0] if periods else None)
    fitting: list[tuple[float, int, float]] = []
    for at in prose.sentences.holding(letters) if letters else range(len(prose.sentences)):
        here = prose.sentences[at]
        found = finder(here.text)
        if found is None or here.text.endswith(":") or (len(here.text) > _HEADLINE and titled(here.text)):
            continue
        if (occasion and not _is_of(occasion, prose.sentences, at)) or here.start in barred:
            continue
        share = _share(wanted, prose.sentences, at) if wanted.words else float(occasion is not None)
        if share >= (_WHOLLY if query.intent == "who" else _LEAST):
            fitting.append((share + _standing(query, here, found, occasion), -at, share))
    best = (_LEAST, -len(prose.sentences), 0.0)
    for rank, before, share in sorted(fitting, reverse=True):
        if rank + _TIMELY < best[0]:
            break  # whatever period it speaks of
        timely = _timeliness(
            periods, prose.sentences[-before], view, assumed=occasion is not None and not _NEXT.search(query.text)
        )
        best = max(best, (rank + timely, before, share))
    quotation = _quoted(query, prose, -best[1], best[2]) if best[2] else None
    return None if quotation is None or tabular(quotation.text) else quotation


def prepare() -> None:
    """Compile what is compiled once."""
    _holds()
    for name, table in wording().items():
        if "words" in table:
            pattern(name)


@cache
def _idle() -> frozenset[str]:
    """Words that only ask when, who or where."""
    return stems_of(told_words()["idle"]["words"])


def _share(wanted: Asked, sentences: Sentences, at: int) -> float:
    """The share of what is asked that a sentence accounts for, by itself or with what it leans on."""
    here = sentences[at]
    alone = told(here)
    under = here.headings | _run_in(sentences, at)
    share = max(wanted.share(alone), wanted.share(alone | Told("", under, frozenset())) - 0.05)
    if at and here.adjoins and pattern("goes_on").match(here.text):
        share = max(share, wanted.share(alone | told(sentences[at - 1])) - 0.08)
    return share


def _run_in(sentences: Sentences, at: int) -> frozenset[str]:
    """The stems of the title that a sentence's paragraph begins with: "Hull rate case — In May we filed for …"."""
    first = sentences[at - len(sentences.before(at, _PARAGRAPH))]
    title = _TITLE.match(first.text)
    return label_stems(title[1]) if title else frozenset()


def _standing(query: Query, here: Sentence, found: re.Match[str], occasion: Occasion | None) -> float:
    """How well a sentence fits how it is asked."""
    text, rank = here.text, 0.0
    aside = pattern("aside").search(text)
    if aside and aside.start() < found.start() and not pattern("aside").search(query.text):
        rank -= 0.3
    for asking, needed in () if occasion and occasion.needs.pattern else _holds():
        if asking.search(query.text):
            rank += 0.1 if needed.search(text) else -0.4
    if occasion and _PAID.search(text) and not (pattern("to_come").search(text) or _PAST.search(query.text)):
        rank -= 0.3  # the next one is asked for
    if query.intent == "when" and occasion is None and _ASKS_AHEAD.search(query.text):
        rank += 0.1 if pattern("to_come").search(text) else -0.1  # what has been done is not to come
    if query.intent == "when":
        rank += 0.05 * (_CLOCK.search(text) is not None) + 0.04 * (_DATE.search(text) is not None)
    if here.boilerplate or (query.intent == "event" and pattern("definitions").search(text)):
        rank -= 0.6
    if query.intent == "event" and found.start() > _FAR:
        rank -= 0.2
    if query.intent == "who" and len(text) > LONGEST:
        rank -= 0.15  # it names much else
    return rank


def _is_of(occasion: Occasion, sentences: Sequence[Sentence], at: int) -> bool:
    """Whether a sentence, or the one before that it goes on from, speaks of an occasion and says when it is."""
    here = sentences[at]
    leans = at > 0 and here.adjoins and pattern("goes_on").match(here.text) is not None
    told = occasion.told.search(here.text) or (leans and occasion.told.search(sentences[at - 1].text))
    return bool(told) and occasion.needs.search(here.text) is not None


@cache
def _holds() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (re.compile(rf"\b(?:{entry['asked']})\b", re.I), re.compile(entry["needs"], re.I))
        for entry in wording()["holds"]
    )


def _timeliness(periods: Sequence[Period], here: Sentence, view: View, *, assumed: bool) -> float:
    """Less for a sentence that only speaks of other periods than the one asked for, or of none where that is not at hand.

    Arguments:
        assumed: whether the period at hand is meant where none is asked for.
    """
    meant = periods or ((view.reported,) if assumed and view.reported else ())
    if not meant:
        return 0.0
    spoken = spoken_periods(here.text, view)
    if any(same(each, period) for each in spoken for period in meant):
        return _TIMELY if periods else 0.0
    if any(each.start for each in spoken):
        return _UNTIMELY if periods else -_TIMELY
    return 0.0 if any(view.reported and _is_at_hand(period, view.reported) for period in meant) else _UNTIMELY


def _is_at_hand(period: Period, reported: Period) -> bool:
    """Whether what says no period may be of this one: the one reported, or the year that it is part of."""
    running = period.start is not None and period.start <= reported.end < period.end
    return running or same(reported, period)


def _quoted(query: Query, prose: Prose, at: int, share: float) -> Quotation:
    """The sentence; asked when, with the next one where that adds the hour to a date."""
    here, after = prose.sentences[at], prose.sentences[at + 1 : at + 2]
    adds_hour = (
        query.intent == "when"
        and not _CLOCK.search(here.text)
        and after
        and after[0].adjoins
        and _CLOCK.search(after[0].text)
        and not pattern("aside").search(after[0].text)
        and after[0].end - here.start <= LONGEST
    )
    if adds_hour:
        return quote(prose.text, [here, *after], share)
    found = _when(here.text) if query.intent == "when" else None
    return quote(prose.text, [here], share, found.span() if found else None)


def _home(prose: Prose, company: str) -> Quotation | None:
    """Where the company has its seat: as a sentence says, else by the place that the release is dated from."""
    return _seat(prose, company, _SEATED) or _dateline(prose) or _seat(prose, company, _BASED)


def _seat(prose: Prose, company: str, rule: re.Pattern[str]) -> Quotation | None:
    first = company.split(" ")[0].lower()
    for here in prose.sentences:
        found = rule.search(here.text)
        if found and (first in here.text.lower() or _OWN.search(here.text)):
            return quote(prose.text, [here], 1.0, found.span())
    return None


def _dateline(prose: Prose) -> Quotation | None:
    for place in prose.parties:
        if isinstance(place.value, Party) and place.value.kind == "place" and place.end < _TOP and prose.sentences:
            return span(prose.text, prose.sentences[0], place.start, place.end, 0.8)
    return None
