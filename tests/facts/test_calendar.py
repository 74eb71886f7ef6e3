"""The fiscal calendar: what it learns, how it dates and names periods."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.facts.fact import Period
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.facts.fiscal.fiscal_year import Anchor, FiscalYears
from qa.language.periods import find_periods
from qa.language.values import PeriodExpression
from tests.language.specs import specs

_SPECS = specs("calendar")
_YEARS = {
    spec["define"]: FiscalYears(
        **spec["years"]
        | {
            "quarter_weeks": tuple(spec["years"]["quarter_weeks"]),
            "anchors": tuple(
                Anchor(date.fromisoformat(anchor["end"]), anchor["year"], anchor["quarter"])
                for anchor in spec["years"]["anchors"]
            ),
        }
    )
    for spec in _SPECS
    if "define" in spec
}
_CASES = [spec for spec in _SPECS if "define" not in spec]
_MARCH = FiscalCalendar(FiscalYears(3))


def _period(said: str | None) -> Period | None:
    if said is None:
        return None
    start, _, end = said.rpartition("..")
    return Period(date.fromisoformat(end), date.fromisoformat(start) if start else None)


def _expression(text: str) -> PeriodExpression:
    value = find_periods(text)[-1].value
    assert isinstance(value, PeriodExpression)
    return value


@pytest.mark.parametrize("case", _CASES, ids=lambda case: f"{case['calendar']}: {case['text']} ({case['view']})")
def test_expressions_are_dated(case: dict[str, Any]) -> None:
    calendar = FiscalCalendar(_YEARS[case["calendar"]])
    period = calendar.resolve(_expression(case["text"]), _period(case["view"]))
    assert period == _period(case["period"])
    assert (period.label if period else "") == case["label"]


@pytest.mark.parametrize("case", specs("calendar_learned"), ids=lambda case: case["kind"])
def test_calendars_are_learned(case: dict[str, Any]) -> None:
    released = date.fromisoformat(case["released"]) if case["released"] else None
    calendar = FiscalCalendar.learn(find_periods(case["text"]), case["text"], released)
    assert calendar.reported == _period(case["reported"])
    assert (calendar.reported.label if calendar.reported else "") == case["label"]
    assert calendar.known == case["known"]
    years = calendar.years
    assert (years.end_month, years.weeks, years.offset) == (case["end_month"], case["weeks"], case["offset"])


@given(
    years=st.one_of(
        st.builds(FiscalYears, st.integers(1, 12), offset=st.sampled_from([-1, 0])),
        st.sampled_from(sorted(_YEARS.values(), key=repr)),
    ),
    year=st.integers(1990, 2040),
    quarter=st.integers(1, 4),
    count=st.sampled_from([1, 4]),
)
def test_a_label_names_its_period(years: FiscalYears, year: int, quarter: int, count: int) -> None:
    calendar = FiscalCalendar(years)
    first, last = (year * 4, year * 4 + 3) if count == 4 else (year * 4 + quarter - 1,) * 2
    period = calendar.labelled(years.span(first, last))
    assert calendar.resolve(_expression(period.label)) == period


@given(years=st.sampled_from(sorted(_YEARS.values(), key=repr)), number=st.integers(1990 * 4, 2040 * 4))
def test_quarters_follow_one_another(years: FiscalYears, number: int) -> None:
    assert years.end(number) < years.end(number + 1)
    assert 80 < (years.end(number + 1) - years.end(number)).days < 121
    assert years.place(years.end(number)) == number
    assert years.containing(years.end(number)) == number


@given(st.sampled_from(sorted(_YEARS.values(), key=repr)), st.none() | st.sampled_from(["2007-07-01..2007-09-30"]))
def test_json_gives_the_same_calendar(years: FiscalYears, reported: str | None) -> None:
    calendar = FiscalCalendar(years, known=True, reported=_period(reported))
    assert FiscalCalendar.from_json(calendar.to_json()) == calendar


def test_fiscal_reading_comes_before_the_calendar_one() -> None:
    view = Period(date(2007, 9, 30), date(2007, 7, 1))
    labels = [period.label for period in _MARCH.readings(_expression("Q2 2007"), view)]
    assert labels == ["Q2 FY2007", "Q1 FY2008"]
    assert [period.label for period in _MARCH.readings(_expression("last year"), view)] == ["FY2007", "Q2 FY2007"]
    assert len(_MARCH.readings(_expression("Q2 FY2007"), view)) == 1
    assert len(FiscalCalendar().readings(_expression("2007"), view)) == 1


def test_what_the_filer_has_no_name_for_is_called_by_its_days() -> None:
    assert _MARCH.label(Period(date(2007, 12, 31), date(2007, 7, 1))) == "July 1, 2007 – December 31, 2007"
    assert _MARCH.label(Period(date(2007, 8, 15), date(2007, 7, 1))) == "July 1, 2007 – August 15, 2007"
    assert _MARCH.label(Period(date(2008, 3, 31), date(2007, 10, 1))) == "second half FY2008"


def test_opening_and_closing() -> None:
    period = Period(date(2007, 9, 30), date(2007, 4, 1))
    assert _MARCH.opening(period) == Period(date(2007, 3, 31))
    assert _MARCH.closing(period) == Period(date(2007, 9, 30))
    assert _MARCH.closing(period).label == "September 30, 2007"


def test_several_filings_know_more_than_one() -> None:
    texts = [
        ("2024-05-22", "First quarter fiscal 2025. Three months ended April 28, 2024 and January 28, 2024"),
        ("2024-08-28", "Second quarter fiscal 2025. Three months ended July 28, 2024. Six months ended July 28, 2024"),
    ]
    calendars = [FiscalCalendar.learn(find_periods(text), text, date.fromisoformat(day)) for day, text in texts]
    merged = FiscalCalendar.merge(calendars)
    assert merged.reported is not None
    assert merged.reported.label == "Q2 FY2025"
    first = merged.resolve(_expression("first quarter of fiscal 2025"))
    assert first == Period(date(2024, 4, 28), date(2024, 1, 29))
    assert FiscalCalendar.merge([]) == FiscalCalendar()


@given(
    st.lists(st.sampled_from([case["text"] for case in specs("calendar_learned")]), max_size=4),
    st.none() | st.dates(date(1950, 1, 1), date(2049, 12, 31)),
)
def test_whatever_is_learned_is_a_calendar(texts: list[str], released: date | None) -> None:
    text = " ".join(texts)
    calendar = FiscalCalendar.learn(find_periods(text), text, released)
    ends = [calendar.years.end(number) for number in range(2000 * 4, 2030 * 4)]
    assert len(set(ends)) == len(ends)
    assert FiscalCalendar.from_json(calendar.to_json()) == calendar
    assert len(calendar.to_json()) < 2000
