"""What is computed from several lines of one period: their sum, difference, average, one per the other, one without the other."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from qa.facts.fact import Fact, Period
from qa.language.stems import stem, stems
from qa.language.vocabulary import vocabulary
from qa.questions.computing import aggregates
from qa.questions.computing.arithmetic import (
    coarser,
    computed,
    is_additive,
    is_quotient,
    is_spent_or_lost,
    number,
    term,
)
from qa.questions.computing.formulas import formulas
from qa.questions.finding.library import View
from qa.questions.finding.lookup import of_metric, pieces, value
from qa.questions.finding.own_words import named_by
from qa.questions.finding.periods import targets
from qa.questions.outcome import Outcome
from qa.questions.parsing.query import Computation, Query, Term, Topic
from qa.questions.parsing.words import generic, guarded
from qa.questions.reply import Answer
from qa.questions.wording import sentences as say
from qa.questions.wording.word import metric_words

_KINDS = stems("current term portion part")
_HUNDREDTH = Decimal("0.01")
_MONTHS_A_YEAR = 12
_INCOME = frozenset(
    [
        "GrossProfit",
        "OperatingIncomeLoss",
        "EBITDA",
        "AdjustedEBITDA",
        "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest",
    ]
)


def total(computation: Computation, query: Query, view: View) -> Outcome:
    """Return the sum of the lines named, else of one line over the periods."""
    found = _together(computation.topics, query, view)
    if not found or any(is_quotient(answer.fact) for answer in found) or _are_of_two_statements(found):
        return _side_by_side(computation.topics, query, view) or aggregates.total(computation, query, view)
    found = [part for part in found if not any(_includes(whole.fact, part.fact) for whole in found)]
    if len(found) == 1:  # "revenue with membership fees counted in"
        return Outcome(tuple(found), say.figures(found, query, view))
    result = _sum(found)
    answer = _of(
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
    answer = _of(found, mean, "AverageOf" + "And".join(a.fact.metric for a in found), label, formula)
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
    answer = _of(found, number(first.fact) - number(second.fact), name, label, f"{term(first)} − {term(second)}")
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
            answer = _of(
                [found], number(found.fact) * times, f"Annualized{found.fact.metric}", label, f"{term(found)} × {times}"
            )
            return Outcome((answer,), say.share(answer, view))
    return Outcome()


def per(computation: Computation, query: Query, view: View) -> Outcome:
    """Return one line per unit of another that counts something: employees, stores, shares.

    Per share, a flow is divided by the weighted average of diluted shares, a balance by the shares outstanding,
    as per-share figures are (ASC 260-10-45; book value per share in SEC Staff Accounting Bulletin Topic 1.B.3).
    Earnings per share are only what the filing reports: their numerator is not net income alone.
    """
    topic, counted = computation.topics[0], computation.operand
    if counted is None or not topic.hard:
        return Outcome()
    for period in targets(query.periods, view, query.anchors) or (None,):
        printed = _per_share(topic, period, view) if _is_of_shares(counted) else None
        if printed:
            return Outcome((printed,), say.figures([printed], query, view))
        whole = value(topic, period, view)
        if whole is None or whole.fact.period is None or not _is_money(whole.fact) or is_spent_or_lost(whole.fact):
            continue
        noun = counted.terms[-1].text.lower() if counted.terms else ""
        units = _shares(whole.fact, view) if _is_of_shares(counted) else _counted(counted, whole.fact.period, view)
        if (
            units is None
            or number(units.fact) <= 0
            or (units.fact.unit == "shares" and whole.fact.metric == "NetIncomeLoss")
        ):
            continue
        result = (number(whole.fact) / number(units.fact)).quantize(_HUNDREDTH)
        unit = (
            "share"
            if units.fact.unit == "shares"
            else units.fact.unit
            if units.fact.unit != "count"
            else noun.removesuffix("s")
        )
        answer = _of(
            [whole, units],
            result,
            f"{whole.fact.metric}Per{unit.capitalize()}",
            f"{metric_words(whole.fact)} per {unit}",
            f"{term(whole)} / {term(units)}",
            f"{whole.fact.unit}/{unit}",
        )
        return Outcome((answer,), say.share(answer, view))
    return Outcome()


def _is_of_shares(counted: Topic) -> bool:
    return bool(counted.terms) and counted.terms[0].stem == "share"


def _per_share(topic: Topic, period: Period | None, view: View) -> Answer | None:
    """The per-share figure that a filing reports of a metric, of diluted shares first."""
    known = vocabulary().metrics.get(topic.mentions[0]) if len(topic.mentions) == 1 else None
    name = known.by_unit.get("money/share", "") if known else ""
    variants = vocabulary().metrics[name].variants if name in vocabulary().metrics else {}
    answers = (
        of_metric(one, period, view, topic.basis or "GAAP") for one in (variants.get("diluted", ""), name) if one
    )
    return next((answer for answer in answers if answer), None)


def _shares(whole: Fact, view: View) -> Answer | None:
    names = (
        ("CommonStockSharesOutstanding",)
        if whole.period and whole.period.is_instant
        else ("WeightedAverageNumberOfDilutedSharesOutstanding",)
    )
    found = (of_metric(name, whole.period, view) for name in names)
    return next((answer for answer in found if answer), None)


def _counted(topic: Topic, period: Period, view: View) -> Answer | None:
    """The number of what is counted: at the period's end, or over it."""
    for at in (period, Period(period.end)):
        answer = value(replace(topic, counted=True), at, view)
        if answer and isinstance(answer.fact.value, Decimal):
            return answer
    return None


def excluding(computation: Computation, query: Query, view: View) -> Outcome:
    """Return a line without one of its parts: a member of it, or a row above the total that it is.

    What is in no way part of the line is not taken from it; an expense that is left out of an income is added
    back, before taxes (its tax effect no release states).
    """
    topic, left_out = computation.topics[0], computation.operand
    if left_out is None or not topic.hard:
        return Outcome()
    named = _named_without(topic, left_out)
    for period in targets(query.periods, view, query.anchors) or (None,):
        stated = value(named, period, view) if named.mentions else None
        if stated and stated.fact.metric in named.mentions:
            return Outcome((stated,), say.figures([stated], query, view))
        whole = value(topic, period, view)
        part = _part(topic, left_out, whole.fact.period, view) if whole else None
        if whole is None or part is None or whole.fact.unit != part.fact.unit or whole.fact.period != part.fact.period:
            continue
        sign = _sign_of_part(whole.fact, part.fact)
        if sign:
            result = number(whole.fact) + sign * number(part.fact)
            label = f"{metric_words(whole.fact)} excluding {metric_words(part.fact)}"
            formula = f"{term(whole)} {'+' if sign > 0 else '−'} {term(part)}"
            answer = _of([whole, part], result, f"{whole.fact.metric}Excluding{part.fact.metric}", label, formula)
            return Outcome((answer,), say.share(answer, view))
    return Outcome()


def _named_without(topic: Topic, left_out: Topic) -> Topic:
    """The topic by the name that its metric has without what is left out; an empty one where it has none."""
    known = vocabulary().metrics.get(topic.mentions[0]) if len(topic.mentions) == 1 else None
    without = known.without if known and left_out.mentions else {}
    name = next((name for name, others in without.items() if set(left_out.mentions) <= set(others)), "")
    if not name or any(term.mention < 0 for term in left_out.hard):
        return Topic()
    beside = (term for term in topic.terms if term.mention < 0)
    return replace(topic, terms=(Term(name, name, mention=0), *beside), mentions=(name,))


def _part(topic: Topic, left_out: Topic, period: Period | None, view: View) -> Answer | None:
    """The part's figure: the member of the same line that its words name, else a line of its own."""
    member = value(topic.with_words_of(left_out), period, view)
    return member if member and member.fact.dimensions else value(left_out, period, view)


def _sign_of_part(whole: Fact, part: Fact) -> int:
    """What is done with a part that is left out: −1 takes it off, +1 adds it back, 0 says that it is none."""
    if whole == part or whole.basis != part.basis:
        return 0
    if part.metric == whole.metric and part.dimensions and not whole.dimensions:
        return -1
    if not _stands_above(part, whole):
        return 0
    known = vocabulary().metrics
    of_part, of_whole = known.get(part.metric), known.get(whole.metric)
    if whole.metric in _INCOME:
        return 1 if of_part and of_part.expense else 0
    is_total = whole.label.lower().startswith("total") or bool(
        of_whole and of_whole.expense and of_part and of_part.expense
    )
    return -1 if is_total and abs(number(part)) < abs(number(whole)) else 0


def _stands_above(part: Fact, whole: Fact) -> bool:
    """Whether a row stands above another in one table."""
    above, below = part.sources[:1], whole.sources[:1]
    return bool(above and below) and above[0].section == below[0].section and above[0].start < below[0].start


def _includes(whole: Fact, part: Fact) -> bool:
    """Whether a figure counts another one in: the whole of a member, or a total below one of its rows."""
    if part.metric == whole.metric:
        return bool(part.dimensions) and not whole.dimensions
    is_total = whole.label.lower().startswith("total") and number(part) <= number(whole)
    return is_total and _stands_above(part, whole) and part.heads[-1:] == whole.heads[-1:]


def _together(topics: Sequence[Topic], query: Query, view: View) -> list[Answer]:
    """The figures of the several lines that are named, all of one unit and one period; empty where they are not."""
    parts = _completed(pieces(topics[0]) if len(topics) == 1 else [topic for topic in topics if topic.hard])
    return _each(parts, query, view) if len(parts) > 1 else []


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
            return answers if len({id(a.fact) for a in answers}) == len(answers) else []
    return []


def _is_outside_gaap(topic: Topic) -> bool:
    """Whether a topic names a measure that GAAP does not know (EBITDA)."""
    known = (vocabulary().metrics.get(name) for name in topic.mentions)
    return any(metric is not None and metric.family == "non_gaap" for metric in known)


def _sum(found: Sequence[Answer]) -> Decimal:
    return sum((number(answer.fact) for answer in found), Decimal(0))


def _is_money(fact: Fact) -> bool:
    return len(fact.unit) == 3 and fact.unit.isupper()


def _of(found: Sequence[Answer], result: Decimal, name: str, label: str, formula: str, unit: str = "") -> Answer:
    """The answer that is computed from others of one period."""
    fact = replace(
        found[0].fact,
        metric=name,
        label=label,
        value=result,
        unit=unit or found[0].fact.unit,
        dimensions=(),
        reported="",
        scale=1,
        decimals=None if unit else coarser(*(answer.fact for answer in found)),
        sources=(),
        flags=(),
    )
    return computed(fact, formula, found)
