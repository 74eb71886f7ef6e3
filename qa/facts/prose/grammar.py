"""What the patterns of all readers are made of, over a sentence in symbols: hedges, periods, marks, words of a basis."""

import re

from qa.facts.fact import Basis
from qa.facts.prose.symbols import FIGURE, METRIC, PERIOD
from qa.language.phrases import either, phrases

WORDS = phrases("prose")


def any_of(*names: str) -> str:
    return f"(?:{either(word for name in names for word in WORDS[name]['words'])})"


MOVES = ("up", "down", "better", "worse")
# Footnote marks and short names in brackets behind a metric: "Adjusted EPS¹", "obligations (“RPO”)".
MARKS = rf"(?:\s?(?:[¹²³⁴⁵⁶⁷⁸⁹*†‡]+|\(\d{{1,2}}\)|\([Nn]otes?\s\w{{1,2}}\)|\((?:the\s)?[“\"‘]?(?:{METRIC}|[A-Z][\w&-]{{1,12}})[”\"’]?\)))*"
HEDGES = rf"(?:{any_of('hedges')}\s+)*"
IN = r"(?:for|in|during|at|as\sof|on|through|within|ended|exiting)"
AT = rf"(?:\s*,?\s*\(?(?:{IN}\s+)?(?:(?:the|our|its|this|that|each\sof\sthe|both)\s+)?(?:fiscal\s+)?{PERIOD}(?:[’']s?)?\)?)"
# "the tax provision was a benefit of", "other income was a loss of": which way a figure goes
TAKES = ("expense", "loss", "losses", "charge", "use", "outflow", "outflows", "deficit")
GIVES = (
    "income",
    "benefit",
    "gain",
    "gains",
    "profit",
    "profits",
    "inflow",
    "inflows",
    "earnings",
    "recovery",
    "credit",
)
# "Net income of the equipment operations was": whose it is, behind the metric
TAIL = re.compile(
    rf"{MARKS}(?P<at>{AT}?)\s+(?:of|for|from|in|at|outside(?:\s+of)?|attributable\s+to|generated\s+by)\s+(?:(?:the|our|its|company[’']s)\s+)*(?P<tail>[A-Za-z][\w&’'./ -]{{1,60}}?)(?=(?:{AT})*\s+(?:{any_of('is')}|{any_of(*MOVES)})\s)",
    re.IGNORECASE,
)
# Behind a figure: it is by how much another period's is surpassed, or missed.
THAN = rf"\s+(?P<than>{any_of('more', 'less', 'better_than', 'worse_than')})\s+(?:(?:the|our|its|that\s+of|in)\s+)*(?P<period>{PERIOD})(?:[’']s?)?(?:\s+(?:level|figure|amount|total|result|period)s?)?"
# "the seasonally soft first quarter", "the very strong pace of one year earlier"
DESCRIBED = rf"(?:(?:\w+ly\s+)?{any_of('described')}\s+(?:(?:pace|levels?|results?|performance|showing)\s+(?:of|in|from)\s+(?:the\s+)?)?(?={PERIOD}))?"
# What a figure is made of: "on a non-GAAP basis", "in constant currency", "excluding the charge"
BASES: dict[str, Basis] = {
    word: kind
    for kind in ("non-GAAP", "pro forma", "constant currency", "GAAP")
    for word in phrases("qualifiers")[kind]["words"]
}
WITHOUT = r"(?P<without>(?:excluding|exclusive\s+of|adjusted\s+for|before)\s+[A-Za-z][\w\s&’'/-]{2,90}?)"
ON_BASIS = re.compile(
    rf"\s*,?\s*\(?\s*(?P<both>(?:on\s+an?\s+)?(?:as\s+)?reported(?:\s+basis)?\s+and\s+)?"
    rf"(?:(?:(?:on\s+an?|in|at|using|adjusted\s+for)\s+|(?=non-gaap\s*(?:[,;.(]|$)))(?P<basis>{either(BASES)})(?![A-Za-z-])(?:\s+(?:basis|terms))?[¹²³⁴⁵⁶⁷⁸⁹*†‡]*"
    rf"|{WITHOUT.replace('|before', '')}(?=\s*[,;.)]|\s*$|\s+(?:and|compared|versus|from|to)\b))\)?",
    re.IGNORECASE,
)
RESTRICTS = re.compile(
    rf"\s+(?!with\s+{HEDGES}{FIGURE}){any_of('restricts')}\b(?!\s(?:the\s+company[’']s\s+|our\s+|its\s+)?(?:outstanding\s+)?(?:class\s\w\s+)?common\s+(?:stock|shares?)\b)(?!\s(?:which|line|part|addition|spite|total|accordance|date)\b|\san?\s(?:\w+\s){{0,2}}(?:cost|price|consideration|total)\b)",
    re.IGNORECASE,
)
# "a decrease of $1.9 million from the", "…, compared to": behind it is the figure that the one before is held against
HELD_AGAINST = re.compile(
    rf"(?:\b(?:up|down|{any_of('rise', 'fall', 'improvement')}\s+of)\s+{HEDGES}{FIGURE}(?:\s*,?\s*\(?or\s+{FIGURE}\s*\)?,?)?\s+from"
    r"|,\s+(?:as\s+)?compared\s+(?:to|with))\s+(?:(?:the|our|its)\s+)?$",
    re.IGNORECASE,
)
COMPARES = re.compile(rf"\b{any_of('against')}\b|\b(?:ahead of|behind|better than|greater than)\b", re.IGNORECASE)


def basis_of(words: str) -> Basis | None:
    """Return the accounting basis that words behind a figure say; what leaves something out is not GAAP's."""
    plain = " ".join(words.lower().split())
    if plain in BASES:
        return BASES[plain]
    said = next((kind for word, kind in BASES.items() if kind == "pro forma" and word in plain), None)
    if said:
        return said
    return "constant currency" if "currenc" in plain or "exchange" in plain else "non-GAAP"
