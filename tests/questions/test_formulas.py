"""Formulas compute from metrics that filings are read into, and are asked for in words of their own."""

from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from types import SimpleNamespace

from qa.facts.fact import Fact, Period
from qa.facts.outline import items
from qa.language.vocabulary import vocabulary
from qa.questions.computing.formulas import asked_formulas, formulas
from qa.questions.finding.index import Index
from qa.questions.finding.lookup import of_metric
from qa.questions.reply import Company
from tests.questions.releases import answering


def test_every_operand_is_a_metric_of_the_vocabulary():
    known = vocabulary().metrics
    assert not {name for formula in formulas().values() for name in formula.operands if name not in known}


def test_every_formula_is_found_by_its_words():
    for formula in formulas().values():
        for words in formula.asked:
            assert (0, len(words), formula.name) in asked_formulas(words), words


def test_a_statements_row_is_taken_before_one_that_leads_to_another_measure():
    quarter = Period(date(2031, 6, 30), date(2031, 4, 1))
    tax = partial(Fact, "IncomeTaxExpenseBenefit", unit="USD", period=quarter, reported="")
    effect = tax(label="Income taxes", value=Decimal(1), heads=("Reconciliation of net income to adjusted earnings",))
    facts = [effect, tax(label="Income tax expense", value=Decimal(24))]
    index = Index({"a": list(items(facts))}, ["a"], lambda places: {("a", at): facts[at] for at in places["a"]})
    view = SimpleNamespace(index=index, company=Company("Ardvane Savings"), reported=quarter)
    found = of_metric("IncomeTaxExpenseBenefit", quarter, view)
    assert found is not None
    assert found.fact.value == 24


def test_an_operand_that_is_reported_is_taken_before_one_that_is_computed(tmp_path: Path) -> None:
    rows = [
        ["", "Three months ended June 30, 2031"],
        ["Net sales", "1,000"],
        ["Income of consolidated group before income taxes", "352"],
        ["Provision for income taxes", "88"],
        ["Income of consolidated group", "264"],
        ["Equity in loss of unconsolidated affiliates", "(4)"],
        ["Net income", "260"],
    ]
    blocks = [{"type": "table", "caption": "Statements of income (in thousands)", "rows": rows}]
    with answering(tmp_path, blocks) as answerer:
        reply = answerer.answer("What was the effective tax rate in the quarter?")
        assert [answer.fact.value for answer in reply.answers] == [Decimal(25)], reply.text
