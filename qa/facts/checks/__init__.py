"""Checks what must agree in a filing; what does makes its facts surer, what does not is noted on them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qa.facts.checks.finding import Finding
from qa.facts.checks.identities import check_identities
from qa.facts.checks.prose import check_prose
from qa.facts.checks.spans import check_spans
from qa.facts.checks.sums import check_sums
from qa.facts.fact import Fact
from qa.tables.statement import Statement

_SURE = 0.99  # confidence in a figure that adds up with others

__all__ = ["Finding", "check", "confirmed"]


def check(facts: Sequence[Fact], statements: Sequence[Statement], text: str) -> list[Finding]:
    """Return a finding for everything that can be checked: sums, identities, parts of periods, prose.

    Arguments:
        facts: duplicates merged.
        text: the filing's.
    """
    found = [finding for statement in statements for finding in check_sums(statement, text)]
    by_name = [*check_identities(facts), *check_spans(facts)]
    found += [replace(finding, sure=_in_one(finding, statements)) for finding in by_name]
    return [*found, *check_prose(facts, statements)]


def _in_one(finding: Finding, statements: Iterable[Statement]) -> bool:
    """Whether an identity's terms stand in one statement, whose other lines are then no other company's or segment's."""
    return finding.sure and any(
        all(statement.start <= source.start < statement.end for source in finding.sources) for statement in statements
    )


def confirmed(facts: Iterable[Fact], findings: Iterable[Finding]) -> list[Fact]:
    """Return the facts, more confident where a check holds and less, with a note, where one fails.

    An identity that is not beyond doubt may fail for lines that lie between its terms, and notes nothing.
    """
    holding: set[int] = set()
    failing: dict[int, str] = {}
    for finding in findings:
        places = {source.end for source in finding.sources}
        if finding.holds:
            holding |= places
        else:
            failing |= dict.fromkeys(places, _note(finding) if finding.sure else "")
    return [_weighed(fact, holding, failing) for fact in facts]


def _weighed(fact: Fact, holding: set[int], failing: dict[int, str]) -> Fact:
    places = [source.end for source in fact.sources]
    if any(place in holding for place in places):
        return fact if fact.flags or fact.confidence >= _SURE else replace(fact, confidence=_SURE)
    notes = [failing[place] for place in places if place in failing]
    if not notes:
        return fact
    flags = tuple(dict.fromkeys(note for note in notes if note and note not in fact.flags))
    return replace(fact, flags=(*fact.flags, *flags), confidence=round(fact.confidence * (0.8 if flags else 0.95), 3))


def _note(finding: Finding) -> str:
    return f"does not add up: {finding.what} comes to {finding.expected:,f}, not {finding.stated:,f}"
