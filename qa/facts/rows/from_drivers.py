"""What stands in columns of what a change is made up of: "Price/Mix" in percent, "Currency" in money, for each row's part."""

import re

from qa.facts.fact import Dimensions, Fact, Source
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.facts.naming import line_item
from qa.facts.rows.members import WHOLE, axis, is_filer, names_part
from qa.facts.rows.readings import readings
from qa.facts.rows.row_identity import Identity
from qa.filing import Filing
from qa.language.values import YEAR_BEFORE
from qa.language.vocabulary import vocabulary
from qa.tables.statement import Figure, Row, Statement

_IMPACT = re.compile(
    r"\b(?:impact\w*|effects?|items?|currency|exchange|f/?x|acquisitions?|divest\w+|changes?|growth)\b", re.I
)
# What moved a figure, and no figure that moved.
_EFFECT = re.compile(r"\b(?:impact\w*|effects?|currency|exchange|f/?x|acquisitions?|acquired|divest\w+)\b", re.I)


def of_driver(
    row: Row,
    figure: Figure,
    identity: Identity,
    within: Dimensions,
    statement: Statement,
    filing: Filing,
    calendar: FiscalCalendar,
) -> Fact | None:
    """Return what a figure in a driver's column states; None where its scale is not stated.

    Arguments:
        identity: what the row is of.
        within: the parts of the company that it stands within.
    """
    column = statement.columns[figure.column]
    period = column.period
    alone = all(each.kind != "figures" for each in statement.columns)
    in_percent = figure.percent or alone
    scale = 1 if in_percent else row.scale or statement.scale
    if (
        figure.value is None
        or period is None
        or scale is None
        or (in_percent and not _is_part(row, identity, filing, alone))
    ):
        return None
    said = (f"{column.measure} growth", *readings(column.measure)) if in_percent else ()
    mention = next(filter(None, map(vocabulary().label, said)), None)
    grown = mention and vocabulary().metrics[mention.metric].unit == "money"
    if grown and _EFFECT.search(column.measure):
        mention = grown = None
    printed = filing.text[figure.start : figure.end]
    fraction = printed.partition(".")[2]
    is_growth = in_percent and bool((mention and not grown) or not _IMPACT.search(column.measure))
    return Fact(
        metric=mention.metric if mention and (grown or is_growth) else line_item(column.measure, ()),
        label=f"{column.measure} growth" if is_growth and not grown else column.measure,
        value=figure.value * scale,
        unit="percent" if in_percent else figure.currency or statement.currency or "USD",
        period=period if period.label else calendar.labelled(period),
        reported=printed,
        scale=scale,
        decimals=sum(map(str.isdigit, fraction)) - (len(str(scale)) - 1),
        dimensions=(*within, *_place(row, identity, statement, filing)),
        basis=column.basis if not (mention and mention.basis == "non-GAAP") else "non-GAAP",
        comparison=calendar.resolve(YEAR_BEFORE, period) if grown else None,
        heads=(*row.heads, row.label),
        sources=(Source(row.start, figure.end, filing.text[row.start : figure.end], statement.title),),
        confidence=0.95,
    )


def _is_part(row: Row, identity: Identity, filing: Filing, alone: bool) -> bool:
    """Whether a row may be a part of the company or the whole of it, rather than what has changed.

    Beside amounts a row's own metric is what has changed: it is revenue, of which growth is meant that names nothing.
    """
    if not alone:
        return identity.name == "Revenues"
    whole = WHOLE.match(row.label) or is_filer(row.label, filing.header.company)
    return identity.metric is None and bool(whole or names_part(row.label))


def _place(row: Row, identity: Identity, statement: Statement, filing: Filing) -> Dimensions:
    """Whose change it is: the row's part of the company, or none where that is the whole of it."""
    if identity.metric:
        return identity.dimensions
    if WHOLE.match(row.label) or is_filer(row.label, filing.header.company):
        return ()
    return ((axis(other.label for other in statement.rows), row.label),)
