"""Figures that only look like a total: below the face statements, a metric's row is often a part of it.

A reconciliation lists what stock compensation added to "Cost of revenue"; a note splits a balance. Where such a
row contradicts the same metric and period on the face of the financial statements (Regulation S-X Article 5's
balance sheet, income statement and cash flow statement), it is a part, and is filed as one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from qa.facts.duplicates import consistent
from qa.facts.fact import Basis, Bound, Fact, Period
from qa.facts.reconciliations import FROM

_FACE = re.compile(
    r"balance sheets?|statements? of (?:consolidated )?(?:operations|income|earnings|loss|cash flows?|financial (?:condition|position)"
    r"|comprehensive)|income statements?|cash flows? statements?|results of operations",
    re.I,
)
_NOT_FACE = re.compile(r"reconcil|non-?gaap|segment|pro forma|supplement|adjusted|selected|comprised|parent", re.I)
# A table of a part that is chosen to compare years by: what it states beside the whole company's is of that part.
_CHOSEN = re.compile(
    r"\b(?:comparable|same[- ](?:store|property|hotel|restaurant|center|community|facility))\b(?! (?:to|gaap|measure|period|quarter))",
    re.I,
)
# A head of the whole company, beside those of some of it: "Consolidated:" above "Same-facility:".
_ALL = re.compile(r"(?:consolidated|total company|company-?wide|combined|total)\b(?:\s*\(\w{1,2}\))?[\s:*]*$", re.I)
# A head that is a table's title, in text that has lost its layout, and names no part.
_TITLE = re.compile(r"\breconcil|\(\s*(?:dollars |amounts )?in (?:thousands|millions|billions)\b", re.I)
_MARKS = re.compile(r"\s*\((?:\d{1,2}|[a-z])\)")

Key = tuple[str, str, Period | None, Basis, Bound | None, str]


def set_parts_apart(tables: Sequence[Sequence[Fact]], prose: Sequence[Fact] = ()) -> list[Fact]:
    """Return the facts of a filing's tables, those that cannot be the whole filed as parts.

    Arguments:
        tables: the facts of each statement, in the order of the text.
        prose: what sentences state, by which of tables that contradict each other one may be told for the whole.
    """
    told: dict[Key, list[Fact]] = {}
    for fact in prose:
        if _is_whole(fact) and fact.comparison is None:
            told.setdefault(_key(fact), []).append(fact)
    face: dict[Key, list[Fact]] = {}
    elsewhere: dict[Key, list[Fact]] = {}
    for facts in tables:
        adjusting = _adjusting(facts)
        for fact in filter(_is_whole, facts):
            if _is_face(fact):
                face.setdefault(_key(fact), []).append(fact)
            elif fact.sources[0].end not in adjusting:
                elsewhere.setdefault(_key(fact), []).append(fact)
    return [fact for facts in tables for fact in _apart(facts, face, elsewhere, told)]


def _adjusting(facts: Sequence[Fact]) -> set[int]:
    """Where the figures stand that lead from one measure to another: the tax on what is left out is not all tax."""
    return {fact.sources[0].end for fact in facts if any(axis == FROM for axis, _ in fact.dimensions)}


def _apart(
    facts: Sequence[Fact],
    face: Mapping[Key, Sequence[Fact]],
    elsewhere: Mapping[Key, Sequence[Fact]],
    told: Mapping[Key, Sequence[Fact]],
) -> Iterator[Fact]:
    """A table's facts: what contradicts the face statements, or itself, belongs to the total named above it.

    Arguments:
        face: what the face statements state.
        elsewhere: what other tables state, apart from what leads from one measure to another, which they correct.
        told: what sentences state of the whole.
    """
    adjusting = _adjusting(facts)
    said: dict[Key, list[Fact]] = {}
    for fact in filter(_is_whole, facts):
        said.setdefault(_key(fact), []).append(fact)
    headed = {_headed(fact) for fact in filter(_is_whole, facts) if _is_contradicted(fact, said[_key(fact)])}
    above = ""
    for fact in facts:
        totals = face.get(_key(fact), ())
        chosen = _CHOSEN.search(fact.sources[0].section)
        if not totals and (chosen or fact.sources[0].end in adjusting):
            totals = [
                other
                for other in elsewhere.get(_key(fact), ())
                if not chosen or not _CHOSEN.search(other.sources[0].section)
            ]
        if not _is_whole(fact) or _is_face(fact):
            yield fact
        elif any(consistent(fact, total) for total in totals or told.get(_key(fact), ())):
            above = fact.label
            yield fact
        elif any(consistent(replace(fact, value=-fact.amount), total) for total in totals):
            continue  # the same figure, taken off or added back
        elif not totals and fact.heads and _ALL.match(fact.heads[-1]):
            yield fact
        elif totals or _is_contradicted(fact, said[_key(fact)]) or (fact.heads and _headed(fact) in headed):
            part = chosen[0].capitalize() if chosen else _part(fact, above, totals)
            if part:
                yield replace(fact, dimensions=(("Part", part),))
        else:
            yield fact


def _part(fact: Fact, above: str, totals: Sequence[Fact]) -> str:
    """What a figure that is no total is a part of: its head, or the total above; "Net revenue" beside "Revenue" is another line.

    Empty where it is called as the total is and nothing says of what part it is.
    """
    if fact.heads and not _TITLE.search(fact.heads[-1]):
        return _MARKS.sub("", fact.heads[-1]).strip(" :")
    if any(_words(fact) == _words(total) for total in totals):
        return "" if above.lower() == fact.label.lower() else above
    return fact.label if any(_words(fact) - _words(total) for total in totals) else above or fact.label


def _headed(fact: Fact) -> tuple[str, str, tuple[str, ...]]:
    """Which line below which heads: what is of a part in one period is so in all of them."""
    return fact.metric, fact.unit, fact.heads


def _is_contradicted(fact: Fact, others: Sequence[Fact]) -> bool:
    """Whether a table has other figures of a line, not all of which name a part of this one."""
    return any(not consistent(fact, other) and not _says_more(other, fact) for other in others)


def _says_more(fact: Fact, total: Fact) -> bool:
    return _words(total) < _words(fact)


def _words(fact: Fact) -> set[str]:
    return set(fact.label.lower().split())


def _key(fact: Fact) -> Key:
    return fact.metric, fact.unit, fact.period, fact.basis, fact.bound, fact.guidance


def _is_whole(fact: Fact) -> bool:
    return not fact.dimensions and fact.basis == "GAAP"


def _is_face(fact: Fact) -> bool:
    return _titles_face(fact.sources[0].section)


@lru_cache(maxsize=1024)
def _titles_face(title: str) -> bool:
    return bool(_FACE.search(title)) and not _NOT_FACE.search(title)
