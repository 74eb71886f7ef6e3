"""Tells the heads, titles and columns that name a part of the company - a segment, a place, another company - from all others.

A block of rows ("Cranes segment: revenue, operating income"), a table of its own for each part, and a column for each are
three ways of setting the same: the rows keep their metrics, and the part is their place along a dimension.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from qa.facts.fact import Dimensions, Fact
from qa.language.periods import find_periods
from qa.language.vocabulary import vocabulary
from qa.tables.statement import Statement

PART_OF = "PartOf"  # the axis of the part that a table is set for, where its rows are parts of that

GEOGRAPHY = re.compile(
    r"\b(?:americas?|europe|emea|asia|japan|china|pacific|apac|latin|canada|u\.?s\.?|united states|international|int['’]?l|domestic"
    r"|north america|africa|middle east|rest of (?:the )?world|row|foreign|greater china|taiwan|singapore|germany|india|uk|united kingdom)\b",
    re.I,
)
WHOLE = re.compile(
    r"^(?:(?:(?:same|comparable)[- ]\w+ )?total|net|all|consolidated|combined|other$|(?:weighted )?average$|(?:the )?group\W*$|subtotal|less|eliminations?)(?!\w)",
    re.I,
)

# What each part of a company reports; a head below which it stands beside others of its kind names that part.
_OF_EACH = frozenset(["Revenues", "OperatingIncomeLoss", "GrossProfit"])
OF_GROUPS = _OF_EACH | {"SegmentOperatingIncome"}
_SEGMENT = re.compile(
    r"^(?P<member>.+?)\s+(?:business |operating |reportable )?segment(?: (?:results|highlights|data))?[\s:*]*$", re.I
)
_SEGMENTS = re.compile(
    r"\b(?:by|per|each|all|total|business|operating|reportable|major|other)$"
    r"|\b(?:pro forma|reconcil\w*|supplement\w*|selected|additional|quarterly|summary|condensed)\b",
    re.I,
)
# Heads that say which footing, stretch or kind of figures stands below them, and no part of the company.
_NO_PART = re.compile(
    r"\b(?:gaap|reported|adjusted|adjustments?|excluding|including|before|after|pro forma|constant|currency|basis|results|summary"
    r"|highlights|data|information|measures?|metrics|margins?|growth|changes?|percent(?:age)?|per share|reconcil\w+|activities"
    r"|cash flows?|assets|liabilities|equity|expenses?|costs?|incomes?|revenues?|sales|earnings|profit|loss|guidance|outlook"
    r"|actual|prior|current|year|quarter|months?|weeks?|ended|less|plus|add|note|gain|operations)\b|%",
    re.I,
)  # fmt: skip
# Heads of the same lines which are sorts of shares, taxes or ends of a range, or a company, and no part of one.
_NO_NAMED_PART = re.compile(
    r"\b(?:basic|diluted|class|series|common|preferred|current|non-?current|deferred|federal|state|foreign|low|high|minimum|maximum"
    r"|purchas\w*|issued|authorized|opening|closing|beginning|end(?:ing)?|inc|corp|corporation|company|ltd|llc|bank)\b",
    re.I,
)
_LEAST_ALIKE = 3  # lines
_NO_NAME = re.compile(
    rf"{WHOLE.pattern}|\b(?:external|inter-?segment|third[ -]part\w+|affiliates?|net|core|organic)\b", re.I
)
_OTHER_COMPANY = re.compile(
    r"^(?P<who>[A-Z\w&.,'’ ]{2,40}?)\s*[-–—]\s.*(?:results of operations|statements? of (?:operations|income|earnings|cash flows?)"
    r"|income statements?|balance sheets?)",
    re.I,
)
_NO_COMPANY = re.compile(
    r"\b(?:consolidated|condensed|(?:un)?audited|gaap|schedule|table|exhibit|appendix|attachment|supplement\w*|segments?|quarter|year"
    r"|pro forma|selected|financial|quarterly|annual|summary|reconciliation|operations|part|page|fiscal)\b",
    re.I,
)  # fmt: skip


def of_heads(statement: Statement) -> dict[str, Dimensions]:
    """Return the heads of a statement that name parts of the company, each with the place along a dimension it stands for."""
    below: dict[str, set[str]] = defaultdict(set)
    lines: dict[str, dict[str, bool]] = defaultdict(dict)
    for row in statement.rows:
        if row.heads and row.figures:
            mention = vocabulary().label(row.label, row.heads, statement.title)
            below[row.heads[-1]].add(mention.metric if mention else "")
            lines[row.heads[-1]][row.label.lower()] = mention is not None
    alike = [metric for metric in _OF_EACH if sum(metric in metrics for metrics in below.values()) > 1]
    parts: dict[str, Dimensions] = {}
    for head, metrics in below.items():
        segment = _segment(head)
        if segment:
            parts[head] = (("Segment", segment),)
        elif (metrics.intersection(alike) or _recurs(head, lines)) and names_part(head):
            parts[head] = ((axis(below), head.strip(" :")),)
    return parts


def within_heads(heads: Sequence[str], parts: Mapping[str, Dimensions]) -> Dimensions:
    """Return the places that a row's heads give it; of several parts of one kind that of the nearest, which ended the others."""
    named = [parts[head] for head in heads if head in parts]
    return tuple(
        one for at, place in enumerate(named) for one in place if at == len(named) - 1 or one[0] != named[-1][0][0]
    )


def _recurs(head: str, lines: Mapping[str, Mapping[str, bool]]) -> bool:
    """Whether most of the lines below a head stand below another that may be a part's, too, and one of them is known.

    Arguments:
        lines: the lines below each head, and whether they are known for what they are.
    """
    return not _NO_NAMED_PART.search(head) and any(
        len(both := own.keys() & others.keys()) >= max(_LEAST_ALIKE, len(own) / 2) and any(own[line] for line in both)
        for own in (lines[head],)
        for other, others in lines.items()
        if other != head and names_part(other) and not _NO_NAMED_PART.search(other)
    )


def of_title(statement: Statement, company: str) -> Dimensions:
    """Return the place along a dimension that a statement's title gives all its rows; none for the whole company.

    Arguments:
        company: the filer's name; empty where it is not known.
    """
    if statement.part:
        return ((axis([statement.part]), statement.part),)
    other = _OTHER_COMPANY.match(statement.title)
    if other and company and not _NO_COMPANY.search(other["who"]) and not is_filer(other["who"], company):
        return (("LegalEntity", other["who"].strip()),)
    member = _segment(statement.title)
    return (("Segment", member),) if member and not _is_whole_filer(member, company) else ()


def is_filer(name: str, company: str) -> bool:
    """Whether all the words of a name are of the filer's name."""
    words = set(re.findall(r"\w+", name.lower()))
    return bool(words) and words <= set(re.findall(r"\w+", company.lower()))


def _is_whole_filer(name: str, company: str) -> bool:
    """Whether a name is the filer's own, of which "Segment Results" are of all its parts; by one word of it a part may be called."""
    said, own = (re.findall(r"\w+", one.lower()) for one in (name, company))
    return said == own or (len(said) > 1 and said == own[: len(said)])


def axis(members: Iterable[str]) -> str:
    """Return the dimension that members lie along together: places among segments are segments."""
    named = [member for member in members if member and not WHOLE.match(member)]
    return "Geography" if 2 * sum(bool(GEOGRAPHY.search(member)) for member in named) > len(named) else "Segment"


def called(label: str) -> tuple[str, tuple[str, str]] | None:
    """Return what a label calls after a part, and the part: "Enterprise Solutions sales" is sales; None for any other label.

    Names are in capitals and of several words, or places: "Product sales" and "Deferred revenue" are no names.
    """
    words = label.split()
    for cut in range(1, min(len(words), 6)):
        member, rest = " ".join(words[:cut]), " ".join(words[cut:])
        mention = vocabulary().label(rest)
        if mention and mention.metric in _OF_EACH:
            member = re.sub(r"\s+segment$", "", member, flags=re.I)
            named = cut > 1 and all(word[:1].isupper() or word in ("&", "and", "of") for word in words[:cut])
            if (named or GEOGRAPHY.fullmatch(member)) and not (_NO_NAME.search(member) or _NO_PART.search(member)):
                return rest, (axis([member]), member)
    return None


def parts_named(tables: Sequence[Sequence[Fact]]) -> dict[str, Dimensions]:
    """Return the parts of the company whose revenue its tables state, by their names in lower case."""
    return {
        fact.dimensions[0][1].lower(): fact.dimensions
        for facts in tables
        for fact in facts
        if fact.metric == "Revenues" and len(fact.dimensions) == 1 and names_part(fact.dimensions[0][1])
    }


def _segment(words: str) -> str:
    """The part that words call a segment: "Cranes segment"; empty for "Revenue by segment"."""
    match = _SEGMENT.match(words)
    if match is None or _SEGMENTS.search(match["member"]) or WHOLE.match(match["member"]) or find_periods(words):
        return ""
    return match["member"]


def names_part(head: str) -> bool:
    """Return whether a head may be the name of a part of the company."""
    return not WHOLE.match(head) and may_be_group(head)


def may_be_group(head: str) -> bool:
    """Return whether a head may name parts of the company that stand below it: "Products:", "All other"."""
    return not (_NO_PART.search(head) or find_periods(head) or vocabulary().label(head))
