"""The forms of clauses that state figures, as patterns over a sentence in symbols."""

import re

from qa.facts.prose.grammar import AT, BASES, DESCRIBED, GIVES, HEDGES, IN, MARKS, MOVES, TAKES, THAN, any_of
from qa.facts.prose.symbols import FIGURE, LEVEL, METRIC, PERCENT, PERIOD, RATE
from qa.language.phrases import either

BE = r"(?:(?:was|were|is|are)\s+(?:(?:also|again|even|already|still)\s+)?)?"
DONE = r"(?:(?:that\s+was\s+|was\s+)?(?:reported|recorded|posted|earned|achieved|generated|incurred|realized)\s+)?"
SHOWN = r"(?:representing|reflecting|marking|which\s+(?:is|was|represents|represented)|or|and|for)"
AHEAD = (
    r"(?P<ahead>(?:(?:is|are|was|were|will|should|now|currently|still|to)\s+)*(?:{ahead}\s+)(?:to\s+)?(?:be|range|total|reach|come\s+in|fall|grow\s+to)?"
    r"\s*(?:(?:in|within)\s+(?:the|a)\s+range\s+(?:of|from)|between|from|at|of|up\s+to)?\s*)"
)
LEVEL_VERB = rf"(?:{any_of('is')}\s+|{AHEAD.format(ahead=any_of('ahead'))})"
SIGN = rf"(?:(?:an?|net|tax|income\s+tax|operating|segment)\s+)*(?P<sign>{either((*TAKES, *GIVES))})"
# Set between a metric and its verb: what it is made up of, or how it is worked out.
SET_BETWEEN = (
    r"(?:\s*,\s+(?P<between>(?:which\s+(?:is|are|was|were|includes?|included|excludes?|excluded|represents?|consists?|comprises?|reflects?|measures?)"
    r"|(?:an?|our|the\s+company[’']s)\s+(?:non-gaap|(?:\w+\s+)?(?:measure|metric|indicator))|(?:as\s+)?(?:defined|calculated|measured)\s+(?:as|by)|a\s+measure"
    r"|including|inclusive\s+of|consisting\s+of|comprised\s+of|comprising|after\s+adjusting\s+for|adjusted\s+for|excluding|exclusive\s+of)\b[^;.:()]{0,160}?),(?=\s))?"
    r"(?:\s*\((?:(?:a|which\s+is\s+a)\s+non-gaap|(?:which\s+(?:is|we)\s+)?(?:as\s+)?(?:defined|calculated|measured)\s+(?:here\s+)?(?:as|by))\b[^;:()]{0,160}\))?"
)
STATES = re.compile(
    rf"{MARKS}(?:\s+(?:balances?|position))?(?P<at>{AT}*){SET_BETWEEN}(?:\s*,)?(?:\s+{any_of('asides')})*\s*,?\s+(?P<verb>{LEVEL_VERB}){HEDGES}(?:{SIGN}\s+of\s+{HEDGES})?(?P<figure>{FIGURE})",
    re.IGNORECASE,
)
# "Brokered deposits were 5% of total deposits": the share that one metric is of another
_OF_WHOLE = rf"{HEDGES}(?P<share>{PERCENT})\s*(?:of|as\s+an?\s+percent(?:age)?\s+of)\s+(?:(?:our|its|total|net|consolidated|the|overall)\s+)*(?P<metric>{METRIC})"
_MAKES_UP = r"(?:represented|represents|accounted\s+for|accounts\s+for|comprised|made\s+up|constituted)"
SHARE_OF = re.compile(rf"{MARKS}(?P<at>{AT}*)\s+(?:was|were|is|are|{_MAKES_UP})\s+{_OF_WHOLE}", re.IGNORECASE)
# "$5 million in the United States and $3 million in Europe": of each a part, by its name
OF_EACH_PART = re.compile(
    rf"(?:\s*,?\s*(?:and\s+)?)?{HEDGES}(?P<figure>{FIGURE})\s+(?i:in|from|for|at)\s+(?:(?:the|our|its)\s+)?"
    r"(?P<part>(?:[A-Z]|international\b)[\w&’'-]*(?:\.[A-Z]\.)?(?:\s+(?:(?:and|&|of)\s+)?(?:[A-Z][\w&’'-]*|regions|markets))*)(?:\s+(?:segment|division|business))?"
)
# "SG&A as a percentage of net sales" before its verb
_AS_PERCENT_OF = rf"(?:expressed\s+)?as\s+an?\s+(?:percent(?:age)?|%)\s+of\s+(?:(?:our|its|total|net|consolidated|the)\s+)*(?P<metric>{METRIC})"
AS_SHARE = re.compile(rf"{MARKS}(?P<at>{AT}*)\s*,?\s+{_AS_PERCENT_OF}{MARKS}", re.IGNORECASE)
# "As a percentage of net sales, SG&A was"
LED_AS_SHARE = re.compile(
    rf"(?:^\W*|;\s+|,\s+and\s+){_AS_PERCENT_OF}(?P<at>{AT}*)\s*,\s+(?:[\w&’'-]+\s+){{0,3}}$", re.IGNORECASE
)
# "Gross profit: $5 million", a line of a list
LISTED = re.compile(rf"{MARKS}(?P<at>{AT}*)\s*:\s+{HEDGES}(?P<figure>{FIGURE})", re.IGNORECASE)
BULLET = re.compile(rf"\W*(?:(?:total|net|consolidated|record|reported|gaap|{PERIOD})\s+)*", re.IGNORECASE)
MOVED = re.compile(
    rf"{MARKS}(?P<at>{AT}*)(?:\s*,)?(?:\s+which)?(?:\s+{any_of('asides')})*\s+(?:\w+ly\s+)?(?P<verb>{any_of(*MOVES)})(?:\s+\w+ly)?(?=[\s,])",
    re.IGNORECASE,
)
TRANSACTED = re.compile(
    rf"\b(?P<verb>{any_of('transacts')}|{any_of('closes')}\s+(?:(?:the|our|its)\s+)?{PERIOD}\s+with)\s+{HEDGES}(?P<figure>{LEVEL})\s+(?:(?:of|in)\s+)?(?:(?:total|net|consolidated)\s+)?(?P<metric>{METRIC})",
    re.IGNORECASE,
)
# "Spent $5 million on capital projects": the verb takes an outlay for its object's purpose
SPENT = re.compile(
    rf"\b(?P<verb>{any_of('spends')})\s+{HEDGES}(?P<figure>{LEVEL})(?P<at>{AT}*)\s+(?:for|on|in)\s+(?:(?:the|our|its|total|net)\s+)*(?P<metric>{METRIC})",
    re.IGNORECASE,
)
# "Mill shops generated $5 million, or 52% of total revenues"; of what the figures are stands last
CONTRIBUTES = re.compile(
    rf"(?:^(?:(?!{METRIC})\W)*|[,;:]\s+(?:and\s+|while\s+|but\s+)?)(?:(?:In|For|During)\s+(?:the\s+)?{PERIOD}\s*,\s+)?"
    rf"(?P<who>(?:{METRIC}|[A-Z])[\w&’' -]{{2,60}}?(?:,\s+(?:through|including|via)\s[\w&’' -]{{2,40}},)?)(?P<at>{AT}*)\s+{any_of('contributes')}\s+"
    rf"(?:{HEDGES}(?P<figure>{LEVEL})\s*,?\s*or\s+)?{HEDGES}(?P<share>{PERCENT})\s*(?:of|to)\s+(?:(?:our|its|total|net|consolidated|the|overall)\s+)*(?P<metric>{METRIC})",
    re.IGNORECASE,
)
# "a 32 percent increase in diluted earnings per share"
INCREASE_IN = re.compile(
    rf"(?P<figure>{FIGURE})\s+(?:{PERIOD}\s+)?(?P<noun>{any_of('rise', 'fall', 'improvement')})\s+in\s+(?P<words>(?:[\w&’'-]+\s+){{0,4}})(?P<metric>{METRIC})",
    re.IGNORECASE,
)
# "an increase in diluted EPS of 17.5%"
RISE_IN = re.compile(
    rf"\ban?\s+(?:\w+ly\s+)?(?P<noun>{any_of('rise', 'fall', 'improvement')})\s+in\s+(?P<words>(?:[\w&’'-]+\s+){{0,4}})(?P<metric>{METRIC})\s+of\s+{HEDGES}(?P<figure>{FIGURE})",
    re.IGNORECASE,
)
# "driven by cloud services revenue growth of 31%"
GROWTH_OF = re.compile(
    rf"(?:\b(?:by|on|with|reflecting|including)\s+(?P<words>(?:[\w&’'-]+\s+){{0,6}}?))?(?P<metric>{METRIC})\s+(?P<noun>growth|increase|decrease|decline)\s+of\s+{HEDGES}(?P<figure>{PERCENT})",
    re.IGNORECASE,
)
# "… up $15 million from one year ago on a $37 million increase in revenues", "despite $9 million lower revenues"
BESIDE_CHANGE = re.compile(
    rf"\b(?:on|despite|with)\s+(?:(?:an?|only|just|the)\s+)*(?:{HEDGES}(?P<figure>{FIGURE})\s+(?P<noun>{any_of('rise', 'fall')}|higher|lower)\s+(?:in\s+)?(?P<metric>{METRIC})"
    rf"|(?P<whose>{METRIC})\s+(?P<went>{any_of('rise', 'fall')})\s+of\s+{HEDGES}(?P<by>{FIGURE}))",
    re.IGNORECASE,
)
NOUN = re.compile(
    rf"(?:^\W*|[,;]\s+(?:and\s+|while\s+|but\s+|with\s+)?|\b(?:and|while)\s+|(?P<verb>\b(?:{any_of('transacts')}|announced|announces))\s+)(?:(?:The|Our|Its|Company[’']s)\s+)*(?:(?P<when>{PERIOD})\s+)?(?P<noun>[A-Za-z][\w&’'/ -]{{2,70}}?)(?=(?:{MARKS}{AT}*)(?:,(?=\s+of\s))?(?:\s+(?:has|have))?\s+(?:{any_of('is')}|{any_of(*MOVES)})\s)",
    re.IGNORECASE,
)
# "led by mill revenue, which increased": of what the figures behind are, whatever stands before it
# "cut its debt from $5 million to $4 million": who brought it there is the filer; what it "is cutting" is still to come.
BROUGHT = re.compile(
    rf"(?<!\bis )(?<!\bare )(?<!\bbe )\b(?P<verb>{any_of('brings')})\s+(?:(?:its|our|their|the)\s+)?(?P<words>(?:[\w&’'-]+\s+){{0,3}}?)(?P<metric>{METRIC})"
    rf"(?={AT}*(?:(?:\s+from\s+{HEDGES}{FIGURE}{AT}*)?\s+to|\s+by)\s+{HEDGES}{FIGURE})",
    re.IGNORECASE,
)
# "… and free cash flow by $5 million": brought there by the verb before
BROUGHT_TOO = re.compile(
    rf"{FIGURE}\s*,?\s+and\s+(?:(?:its|our|their|the)\s+)?(?P<words>(?:[\w&’'-]+\s+){{0,3}}?)(?P<metric>{METRIC})(?=\s+by\s+{HEDGES}{FIGURE})",
    re.IGNORECASE,
)
RELATIVE = re.compile(
    rf"\b(?:by|of|in|from|for|with|to)\s+(?P<words>(?:[\w&’'-]+\s+){{0,4}}?)(?P<metric>{METRIC})(?=\s*,?\s+which\s+{any_of(*MOVES)})",
    re.IGNORECASE,
)
PER_SHARE = re.compile(
    rf"\s*,?\s*\(?\s*(?:or|and|equal\s+to|equivalent\s+to|i\.e\.,?)?\s*,?\s*{HEDGES}(?P<figure>{RATE})\)?",
    re.IGNORECASE,
)
# "or $0.33 and $0.29 per basic and diluted share, respectively"
BOTH_PER_SHARE = re.compile(
    rf"\s*,?\s*\(?\s*or\s+{HEDGES}(?P<basic>{LEVEL}|{RATE})\s+and\s+{HEDGES}(?P<diluted>{RATE})\s*,?\s+respectively(?:\)|,)?",
    re.IGNORECASE,
)
# "or $1.26 basic EPS and $1.25 diluted EPS", "($0.02 loss per share)"
EACH_PER_SHARE = re.compile(
    rf"\s*,?\s*(?:\(?\s*(?:or|and)\s+|\(\s*){HEDGES}(?P<figure>{LEVEL}|{RATE})\s+(?:(?:in|of)\s+)?(?P<words>(?:[a-z-]+\s+){{0,2}}?)(?P<metric>{METRIC}){MARKS}\)?",
    re.IGNORECASE,
)
PART = re.compile(
    rf"\s*,?\s*\(?\s*(?:(?:(?:and|which)\s+)?(?P<makes>{_MAKES_UP})\s+|{SHOWN}?\s*,?\s*){_OF_WHOLE}\)?", re.IGNORECASE
)
CHANGE = re.compile(
    rf"\s*,?\s*\(?\s*{BE}{SHOWN}?\s*(?:(?:an?|the)\s+)?{HEDGES}(?:reported\s+)?(?:(?P<figure>{FIGURE})\s+)?(?:or\s+(?P<second>{FIGURE})\s*,?\s+)?(?P<ago>{PERIOD}\s+)?"
    rf"(?P<noun>{any_of('rise', 'fall', 'improvement')})(?:\s+(?:of|by)\s+{HEDGES}(?P<by>{FIGURE}))?(?P<over>\s+{PERIOD})?\)?",
    re.IGNORECASE,
)
# "8 percent above last year"
HIGHER = re.compile(
    rf"\s*,?\s*\(?\s*(?:(?:and|or|but)\s+)?{BE}(?:{SHOWN}\s+)?{HEDGES}(?P<figure>{FIGURE}){THAN}\)?(?!\s*{FIGURE})",
    re.IGNORECASE,
)
# "Energy costs were $5 million higher than last year": all that is said of the subject
SURPASSED = re.compile(
    rf"{MARKS}(?P<at>{AT}*)(?:\s*,)?\s+(?:was|were|is|are)\s+(?:(?:also|again|even|already|still)\s+)?{HEDGES}(?P<figure>{FIGURE}){THAN}(?!\s*{FIGURE})",
    re.IGNORECASE,
)
CHANGED = re.compile(
    rf"\s*,?\s*\(?\s*(?:(?:and|or|but|which\s+was)\s+)?{BE}(?P<verb>{any_of(*MOVES)})\s+(?:by\s+)?{HEDGES}(?P<figure>{FIGURE})\)?",
    re.IGNORECASE,
)
BY = re.compile(rf"(?P<at>{AT}*)\s+(?:by\s+)?{HEDGES}(?P<figure>{FIGURE})", re.IGNORECASE)
TO = re.compile(
    rf"(?P<at>{AT}*)\s*,?\s+(?:(?:amounting|and\s+amounted)\s+)?to\s+{HEDGES}(?P<figure>{FIGURE})", re.IGNORECASE
)
# "improved from 33% a year ago to 35%"
FROM_TO = re.compile(
    rf"(?P<at>{AT}*)\s+from\s+{HEDGES}(?P<first>{FIGURE})(?P<then>{AT}*)\s*,?\s+to\s+{HEDGES}(?P<figure>{FIGURE})",
    re.IGNORECASE,
)
ALSO = re.compile(
    rf"\s*,?\s*(?:\(?\s*or\s+|\()\s*{HEDGES}(?P<figure>{FIGURE})\)?(?!\s*(?:of|as\s+an?\s+percent))",
    re.IGNORECASE,
)
# "increased $38 million (20 percent)": a bracket about a figure is of its symbol
IN_PERCENT_TOO = re.compile(rf"\s(?P<figure>{FIGURE})(?!\s*(?:of|as)\s)", re.IGNORECASE)
AND_CHANGE = re.compile(
    rf"\s*,?\s*and\s+(?:by\s+)?{HEDGES}(?P<figure>{FIGURE})(?=(?:\s*,?\s*or\s+{HEDGES}{FIGURE})?\s*,?\s+(?:{any_of('against')}\s|(?:on\s+an?\s+)?{PERIOD}))",
    re.IGNORECASE,
)
# "more than double the $5 million of a year ago"
TIMES = r"(?:(?:more|less)\s+than\s+|nearly\s+|almost\s+|about\s+)?(?:double|twice|triple|half)"
AGAINST = re.compile(
    rf"\s*,?\s*\(?\s*(?:and\s+)?(?:{TIMES}(?=\s+(?:the|that|our|its)\b)|{any_of('against')}|(?:up|down)\s+\w+ly\s+from)\s+(?:(?:the|an?|our|its|that\s+of)\s+)?{DESCRIBED}",
    re.IGNORECASE,
)
PERIOD_FIRST = re.compile(
    rf"(?P<period>{PERIOD})(?:[’']s?)?\s*,?\s*(?:(?:level|figure|amount|total|result|balance|period)s?\s*)?"
    rf"(?:(?P<metric>{METRIC})|(?P<noun>[a-z][\w-]*(?:\s+[a-z][\w-]*){{0,3}}?)(?=\s+(?:of|at)\s))?\s*,?\s*(?P<is>of\s+|at\s+|when\s+it\s+was\s+)?"
    rf"{HEDGES}(?P<figure>{FIGURE})",
    re.IGNORECASE,
)
FIGURE_FIRST = re.compile(
    rf"(?:(?P<sign>(?:(?:net|operating|segment)\s+)?(?:{either((*TAKES, *GIVES))}))\s+(?:on\s+a\s+comparable\s+basis\s+)?of\s+|(?P<metric>{METRIC})(?P<at>{AT}*)\s*,?\s*(?:of|was|were)\s+)?"
    rf"{HEDGES}(?P<figure>{FIGURE})(?:\s+(?P<after>loss|income|profit|deficit)|\s+in\s+(?:(?:total|net|consolidated)\s+)*(?P<of>{METRIC})|\s+of\s+(?:(?:total|net|consolidated)\s+)*(?P<whole>{METRIC}))?",
    re.IGNORECASE,
)
# "compared with a Dyeing operating loss of $5 million": the noun again, or its other sign, with words before it
SAME_FIRST = re.compile(
    rf"(?P<words>(?:[\w&’'/-]+\s+){{0,5}}?)(?:(?P<metric>{METRIC})|(?P<last>[a-z][\w-]*))(?P<at>{AT}*)\s*,?\s*(?:of|was|were|at)\s+{HEDGES}(?P<figure>{FIGURE})",
    re.IGNORECASE,
)
# "$5 million for the quarter and $9 million for the half, compared with $4 million and $8 million a year ago"
BOTH_FIGURES = re.compile(
    rf"{HEDGES}(?P<first>{FIGURE})\s+and\s+{HEDGES}(?P<second>{FIGURE})\s*,?\s*{DONE}(?:{IN}\s+)?(?:(?:the|our|its)\s+)?(?:(?:respective|same|corresponding|comparable)\s+periods?\s+(?:in\s+|of\s+|a\s+)?(?:the\s+)?)?(?P<period>{PERIOD})",
    re.IGNORECASE,
)
PERIOD_ONLY = re.compile(
    rf"(?:end\s+of\s+(?:the\s+)?)?(?P<period>{PERIOD})(?:[’']s?)?(?:\s+(?:level|figure|amount|total|result|balance)s?)?",
    re.IGNORECASE,
)
WHEN = re.compile(
    rf"\s*,?\s*\(?\s*{DONE}(?:for\s+|in\s+|during\s+|at\s+|as\s+of\s+|on\s+(?:an?\s+)?|exiting\s+)?(?:(?:the|our|its|this|that)\s+)?(?:fiscal\s+)?(?P<period>{PERIOD})(?:[’']s?)?(?P<basis>\s+basis)?\)?",
    re.IGNORECASE,
)
AND_LEVEL = re.compile(
    rf"\s*,?\s*(?:and|(?:for|bringing\s+the)\s+(?:a\s+)?total\s+(?:of|to))\s+{HEDGES}(?P<figure>{FIGURE})(?=(?:\s*,?\s*\(?or\s+{HEDGES}{FIGURE}\)?)?\s*,?\s*{DONE}(?:{IN}\s+)?(?:(?:the|our|its)\s+)?(?:fiscal\s+)?{PERIOD})",
    re.IGNORECASE,
)
# "$0.40" behind "$355 million, or": a price per share, though no word says so
OR_PRICE = re.compile(
    rf"\s*,?\s*\(?\s*or\s+{HEDGES}(?P<figure>{LEVEL})(?:\s*,\s+per\s+(?:(?:fully|diluted|basic|common|ordinary)\s+)*share)?\)?",
    re.IGNORECASE,
)
AND_ON_BASIS = re.compile(
    rf"\s*,?\s*\(?(?:and|or|but)?\s*{BE}(?P<verb>{any_of(*MOVES)}\s+)?{HEDGES}(?P<figure>{FIGURE})(?=\s*,?\s*\(?\s*(?:non-gaap\s*(?:[,;.(]|$)|(?:on\s+an?|in|at|using|adjusted\s+for)\s+(?:{either(BASES)})(?![A-Za-z-])|excluding\s))",
    re.IGNORECASE,
)
# "…, on an average of 12 million shares, …"; "… on a diluted basis"
ASIDE = re.compile(
    rf"\s*,?\s+(?:(?:based\s+)?on\s+(?:an?\s+)?(?:average|weighted|diluted|fully)[\w\s-]{{0,40}}{LEVEL}|on\s+an?\s+(?:fully\s+)?(?:diluted|basic|gaap|u\.?s\.?\s+gaap|reported|consolidated)\s+basis)|\s+on\s+average\b|\s*\(?annuali[sz]ed\)?"
    rf"|\s*,\s+(?:the|our|its|an?)\s+(?:\w+[-\s])?(?:highest|best|strongest|largest|lowest|record)\b[^,;.$%{FIGURE[1:-1]}]{{0,60}}(?=,\s)"
    r"|\s*,\s+(?:before|after|net\s+of)\s+tax(?:es)?(?=,)"
    rf"|\s*,\s+(?:including|inclusive\s+of|which\s+include[sd]?)\s[^;.:]{{3,140}}?(?=,\s+(?:{any_of('against')})\s)",
    re.IGNORECASE,
)
# "$16 million (Q1 2019: $21 million)"
IN_BRACKETS = re.compile(rf"\s*\(\s*(?P<period>{PERIOD})\s*[:–-]?\s*(?P<figure>{FIGURE})\s*\)", re.IGNORECASE)
