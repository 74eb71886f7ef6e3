"""Tables below a heading that names a part of the company: "Sails" in capitals, and its sales, profit and margin below it.

That a heading is the name of a part another table tells; that a table below it is of that part, the figures that both
state of it. Where sentences stand between the two, the figures tell it alone: several of one part's, and none of what
other tables state of the whole company.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qa.facts.duplicates import consistent
from qa.facts.fact import Fact, Period
from qa.facts.rows.members import names_part
from qa.tables.statement import Statement

_AXES = ("Segment", "Geography")
_LEAST = 2  # metrics of one part that tell a table to be of it

_Line = tuple[str, Period | None, str]
_Stated = Mapping[str, Mapping[_Line, list[Fact]]]  # of each part, by its name in lower case


def below_headings(statements: Sequence[Statement], read: Sequence[Sequence[Fact]]) -> list[list[Fact]]:
    """Return the facts of each statement, those that are of the part that a heading above names placed there.

    Arguments:
        read: the facts of each statement.
    """
    stated = _parts(read)
    if not stated:
        return [list(facts) for facts in read]
    whole = _whole(read)
    return [
        list(_placed(facts, _part(statement, facts, stated) or _part_by_figures(facts, stated, whole), stated))
        for statement, facts in zip(statements, read, strict=True)
    ]


def _parts(read: Sequence[Sequence[Fact]]) -> _Stated:
    """What the tables state of each part of the company."""
    found: dict[str, dict[_Line, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for facts in read:
        for fact in facts:
            if len(fact.dimensions) == 1 and fact.dimensions[0][0] in _AXES and names_part(fact.dimensions[0][1]):
                found[_plainly(fact.dimensions[0][1])][_line(fact)].append(fact)
    return found


def _part(statement: Statement, facts: Sequence[Fact], stated: _Stated) -> tuple[str, str] | None:
    """The axis and the name of the part that a statement's heading names and its figures bear out, or are of some segment."""
    for heading in reversed(statement.above):
        said = _plainly(heading)
        for name, lines in stated.items():
            if said != name and not said.startswith((f"{name} ", f"{name}:")):
                continue
            shared = [fact for fact in facts if not fact.dimensions and _line(fact) in lines]
            agreeing = {_line(fact) for fact in shared if _agrees(fact, lines)}
            of_some_segment = not shared and any(fact.metric.startswith("Segment") for fact in facts)
            if of_some_segment or len(agreeing) > len({_line(fact) for fact in shared} - agreeing):
                return next(iter(lines.values()))[0].dimensions[0]
    return None


def _whole(read: Sequence[Sequence[Fact]]) -> Mapping[_Line, list[Fact]]:
    """What the tables state of no part of the company, as it seems."""
    found: dict[_Line, list[Fact]] = defaultdict(list)
    for facts in read:
        for fact in facts:
            if not fact.dimensions:
                found[_line(fact)].append(fact)
    return found


def _part_by_figures(
    facts: Sequence[Fact], stated: _Stated, whole: Mapping[_Line, Sequence[Fact]]
) -> tuple[str, str] | None:
    """The axis and the name of the one part whose figures a table states, which others contradict for the whole company."""
    found = []
    for lines in stated.values():
        shared = [fact for fact in facts if not fact.dimensions and _line(fact) in lines]
        if len({fact.metric for fact in shared}) < _LEAST or not all(_agrees(fact, lines) for fact in shared):
            continue
        if all(_is_contradicted(fact, [one for one in whole[_line(fact)] if one not in facts]) for fact in shared):
            found.append(next(iter(lines.values()))[0].dimensions[0])
    return found[0] if len(found) == 1 else None


def _is_contradicted(fact: Fact, others: Sequence[Fact]) -> bool:
    """Whether other tables state of the whole company what a figure seems to be, and none of them as much."""
    return bool(others) and not any(consistent(fact, other) for other in others)


def _placed(facts: Sequence[Fact], part: tuple[str, str] | None, stated: _Stated) -> Iterator[Fact]:
    """The facts with the part's place; what contradicts the part's own figure is a part of that ("External sales")."""
    for fact in facts:
        if part is None or any(axis in (part[0], "Part") for axis, _ in fact.dimensions):
            yield fact
            continue
        lines = stated[_plainly(part[1])]
        whole = fact.dimensions or _line(fact) not in lines or _agrees(fact, lines)
        yield replace(fact, dimensions=(part, *(fact.dimensions if whole else (("Part", fact.label),))))


def _agrees(fact: Fact, lines: Mapping[_Line, Sequence[Fact]]) -> bool:
    return any(consistent(fact, other) for other in lines[_line(fact)])


def _line(fact: Fact) -> _Line:
    return fact.metric, fact.period, fact.unit


def _plainly(name: str) -> str:
    return " ".join(name.lower().split())
