"""How periods are said in releases, table headers and questions: one pattern with a slot for each part.

The pattern is for lower-cased text. It takes more than is a period: qa.language.period_values reads the slots
and says which of its matches mean one.
"""

import re

from qa.language.dates import DATE, MONTH, SHORT_YEAR, SPLIT_YEAR, YEAR, spaced
from qa.language.period_spans import SPAN
from qa.language.phrases import either, phrases

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_COUNTS = {word: number for number, word in enumerate(_ONES + _TEENS, 1)} | _TENS

WORDS = phrases("periods")
# By how many steps a word before a period's noun moves it from the period in view; None for "same".
SHIFTS: dict[str, int | None] = {
    **dict.fromkeys(WORDS["shifts"]["back"], -1),
    **dict.fromkeys(WORDS["shifts"]["here"], 0),
    **dict.fromkeys(WORDS["shifts"]["ahead"], 1),
    **dict.fromkeys(WORDS["shifts"]["same"]),
}

# Lengths that releases report figures for; others said without a date are mostly terms and horizons.
REPORTED_LENGTHS = {
    "month": frozenset([3, 6, 9, 12]),
    "week": frozenset([*range(12, 18), *range(24, 29), *range(36, 41), 52, 53]),
}


def read_count(words: str) -> int:
    """Return the number that a match of COUNT says, "twenty-six"; 1 for an article."""
    if words.isdigit():
        return int(words)
    return sum(_COUNTS.get(word, 1) for word in re.findall(r"[a-z]+", words))


ORDINAL, _RELATIVE = f"(?:{either(ORDINALS)})", f"(?:{either(SHIFTS)})"
COUNT = rf"(?:(?:{either(_TENS)})(?: (?:{either(_ONES)}))?|{either(_TEENS)}|{either(_ONES)}|(?<![\d.,$])\d{{1,2}}(?![\d.,]))"
_FISCAL = "(?:fiscal|calendar|financial)"

# "fiscal 2008", "fiscal year '08", "full calendar year 2019", "FY08", "2007/08", "2008", "'08".
YEAR_NAME = (
    rf"(?:(?:(?:full )?(?:{_FISCAL}(?: years?)?|years?) |fy ?)?{SPLIT_YEAR}|(?:full )?(?:{_FISCAL}(?: years?)?|years?) (?:{YEAR}|{SHORT_YEAR})|fiscal \d\d(?![\d.,%])"
    rf"|(?:fy|cy) ?(?:(?:19|20)\d\d|['’‘]?\d\d)(?![\d]|[.,]\d)|{YEAR}|{SHORT_YEAR})"
)
# "last year", "the prior fiscal year's", "a year ago", "year-ago".
YEAR_SHIFT = (
    rf"(?:(?:last|prior|previous|preceding|this|current|next|following|coming)(?: {_FISCAL})? years?(?:['’]s|['’])?"
    r"|(?:a|one|the) year (?:ago|earlier|before|prior)|year (?:ago|earlier)|the (?:same )?(?:fiscal )?year(?:['’]s)?)"
)
_WHOSE = "(?: (?:the|our|its|their))?"
_OF_YEAR = rf"(?:,?(?: (?:of|in|for))?{_WHOSE} {YEAR_NAME}|(?: (?:of|in))?{_WHOSE} {YEAR_SHIFT})"
# After a day only what is plainly no next column's: "ended June 30 of fiscal 2008".
_OF_YEAR_AFTER_DAY = rf",? of{_WHOSE} (?:{YEAR_NAME}|{YEAR_SHIFT})"
# "ended June 30, 2007", "(which ended on June 30)", "through March 27, 2004"; a column's header leaves the day out.
_ENDED = (
    r"(?:(?P<ended>,?(?: | ?(?P<bracket>\())(?:that |which )?(?:ended|ending|ends)\b"
    rf"(?:(?: on| in)? (?P<end>{DATE}|{MONTH}\b))?|,? (?:through|to) (?P<to>{DATE}))(?(bracket)\)))"
)

_NOUN = (
    r"(?:year to date|ytd|quarter to date|qtd|ttm|ltm|quarter(?:s|ly)?|hal(?:f(?: years?)?(?!-[a-z])|ves)|years?(?! (?:over|on|to) year)|months?"
    r"|weeks?|periods?)\b"
)
_CODE = r"(?:f?q ?[1-4]|[1-4]q|h[12]|[12]h)"
# The year in "2Q07", "1H24", "Q2'24", "H1FY24"; but "H100" and "Q200" are products.
_GLUED = r"(?:fy ?(?:20\d\d|['’‘]?\d\d)|['’‘-]\d\d|(?<=[qh])\d\d|['’‘/]?(?:19|20)\d\d)(?![\d%]|[.,]\d)"
# What "a year ago" must not be followed by, to stand for a period by itself.
_GOES_ON = rf"(?! (?:{_FISCAL} )?(?:{ORDINAL}|q[1-4]|{COUNT} (?:month|week)|quarter|half|period)\b)"
_STOP = r"(?=\s*(?:[?.,;:)]|$|(?:and|was|were|is|to)\b))"

# Where an expression can begin: the first letters of all its first words, so that most words cost little.
_TRIGGER = (
    r"(?:\b(?=a(?:pr|ug| year| quarter)|c(?:al|om(?:ing|parable)|orr|urrent|y)|dec|e(?:ight|leven|quiv)|fe|"
    r"f(?:i(?:f|nancial year|r|scal|ve)|o(?:ll|rt|ur)|q|ull|y)|h(?:1|2|al)|j(?:an|ul|un|ust)|l(?:a|ike|ink|tm)|"
    r"m(?:ar(?:ch|\W)|ay|ost)|n(?:ext|ine|ov(?:em|\W))|o(?:ct|ne)|p(?:ast|eriod|rec|rev|rior)|q|rec|"
    r"s(?:am|ec|ep|eq|ev|im|ix|ub)|t(?:en|h(?:e (?:f(?:isc|our |ull)|h|nine|one|p|q|six|t(?:hirt|hr|w)|y|\d)|i|r)|ra|tm|w)|"
    r"up|y|(?:19|20)\d\d|\d\d?(?:[a-z/.]| ?[-‐‑–—]| [a-z]))|(?=['’‘]\d))"
)

_YEARLY = r"(?:year (?:over|on|versus|vs\.?) year|(?<!from\s)year to year|yoy|y/y|y o y)\b"
_QUARTERLY = (
    r"(?:sequential(?:ly)?(?: quarter)?|quarter (?:over|on) quarter|(?<!from\s)quarter to quarter|qoq|q/q|q o q)\b"
)

PERIOD = re.compile(
    spaced(
        rf"{_TRIGGER}(?:(?P<yearly>{_YEARLY})|(?P<sequential>{_QUARTERLY})"
        rf"|(?P<span>{SPAN})(?(from_month)(?P<span_year>{_OF_YEAR})?)"
        # "a year ago", "two quarters earlier"
        rf"|(?:(?P<steps>an?|one|the|{COUNT}) )?(?P<step>year|quarter|month)s? "
        rf"(?:ago|earlier|before{_STOP}|prior{_STOP})\b{_GOES_ON}"
        # A year, how it stands to the one in view, and whose it is, each at will ...
        rf"|(?:(?P<before>{YEAR_NAME}(?:['’]s)?|{YEAR_SHIFT})[\x20\xa0-]?)?"
        rf"(?:(?P<relative>{_RELATIVE})(?: (?P<between>{YEAR_NAME}|{YEAR_SHIFT}))? )?(?:(?:full )?(?P<fiscal>{_FISCAL}) )?"
        # ... the quarter, half or year itself ...
        rf"(?:(?P<code>{_CODE})(?P<glued>{_GLUED})?(?![a-z0-9])"
        rf"|(?:(?P<ordinal>{ORDINAL}) )?(?:(?P<sort>{_FISCAL}) )?(?P<full>full )?(?:(?P<month>{MONTH}(?:,? {YEAR})?) )?"
        rf"(?:(?P<count>{COUNT}) )?(?P<noun>{_NOUN})(?:(?:(?<=week)|(?<=weeks))(?: {MONTH})?(?: fiscal| reporting| retail)? (?:quarter|year|month|period)(?: of {MONTH})?\b| periods?\b)?)"
        # ... and its end, its year and its last day, each at will.
        rf"(?P<closing> end\b(?! of))?(?P<year>{_OF_YEAR})?(?:{_ENDED}(?P<after>{_OF_YEAR_AFTER_DAY})?)?"
        rf"|(?P<date>{DATE})|(?P<named>{YEAR_NAME})|(?P<bare_month>{MONTH})\b)"
    )
)
