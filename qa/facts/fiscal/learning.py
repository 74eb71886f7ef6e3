"""The fiscal calendar that a filing shows: its evidence is weighed, and the most likely calendar told from it.

No single sentence decides: a release also dates plans, record days and other companies' quarters.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from qa.facts.fact import Period
from qa.facts.fiscal.evidence import Evidence, gather
from qa.facts.fiscal.fiscal_year import Anchor, FiscalYears, is_month_end
from qa.language.values import Entity

_WEEK = timedelta(weeks=1)
_QUARTER = timedelta(days=91)
_REPEATS = 3  # more mentions of one thing are no better evidence of it
# What is said of a year's end weighs by how directly it is said. A balance sheet's other day only hints at it,
# and twelve months may end with any quarter.
_YEAR_ENDED, _NTH_QUARTER_ENDED, _YEAR_TO_DATE, _TITLE_QUARTER = 3.0, 3.0, 2.0, 2.0
_BALANCE_SHEET, _TWELVE_MONTHS = 1.0, 0.4

Weeks = tuple[int, int, int, int]
_EVEN: Weeks = (13, 13, 13, 13)


@dataclass(frozen=True, slots=True)
class Found:
    """What the evidence says: the fiscal years, whether it says so at all, and the period reported."""

    years: FiscalYears
    known: bool
    reported: Period | None


def weigh(entities: Sequence[Entity], text: str, released: date | None) -> Found:
    """Return what a filing's periods show of the filer's calendar.

    Arguments:
        released: when it was published, where known.
    """
    evidence = gather(entities, text, released)
    lengths = _quarter_weeks(evidence)
    votes, firm = _year_end_votes(evidence, lengths)
    month = max(votes, key=lambda end: (votes[end], end == 12)) if votes else 12
    years = FiscalYears(month, quarter_weeks=lengths, weeks=_is_of_weeks(evidence, month))
    years = _anchored(replace(years, offset=_offset(evidence, years)), evidence)
    return Found(years, month in firm, _reported(evidence, years))


def merged_years(years: Sequence[FiscalYears]) -> FiscalYears:
    """Return what several filings show together: what most of them say, the latest where they differ as much."""
    count = Counter(replace(one, anchors=(), quarter_weeks=_EVEN) for one in years)
    most = max(count.values())
    chosen = next(one for one in reversed(years) if count[replace(one, anchors=(), quarter_weeks=_EVEN)] == most)
    anchors = {
        a.number: a
        for one in years
        if (one.end_month, one.offset) == (chosen.end_month, chosen.offset)
        for a in one.anchors
    }
    return replace(chosen, anchors=tuple(anchors[number] for number in sorted(anchors)))


def _quarter_weeks(evidence: Evidence) -> Weeks:
    """How many weeks each quarter has, from the lengths said of the periods that end together."""
    counts = sorted(
        {d.said.count for d in evidence.dated if d.said.unit == "week" and d.end == evidence.close and d.quarters}
    )
    if not counts or counts[0] == 13 or counts[0] == 14 or counts[0] > 17:
        return _EVEN
    quarter, year_to_date = counts[0], counts[-1]
    first = year_to_date - quarter * (round(year_to_date / 13) - 1)
    return (16, 12, 12, 12) if first >= 16 or (quarter == 12 and year_to_date >= 52) else (12, 12, 12, 16)


def _year_end_votes(evidence: Evidence, lengths: Weeks) -> tuple[dict[int, float], set[int]]:
    """How much speaks for each month as the one that the year ends in, and the months that not only hints speak for."""
    said: Counter[tuple[int, date, float]] = Counter()
    for item in (*evidence.dated, *evidence.to_come):
        if item.said.unit == "quarter" and item.said.ordinal and item.said.count == 1:
            said[item.said.ordinal, item.end, _NTH_QUARTER_ENDED] += 1
        elif item.quarters == 4:
            said[4, item.end, _YEAR_ENDED if item.said.unit in ("year", "week") else _TWELVE_MONTHS] += 1
        elif item.quarters > 1:
            said[item.quarters, item.end, _YEAR_TO_DATE] += 1
    if evidence.close and evidence.title and evidence.title.ordinal and not evidence.title.end:
        mentions = sum(bool(item.quarters) and item.end == evidence.close for item in evidence.dated)
        said[evidence.title.ordinal, evidence.close, _TITLE_QUARTER] += max(mentions, 1)
    if evidence.opened and not _is_within_year(evidence):
        day, mentions = evidence.opened
        said[4, day, _BALANCE_SHEET] += mentions
    votes: dict[int, float] = defaultdict(float)
    firm = set()
    for (quarter, end, weight), count in said.items():
        month = _year_end(end, quarter, lengths)
        votes[month] += weight * min(count, _REPEATS)
        if weight > _BALANCE_SHEET:
            firm.add(month)
    return votes, firm


def _is_within_year(evidence: Evidence) -> bool:
    """Whether a balance sheet's other day lies within the year that the title's quarter is of: a quarter before a fourth one."""
    ordinal = evidence.title.ordinal if evidence.title and not evidence.title.end else None
    if not (ordinal and evidence.opened and evidence.close):
        return False
    return round((evidence.close - evidence.opened[0]) / _QUARTER) < ordinal


def _year_end(end: date, quarter: int, lengths: Weeks) -> int:
    """The month in or near which a year ends whose first so many quarters end on a day."""
    if 12 in lengths:
        end, quarter = end + sum(lengths[quarter:]) * _WEEK, 4
    month = end.month - (end.day <= 10) + 3 * (4 - quarter)
    return (month - 1) % 12 + 1


def _is_of_weeks(evidence: Evidence, month: int) -> bool:
    """Whether years are of whole weeks: quarters end within months, and years on the same day of the week."""
    ends = [item.end for item in evidence.dated if item.quarters and item.exact]
    if all(is_month_end(end) for end in ends):
        return False
    year_ends = [item.end for item in evidence.dated if item.quarters == 4 and item.exact]
    if evidence.opened and _year_end(evidence.opened[0], 4, _EVEN) == month:
        year_ends.append(evidence.opened[0])
    within = Counter(end.weekday() for end in ends if not is_month_end(end)).most_common(1)[0][0]
    return not any(is_month_end(end) and end.weekday() != within for end in year_ends)


def _offset(evidence: Evidence, years: FiscalYears) -> int:
    """By how much a year's name differs from the calendar year in which it ends."""
    votes: Counter[int] = Counter()
    for item in evidence.dated:
        said = item.said
        if said.year and said.fiscal is not False and not said.month and item.quarters:
            votes[said.year - years.nearest(item.end) // 4] += 3 if said.fiscal else 2
    if evidence.close and evidence.title:
        number = years.nearest(evidence.close)
        # The quarter reported is said with its year and with the year before, which it is compared with.
        named = [said.year for said in evidence.quarters if said.year and said.ordinal == number % 4 + 1]
        if named:
            votes[max(named) - number // 4] += 4
    # A year is named by that in which it ends; one that ends in its first half, by either.
    likely = {offset: votes[offset] for offset in (0, -1) if offset == 0 or years.end_month <= 6}
    if any(likely.values()):
        return max(likely, key=lambda offset: (likely[offset], offset))
    fiscal = [said.year for said in evidence.quarters if said.fiscal and said.year]
    if fiscal and evidence.close and years.end_month <= 6 and (number := years.nearest(evidence.close)) % 4 < 3:
        return 0 if max(fiscal) >= number // 4 else -1  # only with its last quarter is more said of the next year
    # Retailers' years, of weeks and ending about the end of January, are named by the year they begin in.
    return -1 if years.weeks and years.end_month in (1, 2) else 0


def _anchored(years: FiscalYears, evidence: Evidence) -> FiscalYears:
    """Add the quarter ends that the filing says, where they are not what the months give anyway."""
    if evidence.close is None:
        return years
    years = _with_anchors(years, {years.nearest(evidence.close): evidence.close})
    ends: dict[int, Counter[date]] = {}
    for item in evidence.dated:
        number = years.place(item.end) if item.exact and item.quarters else None
        if number is None:
            continue
        ends.setdefault(number, Counter())[item.end] += 10
        if item.said.unit == "week":
            ends.setdefault(number - item.quarters, Counter())[item.end - item.said.count * _WEEK] += 1
    for day, mentions in _balance_days(evidence, years).items():
        ends.setdefault(years.nearest(day), Counter())[day] += 4 * mentions
    opened = evidence.opened[0] if evidence.opened else None
    # Years of months end with one: the day after is what happened "on January 1".
    if opened and (years.weeks or is_month_end(opened)) and (number := years.place(opened)) and number % 4 == 3:
        ends.setdefault(number, Counter())[opened] += 5
    return _with_anchors(years, {number: days.most_common(1)[0][0] for number, days in ends.items()})


def _balance_days(evidence: Evidence, years: FiscalYears) -> Counter[date]:
    """The days said more than once, as balance sheets say them, that lie whole weeks before the close at a quarter's end."""
    if not (years.weeks and evidence.close):
        return Counter()
    said = Counter(
        item.end for item in evidence.dated if item.exact and not item.quarters and item.end < evidence.close
    )
    return Counter(
        {
            day: mentions
            for day, mentions in said.items()
            if mentions > 1 and day.weekday() == evidence.close.weekday() and years.place(day) == years.nearest(day)
        }
    )


def _with_anchors(years: FiscalYears, ends: dict[int, date]) -> FiscalYears:
    anchors = {anchor.number: anchor for anchor in years.anchors}
    for number, end in ends.items():
        if years.weeks or end != years.month_end(number):
            anchors[number] = Anchor(end, number // 4, number % 4 + 1)
    return replace(years, anchors=tuple(anchors[number] for number in sorted(anchors)))


def _reported(evidence: Evidence, years: FiscalYears) -> Period | None:
    """The quarter that closed last; a longer period where the filing shows no quarter that closed with it."""
    titled = _titled(evidence, years)
    if evidence.close is None:
        return years.span(titled, titled) if titled is not None else None
    number = years.nearest(evidence.close)
    if titled is not None and titled > number and evidence.released:
        return years.span(titled, titled)  # only earlier quarters are said with their days
    lengths = {item.quarters for item in evidence.dated if item.end == evidence.close and item.quarters}
    named = any(said.ordinal == number % 4 + 1 for said in evidence.quarters)
    if not lengths or (named and evidence.of_quarter):  # half-year results tell of the second quarter, too
        lengths.add(1)
    return years.span(number - min(lengths) + 1, number)


def _titled(evidence: Evidence, years: FiscalYears) -> int | None:
    """The quarter that the title names, where its year is said too and it has passed."""
    if evidence.title is None:
        return None
    named = [said for said in evidence.quarters if said.ordinal == evidence.title.ordinal and said.year]
    if not named or (evidence.close is None and any(said.fiscal for said in named)):
        return None  # a fiscal quarter, and nothing tells when it closed
    number = max(said.year or 0 for said in named) * 4 + (evidence.title.ordinal or 1) - 1
    return None if evidence.released and years.end(number) > evidence.released else number
