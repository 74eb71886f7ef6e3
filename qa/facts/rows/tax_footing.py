"""Columns of a table of charges that say on what footing each stands: "Pretax", "Income tax effect", "Net of tax"."""

import re

from qa.tables.statement import Column, Statement

_BEFORE = re.compile(
    r"(?:pre[- ]?tax|(?:before|gross of)(?: income)? tax(?:es)?)(?: (?:amounts?|basis|impacts?|effects?))?", re.I
)
_AFTER = re.compile(
    r"(?:after[- ]?tax|(?:after|net of)(?: income)? tax(?:es)?)(?: (?:amounts?|basis|impacts?|effects?))?", re.I
)
_TAX = re.compile(r"(?:income )?tax(?:es)?(?: (?:amounts?|effects?|impacts?|expense|benefit|provision))?", re.I)


def is_footing(column: Column, statement: Statement) -> bool:
    """Return whether a column says only that its figures are before tax, after it, or beside these the tax itself."""
    if not _TAX.fullmatch(column.member):
        return bool(_BEFORE.fullmatch(column.member) or _AFTER.fullmatch(column.member))
    return any(_BEFORE.fullmatch(other.member) or _AFTER.fullmatch(other.member) for other in statement.columns)


def footing(column: Column, statement: Statement, is_line: bool) -> tuple[tuple[str, str], ...]:
    """Return what a column of charges measures of them; nothing where it is all that the table says of them, before tax.

    Arguments:
        is_line: whether the row is called as a line of the statements is, of which it can only be a part.
    """
    beside = (other for other in statement.columns if other.period == column.period and other is not column)
    is_alone = _BEFORE.fullmatch(column.member) and not any(is_footing(other, statement) for other in beside)
    return () if is_alone and not is_line else (("Measure", column.member),)
