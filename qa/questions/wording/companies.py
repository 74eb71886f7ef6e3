"""The sentences of a reply over several companies: whose figure is larger, what they come to, which come first."""

from collections.abc import Sequence

from qa.questions.computing.arithmetic import number
from qa.questions.reply import Answer
from qa.questions.wording.sentences import clip, holds, level
from qa.questions.wording.word import figure, metric_words, period_words, possessive


def than(answer_is_yes: bool, one: Answer, other: Answer) -> str:
    """Word whether one company's figure is as a question holds it against another's."""
    return clip(holds(answer_is_yes, f"{_stated(one)}{_period(one, other)}, and {_stated(other)}{_last(other)}."))


def winner(ordered: Sequence[Answer], *, most: bool) -> str:
    """Word whose figure is the highest or the lowest, the winner first."""
    first, *others = ordered
    word = ("highest" if most else "lowest") if len(others) > 1 else ("higher" if most else "lower")
    had = f"{first.company.name} had the {word} {_name(first)}, {first.display}{_period(first, *others)}"
    rest = [f"{one.company.name} {one.display}{_period(one, first)}" for one in others[:-1]]
    last = others[-1]
    rest.append(f"{last.company.name} {last.display}{_last(last)}")
    return clip(f"{had}, before {'; '.join(rest)}.")


def apart(difference: Answer, one: Answer, other: Answer) -> str:
    """Word by how much one company's figure is above or below another's."""
    value = number(difference.fact)
    way = "above" if value > 0 else "below"
    if not value:
        return clip(f"{_stated(one)}{_period(one, other)}, the same as {_stated(other)}{_last(other)}.")
    size = figure(abs(value), difference.fact.unit)
    return clip(
        f"{possessive(one.company.name)} {_name(one)} was {size} {way} {possessive(other.company.name)}:"
        f" {one.display} {period_words(one.fact.period)} and {other.display} {period_words(other.fact.period)}."
    )


def together(total: Answer, parts: Sequence[Answer]) -> str:
    """Word what several companies' figures come to."""
    names = [one.company.name for one in parts]
    each = "; ".join(f"{one.company.name} {one.display} {period_words(one.fact.period)}" for one in parts)
    return clip(f"{', '.join(names[:-1])} and {names[-1]} are {total.display} together in {_name(parts[0])}: {each}.")


def ranked(found: Sequence[Answer], most: bool, *, single: bool) -> str:
    """Word which companies come first by a figure, the first one first."""
    if single:
        first, *others = found
        text = f"{first.company.name} had the {'highest' if most else 'lowest'} {_name(first)}"
        text += f", {first.display}, {period_words(first.fact.period)}"
        after = "; ".join(f"{one.company.name} {one.display}" for one in others)
        return clip(text + (f", before {after}." if after else "."))
    listed = "; ".join(f"{n}. {one.company.name} {one.display}" for n, one in enumerate(found, 1))
    return clip(f"{listed}: the {'highest' if most else 'lowest'} {_name(found[0])} of the companies held.")


def number_of(found: Sequence[Answer], *, more: bool) -> str:
    """Word how many companies' figures are as asked, and whose.

    Arguments:
        more: whether there may be more than were found.
    """
    said = [f"{one.company.name} {one.display}" for one in found]
    count = f"{'At least ' if more else ''}{len(found)} {'company' if len(found) == 1 else 'companies'} of those held"
    return clip(f"{count}: {'; '.join(said)} ({_name(found[0])}).")


def _name(answer: Answer) -> str:
    return metric_words(answer.fact) + (" growth" if answer.fact.comparison else "")


def _stated(answer: Answer) -> str:
    if answer.fact.comparison:
        rose = "rose" if number(answer.fact) > 0 else "fell"
        return f"{possessive(answer.company.name)} {metric_words(answer.fact)} {rose} by {figure(abs(number(answer.fact)), answer.fact.unit)}"
    return f"{possessive(answer.company.name)} {level(answer.fact)}"


def _period(one: Answer, *others: Answer) -> str:
    """A figure's period, where it is not that of the others, which stands at the sentence's end."""
    same = all(period_words(one.fact.period) == period_words(other.fact.period) for other in others)
    return "" if same else _last(one)


def _last(answer: Answer) -> str:
    words = period_words(answer.fact.period)
    return f" {words}" if words else ""
