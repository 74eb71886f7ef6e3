"""The sentences of a reply about what management expects, and what became of it."""

from collections.abc import Sequence

from qa.facts.fact import Bound, Fact
from qa.questions.computing.arithmetic import number
from qa.questions.finding.library import View
from qa.questions.reply import Answer
from qa.questions.wording.sentences import clip, holds, named, signed
from qa.questions.wording.word import be, figure, metric_words, period_words, possessive


def guidance(answers: Sequence[Answer], view: View) -> str:
    """Word management's outlook."""
    first = answers[0].fact
    of = f"of {_sizes(answers)}"
    if _is_amount_of_change(first):
        sizes = _spread(answers, without_sign=True)
        of = (
            f"to be {sizes} {'below' if number(answers[0].fact) < 0 else 'above'} that {period_words(first.comparison)}"
        )
    said = f"{named(view)} {first.guidance} {metric_words(first)} {of} {period_words(first.period)}"
    return clip(f"{said.strip()}.")


def _is_amount_of_change(fact: Fact) -> bool:
    """Whether a fact says by how much in money, not in percent, a figure is to move: it is no level of it."""
    return fact.comparison is not None and fact.unit != "percent"


def _sizes(outlook: Sequence[Answer]) -> str:
    """The ends of what is expected, in brackets behind the point where there is one."""
    point = "".join(figure(number(one.fact), one.fact.unit) for one in outlook[:1] if not one.fact.bound)
    ends = _spread([one for one in outlook if one.fact.bound])
    return f"{point} ({ends})" if point and ends else point or ends


def _spread(answers: Sequence[Answer], *, without_sign: bool = False) -> str:
    """The ends of what is expected, what is counted said once: "6 to 7 restaurants"."""
    sizes = [abs(number(one.fact)) if without_sign else number(one.fact) for one in answers]
    units = [one.fact.unit for one in answers]
    counted = [unit.isalpha() and unit.islower() and unit not in ("percent", "ratio") for unit in units]
    shown = [
        "count" if one and at + 1 < len(units) else unit
        for at, (unit, one) in enumerate(zip(units, counted, strict=True))
    ]
    return " to ".join(map(figure, sizes, shown))


def outlook_moved(now: Sequence[Answer], before: Sequence[Answer], way: str, view: View, *, agrees: bool) -> str:
    """Word what became of the outlook, yes or no first."""
    first = now[0].fact
    sizes = _spread(now)
    was = _spread(before)
    text = f"{named(view)} {way} its outlook for {metric_words(first)} {period_words(first.period)}"
    return clip(holds(agrees, f"{text}: {sizes}{f', from {was}' if was else ''}."))


def foreseen(answer_is_yes: bool, outlook: Sequence[Answer], before: Answer, view: View) -> str:
    """Word whether a figure is expected to go the way supposed, the outlook and what it was."""
    first = outlook[0].fact
    sizes = _spread(outlook)
    said = f"{named(view)} expects {metric_words(first)} of {sizes} {period_words(first.period)}".strip()
    was = f"{before.display} {period_words(before.fact.period)}".strip()
    return clip(holds(answer_is_yes, f"{said}, against {was}."))


def midpoint(answer: Answer, outlook: str) -> str:
    """Word the middle of an outlook, and the outlook."""
    return clip(f"The midpoint is {figure(number(answer.fact), answer.fact.unit)}: {outlook}")


def end_of_range(answer: Answer, end: Bound, outlook: str) -> str:
    """Word one end of an outlook, and the outlook."""
    return clip(f"The {end} end is {figure(number(answer.fact), answer.fact.unit)}: {outlook}")


def revision(answer: Answer, now: Sequence[Answer], before: Sequence[Answer]) -> str:
    """Word by how much an outlook was moved, what it is and what it was."""
    size = number(answer.fact)
    by = figure(abs(size), answer.fact.unit)
    way = "raised" if size > 0 else "lowered"
    moved = f"{way} by {by}" if size else "not moved"
    name = metric_words(now[0].fact)
    return clip(f"The outlook for {name} was {moved}: {_spread(now)}, against {_spread(before)} before.")


def against_guidance(answer: Answer, actual: Answer, outlook: Sequence[Answer], agrees: bool | None) -> str:
    """Word how a figure came out against what management had expected."""
    sizes = _spread(outlook)
    low, high, size = number(outlook[0].fact), number(outlook[-1].fact), number(actual.fact)
    place = "above" if size > high else "below" if size < low else "in line with" if low == high else "within"
    by = figure(abs(number(answer.fact)), answer.fact.unit)
    by = f"{by[:-1]} percentage points" if answer.fact.unit == "percent" else by
    ends = len(answer.derivation.operands) - 1 if answer.derivation else 0
    what = "midpoint" if ends > 1 else "end of the range" if len(outlook) > 1 else "figure expected"
    way = "over" if number(answer.fact) > 0 else "under"
    counted = f", {by} {way} the {what}" if number(answer.fact) else ""
    name, shown = signed(actual.fact)
    said = (
        f"{possessive(actual.company.name)} {name} {be(name)} {shown} {period_words(actual.fact.period)},"
        f" {place} its guidance of {sizes}{counted}."
    )
    return clip(said if agrees is None else holds(agrees, said))
