"""The sentences of a reply: one or two, who, what, how much, which period, and how it came about."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from qa.facts.duplicates import consistent
from qa.facts.fact import Fact
from qa.language.stems import stem, words
from qa.language.vocabulary import vocabulary
from qa.questions.computing.arithmetic import number
from qa.questions.finding.library import View
from qa.questions.finding.periods import at, year_before
from qa.questions.parsing.query import Query, Topic
from qa.questions.reply import Answer
from qa.questions.wording.word import (
    as_called,
    be,
    counted,
    display,
    figure,
    metric_words,
    own_wording,
    period_words,
    possessive,
    share_words,
)

_COSTS = re.compile(r"\b(?:expenses?|costs?)\b")
_YES, _NO = "Yes: ", "No: "
_WORDY = 80  # characters of a text that is quoted rather than named
_LIMIT = 500  # characters of a reply


def stems_of(text: str) -> frozenset[str]:
    """Return the stems of every word of a text."""
    return frozenset(word.stem for word in words(text))


def figures(answers: Sequence[Answer], query: Query, view: View) -> str:
    """Word the answer to a question for one metric, in one period or several."""
    first = answers[0]
    if len(answers) > 1:
        return several(answers, view)
    fact = first.fact
    if not isinstance(fact.value, Decimal):
        if len(first.display) > _WORDY:
            return clip(f"{possessive(named(view))} {metric_words(fact)}: “{first.display}”")
        return f"{possessive(named(view))} {metric_words(fact)} is {first.display.removesuffix('.')}."
    name, size = signed(fact)
    text = f"{possessive(named(view))} {name} {be(name)} {counted(name, size)} {period_words(fact.period)}".strip()
    text += _year_earlier(first, view) + "."
    if _denies(query, fact):
        text = f"There was no {_opposite(fact)}: {text}"
    return clip(text + _working(first))


def named(view: View) -> str:
    """Return how a sentence calls the company in view."""
    return view.company.name or "The company"


def signed(fact: Fact) -> tuple[str, str]:
    """Return the metric's name and its figure: a negative net income is a net loss of so much."""
    value = number(fact)
    opposite = _opposite(fact)
    if value < 0 and opposite:
        return as_called(opposite, fact), figure(-value, fact.unit)
    return metric_words(fact), figure(value, fact.unit)


def _opposite(fact: Fact) -> str:
    """What a metric is called below nothing, as the filing does where it does: "interest expense, net"."""
    known = vocabulary().metrics.get(fact.metric)
    if known is None or not known.opposites:
        return ""
    plain = " ".join(word.text.lower() for word in words(fact.label))
    so_called = plain in known.opposites and _COSTS.search(plain)
    return own_wording(fact.label) if so_called else min(known.opposites, key=len)


def has_opposite(fact: Fact) -> bool:
    """Return whether a metric has a name for its figures below nothing: net income and net loss."""
    return bool(_opposite(fact))


def is_of_loss(answer: Answer) -> bool:
    """Whether a change is from one loss to another, so that it narrowed or widened."""
    operands = answer.derivation.operands if answer.derivation else ()
    return bool(_opposite(answer.fact)) and len(operands) == 2 and all(number(o.fact) < 0 for o in operands)


def _denies(query: Query, fact: Fact) -> bool:
    """Whether a loss was asked for, and not what it would be without losses of another kind, and there was a profit."""
    left_out = query.computation.operand if query.computation and query.computation.kind == "excluding" else None
    asked = {word.stem for word in words(query.text)} - {term.stem for term in (left_out or Topic()).terms}
    return (
        bool(_opposite(fact))
        and number(fact) > 0
        and stem("loss") in asked
        and stem("loss") not in stems_of(fact.label)
    )


def _year_earlier(answer: Answer, view: View) -> str:
    """The comparison that a reader wants next, where the filing gives it."""
    fact = answer.fact
    if fact.period is None or fact.period.is_instant or answer.derivation or fact.guidance or fact.comparison:
        return ""
    before = year_before(fact.period, view)
    lines = [
        line
        for line in view.index.of_metric(fact.metric)
        if line.family == "level"
        and line.dimensions == fact.dimensions
        and line.basis == fact.basis
        and line.unit == fact.unit
        and (line.known or line.fact.heads == fact.heads)
    ]
    # Of lines of one metric ("Net sales" in a total of net sales and revenues) only the figure's own.
    own = [line for line in lines if (now := at(line, fact.period)) and consistent(now.fact, fact)]
    held = at(own[0], before) if own and before else None
    if held is None or not isinstance(held.fact.value, Decimal):
        return ""
    shown = number(held.fact)
    if (shown < 0) != (number(fact) < 0):
        return f", against {figure(shown, fact.unit)} a year earlier"
    return f", against {figure(abs(shown) if _opposite(fact) else shown, fact.unit)} a year earlier"


def _working(answer: Answer) -> str:
    if answer.derivation is None:
        return ""
    shown = ", ".join(
        f"{figure(number(operand.fact), operand.fact.unit)} {period_words(operand.fact.period)}".strip()
        for operand in answer.derivation.operands[:3]
    )
    return f" Computed from {shown}."


def several(answers: Sequence[Answer], view: View | None) -> str:
    """Word several figures in a row."""
    parts = []
    for answer in answers:
        name, size = (
            signed(answer.fact)
            if isinstance(answer.fact.value, Decimal)
            else (metric_words(answer.fact), answer.display)
        )
        parts.append(f"{name} {size}")
    if view is None:
        parts = [f"{possessive(answer.company.name)} {part}" for part, answer in zip(parts, answers, strict=True)]
    start = f"{named(view)} " if view else ""
    periods = {period_words(answer.fact.period) for answer in answers}
    if len(periods) == 1:
        return clip(f"{start}{next(iter(periods))}: {'; '.join(parts)}.")
    dated = [f"{part} {period_words(answer.fact.period)}" for part, answer in zip(parts, answers, strict=True)]
    return clip(f"{start.strip()}{': ' if start else ''}{'; '.join(dated)}.")


def supposed(answer: Answer, changed: Answer, size: Decimal, view: View) -> str:
    """Word what a figure would have been, had another been of some size."""
    fact = answer.fact
    return clip(
        f"{possessive(named(view))} {fact.label} would have been {figure(number(fact), fact.unit)}"
        f" {period_words(fact.period)} if {metric_words(changed.fact)} had been {figure(size, changed.fact.unit)}"
        f" rather than {figure(number(changed.fact), changed.fact.unit)}, all else as reported."
    )


def originally(first: Answer, latest: Answer, view: View) -> str:
    """Word what was first reported, and what a later filing made of it."""
    name, size = signed(first.fact)
    text = f"{possessive(named(view))} {name} {be(name)} first reported as {size} {period_words(first.fact.period)}"
    if first.fact.value != latest.fact.value:
        text += f"; a later filing gives {signed(latest.fact)[1]}"
    return clip(text + ".")


def restated(first: Answer) -> str:
    """Word what an earlier filing gave for a figure."""
    return f" It was first reported as {signed(first.fact)[1]}."


def change(answer: Answer, view: View, *, in_basis_points: bool = False) -> str:
    """Word a change: what moved, by how much, from what to what."""
    fact = answer.fact
    value = number(fact)
    moved = "rose" if value > 0 else "fell" if value < 0 else "did not change"
    name = metric_words(fact)
    points = (
        answer.derivation is not None
        and fact.unit == "percent"
        and answer.derivation.operands[0].fact.unit == "percent"
    )
    size = figure(abs(value), fact.unit)
    if points:
        size = f"{size[:-1]} percentage points"
        if in_basis_points:
            size = f"{abs(value) * 100:,.0f} basis points ({size})"
    loss = is_of_loss(answer)
    if loss:
        name, moved = _opposite(fact), "narrowed" if value > 0 else "widened" if value < 0 else moved
    text = f"{possessive(named(view))} {name} {moved}" + (f" by {size}" if value else "")
    if answer.derivation:
        now, before = (_unsigned(operand) if loss else operand for operand in answer.derivation.operands)
        text += (
            f" to {figure(number(now.fact), now.fact.unit)} {period_words(now.fact.period)}"
            f" from {figure(number(before.fact), before.fact.unit)} {period_words(before.fact.period)}"
        )
    else:
        text += f" {period_words(fact.period)}, as the release states it"
        if fact.comparison:
            text += f", against {period_words(fact.comparison).removeprefix('in ').removeprefix('at ')}"
    return clip(text + ".")


def _unsigned(answer: Answer) -> Answer:
    """The answer as the size of a loss."""
    return replace(answer, fact=replace(answer.fact, value=abs(number(answer.fact))))


def share_label(part: Fact, whole: Fact) -> str:
    """Return the name of a share: "research and development expense as a percentage of revenue"."""
    return share_words(metric_words(part), metric_words(whole))


def share(answer: Answer, view: View) -> str:
    """Word a ratio of two figures."""
    fact = answer.fact
    return clip(
        f"{possessive(named(view))} {fact.label} was {figure(number(fact), fact.unit)} {period_words(fact.period)}."
        + _working(answer)
    )


def holds(agrees: bool, said: str) -> str:
    """Return a sentence with what it says of the question before it: yes or no."""
    return (_YES if agrees else _NO) + said


def yes_no(answer_is_yes: bool, answer: Answer, view: View) -> str:
    """Word a question of direction: "Yes" or "No", then what happened."""
    return clip(holds(answer_is_yes, change(answer, view)))


def is_yes_or_no(text: str) -> bool:
    """Return whether a reply says yes or no first."""
    return text.startswith((_YES, _NO))


def both(texts: Sequence[str]) -> str:
    """Word the replies to two questions that were asked as one."""
    agrees = all(text.startswith(_YES) for text in texts)
    return clip(holds(agrees, " ".join(text.removeprefix(_YES).removeprefix(_NO) for text in texts)))


def than(answer_is_yes: bool, one: Answer, other: Answer) -> str:
    """Word whether one figure is the larger of two."""
    own = f" {period_words(one.fact.period)}" if one.fact.period != other.fact.period else ""
    said = f"{_stated(one)}{own}, and {_stated(other)} {period_words(other.fact.period)}"
    return clip(holds(answer_is_yes, f"{said}."))


def winner(first: Answer, second: Answer, query: Query) -> str:
    """Word which of two is the one asked for, that first: what fell the most is the lower of two changes."""
    size, other = number(first.fact), number(second.fact)
    falls = first.fact.comparison is not None and size < other
    word = "higher" if query.most and not falls else "lower"
    said = stems_of(query.text)
    name = _capitalised(_distinguishing(first, second, said))
    return clip(
        f"{name}, at {figure(size, first.fact.unit)}, was {word} than"
        f" {_distinguishing(second, first, said)}, at {figure(other, second.fact.unit)},"
        f" {period_words(first.fact.period)}."
    )


def in_order(ordered: Sequence[Answer], query: Query) -> str:
    """Word the parts of a company in the order asked for: "Looms, at $9 million; Yarn, at $7 million"."""
    said = stems_of(query.text)
    first, second = ordered[:2]
    names = [_capitalised(_distinguishing(one, second if one is first else first, said)) for one in ordered]
    sized = [f"{name}, at {figure(number(one.fact), one.fact.unit)}" for name, one in zip(names, ordered, strict=True)]
    return clip(f"{'; '.join(sized)}; {period_words(first.fact.period)}.")


def of_members(found: Sequence[Answer], members: Sequence[Answer], *, down: bool) -> str:
    """Word in how many of a company's parts a figure rose, or fell, and which they are."""
    names = ", ".join(member for answer in found for _, member in answer.fact.dimensions)
    moved = f"{_capitalised(metric_words(replace(members[0].fact, dimensions=())))} {'fell' if down else 'rose'}"
    return clip(
        f"{moved} {period_words(members[0].fact.period)} in {len(found) or 'none'} of {len(members)}{': ' if names else ''}{names}."
    )


def _distinguishing(answer: Answer, other: Answer, said: frozenset[str]) -> str:
    """What tells two figures of a company apart: the member or the metric, called as the filing does where the question does.

    Arguments:
        said: the stems of the question's words.
    """
    if answer.fact.dimensions and answer.fact.metric == other.fact.metric:
        own = [one for one in answer.fact.dimensions if one not in other.fact.dimensions]
        return ", ".join(member for _, member in own or answer.fact.dimensions)
    if not answer.fact.dimensions and answer.fact.basis == "GAAP" and stems_of(answer.fact.label) <= said:
        return own_wording(answer.fact.label)
    return metric_words(answer.fact)


def _stated(answer: Answer) -> str:
    if answer.fact.comparison:
        rate = abs(number(answer.fact))
        shown = figure(rate, answer.fact.unit)
        if answer.fact.unit == "percent" and answer.derivation and rate >= 1:
            shown = f"{figure(rate.quantize(Decimal(1)), 'percent')} ({shown})"  # as releases print it, and as it is compared
        return f"{metric_words(answer.fact)} {'rose' if number(answer.fact) > 0 else 'fell'} by {shown}"
    return level(answer.fact)


def level(fact: Fact) -> str:
    """Return that a metric was so much: "the net loss was $3 million"."""
    name, size = signed(fact)
    return f"{name} {be(name)} {counted(name, size)}"


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def quoted(answer: Answer, view: View) -> str:
    """Word a quotation."""
    return clip(f"{named(view)} says: “{answer.fact.value}”")


def on_day(text: str, fact: Fact) -> str:
    """Return a quotation's text with the day that its "today" is behind it."""
    return f"{text} That is {display(fact)}."


def clip(text: str) -> str:
    """Return a text within the length of a reply, cut between words."""
    if len(text) <= _LIMIT:
        return text
    return text[: text.rfind(" ", 0, _LIMIT - 1)] + "…"
