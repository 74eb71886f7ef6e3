"""What banks call other income and other expenses is all but interest: below net interest income they are noninterest."""

import re
from dataclasses import replace

from qa.tables.statement import Statement

_NET_INTEREST = re.compile(r"net interest (?:income|revenue)\b(?! and)", re.I)
_OTHER = re.compile(
    r"\W*(?:total )?other (?:operating |non-?interest )?(?:(?P<income>incomes?|revenues?)|expenses?)\W*", re.I
)
_BOTH = 2  # heads, of which a company that is no bank has one: "Other income (expense)"


def with_noninterest(statement: Statement) -> Statement:
    """Return a bank's statement of income with its sections of other income and other expenses called noninterest."""
    heads = {head for row in statement.rows for head in row.heads}
    other = {head: _OTHER.fullmatch(head) for head in heads}
    called = {
        head: "Noninterest income" if match["income"] else "Noninterest expense"
        for head, match in other.items()
        if match
    }
    if len(set(called.values())) < _BOTH or not any(_NET_INTEREST.match(row.label) for row in statement.rows):
        return statement
    rows = (replace(row, heads=tuple(called.get(head, head) for head in row.heads)) for row in statement.rows)
    return replace(statement, rows=tuple(rows))
