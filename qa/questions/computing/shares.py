"""One figure as a share of another."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from qa.facts.fact import Fact, Period
from qa.language.stems import label_stems, stem
from qa.language.vocabulary import vocabulary
from qa.questions.computing.arithmetic import change, is_spent_or_lost, number, ratio
from qa.questions.computing.changes import compared_periods, means_up
from qa.questions.computing.formulas import formulas
from qa.questions.finding.library import View
from qa.questions.finding.lookup import value
from qa.questions.finding.own_words import with_parts_freed
from qa.questions.finding.periods import targets
from qa.questions.outcome import Outcome
from qa.questions.parsing.mentions import meant
from qa.questions.parsing.patterns import pattern
from qa.questions.parsing.query import Query, Term, Topic
from qa.questions.parsing.words import fillers
from qa.questions.reply import Answer
from qa.questions.wording import sentences as say
from qa.questions.wording.word import metric_words

_ALL = 100
_PLAIN_RATIO = re.compile(
    r"\bratio\b|\bdivid(?:ed?|ing)\b|\bhow many times\b|\bmultiple\b"
    r"|(?<!^)\bover\b(?! (?:the |its |this |that |these |those )?(?:(?:first|last|past|prior|full|whole|entire|same|course|quarter|year|half|period|six|nine|three|twelve|\d+)\b|[\w-]+ (?:weeks|months|quarters|years)\b))",
    re.I,
)
_IN_DOLLARS = re.compile(r"\bin dollars\b", re.I)
# The line that all parts of a table come to, called as a part of it: "Net product sales" below the products.
_OF_ALL_PARTS = re.compile(
    r"(?:total |net )+(?:products? |segments? |external |trade )*(?:sales|revenues?)|(?:total |net )*products?(?: (?:sales|revenues?)(?:, net)?)?",
    re.I,
)
_COMPANYWIDE = frozenset(["total", "company", "company's", "companywide", "consolidated", "group", "overall", "whole"])
_COSTS = label_stems("costs") | frozenset([stem("cost"), stem("expense")])
_ITS_OWN = re.compile(r"\bof (?:its|their)\b", re.I)
_IN_PERCENT = re.compile(
    r"%|\bper ?cent(?:age)?\b|\bpct\b|\bshare of\b|\bproportion\b|\bmargin\b|\brate\b"
    r"|\b(?:comp(?:ensation)?|expense|cost|labou?r|payroll|overhead|opex|payout) ratio\b",
    re.I,
)


def share(query: Query, view: View) -> Outcome:
    """Return the first topic in percent of the second, computed, else as the filing states it."""
    part, whole = _amounts(*query.topics)
    periods: Sequence[Period | None] = targets(query.periods, view, query.anchors) or (None,)
    for period in periods:
        if _IN_DOLLARS.search(query.text):  # "what part of revenue, in dollars, was Services"
            amount = _amount(part, whole, period, view)
            return Outcome((amount,), say.figures([amount], query, view)) if amount else Outcome(missing=part.text)
        answer = _share(part, whole, period, query.text, view)
        if answer:
            return Outcome((answer,), say.share(answer, view))
    margin = query.topics[0] if part != query.topics[0] else None
    # Of a margin the whole may be the part that has it: "gross margin % of the Water segment".
    joint = margin.with_words_of(Topic(query.topics[1].beside)) if margin else part.with_words_of(whole)
    told = _told(part, whole)
    for period in periods:
        stated = (told and value(told, period, view)) or (value(joint, period, view) if joint.hard else None)
        if stated and stated.fact.unit == "percent":
            return Outcome((stated,), say.figures([stated], query, view))
        printed = value(part, period, view) if part.hard else None
        if printed and _is_in_percent_of(whole, printed, view):
            return Outcome((printed,), say.figures([printed], query, view))
    return Outcome(missing=" as a share of ".join(topic.text for topic in query.topics if topic.text))


def _told(part: Topic, whole: Topic) -> Topic | None:
    """The share as a metric of its own, as sentences state it: "sales abroad were 39% of revenue"."""
    if len(whole.mentions) != 1 or any(term.mention < 0 for term in whole.hard):
        return None  # "of Peru's sales": of another whole
    name = f"{(part.mentions or whole.mentions)[0]}PercentOf{whole.mentions[0]}"
    return Topic((*part.beside, Term(stem(name), name, mention=0)), (name,), part.basis)


def _is_in_percent_of(whole: Topic, part: Answer, view: View) -> bool:
    """Whether a percentage stands in a table in which the whole is 100%."""
    fact = part.fact
    if fact.unit != "percent" or fact.period is None or not whole.hard:
        return False
    asked = frozenset(term.stem for term in whole.hard)
    metrics = {f"{name}Percent" for name in whole.mentions}
    for line in view.index.look_at(view.index.about(metrics, asked)):
        named = line.metric in metrics or any(asked <= label for label in line.labels)
        held = line.at(fact.period) if line.unit == "percent" and named else None
        if held and held.fact.value == _ALL and held.fact.sources[0].section == fact.sources[0].section:
            return True
    return False


def share_change(query: Query, view: View) -> Outcome:
    """Return by how many points one figure as a share of another moved between two periods."""
    part, whole = _amounts(*query.topics)
    later, earlier, _ = compared_periods(query, view)
    now, before = (_share(part, whole, period, "percent", view) if period else None for period in (later, earlier))
    answer = change(now, before, "amount") if now and before else None
    if answer is None:
        return Outcome(missing=" as a share of ".join(topic.text for topic in query.topics if topic.text))
    if query.yes_no and query.direction != "either":
        agrees = number(answer.fact) != 0 and (number(answer.fact) > 0) == means_up(
            query.direction, part.mentions[0] if part.mentions else ""
        )
        return Outcome((answer,), say.yes_no(agrees, answer, view))
    in_basis_points = pattern("basis_points").search(query.text) is not None
    return Outcome((answer,), say.change(answer, view, in_basis_points=in_basis_points))


def _amounts(part: Topic, whole: Topic) -> tuple[Topic, Topic]:
    """The two as amounts: a margin that is asked for as a share is its profit, of what its own part took in."""
    amount = _profits().get(part.mentions[0]) if len(part.mentions) == 1 and whole.hard else None
    if amount is None:
        return part, whole
    member = Topic(part.beside)
    return replace(part, mentions=(amount,)), whole.with_words_of(member) if member.terms else whole


@cache
def _profits() -> dict[str, str]:
    """The amounts by the metrics that are the same in percent: gross profit by gross margin."""
    return {
        known.by_unit["percent"]: name for name, known in vocabulary().metrics.items() if "percent" in known.by_unit
    }


def share_of(part: Topic, whole: Topic, period: Period | None, question: str, view: View) -> Answer | None:
    """Return one figure in percent of another in a period, computed; None where that cannot be done."""
    return _share(*_amounts(part, whole), period, f"{question} in percent", view)


def _share(part: Topic, whole: Topic, period: Period | None, question: str, view: View) -> Answer | None:
    """One figure over another of the same period and unit, and of no narrower scope than it.

    Of two signs, where a line that is printed as a minus may be a cost, it is not known which the share has.
    """
    member = Topic(with_parts_freed(part, view.index).beside)
    own_only = bool(member.terms and part.mentions) and _is_said_before_its(member, question)
    if own_only:
        whole = whole.with_words_of(member)  # "Peru's income as a percentage of its sales" is of Peru's sales
    bottom = value(whole, period, view)
    if bottom is None or _is_some_of_it(whole, bottom.fact):
        return None
    if _is_of_its_own(part, whole, period, view):
        own = whole.with_words_of(member)
        bottom = value(own, period, view) or bottom
        whole = own if bottom.fact.dimensions else whole
    for topic in _parts_meant(part, whole, bottom.fact):
        top = value(topic, period, view)
        both = len(topic.mentions) > len(part.mentions) > 0
        if top and both and top.fact.metric not in meant(part.mentions[0]):
            continue  # of the two metrics that are named together the other
        if top and part.mentions and not _is_of_part(top.fact, part, whole):
            continue  # a row that is called by the whole alone
        if top and not part.hard and abs(number(top.fact)) > abs(number(bottom.fact)):
            continue  # what is not named is no part of what is smaller
        if top and own_only and set(top.fact.dimensions) - set(bottom.fact.dimensions):
            continue  # the company's sales are not the part's own
        if top and _is_within(top.fact, bottom.fact) and _have_known_signs(top.fact, bottom.fact):
            return ratio(top, bottom, *_called(top.fact, bottom.fact, question))
    return None


def _is_of_part(top: Fact, part: Topic, whole: Topic) -> bool:
    """Whether a figure is of a metric that is named as the part, or is called by a word that the whole has not."""
    if any(top.metric in meant(name) for name in part.mentions):
        return True
    said = {term.stem for term in part.terms} - {term.stem for term in whole.terms}
    return not said.isdisjoint(
        label_stems(" ".join((top.label, *top.heads, *(member for _, member in top.dimensions))))
    )


def _is_said_before_its(member: Topic, question: str) -> bool:
    """Whether a part is named ahead of "of its": before the part is named, that is the company's."""
    its = _ITS_OWN.search(question)
    return its is not None and all(term.text.lower() in question[: its.start()].lower() for term in member.terms)


def _is_of_its_own(part: Topic, whole: Topic, period: Period | None, view: View) -> bool:
    """Whether a part's profit or cost is set over sales, which are its own unless they are called the company's."""
    if not part.mentions or whole.mentions != ("Revenues",) or any(t.text.lower() in _COMPANYWIDE for t in whole.terms):
        return False
    top = value(part, period, view)
    known = vocabulary().metrics.get(top.fact.metric) if top and top.fact.dimensions else None
    return known is not None and ("percent" in known.by_unit or known.expense)


def _amount(part: Topic, whole: Topic, period: Period | None, view: View) -> Answer | None:
    """The part itself, where an amount is asked and no share."""
    bottom = value(whole, period, view)
    meant = _parts_meant(part, whole, bottom.fact) if bottom else [part]
    return next((found for topic in meant if (found := value(topic, period, view))), None)


def _parts_meant(part: Topic, whole: Topic, bottom: Fact) -> list[Topic]:
    """What the part may be: as said; of the whole's own member; a member of the whole's line ("from North America")."""
    member = Topic(tuple(term for term in whole.terms if term.mention < 0))
    line = Topic(tuple(term for term in whole.terms if term.mention >= 0), whole.mentions)
    if bottom.dimensions:
        return [part, part.with_words_of(member)]
    if _is_cost(part) and not any(map(_is_expense, whole.mentions)):
        return [part]  # the cost of services is no revenue of theirs
    if part.mentions:  # "what part of R&D was stock-based compensation": not all that there is of it
        return [part.with_words_of(whole), part] if whole.mentions else [part]
    return [part.with_words_of(line), part, part.with_words_of(whole)]


def _is_cost(part: Topic) -> bool:
    """Whether a part that no metric is named of is what something costs."""
    return not part.mentions and any(term.stem in _COSTS for term in part.terms)


def _is_expense(name: str) -> bool:
    known = vocabulary().metrics.get(name)
    return known is not None and known.expense


def _is_within(part: Fact, whole: Fact) -> bool:
    """Whether one figure can be a share of another: of one unit and period, and of all members that the other is of."""
    alike = (part.unit, part.period) == (whole.unit, whole.period)
    if alike and part.metric != whole.metric and _is_named_with(part, whole):
        return True
    of_all = {(axis, member) for axis, member in whole.dimensions if _OF_ALL_PARTS.fullmatch(member)}
    return alike and part != whole and set(whole.dimensions) - of_all <= set(part.dimensions)


def _is_named_with(part: Fact, whole: Fact) -> bool:
    """Whether a row is called by the part that the whole is of: "Rope repair expense" of "Rope repair revenue"."""
    of = label_stems(" ".join(member for _, member in whole.dimensions)) - label_stems("revenues sales")
    return bool(of) and not part.dimensions and of <= label_stems(part.label)


def _is_some_of_it(whole: Topic, found: Fact) -> bool:
    """Whether a total was asked for, and a line found that no vocabulary knows and that says more: "Surgeries - inpatient"."""
    if found.metric in vocabulary().metrics or not any(term.text.lower() in _COMPANYWIDE for term in whole.terms):
        return False
    return bool(label_stems(found.label) - {term.stem for term in whole.terms} - fillers())


def _have_known_signs(part: Fact, whole: Fact) -> bool:
    """Whether the two are of one sign, or each of a line whose sign means what it says."""
    return is_spent_or_lost(part) == is_spent_or_lost(whole)


def _called(part: Fact, whole: Fact, question: str) -> tuple[str, str, str]:
    """The name, the label and the unit of one figure over another: a ratio where one is asked for, else a share."""
    known = next(
        (f for f in formulas().values() if (f.plus, f.minus, f.over) == ((part.metric,), (), (whole.metric,))), None
    )
    if known and not _IN_PERCENT.search(question):
        return known.name, known.label, known.unit
    if _PLAIN_RATIO.search(question) and not _IN_PERCENT.search(question):
        return f"{part.metric}To{whole.metric}Ratio", f"ratio of {metric_words(part)} to {metric_words(whole)}", "ratio"
    return f"{part.metric}PercentOf{whole.metric}", say.share_label(part, whole), "percent"
