"""The one table of wordings for a figure over another: where the part stands, and where the whole."""

from pathlib import Path

import pytest

from qa.ingest import ingest
from qa.questions import Answerer, Scope
from qa.questions.parsing.patterns import ratio_in
from qa.store import Hints, Store


@pytest.mark.parametrize(
    ("text", "part", "whole", "unit"),
    [
        ("R&D as a percentage of revenue", "R&D ", "revenue", "percent"),
        ("What share of revenue came from Peru", " from Peru", "revenue", "percent"),
        ("What percent of net sales was rent", " rent", "net sales", "percent"),
        ("the ratio of debt to equity", "debt", "equity", "ratio"),
        ("What is the ratio between cash and debt", "cash", "debt", "ratio"),
        ("the percentage of kiosk sales out of total sales", "kiosk sales", "total sales", "percent"),
        ("the proportion of deposits over total funding", "deposits", "total funding", "ratio"),
        ("the percentage contribution of licenses to revenue", "licenses", "revenue", "percent"),
        ("SG&A / revenue", "SG&A", "revenue", "ratio"),
        ("inventory divided by cost of sales", "inventory ", " cost of sales", "ratio"),
        ("R&D as a percentage", "R&D ", "", "percent"),
    ],
)
def test_a_ratio_names_part_and_whole(text: str, part: str, whole: str, unit: str) -> None:
    ratio = ratio_in(text)
    assert ratio
    assert (text[slice(*ratio.part)], text[slice(*ratio.whole)], ratio.unit) == (part, whole, unit)


@pytest.mark.parametrize("text", ["What was revenue", "the percentage of gross margin", "Did its market share grow"])
def test_what_names_no_two_figures_is_no_ratio(text: str) -> None:
    assert ratio_in(text) is None


@pytest.mark.parametrize(("revenue", "status"), [("$1.2 billion", "not_found"), ("$1,191.1 million", "answered")])
def test_no_ratio_is_computed_of_an_amount_that_rounding_blurs(tmp_path: Path, revenue: str, status: str) -> None:
    text = (
        "BOSTON, October 20, 2031 -- Harbor Haulage, Inc. today reported results for its third quarter ended September 30, 2031."
        f"\n\nRevenue was {revenue} in the third quarter of 2031. Selling, general and administrative expense was $217.4 million"
        " in the third quarter of 2031."
    )
    store = Store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    filing = ingest(store, text.encode(), "harbor.txt", "", Hints()).filing
    reply = Answerer(store).answer("SG&A as a percentage of revenue?", Scope(filing=filing.id))
    store.close()
    assert reply.status == status, reply.text
