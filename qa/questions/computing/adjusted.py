"""What a line is without the items that a reconciliation adjusts it for: the measure that the reconciliation leads to.

"Operating income before stock compensation and the lease charge" is non-GAAP operating income where the table that
states it adjusts for just these two. Where a question names only some of what was adjusted, the line without those is
computed of the one under GAAP, before taxes alone (what an item does to the tax no table says item by item).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from qa.facts.fact import Period
from qa.facts.reconciliations import ADJUSTMENT, FROM
from qa.language.stems import ignored, is_among, label_stems, stem, stems_in
from qa.language.vocabulary import vocabulary
from qa.questions.computing.arithmetic import number, reported, term
from qa.questions.computing.combined import combined
from qa.questions.finding.find import close, find
from qa.questions.finding.index import Held, Line
from qa.questions.finding.left_out import UNSAID, called
from qa.questions.finding.library import View
from qa.questions.finding.periods import at, by_default
from qa.questions.parsing.mentions import meant
from qa.questions.parsing.query import Topic
from qa.questions.parsing.words import generic, same_adjustments
from qa.questions.reply import Answer
from qa.questions.wording.word import metric_words

_AXES = {ADJUSTMENT, FROM}
# What the adjustments change of the tax, which nobody names with them.
_TAX = re.compile(
    r"^\W*(?:(?:less|plus|add)\W+)?(?:(?:related|estimated|associated|the) )*(?:income )?tax(?:es)?\b(?! (?:reform|matter|settlement))"
    r"|\btax (?:effects?|impacts?|adjustments?)\b",
    re.I,
)
_PRETAX = ("GrossProfit", "OperatingIncomeLoss", "OperatingExpenses", "EBITDA", "EarningsBeforeInterestAndTaxes")
# What any adjustment may be called, which tells none of them.
_OF_ANY = frozenset(
    stems_in("charge cost expense gain loss adjustment asset income net non cash one time incurred recorded")
)
_OTHER = stem("other")
_Items = Sequence[frozenset[str]]


def adjusted_for(topic: Topic, left_out: Topic, period: Period | None, view: View) -> Answer | None:
    """Return the measure whose reconciliation leaves out what a question does; None where none leaves out just that."""
    items = _items(left_out)
    if not items or len(topic.mentions) != 1:
        return None
    for line, held in _outside_gaap(topic, period, view):
        steps = _adjustments(line, held, view)
        named = _named(steps, items, left_out)
        if not steps or not _account_for(items, named, left_out):
            continue
        if len(named) == len(steps):
            return reported(held, view.company)
        partly = _partly(held, named, view)
        if partly and topic.basis is None:
            return partly
    return None


def _items(left_out: Topic) -> _Items:
    """The telling stems of each thing that is to be left out."""
    items: list[set[str]] = []
    for one in left_out.terms:
        if one.breaks or not items:
            items.append(set())
        if not one.stem[0].isdigit():
            items[-1].add(one.stem)
    told = (frozenset(item) - ignored() - _untelling() for item in items)
    return [item for item in told if item]


def _untelling() -> frozenset[str]:
    return generic() | UNSAID | _OF_ANY


def _outside_gaap(topic: Topic, period: Period | None, view: View) -> Iterator[tuple[Line, Held]]:
    """A topic's figures outside GAAP, by its own name and by that which it has there."""
    own = meant(topic.mentions[0])
    for one in called(topic):
        matches = find(one, view.index)
        for match in close(matches) if matches else ():
            held = at(match.line, period) if period else by_default(match.line, view.reported)
            if held and held.fact.basis == one.basis and held.fact.metric.endswith(own):
                yield match.line, held


def _adjustments(line: Line, measure: Held, view: View) -> list[Held]:
    """What a measure is adjusted for in its period, as the table with most of it says; no taxes, and nothing of nil.

    Where no table leads to the measure itself, what the table that states it adjusts a sibling for: net income above
    adjusted earnings per share.
    """
    fact = measure.fact
    if fact.period is None:
        return []
    stating = {source.section for held in line.held if held.fact.period == fact.period for source in held.fact.sources}
    own: dict[str, list[Held]] = defaultdict(list)
    siblings: dict[str, list[Held]] = defaultdict(list)
    for step in view.index.adjustments:
        held = step.at(fact.period)
        if held is None or held.filing != measure.filing or {axis for axis, _ in step.dimensions} != _AXES:
            continue
        if (held.fact.metric, held.fact.unit) == (fact.metric, fact.unit):
            own[held.fact.sources[0].section].append(held)
        elif held.fact.basis == fact.basis and held.fact.sources[0].section in stating:
            siblings[held.fact.metric].append(held)
    found = max(own.values(), key=len) if own else next(iter(siblings.values())) if len(siblings) == 1 else []
    return [held for held in found if number(held.fact) and not _TAX.search(held.fact.label)]


def _named(steps: Sequence[Held], items: _Items, left_out: Topic) -> Sequence[Held]:
    """The adjustments that are to be left out; none where what else is to be, too, is not plain: "restructuring and other income"."""
    named = [step for step in steps if _is_named(step, items, left_out)]
    if not any(term.stem == _OTHER for term in left_out.terms) or any(map(_is_of_others, named)):
        return named
    others = [step for step in steps if _is_of_others(step)]
    return [*named, *others] if len(others) == 1 else []


def _is_of_others(step: Held) -> bool:
    return _OTHER in stems_in(step.fact.label)


def _is_named(step: Held, items: _Items, left_out: Topic) -> bool:
    return any(_shared(item, step) for item in items) or _metric(step) in _metrics(left_out)


def _account_for(items: _Items, named: Sequence[Held], left_out: Topic) -> bool:
    """Whether each item is one of the adjustments: more of its words are of one than are not."""
    known = bool({_metric(step) for step in named} & _metrics(left_out))
    return all(
        any(2 * len(_shared(item, step)) > len(item) for step in named) or (known and len(items) == 1) for item in items
    )


def _metric(step: Held) -> str:
    known = vocabulary().label(step.fact.label)
    return known.metric if known else step.fact.label


def _metrics(left_out: Topic) -> frozenset[str]:
    return frozenset(name for mention in left_out.mentions for name in meant(mention))


def _shared(item: frozenset[str], step: Held) -> set[str]:
    """Which of an item's stems an adjustment's label has, by another word that says the same, or cut short."""
    label = label_stems(step.fact.label) - _untelling()
    return {one for one in item if is_among(one, label) or not label.isdisjoint(same_adjustments().get(one, ()))}


def _partly(measure: Held, named: Sequence[Held], view: View) -> Answer | None:
    """The line under GAAP with some of what it is adjusted for; None where taxes would have to be known."""
    fact = measure.fact
    if fact.metric not in _PRETAX or not named or any(step.fact.metric != fact.metric for step in named):
        return None
    lines = (line for line in view.index.of_metric(fact.metric) if line.basis == "GAAP" and line.unit == fact.unit)
    starts = [
        held
        for line in lines
        if not line.dimensions and fact.period and (held := line.at(fact.period)) and held.filing == measure.filing
    ]
    if len(starts) != 1:
        return None
    parts = [reported(held, view.company) for held in (*starts, *named)]
    result = sum((number(part.fact) for part in parts), Decimal(0))
    label = f"{metric_words(parts[0].fact)} excluding {' and '.join(part.fact.label for part in parts[1:])}"
    formula = " + ".join(term(part) for part in parts)
    return combined(parts, result, f"{fact.metric}Adjusted", label, formula)
