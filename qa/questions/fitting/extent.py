"""Whether a figure is all of what is asked for and no more: one part where one is asked for, both of two, the rest."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from qa.facts.fact import Fact
from qa.language.currencies import is_currency
from qa.language.sought import Sought
from qa.language.stems import label_stems, words
from qa.questions.fitting.measure import called
from qa.questions.parsing.intents import leaves_open
from qa.questions.parsing.query import Query
from qa.questions.parsing.words import parts, phrases

_TWICE = Sought(
    r"\bhow (?:many|much)\b.*\b(?:and|plus),? (?:(?:for|at|of [a-z]+),? )?(?:how (?:many|much)\b|(?:at |for )?what\b.* (?:price|cost|worth|average|paid)\b)"
    r"|\bwhat .*\b(?:and|plus) (?:(?:for|at|of [a-z]+),? )?how (?:many|much)\b"
    r"|\w,? and (?:(?:what|which|how (?:much|many)) (?:[\w-]+ ){0,3}?(?:did|was|were|is|are|does|do)|at what)\b"
)
_BOTH = Sought(r"\bboth\b")
# A list of two that end alike.
_AND_ONE_MORE = re.compile(r"\b(?P<kind>[a-z]{4,}) and (?:the |its |their )?(?:[\w-]+ ){1,3}(?P=kind)\b", re.I)
_AND = re.compile(r"\band\b|&|,")
_YET_TO = Sought(r"\b(?:still|yet|remain\w*|left) (?:(?:have|has|had|needs?|needed) )?to (?!be\b)[a-z]+")
_REST = Sought(r"\b(?:remain\w*|left|still|yet|outstanding|unfilled|unused|available)\b")
_ALL = 100
_OPENING = 7  # words within which a question says of what it asks which one
_OTHER_OF_TWO = Sought(
    r"^\W*(?:and |but |so )?(?:what about )?(?:(?:which|what) (?:is|was) )?the (?:smaller|larger|bigger|lower|higher|lesser|greater)(?: one)?\W*$"
)
_PACE = Sought(r"\b(?:fastest|slowest|quickest)\b")
_SOME_OF = re.compile(r"\W*(?:and )?how much of (?P<whole>[^?]+?) (?:was|were|is|are) (?P<part>[^?]+)", re.I)
_LEFT_OUT = re.compile(r"\b(?:exclud|exclusive of|without|before|ex-)", re.I)
_CURRENT, _LATER = r"(?:current|short[- ]term)", r"(?:non-?current|long[- ]term)"
_DUE_ANY_TIME = Sought(
    rf"\b{_CURRENT} (?:and|plus|&) (?:the )?{_LATER}\b|\b{_LATER} (?:and|plus|&) (?:the )?{_CURRENT}\b"
)
_DUE_LATER = re.compile(_LATER, re.I)
_DUE_SOON = re.compile(rf"(?<!non)(?<!non-){_CURRENT}\b", re.I)
# Two times of which both are asked for: "store count at the end of the quarter, and a year earlier".
_AND_THEN = Sought(
    r"\w\W+and (?:(?:what (?:was|were) (?:it|they|that)|at|in|for|on|as of|of|the|its|that|end|close) )*"
    r"(?:(?:a|one) (?:year|quarter) (?:earlier|ago|before|prior)\b|(?:last|prior|previous|preceding) (?:year|quarter)\b|(?:year|quarter) (?:earlier|ago|before)\b"
    r"|same (?:period|quarter|time|date|day|point) (?:of |in )?(?:a year|last year|(?:the )?(?:prior|previous) year)\b)"
)
_MOVED = re.compile(
    r"\b(?:chang|increas|decreas|growth|higher|lower|greater|fewer|reduc|declin|improv|better|worse|less|more)", re.I
)
_WHICH = Sought(r"\bwhich\b|\bwhose\b")


def _is_half(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether two amounts are asked for and one was found: "how many were repurchased, and for how much"."""
    return query.intent == "lookup" and len(figures) == 1 and _TWICE.search(query.text) is not None


def _is_one_of_one_kind(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether a figure and another one of its kind are asked for, and one was found: "book value and tangible book value"."""
    kinds = [asked["kind"].lower() for asked in _AND_ONE_MORE.finditer(query.text)] if len(figures) == 1 else []
    if query.intent != "lookup" or query.computation or not kinds:
        return False
    told = called(figures[0]).lower()
    return _AND.search(told) is None and any(sum(word.text == kind for word in words(told)) == 1 for kind in kinds)


def _is_one_that_moved(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether it is asked whether both of two moved, and what was found is how one did."""
    return query.intent == "compare" and not query.halves and len(figures) == 1 and _BOTH.search(query.text) is not None


def _is_whole_for_part(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether a question asks which part it was, and what was found is of none: "which of the markets topped the table"."""
    if query.computation and query.computation.kind == "choice":
        return False  # the question itself names what it chooses from
    said = words(query.text)
    first = bool(said) and said[0].text.lower() == "which" and any(word.stem in parts() for word in said[:_OPENING])
    later = any(one.text.lower() == "which" and other.stem in parts() for one, other in pairwise(said))
    best = (*phrases()["superlative"]["most"], *phrases()["superlative"]["least"])
    named = query.superlative and any(
        one.text.lower() in best and other.stem in parts() for one, other in pairwise(said)
    )
    rows = query.intent == "which" and len({fact.label for fact in figures}) > 1  # of a table, by a total's name
    return (first or later or named) and not rows and not any(fact.dimensions for fact in figures)


def _is_of_one_time(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether the figures of two times are asked for, and what was found are of one."""
    if query.intent != "lookup" or query.guidance or not _AND_THEN.search(query.text):
        return False
    ends = {fact.period.end for fact in figures if fact.period}
    return len(ends) < 2 and not any(fact.comparison for fact in figures)


def _is_level_for_way(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether it is asked which of two ways a figure went, and what was found is how much there is of it."""
    if query.computation or not leaves_open(query.text.lower()):
        return False
    return not any(fact.comparison or fact.metric.endswith("Growth") or _MOVED.search(called(fact)) for fact in figures)


def _is_list_for_one(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether one of several is asked for that has the most, and what was found tells all of them and chooses none."""
    asks = query.superlative and query.intent == "lookup" and _WHICH.search(query.text) is not None
    return asks and query.computation is None and len({fact.dimensions for fact in figures}) > 1


def _is_list_for_change(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether it is asked by how much something moved, and what was found are the figures of two times."""
    asks = (
        query.intent == "lookup"
        and query.direction in ("up", "down", "better", "worse")
        and query.wanted != ""
        and not query.many
    )
    return asks and len(figures) == 2 and len({(fact.metric, fact.dimensions) for fact in figures}) == 1


def _is_all_for_some(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether it is asked how much of something was something else, and what was found is all of it: "of expenses was rent"."""
    asked = _SOME_OF.match(query.text)
    if asked is None or any(fact.dimensions or fact.unit == "percent" for fact in figures):
        return False
    whole, part = label_stems(asked["whole"]), label_stems(asked["part"])
    return bool(part) and all(
        label <= whole and label.isdisjoint(part) for label in map(label_stems, (f.label for f in figures))
    )


def _is_change_for_one(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether a turn asks for the other of two that were held against each other, and what was found is how one moved."""
    if _PACE.search(query.text) and all(is_currency(fact.unit) and fact.comparison is None for fact in figures):
        return True  # "and the slowest?" of what grew asks for no size
    return query.intent == "compare" and len(figures) == 1 and _OTHER_OF_TWO.search(query.text) is not None


def _is_left_out(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether a figure without one part is asked for, and what was found is that part's."""
    computation = query.computation
    if computation is None or computation.kind != "excluding" or computation.operand is None:
        return False
    said = {term.stem for term in computation.operand.terms}
    names = [label_stems(" ".join(member for _, member in fact.dimensions)) for fact in figures]
    return all(name and name <= said for name in names)


def _is_all_of_itself(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether a share is asked for, and what was found is that of revenue in itself, which is all."""
    return query.intent == "ratio" and all(
        fact.metric == "RevenuesPercentOfRevenues" and not fact.dimensions and fact.value == _ALL for fact in figures
    )


def _is_all_for_rest(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether it is asked how many are still to be added, and what was found is of all: "how many does it still have to hire"."""
    if query.intent != "lookup" or not _YET_TO.search(query.text):
        return False
    return not any(fact.guidance or _REST.search(called(fact)) for fact in figures)


def _is_without_for_with(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether a figure with something in it is asked for, and what was found is told as the one without it."""
    if query.computation is None or query.computation.kind != "including":
        return False
    said = (" ".join((fact.label, *(source.quote for source in fact.sources))) for fact in figures)
    return all(_LEFT_OUT.search(text) for text in said)


def _is_one_of_both(query: Query, figures: Sequence[Fact]) -> bool:
    """Whether it is asked what is due soon and what is due later together, and what was found is either alone."""
    if len(figures) != 1 or not _DUE_ANY_TIME.search(query.text):
        return False
    label = called(figures[0])
    return bool(_DUE_LATER.search(label)) != bool(_DUE_SOON.search(label))


CHECKS: tuple[Callable[[Query, Sequence[Fact]], bool], ...] = (
    _is_half,
    _is_one_of_one_kind,
    _is_one_that_moved,
    _is_whole_for_part,
    _is_list_for_one,
    _is_of_one_time,
    _is_level_for_way,
    _is_list_for_change,
    _is_left_out,
    _is_all_for_some,
    _is_change_for_one,
    _is_all_of_itself,
    _is_all_for_rest,
    _is_without_for_with,
    _is_one_of_both,
)
