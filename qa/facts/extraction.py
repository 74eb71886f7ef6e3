"""What reading a filing gives: its facts, and all else that answering needs of it."""

from dataclasses import dataclass

from qa.facts.checks.finding import Finding
from qa.facts.fact import Fact, Period
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.frozen import frozen
from qa.language.values import Entity
from qa.tables.statement import Statement


@frozen
class PassageSpan:
    """A sentence of prose that may be quoted: `filing.text[start:end]`.

    Arguments:
        section: the heading above it, for people; empty without one.
    """

    start: int
    end: int
    section: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one filing.

    Arguments:
        facts: in the order of the text, duplicates merged and checked.
        calendar: the filer's, as this filing shows it.
        statements: the tables understood, in the order of the text.
        passages: the sentences of prose, in the order of the text, not overlapping.
        entities: what the pipeline tagged, sorted by start and then by the longer.
        period: the one that the filing reports; None where it is not established.
        findings: what was checked and whether it agrees.
        warnings: what was found and could not be used, and why, for people.
    """

    facts: tuple[Fact, ...]
    calendar: FiscalCalendar
    statements: tuple[Statement, ...] = ()
    passages: tuple[PassageSpan, ...] = ()
    entities: tuple[Entity, ...] = ()
    period: Period | None = None
    findings: tuple[Finding, ...] = ()
    warnings: tuple[str, ...] = ()
