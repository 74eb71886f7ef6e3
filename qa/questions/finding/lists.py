"""Several figures asked for at once: each must be found, or none is told.

What names a part ahead of the first metric, or behind the last, is said of all of them: "Looms' sales and profit", "sales
and profit of Looms" are both the part's, and the company's figure is no answer for either.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from qa.facts.fact import Period
from qa.facts.outline import Family
from qa.language.stems import label_stems
from qa.language.vocabulary import vocabulary
from qa.questions.finding.find import find
from qa.questions.finding.library import View
from qa.questions.finding.lookup import value
from qa.questions.finding.pieces import pieces, spread
from qa.questions.finding.same_time import end_together
from qa.questions.outcome import Outcome
from qa.questions.parsing.query import Term, Topic
from qa.questions.parsing.topics import is_held
from qa.questions.parsing.words import generic
from qa.questions.reply import Answer
from qa.questions.wording import sentences as say

Found = list[Answer]


def tell_list(topic: Topic, periods: Sequence[Period | None], view: View, family: Family) -> Outcome | None:
    """Return the figures of the several metrics that a topic names; None where it names one, or one is not found.

    Arguments:
        periods: for which each is asked; None for the one that is meant when none is said.
    """
    parts = spread(topic) or pieces(topic)
    if len(parts) < 2:
        return None

    def figures(part: Topic) -> Found:
        return [answer for period in periods if (answer := value(part, period, view, family))]

    each = [figures(part) for part in parts]
    if not all(each) or any(_is_beside(part, one) for part, found in zip(parts, each, strict=True) for one in found):
        return None
    found = distinct([answer for one in _of_one_part(parts, each, figures) for answer in one])
    if periods == (None,) and not end_together(found, balances=False):
        return None  # what is asked of no time in particular is of one
    # "Life Sciences and Chemical Analysis" are one segment, which either of its names finds.
    return Outcome(tuple(found), say.several(found, view)) if len(found) > 1 else None


def _of_one_part(parts: Sequence[Topic], each: list[Found], figures: Callable[[Topic], Found]) -> list[Found]:
    """The figures, all of the part that is named for all; nothing where one metric is not told of it."""
    first, last = _ahead(parts[0]), _behind(parts[-1])
    for shared, owner in ((first, 0), (last, len(parts) - 1)):
        of = _members(each[owner], shared)
        for at, part in enumerate(parts) if of else ():
            if at == owner or _own(part) or _members(each[at], shared) == of:
                continue
            carried = figures(replace(part, terms=(*shared, *part.terms)))
            if _members(carried, shared) != of:
                return []
            each = [*each[:at], carried, *each[at + 1 :]]
    return each


def _members(found: Found, named: Sequence[Term]) -> frozenset[str]:
    """The parts that figures are of, as far as words name them."""
    said = frozenset(term.stem for term in named)
    members = {member for answer in found for _, member in answer.fact.dimensions}
    return frozenset(member.lower() for member in members if label_stems(member) & said)


def _own(part: Topic) -> list[Term]:
    """The words of a piece that are of no metric, and so name a part."""
    return [term for term in part.hard if term.mention < 0 and term.stem not in generic()]


def _ahead(part: Topic) -> list[Term]:
    """The words ahead of a piece's last metric, which may be of one that a part's name only looks like: "Retail Deposits"."""
    metric = [at for at, term in enumerate(part.terms) if 0 <= term.mention == len(part.mentions) - 1]
    return _naming(part.terms[: metric[0]]) if metric else []


def _behind(part: Topic) -> list[Term]:
    """The words behind a piece's first metric."""
    metric = [at for at, term in enumerate(part.terms) if term.mention == 0]
    return _naming(part.terms[metric[-1] + 1 :]) if metric else []


def _naming(terms: Sequence[Term]) -> list[Term]:
    named = (term for term in terms if not term.soft and term.stem not in generic())
    return [replace(term, mention=-1, breaks=False) for term in named]


def is_list(parts: Sequence[Topic]) -> bool:
    """Return whether pieces of a question are asked for one by one: on several bases, or several metrics on one."""
    return len({part.basis for part in parts}) > 1 or (len(parts) > 1 and all(part.mentions for part in parts))


def is_one_name(topic: Topic, listed: Sequence[Topic], periods: Sequence[Period | None], view: View) -> bool:
    """Return whether what reads as a list is the name of one line ("Hotels and short-term rentals", "Sales and other revenue")."""
    said = frozenset(term.stem for term in topic.terms if not term.soft)
    if any(said in match.line.labels for match in find(topic, view.index)):
        return any(value(topic, period, view) for period in periods)
    if repeats(topic, listed):
        return False
    of_one = len(set(topic.mentions)) == 1 and len({part.basis for part in listed}) == 1
    return (
        of_one
        and any(term.mention < 0 and not term.soft for term in topic.terms)
        and any(value(topic, period, view) for period in periods)
    )


def repeats(topic: Topic, listed: Sequence[Topic]) -> bool:
    """Return whether each piece of a list says the metric anew: "mills, and mills in Peru" are the whole and a part."""
    if len(listed) < 2 or len(topic.mentions) > 1 or len({part.basis for part in listed}) > 1:
        return False
    if not topic.mentions:
        return topic.counted and bool(frozenset.intersection(*(frozenset(t.stem for t in one.hard) for one in listed)))
    again = [term.stem for term in topic.hard if term.mention < 0]
    return any(term.mention == 0 and again.count(term.stem) >= len(listed) - 1 for term in topic.terms)


def distinct(answers: Sequence[Answer]) -> list[Answer]:
    """Return answers, each once."""
    kept: list[Answer] = []
    for answer in answers:
        if not any(answer.fact == other.fact and answer.filing == other.filing for other in kept):
            kept.append(answer)
    return kept


def _is_beside(part: Topic, answer: Answer) -> bool:
    """Whether a metric that a list names is only spoken of beside what was found: "available liquidity, of cash and ..." is no cash."""
    fact = answer.fact
    if fact.dimensions or fact.metric in vocabulary().metrics or not any(map(is_held, part.mentions)):
        return False
    said = label_stems(fact.label).union(*(label_stems(member) for _, member in fact.dimensions))
    return all(term.stem not in said for term in part.hard if term.mention >= 0)
