"""A figure that only a sentence states, found by how much of the question the words around it account for.

Each word asked for weighs by how rare it is among the filing's sentences, so that what few of them say tells most; one
that the filing has nowhere weighs less than one that it has elsewhere, as it may say in another way what a sentence
says, unless it is a name. A word is accounted for wholly right beside the figure, less elsewhere in its clause, less in
the sentence and little by the heading or the sentence before; less, too, by a word that only says the same. What that
comes to, as a share of all that is asked, is the score. It must reach a limit, with two of the words right beside the
figure, and no other figure may come near it; the figure must be of the kind asked for, of the period, on the basis, and
as sure: what is expected is none of what was. Tried only for one figure of which nothing else tells.
"""

import calendar
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from qa.facts.fact import Period
from qa.frozen import frozen
from qa.language.sought import Sought
from qa.language.stems import ignored, stems_in, words
from qa.language.values import PeriodExpression
from qa.questions.accounted.figure_clauses import Clause, clauses, leading_period, periods_of, saying_same
from qa.questions.accounted.figure_kinds import is_of_kind, is_plain, looks_ahead
from qa.questions.accounted.figure_words import asking, asks_one_figure, naming, telling
from qa.questions.finding.index import SLACK
from qa.questions.finding.library import View
from qa.questions.finding.periods import same, targets
from qa.questions.parsing.patterns import Named
from qa.questions.parsing.query import Query, Topic
from qa.questions.parsing.words import framing, generic, periods_said
from qa.questions.quoting.prose import Sentence, Sentences, tabular

LIMIT = 0.72  # the share of what is asked that the words around a figure must account for
_MARGIN = 0.1  # by which another figure must be the worse
_LEAST_BESIDE = 2  # of the words asked for, right beside the figure
_OWN = 0.35  # the share of what is asked that they must be
_NOWHERE = 0.45  # of one that the filing has nowhere
_BESIDE, _IN_CLAUSE, _IN_SENTENCE, _ABOVE, _OF_ANOTHER = 1.0, 0.85, 0.6, 0.4, 0.3
_SAME = 0.9  # of a word that says the same
_BROKEN_DOWN = re.compile(r":\s")
_UNSAID = 0.1  # less for one whose sentence says no period
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DURING = Sought(r"\b(?:during|throughout|over the course of)\b")
_MONTH = re.compile(
    rf"\b(?:[Ii]n|[Oo]n|[Ss]ince|[Dd]uring|[Bb]y|[Uu]ntil) (?:early |late |mid-)?(?:{'|'.join(calendar.month_name[1:])})\b"
)


@frozen
class Wanted:
    """A word asked for: its stem, those that say the same, its weight, and which sentences have any of them."""

    stem: str
    same: frozenset[str]
    weight: float
    held: set[int]


@frozen
class Found:
    """A figure that a sentence states, and the share of what is asked that its words account for.

    Arguments:
        period: that it is of; None where that is unknown.
    """

    clause: Clause
    sentence: Sentence
    share: float
    period: Period | None

    @property
    def value(self) -> tuple[Decimal, Decimal | None]:
        """The figure, and its upper end where it is a range."""
        return self.clause.quantity.value, self.clause.quantity.high


def find_stated(query: Query, own: Sequence[Named], view: View) -> Found | None:
    """Return the one figure that a sentence states of what is asked; None where none does, or several may.

    Arguments:
        own: where the question names the company.
    """
    periods = targets(query.periods, view, query.anchors)
    if not asks_one_figure(query) or len(periods) > 1 or query.bases:
        return None
    sentences = view.prose().sentences
    if _restricts_by_the_unknown(query, sentences, view):
        return None
    wanted = _wanted(query.text, own, sentences, view)
    found: list[Found] = []
    best = 0.0
    for most, at in _likeliest(wanted, sentences):
        if most < (LIMIT if best < LIMIT else best - _MARGIN):
            break
        found += _figures(query, wanted, sentences, at, periods[0] if periods else None, view)
        best = max((one.share for one in found), default=0.0)
    if best < LIMIT:
        return None
    first = min(found, key=lambda one: (-one.share, one.sentence.start))
    return None if any(one.value != first.value and one.share > best - _MARGIN for one in found) else first


def _likeliest(wanted: Sequence[Wanted], sentences: Sentences) -> list[tuple[float, int]]:
    """Which sentences may state what is asked, or something near it, the likeliest first.

    Each behind the share that all its words account for, those above it taken along: a figure's account for no more.
    """
    said: dict[int, float] = defaultdict(float)
    for word in wanted:
        for at in word.held:
            said[at] += word.weight
    total = sum(word.weight for word in wanted)
    most = {at: (1 - _ABOVE) * weight / total + _ABOVE for at, weight in said.items()}
    if max(most.values(), default=0.0) < LIMIT:
        return []  # as of most questions: no sentence is made to see that
    near = [at for at, share in most.items() if share >= LIMIT - _MARGIN]
    worth = [(_share(wanted, ((sentences[at].told.stems, 1.0), (_above(sentences, at), _ABOVE))), at) for at in near]
    return sorted((one for one in worth if one[0] >= LIMIT - _MARGIN), reverse=True)


def _above(sentences: Sentences, at: int) -> frozenset[str]:
    """The stems of what a sentence stands under, and of the one before it in its paragraph."""
    here = sentences[at]
    return here.headings | (sentences[at - 1].told.stems if at and here.adjoins else frozenset())


def _restricts_by_the_unknown(query: Query, sentences: Sentences, view: View) -> bool:
    """Whether a metric is asked of something that the filing names nowhere: "operating margin of the cafeterias"."""
    topic = query.topics[0] if query.topics and query.topics[0].mentions else None
    named = [term for term in topic.hard if term.mention < 0 and term.stem not in generic()] if topic else []
    return any(
        term.text.lower() not in framing()
        and not sentences.having(same_ := saying_same(term.stem))
        and _is_in_no_line(same_, view)
        for term in named
    )


def _is_in_no_line(stems: frozenset[str], view: View) -> bool:
    """Whether no line of the filing has any of some stems."""
    return not any(map(view.index.worded, stems))


def _years(text: str) -> tuple[str, ...]:
    """The years of a question that are of no period that is understood."""
    said = [(entity.start, entity.end) for entity in periods_said(text)]
    return tuple(
        year[0] for year in _YEAR.finditer(text) if not any(start <= year.start() < end for start, end in said)
    )


def _wanted(text: str, own: Sequence[Named], sentences: Sentences, view: View) -> list[Wanted]:
    """The words asked for, but for those that only ask, name the company or say the period."""
    most = math.log(2 + len(sentences))
    first = next(iter(words(text)), None)
    found = []
    for word in naming(text, own):
        named = word is not first and word.text[0].isupper() and word.text.lower() != "company"
        if word.stem in asking() or (word.stem in ignored() and not named):
            continue
        same_ = saying_same(word.stem)
        held = sentences.having(same_)
        weight = math.log(2 + len(sentences) / len(held)) if held else most
        if not (named or held) and _is_in_no_line(same_, view):
            weight *= _NOWHERE
        found.append(Wanted(word.stem, same_, weight * telling(word), held))
    return found


def _figures(
    query: Query, wanted: Sequence[Wanted], sentences: Sentences, at: int, asked: Period | None, view: View
) -> Iterator[Found]:
    """The figures of a sentence that may be what is asked for."""
    here, above = sentences[at], _above(sentences, at)
    if not _speaks_of_metric(query, wanted, here.told.stems | above):
        return
    if here.boilerplate or tabular(here.text) or any(year not in here.text for year in _years(query.text)):
        return
    if asked and not _may_be_of(asked, sentences, at, query, view):
        return
    for clause in clauses(here.text):
        if not is_of_kind(query.text, clause) or not is_plain(query, clause):
            continue
        if not clause.periods and _MONTH.search(here.text):
            continue  # "in May" of no year that is said
        if _is_of_whole(clause, wanted):
            continue
        if asked and asked.is_instant and _DURING.search(clause.said):
            continue  # what was done over a time is not what there was at its end
        said = clause.periods or (_said_before(sentences, at) if asked else ())
        fits, period = _period(said, asked, query, view)
        beside = _stems(clause.beside)
        close = [word for word in wanted if word.same & beside]
        if not fits or len(close) < _LEAST_BESIDE or _share(close, ((beside, 1.0),), wanted) < _OWN:
            continue
        where = (
            (beside, _BESIDE),
            (_stems(clause.said), _IN_CLAUSE),
            (_stems(clause.around), _IN_SENTENCE),
            (here.told.stems, _OF_ANOTHER),
            (above, _ABOVE),
        )
        unsaid = not said and asked is not None and asked.start is not None
        yield Found(clause, here, _share(wanted, where) - _UNSAID * unsaid, period)


def _is_of_whole(clause: Clause, wanted: Sequence[Wanted]) -> bool:
    """Whether a figure is broken down behind it, and a part of that is asked for: "22 offices: 18 in Wisconsin and four in Michigan"."""
    parts = _BROKEN_DOWN.search(clause.text, clause.at[1], clause.end + 2)
    if parts is None:
        return False
    before, behind = _stems(clause.text[: parts.start()]), _stems(clause.text[parts.start() :])
    return any(word.same & behind and word.same.isdisjoint(before) for word in wanted)


def _speaks_of_metric(query: Query, wanted: Sequence[Wanted], said: frozenset[str]) -> bool:
    """Whether a sentence, or what it stands under, says any word of the metric asked for: a part's orders are no profit of it."""
    topic = query.topics[0] if query.topics else Topic()
    of_metric = {term.stem for term in topic.terms if term.mention >= 0}
    named = [word for word in wanted if word.stem in of_metric]
    return not named or any(not word.same.isdisjoint(said) for word in named)


def _stems(text: str) -> frozenset[str]:
    return frozenset(stems_in(text))


def _share(wanted: Sequence[Wanted], where: Sequence[tuple[frozenset[str], float]], of: Sequence[Wanted] = ()) -> float:
    """The share of what is asked that stems account for, each lot of them by how much it counts, the first that does.

    Arguments:
        of: all that is asked, where that is more.
    """
    total = sum(word.weight for word in of or wanted)
    return sum(word.weight * _counts(word, where) for word in wanted) / total if total else 0.0


def _counts(word: Wanted, where: Sequence[tuple[frozenset[str], float]]) -> float:
    for stems, much in where:
        if not word.same.isdisjoint(stems):
            return much if word.stem in stems else much * _SAME
    return 0.0


def _said_before(sentences: Sentences, at: int) -> tuple[PeriodExpression, ...]:
    """The period that the paragraph speaks of before a sentence."""
    back = at
    while back and sentences[back].adjoins:
        back -= 1
        if said := leading_period(sentences[back].text):
            return said
    return ()


def _may_be_of(asked: Period, sentences: Sentences, at: int, query: Query, view: View) -> bool:
    """Whether any figure of a sentence may be of a period, by those that it and its paragraph speak of, which is soon seen."""
    unsaid: tuple[PeriodExpression, ...] = ()
    said = (*periods_of(sentences[at].text), *_said_before(sentences, at))
    return any(_period(each, asked, query, view)[0] for each in (unsaid, *((one,) for one in said)))


def _period(
    said: Sequence[PeriodExpression], asked: Period | None, query: Query, view: View
) -> tuple[bool, Period | None]:
    """Whether a figure may be of the period asked for, and which it is of.

    Arguments:
        said: what is said of it, if anything.
    """
    reported = view.reported
    resolved = [period for one in said if (period := _resolved(one, query, view))]
    if said and not resolved:
        return False, None
    if asked is None:
        past = [one for one in resolved if reported and reported.start and one.end < reported.start]
        unsaid = None if looks_ahead(query) else reported  # what is expected is of no time that is reported
        return not past, resolved[0] if resolved else unsaid
    if resolved:
        of = next((one for one in resolved if same(one, asked) or _closes(one, asked)), None)
        return of is not None, of
    if query.guidance or reported is None or abs(asked.end - reported.end) > SLACK:
        return False, None
    # A release on a year's end speaks of the quarter and of the year, and what says neither may be of either.
    one_only = same(asked, reported) and not view.calendar.labelled(asked).label.startswith(("Q4", "FY"))
    return asked.is_instant or one_only, asked


def _resolved(said: PeriodExpression, query: Query, view: View) -> Period | None:
    """The period that an expression means; of what is expected the next of its kind, where it says no year."""
    reported = view.reported
    period = view.calendar.resolve(said, reported)
    past = period is not None and reported is not None and period.end <= reported.end
    if past and said.ordinal and not (said.year or said.shift) and looks_ahead(query):
        return view.calendar.resolve(replace(said, shift=1, shift_unit="year"), reported)
    return period


def _closes(one: Period, asked: Period) -> bool:
    """Whether of two periods one is the moment that the other ends with."""
    return (one.is_instant or asked.is_instant) and abs(one.end - asked.end) <= SLACK
