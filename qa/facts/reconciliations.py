"""Reconciliations: the rows that lead from one measure to another, linked where the arithmetic proves that they do.

Regulation G (17 CFR 244.100) has a release reconcile each measure outside GAAP to the nearest one under it, from
either end. What lies between the two are the adjustments: each becomes a fact of the measure outside GAAP, its place
the dimension "Adjustment", and its value what it adds to the measure that the dimension "ReconciledFrom" names.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from qa.facts.fact import OUTSIDE_GAAP, Fact
from qa.facts.rows.from_statements import decimals_of, source_of
from qa.filing import Filing
from qa.language.vocabulary import vocabulary
from qa.tables.statement import Figure, Row, Statement

ADJUSTMENT, FROM = "Adjustment", "ReconciledFrom"

_LONGEST = 40  # rows between two measures
_SURE = 0.99
_OUTSIDE = re.compile(
    r"\b(?:non-?gaap|adjusted|excluding|comparable|organic|underlying|normali[sz]ed|core|tangible|unlevered|pro forma"
    r"|constant (?:currency|dollar)|ebit\w*|ffo|funds from operations|free cash flow|net debt|tax-equivalent)\b",
    re.I,
)
# What such a word stands in and is yet an adjustment itself: "impact of excluding currency".
_ITEM = re.compile(
    r"^\W*(?:impact|effects?|adjustments? (?:for|to|of)|differences?|less|plus|add(?:ed)?(?: back)?|deduct)\b"
    r"|^(?!.*\b(?:excluding|before)\b).*\badjustments?\b",
    re.I,
)
_REPORTED = re.compile(r"\bas reported\b|^reported\b|(?<!non-)(?<!non )\bgaap\b", re.I)
_LED_TO = re.compile(r"\breconcil\w+ .*?(?P<aim> to .+)")
_LEAVES_OUT = re.compile(r"\bexcluding\b")
_WORD = re.compile(r"[a-z]{4,}")
_BASES = frozenset(["adjusted", "gaap", "reported", "total", "comparable", "underlying", "organic", "core", "tangible"])
_LESS = re.compile(r"\W*(?:less|deduct|minus|subtract)\b", re.I)


@dataclass(frozen=True)
class _Line:
    """A row with figures, these and its facts by column."""

    row: Row
    figures: Mapping[int, Figure]
    facts: Mapping[int, Fact]
    statement: Statement

    def printed(self, column: int) -> Decimal:
        """The figure as printed; nil where the row has none."""
        figure = self.figures.get(column)
        return (figure.value if figure else None) or Decimal(0)

    @cached_property
    def is_outside(self) -> bool:
        """Whether the row is a measure outside GAAP."""
        fact = next(iter(self.facts.values()), None)
        if fact is None or _REPORTED.search(self.row.label):
            return False
        worded = _OUTSIDE.search(self.row.label) and not _ITEM.search(self.row.label)
        # The title's basis is that of all rows, and tells none of them apart.
        of_row = fact.basis not in ("GAAP", self.statement.basis)
        return self.is_named_outside or of_row or bool(worded)

    @property
    def is_named_outside(self) -> bool:
        """Whether the row is a measure that GAAP does not know ("EBITDA"), rather than one on another basis."""
        fact = next(iter(self.facts.values()))
        metric = vocabulary().metrics.get(fact.metric)
        by_name = fact.metric.startswith(OUTSIDE_GAAP)
        return by_name or (self._is_aim if metric is None else metric.family == "non_gaap")

    @property
    def _is_aim(self) -> bool:
        """Whether the title names the row as what is led to: "Reconciliation of net income to economic earnings"."""
        led_to = _LED_TO.search(f"{self.statement.title.lower()} ")
        return led_to is not None and f" {self.row.label.lower()} " in led_to["aim"]

    @cached_property
    def is_measure(self) -> bool:
        """Whether the row may begin or end a reconciliation: a metric that the vocabulary knows, or one on a basis."""
        fact = next(iter(self.facts.values()), None)
        return fact is not None and (
            fact.metric in vocabulary().metrics or self.is_outside or bool(_REPORTED.search(self.row.label))
        )


@dataclass(frozen=True, slots=True)
class _Bridge:
    """A proven way from one measure to another.

    Arguments:
        between: the adjustments, and with each of `signs` how it counts from the start to the end.
        columns: where it adds up.
    """

    start: _Line
    end: _Line
    between: Sequence[_Line]
    signs: Sequence[int]
    columns: Sequence[int]


def link(statement: Statement, facts: Sequence[Fact], filing: Filing) -> list[Fact]:
    """Return a statement's facts, the adjustments of its reconciliations linked to the measures that they lead between.

    Arguments:
        facts: what was read of the statement's rows.
    """
    lines = _lines(statement, facts)
    ends = [(at, end) for at, end in enumerate(lines) if end.is_measure]
    bridges = [found for at, end in ends if (found := _bridge(end, lines[max(0, at - _LONGEST) : at]))]
    if not bridges:
        return list(facts)
    reported = {fact for bridge in bridges if not bridge.start.is_outside for fact in bridge.start.facts.values()}
    linked = [
        one
        for bridge in bridges
        for column in bridge.columns
        for one in _adjustments(bridge, column, statement, filing)
    ]
    places = {fact.sources[0].end: fact for fact in linked}
    heads = {column.member for column in statement.columns if column.member}
    kept = (fact for fact in facts if not _is_misread(fact, places.get(fact.sources[0].end), heads))
    return [*(replace(fact, basis="GAAP") if fact in reported else fact for fact in kept), *linked]


def is_adjustment(fact: Fact) -> bool:
    """Return whether a fact is an adjustment that leads from one measure to another."""
    return any(axis == FROM for axis, _ in fact.dimensions)


def _is_misread(fact: Fact, linked: Fact | None, heads: Collection[str]) -> bool:
    """Whether a link says what a row's fact says, or shows that it is in another unit, a flow and no balance, or of no
    part that its column names.

    Arguments:
        heads: what the columns name.
    """
    if linked is None:
        return False
    of_column = [dimension for dimension in fact.dimensions if dimension[1] in heads]
    return (
        linked.unit != fact.unit
        or (fact.period is not None and linked.period is not None and fact.period.is_instant > linked.period.is_instant)
        or any(axis == ADJUSTMENT for axis, _ in fact.dimensions)
        or not set(of_column) <= set(linked.dimensions)
    )


def _lines(statement: Statement, facts: Sequence[Fact]) -> list[_Line]:
    """The rows with figures; none where no measure outside GAAP is among them."""
    read = {fact.sources[0].end: fact for fact in facts if fact.bound is None and isinstance(fact.value, Decimal)}
    lines = []
    for row in statement.rows:
        figures = {f.column: f for f in row.figures if statement.columns[f.column].kind == "figures" and f.high is None}
        if figures:
            held = {column: read[f.end] for column, f in figures.items() if f.end in read}
            lines.append(_Line(row, figures, held, statement))
    return lines if any(line.is_outside for line in lines) else []


def _bridge(end: _Line, above: Sequence[_Line]) -> _Bridge | None:
    """The way that leads to a measure from the nearest one above it."""
    for at in range(len(above) - 2, -1, -1):
        start = above[at]
        if not start.is_measure or not (start.is_outside or end.is_outside) or not _akin(start, end):
            continue
        columns = [column for column in end.facts if _alike(start.facts.get(column), end.facts[column])]
        between = _without_sums(above[at + 1 :], columns)
        for signs in _signs(between):
            proven = [column for column in columns if _adds_up(start, between, signs, end, column)]
            # Where nothing was adjusted, any way adds up.
            telling = [column for column in columns if any(line.printed(column) for line in between)]
            if telling and 2 * len(set(proven) & set(telling)) > len(telling):
                return _Bridge(start, end, between, signs, proven)
    return None


def _akin(start: _Line, end: _Line) -> bool:
    """Whether one measure can come of another: no cost of an income, nor a total of what merely stands above it."""
    one, other = next(iter(start.facts.values())), next(iter(end.facts.values()))
    metrics = vocabulary().metrics
    known = [metrics[fact.metric] for fact in (one, other) if fact.metric in metrics]
    if len({metric.expense for metric in known}) > 1:
        return False
    if start.is_outside and end.is_outside and one.name == other.name:
        return False  # the same measure in other words
    if one.metric == other.metric or one.unit.endswith("/share") or start.is_named_outside or end.is_named_outside:
        return True
    said, of = (set(_WORD.findall(_LEAVES_OUT.split(line.row.label.lower())[0])) - _BASES for line in (start, end))
    return not said.isdisjoint(of)


def _alike(start: Fact | None, end: Fact) -> bool:
    """Whether the one measure can lead to the other: both in one unit, of one part of the company and one period."""
    return start is not None and (start.unit, start.scale, start.dimensions, start.period, start.guidance) == (
        end.unit, end.scale, end.dimensions, end.period, end.guidance,
    )  # fmt: skip


def _without_sums(lines: Sequence[_Line], columns: Sequence[int]) -> list[_Line]:
    """The lines, what only adds others up left out: a total below its rows, and rows below what they make up."""
    kept: list[_Line] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if any(_is_sum(line, kept[-count:], columns) for count in range(2, len(kept) + 1)):
            at += 1
            continue
        kept.append(line)
        parts = (n for n in range(len(lines) - at - 1, 1, -1) if _is_sum(line, lines[at + 1 : at + 1 + n], columns))
        at += 1 + next(parts, 0)
    return kept


def _is_sum(line: _Line, parts: Sequence[_Line], columns: Sequence[int]) -> bool:
    """Whether a line is the sum of others, exactly and of more than one in some column."""
    exact = all(sum(part.printed(column) for part in parts) == line.printed(column) for column in columns)
    return exact and any(sum(bool(part.printed(column)) for part in parts) > 1 for column in columns)


def _signs(lines: Sequence[_Line]) -> Iterator[tuple[int, ...]]:
    """How the lines may count: as printed; what is headed "less" taken out; all taken out."""
    yield (1,) * len(lines)
    less = tuple(
        -1 if _LESS.match(line.row.label) or any(map(_LESS.match, line.row.heads[-1:])) else 1 for line in lines
    )
    if -1 in less:
        yield less
    yield (-1,) * len(lines)


def _adds_up(start: _Line, between: Sequence[_Line], signs: Sequence[int], end: _Line, column: int) -> bool:
    """Whether adjustments lead from one measure to the other within the rounding of the printed figures."""
    first, last = start.facts.get(column), end.facts[column]
    if first is None or not isinstance(first.value, Decimal) or not isinstance(last.value, Decimal):
        return False
    counted = [sign * line.printed(column) for sign, line in zip(signs, between, strict=True)]
    place = min(int(line.printed(column).as_tuple().exponent) for line in (start, end))
    slack = Decimal(1).scaleb(min(place, 0)) * (sum(map(bool, counted)) + 1) / 2
    return abs(first.value / first.scale + sum(counted) - last.value / last.scale) <= slack


def _adjustments(bridge: _Bridge, column: int, statement: Statement, filing: Filing) -> Iterator[Fact]:
    """The facts of the adjustments in one column, counted from the measure under GAAP to the one outside it."""
    first, last, signs = bridge.start.facts[column], bridge.end.facts[column], bridge.signs
    if not bridge.end.is_outside:
        first, last, signs = last, first, [-sign for sign in signs]
    name = first.name if bridge.start.is_outside and bridge.end.is_outside else replace(first, basis="GAAP").name
    for sign, line in zip(signs, bridge.between, strict=True):
        figure = line.figures.get(column)
        if figure is None or not line.row.label:
            continue
        printed = filing.text[figure.start : figure.end]
        yield replace(
            last,
            label=line.row.label,
            value=sign * line.printed(column) * last.scale or Decimal(0),
            reported=printed,
            decimals=decimals_of(printed, last.scale),
            dimensions=(*last.dimensions, (ADJUSTMENT, line.row.label), (FROM, name)),
            heads=line.row.heads,
            sources=(source_of(line.row, figure, statement, filing),),
            confidence=_SURE,
        )
