"""The rows that one figure is looked for among: where they stand, whether they can hold it, and the figure that they agree on."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from qa.facts.duplicates import consistent
from qa.facts.fact import Period
from qa.language.currencies import is_currency
from qa.language.stems import label_stems, words
from qa.questions.accounted.figure_clauses import rule, saying_same
from qa.questions.accounted.figure_kinds import asks_ratio
from qa.questions.computing.arithmetic import reported
from qa.questions.finding.index import Held, Line, best
from qa.questions.finding.library import View
from qa.questions.finding.periods import at, by_default
from qa.questions.outcome import Outcome
from qa.questions.parsing.query import Query
from qa.questions.wording import sentences as say

_COUNTED = re.compile(r"\b(?:how many|(?:number|count) of)\s+((?:[\w'-]+\s*){1,4})", re.I)
_WITHOUT = re.compile(
    r"\b(?:exclu\w+|ex|without|strip\w*|aside|apart from|(?:leav|tak)(?:e|es|ing) (?:\S+ ){1,4}out)\b", re.I
)
_OUTSIDE = re.compile(r"\b(?:outside|other than|elsewhere|beyond|except|besides)\b", re.I)
_ABROAD = re.compile(r"\b(?:outside|international|foreign|overseas|abroad|non|other|rest|export)\b", re.I)
_OF_STOCK = re.compile(r"\b(?:shares?|units?|shs) (?:outstanding|out|issued|in issue|count)\b", re.I)
_BRACKET = re.compile(r"\([^()]*\)")  # "sales (redemptions)" are not redemptions
_MONEY = re.compile(r"\$|\bhow much\b|\bdollars?\b|\bspen(?:d|t|ding)\b", re.I)


def places_of(same: Iterable[str], view: View) -> frozenset[int]:
    """Return where in the index the rows stand that have any of some words, given by their stems."""
    return frozenset(entry.order for one in same for entry in view.index.worded(one))


def figure_of(line: Line, periods: Sequence[Period], view: View) -> Held | None:
    """Return a line's figure of the first of the periods, or of the one that is meant where none is said; None without one."""
    held = at(line, periods[0]) if periods else by_default(line, view.reported)
    return held if held and isinstance(held.fact.value, Decimal) else None


def agreed(figures: Sequence[Held], query: Query, view: View) -> Outcome:
    """Return the figure that some rows give alike, as the answer; empty where there is none, or they contradict each other."""
    held = best(figures)
    if held is None or not all(consistent(held.fact, other.fact) for other in figures):
        return Outcome()
    answer = reported(held, view.company)
    return Outcome((answer,), say.figures([answer], query, view))


def is_of_kind(text: str, line: Line) -> bool:
    """Return whether a line is in a unit that is asked for: money, percent, shares, an amount per share, things counted."""
    unit = line.unit
    percent = unit in ("percent", "ratio")
    counted = _COUNTED.search(text)
    if counted:
        if is_currency(unit) or percent or "/" in unit:
            return False
        things = frozenset[str]().union(*(saying_same(word.stem) for word in words(counted[1])))
        return not things.isdisjoint(label_stems(unit).union(*line.labels))
    if _OF_STOCK.search(text) and not _MONEY.search(text):
        return unit == "shares"
    if rule("asked", "of_a_share").search(text):
        return unit.endswith(("/share", "/unit"))
    if rule("asked", "percent").search(text) or "%" in text or asks_ratio(text):
        return percent
    if unit.endswith("/share"):
        return False
    if "/" in unit:
        return rule("asked", "of_each").search(text) is not None
    return is_currency(unit) or (percent and not _MONEY.search(text))


def differs(text: str, line: Line) -> bool:
    """Return whether a figure without something is asked for and the line is with it, or the other way round."""
    row = " ".join((line.fact.label, *line.fact.heads))
    if rule("says", "unspent").search(row) and not rule("asked", "unspent").search(text):
        return True  # of what was bought no row says what may still be
    if _OUTSIDE.search(text) and not _ABROAD.search(row):
        return True
    return (_WITHOUT.search(text) is None) != (_WITHOUT.search(row) is None)


def in_brackets(line: Line) -> frozenset[str]:
    """Return the stems that a line's label has in brackets alone, by which it is not called."""
    label = line.fact.label
    return label_stems(label) - label_stems(_BRACKET.sub(" ", label)) if "(" in label else frozenset()
