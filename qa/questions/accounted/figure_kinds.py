"""Whether a figure that a sentence states is of the kind that a question asks for, and as plain as it asks."""

import re
from functools import cache

from qa.facts.prose.claimed_values import lacks_scale
from qa.language.currencies import is_currency
from qa.language.stems import ignored, label_stems, stem, words
from qa.questions.accounted.figure_clauses import Clause, rule, saying_same
from qa.questions.parsing.query import Query
from qa.questions.parsing.words import told_apart
from qa.resources import toml

_COUNTED = re.compile(r"\b(?:how many|(?:number|count) of)\s+((?:[\w'-]+\s*){1,5})", re.I)
_OF_STOCK = re.compile(r"\W*(?:[\w'-]+\W+){0,4}?(?:shares|units)\b", re.I)
_HOW_MUCH = re.compile(r"\bhow much\b", re.I)
_INTEREST_RATE = re.compile(r"\binterest[- ]rates? (?:swaps?|hedges?|caps?|derivatives?)\b", re.I)
_SHARE = re.compile(r"\bper\s(?:\w+\s){0,2}(?:share|unit)\b", re.I)
_BEFORE_TAX = re.compile(r"\bpre-tax\b|\bbefore[- ]tax(?:es)?\b", re.I)
_INCLUDED = re.compile(
    r"\b(?:includ(?:ing|es|ed)|exclud(?:ing|es|ed)|of which)\s+(?:approximately |about |an? )*$", re.I
)
_JOINT = re.compile(r"[$€£]?\d[\d.,]*|,|;|\b(?:and|with)\b")
_OF_ONE = label_stems("diluted basic common per share unit net")
_FEW = 4  # words behind "how many" of which one is what is counted
_NEAR = 40  # characters on either side of a count in which its noun stands
_FAR = 60  # characters before a figure within which a word denies it
_LEAST_SUM = 1000  # below which an amount without a scale may be one per share
_LOSS = stem("loss")
_THINGS = ("product", "products")  # whose stem is that of production, too


def is_of_kind(asked: str, clause: Clause) -> bool:
    """Return whether a figure is in a unit that is asked for: money, percent, shares, an amount per share, things counted."""
    quantity, unit = clause.quantity, clause.quantity.unit
    counted = _COUNTED.search(asked)
    if counted:
        return _is_count(counted[1], clause)
    if rule("asked", "days").search(asked):
        return unit in ("day", "days", "count")
    of_each = rule("asked", "of_each").search(asked) is not None
    if lacks_scale(quantity, unit) and not of_each:
        return False
    if rule("asked", "of_a_share").search(asked) or "/sh" in asked.lower():
        behind = clause.text[clause.at[1] : clause.at[1] + _NEAR]
        return unit.endswith("/share") or (
            is_currency(unit) and quantity.scale == 1 and bool(_SHARE.match(behind.lstrip()))
        )
    if "/" in unit:
        return of_each
    if asks_ratio(asked) and unit == "count":
        return quantity.value % 1 != 0
    if rule("asked", "percent").search(_INTEREST_RATE.sub("", asked)) or "%" in asked:
        return unit in ("percent", "ratio")
    small = quantity.scale == 1 and abs(quantity.value) < _LEAST_SUM
    return is_currency(unit) and not clause.apposed and (not small or of_each)


def asks_ratio(asked: str) -> bool:
    """Return whether a question asks for a ratio, which a figure without a unit may be: book-to-bill."""
    return rule("asked", "ratio").search(asked) is not None


def _is_count(things: str, clause: Clause) -> bool:
    """Whether a figure counts the things asked for, by its noun or by one right beside it."""
    unit = clause.quantity.unit
    if _OF_STOCK.match(things):
        return unit == "shares"
    if unit in ("percent", "shares", "ratio") or "/" in unit or is_currency(unit):
        return False
    start, end = clause.at
    beside = clause.text[max(clause.start, start - _NEAR) : min(clause.end, end + _NEAR)]
    named = label_stems(unit if unit != "count" else beside)
    nouns = [word.stem for word in words(things)][:_FEW]
    return any(saying_same(noun) & named for noun in nouns if noun not in ignored())


def is_plain(query: Query, clause: Clause) -> bool:
    """Return whether a figure is stated as it is asked for: not denied, as sure, on the same basis, of as much."""
    asked, text = query.text, clause.text
    start, _ = clause.place
    if rule("says", "denies").search(text, max(clause.start, start - _FAR), start):
        return False
    included = _INCLUDED.search(text, max(0, clause.start - _FAR), start) is not None
    if included and not _is_named_behind(asked, clause):
        return False
    ahead = looks_ahead(query)
    if ahead != (rule("says", "ahead").search(text, 0, clause.end) is not None):
        return False
    if query.periods and rule("says", "later").search(text) and not rule("says", "later").search(asked):
        return False  # what was done since is not of the period
    is_left = rule("asked", "left").search(asked) is not None  # of what was bought nothing says how much may still be
    if rule("says", "allows").search(clause.said) and not (ahead or is_left):
        return False
    if is_left and not rule("says", "left").search(clause.said):
        return False
    if rule("asked", "drawn").search(asked) and not rule("says", "drawn").search(_right_beside(clause)):
        return False
    if rule("says", "unspent").search(clause.said) and not rule("asked", "unspent").search(asked):
        return False
    if _COUNTED.search(asked) and rule("asked", "all").search(asked) and not rule("says", "all").search(text):
        return False
    excludes = rule("says", "left_out")
    if bool(excludes.search(asked)) != bool(excludes.search(text if excludes.search(asked) else clause.before)):
        return False
    return _is_on_basis(asked, clause) and _is_not_apart(asked, clause)


def _right_beside(clause: Clause) -> str:
    """The words on either side of a figure, up to the next one and to what is joined to it."""
    before = _JOINT.split(clause.before)[-1]
    behind = _JOINT.split(clause.text[clause.at[1] : clause.end])[0]
    return f"{before} | {behind}"


def _is_named_behind(asked: str, clause: Clause) -> bool:
    """Whether what stands behind a figure names what is asked for: of "including $.01 in charges" the charges."""
    behind = label_stems(clause.text[clause.at[1] : clause.end]) - _OF_ONE
    return not behind.isdisjoint(label_stems(asked))


def looks_ahead(query: Query) -> bool:
    """Return whether a question asks for what is expected."""
    return query.guidance or rule("asked", "ahead").search(query.text) is not None


def _is_on_basis(asked: str, clause: Clause) -> bool:
    basis = rule("says", "basis")
    wanted, said = ({word.lower() for word in basis.findall(text)} for text in (asked, clause.said))
    return said <= wanted and (not wanted or basis.search(clause.text) is not None)


def _is_not_apart(asked: str, clause: Clause) -> bool:
    """Whether no word of either makes another figure of it: "operating", "deferred", a loss."""
    wanted, said = (
        frozenset(word.stem for word in words(_BEFORE_TAX.sub("pretax", one))) for one in (asked, clause.text)
    )
    telling = apart()
    done = frozenset(word.stem for word in words(asked) if word.text.lower() not in _THINGS)
    if any(said & other and not said & own for own, other in told_apart(done)):
        return False  # what was shipped is not what was produced
    return wanted & telling <= said and clause.naming & (telling | {_LOSS}) <= wanted


@cache
def apart() -> frozenset[str]:
    """Return the stems of words that make another figure of the one that they stand with."""
    return frozenset(stem(word) for line in toml("stated")["apart"] for word in line.split())
