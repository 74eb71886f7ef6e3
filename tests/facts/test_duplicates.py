"""Duplicates merge within rounding and never otherwise."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from qa.facts.duplicates import consistent, merge
from qa.facts.fact import Fact, Period, Source

Q2 = Period(date(2007, 9, 30), date(2007, 7, 1))


def fact(value: str, decimals: int | None, start: int = 0) -> Fact:
    return Fact(
        "NetIncomeLoss",
        "Net loss",
        Decimal(value),
        "USD",
        Q2,
        value,
        decimals=decimals,
        sources=(Source(start, start + 1, "x"),),
    )


def test_the_more_precise_of_consistent_duplicates_wins_and_the_other_corroborates():
    table, prose = fact("-8453000", -3, 500), fact("-8500000", -5, 10)
    (merged,) = merge([prose, table])
    assert merged.value == Decimal("-8453000")
    assert [source.start for source in merged.sources] == [500, 10]
    assert not merged.flags


def test_inconsistent_duplicates_are_both_kept_and_flagged():
    merged = merge([fact("-8453000", -3, 500), fact("-9500000", -5, 10)])
    assert {one.value for one in merged} == {Decimal("-8453000"), Decimal("-9500000")}
    assert all(one.flags and one.confidence < 1 for one in merged)


def test_other_periods_units_and_bases_are_other_facts():
    one = fact("5", 0)
    others = [
        replace(one, period=Period(date(2007, 9, 30), date(2007, 4, 1))),
        replace(one, unit="USD/share"),
        replace(one, basis="non-GAAP"),
        replace(one, dimensions=(("Segment", "Parts"),)),
    ]
    assert len(merge([one, *others])) == 5


def test_a_measure_outside_gaap_is_one_whether_its_basis_is_said_or_not():
    table = replace(fact("181018000", -3, 500), metric="AdjustedEBITDA", label="Adjusted EBITDA")
    prose = replace(fact("181000000", -5, 10), metric="AdjustedEBITDA", label="Adjusted EBITDA", basis="non-GAAP")
    (merged,) = merge([prose, table])
    assert merged.value == Decimal("181018000")
    assert [source.start for source in merged.sources] == [500, 10]
    assert len(merge([prose, replace(table, value=Decimal("190000000"))])) == 2


facts = st.lists(
    st.builds(
        fact,
        st.integers(-(10**9), 10**9).map(str),
        st.sampled_from([None, 0, -3, -5, -6]),
        st.integers(0, 1000),
    ),
    max_size=6,
)


@given(facts)
def test_merging_invents_nothing_and_loses_no_source(stated: list[Fact]):
    merged = merge(stated)
    assert {one.value for one in merged} <= {one.value for one in stated}
    assert {s for one in merged for s in one.sources} == {s for one in stated for s in one.sources}
    for one in stated:
        assert any(consistent(one, other) for other in merged)
