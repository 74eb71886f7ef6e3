"""From what a table gives to answers and their words."""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.facts.fact import Fact, Source
from qa.facts.naming import line_item
from qa.questions.finding.library import View
from qa.questions.quoting.complement import LEAST, Added, added
from qa.questions.quoting.quotation import Quotation
from qa.questions.reply import Answer, Derivation
from qa.questions.tabular.asking import understand
from qa.questions.tabular.operate import operate
from qa.questions.tabular.results import Named, Result
from qa.questions.tabular.table import Cell, amount
from qa.questions.tabular.wording import clip, worded
from qa.questions.wording.word import display

_CONFIDENCE = 0.85
_SURE = 0.9  # a label that fits so well is what is asked for
_PART_OF_YEAR = re.compile(r"\b(?:quarters?|half|months|weeks|Q[1-4])\b", re.I)
_VARIANT = re.compile(r"\b(?:un)?diluted\b|\bbasic\b")
_SAID = ("lookup", "change")  # what a sentence may state as well
_ALL = 0.95  # the share of what is asked that a sentence must say to come before a label


def from_piece(question: str, view: View) -> tuple[tuple[Answer, ...], str]:
    """Return what a piece of a report answers, a lone table and the words around it, and the reply's words.

    Where what is asked for fits no label well, a sentence that says all of it comes first.
    """
    if not view.table_lines or (
        _PART_OF_YEAR.search(question) and not any(line.table.divides for line in view.table_lines)
    ):
        return (), ""
    asking = understand(question)
    results = operate(asking, view.table_lines) if asking else ()
    fit = min((result.fit for result in results if isinstance(result, Result)), default=1.0) if results else 0.0
    told = _told(question, view, fit) if asking is None or asking.operation in _SAID else ()
    if told:
        return told, clip(f"{_figures(told)}“{_context(told, view)}”")
    if asking is None or not results:
        return (), ""
    answers = tuple(_answer(result, view) for result in results)
    return answers, worded(asking, results, answers)


def _told(question: str, view: View, fit: float) -> tuple[Answer, ...]:
    """What a sentence adds to the question, where no label fits it as well."""
    found = added(question, view.sentences, _ALL if fit else LEAST) if fit < _SURE else ()
    return tuple(_quoted(each, view) for each in found if not _is_of_other_shares(question, each.sentence.text))


def _is_of_other_shares(question: str, sentence: str) -> bool:
    """Whether a figure per basic share is asked for and a sentence tells of diluted ones, or the other way around."""
    asked, said = (frozenset(_VARIANT.findall(text.lower())) for text in (question, sentence))
    return bool(asked and said) and asked.isdisjoint(said)


def _quoted(told: Added, view: View) -> Answer:
    sentence, quoted = told.sentence, told.sentence.text[told.start : told.end]
    start = sentence.start + told.start
    fact = Quotation(sentence.filing, start, start + len(quoted), quoted, sentence.section, told.share).fact("")
    if told.quantity:
        number = told.quantity
        fact = replace(fact, value=number.value, unit=number.unit, scale=number.scale, decimals=number.decimals)
    return Answer(fact, view.company, sentence.filing, display(fact))


def _figures(told: Sequence[Answer]) -> str:
    figures = [answer.display for answer in told if answer.fact.unit != "text"]
    return f"{', '.join(figures)}: " if figures else ""


def _context(told: Sequence[Answer], view: View) -> str:
    """The sentence that a figure is of; words by themselves."""
    source = told[0].fact.sources[0]
    around = (s.text for s in view.sentences if s.start <= source.start < s.end)
    return source.quote if told[0].fact.unit == "text" else next(around, source.quote)


def _answer(result: Result | Named, view: View) -> Answer:
    filing = result.line.table.filing
    if isinstance(result, Named):
        fact = replace(_fact(result.cell, view), value=result.words, unit="text", reported=result.words, scale=1)
        return Answer(fact, view.company, filing, display(fact))
    if not result.formula:
        return _printed(result.cells[0], filing, view)
    operands = tuple(_printed(cell, filing, view) for cell in result.cells)
    first = operands[0].fact
    fact = Fact(first.metric, first.label, result.value, result.unit, None, "", confidence=_CONFIDENCE)
    return Answer(fact, view.company, "", display(fact), Derivation(result.formula, operands))


def _printed(cell: Cell, filing: str, view: View) -> Answer:
    fact = _fact(cell, view)
    return Answer(fact, view.company, filing, display(fact))


def _fact(cell: Cell, view: View) -> Fact:
    """The figure as a fact: its column's words stand for the period, which the table alone does not establish."""
    return Fact(
        metric=line_item(cell.label or "Total", cell.heads),
        label=cell.label,
        value=amount(cell),
        unit=cell.unit,
        period=None,
        reported=cell.printed,
        scale=cell.scale,
        dimensions=(("Column", cell.header),) if cell.header else (),
        heads=cell.heads,
        sources=(Source(cell.start, cell.end, view.prose().text[cell.start : cell.end]),),
        confidence=_CONFIDENCE,
    )
