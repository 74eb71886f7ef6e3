"""The forms of clauses that state figures, as patterns over a sentence in symbols."""

import re

from qa.facts.symbols import FIGURE, LEVEL, METRIC, PERCENT, PERIOD, RATE
from qa.language.phrases import either, phrases

WORDS = phrases("prose")


def any_of(*names: str) -> str:
    return f"(?:{either(word for name in names for word in WORDS[name]['words'])})"


MOVES = ("up", "down", "better", "worse")
DIRECTIONS = {
    word: 1 if name in ("up", "rise") else -1
    for name in ("up", "down", "rise", "fall")
    for word in WORDS[name]["words"]
}
# In the sense of the result rather than of the words: an improved loss is a smaller one.
TURNS = {
    word: 1 if name != "worse" else -1 for name in ("better", "worse", "improvement") for word in WORDS[name]["words"]
}

HEDGES = rf"(?:{any_of('hedges')}\s+)*"
IN = r"(?:for|in|during|at|as\sof|on|through|within|ended)"
AT = rf"(?:\s*,?\s*\(?(?:{IN}\s+)?(?:(?:the|our|its|this|that|each\sof\sthe|both)\s+)?(?:fiscal\s+)?{PERIOD}(?:[’']s?)?\)?)"
DONE = r"(?:(?:that\s+was\s+|was\s+)?(?:reported|recorded|posted|earned|achieved|generated|incurred|realized)\s+)?"
SHOWN = r"(?:representing|reflecting|marking|which\s+(?:is|was|represents|represented)|or|and|for)"
AHEAD = (
    r"(?P<ahead>(?:(?:is|are|was|were|will|should|now|currently|still|to)\s+)*(?:{ahead}\s+)(?:to\s+)?(?:be|range|total|reach|come\s+in|fall|grow\s+to)?"
    r"\s*(?:(?:in|within)\s+(?:the|a)\s+range\s+(?:of|from)|between|from|at|of|up\s+to)?\s*)"
)
LEVEL_VERB = rf"(?:{any_of('is')}\s+|{AHEAD.format(ahead=any_of('ahead'))})"

STATES = re.compile(
    rf"(?P<at>{AT}*)(?:\s*,)?(?:\s+{any_of('asides')})*\s*,?\s+(?P<verb>{LEVEL_VERB}){HEDGES}(?P<figure>{FIGURE})",
    re.IGNORECASE,
)
MOVED = re.compile(
    rf"(?P<at>{AT}*)(?:\s*,)?(?:\s+{any_of('asides')})*\s+(?:\w+ly\s+)?(?P<verb>{any_of(*MOVES)})(?:\s+\w+ly)?(?=[\s,])",
    re.IGNORECASE,
)
TRANSACTED = re.compile(
    rf"\b(?P<verb>{any_of('transacts')})\s+{HEDGES}(?P<figure>{LEVEL})\s+(?:of|in)\s+(?:(?:total|net|consolidated)\s+)?(?P<metric>{METRIC})",
    re.IGNORECASE,
)
NOUN = re.compile(
    rf"(?:(?:The|Our|Its)\s+)*(?P<noun>[A-Za-z][\w&’'/ -]{{2,70}}?)(?=(?:{AT}*)\s+(?:{any_of('is')}|{any_of(*MOVES)})\s)",
    re.IGNORECASE,
)

PER_SHARE = re.compile(
    rf"\s*,?\s*\(?\s*(?:or|and|equal\s+to|equivalent\s+to|i\.e\.,?)?\s*,?\s*{HEDGES}(?P<figure>{RATE})\)?",
    re.IGNORECASE,
)
PART = re.compile(
    rf"\s*,?\s*\(?\s*{SHOWN}?\s*,?\s*{HEDGES}(?P<figure>{PERCENT})\s*(?:of|as\s+an?\s+percent(?:age)?\s+of)\s+"
    rf"(?:(?:our|its|total|net|consolidated|the)\s+)*(?P<metric>{METRIC})\)?",
    re.IGNORECASE,
)
CHANGE = re.compile(
    rf"\s*,?\s*\(?\s*{SHOWN}?\s*(?:(?:an?|the)\s+)?{HEDGES}(?:(?P<figure>{FIGURE})\s+)?(?:or\s+(?P<second>{FIGURE})\s*,?\s+)?(?P<ago>{PERIOD}\s+)?"
    rf"(?P<noun>{any_of('rise', 'fall', 'improvement')})(?:\s+(?:of|by)\s+{HEDGES}(?P<by>{FIGURE}))?(?P<over>\s+{PERIOD})?\)?",
    re.IGNORECASE,
)
CHANGED = re.compile(
    rf"\s*,?\s*\(?\s*(?:(?:and|or|which\s+was)\s+)?(?P<verb>{any_of(*MOVES)})\s+(?:by\s+)?{HEDGES}(?P<figure>{FIGURE})\)?",
    re.IGNORECASE,
)
BY = re.compile(rf"(?P<at>{AT}*)\s+(?:by\s+)?{HEDGES}(?P<figure>{FIGURE})", re.IGNORECASE)
TO = re.compile(rf"(?P<at>{AT}*)\s*,?\s+to\s+{HEDGES}(?P<figure>{FIGURE})", re.IGNORECASE)
ALSO = re.compile(rf"\s*,?\s*\(?\s*or\s+{HEDGES}(?P<figure>{FIGURE})\)?(?!\s*(?:of|as\s+an?\s+percent))", re.IGNORECASE)
AND_CHANGE = re.compile(
    rf"\s*,?\s*and\s+(?:by\s+)?{HEDGES}(?P<figure>{FIGURE})(?=(?:\s*,?\s*or\s+{HEDGES}{FIGURE})?\s*,?\s+{any_of('against')}\s)",
    re.IGNORECASE,
)
AGAINST = re.compile(
    rf"\s*,?\s*\(?\s*(?:and\s+)?{any_of('against')}\s+(?:(?:the|an?|our|its|that\s+of)\s+)?", re.IGNORECASE
)
PERIOD_FIRST = re.compile(
    rf"(?P<period>{PERIOD})(?:[’']s?)?\s*,?\s*(?:(?:level|figure|amount|total|result|balance|period)s?\s*)?(?P<metric>{METRIC})?\s*,?\s*(?:of\s+|at\s+|when\s+it\s+was\s+)?"
    rf"{HEDGES}(?P<figure>{FIGURE})",
    re.IGNORECASE,
)
FIGURE_FIRST = re.compile(
    rf"(?:(?P<sign>(?:net\s+)?(?:loss|income|profit|earnings))\s+of\s+|(?P<metric>{METRIC})(?P<at>{AT}*)\s*,?\s*(?:of|was|were)\s+)?"
    rf"{HEDGES}(?P<figure>{FIGURE})(?:\s+(?P<after>loss|income|profit|deficit))?",
    re.IGNORECASE,
)
PERIOD_ONLY = re.compile(
    rf"(?:end\s+of\s+(?:the\s+)?)?(?P<period>{PERIOD})(?:[’']s?)?(?:\s+(?:level|figure|amount|total|result|balance)s?)?",
    re.IGNORECASE,
)
WHEN = re.compile(
    rf"\s*,?\s*\(?\s*{DONE}(?:for\s+|in\s+|during\s+|at\s+|as\s+of\s+|on\s+)?(?:(?:the|our|its|this|that)\s+)?(?:fiscal\s+)?(?P<period>{PERIOD})(?:[’']s?)?\)?",
    re.IGNORECASE,
)
AND_LEVEL = re.compile(
    rf"\s*,?\s*and\s+{HEDGES}(?P<figure>{FIGURE})(?=\s*,?\s*{DONE}(?:{IN}\s+)?(?:(?:the|our|its)\s+)?(?:fiscal\s+)?{PERIOD})",
    re.IGNORECASE,
)

RESTRICTS = re.compile(
    rf"\s+{any_of('restricts')}\b(?!\s(?:which|line|part|addition|spite|total|accordance|date)\b)", re.IGNORECASE
)

# "…, on an average of 12 million shares, …"; "… on a diluted basis"
ASIDE = re.compile(
    rf"\s*,?\s+(?:(?:based\s+)?on\s+(?:an?\s+)?(?:average|weighted|diluted|fully)[\w\s-]{{0,40}}{LEVEL}|on\s+an?\s+(?:fully\s+)?(?:diluted|basic|gaap|u\.?s\.?\s+gaap|reported|consolidated)\s+basis)",
    re.IGNORECASE,
)
# "$16 million (Q1 2019: $21 million)"
IN_BRACKETS = re.compile(rf"\s*\(\s*(?P<period>{PERIOD})\s*[:–-]?\s*(?P<figure>{FIGURE})\s*\)", re.IGNORECASE)
COMPARES = re.compile(rf"\b{any_of('against')}\b", re.IGNORECASE)
