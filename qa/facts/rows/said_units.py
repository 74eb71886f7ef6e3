"""What the brackets behind a row's label, or behind the head above it, say of its figures: "GMV (€ million)", "Orders (million)"."""

import re

from qa.language.home_currency import is_home_dollar
from qa.language.wording import singular
from qa.tables.captions import read_currency_name, read_scales
from qa.tables.figures import read_currency
from qa.tables.statement import Row, Statement

_BRACKETS = re.compile(r"\((?P<said>[^()]{1,30})\)\W*$")
_OF_NOUN = re.compile(r"^(?:[\w&-]+ )*?(?P<noun>[A-Za-z][a-z]{2,}s)(?=,| at | end| in the | \(|\W*$)")


def said_currency(row: Row, statement: Statement) -> str:
    """Return the ISO 4217 code of the currency that a row says its figures are in; empty where it says none."""
    for words in (row.label, *reversed(row.heads)):
        said = _unit(words)
        if said:
            code = read_currency_name(said)
            return statement.currency if is_home_dollar(statement.currency, code, said) else code
    return ""


def is_of_ones(row: Row) -> bool:
    """Whether a row says that its figures are in a currency's own units: "Average order value (€)"."""
    return bool(read_currency(_unit(row.label)))


def counted(row: Row, statement: Statement) -> str:
    """Return what a row counts that says a scale and no currency, beside others that say theirs; empty for any other row."""
    if not _unit(row.label) or said_currency(row, statement):
        return ""
    if not any(said_currency(other, statement) for other in statement.rows):
        return ""
    noun = _OF_NOUN.match(row.label)
    return singular(noun["noun"].lower()) if noun else "count"


def _unit(words: str) -> str:
    """The currency, the scale or both in the brackets behind words; empty where there are none."""
    brackets = _BRACKETS.search(words)
    said = brackets["said"].strip() if brackets else ""
    return said if read_currency(said) or read_scales(f"({said})")[0] else ""
