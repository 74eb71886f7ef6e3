"""What sentences state, held against the tables."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from qa.facts.against_tables import held_against_tables
from qa.facts.fact import Fact, Period, Source

Q2 = Period(date(2020, 6, 30), date(2020, 4, 1))


def revenue(value: str, start: int, member: str = "") -> Fact:
    dimensions = (("Geography", member),) if member else ()
    source = Source(start, start + 1, "x")
    return Fact("Revenues", "revenue", Decimal(value), "USD", Q2, value, dimensions=dimensions, sources=(source,))


def test_a_part_is_called_as_the_tables_call_it():
    tables = [revenue("9000000", 500), revenue("5012000", 510, "United States")]
    (said,) = held_against_tables([revenue("5000000", 10, "U.S.")], tables)
    assert said.dimensions == (("Geography", "United States"),)


def test_a_part_that_no_table_has_keeps_its_name():
    (said,) = held_against_tables([revenue("5000000", 10, "Canada")], [revenue("9000000", 500)])
    assert said.dimensions == (("Geography", "Canada"),)


def test_a_change_far_from_what_the_tables_make_of_it_is_of_something_else():
    a_year_ago = Period(date(2019, 6, 30), date(2019, 4, 1))
    tables = [revenue("9000000", 500), replace(revenue("8000000", 510), period=a_year_ago)]
    rise, fall, slump = (
        replace(revenue(by, at), unit="percent", comparison=a_year_ago)
        for at, by in enumerate(("13", "8", "-25"), start=10)
    )
    assert held_against_tables([rise, slump], tables) == [rise]
    assert held_against_tables([fall], tables) == [fall]  # the release contradicts itself
    assert held_against_tables([rise, fall], tables) == [rise]  # unless it states both
