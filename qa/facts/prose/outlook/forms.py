"""The forms of an outlook, as patterns over a sentence in symbols: what expects, what links a metric and its figure."""

import re

from qa.facts.prose.grammar import AT, BASES, DESCRIBED, HEDGES, THAN, WORDS, any_of
from qa.facts.prose.outlook.verbs import EXPECTS, VERBS
from qa.facts.prose.symbols import FIGURE, METRIC, PERIOD
from qa.language.dates import MONTH
from qa.language.phrases import either, phrases

LINKS = either([*WORDS["outlook_links"]["words"], *VERBS])
JOINT = rf"[\s,:~()–—-]+|[¹²³⁴⁵⁶*†‡]+|\d(?=\))|{DESCRIBED}{PERIOD}"
LINK = re.compile(rf"(?:{JOINT}|\b(?:{LINKS})\b)*", re.IGNORECASE)
# Between what is expected of the whole and of its parts, one after the other: ": Looms between", ", and Yarn at".
NEXT_PART = re.compile(
    rf"(?P<joint>\s*[:;,(–—-]*\s*)(?:(?:and|with|including)\s+)?(?:the\s+)?(?P<part>[A-Z][\w&’'-]*(?:\s+(?:(?:and|of|&)\s+)?[A-Z][\w&’'-]*)*)"
    rf"(?:\s+(?:segment|division|business))?(?:{JOINT}|\b(?:{LINKS})\b)*"
)
# Between what is expected and what was before: "increased from our prior range of".
LINK_AGAIN = re.compile(rf"(?:{JOINT}|\b(?:{LINKS}|{either(WORDS['outlook_links']['again'])})\b)*", re.IGNORECASE)
A_FIGURE, A_METRIC, A_PERIOD = (re.compile(symbol) for symbol in (FIGURE, METRIC, PERIOD))
OF_METRIC = re.compile(
    rf"\s*(?:in|of|for)\s+(?:(?:the|our|its|total|net|annual|quarterly)\s+)*(?={METRIC})", re.IGNORECASE
)
MOVED_METRIC = re.compile(rf"{FIGURE}\s+(?P<metric>{METRIC})\s+(?P<noun>{any_of('rise', 'fall')})\b", re.IGNORECASE)
HEDGED = re.compile(rf"\s*{HEDGES}", re.IGNORECASE)
_EXPECTED = r"(?:forecast(?:ed)?|expected|projected|guided(?:\s+(?:to|for))?|estimated|anticipated|looked\s+for|predicted|targeted|planned|budgeted|called\s+for|foreseen)"
_AN_OUTLOOK = r"(?:range|guidance|outlook|forecast|estimate|projection|target|expectation)s?"
# What was expected before and is no longer: "In August it had forecast", "the earlier range was", "the range given in July was".
ONCE = re.compile(
    rf"\bhad\s+(?:\w+\s+)?{_EXPECTED}|(?<!than\s)(?<!as\s)\b(?:previously|originally|initially)\s+{_EXPECTED}"
    rf"|\b(?:previous|prior|earlier|old|former|original|initial)\s+(?:\w+\s+){{0,3}}?{_AN_OUTLOOK}\s+(?:was|were|had\s+been|called\s+for)\b"
    rf"|\b{_AN_OUTLOOK}\s+(?:(?:that|which)\s+)?(?:(?:it|we|was|were|had)\s+)*(?:given|gave|issued|provided|set|announced|published|made|offered)\s+[^.;,]{{1,40}}?\s(?:was|were|had\s+been|called\s+for)\b",
    re.IGNORECASE,
)
ONCE_AGAIN = re.compile(
    rf"[^;]{{0,60}}?(?:;|\b(?:where|whereas|while)\b)\s*(?:(?:the\s+company|it|we|management|the|our|its|in\s+{MONTH},?)\s+)*(?:{ONCE.pattern})(?:{JOINT}|\b(?:{LINKS})\b)*",
    re.IGNORECASE,
)
PREVIOUSLY = re.compile(rf"\b(?:{either(WORDS['outlook_links']['previously'])})\b", re.IGNORECASE)
MOVED_FROM = re.compile(
    rf"\b(?:{any_of('up', 'down', 'rise', 'fall')}|raised|lowered|increased|reduced|narrowed|revised)\s+from\s+$",
    re.IGNORECASE,
)
UP_TO = re.compile(
    r"\b(?:up\s+to|until|since|through)\s+$", re.IGNORECASE
)  # "In view of trading up to the end of July"
COMPARED = re.compile(r"\b(?:compared|versus|vs)\b", re.IGNORECASE)
MOVES = re.compile(
    rf"\b(?:{any_of('up', 'down', 'rise', 'fall')}|grow|increase|decrease|decline|rise|fall)\b", re.IGNORECASE
)
FALLS = (
    "de",
    "down",
    "fall",
    "fell",
    "drop",
    "was down",
    "were down",
    "is down",
    "are down",
    "lower",
    "reduc",
    "shr",
    "slip",
    "contract",
)
BASIS = re.compile(rf"\b(?:{either(BASES)})\b")
GUIDANCE = re.compile(r"\b(?:guidance|outlook|forecast)\b", re.IGNORECASE)
# Behind what came of it: "$5 million, consistent with the company's full-year guidance of" is of the same metric.
HELD_AGAINST = re.compile(
    rf"(?P<metric>{METRIC})(?:{AT})*\s+(?:was|were|of|totaled|came\s+in\s+at|reached)\s+(?:\w+\s+)?{FIGURE}(?:{AT})*\s*,?\s*(?:and\s+|which\s+(?:is|was|were)\s+)?"
    rf"(?:consistent\s+with|in\s+line\s+with|on\s+track\s+(?:with|for|to\s+meet)|within|above|below|against|compared\s+(?:to|with)|versus)\s+"
    rf"(?:(?:the|our|its|[\w’']+[’']s)\s+){{0,2}}(?P<period>{PERIOD})\s+(?:guidance|outlook|forecast|target)(?:\s+range)?\s+(?:range\s+)?(?:of|for)\s+(?:between\s+)?{HEDGES}$",
    re.IGNORECASE,
)
GUIDED = re.compile(r"\s+(?:for|on|of|in|regarding)\s+(?:(?:its|our|the)\s+)?", re.IGNORECASE)
CAPITAL_SPENT = "PaymentsToAcquirePropertyPlantAndEquipment"
EARNS = re.compile(
    rf"\b(?:to\s+earn|earning|(?P<named>(?:(?:diluted|basic|adjusted|operating|annual|recurring)\s+)*earnings)|(?:expect|anticipat|forecast|project|guid|and|be)(?:s|e|ed|es|ing)?\s+(?:an?\s+)?(?P<lost>(?:(?P<basis>{either(BASES)}|adjusted)\s+)?loss))\b(?:{JOINT}|\b(?:{LINKS})\b)*$",
    re.IGNORECASE,
)
SPENDS = re.compile(rf"\b(?:spend|spending|invest|investing)\s+(?:(?:{LINKS})\s+)*$", re.IGNORECASE)
SPENT_ON = re.compile(
    rf"\s+(?:in|on|for)\s+(?:(?:the|our|its|total)\s+)*(?:(?P<metric>{METRIC})|capital(?:\s+(?:projects?|programs?|improvements?))?\b(?!\s+[a-z]+s\b))",
    re.IGNORECASE,
)
AND_FOR = re.compile(
    r"\band\s+for\s+(?:(?:its|our|the)\s+)?", re.IGNORECASE
)  # "planning for growth and for sales to be"
TO_HIGH = re.compile(r"\s+(?:to|and)\s+", re.IGNORECASE)
IN_SCALE = re.compile(r"\(?\b(?:in\s+)?(?P<scale>thousand|million|billion)s?\b\)?", re.IGNORECASE)
SCALES: dict[str, int] = phrases("quantities")["scales"]
FLAT = re.compile(r"\bflat\b", re.IGNORECASE)
BEHIND = re.compile(rf"(?:{AT})*", re.IGNORECASE)
TO_BE = re.compile(r",\s+(?:to|will|should)\s+be\b", re.IGNORECASE)
ASIDE = re.compile(
    rf"(?P<metric>{METRIC})(?:{AT})?\s*,\s+(?P<aside>[^;]{{3,240}}?)\s*,\s+(?:to|will|should)\s+be\s+(?:between|approximately|about|in\s+(?:the|a)\s+range\s+of)?\s*$",
    re.IGNORECASE,
)
# In brackets behind a metric: how it is counted.
BRACKET = re.compile(
    r"\((?:net of|excluding|exclusive of|including|before|after|adjusted for|without|on an?)\s[^()]{3,120}\)",
    re.IGNORECASE,
)
LEAVES_OUT = re.compile(r"(?:before|excluding|exclusive of|adjusted for|without)\b", re.IGNORECASE)
THAN_PERIOD = re.compile(THAN, re.IGNORECASE)
# Behind a change: the period it is counted from, "from the second quarter", "sequentially".
COUNTED_FROM = re.compile(
    r"\s+(?:(?P<link>from|over|versus|vs\.?|against|on|relative\s+to|(?:as\s+)?compared\s+(?:to|with))\s+(?:(?:the|our|its|that\s+of|in|levels?\s+in)\s+)*)?"
    rf"(?P<period>{PERIOD})",
    re.IGNORECASE,
)
# Behind a figure: it is by how much the outlook differs from what was expected, or from another mark.
DIFFERS = re.compile(
    r"\s+(?:above|below|ahead of|behind|(?:higher|lower|better|more|less|greater) than)\b"
    rf"|\s+(?:from|versus|over|compared\s+(?:to|with))\s+(?:(?:the|our|its)\s+)?(?:previous|prior|earlier|initial|original)(?:ly)?\s+{GUIDANCE.pattern}",
    re.IGNORECASE,
)
# Before a figure: it is by how much an outlook is raised or cut, "raising the midpoint by $1 million".
REVISED_BY = re.compile(
    rf"(?:\b(?:guidance|outlook|forecasts?|estimates?|targets?|range|expectations?)\s+(?:for\s+[^.;,]{{1,40}}?\s+)?|\bmid-?point\b[^.;]{{0,60}}?)\bby\s+{HEDGES}$",
    re.IGNORECASE,
)
# Before a metric: what is said is by how much something moves it, "will cost third-quarter sales about $7 million".
MOVED_BY = re.compile(
    r"\b(?:will|would|could|may|might|should|to)\s+(?:cost|reduce|lower|cut|hurt|trim|depress|lift|boost|benefit|help|affect|impact)"
    rf"\s+(?:(?:{PERIOD}|[\w-]+)\s+){{0,3}}$",
    re.IGNORECASE,
)
LEVEL = re.compile(r"\b(?:to|at|of)\b", re.IGNORECASE)
BETWEEN = re.compile(r"\s*(?:between|within|in(?:to)? (?:the|a) range)\b", re.IGNORECASE)
TO_LEVEL = re.compile(r"\s*(?:to|at)\b", re.IGNORECASE)
TO_OR_FROM = re.compile(r"\s*(?:to|at|from)\b", re.IGNORECASE)
SPREAD = re.compile(rf"\s*,?\s*\(?(?:plus\s+or\s+minus|\+\s?/\s?[-–]|±)\s*(?P<figure>{FIGURE})", re.IGNORECASE)


def was_expected(words: str, since: int) -> bool:
    """Return whether the figure at the end of words is what was expected once: "in August it had forecast".

    Arguments:
        words: those of its sentence before it.
        since: where the figure before it ends; one that is expected still may stand there.
    """
    first = next((match for match in EXPECTS.finditer(words) if not ONCE.search(words, 0, match.end())), None)
    return ONCE.search(words, since if first else 0) is not None
