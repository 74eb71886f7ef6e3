"""A figure or several, looked up: one line in one period or more, a list of lines, the parts of a line."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from qa.facts.fact import Period
from qa.facts.outline import Family
from qa.language.stems import label_stems
from qa.language.vocabulary import vocabulary
from qa.questions.computing.arithmetic import number, reported
from qa.questions.computing.changes import change_of
from qa.questions.computing.guided import expected
from qa.questions.finding.grown import before_growth
from qa.questions.finding.index import SLACK
from qa.questions.finding.library import View
from qa.questions.finding.lists import distinct, is_list, is_one_name, repeats, tell_list
from qa.questions.finding.lookup import value
from qa.questions.finding.periods import at, targets
from qa.questions.finding.pieces import asks_variants, pieces
from qa.questions.finding.restated import restated_from
from qa.questions.outcome import Outcome
from qa.questions.parsing.query import Query, Topic
from qa.questions.parsing.words import axes_said, generic, parts
from qa.questions.quoting.told_in_words import withdrawn_outlook
from qa.questions.reply import Answer
from qa.questions.wording import sentences as say

_CHANGES = re.compile(
    r"\b(?:growth|chang\w*|pace|rate of|how fast|vs\.?|versus|y/y|yoy|y-o-y|q/q|qoq|over|against|from|than)\b", re.I
)
_EACH = re.compile(r"\b(?:each|separately|individually|one by one)\b", re.I)
_AGAINST = re.compile(r"(?<=\w )(?:compared? (?:with|to|against)|relative to|versus|vs)\b", re.I)
_NOT_ADDED = re.compile(r" [−×/÷] ")
_TOTAL = label_stems("total")
_OF_A_SHARE = label_stems("per share")  # "Net income per share" heads no parts of net income


def look_up(query: Query, view: View) -> Outcome:
    """Return the figure or the figures that a question asks for."""
    topic = query.topics[0]
    family: Family = "guidance" if query.guidance else "level"
    periods: Sequence[Period | None] = targets(query.periods, view, query.anchors) or (None,)
    if _says_base_alone(query):
        periods = (None, *periods)
    if query.guidance:
        return _outlook(query, topic, [*periods, *_following(query, view)], view)
    listed = pieces(topic)
    if query.many and not is_list(listed):
        of_parts = any(term.stem in parts() for term in topic.terms)
        ways = (_members, _children) if of_parts else (_children, _members)
        children = next((found for way in ways if len(found := way(topic, periods, view)) > 1), [])
        if children:
            return Outcome(tuple(children), say.several(children, view))
        if of_parts or query.parts:
            return Outcome(missing=topic.text)
    apart = asks_variants(topic, view) or (
        (is_list(listed) or repeats(topic, listed)) and not is_one_name(topic, listed, periods, view)
    )
    variants = tell_list(topic, periods, view, family) if apart else None
    if variants or (apart and repeats(topic, listed)):
        return variants or Outcome(missing=topic.text)
    found = [answer for period in periods if (answer := value(topic, period, view, family))]
    if found and len(found) < len(periods) and _leaves_out(found, periods, query):
        return Outcome(missing=topic.text)
    found = found or [
        answer for period in periods if period and (answer := before_growth(topic, period, view)) and not query.wanted
    ]
    if query.wanted == "percent" and any(answer.fact.unit not in ("percent", "ratio") for answer in found):
        # "hold, in %" asks for another line than the one found, "sales growth in %" for its change.
        moved = query if query.direction or not _CHANGES.search(query.text) else replace(query, direction="either")
        return _quoted_change(moved, topic, view) or Outcome(missing=topic.text)
    if found:
        found = distinct(found)
        if len(found) == 1 and _EACH.search(query.text) and (each := _added(found[0])):
            return Outcome(each, say.several(each, view))
        first = restated_from(found[0], view) if len(found) == 1 else None
        text = say.figures(found, query, view) + (say.restated(first) if first else "")
        return Outcome(tuple(found), say.clip(text))
    return tell_list(topic, periods, view, family) or _quoted_change(query, topic, view) or Outcome(missing=topic.text)


def _says_base_alone(query: Query) -> bool:
    """Whether a question says only the period that a figure is held against: "net sales compared with the spring quarter"."""
    if query.follows or query.wanted or query.direction not in ("", "either"):
        return False
    return query.periods == query.bases != () and _AGAINST.search(query.text) is not None


def _added(answer: Answer) -> tuple[Answer, ...]:
    """The figures of several metrics that a sum was made of, each of which is asked for; none where it is no sum."""
    operands = answer.derivation.operands if answer.derivation else ()
    adds = answer.derivation is not None and not _NOT_ADDED.search(answer.derivation.formula)
    return operands if adds and len({one.fact.metric for one in operands}) == len(operands) > 1 else ()


def _outlook(query: Query, topic: Topic, periods: Sequence[Period | None], view: View) -> Outcome:
    """What is expected of a topic: on each basis that it is asked on, or not at all."""
    on_bases = [one for one in pieces(topic) if one.basis]
    if len({one.basis for one in on_bases}) > 1:
        each = [expected(replace(query, topics=(one,)), one, periods, view) for one in on_bases]
        if not all(one.answers for one in each):
            return Outcome(missing=topic.text)
        return Outcome(
            tuple(answer for one in each for answer in one.answers), say.clip(" ".join(one.text for one in each))
        )
    outlook = expected(query, topic, periods, view)
    withdrawn = Outcome() if outlook.answers else withdrawn_outlook(query, topic, view)
    if withdrawn.answers and topic.mentions:  # that it is not given is no figure
        return Outcome(missing=topic.text, instead=withdrawn.text)
    return withdrawn if withdrawn.answers else outlook


def _following(query: Query, view: View) -> tuple[Period, ...]:
    """The quarter after the one reported, which is meant by "the current quarter" where the future is asked for."""
    current = [one for one in query.periods if one.unit == "quarter" and one.shift == 0 and one.count == 1]
    return targets([replace(one, shift=1, shift_unit="quarter") for one in current], view, query.anchors)


def _leaves_out(found: Sequence[Answer], periods: Sequence[Period | None], query: Query) -> bool:
    """Whether one of several periods has no figure, and is not said only to tell of which year another is.

    What is said from the period in view ("on March 3, a year ago", "the fiscal year") may tell of another, too.
    """
    spans = [answer.fact.period for answer in found]
    if not all(spans) or any(one.same or (one.unit == "year" and not one.year) for one in query.periods):
        return False
    return any(one and not any(span and _overlap(one, span) for span in spans) for one in periods)


def _overlap(one: Period, other: Period) -> bool:
    return max(one.start or one.end, other.start or other.end) <= min(one.end, other.end) + SLACK


def _children(topic: Topic, periods: Sequence[Period | None], view: View) -> list[Answer]:
    """The rows below the section head that the topic names ("operating expenses")."""
    target = periods[0] or view.reported
    names = [name for name in _names_of(topic) if name]
    return next((found for name in names if (found := _below(name, target, view))), []) if target else []


def _names_of(topic: Topic) -> list[frozenset[str]]:
    """The stems by which a section may be headed: those asked with, or those of the metric that they name ("opex")."""
    said = frozenset(term.stem for term in topic.hard)
    known = vocabulary().metrics.get(topic.mentions[0]) if len(topic.mentions) == 1 else None
    if known is None or any(term.mention < 0 for term in topic.hard):
        return [said]
    return [said, said - _TOTAL, label_stems(known.label) - _TOTAL]


def _below(head: frozenset[str], target: Period, view: View) -> list[Answer]:
    """The rows below a section head with some stems."""
    found: list[Answer] = []
    rarest = min((view.index.worded(stem) for stem in head), key=len)
    for line in view.index.look_at(rarest):
        heads = line.fact.heads
        if line.family != "level" or not heads or line.fact.label.lower().startswith("total"):
            continue
        said = say.stems_of(heads[-1])
        if head <= said and not (said - head) & _OF_A_SHARE and (held := at(line, target)):
            found.append(reported(held, view.company))
    return sorted(found, key=lambda answer: answer.fact.sources[0].start)


def _members(topic: Topic, periods: Sequence[Period | None], view: View) -> list[Answer]:
    """The parts of a metric along one axis ("revenue for each of the four end markets"); none where parts are named."""
    if any(term.mention < 0 and term.stem not in generic() for term in topic.hard):
        return []
    target = periods[0] or view.reported
    asked = {term.stem for term in topic.terms}
    axes = {axis for axis, words in axes_said().items() if words & asked}
    by_axis: dict[tuple[str, str], list[Answer]] = {}
    for line in view.index.look_at(view.index.about(topic.mentions)):
        dimensions = line.dimensions
        if (
            line.family == "level"
            and len(dimensions) == 1
            and dimensions[0][0] != "Part"
            and line.basis == (topic.basis or "GAAP")
        ):
            held = at(line, target) if target else None
            if held and held.fact.unit != "percent" and _may_be_along(dimensions[0][0], axes, asked):
                by_axis.setdefault((dimensions[0][0], held.fact.sources[0].section), []).append(
                    reported(held, view.company)
                )
    whole = value(replace(topic, terms=tuple(t for t in topic.terms if t.mention >= 0)), target, view)
    for axis in {axis for axis, _ in by_axis}:  # each part may have a table of its own
        every = [answer for (along, _), found in by_axis.items() if along == axis for answer in found]
        if not parts().isdisjoint(asked) and _adds_up(every, whole):
            by_axis.setdefault((axis, ""), every)
    members = max(
        by_axis.items(),
        key=lambda group: (
            group[0][0] in axes or _names_axis(group[0][0], asked),
            _adds_up(group[1], whole),
            len(group[1]),
        ),
        default=(("", ""), []),
    )[1]
    return sorted(members, key=lambda answer: answer.fact.sources[0].start)


def _may_be_along(axis: str, axes: Collection[str], asked: Collection[str]) -> bool:
    """Whether an axis may be meant by those asked for: segments may be of any kind, and what has no other name is a segment.

    Arguments:
        axes: the axes asked for.
        asked: the stems of the words asked with.
    """
    if not axes or "Segment" in axes or axis in axes or axis == "Segment":
        return True
    words = label_stems(axis)
    return _names_axis(axis, asked) or words.isdisjoint(frozenset[str]().union(*axes_said().values()))


def _names_axis(axis: str, asked: Collection[str]) -> bool:
    """Whether all words of an axis' name are asked with: "by distribution channel"."""
    return label_stems(axis) <= set(asked)


def _adds_up(members: Sequence[Answer], whole: Answer | None) -> bool:
    """Whether parts make up the whole."""
    return whole is not None and sum(number(answer.fact) for answer in members) == number(whole.fact)


def _quoted_change(query: Query, topic: Topic, view: View) -> Outcome | None:
    """A question for a figure that the release states only as a change ("warranty charges were $1.3 million lower")."""
    if not query.direction:
        return None
    answer = change_of(topic, query, view)
    return Outcome((answer,), say.change(answer, view)) if answer else None
