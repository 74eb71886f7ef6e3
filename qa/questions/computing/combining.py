"""What is computed from several lines of one period: their sum, difference and average, and one over a year."""

import re
from collections.abc import Sequence
from decimal import Decimal

from qa.language.stems import stem, stems
from qa.language.vocabulary import vocabulary
from qa.questions.computing import aggregates
from qa.questions.computing.arithmetic import (
    is_additive,
    is_quotient,
    number,
    term,
)
from qa.questions.computing.combined import combined, includes
from qa.questions.computing.formulas import formulas
from qa.questions.finding.library import View
from qa.questions.finding.lookup import of_metric, value
from qa.questions.finding.own_words import named_by
from qa.questions.finding.periods import targets
from qa.questions.finding.pieces import pieces
from qa.questions.outcome import Outcome
from qa.questions.parsing.query import Computation, Query, Term, Topic
from qa.questions.parsing.words import generic, guarded
from qa.questions.reply import Answer
from qa.questions.wording import sentences as say
from qa.questions.wording.word import metric_words

_KINDS = stems("current term portion part")
_AND = re.compile(r"\band\b|&")
_HUNDREDTH = Decimal("0.01")
_MONTHS_A_YEAR = 12
# Times one figure is rounded as another, and of their sum what that leaves open.
_COARSER, _ROUGHLY = 10, Decimal("0.005")


def total(computation: Computation, query: Query, view: View) -> Outcome:
    """Return the sum of the lines named, else of one line over the periods."""
    found = _together(computation.topics, query, view)
    if found and _are_of_two_measures(computation.topics, found):
        return Outcome()
    if not found or not may_be_added(found):
        return _side_by_side(computation.topics, query, view) or aggregates.total(computation, query, view)
    return add_up(found, query, view)


def may_be_added(found: Sequence[Answer]) -> bool:
    """Return whether figures of one unit and period together come to something: no ratios, no total of cash flows with a profit."""
    units = {(answer.fact.unit, answer.fact.period) for answer in found}
    return (
        len(units) == 1 and not any(is_quotient(answer.fact) for answer in found) and not _are_of_two_statements(found)
    )


def add_up(found: Sequence[Answer], query: Query, view: View) -> Outcome:
    """Return the sum of figures, of which one that is within another counts once.

    Arguments:
        found: figures that may be added.
    """
    found = [part for part in found if not any(includes(whole.fact, part.fact) for whole in found)]
    if len(found) == 1:  # "revenue with membership fees counted in"
        return Outcome(tuple(found), say.figures(found, query, view))
    result = _sum(found)
    answer = combined(
        found,
        result,
        "And".join(a.fact.metric for a in found),
        " and ".join(metric_words(a.fact) for a in found),
        " + ".join(map(term, found)),
    )
    return Outcome((answer,), say.share(answer, view))


def _side_by_side(topics: Sequence[Topic], query: Query, view: View) -> Outcome | None:
    """The figures of lines that nobody adds up: "net income + EPS", "net income + operating cash flow" ask for both."""
    for period in targets(query.periods, view, query.anchors) or (None,):
        found = [answer for topic in topics if topic.hard and (answer := value(topic, period, view))]
        differ = len({answer.fact.unit for answer in found}) > 1 or any(is_quotient(answer.fact) for answer in found)
        differ = differ or _are_of_two_statements(found)
        if len(found) > 1 and len(found) == len(topics) and differ:
            return Outcome(tuple(found), say.several(found, view))
    return None


def _are_of_two_measures(topics: Sequence[Topic], found: Sequence[Answer]) -> bool:
    """Whether one line was named by its part alone, and another measure was found of it: "looms orders plus spindles"."""
    of_parts = any(answer.fact.dimensions for answer in found) and len({answer.fact.metric for answer in found}) > 1
    return of_parts and len({bool(topic.mentions) for topic in topics}) > 1


def _are_of_two_statements(found: Sequence[Answer]) -> bool:
    """Whether a total of the cash flow statement stands beside what is none of its lines, which together come to nothing."""
    totals = [answer.fact.metric.startswith("NetCash") for answer in found]
    known = (vocabulary().metrics.get(answer.fact.metric) for answer in found)
    return any(totals) and any(metric is not None and metric.family != "cash_flow" for metric in known)


def average(computation: Computation, query: Query, view: View) -> Outcome:
    """Return the arithmetic mean of the periods' figures, else of the lines named."""
    outcome = aggregates.average(computation, query, view)
    if outcome.answers:
        return outcome
    found = _together(computation.topics, query, view)
    if not found:
        return outcome
    mean = (_sum(found) / len(found)).quantize(_HUNDREDTH)
    label = "average of " + " and ".join(metric_words(a.fact) for a in found)
    formula = f"({' + '.join(map(term, found))}) / {len(found)}"
    answer = combined(found, mean, "AverageOf" + "And".join(a.fact.metric for a in found), label, formula)
    return Outcome((answer,), say.share(answer, view))


def difference(computation: Computation, query: Query, view: View) -> Outcome:
    """Return the first line less the second."""
    if len(computation.topics) != 2 or not all(topic.hard for topic in computation.topics):
        return Outcome()
    found = _each(computation.topics, query, view)
    if not found:
        return Outcome()
    first, second = found
    named = _reported_difference(first, second, view)
    if named:
        return Outcome((named,), say.figures([named], query, view))
    label = f"{metric_words(first.fact)} less {metric_words(second.fact)}"
    name = f"{first.fact.metric}Less{second.fact.metric}"
    answer = combined(found, number(first.fact) - number(second.fact), name, label, f"{term(first)} − {term(second)}")
    return Outcome((answer,), say.share(answer, view))


def _reported_difference(first: Answer, second: Answer, view: View) -> Answer | None:
    """What a filing itself reports one line less another as: by how much costs exceed revenue is its gross loss."""
    lines = first.fact.metric, second.fact.metric
    for formula in formulas().values():
        turned = (formula.minus, formula.plus) == ((lines[0],), (lines[1],))
        if formula.over or not (turned or (formula.plus, formula.minus) == ((lines[0],), (lines[1],))):
            continue
        named = of_metric(formula.name, first.fact.period, view)
        result = number(first.fact) - number(second.fact)
        if named and named.derivation is None and number(named.fact) == (-result if turned else result):
            return named
    return None


def annualized(computation: Computation, query: Query, view: View) -> Outcome:
    """Return a flow times the times that its period goes into a year (a "run rate")."""
    for period in targets(query.periods, view, query.anchors) or (None,):
        found = value(computation.topics[0], period, view) if computation.topics[0].hard else None
        spoken = found.fact.period if found else None
        if found is None or spoken is None or not is_additive(found.fact):
            continue
        months = round(Decimal(spoken.days) / Decimal("30.4"))
        if months in (1, 3, 6):
            times = _MONTHS_A_YEAR // months
            label = f"annualized {metric_words(found.fact)}"
            answer = combined(
                [found], number(found.fact) * times, f"Annualized{found.fact.metric}", label, f"{term(found)} × {times}"
            )
            return Outcome((answer,), say.share(answer, view))
    return Outcome()


def _together(topics: Sequence[Topic], query: Query, view: View) -> list[Answer]:
    """The figures of the several lines that are named, all of one unit and one period; empty where they are not.

    Of two lines of one metric ("Net sales" and a total revenue) the one is in the other.
    """
    parts = _completed(pieces(topics[0]) if len(topics) == 1 else [topic for topic in topics if topic.hard])
    found = _each(parts, query, view) if len(parts) > 1 else []
    lines = {(answer.fact.metric, answer.fact.dimensions, answer.fact.basis) for answer in found}
    return found if len(lines) == len(found) else []


def _completed(topics: Sequence[Topic]) -> list[Topic]:
    """The topics, where one is only of which kind the other's metric is: "deferred revenue, current plus non-current"."""
    whole = next((topic for topic in topics if len(topic.mentions) == 1), Topic())
    if len(topics) != 2 or any(set(topic.mentions) - set(whole.mentions) for topic in topics):
        return list(topics)
    said = [term for term in whole.terms if term.mention >= 0]
    kinds = [[term for term in topic.hard if term.mention < 0 and term.stem not in generic()] for topic in topics]
    named = [next(filter(None, (named_by([*kind, *said[at:]]) for at in range(len(said)))), "") for kind in kinds]
    if not all(named) or len(set(named)) < 2:
        line = Topic(tuple(said), whole.mentions)
        return [topic if topic.mentions or not _is_kind(topic) else topic.with_words_of(line) for topic in topics]
    return [Topic((Term(stem(name), name, mention=0),), (name,)) for name in named]


def _is_kind(topic: Topic) -> bool:
    """Whether a topic says only of which kind something is: "non-current", "long-term"."""
    return all(term.stem in _KINDS or term.stem in guarded() for term in topic.hard)


def _each(topics: Sequence[Topic], query: Query, view: View) -> list[Answer]:
    for period in targets(query.periods, view, query.anchors) or (None,):
        answers = [answer for topic in topics if (answer := value(topic, period, view))]
        # Figures on two bases are taken together only where the question names a basis: "adjusted EPS less EPS".
        named = any(topic.basis for topic in topics) or any(_is_outside_gaap(topic) for topic in topics)
        units = {(answer.fact.unit, answer.fact.period, named or answer.fact.basis) for answer in answers}
        if len(answers) == len(topics) and len(units) == 1 and all(isinstance(a.fact.value, Decimal) for a in answers):
            answers = _of_whole_names(answers)
            return answers if len({id(a.fact) for a in answers}) == len(answers) else []
    return []


def _of_whole_names(answers: Sequence[Answer]) -> list[Answer]:
    """The figures, one of a part whose name has an "and" once, though each half of it was looked for."""
    kept: list[Answer] = []
    for answer in answers:
        is_half = kept and kept[-1].fact == answer.fact and any(_AND.search(name) for _, name in answer.fact.dimensions)
        kept += [] if is_half else [answer]
    return kept


def _is_outside_gaap(topic: Topic) -> bool:
    """Whether a topic names a measure that GAAP does not know (EBITDA)."""
    known = (vocabulary().metrics.get(name) for name in topic.mentions)
    return any(metric is not None and metric.family == "non_gaap" for metric in known)


def _sum(found: Sequence[Answer]) -> Decimal:
    return sum((number(answer.fact) for answer in found), Decimal(0))
