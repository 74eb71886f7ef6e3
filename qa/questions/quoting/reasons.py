"""Why: the sentence that gives the filing's own explanation of what a question asks about."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from qa.facts.fact import Period
from qa.language.periods import find_periods
from qa.language.stems import ignored
from qa.questions.finding.library import View
from qa.questions.finding.periods import same, targets
from qa.questions.parsing.intents import outside
from qa.questions.parsing.query import Query, Topic
from qa.questions.parsing.whys import beside
from qa.questions.quoting.causes import Cause, causes, pattern, points_back
from qa.questions.quoting.leaning import FAR, share_of
from qa.questions.quoting.people import people
from qa.questions.quoting.premise import Premise, standing
from qa.questions.quoting.prose import Prose, Sentence, Sentences, Told, tabular, titled
from qa.questions.quoting.quotation import LONGEST, Quotation, quote
from qa.questions.quoting.relevance import Asked, asked, spoken_periods, stems_of, told, untelling

_LEAST = 0.72  # the share of what is asked that a sentence, with those it leans on, must account for
_TIMELY = 0.05  # more for one that speaks of the period asked for
_MANY = 12  # ways to say a word beyond which any sentence is taken to have one
_FITTING = 0.3  # the most that how well a cause fits may add


def explain(query: Query, topic: Topic, view: View) -> Quotation | None:
    """Return the filing's own explanation of what the question asks why of; None where it gives none."""
    periods = targets([e for e in query.periods if e not in query.bases], view, query.anchors)
    best: tuple[float, Quotation] | None = None
    prose = view.prose(periods[0] if periods else None)
    wanted = asked(query, topic, _idle() | _named(topic, prose), of_metrics=True)
    sentences = prose.sentences
    premise = Premise(query, topic, view)
    nobody = ignored() | stems_of([view.company.name, "company management team"])
    of_whole = {term.stem for term in topic.terms} <= _results()
    for at, reach in enumerate(_reaches(wanted, sentences)):
        here = sentences[at]
        if reach < _LEAST or here.boilerplate or titled(here.text):
            continue
        for cause in causes(here.text):
            share, back = share_of(wanted, sentences, at, cause)
            pointing = points_back(here.text, cause)
            if (pointing or told(here, *cause.cause).stems <= nobody) and not _is_told_before(here, cause, topic):
                continue  # "Acme drove records": who, but not why
            if of_whole and not _is_of_whole(here, cause, view):
                continue  # it is of the results of a part
            if share < _LEAST or (best and share + 0.2 * cause.strength + _FITTING <= best[0]):
                continue
            said = sentences[at - back : at + 1]
            rank = share + standing(query, said, cause, premise)
            if premise.goes_on_of_part(sentences[before] for before in sentences.before(at, FAR)):
                rank -= 0.6
            least = best[0] if best else _LEAST
            if rank + _TIMELY <= least:
                continue  # whatever period it speaks of
            rank += timeliness(periods, said, view)
            if rank >= _LEAST and (best is None or rank > best[0]):
                quotation = quoted(prose, at, back, cause, share)
                without_cause = pointing and quotation.start >= here.start
                best = best if without_cause or tabular(quotation.text) else (rank, quotation)
    return best[1] if best else None


def _named(topic: Topic, prose: Prose) -> frozenset[str]:
    """The names of the filing's people, who explain and are not explained, where a question may name any."""
    unknown = (term.text.capitalize() for term in topic.beside)
    return stems_of(people(prose)) if any(word in prose.text for word in unknown) else frozenset()


@cache
def _idle() -> frozenset[str]:
    """Words of a why question that name nothing of what is asked about."""
    return stems_of(beside())


def _reaches(wanted: Asked, sentences: Sentences) -> Iterator[float]:
    """Yield the most that each sentence could account for with all that it may lean on.

    By bits, a bit for a word, as nearly all of a filing's sentences have nothing to do with a question.
    """
    taken = sum(1 << bit for bit, word in enumerate(wanted.words) if len(word.alike) > _MANY)
    own = [taken] * len(sentences)
    for bit, word in enumerate(wanted.words):
        if taken >> bit & 1:
            continue
        for at in sentences.having(word.alike) | (sentences.naming(word.metric) if word.metric else set()):
            own[at] |= 1 << bit
    under: dict[tuple[str, str], int] = {}
    shares: dict[int, float] = {}
    for at in range(len(sentences)):
        place = sentences.place(at)
        if place not in under:
            under[place] = wanted.bits(Told("", sentences[at].headings, frozenset()))
        bits = own[at] | under[place]
        for back in sentences.before(at, FAR):
            bits |= own[back]
        if bits not in shares:
            shares[bits] = wanted.reach(bits)
        yield shares[bits]


def _is_of_whole(here: Sentence, cause: Cause, view: View) -> bool:
    """Whether an effect names nothing but the company, its results and when: "second-quarter results were also"."""
    effect = here.text[slice(*cause.effect)]
    said = outside(effect, [(entity.start, entity.end) for entity in find_periods(effect)])
    named = view.index.names.said_in
    beside = untelling() | _results() | stems_of([here.company])
    return stems_of([said]) <= beside and not named(here.heading) and not named(here.section)


@cache
def _results() -> frozenset[str]:
    return stems_of(["results", "performance"])


def timeliness(periods: Sequence[Period], said: Sequence[Sentence], view: View) -> float:
    """Return less for what is said of another period than the one asked for, or than the one reported."""
    spoken_of = [period for sentence in said for period in spoken_periods(sentence.text, view)]
    if not spoken_of:
        return 0.0
    wanted = periods or ((view.reported,) if view.reported else ())
    if any(same(period, target) for period in spoken_of for target in wanted):
        return _TIMELY
    return -0.25 if periods else -0.03


def quoted(prose: Prose, at: int, back: int, cause: Cause, share: float) -> Quotation:
    """Return the sentence, with the one that it leans on and the one that adds to the cause where there is room."""
    sentences = prose.sentences
    here = sentences[at]
    chosen = [here]
    before = sentences[at - 1] if at and here.adjoins else None
    leans = back > 0 or points_back(here.text, cause)
    if before and (leans or _refers(here, cause, before)) and here.end - before.start <= LONGEST:
        chosen = [before, here]
    after = sentences[at + 1] if at + 1 < len(sentences) and sentences[at + 1].adjoins else None
    if len(chosen) == 1 and after and pattern("adds").match(after.text) and after.end - here.start <= LONGEST:
        chosen = [here, after]
    if _ANNOUNCED.fullmatch(here.text[slice(*cause.cause)].strip(" .,;:")):
        chosen = [*chosen, *_causes_behind(prose, at, LONGEST - (chosen[-1].end - chosen[0].start))]
    kept = min(cause.effect[0], cause.cause[0]), min(max(cause.effect[1], cause.cause[1]), cause.cause[0] + 120)
    return quote(prose.text, chosen, share, kept)


# A cause that only says that several follow: "three primary factors".
_ANNOUNCED = re.compile(
    r"(?:to )?(?:a (?:number|variety|combination) of|several|various|multiple|many|(?:the )?following|two|three|four|five|six|\d) (?:[a-z]+ )?(?:factors|reasons|causes|items|things)",
    re.I,
)


def _causes_behind(prose: Prose, at: int, room: int) -> Iterator[Sentence]:
    """Yield the sentences right behind one that announces causes, as far as there is room for them."""
    here = prose.sentences[at]
    for after in prose.sentences[at + 1 :]:
        if not after.adjoins or after.end - here.end > room:
            return
        yield after


_DEFINITE = re.compile(r"\b(?:the|this|these|that|those|such)\s+(\w+(?:\s\w+)?)[\s,.;]*$", re.I)


def _is_told_before(here: Sentence, cause: Cause, topic: Topic) -> bool:
    """Whether the sentence before tells what brought about the very thing that is asked about."""
    return here.adjoins and points_back(here.text, cause) and told(here, *cause.effect).metrics <= set(topic.mentions)


def _refers(here: Sentence, cause: Cause, before: Sentence) -> bool:
    """Whether the cause is only named again from the sentence before: "to reflect the stock split"."""
    named = _DEFINITE.search(here.text[slice(*cause.cause)])
    return named is not None and stems_of([named[1]]) <= told(before).stems
