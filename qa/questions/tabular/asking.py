"""From a question's words to what is done with a table's figures, and to the words that name them."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from qa.frozen import frozen
from qa.questions.parsing.limits import limit_in
from qa.questions.parsing.patterns import pattern, ratio_in
from qa.questions.parsing.query import Limit
from qa.questions.tabular.dates import months_in, without_dates, years_in

Operation = Literal[
    "lookup", "change", "percent change", "average", "average change", "sum", "difference", "ratio", "percent of",
    "which year", "which row", "years", "count years", "count rows", "rows",
]  # fmt: skip
_LONGEST_RANGE = 12  # years

_MOST = re.compile(r"\b(?:(?:the )?(?P<second>second|2nd)[- ])?(?:(?P<most>largest|highest|greatest|biggest|most|larger|higher|greater|bigger|more|maximum|peak(?:ed)?)|(?P<least>lowest|smallest|least|lower|smaller|less|fewer|fewest|minimum))\b(?! than)(?: (?:expensive|amount of))?", re.I)  # fmt: skip
_WHICH_YEAR = re.compile(r"^when (?:was|were|did)\b(?=.*\b(?:high|low|larg|small|great|peak|most|least)\w*)|^(?:was|were) (?=.+? (?:higher|lower|larger|smaller|greater) in (?:fiscal |fy ?)?\d{4} (?:or|than in) )|^(?:for |in |of |from |during |out of )?(?:which|what)(?: of the| are the| is the| were the)? (?:\w+ )?(?:years?|periods?|fys?|quarters?)\b(?!-| (?:on|over|end|to)\b)", re.I)  # fmt: skip
_HOW_MANY_YEARS = re.compile(r"\bhow many (?:\w+ )?(?:years|periods|quarters)\b", re.I)
_HOW_MANY = re.compile(r"^\W*(?:in [^,?]*, ?)?how many\b", re.I)
_WHICH = re.compile(r"^(?:in |for |of )?(?:which|what|who)\b", re.I)
_DEFINES = re.compile(
    r"\b(?:represents?|refers?|refer(?:red)? to|mean|defined?|definition|describes?|why|how (?:is|are|was|were|does|do|did|has|have|can)|who|where|when|basis|reason|reasons|purpose|explain"
    r"|recorded (?:under|in|within|as)|based on|due to|driven by|caused?|attribut\w+|policy|method|expected to be|impact of|consist\w*|compris\w*|include[sd]?|relate[sd]? to)\b",
    re.I,
)
_PERCENT_CHANGE = re.compile(
    r"(?<!\w)(?:net |nominal )?(?:percent(?:age)?\b|%) ?(?:age )?(?:points? )?(?:of )?(?:the )?(?:change|increase|decrease|growth|difference|decline|reduction|rise|drop)\b(?: ?/? ?\(?(?:or )?(?:increase|decrease)\)?)?"
    r"|\b(?:year[- ]on[- ]year |annual )?(?:growth rate|rate of (?:growth|change|increase|decrease))\b"
    r"|\b(?:change|increase|decrease|growth) ?\((?:in )?(?:%|percent)\)"
    r"|\b(?:change|increase|decrease|growth)\w*(?: \w+){0,6} (?:in|as a) percent(?:age)?\b(?! of\b| points?\b)",
    re.I,
)
_CHANGE = re.compile(
    r"\b(?:net |nominal |absolute |total )?(?:changes?|increases?|decreases?|growth|difference|decline|reduction|rise|drop)\b(?: ?/ ?\(?(?:decrease|increase)\)?)?"
    r"|\bhow much (?:more|less|higher|lower|larger|smaller|greater)\b(?=.*\b(?:than|compared)\b)"
    r"|\bby (?:how much|what percent(?:age)?) (?:did|does|do|has|have|was|were|is|are)\b|\bhow much (?:did|has|have)\b(?=.*\b(?:increase|decrease|change|grow)\w*\b)",
    re.I,
)
_BY = re.compile(r"(?:by )?(?:how much|what)\b", re.I)
_BY_PERCENT = re.compile(r"^\W*by what percent", re.I)
_POINTS = re.compile(r"\babsolute (?:percentage|%)|\b(?:percentage|basis) points?\b", re.I)
_MOVES = re.compile(r"\b(?:higher|lower|larger|smaller|greater|more|less)\b(?= than\b)|\b(?:chang|increas|decreas|declin|improv)(?:e|es|ed|ing)?\b|\b(?:grow|grew|grown|rise|rose|fall|fell|drop|dropped)\b", re.I)  # fmt: skip
_TOTAL = re.compile(r"\btotal\b", re.I)
_EACH_YEAR = re.compile(r"\b(?:both|all|the)(?: of the)? (?:two |three |\d )?(?:fiscal )?(?:years|fys|periods)\b", re.I)
_RESPECTIVE = re.compile(r"\brespective(?:ly)?\b", re.I)
_RANGE = re.compile(r"\b(?:from|between|period|years?|across|over|for|in)\b[^?]*?\b(?P<first>(?:19|20)\d\d)\s*(?:to|through|until|-|–|and)\s*(?P<last>(?:19|20)\d\d)\b", re.I)  # fmt: skip
_DASH_RANGE = re.compile(r"\b(?P<first>(?:19|20)\d\d)\s*(?:-|–|to|through)\s*(?P<last>(?:19|20)\d\d)\b", re.I)
_WHY = re.compile(r"^\W*(?:why|how come|what (?:caused|drove|led|explains?))\b", re.I)
_MADE_UP = re.compile(
    r"\b(?:consists? of|compris\w+(?: of)?|includ\w+|mak\w+ up|made up of|listed|shown|in the table|under|considered|when|calculat\w+|factored|tabulat\w+|there)\b",
    re.I,
)
_OPENING = re.compile(
    r"^\W*(?:and |so )?(?:what(?:'s| is| was| were| are| will be| would be| has been)?|how (?:much|many|large|big)(?: is| are| was| were| of)?|which|list|show|give|tell me|find|calculate|compute)\b",
    re.I,
)
_MADE_OF = re.compile(r"^\s*(?:made up (?:of|by|from)|generated (?:from|by)|derived from|accounted for by|attribut\w+ to|represented by|from|due to|for|of)\b", re.I)  # fmt: skip
_ROWS = re.compile(
    r"(?:list|name|enumerate)(?: me)?(?: all)?(?: of)?(?: the)?\b|what (?:makes up|comprises|is included in|are included in|are the parts of)\b|(?:in the table, )?(?:what|which)(?: are| were| is)?(?: the)? (?:(?:different|various|main|respective|financial|line) )*(?P<kind>components?|items?|types?|categor(?:y|ies)|segments?|elements?|kinds?|factors?|assumptions?|countries|regions?|expenses|assets|liabilities|line items?)\b",
    re.I,
)
_NOISE = re.compile(
    r"\b(?:(?:the|over|for|across)(?: last| past)? (?:\d+|two|three|four|five|six)[- ]years?(?: periods?)?|year[- ]end|year[- ]on[- ]year|year[- ]over[- ]year|fiscal years?|years? ended|years?|both|ended|ending|as (?:of|at)|at the end of|the period|periods?|respective(?:ly)?|the proportion of|values?|amounts?|company(?:'s)?|fys?|in thousands|in millions|during|across|all)\b",
    re.I,
)


@frozen
class Asking:
    """What is asked of a table.

    Arguments:
        parts: the words that name the figures; of a ratio part and whole.
        years: as said; of a range all.
        months: those beside the years.
        ranges: the spans of years said, such as 2017-2018.
        most: of a superlative, whether the upper end is asked for.
        rank: which from that end, counted from 1; 0 where no superlative is said.
        counted: whether a number of things is asked for, which money and percentages do not answer.
        limit: of a comparison with a number.
        spoken: the operation's own words, which may after all belong to a label.
    """

    operation: Operation
    parts: tuple[str, ...]
    years: tuple[int, ...] = ()
    months: frozenset[str] = frozenset()
    ranges: tuple[tuple[int, int], ...] = ()
    most: bool = True
    rank: int = 0
    counted: bool = False
    limit: Limit | None = None
    spoken: str = ""


@lru_cache(maxsize=512)
def understand(question: str) -> Asking | None:
    """Return what a question asks of a table; None where it asks for words."""
    text = " ".join(question.replace("’", "'").split()).strip(" ?.")
    asking = None if _WHY.match(text) else _of_years(text) or _of_counts(text) or _of_change(text) or _of_parts(text)
    if asking is None:
        return None
    ranges = tuple((int(match["first"]), int(match["last"])) for match in _DASH_RANGE.finditer(text))
    years = _spread(text) if asking.operation in ("average", "sum") else years_in(text)
    return replace(
        asking, years=years, months=months_in(text), ranges=ranges, counted=bool(pattern("number_of").search(text))
    )


def _of_years(text: str) -> Asking | None:
    """Which years, and how many of them."""
    which, counted = _WHICH_YEAR.match(text), _HOW_MANY_YEARS.search(text)
    head = which or counted
    if head is None:
        return None
    (limit, against), most = limit_in(text), _MOST.search(text)
    if limit:
        rest = _phrase(_cut(text, head.span(), *against))
        return Asking("which year" if which else "count years", (rest,), limit=limit)
    if most and which:
        return _superlative("which year", most, _cut(text, head.span(), most.span()))
    return Asking("years", (_phrase(_cut(text, head.span())),)) if which else None


def _superlative(operation: Operation, most: re.Match[str], rest: str) -> Asking:
    return Asking(operation, (_phrase(rest),), most=bool(most["most"]), rank=2 if most["second"] else 1)


def _of_counts(text: str) -> Asking | None:
    """How many lines are above or below a number."""
    limit, against = limit_in(text) if _HOW_MANY.match(text) else (None, [])
    return Asking("count rows", (_phrase(_cut(text, *against)),), limit=limit) if limit else None


def _of_change(text: str) -> Asking | None:
    """Changes, differences and averages, in amounts and in percent."""
    average, percent, change = pattern("average").search(text), _PERCENT_CHANGE.search(text), _CHANGE.search(text)
    two = None if percent or change or average else _of_two(text)
    if two:
        return two
    if _DEFINES.search(text) and not (average or percent or (change and len(years_in(text)) > 1)):
        return _of_rows(text)
    moved = percent or change
    percent = percent or _BY_PERCENT.match(text)
    if average and moved:
        rest = _phrase(_cut(text, average.span(), moved.span()))
        return Asking("average change", (rest,), spoken="percent" if percent else "")
    if moved:
        operation: Operation = "percent change" if percent and not _POINTS.search(text) else "change"
        rest = _cut(text, moved.span())
        rest = _MOVES.sub(" ", rest) if _BY.match(moved[0]) else rest
        return Asking(operation, (_phrase(rest),), spoken=moved[0])
    return Asking("average", (_phrase(_cut(text, average.span())),), spoken=average[0]) if average else None


def _of_two(text: str) -> Asking | None:
    """One figure as a part of another."""
    ratio = ratio_in(text)
    part, whole = (text[slice(*ratio.part)], text[slice(*ratio.whole)]) if ratio else ("", "")
    if not ratio or not whole:
        return None
    operation: Operation = "percent of" if ratio.unit == "percent" else "ratio"
    return Asking(operation, (_phrase(_MADE_OF.sub("", part)), _phrase(whole)))


def _of_parts(text: str) -> Asking | None:
    """Which line, sums, lists of lines, and figures as they are printed."""
    if _DEFINES.search(text):
        return None
    most, total = _MOST.search(text), pattern("sum").search(text)
    if most and _WHICH.match(text):
        return _superlative("which row", most, _cut(text, most.span()))
    if total:
        return Asking("sum", (_phrase(_cut(text, total.span())),), spoken=total[0])
    if _ROWS.match(text):
        return _of_rows(text)
    if not _OPENING.match(text):
        return None
    several = len(years_in(text)) > 1 or _EACH_YEAR.search(text)
    if several and _TOTAL.search(text) and not _RESPECTIVE.search(text):
        return Asking("sum", (_phrase(text),), spoken="total")
    return Asking("lookup", (_phrase(text),))


def _of_rows(text: str) -> Asking | None:
    rows = _ROWS.match(text)
    return Asking("rows", (_phrase(_MADE_UP.sub(" ", _cut(text, rows.span()))),)) if rows else None


def _spread(text: str) -> tuple[int, ...]:
    """The years said, of a range all of them ("from 2015 to 2019")."""
    years = years_in(text)
    match = _RANGE.search(text) or _DASH_RANGE.search(text)
    if match and len(years) == 2 and 0 < int(match["last"]) - int(match["first"]) <= _LONGEST_RANGE:
        return tuple(range(int(match["first"]), int(match["last"]) + 1))
    return years


def _cut(text: str, *spans: tuple[int, int]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def _phrase(text: str) -> str:
    """What is left to name a line when ways of asking and dates are taken out."""
    return " ".join(_NOISE.sub(" ", without_dates(_OPENING.sub(" ", text.strip()))).split())
