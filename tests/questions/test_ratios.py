"""The one table of wordings for a figure over another: where the part stands, and where the whole."""

import pytest

from qa.questions.parsing.patterns import ratio_in


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
