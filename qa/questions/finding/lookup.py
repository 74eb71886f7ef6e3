"""The figure a topic asks for in a period: reported, else derived from longer and shorter periods, else by formula."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache, partial

from qa.facts.duplicates import consistent, precision
from qa.facts.fact import Dimensions, Fact, Period
from qa.facts.outline import Family
from qa.language.stems import label_stems, stem
from qa.language.vocabulary import vocabulary
from qa.questions.computing.arithmetic import quotient, reported
from qa.questions.computing.formulas import Formula, formulas
from qa.questions.finding.find import Match, close, find
from qa.questions.finding.index import Held, best
from qa.questions.finding.library import View
from qa.questions.finding.parts import by_parts
from qa.questions.finding.periods import at, by_default
from qa.questions.parsing.mentions import meant
from qa.questions.parsing.query import Term, Topic
from qa.questions.parsing.words import phrases
from qa.questions.reply import Answer

_ROUNDING = Decimal("0.02")  # of amounts printed in millions, as those computed of them
_OF_THE_WHOLE = label_stems("consolidated overall companywide groupwide firmwide")  # which a formula is of anyhow
# What a part's name alone asks for, where the filing tells several measures of it.
_OF_A_PART = ("Revenues", "OperatingExpenses", "CostOfRevenue")
_DEEPEST = 2  # a formula's operand may be computed by a formula, but no deeper


def value(topic: Topic, target: Period | None, view: View, family: Family = "level") -> Answer | None:
    """Return the figure that a topic asks for; None where the filings do not say.

    Arguments:
        target: the period asked for; None for the one that is meant when none is said.
    """
    matches = find(topic, view.index, family)
    fit = close(matches) if matches else []
    computed = _asked_formula(topic)
    held = _reported(fit, target, view, topic) or _reported(_elsewhere(matches, topic), target, view, topic)
    if computed and computed.over and family == "level" and (held is None or _is_coarse(held)):
        # A ratio from a statement's figures is exact where a release prints it in whole percent.
        answer = by_formula(computed, target, view, topic.basis or "GAAP")
        if answer:
            return answer
    if held and computed and computed.unit == "percent" and held.fact.unit != "percent" and _asks_percent(topic):
        return by_formula(computed, target, view, topic.basis or "GAAP")
    if held:
        exact = _exactly(held, fit, target, view) if family == "level" else None
        return exact or reported(held, view.company)
    if target and family == "level":
        for match in fit:
            derived = by_parts(match.line, _labelled(target, view), view.company)
            if derived:
                return derived
    if family != "level":
        return None
    if computed and not _is_own(computed, fit, view):
        return by_formula(computed, target, view, topic.basis or "GAAP")
    return None if computed else _of_part(topic, target, view)


def _exactly(held: Held, fit: Sequence[Match], target: Period | None, view: View) -> Answer | None:
    """The figure that a sentence rounds ("$7.7 million") as longer and shorter periods give it; None where they do not."""
    if target is None or not any(letter.isalpha() for letter in held.fact.reported):
        return None
    for match in fit:
        others = tuple(one for one in match.line.held if one.fact is not held.fact)
        if not others:
            continue
        line = replace(match.line, fetch=partial(tuple, others))
        derived = by_parts(line, _labelled(target, view), view.company)
        if derived and precision(derived.fact) > precision(held.fact) and consistent(derived.fact, held.fact):
            return derived
    return None


def _is_own(formula: Formula, fit: Sequence[Match], view: View) -> bool:
    """Whether a filing defines an amount in its own way: what it states for another period does not follow by the formula."""
    stated = [held for match in fit if match.line.metric == formula.name for held in match.line.held]
    for held in stated if formula.unit == "money" else ():
        computed = by_formula(formula, held.fact.period, view, held.fact.basis)
        if computed and not _is_about(computed.fact, held.fact):
            return True
    return False


def _is_about(one: Fact, other: Fact) -> bool:
    """Whether two amounts are equal but for rounding."""
    if not (isinstance(one.value, Decimal) and isinstance(other.value, Decimal)):
        return False
    return abs(one.value - other.value) <= _ROUNDING * abs(other.value)


def _elsewhere(matches: Sequence[Match], topic: Topic) -> list[Match]:
    """The same part on another basis, which is answered where no basis is asked and the filings give the part on that only.

    What a part earns is told as its segment operating income in a sentence, and as operating income in a table.
    """
    first = matches[0].line if matches and topic.basis is None else None
    if first is None or not first.members:
        return []
    profits = phrases()["part_profit"]["metrics"]
    same = profits if first.metric in profits else [first.metric]
    return [m for m in matches[1:] if m.line.metric in same and m.line.dimensions == first.dimensions]


def _asks_percent(topic: Topic) -> bool:
    """Whether a percentage is asked for in so many words ("gross margin %"), which the amount of that name is not."""
    return not {term.text.lower() for term in topic.terms}.isdisjoint({"percent", "percentage", "%", "pct", "rate"})


def _is_coarse(held: Held) -> bool:
    return held.fact.unit == "percent" and (held.fact.decimals or 0) < 1


def _reported(fit: Sequence[Match], target: Period | None, view: View, topic: Topic) -> Held | None:
    """The best-fitting line's fact of the period; of lines that fit alike, the one whose fact is most to be trusted.

    What stands in for a metric yields to the metric, and a balance at a period's end to what was done in the period.
    """
    found = [
        (match.score, held)
        for match in fit
        if (held := at(match.line, target) if target else by_default(match.line, view.reported))
    ]
    if not found:
        return None
    top = max(score for score, _ in found)
    equal = [held for score, held in found if score >= top - 0.02]
    equal = [
        held for held in equal if held.fact.metric in topic.mentions and not _has_variants(held.fact.metric)
    ] or equal
    if target and target.start and not topic.mentions:
        equal = [held for held in equal if held.fact.period and held.fact.period.start] or equal
    equal = next((own for name in _OF_A_PART if (own := [h for h in equal if h.fact.metric == name])), equal)
    # Parts that fit alike and differ by more than rounding ("open ablation" in two regions) leave open which is meant.
    parts = {_which(held.fact): held.fact for held in equal}
    one, *others = parts.values()
    return best(equal) if all(consistent(one, other) for other in others) else None


@cache
def _has_variants(metric: str) -> bool:
    """Whether a metric stands for others, of which one is meant where it is asked for: earnings per share, the diluted ones."""
    known = vocabulary().metrics.get(metric)
    return known is not None and bool(known.variants)


def _which(fact: Fact) -> tuple[str, ...]:
    """What tells a figure from others that fit as well: its part, and what of a part is told."""
    members = tuple(member.lower() for _, member in fact.dimensions)
    return (*members, fact.metric) if members and isinstance(fact.value, Decimal) else members


def _labelled(period: Period, view: View) -> Period:
    return period if period.label else view.calendar.labelled(period)


def of_metric(
    metric: str, target: Period | None, view: View, basis: str = "GAAP", depth: int = 0, of: Dimensions = ()
) -> Answer | None:
    """Return the figure of a metric by its element name, computed by formula where none is reported.

    Arguments:
        of: the part that it is of; without any the whole company.
    """
    lines = [line for line in view.index.of_metric(metric) if line.family == "level" and line.dimensions == of]
    if basis != "GAAP" or any(line.basis == basis for line in lines):
        # Asked outside GAAP, only that counts; a measure that GAAP does not know (EBITDA) answers for itself.
        lines = [line for line in lines if line.basis == basis]
    for line in sorted(
        lines, key=lambda line: (meant(metric).index(line.metric), line.leads_to_another, -precision(line.fact))
    ):
        held = at(line, target) if target else by_default(line, view.reported)
        if held:
            return reported(held, view.company)
    for line in lines:
        derived = by_parts(line, _labelled(target, view), view.company) if target else None
        if derived:
            return derived
    formula = formulas().get(metric)
    return by_formula(formula, target, view, basis, depth + 1, of) if formula and depth < _DEEPEST else None


def by_formula(
    formula: Formula,
    target: Period | None,
    view: View,
    basis: str = "GAAP",
    depth: int = 0,
    of: Dimensions = (),
    given: Answer | None = None,
) -> Answer | None:
    """Return a formula's result from its operands; None where one of them is not to be had.

    Arguments:
        of: as for a metric.
        given: what the operand that it may stand for is to be.
    """
    groups: list[list[Answer]] = []
    for names in (formula.plus, formula.minus, formula.over):
        answers = [_operand(name, target, view, basis, depth, of, given) for name in names]
        if any(answer is None for answer in answers):
            return None
        groups.append([answer for answer in answers if answer])
    plus, minus, over = groups
    return quotient(plus, minus, over, formula.name, formula.label, formula.unit)


def _operand(
    name: str, target: Period | None, view: View, basis: str, depth: int, of: Dimensions, given: Answer | None
) -> Answer | None:
    """The first of the metrics that an operand may be: of several, one that is reported before one that is computed."""
    for most in (_DEEPEST, depth) if "|" in name else (depth,):
        for one in name.split("|"):
            if given and given.fact.metric in meant(one):
                return given
            if found := of_metric(one, target, view, "GAAP" if one == "Revenues" else basis, most, of):
                return found
    return None


def _of_part(topic: Topic, target: Period | None, view: View) -> Answer | None:
    """A formula's result for the part that the topic names beside it: "gross margin of Services"."""
    part = topic.beside
    if len(topic.mentions) != 1 or not part:
        return None
    ways = (formulas().get(topic.mentions[0]), _margins().get(topic.mentions[0]))
    return next((found for way in ways if way and (found := _by_part(way, part, target, view))), None)


def _by_part(formula: Formula, part: tuple[Term, ...], target: Period | None, view: View) -> Answer | None:
    for name in formula.operands:
        named = Topic((*part, Term(stem(name), name, mention=0)), (name,))
        fits = {match.line.fact.dimensions for match in close(find(named, view.index) or [])} - {()}
        answers = [found for one in fits if (found := by_formula(formula, target, view, "GAAP", 0, one))]
        if answers:
            return answers[0] if len({answer.fact.value for answer in answers}) == 1 else None
    return None


@cache
def _margins() -> dict[str, Formula]:
    """By the name of a margin of parts, what a part earns over what it takes in; its operating margin is that, too."""
    profit, margin = "SegmentOperatingIncome", "SegmentMargin"
    formula = Formula(margin, "segment margin", "percent", (), (profit,), (), ("Revenues",))
    return dict.fromkeys((margin, "OperatingMargin"), formula)


def _asked_formula(topic: Topic) -> Formula | None:
    """The formula that the topic names and says nothing beside."""
    named = [name for name in topic.mentions if name in formulas()]
    if len(named) != 1 or len(topic.mentions) != 1:
        return None
    if any(term.mention < 0 and term.stem not in _OF_THE_WHOLE for term in topic.hard):
        return None
    return formulas()[named[0]]
