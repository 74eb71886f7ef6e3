"""The samples are read whole, add up, and agree with one another."""

import re
from decimal import Decimal

import pytest

from qa import samples
from qa.filing import Filing
from qa.reading import read
from tests.reading.invariants import assert_well_formed

FILINGS = {path.name: read(path.read_bytes(), path.name) for path in samples.files()}
KORVANE = [filing for name, filing in FILINGS.items() if name.startswith("korvane")]
TARNWICK = [filing for name, filing in FILINGS.items() if name.startswith("tarnwick")]
NUMBER = r"(?:\$ ?)?(\([\d,.]+\)|[\d,.]+|--(?!-)|—)(?:\)?%|%)?"


def figures(filing: Filing, label: str, after: str = "") -> list[Decimal]:
    """Return the figures of the first row so labelled that stands after some words, percentages left out."""
    text = " ".join(filing.text[filing.text.index(after) :].split())
    row = re.search(rf"(?<![\w-]) ?{re.escape(label)}((?: {NUMBER})+)", text)
    assert row, label
    printed = [match for match in re.finditer(NUMBER, row[1]) if not match[0].endswith("%")]
    amounts = [match[1].replace(",", "") for match in printed]
    return [
        Decimal(0) if each in ("--", "—") else Decimal(each.strip("()")) * (-1 if "(" in each else 1)
        for each in amounts
    ]


def added(*rows: list[Decimal]) -> list[Decimal]:
    return [sum(column, Decimal(0)) for column in zip(*rows, strict=True)]


def test_there_are_two_companies_with_consecutive_quarters() -> None:
    assert len(KORVANE) == len(TARNWICK) == 3
    assert {filing.format for filing in KORVANE} == {"flattened", "text"}
    assert {filing.format for filing in TARNWICK} == {"html"}


@pytest.mark.parametrize("filing", FILINGS.values(), ids=FILINGS)
def test_each_is_read_with_its_header(filing: Filing) -> None:
    assert_well_formed(filing)
    company = "Korvane Power Systems, Inc." if filing in KORVANE else "Tarnwick Instruments Corporation"
    assert filing.header.company == company
    assert filing.header.ticker in ("KVNE", "TNWK")
    assert filing.header.released
    assert not filing.warnings


@pytest.mark.parametrize("filing", KORVANE, ids=lambda filing: filing.name)
def test_korvane_adds_up(filing: Filing) -> None:
    def row(label: str, after: str = "BALANCE SHEETS") -> list[Decimal]:
        return figures(filing, label, after)

    current = ["Cash and cash equivalents", "Inventories", "Prepaid expenses and deposits"]
    receivables = re.search(rf"at March 31, \d+ {NUMBER} {NUMBER} Inventories", " ".join(filing.text.split()))
    assert receivables
    trade = [Decimal(receivables[at].replace(",", "")) for at in (1, 2)]
    assert added(trade, *map(row, current)) == row("Total current assets")
    fixed = ["Plant and equipment, net", "Service inventories, long-term", "Patents and other assets, net"]
    assert added(row("Total current assets"), *map(row, fixed)) == row("Total")
    assert row("Total") == row("Total", "Total stockholders' equity")
    owed = ["Total current liabilities", "Term loan, less current portion", "Other long-term liabilities"]
    assert added(*map(row, [*owed, "Total stockholders' equity"])) == row("Total")

    income = "STATEMENTS OF OPERATIONS"
    assert added(row("Product", income), row("Service and spare parts", income)) == row("Total revenue", income)
    result = row("Loss before income taxes", income)
    assert [pre - tax for pre, tax in zip(result, row("Provision for income taxes", income), strict=True)] == row(
        "Net loss", income
    )

    flows = "STATEMENTS OF CASH FLOWS"
    sections = ["Net cash used in operating activities", "Net cash used in investing activities"]
    end = row("Cash and cash equivalents, end of period", flows)
    change = row("Net increase (decrease) in cash and cash equivalents", flows)
    assert added(row("Cash and cash equivalents, beginning of period", flows), change) == end
    used = " (used in)" if "provided by (used in) financing" in " ".join(filing.text.split()) else ""
    financing = row(f"Net cash provided by{used} financing activities", flows)
    assert added(*(row(label, flows) for label in sections), financing) == change
    assert end[0] == row("Cash and cash equivalents")[0]
    assert row("Net loss", flows) == row("Net loss", income)[2:]


@pytest.mark.parametrize("filing", TARNWICK, ids=lambda filing: filing.name)
def test_tarnwick_adds_up(filing: Filing) -> None:
    def row(label: str, after: str) -> list[Decimal]:
        return figures(filing, label, after)

    income = "STATEMENTS OF INCOME"
    assert added(*(row(each, income) for each in ("Laboratory", "Industrial", "Field Services"))) == row(
        "Total net sales", income
    )
    assert added(row("Cost of sales", income), row("Gross profit", income)) == row("Total net sales", income)
    assert added(row("Total operating expenses", income), row("Operating income", income)) == row(
        "Gross profit", income
    )
    sheet = "BALANCE SHEETS"
    assert row("Total assets", sheet) == row("Total liabilities and equity", sheet)
    assert added(row("Total liabilities", sheet), row("Total equity", sheet)) == row("Total assets", sheet)
    flows = "STATEMENTS OF CASH FLOWS"
    beginning = row("Cash and cash equivalents at beginning of period", flows)
    change = row("Net increase (decrease) in cash and cash equivalents", flows)
    assert added(beginning, change) == row("Cash and cash equivalents at end of period", flows)
    assert row("Cash and cash equivalents at end of period", flows)[0] == row("Cash and cash equivalents", sheet)[0]
    measures = "NON-GAAP MEASURES"
    steps = [
        "Diluted earnings per share (GAAP)",
        "Amortization of acquired intangible assets",
        "Restructuring",
        "Tax effect of adjustments",
    ]
    per_share = "Adjusted net income"
    assert added(*(row(each, "Diluted earnings per share (GAAP)") for each in steps)) == row(
        "Adjusted diluted earnings per share⁽¹⁾", per_share
    )
    assert added(row("Total segment operating income", measures), row("Corporate expenses", measures)) == row(
        "Adjusted operating income⁽¹⁾", measures
    )


@pytest.mark.parametrize("label", ["Total revenue", "Cost of revenue", "Loss from operations", "Net loss"])
def test_korvane_quarters_add_up_to_the_longer_periods(label: str) -> None:
    second, third, fourth = (figures(filing, label, "STATEMENTS OF OPERATIONS") for filing in KORVANE)
    for year in (0, 1):
        assert second[2 + year] + third[year] == third[2 + year]
        assert third[2 + year] + fourth[year] == fourth[2 + year]


@pytest.mark.parametrize("label", ["Total net sales", "Gross profit", "Net income attributable to Tarnwick"])
def test_tarnwick_quarters_add_up_to_the_longer_periods(label: str) -> None:
    first, second, third = (figures(filing, label, "STATEMENTS OF INCOME") for filing in TARNWICK)
    for year in (0, 1):
        assert first[year] + second[year] == second[2 + year]
        assert second[2 + year] + third[year] == third[2 + year]


def test_opening_balances_agree_between_the_quarters() -> None:
    for filings, label in ((KORVANE, "Total"), (TARNWICK, "Total assets")):
        assert len({figures(filing, label, "BALANCE SHEETS")[1] for filing in filings}) == 1
