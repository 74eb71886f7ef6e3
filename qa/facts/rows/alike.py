"""Tells the tables that are set for one part of the company each: the same rows and periods, below different names."""

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from qa.facts.fact import Fact, Period
from qa.facts.rows.members import PART_OF, is_filer, names_part
from qa.tables.statement import Statement

_UNIT = re.compile(r"\s+units?$|\s*\([^()]*\)$", re.IGNORECASE)  # what heads a column of units, an aside
_ASIDE = re.compile(r"\s*\([^()]*\)$")
_NO_NAME = re.compile(r"\b(?:dollars?|euros?|per|tables?|page|(?:thousand|million|billion)s?)\b", re.IGNORECASE)
_RESULTS_OF = re.compile(
    r"^(?:\w+ )?results (?:for|of) (?:the )?(?P<part>[A-Z][\w&.\- ]*?)(?: segment)?(?:\s*\(.*)?$", re.I
)
_SHORT = r"(?P<name>[^()]{{3,60}}?)\s*\({short}\).{{0,3}}"  # a name, how it is called for short, a footnote's mark
# Behind the filer's name, before what a table is of
_OF_FILER = r"[.,]*(?:\s+and\s+(?:\w+\s+)?subsidiaries)?(?:\s*\([^()]{3,40}\))?\s*[-–—:,]?\s+"
_LEAST = 2  # rows of the same label


def with_parts(statements: Sequence[Statement], company: str) -> tuple[Statement, ...]:
    """Return the statements, those that share their rows and periods with another of another name each with its part.

    Arguments:
        company: the filer's name, which is no part's.
    """
    statements = _without_filer(statements, company)
    named = [(statement, part) for statement in statements if (part := _part(statement, company))]
    return tuple(
        replace(statement, part=part)
        if (part := _part(statement, company))
        and any(part != other and _are_alike(statement, table) for table, other in named)
        else statement
        for statement in statements
    )


def _begins_with(company: str) -> re.Pattern[str] | None:
    """What a title begins with that says the filer's name first; None where that has no words."""
    words = r"\W+".join(map(re.escape, re.findall(r"\w+", company)))
    return re.compile(rf"^{words}\b{_OF_FILER}(?=\w)", re.IGNORECASE) if words else None


def _without_filer(statements: Sequence[Statement], company: str) -> Sequence[Statement]:
    """The statements, no title of which begins with the filer's name: it says of what company they are, and of no part of it."""
    filer = _begins_with(company)
    if filer is None:
        return statements
    return [replace(one, title=filer.sub("", one.title), subject=filer.sub("", one.subject)) for one in statements]


def without_needless_groups(read: Sequence[Sequence[Fact]]) -> list[list[Fact]]:
    """Return the facts of each statement, a member of one part alone under its own name, as sentences call it."""
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    for fact in itertools.chain.from_iterable(read):
        if _is_grouped(fact):
            groups[fact.dimensions[1]].add(fact.dimensions[0][1])
    return [
        [
            replace(fact, dimensions=fact.dimensions[1:])
            if _is_grouped(fact) and len(groups[fact.dimensions[1]]) == 1
            else fact
            for fact in facts
        ]
        for facts in read
    ]


def _is_grouped(fact: Fact) -> bool:
    return len(fact.dimensions) == 2 and fact.dimensions[0][0] == PART_OF


def _part(statement: Statement, company: str) -> str:
    """The part of the company that the line above a statement, else the head of all its rows, may name; empty where it names none."""
    results = _RESULTS_OF.match(statement.heading)
    if results:
        part = _named_above(results["part"], statement.above)
        return "" if is_filer(_ASIDE.sub("", part), company) else part
    return _name(statement.heading) or _name(_head_of_all(statement))


def _head_of_all(statement: Statement) -> str:
    """The outermost head of a statement's rows, where all have the same; else empty."""
    heads = {row.heads[:1] for row in statement.rows if row.figures}
    return "".join(heads.pop()) if len(heads) == 1 else ""


def _name(words: str) -> str:
    name = words.strip(" :")
    while (bare := _UNIT.sub("", name)) != name:
        name = bare
    is_short = len(name.split()) < 6 and name[:1].isupper()
    return name if is_short and not _NO_NAME.search(name) and names_part(name) else ""


def _named_above(called: str, above: Sequence[str]) -> str:
    """The name of that whose results a table has, where a line above it is it, or is it and how it is called for short: both."""
    short = re.compile(_SHORT.format(short=re.escape(called)))
    for line in reversed(above):
        if line.lower() == called.lower():
            return called
        if spelled := short.fullmatch(line):
            return f"{spelled['name']} ({called})"
    return ""


def _are_alike(one: Statement, other: Statement) -> bool:
    """Whether half of the rows of two statements have the same labels, over the same periods, and not the same figures."""
    rows, others = _figures(one), _figures(other)
    shared = rows.keys() & others.keys()
    return (
        _periods(one) == _periods(other) != ()
        and len(shared) >= max(_LEAST, min(len(rows), len(others)) / 2)
        and all(rows[label] != others[label] for label in shared)
    )


def _figures(statement: Statement) -> dict[str, list[object]]:
    return {row.label.lower(): [figure.value for figure in row.figures] for row in statement.rows if row.label}


def _periods(statement: Statement) -> tuple[Period, ...]:
    return tuple(column.period for column in statement.columns if column.period)
