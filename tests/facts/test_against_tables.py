"""What sentences state, held against the tables."""

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
