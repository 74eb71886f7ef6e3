"""What whoever writes a release should look at again: figures that do not add up, or that nothing in it bears out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal

from qa.facts.checks.finding import Finding, interval, overlap
from qa.facts.extraction import Extraction
from qa.facts.fact import Fact, Source
from qa.filing import Filing
from qa.language.currencies import is_currency
from qa.language.vocabulary import vocabulary
from qa.questions.wording.word import figure, metric_words, period_words
from qa.resources import toml
from qa.tables.scales import lacks_scale
from qa.tables.statement import Statement

Rule = Literal["sum", "contradiction", "headline", "non-gaap", "scale"]

_RULES: dict[str, Rule] = {"prose": "contradiction", "change": "contradiction"}
_EPS = "EarningsPerShare"
_SHORT, _CENT = Decimal("0.001"), Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at again.

    Arguments:
        rule: "sum" for what does not add up, "contradiction" for a sentence against the statements, "headline" for a
            figure of the text's beginning that no table shows, "non-gaap" for a measure without its GAAP sibling or
            without a reconciliation, "scale" for a table that does not say in what its amounts are.
        text: what is the matter, with the figures, for people.
        source: where.
    """

    rule: Rule
    text: str
    source: Source


def proofread(filing: Filing, extraction: Extraction) -> list[Remark]:
    """Return the remarks on a filing, in the order of its text."""
    failures = list(_failures(extraction.findings))
    places = {remark.source for remark in failures}
    remarks = [
        *failures,
        *(remark for remark in _headlines(extraction) if remark.source not in places),
        *_non_gaap(extraction),
        *_scales(filing, extraction.statements),
    ]
    return sorted(dict.fromkeys(remarks), key=lambda remark: remark.source.start)


def _failures(findings: Sequence[Finding]) -> Iterator[Remark]:
    """Yield what does not add up beyond doubt, and sentences that say otherwise than the statements."""
    for finding in findings:
        rule = _RULES.get(finding.kind, "sum")
        if finding.holds or not (finding.sure or rule == "contradiction"):
            continue
        stated, expected = (_written(value, finding.unit) for value in (finding.stated, finding.expected))
        what = f"{finding.what} {period_words(finding.period)}".rstrip()
        if rule == "sum":
            text = f"{what}: {stated} is stated, the others come to {expected}"
        else:
            text = f"{what}: {stated} here, {expected} there: “{finding.sources[1].quote}”"
        yield Remark(rule, text, finding.sources[0])


def _headlines(extraction: Extraction) -> Iterator[Remark]:
    """Yield the period's amounts that the text states before its first table and that no table shows."""
    statements, reported = extraction.statements, extraction.period
    if not statements or reported is None:
        return
    printed = [fact for fact in extraction.facts if any(_is_within(source, statements) for source in fact.sources)]
    for fact in extraction.facts:
        before = _is_whole(fact) and fact.sources[0].end <= statements[0].start
        if before and _end(fact) == reported.end and not any(_shows(other, fact) for other in printed):
            yield Remark("headline", f"{_said(fact)} is in no table", fact.sources[0])


def _shows(printed: Fact, fact: Fact) -> bool:
    """Whether a table's figure is the one stated, whatever it is called there."""
    return printed.unit == fact.unit and overlap(interval(printed), interval(fact))


def _non_gaap(extraction: Extraction) -> Iterator[Remark]:
    """Yield each measure outside GAAP, once, that has no comparable GAAP figure or is reconciled to none."""
    facts = [fact for fact in extraction.facts if _is_whole(fact)]
    measures: dict[str, Fact] = {}
    for fact in sorted(facts, key=_end, reverse=True):
        if _comparable(fact):
            measures.setdefault(_family(fact.metric), fact)
    for latest in measures.values():
        siblings = [other for other in facts if other.basis == "GAAP" and _family(other.metric) in _comparable(latest)]
        of_period = [other for other in siblings if other.period == latest.period]
        if any(_shows(other, latest) for other in of_period):
            continue  # nothing was adjusted
        if not of_period:
            yield Remark("non-gaap", f"{_said(latest)} stands without its comparable GAAP figure", latest.sources[0])
        elif not any(_reconciles(each, latest, siblings, facts) for each in extraction.statements):
            yield Remark("non-gaap", f"{_said(latest)} is reconciled to no GAAP figure in a table", latest.sources[0])


def _is_whole(fact: Fact) -> bool:
    """Whether a fact is a level of a known metric, in money or per share, of the whole company."""
    known = vocabulary().metrics.get(fact.metric)
    money = fact.unit.split("/")[0]
    return (
        known is not None
        and not known.expense
        and money.isupper()
        and len(money) == 3
        and fact.comparison is None
        and not fact.guidance
        and not fact.dimensions
    )


def _end(fact: Fact) -> date:
    return fact.period.end if fact.period else date.min


def _comparable(fact: Fact) -> frozenset[str]:
    """The GAAP metrics that a measure outside GAAP is to be reconciled to; none for what is within it."""
    family = _family(fact.metric)
    named = _siblings().get(family, frozenset())
    if named and family not in named:
        return named
    return named | {family} if fact.basis == "non-GAAP" else frozenset()


def _family(metric: str) -> str:
    """Earnings per share are one measure, basic, diluted or both."""
    return _EPS if metric.startswith(_EPS) else metric


@cache
def _siblings() -> dict[str, frozenset[str]]:
    return {name: frozenset(siblings) for name, siblings in toml("comparable").items()}


def _reconciles(statement: Statement, latest: Fact, siblings: Sequence[Fact], facts: Sequence[Fact]) -> bool:
    """Whether a table states a measure, whatever it calls it, and a figure comparable to it."""
    within = [fact for fact in facts if any(_is_within(source, [statement]) for source in fact.sources)]
    return any(_shows(fact, latest) for fact in within) and any(fact in within for fact in siblings)


def _scales(filing: Filing, statements: Sequence[Statement]) -> Iterator[Remark]:
    for statement in statements:
        if lacks_scale(statement):
            title = statement.title or "a table"
            line = filing.text[statement.start : statement.end].split("\n", 1)[0]
            source = Source(statement.start, statement.start + len(line), line, statement.title)
            yield Remark("scale", f"“{title}” does not say in what its amounts are", source)


def _is_within(source: Source, statements: Sequence[Statement]) -> bool:
    return any(statement.start <= source.start < statement.end for statement in statements)


def _said(fact: Fact) -> str:
    return f"{metric_words(fact)}, {_written(fact.amount, fact.unit)} {period_words(fact.period)}".rstrip() + ","


def _written(value: Decimal, unit: str) -> str:
    """A figure with all its digits, for two may differ in the last; a computed one is cut where that says enough."""
    if is_currency(unit):
        whole = value == value.to_integral_value()
        return f"{unit} {value.quantize(Decimal(1) if whole else _CENT):,f}"
    return figure(value if value == value.quantize(_SHORT) else value.quantize(_SHORT), unit)
