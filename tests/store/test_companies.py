"""Which filings are of one company."""

import pytest

from qa.store import Store
from tests.store.releases import add


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Tallow & Reed Inc.", "TLRD"), ("TALLOW & REED, INCORPORATED", ""), True),
        (("The Fennick Company", ""), ("Fennick Co.", "FNK"), True),
        (("Fennick Company", "FNK"), ("Fennick Looms Company", "FNK"), True),
        (("Fennick Company", ""), ("Fennick Looms Company", ""), False),
        (("Fennick Company", "FNK"), ("Nordfjord Knitting ASA", "FNK"), False),
        (("Brun S.A.", ""), ("Brun SA", ""), True),
        (("L'Avenir Inc", ""), ("L’Avenir Inc", ""), True),
    ],
)
def test_spellings_of_a_company_are_one(store: Store, one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    first = add(store, "a", *one)
    second = add(store, "b", *other)
    assert (first.company == second.company) is same


def test_a_filing_that_names_only_a_ticker_is_its_companys(store: Store) -> None:
    add(store, "a", "", "FNK")
    named = add(store, "b", "Fennick Co.", "FNK")
    assert {each.company for each in store.filings()} == {"Fennick Co."}
    assert add(store, "c", "", "FNK").company == named.company


def test_filings_that_name_nobody_stay_apart(store: Store) -> None:
    first, second = add(store, "a", "", ""), add(store, "b", "", "")
    store.delete(first.id)
    assert store.filings() == [second]


def test_a_company_learns_its_ticker(store: Store) -> None:
    add(store, "a", ticker="")
    add(store, "b", ticker="tlrd")
    assert {each.ticker for each in store.filings()} == {"TLRD"}
