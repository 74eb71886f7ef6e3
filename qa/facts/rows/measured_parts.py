"""What figures are of in rows that are parts of the company, where a title, a head or columns say what is measured of them.

"Backlog" over "Units", "Value" and "Average price" with a row for each region; "Cancellation rate" over the same rows.
"""

import re
from dataclasses import replace

from qa.facts.naming import camel_case
from qa.facts.rows.divided import said_axis, says_no_more
from qa.facts.rows.facets import Facet, facet_of, priced_by, says_how_many, things_in_scale, unit_of_measure
from qa.facts.rows.members import GEOGRAPHY, WHOLE, axis
from qa.facts.rows.row_identity import Identity
from qa.language.values import MetricMention
from qa.language.vocabulary import vocabulary
from qa.tables.captions import without_periods
from qa.tables.statement import Column, Figure, Row, Statement

_ASIDES = re.compile(r"\([^()]*\)|[⁰¹²³⁴-⁹⁽⁾*†‡]")
_WHEN = re.compile(r"[\s,:–—-]*(?:\b(?:at|as of|as at|for|in|during|ended|the)\b\s*)*$", re.I)
_BY = re.compile(r"\s+by\s+.*$", re.I)
_NO_MEASURE = re.compile(
    r"\b(?:statements?|balance sheets?|cash flows?|reconcil\w+|(?:non-?)?gaap|adjusted|adjustments?|components?|contribution|guidance"
    r"|outlook|exhibit|schedule|table|appendix|page|follow\w*|below|change[sd]?|compared|versus|vs)\b",
    re.I,
)
# What titles say beside the measure, or in its place: "Segment information".
_NOTHING = re.compile(
    r"\b(?:segments?|business|operating|financial|supplement\w*|selected|other|additional|key|quarterly|annual|consolidated|condensed|and"
    r"|of|the|in|for|data|information|results?|statistics|highlights|summary|metrics?|performance|review|analysis|regions?|divisions?"
    r"|products?|lines?|categor\w+|geograph\w+|unaudited)\b",
    re.I,
)
# What a title says of all that its columns measure.
_QUALIFIER = re.compile(
    r"(?:same|comparable)[- ](?:store|property|community|center|home|park|facility|hotel)s?\b", re.I
)
_LONGEST = 60  # characters of a title that names a measure
# A head of parts that says what revenue is without: "Revenue, before fuel surcharge"
_OF_MONEY = re.compile(
    r"^(?:net |total )?(?:revenues?|sales),? (?:before|excluding|exclusive of|net of|without)\b", re.I
)


def measured(row: Row, column: Column, identity: Identity, statement: Statement) -> Identity | None:
    """Return what a figure is of in a row that is a part of the company, or all of them; None where nothing says it.

    Arguments:
        identity: what the row is of by itself.
    """
    beside = [one.label for one in statement.rows if one.heads == row.heads and one.label.lower() in statement.parts]
    is_part = row.label in beside
    if not beside or not (is_part or WHOLE.match(row.label)):
        return None
    subject, said = _said(row, column, statement)
    if not is_part and not (says_no_more(row.label, f"{subject} {said}") or _is_last_total(row, statement)):
        return None
    facet = facet_of(said)
    mention = _known(subject, said, facet)
    across = (column.member or column.measure) and mention and mention.metric != identity.name
    if identity.metric and not facet and not across and (is_part or not said):
        return None  # its head or its title says it
    if said.lower() in statement.parts or GEOGRAPHY.search(said):
        return None  # a column of another part
    if row.heads and not facet and vocabulary().label(column.member or column.measure):
        return None  # its head may be of a group of parts
    place = ((said_axis(statement.title) or axis(beside), row.label),) if is_part else ()
    if mention:
        return Identity(mention.metric, vocabulary().metrics[mention.metric], mention, place)
    of_money = not across and _OF_MONEY.search(said)
    if (
        not (subject or of_money or facet in ("amount", "price"))
        or _NO_MEASURE.search(said)
        or (not said and identity.metric)
    ):
        return None
    told = facet or priced_by(said) or column.member or column.measure or of_money
    if said and not (told or things_in_scale(row.heads[-1] if row.heads else "")):
        return None  # a head that may be the name of a group of parts
    return Identity(camel_case(label := _label(subject, said, facet)), None, None, place, label)


def unit_of(
    identity: Identity, row: Row, figure: Figure, column: Column, statement: Statement
) -> tuple[str, int | None] | None:
    """Return the unit and scale of a figure, where what it is of is told by a title, a head or its column; else None.

    Arguments:
        identity: what it is of.
    """
    said = _said(row, column, statement)[1] if statement.parts else ""
    of_count = identity.metric is not None and facet_of(said) == "count" and identity.metric.is_count
    if not (identity.label or of_count):
        return None
    found = unit_of_measure(identity.label, said, row, figure, column, statement)
    return (identity.metric.unit, found[1]) if found and identity.metric else found


def with_sign(figure: Figure, label: str, statement: Statement) -> Figure:
    """Return a figure with the currency sign in its column, mostly of the first or the total, where only one thing is measured.

    Arguments:
        label: what a title, a head or a column says is measured, which is no count; empty where the row itself says it.
    """
    if not label or says_how_many(label):
        return figure
    beside = (each for row in statement.rows for each in row.figures if each.column == figure.column)
    sign = next((each.currency for each in beside if each.currency), "")
    return figure if figure.currency or figure.percent or not sign else replace(figure, currency=sign)


def _is_last_total(row: Row, statement: Statement) -> bool:
    """Whether a row is the only one of those below its heads that is of several parts, and the last: "All commodities"."""
    block = [other for other in statement.rows if other.heads == row.heads and other.figures]
    is_last = block[-1] is row and row.label.lower() != "other"
    return is_last and sum(bool(WHOLE.match(other.label)) for other in block) == 1


def _label(subject: str, said: str, facet: Facet | None) -> str:
    """What the measure is called: a column that says it in several words needs no title, a lone word does."""
    if _QUALIFIER.fullmatch(subject):
        return f"{_sentence(subject)} {said.lower()}"
    if facet == "count" and vocabulary().label(subject) is None:
        return _sentence(subject or said)
    if not facet and len(said.split()) > 1:
        return _sentence(said)
    return f"{_sentence(subject)} {said.lower() if facet else said}".strip() if subject else _sentence(said)


def _said(row: Row, column: Column, statement: Statement) -> tuple[str, str]:
    """What a figure's table or section is of, and what its column, else its head says of that."""
    subject, across, head = (
        statement.subject or statement.title,
        column.member or column.measure,
        row.heads[-1] if row.heads else "",
    )
    head = _plain(head)
    subject, said = (head, across) if across and head and not facet_of(head) else (subject, across or head)
    subject = _WHEN.sub("", without_periods(_BY.sub("", _plain(subject))))
    qualifier = _QUALIFIER.match(subject)
    if qualifier and said:
        return qualifier[0], _plain(said)  # "Same-Store Revenue, Expenses and NOI" over "NOI"
    is_measure = len(subject) <= _LONGEST and not _NO_MEASURE.search(subject)
    return subject if is_measure and any(map(str.isalpha, _NOTHING.sub("", subject))) else "", _plain(said)


def _known(subject: str, said: str, facet: Facet | None) -> MetricMention | None:
    """The metric that the vocabulary has for it: "Backlog" and "Funded", "Homes delivered" and "Units"."""
    known = vocabulary()
    both = (f"{subject} {said}", f"{said} {subject}") if subject and said else ()
    alone = () if facet or _QUALIFIER.fullmatch(subject) else tuple(filter(None, [said]))
    mention = next(filter(None, map(known.label, (*both, *alone))), None)
    if mention or not facet:
        return mention
    whole = known.label(subject) if subject else None
    if whole is None:
        return None
    metric = known.metrics[whole.metric]
    return whole if (facet == "amount" and metric.unit == "money") or (facet == "count" and metric.is_count) else None


def _plain(words: str) -> str:
    return " ".join(_ASIDES.sub(" ", words).split()).strip(" :")


def _sentence(words: str) -> str:
    """Words as a line's label: capitals of titles are none of the name's."""
    return words.capitalize() if words.isupper() else words[:1].upper() + words[1:]
