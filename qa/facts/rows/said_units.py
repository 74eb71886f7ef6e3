"""What the brackets behind a row's label, or behind the head above it, say of its figures: "GMV (€ million)", "Orders (million)"."""

import re

from qa.facts.rows.misnamed import is_else_here
from qa.facts.rows.printed_otherwise import is_printed_otherwise
from qa.language.home_currency import is_home_dollar
from qa.language.phrases import phrases
from qa.language.vocabulary import vocabulary
from qa.language.wording import singular
from qa.tables.captions import read_currency_name, read_scales
from qa.tables.figures import read_currency
from qa.tables.statement import Row, Statement

_THINGS = frozenset(phrases("quantities")["nouns"])
_SCALES: dict[str, int] = phrases("quantities")["scales"]
_BRACKETS = re.compile(r"\((?P<said>[^()]{1,30})\)\W*$")
_BEHIND_COMMA = re.compile(r",\s(?P<said>[^(),]{1,20})$")  # "Earnings per share, EUR", "Order intake, SEK million"
_OF_MONEY = re.compile(
    r"\b(?:revenues?|sales|costs?|expenses?|income|earnings|bookings|billings|fees|losses|assets|loans|deposits|payments?|claims|premiums|per"
    r"|borrowings|balances|receivables|payables|notes|bonds|securities|investments|dividends|contributions|advances|commitments|reserves|proceeds|obligations"
    r"|(?:in|out)flows|taxes|savings|liabilities|debts|funds|prices|wages|salaries|charges|rents|royalties|gains|profits|purchases|repurchases|distributions)\b",
    re.I,
)
_EXCEPT = re.compile(r"\bexcept(?: for)? (?P<said>[^();]*)", re.I)
# What a table excepts by its kind rather than by a row's name.
_VOLUMES = frozenset(
    ["volume", "volumes", "count", "counts", "units", "statistics", "operating data", "unit data", "quantities"]
)
_PER = re.compile(r"\bper\b.*", re.I)
_AND = re.compile(r",\s*(?:and\s)?|\s(?:and|&)\s")
_OF_NOUN = re.compile(
    r"^(?:[\w&-]+ )*?(?P<noun>[A-Za-z][a-z]{2,}s|[A-Z]{2,}s)"
    r"(?=,| at | end| in (?:the|operation|service|use)\b| \(| [-–—] |\W*$| (?:performed|sold|opened|closed|signed|served|completed|delivered|shipped|handled|started|treated)\b)"
)
_STATISTICS = re.compile(
    r"\bstatistics\b|\b(?:operating|operational) (?:data|metrics|highlights|indicators)\b|\bkey (?:performance |business |operating )?(?:indicators|metrics)\b",
    re.I,
)


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
    """Return what a row counts that says a scale and no currency, beside others that say theirs; empty for any other row.

    So does one that says nothing, among rows that say all that is of money or not counted by ones: "Cell sites" where the
    table is said to have such, or is one of statistics and no scale stands above but that of another table.
    """
    if said_currency(row, statement):
        return ""
    if _unit(row.label):
        told = any(said_currency(other, statement) for other in statement.rows)
        return counted_in(row) if told or _is_thing_among_amounts(row, statement) else ""
    if not counts_ones(statement) or not all(map(_is_told, statement.rows)):
        return ""
    return counted_in(row) if _is_of_things(row, statement) else ""


def counted_below_statistics(row: Row, statement: Statement) -> str:
    """Return what a row counts that a head of statistics stands above; empty where its label may be of money, or names nothing."""
    below = bool(row.heads) and _STATISTICS.search(row.heads[-1]) is not None
    return counted_in(row) if below and _is_of_things(row, statement) else ""


def scale_of(noun: str, statement: Statement) -> int | None:
    """Return what a noun is counted in by the words above a table: "(Dollars and requisitions in thousands)"; None for none."""
    says = re.compile(rf"\b{re.escape(noun)}s?\b[^();]{{0,30}}\bin (?P<scale>thousand|million)s\b", re.I)
    said = next((found for line in reversed(statement.above) if (found := says.search(line))), None)
    return _SCALES[said["scale"].lower()] if said else None


def _is_of_things(row: Row, statement: Statement) -> bool:
    """Whether a row's label ends in what may be counted, and its figures are whole and no money."""
    figures = (figure for figure in row.figures if statement.columns[figure.column].kind == "figures")
    is_whole = all(figure.value % 1 == 0 and not figure.percent for figure in figures if figure.value)
    return is_whole and _OF_NOUN.match(row.label) is not None and not _OF_MONEY.search(row.label)


def is_no_money(row: Row, statement: Statement) -> bool:
    """Return whether a row's label says nothing of money and none of its figures is less than nothing, as no count is."""
    figures = (figure for figure in row.figures if statement.columns[figure.column].kind == "figures")
    counted = _PER.sub("", row.label)  # "Minutes of use per customer"
    return not _OF_MONEY.search(counted) and all(figure.value is None or figure.value >= 0 for figure in figures)


def counts_ones(statement: Statement) -> bool:
    """Return whether what a table counts is counted by ones: it is said so, or no scale is said of a table of statistics itself."""
    statistics = _STATISTICS.search(f"{statement.title} {statement.heading}") is not None
    if statement.scale:
        return statistics and statement.inherits and statement.count_scale in (None, 1)
    return statement.count_scale == 1 or (statement.count_scale is None and statistics)


def _is_thing_among_amounts(row: Row, statement: Statement) -> bool:
    """Whether a row names by an abbreviation, or else by what is counted, what others beside are amounts of: "MAUs (millions)"."""
    noun = _OF_NOUN.match(row.label)
    if noun is None or not (noun["noun"][:-1].isupper() or noun["noun"].lower() in _THINGS):
        return False
    return any(figure.currency for other in statement.rows for figure in other.figures)


def counted_in(row: Row) -> str:
    """Return the unit of what a row counts, its own noun in the singular where it begins with one."""
    noun = _OF_NOUN.match(row.label)
    if noun is None:
        return "count"
    return noun["noun"][:-1] if noun["noun"][:-1].isupper() else singular(noun["noun"].lower())


def is_excepted(row: Row, statement: Statement) -> bool:
    """Whether the words above a table except a row by its name, its short one, or its kind: "(In thousands, except ARPU and volumes)"."""
    names = _excepted(statement)
    if any(_is_called(row, name) for name in names):
        return True
    return not _VOLUMES.isdisjoint(names) and is_printed_otherwise(row, statement)


def _excepted(statement: Statement) -> list[str]:
    """The names of the rows that the words above a table except, in small letters."""
    excepted = next((said for line in reversed(statement.above) if (said := _EXCEPT.search(line))), None)
    names = _AND.split(excepted["said"].lower()) if excepted else []
    return [name for each in names if (name := each.strip(" .:")) not in ("", "share", "shares", "percentages")]


def _is_called(row: Row, name: str) -> bool:
    return re.match(rf"(?:.*\()?{re.escape(name)}\b", row.label.lower()) is not None


def _is_told(row: Row) -> bool:
    """Whether a row is of no money, or its sign or its label says that it is."""
    mention = vocabulary().label(row.label, row.heads)
    if mention is None or is_else_here(mention, row):
        return True
    return (
        vocabulary().metrics[mention.metric].unit != "money"
        or bool(_unit(row.label))
        or any(figure.currency or figure.percent for figure in row.figures)
    )


def _unit(words: str) -> str:
    """The currency, the scale or both in the brackets behind words, or behind a comma; empty where there are none."""
    brackets = _BRACKETS.search(words) or _BEHIND_COMMA.search(words)
    said = brackets["said"].strip() if brackets else ""
    return said if read_currency(said) or read_scales(f"({said})")[0] else ""
