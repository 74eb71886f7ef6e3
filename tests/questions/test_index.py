"""The line items in scope: how their facts come, and that nothing keeps them longer than they are of use."""

import gc
import weakref
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

import pytest

from qa.facts.fact import Fact, Period
from qa.facts.outline import items
from qa.questions.finding.index import Index
from qa.questions.parsing.part_names import PartNames

_FILINGS = {
    filing: [
        Fact(metric, label, Decimal(amount), "USD", Period(date(year, 6, 30), date(year, 4, 1)), "", sources=())
        for metric, label, amount in (("Revenues", "Revenue", 70), ("InterestExpense", "Interest expense", 3))
    ]
    for filing, year in (("earlier", 2030), ("later", 2031))
}


class Shelf:
    """Gives facts, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, positions: Mapping[str, Collection[int]]) -> dict[tuple[str, int], Fact]:
        self.asked += 1
        return {(filing, at): _FILINGS[filing][at] for filing, some in positions.items() for at in some}


def _index(shelf: Shelf) -> Index:
    return Index({filing: list(items(facts)) for filing, facts in _FILINGS.items()}, list(_FILINGS), shelf)


def test_the_facts_of_all_filings_come_at_once() -> None:
    shelf = Shelf()
    index = _index(shelf)
    index.bring(index.lines)
    assert [[held.filing for held in line.held] for line in index.lines] == [["earlier", "later"]] * 2
    assert shelf.asked == 1


def test_an_index_goes_without_the_garbage_collector() -> None:
    index = _index(Shelf())
    assert [line.fact.metric for line in index.lines] == ["Revenues", "InterestExpense"]
    gone = weakref.ref(index)
    gc.disable()
    try:
        del index
        assert gone() is None
    finally:
        gc.enable()


def test_stems_that_no_line_has_are_not_kept() -> None:
    index = _index(Shelf())
    assert [list(index.worded(stem)) for stem in ("loom", "brush")] == [[], []]
    assert len(index.worded("revenu")) == 1
    assert list(index._worded) == ["revenu"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("What did lower rhine shipping earn?", ["lower rhine shipping"]),
        ("How did Services do?", ["Services"]),
        ("What services are offered?", []),
        ("What was earned on services?", ["services"]),
        ("What was revenue?", []),
    ],
)
def test_parts_are_found_by_their_names(text: str, said: list[str]) -> None:
    names = PartNames(["Services", "Lower Rhine Shipping", "Rhine"])
    assert [text[start:end] for start, end in names.said_in(text)] == said


def test_a_part_with_letters_behind_its_name_is_called_by_either() -> None:
    text = "Did Loom & Spindle Works earn more than the CIB?"
    said = PartNames(["LOOM & SPINDLE WORKS (LSW)", "CARPETS & INDIGO BATHS (CIB)"]).said_in(text)
    assert [text[start:end] for start, end in said] == ["Loom & Spindle Works", "CIB"]
