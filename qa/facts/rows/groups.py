"""Rows below a group of parts of the company, which stands below a metric or in a table titled by one.

"Revenue", "Mill services", "Grinding": the last is a part of the company's revenue, and of the mill services'.
"""

from qa.facts.fact import Dimensions
from qa.facts.rows.divided import MARKS, TOTAL, bare_member, divided, divisible, says_no_more
from qa.facts.rows.members import OF_GROUPS, axis, may_be_group
from qa.language.values import MetricMention
from qa.language.vocabulary import vocabulary
from qa.tables.statement import Row, Statement


def within_group(row: Row, statement: Statement) -> tuple[MetricMention, Dimensions] | None:
    """Return the metric and the place of a row below a group of parts; None for any other."""
    group = MARKS.sub("", row.heads[-1]).strip(" :") if row.heads else ""
    if not group or not may_be_group(group):
        return None
    whole, outer, by = _divided_above(row, statement)
    if whole is None or not divisible(vocabulary().metrics[whole.metric]):
        return None
    member = _member(row.label, whole)
    if TOTAL.match(row.label) and says_no_more(member, group):
        return whole, (*outer, (by or axis([group]), group))
    place = (by or axis([member]), member)
    return whole, (*outer, *_in_group(row, group, whole, statement), place)


def _member(label: str, whole: MetricMention) -> str:
    return bare_member(TOTAL.sub("", label), whole) if TOTAL.match(label) else label


def _divided_above(row: Row, statement: Statement) -> tuple[MetricMention | None, Dimensions, str]:
    """The metric that the head of a group's head divides, else the title: "Capital expenditures by segment"."""
    for at in range(len(row.heads) - 2, -1, -1):
        found = divided(row.heads[at], row.heads[:at], statement.title)
        if found[0] or not may_be_group(row.heads[at]):
            return found
    found = divided(statement.title, (), "")
    return found if found[2] or (found[0] and found[0].metric in OF_GROUPS) else (None, (), "")


def _in_group(row: Row, group: str, whole: MetricMention, statement: Statement) -> Dimensions:
    """The group as a place of its own: where it has a total beside its members, or others have members of these names."""
    tells = any(
        TOTAL.match(other.label) and says_no_more(_member(other.label, whole), group)
        if other.heads == row.heads
        else other.label == row.label
        for other in statement.rows
        if other.figures
    )
    return (("Group", group),) if tells else ()
