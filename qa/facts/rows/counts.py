"""What the rows of a table count, and what the counts are multiplied by; nothing where that is not stated."""

import re

from qa.facts.rows.misnamed import is_else_here
from qa.facts.rows.said_units import is_excepted
from qa.facts.rows.stated_units import stated_volume
from qa.language.metric import Metric
from qa.language.phrases import phrases
from qa.language.vocabulary import vocabulary
from qa.language.volumes import Volume, as_sold
from qa.language.wording import singular
from qa.tables.figures import places
from qa.tables.statement import Column, Row, Statement

_COUNTED = re.compile(
    r"\bnumber of (?P<noun>[a-z]+s)\b|\b(?P<end>stores|employees|headcount|customers|subscribers|units|shipments"
    r"|restaurants|branches|offices|locations|rooms|members|accounts|wells|rigs|vessels|aircraft)\b(?: \(|$| at | end)"
    # "Company-owned stores open at end of period", no "Sales of stores opened"
    r"|^(?:(?!(?:sales|revenues?|costs?|expenses?|income|profit|cash|from|for|of|in)\b)[a-z][\w-]*,? )*?"
    r"(?P<open>stores|restaurants|branches|offices|locations|clubs|shops|theat(?:er|re)s|warehouses) (?:open|operating|in operation)\b(?! costs| expenses)"
    r"|^(?:[a-z]+ )?(?P<some>customers|clients|subscribers|accounts|users|merchants)"
    r"(?: ?[>≥]| (?:with|above|over|greater|exceeding|contributing|generating|spending|who|that)\b)"
    r"|\b(?P<made>ounces|tons|tonnes|barrels|gallons|pounds|units|homes|carloads|cases)"
    r" (?:sold|produced|shipped|delivered|milled|mined|closed|hauled|loaded|consumed|processed|recycled)\b",
    re.I,
)
# What is counted one by one, though amounts beside it are in thousands.
_COUNTED_WHOLE = frozenset(
    ["employee", "headcount", "home", "store", "restaurant", "branche", "branch", "office", "location", "room", "well", "rig", "vessel", "aircraft"]
)  # fmt: skip
_MEASURED = ("money", "shares", "percent", "ratio", "days", "count")
_PLURAL = re.compile(r"[a-z]{3,}s\b")
_ASIDE = re.compile(r"\([^)]*\)")
_MARK = re.compile(r"\((\d{1,2})\)\s*$")
_NOTE = 600  # characters below a table in which its footnotes stand
# What is paid or owed by those that are counted, or for them: "Advances from customers".
_NOT_THEMSELVES = re.compile(r"\b(?:for|from|to|by)\b(?: [a-z-]+){0,3}\W*$", re.I)
# Accounts that are told by what is deposited in them: "Certificate accounts", "Average interest-bearing checking accounts".
_DEPOSITED = re.compile(
    r"\b(?:bearing|checking|savings?|money market|certificates?|deposits?|NOW|demand|transaction|retirement)\b.*\baccounts$",
    re.I,
)
# So many of one thing for each of another, whatever the amounts beside are in: "Average miles per tractor".
_PER_THING = re.compile(
    r"^(?:(?!\b(?:sales|revenues?|costs?|expenses?|income|profit|margin|earnings|dividends|value|prices?)\b)[a-z-]+ )*?"
    r"(?P<noun>miles|hours|minutes|loads|visits|stops|trips|packages|admissions|messages|calls|transactions|orders|customers"
    r"|patients|students|members|tons|gallons|pounds|units|stores|employees) per [a-z]+",
    re.I,
)
_OF_NO_COUNT = re.compile(r"\bper\b|%|\bpercent(?:age)?\b|\b(?:rate|margin|yield)s?\b", re.I)


def counted_by(row: Row) -> str:
    """What a row's label counts, or the head right above it: "Ounces sold", "Electric" below "Customers at June 30"."""
    if _OF_NO_COUNT.search(row.label):
        return ""
    counted = _COUNTED.search(row.label)
    if counted and counted["end"] and _DEPOSITED.search(row.label):
        return ""
    if counted and not counted["made"] and _NOT_THEMSELVES.search(row.label):
        counted = None
    counted = counted or (_COUNTED.match(row.heads[-1].strip(" :")) if row.heads else None)
    noun = next(filter(None, counted.groupdict().values())) if counted else ""
    return noun.lower() if noun.lower() == "shares" else noun.lower().removesuffix("s")


def counted_for_each(row: Row) -> str:
    """What a row counts for each of another thing: "mile" of "Average miles per tractor"; empty for any other."""
    match = _PER_THING.match(row.label)
    return singular(match["noun"].lower()) if match else ""


def counted_beside(row: Row, statement: Statement) -> Metric | None:
    """What the known rows below a row's head count, where none is of money: "Opened" between stores at the two ends."""
    rows = [other for other in statement.rows if other.heads == row.heads and other.figures]
    mentions = (vocabulary().label(other.label, other.heads, statement.title) for other in rows)
    known = [vocabulary().metrics[mention.metric] for mention in mentions if mention]
    signs = any(figure.currency or figure.percent for other in rows for figure in other.figures)
    alike = len({metric.unit for metric in known}) == 1 and not signs
    return known[0] if alike and known[0].unit not in _MEASURED else None


def counted_among(row: Row, beside: str) -> str:
    """Return what a row counts among rows that count one thing: what its own label names, else the same.

    "New customers added" above "Total employees" counts customers.

    Arguments:
        beside: what these count, in the singular.
    """
    nouns = phrases("quantities")["nouns"]
    words = _PLURAL.findall(_ASIDE.sub("", row.label.lower()))
    named = [str(nouns[word]) for word in words if word in nouns]
    return beside if beside in named else next(iter(named), beside)


def counted_in_all(row: Row, statement: Statement) -> str:
    """What the total below a row and those like it counts: "Model B" above "Total aircraft"; empty without one."""
    by_ones = statement.scale in (None, 1) or statement.inherits
    if not by_ones or any(figure.currency or figure.percent or (figure.value or 0) % 1 for figure in row.figures):
        return ""
    below = (other for other in statement.rows if other.start > row.start)
    total = next((other for other in below if other.label.lower().startswith("total")), None)
    noun = counted_by(total) if total and total.heads == row.heads else ""
    return counted_among(row, noun) if noun else ""


def counted_across(column: Column, statement: Statement) -> str:
    """What a column counts by its last word, beside columns of money: "Opening screens"; empty for any other."""
    noun = phrases("quantities")["nouns"].get(column.member.lower().rpartition(" ")[2], "")
    at = statement.columns.index(column)
    figures = [figure for row in statement.rows for figure in row.figures]
    own, beside = [each for each in figures if each.column == at], [each for each in figures if each.column != at]
    is_count = not any(each.currency or each.percent or (each.value or 0) % 1 for each in own)
    return str(noun) if noun and is_count and any(each.currency for each in beside) else ""


def in_unit_of(metric: Metric | None, volume: Volume, said: int | None) -> tuple[str, int | None]:
    """A volume in its own unit, or in that of its metric where this counts the same by the thousand.

    Arguments:
        said: what counts are multiplied by where the unit says no scale.
    """
    sold = as_sold(volume)
    if metric and sold and sold.scale and sold.unit == metric.unit:
        return sold.unit, sold.scale
    return volume.unit, volume.scale or said


def count_scale(noun: str, row: Row, statement: Statement, text: str) -> int | None:
    """What counts are multiplied by: what their own row or footnote says, else what is stated for shares among money.

    "LTL shipments (1)" over a note "(1) In thousands." is counted in thousands. Of a table of counts that is itself
    said to be in thousands, some rows are and some (stores) are not: unknown.
    """
    if not row.scale and any(is_excepted(other, statement) for other in statement.rows):
        return None  # who names rows that are in no thousands means money by these
    if row.scale or (statement.count_scale or 1) > 1:
        return row.scale or statement.count_scale
    title = vocabulary().label(statement.title) if statement.scale and not statement.inherits else None
    if title and vocabulary().metrics[title.metric].is_count:
        return statement.scale  # "Revenue ton miles (millions)" above its parts
    if statement.scale and not statement.inherits and _is_of_volumes(statement):
        return statement.scale
    said = {other.scale for other in statement.rows if row.heads and other.heads == row.heads and other.scale}
    if len(said) == 1 and counted_beside(row, statement):
        return said.pop()  # the first row of a roll says it for all
    if statement.share_scale and all(places(f.value) > 0 for f in row.figures if f.value):
        return statement.share_scale  # no part of a thing is counted
    mark = _MARK.search(text[row.start : row.figures[0].start]) if row.figures else None
    note = (
        re.search(rf"\({mark[1]}\)\s+In (thousands|millions)\b", text[row.start : statement.end + _NOTE], re.I)
        if mark
        else None
    )
    if note:
        return 1000 if note[1].lower() == "thousands" else 1_000_000
    if noun in _COUNTED_WHOLE or (statement.count_scale and all(places(f.value) == 0 for f in row.figures if f.value)):
        return 1
    if is_scaled_by_heads(statement):
        return 1
    if is_of_money(statement):
        return statement.share_scale
    return 1 if statement.inherits or statement.share_scale in (None, 1) else None


def is_scaled_by_heads(statement: Statement) -> bool:
    """Return whether a table has a scale of its own only where a head or a label says one: "Revenues (in thousands)"."""
    return statement.inherits and any(row.scale for row in statement.rows)


def _is_of_volumes(statement: Statement) -> bool:
    """Whether every row of a table measures how much, of which all is then in its thousands: "Corn oil (pounds)"."""
    return all(stated_volume(row, statement) for row in statement.rows if row.figures)


def is_of_money(statement: Statement) -> bool:
    """Whether rows without a currency sign are of money: below a row that has one, or among known rows of money, or averages of these."""
    rows = [row for row in statement.rows if row.figures and not stated_volume(row, statement)]
    if rows and any(figure.currency for figure in rows[0].figures):
        return True
    known = vocabulary().metrics
    called = ((label, row) for row in rows for label in {row.label, row.label.removeprefix("Average ")})
    mentions = ((vocabulary().label(label, row.heads, statement.title), row) for label, row in called)
    return any(
        mention and known[mention.metric].unit == "money" and not is_else_here(mention, row)
        for mention, row in mentions
    )
