"""What is noticed in a release that somebody is writing."""

from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from qa.cli import app
from qa.facts.extract import extract
from qa.proofread import Remark, proofread
from qa.reading import read
from tests.facts.test_checks import BALANCE, INCOME, balance, income, page

RIGHT = page((*INCOME, income("23,000", "1.15")), (*BALANCE, balance("2,015", "2,040")))


def remarks(data: bytes) -> list[Remark]:
    filing = read(data, "vellamo.html")
    found = proofread(filing, extract(filing))
    assert all(filing.text[each.source.start : each.source.end] == each.source.quote for each in found)
    return found


def said(data: bytes) -> list[tuple[str, str]]:
    return [(each.rule, each.text) for each in remarks(data)]


def test_what_is_in_order_gets_no_remark() -> None:
    assert said(RIGHT) == []


def test_a_total_that_is_not_its_rows_is_named_with_both_figures() -> None:
    (remark,) = remarks(page((*BALANCE, balance("2,051", "2,040"))))
    assert remark.rule == "sum"
    assert "USD 2,051,000 is stated, the others come to USD 2,015,000" in remark.text
    assert remark.source.quote == "Total assets 2,051"


def test_a_sentence_against_the_statements_is_named_with_both_figures() -> None:
    prose = "Revenue for the second quarter of 2031 was $99.0 million."
    (remark,) = remarks(page((*INCOME, income("23,000", "1.15")), prose=prose))
    assert remark.rule == "contradiction"
    assert "USD 99,000,000 here, USD 90,000,000 there" in remark.text


def test_a_headline_figure_that_no_table_shows() -> None:
    prose = "Revenue for the second quarter of 2031 was $90.0 million. Backlog at June 30, 2031 was $412 million."
    assert said(page((*INCOME, income("23,000", "1.15")), prose=prose)) == [
        ("headline", "backlog, USD 412,000,000 at June 30, 2031, is in no table")
    ]


def test_a_measure_outside_gaap_needs_its_sibling_and_a_reconciliation() -> None:
    alone = page(
        (*BALANCE, [*balance("2,015", "2,040")]),
        prose="Adjusted EBITDA for the second quarter of 2031 was $9.0 million.",
    )
    assert "stands without its comparable GAAP figure" in " ".join(
        text for rule, text in said(alone) if rule == "non-gaap"
    )
    prose = "Adjusted EBITDA for the second quarter of 2031 was $36.0 million."
    unreconciled = page((*INCOME, income("23,000", "1.15")), prose=prose)
    assert "is reconciled to no GAAP figure" in " ".join(
        text for rule, text in said(unreconciled) if rule == "non-gaap"
    )
    table = [
        ("Net income", "23,000", "20,000"),
        ("Interest", "13,000", "9,000"),
        ("Adjusted EBITDA", "36,000", "29,000"),
    ]
    reconciled = page((*INCOME, income("23,000", "1.15")), ("Reconciliation", INCOME[1], table), prose=prose)
    assert [rule for rule, _ in said(reconciled)] == []


def test_a_table_that_does_not_say_in_what_its_amounts_are() -> None:
    (remark,) = remarks(RIGHT.replace(b"(In thousands, except per share data)", b"", 1))
    assert (remark.rule, remark.text) == (
        "scale",
        "“Condensed Statements of Operations” does not say in what its amounts are",
    )


def check(*files: Path) -> Result:
    return CliRunner().invoke(app, ["check", *map(str, files)])


@pytest.mark.parametrize(("data", "status"), [(RIGHT, 0), (page((*BALANCE, balance("2,051", "2,040"))), 1), (b"", 2)])
def test_the_status_says_whether_anything_was_found(data: bytes, status: int, tmp_path: Path) -> None:
    (tmp_path / "release.html").write_bytes(data)
    done = check(tmp_path / "release.html")
    assert done.exit_code == status
    assert ("Total assets 2,051" in done.stdout) is (status == 1)
    assert ("not read" in done.stderr) is (status == 2)
