"""Holds what sentences state against the tables: a figure far from the table's is of a part, or was not understood.

A sentence below a segment's name says "earnings were $21 billion" and means the segment's. A table that has the same
metric and period tells the two apart, and often which part it is. What differs little is left: releases round, and
contradict themselves, and that is for the checks to say.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from qa.facts.duplicates import consistent
from qa.facts.fact import PREVIOUSLY_EXPECTED, Dimensions, Fact, Period
from qa.language.stems import label_stems

_FAR = Decimal("0.1")  # of the table's figure
_LITTLE = Decimal("0.02")  # of it, beyond what rounding explains
_SLACK = 7  # days by which two wordings of a 52/53-week period differ
_LEAST_DIGITS = 2  # significant digits from which on two equal figures are no chance
_SURE_DIGITS = 3  # and where the whole's is near

_HEADING = 3  # words of which on what stands before a name is no part of it
_ASIDE = re.compile(r"\s*\([^()]*\)$")

_Line = tuple[str, Dimensions, str]


def held_against_tables(prose: Sequence[Fact], tables: Sequence[Fact]) -> list[Fact]:
    """Return the facts of sentences, those far from the tables' placed with the part they are of, or left out.

    Arguments:
        prose, tables: what the two state, in the order of the text.
    """
    levels = _levels(tables)
    prose = _on_basis_of(levels, _named_as_in(tables, prose))
    by_metric: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in tables:
        by_metric[fact.metric, fact.unit].append(fact)
    for fact in prose:
        stated = by_metric[fact.metric, fact.unit]
        if fact.comparison is None and not any(_is_same(fact, other) for other in stated):
            stated.append(fact)  # no table has it: what is said first is of the whole
    groups: dict[tuple[str, Dimensions, int], list[Fact]] = defaultdict(list)
    for fact in prose:
        groups[fact.metric, fact.dimensions, fact.sources[0].start].append(fact)
    kept: list[Fact] = []
    changes = _changes(prose)
    for facts in groups.values():
        far = [fact for fact in facts if _is_far(fact, by_metric[fact.metric, fact.unit])]
        if not far:
            kept += [fact for fact in facts if not _is_far_change(fact, levels, changes)]
            continue
        parts = {_part(fact, by_metric[fact.metric, fact.unit]) for fact in far}
        if facts[0].dimensions:  # what is said to be a part's is no other one's
            parts = {part for part in parts if _is_called_alike(part, facts[0].dimensions)}
        if len(parts) == 1 and (part := parts.pop()):
            kept += [replace(fact, dimensions=part) for fact in facts]
    return kept


def _on_basis_of(levels: Mapping[_Line, Sequence[Fact]], prose: Sequence[Fact]) -> list[Fact]:
    """Facts of sentences on the basis of the very figure in a table, where no table has the metric on GAAP's: an efficiency ratio."""
    on_gaap = {(metric, dimensions) for metric, dimensions, basis in levels if basis == "GAAP"}
    others: dict[tuple[str, Dimensions], list[Fact]] = defaultdict(list)
    for (metric, dimensions, _), facts in levels.items():
        others[metric, dimensions] += facts
    return [
        replace(fact, basis=same.basis)
        if fact.basis == "GAAP"
        and (fact.metric, fact.dimensions) not in on_gaap
        and (same := next((one for one in others[fact.metric, fact.dimensions] if _is_very(fact, one)), None))
        else fact
        for fact in prose
    ]


def _is_very(fact: Fact, other: Fact) -> bool:
    """Whether two facts state one figure of one period, to several digits."""
    digits = len(re.sub(r"\D", "", fact.reported).strip("0"))
    on_its_basis = replace(fact, basis=other.basis)
    return (
        (fact.value, fact.unit) == (other.value, other.unit)
        and _is_same(on_its_basis, other)
        and digits >= _SURE_DIGITS
    )


def _is_called_alike(part: Dimensions, said: Dimensions) -> bool:
    """Whether two parts share a word of their names."""
    words, others = ({word for _, name in one for word in label_stems(name)} for one in (part, said))
    return bool(words & others)


def _levels(tables: Sequence[Fact]) -> Mapping[_Line, list[Fact]]:
    """The figures of tables that are no changes, by what they are of."""
    found: dict[_Line, list[Fact]] = defaultdict(list)
    for fact in tables:
        plain = fact.comparison is None and not fact.guidance and fact.basis != "constant currency"
        if plain and isinstance(fact.value, Decimal):
            found[fact.metric, fact.dimensions, fact.basis].append(fact)
    return found


def _changes(prose: Sequence[Fact]) -> Mapping[_Line, set[Decimal | str]]:
    """The changes that sentences state, by what they are of and what they are in."""
    found: dict[_Line, set[Decimal | str]] = defaultdict(set)
    for fact in prose:
        if fact.comparison:
            found[fact.metric, fact.dimensions, f"{fact.unit} {fact.period} {fact.comparison}"].add(fact.value)
    return found


def _is_far_change(
    fact: Fact, levels: Mapping[_Line, Sequence[Fact]], changes: Mapping[_Line, set[Decimal | str]]
) -> bool:
    """Whether the tables' levels make another change of a figure: a far one, or where sentences state several."""
    stated = levels.get((fact.metric, fact.dimensions, fact.basis), ())
    now = {Decimal(level.value) for level in stated if _same_period(level.period, fact.period)}
    before = {Decimal(level.value) for level in stated if _same_period(level.period, fact.comparison)}
    if fact.comparison is None or len(now) != 1 or len(before) != 1 or stated[0].unit == "percent":
        return False
    later, earlier = now.pop(), before.pop()
    by = Decimal(fact.value) * (abs(earlier) / 100 if fact.unit == "percent" else 1)
    off = abs(later - earlier - by)
    several = len(changes[fact.metric, fact.dimensions, f"{fact.unit} {fact.period} {fact.comparison}"]) > 1
    return off > (_LITTLE if several else _FAR) * max(abs(later), abs(earlier))


def _named_as_in(tables: Sequence[Fact], prose: Sequence[Fact]) -> list[Fact]:
    """Facts of sentences with their parts called as the tables call them, those of their metric first: "U.S." is "United States"."""
    called: dict[tuple[str, frozenset[str]], set[Dimensions]] = defaultdict(set)
    for metric, one in {(fact.metric, fact.dimensions) for fact in tables if len(fact.dimensions) == 1}:
        for of in (metric, ""):
            called[of, label_stems(one[0][1])].add(one)
    named = {key: names.pop() for key, names in called.items() if len(names) == 1}
    return [replace(fact, dimensions=_called(fact, named)) if len(fact.dimensions) == 1 else fact for fact in prose]


def _called(fact: Fact, named: Mapping[tuple[str, frozenset[str]], Dimensions]) -> Dimensions:
    """A fact's part as the tables call it, also one taken for less than its name or with the heading that ran into it."""
    said = fact.dimensions[0][1]
    exact = named.get((fact.metric, label_stems(said))) or named.get(("", label_stems(said)))
    if exact:
        return exact
    short = {part for part in named.values() if part[0][1].lower().endswith(f"({said.lower()})")}
    if len(short) == 1:
        return short.pop()
    near = {part for (metric, _), part in named.items() if metric == fact.metric and _is_cut(said.lower(), part[0][1])}
    return near.pop() if len(near) == 1 else fact.dimensions


def _is_cut(said: str, name: str) -> bool:
    """Whether a name was cut short at its "&", is without its aside, or stands behind a heading of several words."""
    plain = _ASIDE.sub("", name.lower())
    ahead = said.removesuffix(f" {plain}")
    return (
        said == plain
        or plain.endswith((f" & {said}", f" and {said}"))
        or (len(said.split()) - len(plain.split()) >= _HEADING and ahead != said)
    )


def _is_far(fact: Fact, tables: Sequence[Fact]) -> bool:
    """Whether a table has the figure, and none of those that it has is near, or the one that is just a part's is not the same."""
    same = [other for other in tables if _is_same(fact, other) and other.dimensions == fact.dimensions]
    if not same or any(consistent(fact, other) for other in same):
        return False
    of_part = not fact.dimensions and _part(fact, tables, _SURE_DIGITS)
    return bool(of_part) or not any(_near(fact.value, other.value) for other in same)


def _part(fact: Fact, tables: Sequence[Fact], least: int = _LEAST_DIGITS) -> Dimensions:
    """The one part whose figure in a table it is; empty where none or several are.

    Arguments:
        least: significant digits from which on two equal figures are no chance.
    """
    if len(Decimal(fact.value).normalize().as_tuple().digits) < least:
        return ()
    parts = {other.dimensions for other in tables if _is_same(fact, other) and consistent(fact, other)} - {()}
    return parts.pop() if len(parts) == 1 else ()


def _is_same(fact: Fact, other: Fact) -> bool:
    """Whether two facts differ in nothing but the part of the company that they are of."""
    return (fact.basis, _outlook(fact), fact.bound) == (other.basis, _outlook(other), other.bound) and all(
        _same_period(one, two) for one, two in ((fact.period, other.period), (fact.comparison, other.comparison))
    )


def _outlook(fact: Fact) -> str:
    """Whether a figure is expected, was expected before, or is not of the future."""
    return fact.guidance if fact.guidance in ("", PREVIOUSLY_EXPECTED) else "expected"


def _same_period(one: Period | None, other: Period | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.is_instant == other.is_instant and all(
        abs((a - b).days) <= _SLACK for a, b in ((one.end, other.end), (one.start or one.end, other.start or other.end))
    )


def _near(value: Decimal | str, other: Decimal | str) -> bool:
    """Whether two figures differ by no more than definitions and rounding explain; the sign need not be printed alike."""
    if not isinstance(value, Decimal) or not isinstance(other, Decimal):
        return value == other
    return abs(abs(value) - abs(other)) <= abs(other) * _FAR
