"""Formulas compute from metrics that filings are read into, and are asked for in words of their own."""

from qa.language.vocabulary import vocabulary
from qa.questions.computing.formulas import asked_formulas, formulas


def test_every_operand_is_a_metric_of_the_vocabulary():
    known = vocabulary().metrics
    assert not {name for formula in formulas().values() for name in formula.operands if name not in known}


def test_every_formula_is_found_by_its_words():
    for formula in formulas().values():
        for words in formula.asked:
            assert (0, len(words), formula.name) in asked_formulas(words), words
