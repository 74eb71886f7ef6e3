"""The periods that a question says, each with the year that another of them says: "Q1 to Q3 of fiscal 2024"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from qa.language.values import PeriodExpression
from qa.questions.parsing.words import periods_said

Dated = tuple[int, int, PeriodExpression]

_LISTED = re.compile(r"\s*(?:,|&|\+|plus|(?:, )?and)\s*(?:the |in |of )*", re.I)
_THROUGH = re.compile(r"\s*(?:to|through|thru|until|->|→|[-–—])\s*(?:the )?", re.I)
_OF = re.compile(r",? (?:of |in )?(?:the )?", re.I)
_SAME = re.compile(r"\bsame (?:\w+ ){1,2}(?:of|in) (?:\w+ )?\d{4}$", re.I)
_SET_BESIDE = re.compile(r"(?:\b(?:than|versus|vs\.?|against|from|since|over|and|to|with|in)|[,&])\s*(?:the )?$", re.I)
_IN = re.compile(r"(?:\b(?:in|of|for|during)(?: the)?|[,(]) ?$", re.I)
_BRACKET = re.compile(r"\((?:i\.?e\.?,? |that is,? )?(?:the )?$", re.I)
_NAMELY = re.compile(r"[,:]? ?[(–—-]? ?(?:from |for |i\.?e\.?,? |that is,? |namely )?(?:the )?", re.I)
_LONG = (6, 9)  # months that are a year's first, where three may be any quarter's
_WHOLE = re.compile(r"\b(?:full|whole|entire)\b", re.I)
_HELD_AGAINST = re.compile(
    r"\b(?:than|versus|vs|from|against|to|over|compared|relative|and|guidance|outlook|expect\w*|forecast)\b|[:;?]", re.I
)


def periods_in(text: str) -> list[Dated]:
    """Return the periods that a text says, with where it says them."""
    said = [
        (e.start, e.end, _again(e.value, text[: e.end]))
        for e in periods_said(text)
        if isinstance(e.value, PeriodExpression)
    ]
    said = _of_the_year_before([(start, end, _by_its_end(one)) for start, end, one in said], text)
    told = _without_vaguer(_without_explained(said, text), text)
    return _of_the_next_year(_of_one_year(_of_years(told), text), text)


def _by_its_end(one: PeriodExpression) -> PeriodExpression:
    """A half or a quarter that says in which month of which year it ended is that one, whatever the fiscal year is called."""
    ended = one.month and one.year and one.ordinal and one.unit in ("half", "quarter")
    return replace(one, ordinal=None, fiscal=None, shift=None, shift_unit=None) if ended else one


def _of_the_year_before(said: list[Dated], text: str) -> list[Dated]:
    """What a month closes, or a day, is that of the year before with "last year" right behind it: "at the end of March last year"."""
    found: list[Dated] = []
    for start, end, one in said:
        before = found[-1] if found else None
        last = one.unit == "year" and one.shift == -1 and one.count == 1 and not one.year
        if before and last and _placed_in_year(before[2]) and _OF.fullmatch(text, before[1], start):
            found[-1] = (before[0], end, replace(before[2], shift=-1, shift_unit="year"))
        else:
            found.append((start, end, one))
    return found


def _placed_in_year(one: PeriodExpression) -> bool:
    closes = one.instant or one.unit in ("month", "week")
    return bool(closes and one.month) and not (one.year or one.shift or one.end)


def _again(one: PeriodExpression, said: str) -> PeriodExpression:
    """ "The same six months of 2022" are those that the text speaks of, and not the year's first."""
    again = one.unit == "month" and one.ordinal == 1 and one.year and _SAME.search(said)
    return replace(one, ordinal=None, same=True) if again else one


def _without_explained(said: list[Dated], text: str) -> list[Dated]:
    """The periods less a part of a year of which brackets behind it say the day: "the first quarter (quarter ended May 2, 2031)"."""
    explaining = {
        one.unit
        for start, end, one in said
        if one.end and _BRACKET.search(text, 0, start) and text[end : end + 1] == ")"
    }
    return [
        (start, end, one)
        for start, end, one in said
        if not (_is_part(one) and one.unit in explaining) and not _is_explaining(start, end, one, said, text)
    ]


def _without_vaguer(said: list[Dated], text: str) -> list[Dated]:
    """The periods less a stretch of which the next words say which it is: "the half year from April through September 2031"."""
    vague = {
        start
        for (start, end, one), (then, _, other) in pairwise(said)
        if one.unit == other.unit == "month" and one.count == other.count > 1 and other.month and other.year
        if one == PeriodExpression(unit="month", count=one.count, ordinal=one.ordinal)
        and _NAMELY.fullmatch(text, end, then)
    }
    return [each for each in said if each[0] not in vague]


def _is_explaining(start: int, end: int, one: PeriodExpression, said: Sequence[Dated], text: str) -> bool:
    """Whether a day without a year only explains, in brackets, the period before it: "at mid-2020 (June 30)"."""
    bracket = _BRACKET.search(text, 0, start) if one.month and not one.year and not one.end else None
    return (
        bracket is not None
        and text[end : end + 1] == ")"
        and any(not text[before : bracket.start()].strip() for _, before, _ in said if before <= bracket.start())
    )


def folded(said: Sequence[Dated], text: str) -> list[Dated]:
    """Return the periods with a part of a year and "a year earlier", said apart of one figure, as one: "a year earlier, what was Q2 revenue"."""
    parts = [one for _, _, one in said if _is_part(one) or _is_open_stretch(one)]
    before = [(start, one) for start, _, one in said if one.shift_unit == "year" and _is_year_back(one)]
    if len(said) != 2 or not parts or not before or _SET_BESIDE.search(text[: before[0][0]]):
        return list(said)
    return [(start, end, _shifted(one, before[0][1].shift)) for start, end, one in said if one in parts]


def _shifted(one: PeriodExpression, years: int | None) -> PeriodExpression:
    """A part of a year some years on; months of which nobody says which are the year's first."""
    return replace(one, shift=years, shift_unit="year", ordinal=one.ordinal or (1 if one.unit == "month" else None))


def _is_open_stretch(one: PeriodExpression) -> bool:
    """Whether several months are said, or those of the year so far, and not of which year."""
    long = (one.unit == "month" and one.count in _LONG) or one.to_date or one.unit == "half"
    return long and not (one.year or one.end or one.shift or one.same or one.instant)


def _is_year_back(one: PeriodExpression) -> bool:
    """Whether "a year earlier" is said, or "last year"."""
    whole = one.unit == "year" and one.count == 1 and not (one.year or one.instant or one.to_date)
    return (one.same and one.unit is None) or (whole and (one.shift or 0) < 0)


def _is_part(one: PeriodExpression) -> bool:
    """Whether a quarter or a half is said, and not of which year."""
    placed = one.ordinal or (one.month and one.unit == "quarter")
    return bool(placed) and one.unit in ("quarter", "half") and not (one.year or one.shift or one.end)


def _years(said: Sequence[Dated]) -> list[Dated]:
    return [d for d in said if d[2].unit == "year" and d[2].count == 1 and d[2].year and not d[2].instant]


def _of_years(said: list[Dated]) -> list[Dated]:
    """What is said once of a part of a year and then of years means that part of each: "Q2 revenue, 2023 over 2022"."""
    parts, years = [d for d in said if _is_part(d[2])], _years(said)
    stretch = [
        one
        for _, _, one in said
        if one.unit == "month"
        and one.count > 1
        and one.ordinal in (None, 1)
        and not (one.year or one.end or one.shift or one.same)
    ]
    opening = [one for _, _, one in said if one.unit == "month" and one.ordinal == 1 and not (one.year or one.end)]
    if len(opening) == len(years) == 1 and len(said) == 2:  # "the first nine months' sales in 2019"
        both = replace(opening[0], year=years[0][2].year, fiscal=years[0][2].fiscal)
        return [(start, end, both) for start, end, _ in said]
    if len(stretch) == 1 and len(years) > 1 and len(said) == 1 + len(years):  # "in 2023 or 2022, for the nine months"
        return [
            (start, end, replace(stretch[0], ordinal=1, year=one.year, fiscal=one.fiscal)) for start, end, one in years
        ]
    if len(parts) != 1 or len(years) < 2 or len(parts) + len(years) != len(said):
        return said
    part = parts[0][2]
    return [(start, end, replace(part, year=one.year, fiscal=one.fiscal)) for start, end, one in years]


def _of_one_year(said: list[Dated], text: str) -> list[Dated]:
    """Parts and one year that stands apart from them are of that year: "fiscal 2025 net income, Q1 and Q2"."""
    parts, years = [d for d in said if _is_part(d[2])], _years(said)
    if len(parts) == len(years) == 1 and not _joined(text, parts[0], years[0]):
        return said
    if not parts or len(years) != 1 or len(parts) + 1 != len(said):
        return said
    if len(parts) > 1 and years[0] is not said[0] and _SET_BESIDE.search(text[: years[0][0]]):
        return said  # "Q1, Q2 and 2024"
    year = years[0][2]
    return [(start, end, replace(one, year=year.year, fiscal=year.fiscal)) for start, end, one in parts]


def _joined(text: str, part: Dated, year: Dated) -> bool:
    """Whether a year that stands apart from one part is of it: "first-quarter sales in 2019", no "full-year 2019"."""
    between = text[min(part[1], year[1]) : max(part[0], year[0])]
    leads = year[0] < part[0] or _IN.search(text[: year[0]]) is not None
    return leads and not _WHOLE.search(text, *year[:2]) and not _HELD_AGAINST.search(between)


def _of_the_next_year(said: list[Dated], text: str) -> list[Dated]:
    """A part of a list, or of a stretch, that ends with the year is of it: "Q1 to Q3 2024", from Q4 to Q1 of the year before."""
    found = list(said)
    for at in reversed(range(len(found) - 1)):
        (start, end, one), (after, _, following) = found[at], found[at + 1]
        between = text[end:after]
        place, last = (one.ordinal, following.ordinal) if one.ordinal else (one.month, following.month)
        if not _is_part(one) or not following.year or not place or not last or one.unit != following.unit:
            continue
        back = place > last  # "from Q4 to Q1 2024", "the December and March 2024 quarters"
        if _THROUGH.fullmatch(between) or (_LISTED.fullmatch(between) and not (back and one.ordinal)):
            found[at] = (start, end, replace(one, year=following.year - back, fiscal=following.fiscal))
    return found
