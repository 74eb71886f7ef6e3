"""Questions in plain words: what is rewritten, and what is left as it was asked."""

from typing import Any

import pytest

from qa.questions.parsing.parse import parse
from qa.questions.parsing.plain import plain
from tests.language.specs import specs


@pytest.mark.parametrize("case", specs("wording"), ids=lambda case: case["asked"] or "empty")
def test_a_question_is_put_plainly(case: dict[str, Any]) -> None:
    assert plain(case["asked"]) == case["plain"]


@pytest.mark.parametrize("case", specs("wording"), ids=lambda case: case["asked"] or "empty")
def test_plain_words_stay_as_they_are(case: dict[str, Any]) -> None:
    assert plain(case["plain"]) == case["plain"]


@pytest.mark.parametrize(
    ("company", "rest", "plain_rest"),
    [
        ("Op Bancorp", " op income?", " operating income?"),
        ("Check Valve Tools", " revenue", " revenue"),
        ("Exp World Holdings", "’s R&D exp in Q2", "'s R&D expense in Q2"),
        ("Op Bancorp", "’s OR in Q2", "'s operating ratio in Q2"),
        ("Op Bancorp's", " Lathes arm's revenue", " Lathes segment revenue"),
        ("Op Bancorp", "'s Lathes arm's revenue", "'s Lathes segment revenue"),
    ],
)
def test_a_company_is_called_as_it_was(company: str, rest: str, plain_rest: str) -> None:
    assert plain(company + rest, [(0, len(company))]) == company + plain_rest
    assert parse(company + rest, [(0, len(company), company)]).companies == (company,)


@pytest.mark.parametrize(
    ("question", "metrics"),
    [
        ("overhead (SG&A) in Q2", ("SellingGeneralAndAdministrativeExpense",)),
        ("cash burn in Q2, i.e. the drop in the cash balance?", ("CashAndCashEquivalentsAtCarryingValue",)),
        ("Overhead, as in SG&A, in Q2?", ("SellingGeneralAndAdministrativeExpense",)),
        ("share buybacks (cash) in Q2", ("PaymentsForRepurchaseOfCommonStock",)),
        ("goodwill (total assets and debt)", ("Goodwill", "Assets", "DebtLongtermAndShorttermCombinedAmount")),
        ("reserve for bad loans", ("FinancingReceivableAllowanceForCreditLosses",)),
        ("what the bank provides for loan losses", ("ProvisionForLoanLeaseAndOtherLosses",)),
        ("nominal value of the portfolios acquired", ("PurchasedReceivablesFaceValue",)),
        ("warehouse count in Q2", ("NumberOfStores",)),
        ("SM&G&A in Q2", ("SellingGeneralAndAdministrativeExpense",)),
    ],
)
def test_what_is_said_again_or_in_other_words_names_one_metric(question: str, metrics: tuple[str, ...]) -> None:
    assert parse(question).topics[0].mentions == metrics
