"""The revenue of a company that has one kind of it alone, and calls it by that: "Revenue from services"."""

import re

from qa.language.vocabulary import vocabulary
from qa.tables.statement import Row, Statement

_REVENUE = re.compile(r"\b(?:revenues?|sales)\b", re.I)
_OTHERWISE = re.compile(
    r"\b(?:costs?|per|growth|change|increase|decrease|comparable|same|deferred|unearned|tax(?:es)?|orders?|volumes?|backlog|gains?"
    r"|loss(?:es)?|expenses?|proceeds|before|excluding|net of|interest|other|less|marketing|units?)\b|%",
    re.I,
)
_TAX = "IncomeTaxExpenseBenefit"


def is_sole_revenue(row: Row, statement: Statement) -> bool:
    """Return whether a row is the first of a statement of income, and the only one of revenue above its taxes."""
    if row.heads or not _is_revenue(row):
        return False
    first, *others = (other for other in statement.rows if other.figures)
    if first is not row:
        return False
    for other in others:
        mention = vocabulary().label(other.label, other.heads, statement.title)
        if _is_revenue(other) or (mention and mention.metric == "Revenues"):
            return False
        if mention and mention.metric == _TAX:
            return True
    return False


def _is_revenue(row: Row) -> bool:
    return bool(_REVENUE.search(row.label)) and not _OTHERWISE.search(row.label)
