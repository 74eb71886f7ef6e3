"""From what a table gives to answers and their words."""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.facts.fact import Fact, Source
from qa.facts.naming import line_item
from qa.questions.complement import LEAST, Added, added
from qa.questions.library import View
from qa.questions.quotation import Quotation
from qa.questions.reply import Answer, Derivation
from qa.questions.tabular.asking import Asking, understand
from qa.questions.tabular.operate import operate
from qa.questions.tabular.results import Named, Result
from qa.questions.tabular.table import Cell, amount
from qa.questions.word import display

_LIMIT = 500  # characters of a reply
_CONFIDENCE = 0.85
_SURE = 0.9  # a label that fits so well is what is asked for
_PART_OF_YEAR = re.compile(r"\b(?:quarters?|half|months|weeks|Q[1-4])\b", re.I)
_SAID = ("lookup", "change")  # what a sentence may state as well
_ALL = 0.95  # the share of what is asked that a sentence must say to come before a label
_CALLED = {"percent change": "change in percent", "percent of": "share", "count years": "count", "count rows": "count"}


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
        return told, _clip(f"{_figures(told)}“{_context(told, view)}”")
    if asking is None or not results:
        return (), ""
    answers = tuple(_answer(result, view) for result in results)
    return answers, _clip(_worded(asking, results, answers))


def _told(question: str, view: View, fit: float) -> tuple[Answer, ...]:
    """What a sentence adds to the question, where no label fits it as well."""
    found = added(question, view.sentences, _ALL if fit else LEAST) if fit < _SURE else ()
    return tuple(_quoted(each, view) for each in found)


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


def _worded(asking: Asking, results: Sequence[Result | Named], answers: Sequence[Answer]) -> str:
    first = results[0]
    if isinstance(first, Named):
        words = ", ".join(answer.display for answer in answers)
        return f"{words}." if len(results) > 1 else f"{words}: {_name(first.cell)} {first.cell.printed.strip()}."
    if not first.formula:
        return "; ".join(f"{_name(r.cells[0])}: {a.display}" for r, a in _both(results, answers)) + "."
    name = _CALLED.get(asking.operation, asking.operation)
    return f"{name[:1].upper()}{name[1:]}: {answers[0].display} = {first.formula}."


def _both(results: Sequence[Result | Named], answers: Sequence[Answer]) -> list[tuple[Result, Answer]]:
    return [(result, answer) for result, answer in zip(results, answers, strict=True) if isinstance(result, Result)]


def _name(cell: Cell) -> str:
    place = cell.header or (str(cell.years[0]) if cell.years else "")
    return f"{cell.label or 'Total'} ({place})" if place else cell.label


def _clip(text: str) -> str:
    return text if len(text) <= _LIMIT else text[: _LIMIT - 1] + "…"
