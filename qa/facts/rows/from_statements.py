"""From a statement's rows and columns to facts: the metric by its label, the unit, the scale and the sign."""

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import cast

from qa.facts.fact import PREVIOUSLY_EXPECTED, Basis, Bound, Dimensions, Fact, Period, Source
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.facts.rows.average_balances import with_rates_as_rows
from qa.facts.rows.breakdowns import with_breakdowns
from qa.facts.rows.from_drivers import of_driver
from qa.facts.rows.from_labels import read_label
from qa.facts.rows.measured_parts import measured, unit_of, with_sign
from qa.facts.rows.members import PART_OF, axis, is_filer, of_heads, of_title, within_heads
from qa.facts.rows.of_banks import with_noninterest
from qa.facts.rows.own_words import OwnWords, own_words, steps
from qa.facts.rows.owners import owners_apart
from qa.facts.rows.row_identity import Identity, identify, per_share, transposed
from qa.facts.rows.row_names import named, spaced, without_filer
from qa.facts.rows.row_signs import flips
from qa.facts.rows.row_units import LARGEST_RATE, unit_and_scale
from qa.facts.rows.tax_footing import footing, is_footing
from qa.filing import Filing
from qa.language.metric import Metric
from qa.language.values import MetricMention
from qa.language.vocabulary import vocabulary
from qa.tables.headers import PER_SHARE as PER_SHARE_COLUMN
from qa.tables.statement import Column, Figure, Row, Statement

_IN_PERCENT = re.compile(r"(?:%|percent(?:age)?\b)(?! of\b)", re.I)
_AVERAGE = re.compile(r"\baverage\b", re.I)
_OPENING = re.compile(r"\b(?:beginning|start|opening)\b", re.I)
_OPENS_QUARTER = re.compile(r"\b(?:at |, )?(?:the )?(?:start|beginning) of (?:the )?(?:quarter|period)\W*$", re.I)
_OPENS = re.compile(r"\b(?:start|beginning) of (?:the )?(?:quarter|period|year)\W*$|^(?:beginning|opening) ", re.I)
_CLOSES = re.compile(r"\b(?:end|close) of (?:the )?(?:quarter|period|year)\W*$|^(?:ending|closing) ", re.I)
_BALANCE = re.compile(
    r"^(?!.*\b(?:average|change|per)\b)(?:.*\boutstanding|.*\bat (?:the )?(?:beginning|start|end|close) of (?:the )?(?:period|quarter|year)|.*\b(?:(?:at|as of) (?:the )?(?:period|quarter|year)[- ]end|end of (?:period|quarter|year))(?:, (?:of which|at|carrying) .*)?|(?:ending|closing|beginning|opening)\b.*"
    r"|(?:[a-z]+ )?(?:customers|clients|subscribers|accounts|users|merchants) ?(?:[>≥]|(?:with|above|over|greater)\b).*)\W*(?:\([^()]*\)\W*)?$",
    re.I,
)
_UNCHANGED = re.compile(r"[^\w\n]*(?:unchanged|no change)\b[^\w\n]*", re.I)
_ADJUSTED = re.compile(r"\badjusted\b", re.I)
# A head of nothing but measures outside GAAP; a reconciliation begins within.
_OUTSIDE_GAAP = re.compile(r"non[- ]?gaap(?: (?:summary|results|basis|highlights))?\W*", re.I)
_DASHES = frozenset(["-", "--", "---", "—", "–", "―"])
_MOSTLY = 0.7
_DAY = timedelta(days=1)


def read_statement(statement: Statement, filing: Filing, calendar: FiscalCalendar) -> list[Fact]:
    """Return the facts that a statement's figures are, and those that stand inside its labels.

    A figure whose column has no period, or whose scale is not stated, gives no fact.
    """
    facts: list[Fact] = []
    company = filing.header.company
    statement = replace(statement, rows=tuple(map(spaced, statement.rows)))
    rows = (without_filer(named(row, at, statement), company) for at, row in enumerate(statement.rows))
    statement = replace(statement, rows=tuple(rows))
    statement = with_noninterest(with_breakdowns(with_rates_as_rows(statement)))
    around, parts = of_title(statement, company), of_heads(statement)
    between = steps(statement.rows)
    for at, row in enumerate(statement.rows):
        if row.figures and row.label and at not in between:
            within = (*around, *within_heads(row.heads, parts))
            facts += _read_row(row, within, statement, filing, calendar)
        facts += read_label(row, statement, filing.text)
    return owners_apart(facts)


def _read_row(
    row: Row, within: Dimensions, statement: Statement, filing: Filing, calendar: FiscalCalendar
) -> list[Fact]:
    """The facts of a row that stands within parts of the company."""
    said = own_words(row)
    label = row.label if said.day else said.row.label
    row = said.row
    of_row = identify(row, statement)
    row_flips = flips(row, of_row.mention, of_row.metric, statement)
    facts = []
    for figure in row.figures:
        column = statement.columns[figure.column]
        across = measured(row, column, of_row, statement) or transposed(of_row, row, column, statement)
        identity = per_share(across or of_row, column)
        metric, mention, name = identity.metric, identity.mention, _as_headed(identity.name, column)
        flip = row_flips if identity is of_row else flips(row, mention, metric, statement)
        called = replace(row, label=identity.label) if identity.label else row
        period = _period(column, metric, called, said, calendar, statement)
        value = _value(figure, row, filing.text)
        if column.kind == "driver":
            part = of_driver(row, figure, of_row, within, statement, filing, calendar)
            facts += [part] if part else []
        if column.kind not in ("figures", "percent of revenue") or period is None or value is None:
            continue
        if (across or column.member) and _IN_PERCENT.match(row.label) and not figure.currency:
            continue  # a change of what its column is of, against a period that is not said
        of_revenue = column.kind == "percent of revenue"
        told = unit_of(identity, row, figure, column, statement)
        signed = with_sign(figure, identity.label, statement)
        unit, scale = (
            ("percent", 1)
            if of_revenue or said.against
            else told or unit_and_scale(called, signed, column, metric, statement, filing.text)
        )
        if scale is None or (not told and _is_misread(row, figure, metric, unit, scale, statement)):
            continue
        printed = filing.text[figure.start : figure.end]
        facts += [
            Fact(
                metric=name if said.against else _name_in(unit, name, metric, of_revenue),
                label=f"{label} as a percentage of revenue" if of_revenue else identity.label or label,
                value=(-amount if flip and not said.against else amount) * scale,
                unit=unit,
                period=period if period.label else calendar.labelled(period),
                reported=printed,
                scale=scale,
                decimals=decimals_of(printed, scale),
                dimensions=_placed(
                    within, _dimensions(identity, column, across is not None, statement, filing), statement
                ),
                basis=said.basis or _basis(mention, row, column, statement),
                comparison=calendar.resolve(said.against, period) if said.against else None,
                guidance=_verb(row, figure, column, filing),
                bound=bound,
                heads=row.heads,
                sources=(source_of(row, figure, statement, filing),),
                confidence=0.97 if metric else 0.95,
            )
            for amount, bound in _ends(value, figure, column, row, statement)
        ]
    return facts


def _ends(
    value: Decimal, figure: Figure, column: Column, row: Row, statement: Statement
) -> list[tuple[Decimal, Bound | None]]:
    """The figure, or the two ends of the range that it is, each with which end it is; alone in its row it is none."""
    if figure.high is not None:
        return [(value, "low"), (figure.high, "high")]
    ends = {statement.columns[other.column].bound for other in row.figures if other.value is not None}
    return [(value, column.bound if {"low", "high"} <= ends else None)]


def _verb(row: Row, figure: Figure, column: Column, filing: Filing) -> str:
    """What management does with a figure: what it expected before holds where "Unchanged" stands beside it."""
    if column.guidance != PREVIOUSLY_EXPECTED:
        return column.guidance
    led_by = _UNCHANGED.fullmatch(filing.text, row.end, figure.start)
    return "reaffirms" if led_by or _UNCHANGED.match(filing.text, figure.end) else column.guidance


def _is_misread(row: Row, figure: Figure, metric: Metric | None, unit: str, scale: int, statement: Statement) -> bool:
    """Whether a figure cannot be what its column and row make of it.

    A percentage is not in the thousands; among whole thousands of dollars, in rows that say the same of their scale and
    columns that say the same of what they measure, a figure with a fraction is a rate, unless it is what a row is known
    to count.
    """
    if figure.value is None:
        return False
    if unit == "percent":
        return not figure.percent and abs(figure.value) >= LARGEST_RATE
    counts = metric is not None and (metric.unit == "shares" or (row.scale > 1 and metric.is_count))
    if scale < 1000 or figure.value % 1 == 0 or figure.currency or counts:
        return False
    measure = _measure_of(statement.columns[figure.column])
    alike = (other for other in statement.rows if other.scale == row.scale)
    beside = (f for other in alike for f in other.figures if _measure_of(statement.columns[f.column]) == measure)
    values = [f.value for f in beside if f.value is not None and abs(f.value) >= 10]
    return sum(value % 1 == 0 for value in values) > _MOSTLY * len(values)


def _measure_of(column: Column) -> tuple[str, str]:
    """What a column says is measured, or whose its figures are: "Homes" beside "Value"."""
    return column.measure, column.member


def _placed(within: Dimensions, own: Dimensions, statement: Statement) -> Dimensions:
    """A figure's places; the part that a table is set for groups those of its kind that its rows are of."""
    axes = {axis for axis, _ in own} if statement.part else set()
    groups = ((PART_OF if axis in axes and (axis, name) not in own else axis, name) for axis, name in within)
    return tuple(dict.fromkeys((*groups, *own)))


def _dimensions(
    identity: Identity, column: Column, is_transposed: bool, statement: Statement, filing: Filing
) -> Dimensions:
    """The figure's place along dimensions: the row's, and the column's where that names a member."""
    whole = (
        not column.member
        or PER_SHARE_COLUMN.search(column.header)
        or is_filer(column.member, filing.header.company)
        or _heads_all(column.member, statement)
    )
    if is_transposed or whole:
        return identity.dimensions if is_transposed else (*identity.dimensions, *_measured(column, statement))
    if is_footing(column, statement):
        return (*identity.dimensions, *footing(column, statement, identity.metric is not None))
    return (*identity.dimensions, (axis(other.member for other in statement.columns), column.member))


def _measured(column: Column, statement: Statement) -> Dimensions:
    """What a column's figures measure where that is less than all: "External sales" beside "Sales"."""
    words = set(column.measure.lower().split())
    beside = (set(other.measure.lower().split()) for other in statement.columns if other.period == column.period)
    return (("Measure", column.measure),) if any(said and said < words for said in beside) else ()


def _heads_all(member: str, statement: Statement) -> bool:
    """Whether a measure's name stands over all columns as a title within the table: "Earnings before interest, taxes, …"."""
    members = {column.member for column in statement.columns if column.kind == "figures"}
    return members == {member} and vocabulary().label(member) is not None


def _as_headed(name: str, column: Column) -> str:
    """A metric by the name that it has when adjusted, where its column's head says so: "Adjusted EBITDA 2017"."""
    adjusted = f"Adjusted{name}"
    return adjusted if _ADJUSTED.search(column.header) and adjusted in vocabulary().metrics else name


def _name_in(unit: str, name: str, metric: Metric | None, of_revenue: bool) -> str:
    """The name under which a figure is filed: a rate or an amount per share never has the name of the amount."""
    if of_revenue:
        return f"{name}PercentOfRevenues"
    if unit == "percent" and metric and metric.unit != "percent":
        return metric.by_unit.get("percent") or f"{name}Percent"
    if unit.endswith("/share") and metric and metric.unit == "money":
        return metric.by_unit.get("money/share") or f"{name}PerShare"
    return name


def _basis(mention: MetricMention | None, row: Row, column: Column, statement: Statement) -> Basis:
    """The accounting basis: the row's own words say it before its head's, those before the column's and the title's."""
    said: str = mention.basis if mention else ""
    if said in ("non-GAAP", "pro forma", "constant currency", "GAAP"):
        return cast(Basis, said)
    if any(map(_OUTSIDE_GAAP.fullmatch, row.heads)):
        return "non-GAAP"
    return column.basis if column.basis != "GAAP" else statement.basis


def _period(
    column: Column, metric: Metric | None, row: Row, said: OwnWords, calendar: FiscalCalendar, statement: Statement
) -> Period | None:
    """The figure's period: a balance in a column of a stretch of time stands at its close, or its opening."""
    period = said.period(column.period, calendar) if column.period else None
    if metric is None and period and period.start and _BALANCE.search(row.label):
        return Period(period.start - _DAY) if _OPENING.search(row.label) else Period(period.end)
    if period and period.is_instant and column.quarter and _OPENS_QUARTER.search(row.label):
        return Period(column.quarter.start - _DAY) if column.quarter.start else None
    is_flow = metric is None and period and period.is_instant and column.quarter
    if is_flow and (_is_among_flows(row, statement) or _is_rolled(row, statement)):
        return column.quarter
    if period is None or metric is None or metric.instant == period.is_instant:
        return period
    if metric.instant and period.start and _AVERAGE.search(row.label):
        return period  # "Average number of employees" is of the whole stretch
    if metric.instant and period.start:
        return Period(period.start - _DAY) if _OPENING.search(row.label) else Period(period.end)
    if metric.unit in ("money", "money/share"):
        return column.quarter
    return column.quarter or period  # a margin below days is of the quarters that end on them, where they are known


def _is_rolled(row: Row, statement: Statement) -> bool:
    """Whether a row stands between a balance at the start of a period and that at its end: it is what went in or out."""
    labels = [other.label for other in statement.rows]
    at = [other.start for other in statement.rows].index(row.start)
    before = next((label for label in reversed(labels[:at]) if _OPENS.search(label) or _CLOSES.search(label)), "")
    after = next((label for label in labels[at + 1 :] if _OPENS.search(label) or _CLOSES.search(label)), "")
    own = _OPENS.search(row.label) or _CLOSES.search(row.label)
    return not own and _OPENS.search(before) is not None and _CLOSES.search(after) is not None


def _is_among_flows(row: Row, statement: Statement) -> bool:
    """Whether the known rows below a row's heads, more than one, are all of what happened in a stretch of time."""
    beside = (other for other in statement.rows if other.figures and other.heads == row.heads)
    mentions = (vocabulary().label(other.label, other.heads, statement.title) for other in beside)
    known = [vocabulary().metrics[mention.metric] for mention in mentions if mention]
    return len(known) > 1 and all(metric.unit.startswith("money") and not metric.instant for metric in known)


def _value(figure: Figure, row: Row, text: str) -> Decimal | None:
    """The figure's number; a dash among numbers is nil, "NM" and "N/A" are none."""
    if figure.value is not None:
        return figure.value
    is_dash = text[figure.start : figure.end].strip(" $") in _DASHES
    return Decimal(0) if is_dash and any(other.value is not None for other in row.figures) else None


def decimals_of(printed: str, scale: int) -> int:
    """Return XBRL's decimals of a printed figure: "8,453" in thousands is correct to -3."""
    fraction = re.search(r"\.(\d+)", printed)
    return (len(fraction[1]) if fraction else 0) - (len(str(scale)) - 1)


def source_of(row: Row, figure: Figure, statement: Statement, filing: Filing) -> Source:
    """Return where a row states a figure: from its label to the figure."""
    start, end = (row.start, figure.end) if row.start < figure.end else (figure.start, figure.end)
    return Source(start, end, filing.text[start:end], statement.title)
