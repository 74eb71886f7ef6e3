"""A change between two periods: which two are meant, and the change from their levels or as the release states it."""

import re
from dataclasses import replace

from qa.facts.fact import Fact, Period
from qa.language.currencies import is_currency
from qa.language.values import YEAR_BEFORE, PeriodExpression
from qa.language.vocabulary import vocabulary
from qa.questions.computing.arithmetic import change as changed
from qa.questions.computing.arithmetic import number, reported
from qa.questions.finding.find import find
from qa.questions.finding.index import SLACK, Line, near
from qa.questions.finding.library import View
from qa.questions.finding.lookup import value
from qa.questions.finding.periods import opening, period_in_view, targets, year_before
from qa.questions.parsing.computations import SALES
from qa.questions.parsing.patterns import pattern
from qa.questions.parsing.query import Direction, Query, Topic
from qa.questions.parsing.words import phrases
from qa.questions.reply import Answer

# Words that hold a day against the one a year before, not the opening of the year.
_OVER_A_YEAR = re.compile(
    r"\b(?:past|trailing) (?:year|(?:twelve|12) months)\b|\byear[- ](?:over|on)[- ]year\b|\by[/-]?o[/-]?y\b|\b(?:in|over|within) (?:a|one) year\b",
    re.I,
)
_HOW_FAR = re.compile(r"\bhow (?:much|far|strongly)\b", re.I)  # which a growth in percent answers, too
_IN_WORDS = re.compile(r"[mb]illion|[mb]n\b", re.IGNORECASE)  # as sentences give figures, and tables do not
_ROUGH = 10  # times what rounding may have taken from or added to two figures, below which they do not tell how far apart they are
_IS_CHANGE = re.compile(r"(?:net )?(?:changes?|increases?|decreases?)(?: \(\w+\))? in\b", re.IGNORECASE)


def change_of(topic: Topic, query: Query, view: View) -> Answer | None:
    """The change asked for, from two levels; else as the release itself states it. Of a part named alone, that of its sales."""
    no_sales = topic.mentions or topic.counted or not topic.hard or topic.way in ("spent", "owed")  # "the cost of felt"
    of_sales = None if no_sales else _change_of(topic.with_words_of(SALES), query, view)
    return of_sales if of_sales and of_sales.fact.dimensions else _change_of(topic, query, view)


def _change_of(topic: Topic, query: Query, view: View) -> Answer | None:
    later, earlier, by_words = compared_periods(query, view)
    wanted = query.wanted or ("percent" if "growth" in query.text.lower() else "amount")
    now = value(topic, later, view)
    if now is None and _leaves_period_open(query) and (now := value(topic, None, view)):
        # Of cash flows only the year to date is told.
        later, earlier = now.fact.period, year_before(now.fact.period, view)
    if now and not by_words and wanted != "percent" and _IS_CHANGE.match(now.fact.label):
        return now  # "the net change in borrowings" is a line of its own
    if now and now.fact.period:
        if now.fact.period.is_instant and not by_words and not _OVER_A_YEAR.search(query.text):
            earlier = opening(later) if later and later.start else earlier
        before = value(topic, earlier, view) if earlier else None
        if before and _are_of_one(now.fact, before.fact) and _are_alike(now.fact.period, before.fact.period):
            result = changed(now, before, wanted)
            if result and not (query.intent == "change" and wanted == "amount" and _is_rough(result)):
                return result
    stated = _stated_change(topic, wanted, later, earlier if by_words else None, view)
    leaves_open = not query.wanted and (query.yes_no or query.direction == "either" or _HOW_FAR.search(query.text))
    if stated or wanted == "percent" or not leaves_open:
        return stated
    return _stated_change(topic, "percent", later, earlier if by_words else None, view)  # all that is said of it


def _is_rough(difference: Answer) -> bool:
    """Whether the rounding of two figures told in words leaves more than a tenth of their difference open: "$2.0 billion", "$1.1 billion"."""
    facts = [operand.fact for operand in difference.derivation.operands] if difference.derivation else []
    if not all(is_currency(fact.unit) and _IN_WORDS.search(fact.reported) and not fact.guidance for fact in facts):
        return False  # what is foreseen is not rounded
    return _ROUGH * sum(fact.rounding for fact in facts) > abs(number(difference.fact))


def _leaves_period_open(query: Query) -> bool:
    """Whether a question says at most that it compares with the year before: of which period, the filing tells."""
    return (
        all(e.shift == -1 and "year" in (e.unit, e.shift_unit) and not e.year for e in query.periods)
        and not query.anchors
    )


def _are_of_one(now: Fact, before: Fact) -> bool:
    """Whether two facts are of one metric, and of the same line where the filing has several of it ("Total cash capex")."""
    lines = [tuple(member for axis, member in fact.dimensions if axis == "Part") for fact in (now, before)]
    return now.metric == before.metric and lines[0] == lines[1]


def printed_growth(topic: Topic, query: Query, view: View) -> Answer | None:
    """Return the change in percent that the release itself prints of a line for the periods that a question compares."""
    later, earlier, _ = compared_periods(query, view)
    return _stated_change(topic, "percent", later, earlier, view)


def means_up(direction: Direction, metric: str) -> bool:
    """Return whether the supposed way is up: what got better is lower for a cost and higher for an income."""
    if direction in ("up", "down"):
        return direction == "up"
    known = vocabulary().metrics.get(metric)
    lower_is_better = metric in phrases()["lower_is_better"] or bool(known and known.expense)
    return (direction == "better") != lower_is_better


def wants_most(query: Query, metric: str) -> bool:
    """Return whether the highest of several figures is asked for: of a ratio of costs the best is the lowest."""
    best, worst = (pattern(name).search(query.text) for name in ("the_best", "the_worst"))
    if asks_for_growth(query) or not (best or worst):
        return query.most
    return means_up("better" if best else "worse", metric)


def asks_for_growth(query: Query) -> bool:
    """Whether several are compared by how much they grew or fell rather than by their size."""
    return pattern("grew").search(query.text) is not None


def _are_alike(later: Period, earlier: Period | None) -> bool:
    """Whether two periods differ and are as long as each other, give or take the week by which fiscal quarters vary."""
    if earlier is None or later == earlier or later.is_instant != earlier.is_instant:
        return False
    return abs(later.days - earlier.days) <= SLACK.days + 1


def compared_periods(query: Query, view: View) -> tuple[Period | None, Period | None, bool]:
    """The later and the earlier period of a comparison, and whether the question said the earlier one."""
    calendar = view.calendar
    in_view = period_in_view(query.anchors, view)
    relative = [e for e in query.periods if e.shift not in (None, 0) or e.same]
    bases = [e for e in query.bases if e not in relative]
    plain = [e for e in query.periods if e not in relative and e not in bases]
    said = list(targets(plain or bases[1:], view, query.anchors))
    if len(said) >= 2 and not bases and not relative:
        ordered = sorted(said[:2], key=lambda period: period.end)
        return ordered[1], ordered[0], True
    later = said[0] if said else in_view
    earlier = targets(bases[:1], view, query.anchors) if bases else ()
    if earlier and later and earlier[0].end >= later.end and bases[0].unit == "year" and not bases[0].year:
        # "Since year end" is since the last one, not the one to come.
        earlier = targets([replace(bases[0], shift=-1, shift_unit="year")], view, query.anchors)
    elif earlier and in_view and not said and earlier[0].end >= in_view.end:
        # "Over the third quarter" is when it changed, not since when.
        later, earlier = earlier[0], ()
    again = next((e for e in relative if e.same and e.year and not e.fiscal), None)
    if again and (earlier or said):
        one = earlier[0] if earlier else said[0]
        return _in_order(one, _in_year(one, again.year, view), query)
    if earlier and later:
        base = _as_long(bases[0], earlier[0], later, view)
        return _in_order(later, base, query)
    if relative and later:
        base = calendar.resolve(relative[0], later)
        if base and later.is_instant and relative[0].unit == "quarter":
            return later, Period(base.end), True
        # "from last year", said of a quarter, means the quarter of last year.
        return later, year_before(later, view) if base and base.days > later.days + SLACK.days else base, True
    return later, year_before(later, view), False


def _in_order(one: Period, other: Period | None, query: Query) -> tuple[Period, Period | None, bool]:
    """What changed from one to the other: "Q1 versus Q2" from Q1 to Q2. "Was Q1 higher than Q2" holds the one against the other."""
    turned = other is not None and other.end > one.end and not query.yes_no
    return (other, one, True) if other and turned else (one, other, True)


def _in_year(period: Period, year: int | None, view: View) -> Period | None:
    """The same months of another year."""
    return view.calendar.resolve(replace(YEAR_BEFORE, shift=(year or period.end.year) - period.end.year), period)


def _as_long(said: PeriodExpression, base: Period, later: Period, view: View) -> Period | None:
    """The base in the later period's length: an instant against an instant, "2006" as the same months of 2006."""
    if later.is_instant:
        return Period(base.end)
    if said.unit == "year" and said.count == 1 and base.days > later.days:
        return _in_year(later, said.year, view) if said.year else None
    if said.unit == "month" and said.count == 1 and not said.instant and later.days > base.days + SLACK.days:
        return _in_year(later, base.end.year, view) if base.end.month == later.end.month else None
    return base


def _stated_change(
    topic: Topic, wanted: str, later: Period | None, earlier: Period | None, view: View
) -> Answer | None:
    bases = (topic.basis, "GAAP")  # in constant currency nothing is meant to have changed where no word says so
    lines = (match.line for match in find(topic, view.index, "change") if match.line.basis in bases)
    return next((found for line in lines if (found := stated_change(line, wanted, later, earlier, view))), None)


def stated_change(line: Line, wanted: str, later: Period | None, earlier: Period | None, view: View) -> Answer | None:
    """Return the change that a release states of a line; None where it states none between the two periods."""
    for held in line.held:
        fact = held.fact
        if (fact.unit == "percent") != (wanted == "percent") or fact.period is None or later is None:
            continue
        balance = fact.period.is_instant or later.is_instant
        same_later = near(fact.period, later) or (balance and abs(fact.period.end - later.end) <= SLACK)
        same_earlier = earlier is None or (
            fact.comparison is not None and abs(fact.comparison.end - earlier.end) <= SLACK
        )
        if same_later and same_earlier:
            return reported(held, view.company)
    return None
