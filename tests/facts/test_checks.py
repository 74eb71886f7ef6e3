"""What adds up is confirmed, what does not is noted, and only what is checkable is checked."""

from decimal import Decimal
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.facts.checks import Finding
from qa.facts.checks.identities import identities, load
from qa.facts.extract import extract
from qa.facts.extraction import Extraction
from qa.reading import read

BALANCE = "Condensed Balance Sheets", ("June 30, 2031", "December 31, 2030")
INCOME = "Condensed Statements of Operations", ("Three Months Ended June 30, 2031", "Three Months Ended June 30, 2030")


Table = tuple[str, tuple[str, ...], list[tuple[str, ...]]]


def release(*tables: Table, prose: str = "") -> Extraction:
    """Read a release of a company that does not exist, its tables in thousands."""
    return extract(read(page(*tables, prose=prose), "vellamo.html"))


def page(*tables: Table, prose: str = "") -> bytes:
    """Write that release as HTML."""
    parts = [f"<p>Vellamo Pumps Inc. reports its second quarter ended June 30, 2031.</p><p>{escape(prose)}</p>"]
    for title, heads, rows in tables:
        cells = [("", *heads), *rows]
        lines = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in cells)
        parts.append(f"<p>{title}</p><p>(In thousands, except per share data)</p><table>{lines}</table>")
    return f"<html><body>{''.join(parts)}</body></html>".encode()


def failures(extraction: Extraction, kind: str) -> list[tuple[Decimal, Decimal]]:
    return [(f.stated, f.expected) for f in extraction.findings if f.kind == kind and not f.holds]


def holding(extraction: Extraction, kind: str) -> list[Finding]:
    return [finding for finding in extraction.findings if finding.kind == kind and finding.holds]


def balance(*total: str) -> list[tuple[str, ...]]:
    return [
        ("Cash and cash equivalents", "410", "390"),
        ("Accounts receivable, net", "205", "190"),
        ("Inventories", "300", "310"),
        ("Total current assets", "915", "890"),
        ("Property and equipment, net", "1,100", "1,150"),
        ("Total assets", *total),
    ]


def test_a_total_is_held_to_the_columns_in_which_it_comes_out() -> None:
    right = release((*BALANCE, balance("2,015", "2,040")))
    assert failures(right, "sum") == []
    assert len(holding(right, "sum")) == 4
    wrong = release((*BALANCE, balance("2,051", "2,040")))
    assert failures(wrong, "sum") == [(Decimal(2051000), Decimal(2015000))]
    (assets,) = [fact for fact in wrong.facts if fact.metric == "Assets" and fact.value == 2051000]
    assert assets.flags == (
        "does not add up: Total assets = Total current assets + Property and equipment, net"
        " comes to 2,015,000, not 2,051,000",
    )
    assert assets.confidence < 0.9


def test_rounding_fails_nothing() -> None:
    assert failures(release((*BALANCE, balance("2,016", "2,039"))), "sum") == []


def test_where_a_sum_begins_is_not_guessed() -> None:
    assert holding(release((*BALANCE, balance("9,015", "7,040"))), "sum") == holding(
        release((*BALANCE, balance())), "sum"
    )


def test_what_is_deducted_is_subtracted() -> None:
    rows = [("Machinery", "900", "800"), ("Buildings", "400", "300"), ("Less: accumulated depreciation", "250", "200")]
    read_ = release((*BALANCE, [*rows, ("Total property", "1,050", "900")]))
    assert len(holding(read_, "sum")) == 2


def income(net: str, eps: str, shares: str = "20,000") -> list[tuple[str, ...]]:
    return [
        ("Revenue", "90,000", "80,000"),
        ("Cost of revenue", "50,000", "45,000"),
        ("Gross profit", "40,000", "35,000"),
        ("Income before income taxes", "30,000", "25,000"),
        ("Income tax expense", "6,000", "5,000"),
        ("Equity method loss", "(1,000)", "-"),
        ("Net income", net, "20,000"),
        ("Diluted earnings per share", eps, "1.00"),
        ("Weighted average diluted shares", shares, "20,000"),
    ]


def test_identities_by_name_let_lines_of_the_filer_stand_between() -> None:
    right = release((*INCOME, income("23,000", "1.15")))
    assert failures(right, "identity") == failures(right, "quotient") == []
    assert any("Equity method loss" in finding.what for finding in holding(right, "identity"))
    wrong = release((*INCOME, income("28,000", "1.15")))
    assert failures(wrong, "identity") == [(Decimal(28000000), Decimal(24000000))]
    assert failures(wrong, "quotient") == [(Decimal("1.15"), Decimal("1.4"))]


def test_the_share_of_other_owners_has_the_sign_that_the_lines_around_it_give() -> None:
    rows = [
        ("Net income", "1,794", "316"),
        ("Net income attributable to noncontrolling interests", "(791)", "(429)"),
        ("Net income (loss) attributable to Vellamo Pumps Inc.", "1,003", "(113)"),
    ]
    cash = [("Net income", "1,794", "316"), ("Net cash provided by operating activities", "900", "700")]
    found = release((*INCOME, rows), ("Statements of Cash Flows", INCOME[1], cash))
    assert failures(found, "identity") == []
    assert len(holding(found, "identity")) == 2
    parent = {fact.value for fact in found.facts if fact.metric == "NetIncomeLoss"}
    assert parent == {1003000, -113000}
    others = {fact.value for fact in found.facts if fact.metric == "NetIncomeLossAttributableToNoncontrollingInterest"}
    assert others == {791000, 429000}


def test_sentences_are_held_to_the_statements() -> None:
    agreed = release(
        (*INCOME, income("23,000", "1.15")), prose="Revenue for the second quarter of 2031 was $90.0 million."
    )
    assert failures(agreed, "prose") == []
    assert len(holding(agreed, "prose")) == 1
    said = release(
        (*INCOME, income("23,000", "1.15")), prose="Revenue for the second quarter of 2031 was $99.0 million."
    )
    assert failures(said, "prose") == [(Decimal(99000000), Decimal(90000000))]


@pytest.mark.parametrize(("percent", "fails"), [("12.5%", False), ("13%", False), ("21%", True)])
def test_changes_are_held_to_both_levels(percent: str, fails: bool) -> None:
    prose = f"Revenue for the second quarter of 2031 increased {percent} from the second quarter of 2030."
    assert bool(failures(release((*INCOME, income("23,000", "1.15")), prose=prose), "change")) is fails


def test_quarters_add_up_to_the_half_year() -> None:
    heads = "Three Months Ended March 31, 2031", "Three Months Ended June 30, 2031", "Six Months Ended June 30, 2031"
    rows = [("Revenue", "70,000", "90,000", "160,000"), ("Research and development", "7,000", "9,000", "17,000")]
    found = release(("Statements of Operations", heads, rows))
    assert len(holding(found, "span")) == 1
    assert failures(found, "span") == [(Decimal(17000000), Decimal(16000000))]


def test_cash_rolls_from_one_balance_to_the_next() -> None:
    rows = [
        ("Net cash provided by operating activities", "300", "200"),
        ("Net cash used in investing activities", "(100)", "(90)"),
        ("Net cash used in financing activities", "(50)", "(60)"),
        ("Net increase in cash and cash equivalents", "150", "50"),
        ("Cash and cash equivalents at beginning of period", "260", "210"),
        ("Cash and cash equivalents at end of period", "410", "290"),
    ]
    found = release(("Statements of Cash Flows", INCOME[1], rows))
    assert failures(found, "roll") == [(Decimal(290000), Decimal(260000))]
    assert len(holding(found, "roll")) == 1


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1000, 90_000), st.integers(1000, 90_000)), min_size=2, max_size=6),
    st.integers(-900, 900),
)
def test_any_sum_holds_and_any_slip_is_found(terms: list[tuple[int, int]], slip: int) -> None:
    rows = [(f"Item {chr(65 + at)} expense", f"{one:,}", f"{other:,}") for at, (one, other) in enumerate(terms)]
    one, other = (sum(column) for column in zip(*terms, strict=True))
    found = release((*INCOME, [*rows, ("Total expenses", f"{one + slip:,}", f"{other:,}")]))
    wrong = abs(slip) > (len(terms) + 1) / 2
    assert failures(found, "sum") == ([(Decimal(one + slip) * 1000, Decimal(one) * 1000)] if wrong else [])


def test_identities_are_checked_when_they_load() -> None:
    assert len(identities().sums) > 20
    table = {"total": "Assets", "plus": ["Assetz"]}
    with pytest.raises(ValueError, match="Assetz"):
        load({"sums": [table], "rolls": [], "quotients": []})
    with pytest.raises(ValueError, match="adds"):
        load({"sums": [{"total": "Assets", "adds": ["Liabilities"]}], "rolls": [], "quotients": []})
