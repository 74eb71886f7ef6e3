"""What a row of a statement is of: its metric, by its label and heads, and its place along dimensions."""

import re
from collections.abc import Iterator
from dataclasses import replace

from qa.facts.naming import camel_case, line_item, per_unit
from qa.facts.outside_gaap import outside_gaap
from qa.facts.rows.divided import (
    TOTAL,
    bare_member,
    divided,
    divisible,
    is_price,
    reconciled,
    said_axis,
    says_no_more,
)
from qa.facts.rows.facets import priced_by, says_how_many, things_in_scale
from qa.facts.rows.groups import within_group
from qa.facts.rows.growth_heads import grown
from qa.facts.rows.members import WHOLE, axis, called, names_part
from qa.facts.rows.misnamed import is_else
from qa.facts.rows.readings import BASIS_WORDS, readings
from qa.facts.rows.row_names import BARE_SHARE
from qa.facts.rows.sections import adds_up, is_only_whole
from qa.facts.rows.sole_revenue import is_sole_revenue
from qa.facts.rows.stated_units import LARGEST_PRICE, OF_ITS_OWN, own_unit, stated_price, stated_volume
from qa.facts.rows.tax_footing import is_footing
from qa.facts.rows.unit_heads import of_good
from qa.frozen import frozen
from qa.language.metric import Metric
from qa.language.values import MetricMention
from qa.language.vocabulary import vocabulary
from qa.tables.headers import PER_SHARE as PER_SHARE_COLUMN
from qa.tables.sections import is_total
from qa.tables.statement import Column, Row, Statement

PER_SHARE = re.compile(r"\bper (?:[a-z]+ ){0,3}(?P<noun>share)\b(?P<slash>)(?P<eps>)", re.I)
_CONSOLIDATED = re.compile(r"(?:total )?(?:(?:the )?group|consolidated|company)(?: total)?", re.I)
_STOCK_CLASS = re.compile(r"^(?P<name>(?:class|series) [A-Z])\b", re.I)
_SAYS_BASIS = re.compile(
    r"(?:(?:as|reported|adjusted|comparable|non[- ]?gaap|gaap|results?|basis|measures?)\b|[\s(),:*-])+", re.I
)
_REPORTED = re.compile(r"\breported\b|(?<!non-)(?<!non )\bgaap\b", re.I)
_SHARE_OF_REVENUE = re.compile(rf"(?P<of>.+?),? {BARE_SHARE.pattern}$", re.I)
_KIND_OF_SHARE = re.compile(r"\bdiluted\b(?!.*\bbasic\b)|(?<!diluted and )\bbasic\b(?!.*\bdiluted\b)", re.I)
_LARGEST_PER_SHARE = 1000


@frozen
class Identity:
    """What a row is of: a metric the vocabulary knows (or none), its name, its place along dimensions, and its label where not the row's."""

    name: str
    metric: Metric | None = None
    mention: MetricMention | None = None
    dimensions: tuple[tuple[str, str], ...] = ()
    label: str = ""


def identify(row: Row, statement: Statement) -> Identity:
    """What the row is of; nothing that is paid where its unit is a volume, nor where its amounts are of one of these.

    "Product sales" of so many barrels, "Residential" below "Electric sales (GWh)"; "Lease operating" below "Unit costs (per Boe)".
    """
    found = _identified(row, statement)
    volume = stated_volume(row, statement)
    daily = found.metric.by_unit.get("per day") if found.metric and volume and volume.daily else None
    if daily:
        return replace(found, name=daily, metric=vocabulary().metrics[daily])
    if found.metric is None or found.metric.unit != "money":
        return found
    if volume:
        if own_unit(row) or not (found.dimensions and row.heads):
            return Identity(line_item(f"{TOTAL.sub('', row.label)} volume", row.heads))
        return Identity(camel_case(f"{row.heads[-1]} volume"), dimensions=found.dimensions)
    price = stated_price(row)
    return Identity(per_unit(found.name, price), dimensions=found.dimensions) if price else found


def _identified(row: Row, statement: Statement) -> Identity:
    """What the row is of; one that no vocabulary knows, below a head that is a metric, is a member of it."""
    known = vocabulary()
    share = _SHARE_OF_REVENUE.match(row.label)
    if share:
        whole = known.label(share["of"], row.heads, statement.title)
        if (
            whole
            and known.metrics[whole.metric].unit == "money"
            and "percent" not in known.metrics[whole.metric].by_unit
        ):
            return Identity(f"{whole.metric}PercentOfRevenues", None, whole)
    head = row.heads[-1] if row.heads else statement.title
    for label in (*_per_share_readings(row, head), *readings(row.label)):
        mention = known.label(label, row.heads, statement.title)
        if mention and not is_else(mention, row, statement):
            return _per_share(Identity(mention.metric, known.metrics[mention.metric], mention), row, statement)
    if is_sole_revenue(row, statement):
        return Identity("Revenues", known.metrics["Revenues"], MetricMention("Revenues"))
    good = of_good(row, statement)
    if good:
        return Identity(good.metric.name, good.metric, good.mention, good.dimensions)
    own = _of_growth(row.label, head) or _of_own_part(row.label, statement)
    if own:
        return own
    charged = known.charged(head)
    if charged and (not WHOLE.match(row.label) or says_no_more(row.label, head)):
        location = () if WHOLE.match(row.label) else (("IncomeStatementLocation", row.label),)
        return Identity(charged, known.metrics[charged], MetricMention(charged), location)
    whole, outer, by = divided(head, row.heads[:-1], statement.title)
    if _SAYS_BASIS.fullmatch(row.label):
        whole = whole or divided(statement.title, (), "")[0] or divided(reconciled(statement.title), (), "")[0]
        return _on_basis(row.label, whole, outer) if whole else Identity(line_item(row.label, row.heads))
    if whole is None:
        below = within_group(row, statement)
        if below:
            return Identity(below[0].metric, known.metrics[below[0].metric], *below)
        return _of_head(row, statement) or _of_part(row)
    if _leads_to(whole, row, statement):
        return Identity(line_item(row.label, row.heads))
    if adds_up(row, statement):
        location = () if is_total(row.label) else ((axis([row.label]), row.label),)
        return Identity(whole.metric, known.metrics[whole.metric], whole, (*outer, *location))
    metric = known.metrics[whole.metric]
    stock_class = _STOCK_CLASS.match(row.label)
    if stock_class:
        return Identity(metric.name, metric, whole, (*outer, ("Class", stock_class["name"])))
    in_units = not own_unit(row) and (stated_volume(row, statement) or things_in_scale(head))
    of_row = any(other.label == head and other.heads == row.heads[:-1] for other in statement.rows)
    is_divided = divisible(metric) or (metric.is_count and (by or in_units or of_row))
    if not is_divided or BASIS_WORDS.search(row.label):  # a part says no basis: "GAAP revenues" below "Billings"
        return Identity(line_item(row.label, row.heads))
    member = TOTAL.sub("", row.label)
    if WHOLE.match(row.label) and (says_no_more(member, head) or (is_price(metric) and is_only_whole(row, statement))):
        named = outer or by or metric.unit != "money" or _CONSOLIDATED.fullmatch(row.label)
        return Identity(metric.name, metric, whole, outer) if named else Identity(line_item(row.label, row.heads))
    if TOTAL.match(row.label):
        member = bare_member(member, whole)
    beside = [other.label for other in statement.rows if other.heads == row.heads]
    along = axis(beside)
    return Identity(metric.name, metric, whole, (*outer, (along if along == "Geography" else by or along, member)))


def _of_head(row: Row, statement: Statement) -> Identity | None:
    """A row that only names a part below a head that says how much one costs, or how many there are; None for any other.

    "Flax" below "Cost per bale", "Rope" below "New customers in the quarter".
    """
    head = row.heads[-1].strip(" :") if row.heads else ""
    scaled = things_in_scale(head)
    if own_unit(row) or (row.scale and not scaled) or OF_ITS_OWN.search(row.label):
        return None
    beside = [other for other in statement.rows if other.heads == row.heads]
    figures = [each for other in beside for each in other.figures if statement.columns[each.column].kind == "figures"]
    signed = any(figure.currency for figure in figures)
    values = [abs(figure.value) for figure in figures if figure.value]
    is_price = signed and priced_by(head) and all(value < LARGEST_PRICE for value in values)
    is_count = not signed and says_how_many(head) and (bool(scaled) or all(value % 1 == 0 for value in values))
    if any(figure.percent for figure in figures) or not (is_price or is_count):
        return None
    member = () if WHOLE.match(row.label) else ((axis(other.label for other in beside), row.label),)
    return Identity(camel_case(scaled or head), None, None, member, scaled or head)


def _of_growth(label: str, head: str) -> Identity | None:
    said = grown(label, head)
    mention = vocabulary().label(said) if said else None
    if mention:
        return Identity(mention.metric, vocabulary().metrics[mention.metric], mention)
    return Identity(camel_case(said), None, None, (), said) if said else None


def _of_own_part(label: str, statement: Statement) -> Identity | None:
    """A row that names the part that its table is of: "Total Looms employees" below "Looms"; None for any other."""
    part = statement.part or (statement.title if names_part(statement.title) else "")
    said = re.search(rf"(?<!\w){re.escape(part)}(?!\w)", label, re.I) if part else None
    beside = f"{label[: said.start()].rstrip()} {label[said.end() :].lstrip()}".strip() if said else ""
    mention = vocabulary().label(beside) if beside else None
    if said is None or mention is None:
        return None
    own = () if statement.part else ((axis([part]), said[0]),)
    return Identity(mention.metric, vocabulary().metrics[mention.metric], mention, own)


def _leads_to(whole: MetricMention, row: Row, statement: Statement) -> bool:
    """Whether a head or title names what its rows lead to: from the same on another basis, "Net income, as reported" comes
    first, or from what GAAP knows to what it does not, "Net income" to "Funds from operations"."""
    first = next((other for other in statement.rows if other.heads == row.heads and other.figures), None)
    if first is None or first.label == row.label or TOTAL.match(first.label):
        return False
    mention = next(filter(None, (vocabulary().label(label, first.heads) for label in readings(first.label))), None)
    if mention is None:
        return False
    is_outside = whole.metric in outside_gaap() or whole.metric.endswith("FundsFromOperations")
    return (bool(row.heads) and mention.metric == whole.metric) or (is_outside and mention.metric != whole.metric)


def _of_part(row: Row) -> Identity:
    """A row that names a part of the company and what it is of: "Enterprise Solutions sales"; else its own words."""
    named = called(row.label)
    mention = vocabulary().label(named[0]) if named else None
    if named and mention:
        return Identity(mention.metric, vocabulary().metrics[mention.metric], mention, (named[1],))
    return Identity(line_item(row.label, row.heads))


def transposed(identity: Identity, row: Row, column: Column, statement: Statement) -> Identity | None:
    """Return what a figure is of where its column names the metric and its row the member; None where not so.

    A table of segments has "Net revenues" and "Operating profit" as columns, and a row for each segment; a
    reconciliation has "Reported (GAAP)" as a row and what is taken out below it.
    """
    words = column.member or column.measure
    mention = vocabulary().label(words) if words and identity.metric is None else None
    if mention is None or is_footing(column, statement):
        return None
    metric = vocabulary().metrics[mention.metric]
    if _SAYS_BASIS.fullmatch(row.label):
        return _on_basis(row.label, mention, ())
    if says_no_more(row.label, "") and WHOLE.match(row.label):
        return Identity(metric.name, metric, mention)
    if WHOLE.match(row.label) or PER_SHARE_COLUMN.search(column.header):
        return None
    group: tuple[tuple[str, str], ...] = ()
    if row.heads and not WHOLE.match(row.heads[-1]):
        # The same members below several heads: "Europe" of all cards, and of those for credit.
        again = any(other.label == row.label and other.heads != row.heads for other in statement.rows)
        group = (("Group", row.heads[-1].strip(" :")),) if again else ()
    if any(_SAYS_BASIS.fullmatch(other.label) for other in statement.rows):
        return Identity(metric.name, metric, mention, (("Adjustment", row.label),))
    named = (one.member or one.measure for one in statement.columns if one.period == column.period)
    rivals = [other for other in named if other and other != words and _names(other, metric)]
    group += (("Measure", words),) if rivals else ()
    along = (said_axis(statement.title) or axis(other.label for other in statement.rows), row.label)
    return Identity(metric.name, metric, mention, (*group, along))


def _on_basis(label: str, mention: MetricMention, dimensions: tuple[tuple[str, str], ...]) -> Identity:
    """A row that says only its basis, of the metric that stands above or beside it: "Reported (GAAP)"."""
    basis = "GAAP" if _REPORTED.search(label) else "non-GAAP"
    return Identity(mention.metric, vocabulary().metrics[mention.metric], replace(mention, basis=basis), dimensions)


def _names(words: str, metric: Metric) -> bool:
    mention = vocabulary().label(words)
    return mention is not None and mention.metric == metric.name


def per_share(identity: Identity, column: Column) -> Identity:
    """The identity in a column that holds amounts per share, beside one of amounts: "Net income" below "Per diluted share"."""
    metric = identity.metric
    if (metric and metric.unit != "money") or not PER_SHARE_COLUMN.search(column.header):
        return identity
    if metric and metric.name == "NetIncomeLoss":
        name = "EarningsPerShareDiluted" if "diluted" in column.header.lower() else "EarningsPerShare"
    else:
        name = (metric.by_unit.get("money/share") if metric else None) or f"{identity.name}PerShare"
    return replace(identity, name=name, metric=vocabulary().metrics.get(name))


def _per_share_readings(row: Row, head: str) -> Iterator[str]:
    """What a label means below "Per share data": "Book value"."""
    if PER_SHARE.search(head) and is_small(row) and not (row.scale or PER_SHARE.search(row.label)):
        kind = _KIND_OF_SHARE.search(head)
        yield f"{row.label} per {kind[0].lower() + ' ' if kind else ''}share"


def _per_share(identity: Identity, row: Row, statement: Statement) -> Identity:
    """The row's identity, where the head or title says that its amounts are per share."""
    metric = identity.metric
    over = row.heads[-1] if row.heads else statement.title
    if metric is None or metric.unit != "money" or row.scale or not PER_SHARE.search(over) or not is_small(row):
        return identity
    if metric.name == "NetIncomeLoss":
        name = "EarningsPerShareDiluted" if "diluted" in over.lower() else "EarningsPerShare"
    else:
        name = metric.by_unit.get("money/share", f"{metric.name}PerShare")
    return replace(identity, name=name, metric=vocabulary().metrics.get(name))


def is_small(row: Row) -> bool:
    """Whether all figures are of the size of amounts per share, rather than of thousands."""
    values = [abs(figure.value) for figure in row.figures if figure.value is not None]
    return bool(values) and all(value < _LARGEST_PER_SHARE for value in values) and any(value % 1 for value in values)
