"""From a statement's rows and columns to facts: the metric by its label, the unit, the scale and the sign."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import cast

from qa.facts.calendar import FiscalCalendar
from qa.facts.fact import Basis, Fact, Period, Source
from qa.facts.from_labels import read_label
from qa.facts.naming import line_item
from qa.filing import Filing
from qa.language.metric import Metric
from qa.language.values import MetricMention
from qa.language.vocabulary import vocabulary
from qa.tables.statement import Column, Figure, Row, Statement

_PER = re.compile(
    r"\bper (?:basic |diluted |common |ordinary |limited partner |american depositary )*(?P<noun>[a-z]+)|/(?P<slash>[a-z]{3,})\b|\b(?P<eps>EPS)\b",
    re.I,
)
_PER_SHARE = re.compile(r"\bper (?:[a-z]+ ){0,3}(?P<noun>share)\b(?P<slash>)(?P<eps>)", re.I)
_PERCENT = re.compile(r"%|\bpercent(?:age)?\b|\bmargin\b|\brate\b|\byield\b|\breturn on\b|\bas a % of\b", re.I)
_SHARES = re.compile(r"\bshares\b(?! (?:repurchased|withheld|issued) for)", re.I)
_COUNTED = re.compile(
    r"\bnumber of (?P<noun>[a-z]+s)\b|\b(?P<end>stores|employees|headcount|customers|subscribers|units|shipments"
    r"|restaurants|branches|offices|locations|rooms|members|accounts|wells|rigs|vessels|aircraft)\b(?: \(|$| at | end)",
    re.I,
)
_OPENING = re.compile(r"\b(?:beginning|start|opening)\b", re.I)
_DASHES = frozenset(["-", "--", "---", "—", "–", "―"])
_GEOGRAPHY = re.compile(
    r"\b(?:americas?|europe|emea|asia|japan|china|pacific|apac|latin|canada|u\.?s\.?|united states|international|domestic"
    r"|north america|africa|middle east|foreign|greater china|taiwan|singapore|germany|india|uk|united kingdom)\b",
    re.I,
)
_WHOLE = re.compile(r"^(?:total|net|all|consolidated|combined|other$|subtotal|less|eliminations?)\b", re.I)
_MARK = re.compile(r"\((\d{1,2})\)\s*$")
_NOTE = 600  # characters below a table in which its footnotes stand
_ADDED_BACK = re.compile(r"cash flows?\b|adjustments to reconcile", re.I)
_ATTRIBUTABLE = re.compile(r"\battributable to\b|\bavailable to\b|\bapplicable to\b", re.I)
_STOCK_CLASS = re.compile(r"^(?P<name>(?:class|series) [A-Z])\b", re.I)
_INCOME_STATEMENT = re.compile(
    r"\bstatements? of (?:consolidated )?(?:income|operations|earnings|loss)\b|\b(?:income|earnings) statements?\b",
    re.I,
)
_BASIS_WORDS = re.compile(r"\b(?:as )?reported\b|\bon an? (?:non-?)?gaap basis\b|\b(?:non-?)?gaap\b", re.I)
_IN_BRACKETS = re.compile(r"\((?P<said>[a-z][a-z &-]{3,})\)\s*$", re.I)
_MARKS = re.compile(r"[⁰¹²³⁴-⁹⁽⁾*†‡]|\(\d{1,2}\)")
_BY = re.compile(r"(?P<metric>.+?)\s+by\s+(?:reportable |operating |business |major )?(?P<axis>[a-z ]+)$", re.I)
_LARGEST_PER_SHARE = 1000
_DAY = timedelta(days=1)


def read_statement(statement: Statement, filing: Filing, calendar: FiscalCalendar) -> list[Fact]:
    """Return the facts that a statement's figures are, and those that stand inside its labels.

    A figure whose column has no period, or whose scale is not stated, gives no fact.
    """
    facts: list[Fact] = []
    statement = replace(statement, rows=tuple(_named(row, at, statement) for at, row in enumerate(statement.rows)))
    for row in statement.rows:
        if row.figures and row.label:
            facts += _read_row(row, statement, filing, calendar)
        facts += read_label(row, statement, filing.text)
    return _owners_apart(facts)


def _named(row: Row, at: int, statement: Statement) -> Row:
    """The row, an unlabelled one that is the sum of the rows below its head named as that head's total."""
    if row.label or not row.figures:
        return row
    parts: list[Row] = []
    for above in reversed(statement.rows[:at]):
        if not above.heads or not above.label:
            break
        parts.append(above)
    head = parts[0].heads[-1] if parts else ""
    parts = [part for part in parts if part.heads[-1] == head]
    for figure in row.figures:
        summed = sum((_at(part, figure.column) or Decimal(0) for part in parts), Decimal(0))
        if figure.value and summed != figure.value:
            return row
    return replace(row, label=f"Total {head.strip(' :').lower()}", heads=parts[0].heads) if len(parts) > 1 else row


def _owners_apart(facts: list[Fact]) -> list[Fact]:
    """The facts, net income before minority interests apart from what is attributable to the parent.

    us-gaap files the one as ProfitLoss and the other as NetIncomeLoss where a statement has both.
    """
    parent = {fact.period for fact in facts if fact.metric == "NetIncomeLoss" and _ATTRIBUTABLE.search(fact.label)}
    return [
        replace(fact, metric="ProfitLoss")
        if fact.metric == "NetIncomeLoss" and fact.period in parent and not _ATTRIBUTABLE.search(fact.label)
        else fact
        for fact in facts
    ]


def _read_row(row: Row, statement: Statement, filing: Filing, calendar: FiscalCalendar) -> list[Fact]:
    identity = _identify(row, statement)
    metric, mention, dimensions, name = identity.metric, identity.mention, identity.dimensions, identity.name
    flip = _flips(row, mention, metric, statement)
    facts = []
    for figure in row.figures:
        column = statement.columns[figure.column]
        period = _period(column, metric, row)
        value = _value(figure, row, filing.text)
        if column.kind not in ("figures", "percent of revenue") or period is None or value is None:
            continue
        of_revenue = column.kind == "percent of revenue"
        unit, scale = (
            ("percent", 1) if of_revenue else _unit_and_scale(row, figure, column, metric, statement, filing.text)
        )
        if scale is None:
            continue
        printed = filing.text[figure.start : figure.end]
        facts.append(
            Fact(
                metric=_name_in(unit, name, metric, of_revenue),
                label=f"{row.label} as a percentage of revenue" if of_revenue else row.label,
                value=(-value if flip else value) * scale,
                unit=unit,
                period=calendar.labelled(period),
                reported=printed,
                scale=scale,
                decimals=_decimals(printed, scale),
                dimensions=dimensions + ((("Segment", column.member),) if column.member else ()),
                basis=_basis(mention, column, statement),
                heads=row.heads,
                sources=(_source(row, figure, statement, filing),),
                confidence=0.97 if metric else 0.95,
            )
        )
    return facts


def _name_in(unit: str, name: str, metric: Metric | None, of_revenue: bool) -> str:
    """The name under which a figure is filed: a rate or an amount per share never has the name of the amount."""
    if of_revenue:
        return f"{name}PercentOfRevenues"
    if unit == "percent" and metric and metric.unit != "percent":
        return metric.by_unit.get("percent") or f"{name}Percent"
    if unit.endswith("/share") and metric and metric.unit == "money":
        return metric.by_unit.get("money/share") or f"{name}PerShare"
    return name


def _basis(mention: MetricMention | None, column: Column, statement: Statement) -> Basis:
    """The accounting basis: the row's own words say it before the column's, those before the title's."""
    said: str = mention.basis if mention else ""
    if said in ("non-GAAP", "pro forma", "constant currency", "GAAP"):
        return cast(Basis, said)
    return column.basis if column.basis != "GAAP" else statement.basis


@dataclass(frozen=True, slots=True)
class _Identity:
    """What a row is of: a metric the vocabulary knows (or none), its name, and its place along dimensions."""

    name: str
    metric: Metric | None = None
    mention: MetricMention | None = None
    dimensions: tuple[tuple[str, str], ...] = ()


def _identify(row: Row, statement: Statement) -> _Identity:
    """What the row is of; one that no vocabulary knows, below a head that is a metric, is a member of it."""
    known = vocabulary()
    for label in _readings(row.label):
        mention = known.label(label, row.heads, statement.title)
        if mention:
            return _per_share(_Identity(mention.metric, known.metrics[mention.metric], mention), row, statement)
    head = row.heads[-1] if row.heads else statement.title
    whole, outer, by = _divided(head, row.heads[:-1], statement.title)
    if whole is None:
        return _Identity(line_item(row.label, row.heads))
    metric = known.metrics[whole.metric]
    stock_class = _STOCK_CLASS.match(row.label)
    if stock_class:
        return _Identity(metric.name, metric, whole, (*outer, ("Class", stock_class["name"])))
    if not _divisible(metric):
        return _Identity(line_item(row.label, row.heads))
    if _WHOLE.match(row.label):
        return _Identity(metric.name, metric, whole, outer) if outer else _Identity(line_item(row.label, row.heads))
    axis = "Geography" if _GEOGRAPHY.search(row.label) else by or "Segment"
    return _Identity(metric.name, metric, whole, (*outer, (axis, row.label)))


def _readings(label: str) -> Iterator[str]:
    """A label, and what it says less the words of its basis, and in brackets: "Adjusted loss (adjusted EBITDA)"."""
    yield label
    plain = _BASIS_WORDS.sub(" ", label)
    if plain != label and plain.strip():
        yield " ".join(plain.split())
    inside = _IN_BRACKETS.search(label)
    if inside:
        yield inside["said"]


def _divided(
    head: str, heads: tuple[str, ...], title: str
) -> tuple[MetricMention | None, tuple[tuple[str, str], ...], str]:
    """The metric that a head divides, the member that the head itself names, and the axis it divides by.

    "Net sales by category" divides net sales along Category; "United States revenue" is revenue of one member.
    """
    said = _MARKS.sub("", head).strip(" :*")
    by = _BY.match(said)
    if by:
        return vocabulary().label(by["metric"], heads, title), (), by["axis"].strip().capitalize()
    whole = vocabulary().label(said, heads, title)
    if whole:
        return whole, (), ""
    words = said.split()
    for cut in range(1, min(len(words), 5)):
        rest, member = " ".join(words[cut:]), " ".join(words[:cut])
        found = vocabulary().label(rest, heads, title)
        if found and _divisible(vocabulary().metrics[found.metric]) and not _WHOLE.match(member):
            return found, (("Geography" if _GEOGRAPHY.search(member) else "Segment", member),), ""
    return None, (), ""


def _per_share(identity: _Identity, row: Row, statement: Statement) -> _Identity:
    """The row's identity, where the head or title says that its amounts are per share."""
    metric = identity.metric
    over = row.heads[-1] if row.heads else statement.title
    if metric is None or metric.unit != "money" or not _PER_SHARE.search(over) or not _is_small(row):
        return identity
    if metric.name == "NetIncomeLoss":
        name = "EarningsPerShareDiluted" if "diluted" in over.lower() else "EarningsPerShare"
    else:
        name = metric.by_unit.get("money/share", f"{metric.name}PerShare")
    return replace(identity, name=name, metric=vocabulary().metrics.get(name))


def _is_small(row: Row) -> bool:
    """Whether all figures are of the size of amounts per share, rather than of thousands."""
    values = [abs(figure.value) for figure in row.figures if figure.value is not None]
    return bool(values) and all(value < _LARGEST_PER_SHARE for value in values) and any(value % 1 for value in values)


def _divisible(metric: Metric) -> bool:
    """Whether rows below the metric's name are its parts: revenue by product, not the flows below "operating activities"."""
    return metric.unit == "money" and not metric.instant and not metric.name.startswith("NetCash")


def _period(column: Column, metric: Metric | None, row: Row) -> Period | None:
    """The figure's period: a balance in a column of a stretch of time stands at its close, or its opening."""
    period = column.period
    if period is None or metric is None or metric.instant == period.is_instant:
        return period
    if metric.instant and period.start:
        return Period(period.start - _DAY) if _OPENING.search(row.label) else Period(period.end)
    return period if metric.unit not in ("money", "money/share") else None


def _value(figure: Figure, row: Row, text: str) -> Decimal | None:
    """The figure's number; a dash among numbers is nil, "NM" and "N/A" are none."""
    if figure.value is not None:
        return figure.value
    is_dash = text[figure.start : figure.end].strip(" $") in _DASHES
    return Decimal(0) if is_dash and any(other.value is not None for other in row.figures) else None


def _unit_and_scale(
    row: Row, figure: Figure, column: Column, metric: Metric | None, statement: Statement, text: str
) -> tuple[str, int | None]:
    """The figure's unit and what to multiply it by; None where no scale is stated."""
    currency = figure.currency or statement.currency or "USD"
    words = " ".join((*row.heads[-1:], row.label))
    if metric is None and _PER_SHARE.search(row.heads[-1] if row.heads else statement.title) and _is_small(row):
        return f"{currency}/share", 1
    if figure.percent or (metric and metric.unit == "percent"):
        return "percent", 1
    if metric and metric.unit.startswith("money/"):
        return metric.unit.replace("money", currency, 1), 1
    if metric and metric.unit == "shares":
        return "shares", statement.share_scale
    if _is_per_unit(row, figure, statement):
        about = " ".join((statement.title, *row.heads, row.label, column.header))
        return f"{currency}/share", 1 if _PER_SHARE.search(about) else None
    if metric and metric.unit == "money":
        return currency, column.scale or statement.scale
    if metric:
        return metric.unit, 1 if metric.unit in ("ratio", "days") else _count_scale(row, statement, text)
    counted = _COUNTED.search(row.label)
    if counted and not figure.currency and not _PER.search(row.label) and not _PERCENT.search(row.label):
        return (counted["noun"] or counted["end"]).lower().removesuffix("s"), _count_scale(row, statement, text)
    return _unknown_unit(words, row.label, figure, currency, statement, column)


def _is_per_unit(row: Row, figure: Figure, statement: Statement) -> bool:
    """Whether a figure stands in a row or a column of cents among rounder amounts: of one share, or one of what is made."""
    column = [other for each in statement.rows for other in each.figures if other.column == figure.column]
    if not (_is_of_cents(row.figures) or _is_of_cents(column)):
        return False
    amounts = [other.value for each in statement.rows for other in each.figures if other.value and not other.percent]
    return 2 * sum(_places(amount) < 2 for amount in amounts) > len(amounts)


def _is_of_cents(figures: Iterable[Figure]) -> bool:
    printed = [figure.value for figure in figures if figure.value is not None and not figure.percent]
    return bool(printed) and all(_places(value) == 2 and abs(value) < 1000 for value in printed)


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _unknown_unit(
    words: str, label: str, figure: Figure, currency: str, statement: Statement, column: Column
) -> tuple[str, int | None]:
    per = _PER.search(label) or _PER_SHARE.search(words)
    if per and (figure.currency or "share" in per[0].lower() or per["eps"]):
        noun = "share" if per["eps"] else (per["noun"] or per["slash"]).lower()
        return f"{currency}/{'share' if noun in ('share', 'shares') else noun}", 1
    if figure.currency:
        return currency, column.scale or statement.scale
    if _PERCENT.search(label):
        return "percent", 1
    if _SHARES.search(label):
        return "shares", statement.share_scale
    return currency, (column.scale or statement.scale) if _is_of_money(statement) else None


def _count_scale(row: Row, statement: Statement, text: str) -> int | None:
    """What counts are multiplied by: what their own footnote says, in a table of counts 1, among money what is stated.

    "LTL shipments (1)" over a note "(1) In thousands." is counted in thousands.
    """
    mark = _MARK.search(text[row.start : row.figures[0].start]) if row.figures else None
    note = (
        re.search(rf"\({mark[1]}\)\s+In (thousands|millions)\b", text[row.start : statement.end + _NOTE], re.I)
        if mark
        else None
    )
    if note:
        return 1000 if note[1].lower() == "thousands" else 1_000_000
    return statement.share_scale if _is_of_money(statement) else 1


def _is_of_money(statement: Statement) -> bool:
    """Whether rows without a currency sign are of money: below a row that has one, or among known rows of money."""
    rows = [row for row in statement.rows if row.figures]
    if rows and any(figure.currency for figure in rows[0].figures):
        return True
    known = vocabulary().metrics
    mentions = (vocabulary().label(row.label, row.heads, statement.title) for row in rows)
    return any(mention and known[mention.metric].unit == "money" for mention in mentions)


def _flips(row: Row, mention: MetricMention | None, metric: Metric | None, statement: Statement) -> bool:
    """Whether the figures, as printed, have the opposite sign of the metric that they are filed under."""
    values = [f.value for f in row.figures if f.value and statement.columns[f.column].kind == "figures"]
    if metric is None or mention is None or not values:
        return False
    below_zero = [value < 0 for value in values]
    adds_back = _ADDED_BACK.search(" ".join((statement.title, *row.heads)))
    if adds_back and metric.expense and not metric.outflow:
        return mention.negative and not any(below_zero)  # an expense is added back unbracketed
    if metric.outflow and metric.signed:
        return True  # a cash flow statement prints what came in: an increase in receivables is bracketed
    if metric.signed:
        flips = _flips_by_arithmetic(row, statement)
        if flips is not None:
            return flips
    if mention.two_sided:
        return mention.negative  # "income tax benefit (expense)": brackets say which
    if metric.expense or metric.outflow:
        # A deduction is bracketed though its element is positive; "income tax benefit" is a negative expense.
        return mention.negative != (any(below_zero) if metric.outflow else all(below_zero))
    # "Net loss 8,453": the word says the sign unless brackets in the row tell losses from profits.
    return mention.negative and not any(below_zero)


def _flips_by_arithmetic(row: Row, statement: Statement) -> bool | None:
    """Whether tax is printed as a deduction, by what pretax income less net income comes to; None where that is silent."""
    pretax, after = (
        _row_of(
            "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest", statement
        ),
        _row_of("NetIncomeLoss", statement),
    )
    for figure in row.figures:
        before, net = _at(pretax, figure.column), _at(after, figure.column)
        if figure.value and before is not None and net is not None and abs(before - net) == abs(figure.value):
            return before - net != figure.value
    return None


def _row_of(metric: str, statement: Statement) -> Row | None:
    for row in statement.rows:
        mention = vocabulary().label(row.label, row.heads, statement.title) if row.figures else None
        if mention and mention.metric == metric:
            return row
    return None


def _at(row: Row | None, column: int) -> Decimal | None:
    figures: Iterable[Figure] = row.figures if row else ()
    return next((figure.value for figure in figures if figure.column == column), None)


def _decimals(printed: str, scale: int) -> int:
    """XBRL's decimals of a printed figure: "8,453" in thousands is correct to -3."""
    fraction = re.search(r"\.(\d+)", printed)
    return (len(fraction[1]) if fraction else 0) - (len(str(scale)) - 1)


def _source(row: Row, figure: Figure, statement: Statement, filing: Filing) -> Source:
    start, end = (row.start, figure.end) if row.start < figure.end else (figure.start, figure.end)
    return Source(start, end, filing.text[start:end], statement.title)
