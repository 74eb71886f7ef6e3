"""Which companies come first, asked of all at once."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlalchemy import create_engine, text

from qa.facts.fact import Fact, Period
from qa.store import Hints, Store
from qa.store.standings import Span
from tests.store.releases import EXTRACTION, FILING, sha256

_SECOND = 2031 * 4 + 1  # the second quarter of fiscal 2031
_Q2 = Period(date(2031, 6, 30), date(2031, 4, 1))
_YEAR_EARLIER = Period(date(2030, 6, 30), date(2030, 4, 1))
_YEAR = Period(date(2031, 12, 31), date(2031, 1, 1))
REVENUE = Fact("Revenues", "Revenue", Decimal(100), "USD", _Q2, "100")


def add(store: Store, company: str, *facts: Fact) -> str:
    """Put a release of some facts into a store."""
    filing = replace(FILING, header=replace(FILING.header, company=company, ticker=""))
    return store.add(filing, replace(EXTRACTION, facts=facts), sha256(company), Hints())[0].id


def revenue(amount: int, period: Period = _Q2) -> Fact:
    return replace(REVENUE, value=Decimal(amount), period=period)


def names(standings: list) -> list[str]:
    return [each.company for each in standings]


def test_the_largest_and_the_smallest_come_first(store: Store) -> None:
    for company, amount in (("Ale Works", 5), ("Bolt Makers", 9), ("Cable Bros", 7)):
        add(store, company, revenue(amount))
    quarter = Span((_SECOND,), (1, 0))
    assert names(store.standings(["Revenues"], quarter, True, 2)) == ["Bolt Makers", "Cable Bros"]
    assert names(store.standings(["Revenues"], quarter, False, 2)) == ["Ale Works", "Cable Bros"]
    assert names(store.standings(["Revenues"], Span(), True, 9)) == ["Bolt Makers", "Cable Bros", "Ale Works"]
    assert store.standings(["Revenues"], Span((_SECOND - 1,), (1,)), True, 9) == []
    assert store.standings(["NetIncomeLoss"], quarter, True, 9) == []
    assert set(store.having(["Revenues"], quarter, 9)) == {"Ale Works", "Bolt Makers", "Cable Bros"}


def test_neither_parts_nor_outlooks_nor_other_lengths_are_ranked(store: Store) -> None:
    add(
        store,
        "Ale Works",
        revenue(5),
        replace(revenue(50), dimensions=(("Segment", "Looms"),)),
        replace(revenue(60), guidance="expects"),
        replace(revenue(70), comparison=_YEAR_EARLIER),
        revenue(80, _YEAR),
    )
    assert [each.amount for each in store.standings(["Revenues"], Span((_SECOND,), (1, 0)), True, 9)] == [5.0]
    assert [each.amount for each in store.standings(["Revenues"], Span((_SECOND + 2,), (4,)), True, 9)] == [80.0]


def test_growth_is_over_the_figure_of_a_year_earlier(store: Store) -> None:
    add(store, "Ale Works", revenue(150), revenue(100, _YEAR_EARLIER))
    add(store, "Bolt Makers", revenue(300), revenue(100, _YEAR_EARLIER))
    add(store, "Cable Bros", revenue(900))
    quarter = Span((_SECOND,), (1,))
    grown = store.growths(["Revenues"], quarter, True, 9)
    assert [(each.company, each.amount) for each in grown] == [("Bolt Makers", 200.0), ("Ale Works", 50.0)]
    assert names(store.growths(["Revenues"], quarter, False, 1)) == ["Ale Works"]


def test_what_is_looked_up_is_derived_again_where_its_form_changed(url: str, store: Store) -> None:
    held = add(store, "Ale Works", revenue(5))
    before = store.items([held]), store.sentences(held), store.labels([held])
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM outlines"))
        connection.execute(text("DELETE FROM figures"))
        connection.execute(text("UPDATE meta SET form = '0'"))
    engine.dispose()
    again = Store(url)
    assert (again.items([held]), again.sentences(held), again.labels([held])) == before
    assert names(again.standings(["Revenues"], Span((_SECOND,), (1,)), True, 9)) == ["Ale Works"]
    again.close()


def test_a_filing_that_an_older_server_adds_is_looked_up_once_a_store_opens(url: str, store: Store) -> None:
    held, other = add(store, "Ale Works", revenue(5)), add(store, "Bolt Makers", revenue(9))
    engine = create_engine(url)
    with engine.begin() as connection:
        for table in ("outlines", "figures"):
            connection.execute(text(f"DELETE FROM {table} WHERE filing_id = :id"), {"id": other})
    engine.dispose()
    again = Store(url)
    assert set(again.items([held, other])) == {held, other}
    assert names(again.standings(["Revenues"], Span(), True, 9)) == ["Bolt Makers", "Ale Works"]
    again.close()


def test_a_company_that_states_many_figures_hides_no_other(store: Store) -> None:
    years = [Period(date(year, 6, 30), date(year, 4, 1)) for year in range(1990, 2031)]
    add(store, "Ale Works", *(revenue(100 + at, year) for at, year in enumerate(years)))
    add(store, "Bolt Makers", revenue(9))
    ranked = store.standings(["Revenues"], Span(), True, 2)
    assert [(each.company, each.amount) for each in ranked] == [("Ale Works", 140.0), ("Bolt Makers", 9.0)]


def test_a_deleted_filing_is_ranked_no_more(store: Store) -> None:
    held = add(store, "Ale Works", revenue(5))
    assert store.delete(held)
    assert store.items([held]) == {}
    assert store.standings(["Revenues"], Span(), True, 9) == []
