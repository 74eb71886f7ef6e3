"""Periods as people write them, in the words of releases: "fq3 04" is Q3 FY04, "sept 30 07" a day of 2007."""

import calendar
import re

from qa.language.dates import MONTH, MONTH_STARTS, SHORT_YEAR, YEAR, full_year, read_date, spaced
from qa.language.metrics import metrics_in
from qa.language.values import MetricMention
from qa.language.vocabulary import vocabulary
from qa.questions.parsing.rewording import Rule, rules
from qa.resources import toml

# Two figures are a year only where nothing is counted by them.
_GOES_ON = r"(?![\d%:/-]|[.,]\d| ?(?:weeks?|wks?|months?|days?|hours?|stores?|million|billion|percent|points?|am|pm)\b)"
_CODE = re.compile(
    rf"\b(f?)(?:q([1-4])|([1-4])q)(?: of | in | for |[ /-]?(?=')|[ /-]|(?<=q))(fy ?)?'?(\d\d)\b{_GOES_ON}", re.I
)
# "Q2 17/18": a year over the turn of one; by itself only where its first figures can be no month.
_SPLIT_YEAR = re.compile(
    r"(?:(?<![\w.,/$-])(?=1[3-9]|[2-4])|\b(?:q[1-4]|[1-4]q|h[12]|[12]h|fy|fiscal|year|quarter|half|for|in|of) ?)"
    r"'?(?P<first>[0-4]\d)/'?(?P<second>\d\d)(?![\d%/]|[.,]\d)",
    re.I,
)
_HALF = re.compile(rf"\b(?:h([12])|([12])h)(?: of | in | for | )'?(\d\d)\b{_GOES_ON}", re.I)
_LENGTHS = (3, 6, 9, 12, 13, 26, 39, 52)
_LENGTH = re.compile(
    rf"(?<![\w$.,])({'|'.join(map(str, _LENGTHS))})[ -]?(?:(m|mos?|mths?)|(?:w|wks?))(?=\)|$|,| (?:ended|ending|to|through|thru|until|{MONTH}|\d\d?/))",
    re.I,
)
# A stretch of months ends on no day from the 8th to the 23rd: such figures, and any behind "end of", are a year.
_MONTH_ENDING = re.compile(
    rf"(?:\b(?P<end>end(?: of)?(?: the)?|close of) |\b(?:months?|quarter|half|year|f?ye)(?:,? (?:that |which )?(?:ended|ending|ended in|to|through|thru|until))?(?: the end of)? "
    rf"|\b{MONTH}(?:-| to | through ))(?P<month>{MONTH}) '?(?P<year>\d\d)\b{_GOES_ON}(?!,? ?(?:19|20)\d\d\b)",
    re.I,
)
_SHORT_YEAR = re.compile(rf"(^[^\w']*|\b(?:in|for|of|versus|than|from|and) )'?(0\d)(?= [a-z]|\W*$){_GOES_ON}", re.I)
# "The last quarter of 23": no day, as a quarter has no days of its own.
_PART_OF_YEAR = re.compile(
    rf"\b((?:first|second|third|fourth|last|final|opening|closing|1st|2nd|3rd|4th) (?:quarter|qtr|half) (?:of|in) )'?(\d\d)\b{_GOES_ON}",
    re.I,
)
_YEAR_END = re.compile(
    rf"\b(?:(f?ye|year[- ]end|(?:end|close|start|beginning) of) ?(?:['](?=\d\d\b)|(?<=ye)(?=\d)|(?<=e )(?=\d)|(?<=end )(?=\d))|(in|during|for|since|from|of) '|(fiscal|fiscal year) '?)(\d\d)\b{_GOES_ON}",
    re.I,
)
_MONTHS_OF = re.compile(r"\b(3|6|9|12)m ?(fy ?)?'?(20\d\d|\d\d)\b(?![.,]\d)", re.I)
_DAY = re.compile(rf"\b({MONTH})[ -](\d\d?)(?:st|nd|rd|th)?(?:, ?'?| '?|-)(\d\d)\b{_GOES_ON}", re.I)
_DAY_FIRST = re.compile(rf"(?<![\d/.$])(\d\d?)(?:st|nd|rd|th)?[ -]({MONTH}),?[ -]'?(\d\d)\b{_GOES_ON}", re.I)
_MONTH = re.compile(
    rf"\b({MONTH})[ -]?(?:(0\d|9\d)\b(?!,? ?(?:19|20)\d\d\b){_GOES_ON}|'?(\d\d)(?= (?:quarter|half)\b))", re.I
)
_MONTH_APART = re.compile(rf"\b({MONTH}) (quarter|half),? (?:of )?'?(\d\d)\b{_GOES_ON}", re.I)
_NUMERIC = re.compile(r"(?<![\d/.$-])(\d\d?)([.-])(\d\d?)\2((?:19|20)\d\d|\d\d)\b(?![/-]|[.,]\d)")
_NO_YEAR = re.compile(
    r"\b(at|by|on|as of|ended|ending|to|through|since|until|vs\.?|versus|end|close|and) (1[0-2]|0?[1-9])/(3[01]|[12]\d|0?[1-9])(?![\d/%])",
    re.I,
)
# "Between April and June 2023", "January through March", "the January to March period of 2019".
_STRETCH = re.compile(
    spaced(
        rf"\b(?:(?:from|(?P<between>between)|over|in|for|during) )?(?:the )?(?P<first>{MONTH})(?: 0?1(?:st)?(?!\d))?(?P<year>,? (?:{YEAR}))?"
        rf"(?: (?:to|through|until|(?(between)and|until)) (?:the end of )?|-to-| ?[-–] ?)(?P<last>{MONTH})"
        rf"(?P<of>(?:(?: period| quarter| stretch)?| \d{{1,2}}(?!\d)),? (?:of )?(?:{YEAR}|{SHORT_YEAR})| \d{{1,2}}(?!\d))?\b(?! \d)"
    ),
    re.I,
)
# "The December, March and June 2019 quarters".
_MONTH_SAID = rf"{MONTH}(?:,? {YEAR})?"
_EACH_QUARTER = re.compile(
    spaced(
        rf"\b(?P<months>{_MONTH_SAID}(?:(?:,? (?:and|or|to|through|versus|vs\.?)|,)(?: the)? {_MONTH_SAID})+) quarters\b"
    ),
    re.I,
)
# "The quarters ended December 2018, March and June 2019".
_QUARTERS_ENDED = re.compile(
    spaced(
        rf"\bquarters (?:that )?(?:ended|ending|to|closed)(?: in)? (?P<months>{_MONTH_SAID}(?:(?:,? and|,)(?: in)? {_MONTH_SAID})+)(?!,? \d)"
    ),
    re.I,
)
_MONTH_IN = re.compile(spaced(rf"(?<!\w){MONTH}(?P<year>,? {YEAR})?"), re.I)
# "From May 3, 2031 to August 1, 2031", "between May 3 and August 1, 2031": a stretch of days.
_DAY_SAID = rf"(?:{MONTH} \d{{1,2}}(?:,? {YEAR})?|\d{{1,2}} {MONTH}(?: {YEAR})?)"
_DAYS = re.compile(
    spaced(
        rf"\b(?:(?:in|for|during|over) )?(?:the )?(?:(?:period|stretch|time|span|days) )?(?:from|(?P<between>between)) "
        rf"(?P<first>{_DAY_SAID}) (?:(?(between)and|to)|through|until) (?P<last>{_DAY_SAID})\b(?!,? \d)"
    ),
    re.I,
)
_LAST_YEAR = re.compile(rf"{YEAR}$")
_OF_DAY = re.compile(r" (\d{1,2})(?!\d)")
_LAST_DAYS = 24  # of a month, from which on what ends then is the whole of it
_PERIOD_OF = re.compile(r" (?:period|quarter|stretch)(?=,? )", re.I)
_QUARTERS = re.compile(
    r"\bq([1-3])(?: ?[-–] ?| through )q?([2-4])\b(?! ?%)(?:,?(?: of| in)? ((?:fy ?|fiscal )?'?(?:(?:19|20)\d\d|\d\d)\b))?",
    re.I,
)
_MOVES = re.compile(
    r"\b(?:chang|gr[eo]w|growth|increas|decreas|ris|rose|fall|fell|declin|drop|differ|vs|versus)\w*", re.I
)
# What says so of an amount between two days, and elsewhere much else.
_MOVED = re.compile(
    rf"{_MOVES.pattern}|\b(?:mov|swing|swung|add|build|built|gain|los[et]|compar|improv|delta|higher|lower|more|less|up|down|go|went|come|came)\w*",
    re.I,
)
_SPENT = re.compile(r"\b(?:spen[dt]|pa(?:id|y)|bought|invest\w*) ", re.I)  # what is spent on plant is no balance
_STRETCHES = frozenset([3, 6, 9, 12])
_MONTH_DAYS = 30.44
_YEAR_WEEKS = 53
_CLOSE = 8  # days that a quarter by weeks may be shorter or longer
_OF_A_YEAR = {2: "six months", 3: "nine months", 4: "twelve months"}


def dating() -> list[Rule]:
    """Return the rules by which days, codes and stretches of months are written in full."""
    months = frozenset(MONTH_STARTS)
    codes = frozenset(f"{one}{other}" for quarter in "1234" for one, other in (("q", quarter), (quarter, "q")))
    lengths = frozenset(f"{n}{gap}{unit}" for n in _LENGTHS for gap in ("", " ", "-") for unit in "mw")
    return [
        Rule(frozenset(".-"), _NUMERIC, lambda m: f"{m[1]}/{m[3]}/{m[4]}" if _is_day(m[1], m[3]) else m[0]),
        Rule(frozenset("/"), _NO_YEAR, lambda m: f"{m[1]} {calendar.month_name[int(m[2])]} {int(m[3])}"),
        Rule(frozenset(f"{before}0" for before in " '(\"[-/.,:"), _SHORT_YEAR, lambda m: f"{m[1]}{full_year(m[2])}"),
        Rule(frozenset("/"), _SPLIT_YEAR, _split_year),
        Rule(frozenset(["quarter", "qtr", "half"]), _PART_OF_YEAR, lambda m: f"{m[1]}{full_year(m[2])}"),
        Rule(codes, _CODE, lambda m: f"Q{m[2] or m[3]}{' FY' if m[1] or m[4] else chr(39)}{m[5]}"),
        Rule(frozenset(["h1", "h2", "1h", "2h"]), _HALF, lambda m: f"H{m[1] or m[2]}'{m[3]}"),
        Rule(lengths, _LENGTH, lambda m: f"{m[1]} {'months' if m[2] else 'weeks'}"),
        Rule(
            frozenset(["fye", *(f" ye{mark}" for mark in " '0129"), "year end", "year-end", " '", "fiscal "]),
            _YEAR_END,
            lambda m: f"{m[1] or m[2] or m[3]} {full_year(m[4])}",
        ),
        Rule(frozenset(["3m", "6m", "9m", "12m"]), _MONTHS_OF, _months_of),
        Rule(months, _DAY, lambda m: f"{m[1]} {m[2]}, {full_year(m[3])}" if int(m[2]) < 32 else m[0]),
        Rule(months, _DAY_FIRST, lambda m: f"{m[2]} {m[1]}, {full_year(m[3])}" if int(m[1]) < 32 else m[0]),
        Rule(months, _MONTH_ENDING, _month_ending),
        Rule(months, _MONTH_APART, lambda m: f"{m[1]} {full_year(m[3])} {m[2]}"),
        Rule(months, _MONTH, lambda m: f"{m[1]} {full_year(m[2] or m[3])}"),
        Rule(codes, _QUARTERS, _quarters),
        Rule(frozenset([" quarters"]), _EACH_QUARTER, _each_quarter),
        Rule(frozenset([" quarters"]), _QUARTERS_ENDED, _each_quarter),
        Rule(months, _STRETCH, _months_ended),
        Rule(frozenset(["from ", "between "]), _DAYS, _days_ended),
    ]


def period_wordings() -> list[Rule]:
    """Return the rules by which periods are put in the words of releases."""
    return rules(toml("said_periods")["rules"])


def _is_day(one: str, other: str) -> bool:
    return 0 < min(int(one), int(other)) <= 12 and max(int(one), int(other)) <= 31


def _split_year(match: re.Match[str]) -> str:
    first, second = int(match["first"]), int(match["second"])
    said = match[0][: match.start("first") - match.start()].rstrip("'")
    return f"{said}{full_year(match['first'])}/{match['second']}" if second == first + 1 else match[0]


def _month_ending(match: re.Match[str]) -> str:
    if not match["end"] and not 8 <= int(match["year"]) <= 23:
        return match[0]
    said = match[0][: match.start("year") - match.start()].rstrip("' ")
    return f"{said} {full_year(match['year'])}"


def _months_of(match: re.Match[str]) -> str:
    """ "9M23": so many months from the opening of a year."""
    year = f"{'FY' if match[2] else ''}{match[3]}" if match[2] or len(match[3]) == 4 else str(full_year(match[3]))
    return year if match[1] == "12" else f"first {match[1]} months of {year}"


def _quarters(match: re.Match[str]) -> str:
    """A run of quarters as the stretch that it is, or one by one where it does not open the year."""
    first, last, year = int(match[1]), int(match[2]), f" {match[3]}" if match[3] else ""
    if first >= last or _MOVES.search(match.string):
        return match[0]
    if first == 1:
        return f"first {_OF_A_YEAR[last]}" + (f" of{year}" if year else "")
    each = [f"Q{quarter}{year}" for quarter in range(first, last + 1)]
    return f"{', '.join(each[:-1])} and {each[-1]}"


def _each_quarter(match: re.Match[str]) -> str:
    """Quarters named together by their months, each by itself, of the year that is said last."""
    months = match["months"]
    year = _LAST_YEAR.search(months)
    return _MONTH_IN.sub(lambda said: f"{said[0]}{f' {year[0]}' if year and not said['year'] else ''} quarter", months)


def _months_ended(match: re.Match[str]) -> str:
    """A stretch from one month to another by its length and its end, as releases say it."""
    first, last = (read_date(f"{match[name]} 2000".lower()) for name in ("first", "last"))
    if first is None or last is None or not first.month or not last.month or first.month == last.month:
        return match[0]
    count = (last.month - first.month) % 12 + 1
    of = _PERIOD_OF.sub("", match["of"] or "")
    day = _OF_DAY.match(of)
    if day and int(day[1]) < _LAST_DAYS:
        return match[0]  # it is no stretch of whole months: "from January 1 to April 4"
    start, end = (_year_of(f"{match['first']}{match['year'] or ''}"), _year_of(f"{match['last']}{of}"))
    if start and end and (end - start) * 12 + last.month - first.month + 1 != count:
        return match[0]  # more than a year, or backwards
    return f"{count} months ended {match['last']}{of}"


def _days_ended(match: re.Match[str]) -> str:
    """A stretch from one day to another by its length and its end, of what is earned or spent over a time.

    Of a balance, or where it is asked how far something moved, the two days are those that are held against each other.
    """
    named = [one.value for one in metrics_in(match.string, asked=True) if isinstance(one.value, MetricMention)]
    first, last = (read_date(match[name].lower()) for name in ("first", "last"))
    balance = any(vocabulary().metrics[one.metric].instant for one in named) and not _SPENT.search(match.string)
    if not named or balance or _MOVED.search(match.string) or first is None or last is None or last.date is None:
        return match[0]
    start = first._replace(year=first.year or last.year).date
    days = (last.date - start).days + 1 if start else 0
    months, weeks = round(days / _MONTH_DAYS), round(days / 7)
    if months in _STRETCHES and abs(days - months * _MONTH_DAYS) <= _CLOSE:
        return f"for the {months} months ended {match['last']}"
    if 0 < weeks <= _YEAR_WEEKS and abs(days - weeks * 7) <= 1:
        return f"for the {weeks} weeks ended {match['last']}"
    return match[0]


def _year_of(said: str) -> int | None:
    """The year that is said with a month, if any."""
    date = read_date(said.replace(" of ", " ").lower())
    return date.year if date else None
