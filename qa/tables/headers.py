"""Reads the words above a column: which period its figures are of, or what else they are."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Literal

from qa.facts.fact import PREVIOUSLY_EXPECTED, Basis, Bound, Period
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.language.dates import MONTH, read_date
from qa.tables.captions import is_title, read_basis, read_scales, without_periods
from qa.tables.drivers import with_drivers
from qa.tables.growth import with_growth
from qa.tables.periods import Context, column_period, said, with_columns
from qa.tables.statement import Column, ColumnKind

# What a column's figures are throughout; "dashes" where it has nothing else, "nothing" where it holds words only.
Content = Literal["amounts", "percents", "percents of revenue", "dashes", "nothing"]

_OF_REVENUE = re.compile(
    r"(?:%|\bpercent(?:age)?s?)\s+(?:of\s+|to\s+)?(?:total\s+|net\s+)*(?:revenues?|sales)\b(?! (?:growth|change))",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:changes?|chg|variance|var|increase|decrease|incr|decr|inc\s*/\s*\(?dec|growth|y/y|q/q|yoy|qoq|fav|unfav|vs|versus|better"
    r"|worse|difference|[fbo]/\([uw]\)|over\s*/\s*\(?under\)?)(?!\w)|[Δ±]|\+\s*/\s*\(?-",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"%|\bpercent(?:age)?\b|\bpct\b", re.IGNORECASE)
PER_SHARE = re.compile(r"\bper (?:\w+ ){0,3}share\b|\bEPS\b", re.IGNORECASE)
_BARE_PERCENT = re.compile(r"%[\s*]*$")
_OTHER = re.compile(
    r"\bnotes?\b|\bref(?:erence)?\b|adjustments?\b|\badj\.?(?!\w)|\breconciling\b|\bimpacts?\b|\beffects?\b|\bexclud\w+"
    r"|\bprevious\b|\bprior (?:guidance|outlook|forecast|range)\b|\bprior \(|\bbudget\b|\bplan\b|\bassumptions?\b|\bmid-?point\b",
    re.IGNORECASE,
)
# Of a column of an outlook: what was expected before, and is no longer.
_BEFORE = re.compile(
    r"\b(?:previous(?:ly)?|prior|former|old|original|initial)\b(?! (?:fiscal |calendar )?(?:years?|quarters?|periods?|months?)\b)",
    re.IGNORECASE,
)
_HIGH_ALONE = re.compile(r"\W*(?:high|maximum)(?: end)?\W*", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:guidance|outlook|forecast(?:ed)?|targets?|projected|expect(?:ed|ations?))\b", re.IGNORECASE)
# The day on which a range was given, which is no period that it is of: "Updated (May 4, 2031)", "Guidance as of May 4, 2031".
_DATE = rf"(?:{MONTH}\.? \d{{1,2}},? \d{{4}}|\d{{1,2}} {MONTH}\.?,? \d{{4}})"
_ISSUED = re.compile(
    rf"\(\s*(?:as of |issued |given |provided |dated |on |at )?{_DATE}\s*\)"
    rf"|(?P<word>\b(?:guidance|outlook|ranges?))\W*\b(?:as of|issued|given|provided|dated|on)\b(?: on)? {_DATE}"
    rf"|\b{_DATE}\s+(?=(?:guidance|outlook)\b)",
    re.IGNORECASE,
)
# "Outlook, May 4, 2031" beside "Outlook, February 2, 2031": the day on which each was given.
_DATED = re.compile(rf"\b(?:guidance|outlook)\W+(?P<date>{_DATE})", re.IGNORECASE)
_CURRENT_AND_PREVIOUS = 2  # days on which an outlook was given, at least, where they tell its columns apart
# Below "Guidance", by itself or behind what it is given of: "Fiscal Year 2031, May 4, 2031"
_DAY_ALONE = re.compile(
    rf"\W*(?:(?P<of>(?:(?:full|fiscal|calendar|first|second|third|fourth|quarter|half|year|of|fy|\d{{4}})\b\W?){{1,5}})[,(]\s*)?(?P<date>{_DATE})\W*",
    re.IGNORECASE,
)
# "Now" beside "Given May 4, 2031": what is expected, and what was before.
_NOW = re.compile(
    r"\W*(?:(?:as of )?(?:now|today)|new|current(?:ly)?|updated?|revised)(?: (?:guidance|outlook|range|view|expectations?))?\W*",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    rf"\W*(?:(?:as )?(?:given|issued|provided|announced|published|stated|set|of))(?: on| in)? {_DATE}\W*", re.IGNORECASE
)
_ENDS: tuple[tuple[re.Pattern[str], Bound], ...] = (
    (re.compile(r"\b(?:low|minimum)(?: end)?$", re.IGNORECASE), "low"),
    (re.compile(r"\b(?:high|maximum)(?: end)?$", re.IGNORECASE), "high"),
)
# The ends of a range called otherwise, each beside the other.
_OTHER_ENDS = (
    (re.compile(r"\W*from\W*", re.IGNORECASE), re.compile(r"\W*to\W*", re.IGNORECASE)),
    (
        re.compile(r"\W*(?:bottom|lower)(?: end)?\W*", re.IGNORECASE),
        re.compile(r"\W*(?:top|upper)(?: end)?\W*", re.IGNORECASE),
    ),
)

# "Total sales" over a column among segments is the whole.
_MEASURE = re.compile(
    r"(?:net |external )*(?:sales|revenues?|segments?|operations)(?: (?:&|and) revenues?)?", re.IGNORECASE
)
_OF_ALL = re.compile(
    r"\b(?:consolidated|combined|system(?:-?wide)? total)\W*$|^\W*(?:worldwide|ww|global)\W*$", re.IGNORECASE
)
_ADJUSTED = re.compile(r"(?<!as )(?<!as\xa0)\badjusted\W*$", re.IGNORECASE)
_FURTHER = re.compile(r"\b(?:further )?adjusted\b", re.IGNORECASE)
_NOISE = re.compile(
    r"\([^()]*\)|[⁽⁾⁰¹²³⁴-⁹ᵃ-ᶻ*†‡§]+|\b(?:un)?audited\b|\bas (?:previously )?(?:reported|restated|revised|adjusted)\b"
    r"|\b(?:reported|restated|revised|actuals?|preliminary|approximately|updated|new guidance|(?:us |u\.s\. )?gaap|non[ -]?gaap|adjusted|pro[ -]?forma)\b"
    r"|\bconstant[ -]currency\b|\btotals?\b|\bconsolidated\b|\bcompany\b(?!-)|\b(?:dollars|amounts?|thousands?|millions?|billions?)\b"
    r"|\b(?:ended|ending|as of|results?|low|high|ranges?|guidance|outlook|targets?|forecast(?:ed)?|projected|expected|periods?)\b"
    r"|\b(?:current|prior|years?|quarters?|months?|weeks?|to date|fiscal)\b|[^\w&/,. '’-]|\b\d+\b",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"^(?:\W|\b(?:in|at|for|the|and|or|of|to|by)\b)+|(?:[^\w.]|\b(?:in|at|for|the|and|or|of|to|by)\b)+$", re.IGNORECASE
)
_NOTE_MARKS = re.compile(r"[⁽⁾⁰¹²³⁴-⁹ᵃ-ᶻ]+")
# "1st Qtr", "9 mos."
_SHORT = re.compile(r"\b(?:qtrs?|mos?|wks?|yrs?)\b\.?", re.IGNORECASE)
_LONG = {"qtr": "Quarter", "mo": "Months", "wk": "Weeks", "yr": "Year"}


def read_columns(
    headers: Sequence[Sequence[str]], context: Context, calendar: FiscalCalendar, contents: Sequence[Content]
) -> tuple[Column, ...]:
    """Return a table's columns.

    Arguments:
        headers: for each column the words above it, top to bottom.
        contents: for each column what its figures are.
    """
    spelled = _with_ends(
        _either_side_of_dashes([[_spelled_out(line) for line in words] for words in headers], contents)
    )
    if _AHEAD.search(context.caption.title) or any(_AHEAD.search(line) for words in headers for line in words):
        spelled = _given_before(_of_days_given(spelled, context))
        spelled = [[_ISSUED.sub(lambda said: said["word"] or " ", line) for line in words] for words in spelled]
    headed = [" ".join(words) for words in spelled]
    aheads = [_is_titled_ahead(header, context) for header in headed]
    befores = _befores(headed, aheads)
    spelled = [
        [_BEFORE.sub(" ", line) for line in words] if before else words
        for words, before in zip(spelled, befores, strict=True)
    ]
    context = with_columns(context, spelled, calendar)
    kinds = _kinds(spelled, contents, context)
    members = _members(spelled, kinds)
    columns: list[Column] = []
    for words, header, kind, member, ahead, before in zip(
        spelled, headed, kinds, members, aheads, befores, strict=True
    ):
        within = _of_outlook(context) if ahead else context
        period = column_period(words, within, calendar) if kind in ("figures", "percent of revenue") else None
        if kind == "percent of revenue" and period is None and columns:
            period = columns[-1].period
        columns.append(
            Column(
                header=header,
                kind=kind,
                period=period,
                basis=_basis(header),
                member=member,
                measure=_measure(header) if kind == "figures" else "",
                scale=read_scales(header)[0] or 0,
                guidance=_guidance(period, context, ahead=ahead, before=before),
                bound=next((bound for pattern, bound in _ENDS if pattern.search(header)), None),
            )
        )
    told = with_growth(list(_told_apart(_with_those_beside(columns), contents)))
    names = [without_periods(" ".join(words)) for words in spelled]
    filled = [content != "nothing" for content in contents]
    return tuple(with_drivers(told, names, filled, context, calendar))


def _either_side_of_dashes(headers: Sequence[list[str]], contents: Sequence[Content]) -> list[list[str]]:
    """The columns of ranges whose ends stand under one header, a column of dashes between them, called low and high."""
    found = [list(words) for words in headers]
    for at, content in enumerate(contents[1:-1], start=1):
        if content == "dashes" and headers[at] and headers[at - 1] == headers[at] == headers[at + 1]:
            found[at - 1].append("Low")
            found[at + 1].append("High")
    return found


def _with_ends(headers: Sequence[Sequence[str]]) -> list[list[str]]:
    """The columns of ranges, their ends called low and high where the table calls them "From" and "To"."""
    lines = [line for words in headers for line in words]
    for low, high in _OTHER_ENDS:
        if any(map(low.fullmatch, lines)) and any(map(high.fullmatch, lines)):
            headers = [
                ["Low" if low.fullmatch(one) else "High" if high.fullmatch(one) else one for one in words]
                for words in headers
            ]
    return [list(words) for words in headers]


def _given_before(headers: Sequence[Sequence[str]]) -> list[list[str]]:
    """The columns of an outlook, one headed by the day on which it was given as the previous beside what is expected now."""
    lines = [line for words in headers for line in words]
    if not (any(map(_NOW.fullmatch, lines)) and any(map(_GIVEN.fullmatch, lines))):
        return [list(words) for words in headers]
    named = (_NOW, "current guidance"), (_GIVEN, "previous guidance")
    return [[next((name for said, name in named if said.fullmatch(line)), line) for line in words] for words in headers]


def _of_days_given(headers: Sequence[Sequence[str]], context: Context) -> list[list[str]]:
    """The columns of an outlook that say on which day it was given, as the current and the previous ones."""
    is_titled = _AHEAD.search(context.caption.title) is not None
    said_over = [" ".join(words) for words in headers]
    given = [_DATED.search(words) or (_DAY_ALONE.fullmatch(words) if is_titled else None) for words in said_over]
    days = [_day(match["date"]) if match else None for match in given]
    on = sorted({day for day in days if day})
    if len(on) < _CURRENT_AND_PREVIOUS:
        return [list(words) for words in headers]
    are_past = context.latest is None or on[-1] <= context.latest
    if not are_past and not said(context.caption.title):
        return [list(words) for words in headers]
    return [
        [f"{_what_of(match)}{'current' if day == on[-1] else 'previous'} outlook"] if day else list(words)
        for words, match, day in zip(headers, given, days, strict=True)
    ]


def _what_of(given: re.Match[str] | None) -> str:
    """The stretch of which a column says on which day its outlook was given; empty where it says none."""
    of = given.groupdict().get("of") if given else None
    return f"{of} " if of else ""


def _of_outlook(context: Context) -> Context:
    """What bears on a column of an outlook: a year alone is the whole one, and a day above is when it was given."""
    stretches = (tuple(each for each in line if each.unit) for line in context.lines)
    return replace(context, annual=True, is_said=False, lines=tuple(filter(None, stretches)))


def _day(text: str) -> date | None:
    day = read_date(text.lower())
    return day.date if day else None


def _befores(headers: Sequence[str], aheads: Sequence[bool]) -> list[bool]:
    """For each column whether it is of what was expected before; "Low" and "High" may share the word that says so."""
    found: list[bool] = []
    for header, ahead in zip(headers, aheads, strict=True):
        shares = bool(found) and found[-1] and _HIGH_ALONE.fullmatch(header) is not None
        found.append(ahead and (shares or _BEFORE.search(header) is not None))
    return found


def _guidance(period: Period | None, context: Context, *, ahead: bool, before: bool) -> str:
    """What management does with a column's figures: it expects them, or did before; empty where they are no outlook."""
    if not (ahead and not _is_over(period, context)) and not _is_ahead(period, context):
        return ""
    return PREVIOUSLY_EXPECTED if before else "expects"


def _kinds(headers: Sequence[Sequence[str]], contents: Sequence[Content], context: Context) -> list[ColumnKind]:
    kinds: list[ColumnKind] = []
    for words, content in zip(headers, contents, strict=True):
        header = " ".join(words)
        kind = _kind(header, content, kinds[-1] if kinds else "figures")
        if (content == "nothing" and kind == "figures") or (not header and any(headers)):
            kind = "other"  # footnote numbers, or words, beside the figures
        elif kind == "figures" and context.caption.is_change:
            kind = "percent change"
        kinds.append(kind)
    return kinds


def _members(headers: Sequence[Sequence[str]], kinds: Sequence[ColumnKind]) -> list[str]:
    """Return each column's member: what its own lines name, without those set over several columns where that tells enough.

    "Supplemental data" over "Cranes" and "Winches" names neither; "Coast" over "Sales" and "Profit" does. What
    stands over all columns and reads as a title is the table's.
    """
    figures = [words for words, kind in zip(headers, kinds, strict=True) if kind == "figures"]
    shared = Counter(line for words in figures for line in set(words))
    titles = {line for line, times in shared.items() if times == len(figures) > 1 and is_title(line)}
    apart = [[line for line in words if line not in titles] for words in headers]
    whole = [_member(" ".join(words)) for words in apart]
    own = [_member(" ".join(_own_lines(words, shared))) for words in apart]
    brief = [short or long for short, long in zip(own, whole, strict=True)]
    members = brief if len(set(brief)) == len(set(whole)) else whole
    return [member if kind == "figures" else "" for member, kind in zip(members, kinds, strict=True)]


def _own_lines(words: Sequence[str], shared: Mapping[str, int]) -> Sequence[str]:
    """A column's lines from its first own one on: what is set over several stands above, and "Lines" again below is its own."""
    return words[next((at for at, line in enumerate(words) if shared[line] == 1), len(words)) :]


def _spelled_out(words: str) -> str:
    words = _NOTE_MARKS.sub("", words)
    return _SHORT.sub(lambda match: _LONG[match[0].lower().rstrip(".s")], words)


def _with_those_beside(columns: Sequence[Column]) -> list[Column]:
    """Give columns the period of those beside them, with which they share it.

    "Three months ended" stands over "Revenue" and over "June 30, 2031 %", or over "June 30, 2031" and over "Per share".
    """
    found: list[Column] = []
    for column, after in zip(columns, [*columns[1:], None], strict=True):
        beside = None
        if column.kind == "figures" and not column.period:
            if after and after.kind == "percent of revenue":
                beside = after
            elif found and PER_SHARE.search(column.header) and not PER_SHARE.search(found[-1].header):
                beside = found[-1]
        found.append(replace(column, period=beside.period) if beside else column)
    return found


def _told_apart(columns: Sequence[Column], contents: Sequence[Content]) -> Iterable[Column]:
    """Take the period from columns that nothing tells apart: their headers were not understood.

    Percentages beside amounts under one header are shares of a whole that is not said.
    """
    percents = [content.startswith("percents") for content in contents]
    keys = [
        (column.kind, column.period, column.basis, column.member, column.measure, column.bound, column.guidance)
        for column in columns
    ]
    amounts = [key for key, percent in zip(keys, percents, strict=True) if not percent]
    for column, key, percent in zip(columns, keys, percents, strict=True):
        alike = [other for other, same in zip(columns, keys, strict=True) if same == key]
        if percent and key in amounts:
            yield replace(column, kind="other", period=None)
        elif (keys if percent else amounts).count(key) > 1 and not _is_unadjusted(column, alike):
            yield replace(column, period=None)
        else:
            yield column


def _is_unadjusted(column: Column, alike: Sequence[Column]) -> bool:
    """Whether it is the only one of columns said to be alike that is not "adjusted" beyond what it is."""
    plain = [other for other in alike if not _FURTHER.search(other.header)]
    return len(plain) == 1 and plain[0] is column


def _kind(header: str, content: Content, before: ColumnKind) -> ColumnKind:
    percent = content.startswith("percents")
    compares = _CHANGE.search(header)
    bare = percent and _BARE_PERCENT.search(header) and not compares
    if _OF_REVENUE.search(header) or (content == "percents of revenue" and not compares):
        return "percent of revenue"
    if bare and before in ("figures", "other"):
        return "other"  # shares of a whole that is not said
    if _CHANGE.search(header):
        return "percent change" if percent or _PERCENT.search(header) else "change"
    if _PERCENT.fullmatch(header.strip()):
        return "percent change" if before == "change" else "other"
    return "other" if _OTHER.search(header) else "figures"


def _is_titled_ahead(header: str, context: Context) -> bool:
    """Whether a column's header or the table's title says that its figures are expected."""
    return bool(_AHEAD.search(header) or _AHEAD.search(context.caption.title))


def _is_over(period: Period | None, context: Context) -> bool:
    """Whether a column's period is over, so that its figures are no longer expected, whatever the heading above."""
    return bool(period and context.latest and period.end <= context.latest)


def _is_ahead(period: Period | None, context: Context) -> bool:
    """Whether a column's period is not over yet, so that its figures can only be expected."""
    return bool(period and context.latest and period.end > context.latest)


def _basis(header: str) -> Basis:
    """The basis a column's header names; "as adjusted" is what a new accounting rule makes of earlier figures."""
    return "non-GAAP" if _ADJUSTED.search(header) else read_basis(header)


def _member(header: str) -> str:
    """The part of the company that a header names: a segment, a product, a place."""
    words = _named(header)
    return "" if _MEASURE.fullmatch(words) or _OF_ALL.search(header) or _OF_ALL.search(words) else words


def _measure(header: str) -> str:
    """What a header says that its column's figures measure, where it names nothing else: "Net sales"."""
    words = _named(header)
    return words if _MEASURE.fullmatch(words) else ""


@lru_cache(maxsize=1024)  # a column's member and its measure ask it of the same words
def _named(header: str) -> str:
    """What is left of a header when periods, scales and bases are taken out."""
    words = _JOINT.sub("", " ".join(_NOISE.sub(" ", without_periods(header)).split()))
    return words if any(map(str.isalpha, words)) else ""
