"""The currency that a filing says its amounts are in."""

import pytest

from qa.facts.extract import extract
from qa.language.home_currency import home_currency
from qa.reading import read


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("All amounts are in Canadian dollars unless noted otherwise.", "CAD"),
        ("Unless otherwise indicated, all dollar amounts are expressed in Australian dollars.", "AUD"),
        ("All figures are in U.S. dollars unless otherwise stated.", "USD"),
        ("Financial results are presented in euros.", "EUR"),
        ("The Company's reporting currency is the Canadian dollar.", "CAD"),
        ("Sales (in millions of Canadian dollars) 4.1 Assets (in millions of Canadian dollars) 7.2", "CAD"),
        ("Sales (in millions of Canadian dollars) 4.1 Assets (in millions of U.S. dollars) 7.2", ""),
        ("The loan is in Canadian dollars and bears 5%. The Canadian dollar was weaker.", ""),
        ("The functional currency of the mill in Osaka is the Japanese yen, and fluctuations hurt.", ""),
    ],
)
def test_the_currency_said_of_all_amounts(text: str, code: str) -> None:
    assert home_currency(text) == code


def test_a_bare_dollar_is_the_one_that_the_filing_says_its_amounts_are_in():
    release = (
        "<html><body><p>DULUTH, Ont., April 29, 2031 -- Harbor Mills, Inc. today reported results for its first quarter "
        "ended March 31, 2031. All amounts are in Canadian dollars unless noted otherwise. Revenue was $4.1 million and "
        "earnings were 14 cents per share. Cash and cash equivalents were US$2.5 million at March 31, 2031.</p>"
        "<table><tr><td>(in millions)</td><td>Q1 2031</td></tr><tr><td>Gross profit</td><td>$ 2.1</td></tr>"
        "<tr><td>Operating income</td><td>1.4</td></tr><tr><td>Price per bale (US$)</td><td>US$ 12.40</td></tr></table></body></html>"
    )
    facts = extract(read(release.encode())).facts
    units = {fact.metric: fact.unit for fact in facts if fact.unit != "text"}
    assert units["Revenues"] == units["GrossProfit"] == units["OperatingIncomeLoss"] == "CAD"
    assert units["EarningsPerShare"] == "CAD/share"
    assert units["CashAndCashEquivalentsAtCarryingValue"] == "USD"
    assert units["PricePerBale"].startswith("USD")
