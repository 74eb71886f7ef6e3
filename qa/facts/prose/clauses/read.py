"""Goes through a sentence from left to right, from one metric and its figure to the next."""

import re
from dataclasses import replace

from qa.facts.prose.claims import Claim, Subject
from qa.facts.prose.clauses import forms
from qa.facts.prose.clauses.clause import Clause
from qa.facts.prose.clauses.first_figures import FirstFigures
from qa.facts.prose.clauses.found_forms import FoundForms, found_forms
from qa.facts.prose.clauses.respectively import read_on_bases, read_respectively
from qa.facts.prose.clauses.steps import go_on
from qa.facts.prose.grammar import IN
from qa.facts.prose.subjects.metrics import named, subject_of
from qa.facts.prose.subjects.nouns import noun_subject
from qa.facts.prose.subjects.owners import contributor, of_part_told
from qa.facts.prose.symbols import METRIC, PERIOD, Symbols, looks_back
from qa.language.values import Entity
from qa.language.vocabulary import vocabulary

_METRIC = re.compile(METRIC)
_AND_PERIOD = re.compile(rf"\s+and\s+(?:the\s+)?{PERIOD}\s*,", re.IGNORECASE)
# "The company reported record" before a noun
_WHO_SAYS = re.compile(
    r".*\b(?:reported|announced|posted|recorded|delivered|achieved|reports|announces|posts)\s+(?:(?:the|an?|our|its|record|strong|solid)\s+)*",
    re.IGNORECASE,
)
_JOINS = re.compile(rf"(?:[A-Za-z]|{METRIC})\s+and\s+$")
# "For the second quarter, …": a period that leads a sentence, or a clause of it.
_LEADING = re.compile(
    rf"(?:^\W*|[;,]\s+(?:and\s+|but\s+)?)(?:{IN}\s+)?(?:(?:the|our|its|this)\s+)?({PERIOD})", re.IGNORECASE
)
# "Sequentially, …", "Compared to the first quarter, …"
_LEADING_AGAINST = re.compile(
    rf"(?:^\W*|[;,]\s+(?:and\s+|but\s+)?)(?:(?:(?:as|when)\s+)?compared\s+(?:to|with)\s+(?:(?:the|our|its)\s+)?(?P<with>{PERIOD})|(?P<alone>{PERIOD}))\s*,\s",
    re.IGNORECASE,
)
_ALSO = re.compile(r"\s*,?\s+and\s+(?:[\w-]+\s+){0,3}", re.IGNORECASE)


def read_clauses(symbols: Symbols, names: frozenset[str]) -> list[Claim]:
    """Return what a sentence claims, in its order; what its form leaves open is left out.

    Arguments:
        names: the words of the filer's name, lower case.
    """
    if "respectively" in forms.BOTH_PER_SHARE.sub("", symbols.text).lower():
        return read_respectively(symbols, names)
    return read_on_bases(symbols) or _read(symbols, names)


def _read(symbols: Symbols, names: frozenset[str]) -> list[Claim]:
    """What the clauses of a sentence claim, one after the other."""
    found = found_forms(symbols)
    first_figures = FirstFigures(symbols, names, found)
    claims: list[Claim] = []
    period: Entity | None = None
    last: Clause | None = None
    at = 0
    for start, end, subject in _subjects(symbols, names, found):
        if start < at:
            continue
        first = first_figures.read(start, end, subject, last)
        if first is None:
            continue
        last = clause = first[0]
        clause.period = clause.period or subject.period
        begin, at = at, go_on(clause, symbols, first[1])
        if clause.changes and (against := _leading_against(symbols, begin, start)):
            clause.settle(against)
        else:
            clause.period = clause.period or _leading(symbols, begin, start)
        clause.period = clause.period or period or (_only_period(symbols) if start in found.brought else None)
        period = clause.period or period
        if not _is_open_balance(clause, found.rises.get(start)):
            joined = _ALSO.fullmatch(symbols.text, begin, start) is not None
            claims = [*(_shared(claims, clause) if joined else claims), *clause.finished()]
    return claims


def _subjects(symbols: Symbols, names: frozenset[str], found: FoundForms) -> list[tuple[int, int, Subject]]:
    """Every metric that a figure may be of, every part that contributes to one, and the nouns that clauses begin with."""
    subjects = []
    for match in _METRIC.finditer(symbols.text):
        at = match.start()
        is_object = at in found.transacted
        subject = named(symbols, at) if is_object else subject_of(symbols, at, names, since=found.led.get(at, 0))
        if subject and at not in found.shares:
            subjects.append((at, match.end(), subject))
    for start, match in found.shares.items():
        if part := contributor(named(symbols, match.start("metric")), match["who"], names):
            subjects.append((start, match.end(), part))
    for lead in forms.NOUN.finditer(symbols.text):
        if _JOINS.search(symbols.text, 0, lead.start("noun")):
            continue  # "Dyeing and Finishing orders", "leases and obligations": half of what the figure is of
        if not _METRIC.search(lead["noun"]) and (noun := _noun(symbols, lead, names)):
            subjects.append(noun)
    return sorted(subjects, key=lambda subject: subject[0])


def _noun(symbols: Symbols, lead: re.Match[str], names: frozenset[str]) -> tuple[int, int, Subject] | None:
    """The noun that a clause begins with, and where it stands; None where it is no name of a figure."""
    start, end = lead.span("noun")
    noun = noun_subject(symbols, start, end, names)
    if noun is None and (who := _WHO_SAYS.match(symbols.text, start, end)):
        start = who.end()
        noun = noun_subject(symbols, start, end, names)
    if noun is None:
        return None
    noun = of_part_told(noun, symbols, names)
    return start, end, replace(noun, period=symbols.entity(lead["when"])) if lead["when"] else noun


def _is_open_balance(clause: Clause, rise: re.Match[str] | None) -> bool:
    """Whether "an increase in deposits of $5 million" leaves open since when, as one of several causes does."""
    known = vocabulary().metrics.get(clause.subject.metric)
    is_balance = known is not None and known.instant
    return rise is not None and rise.re is forms.RISE_IN and is_balance and not clause.against


def _shared(before: list[Claim], clause: Clause) -> list[Claim]:
    """The claims before a clause that "and" joins, its comparison theirs: "sales rose 2% and costs 1% over 2031"."""
    if clause.against is None or not clause.claims or clause.claims[0].kind != "change":
        return before
    last = before[-1:]
    joined = [replace(one, against=clause.against) for one in last if one.kind == "change" and one.against is None]
    return [*before[:-1], *(joined or last)]


def _leading_against(symbols: Symbols, begin: int, end: int) -> Entity | None:
    """The period with which the words that lead a clause compare it: "Sequentially, …", "Compared to last year, …"."""
    match = _LEADING_AGAINST.search(symbols.text, begin, end)
    period = symbols.entity(match["with"] or match["alone"]) if match else None
    return period if match and period and (match["with"] or looks_back(period)) else None


def _only_period(symbols: Symbols) -> Entity | None:
    """The one period that the sentence says anywhere: "During the quarter we made progress, reducing debt by"."""
    said = symbols.periods(symbols.text)
    return said[0] if len(said) == 1 and not looks_back(said[0]) else None


def _leading(symbols: Symbols, begin: int, end: int) -> Entity | None:
    """The period that leads the clause: "For the second quarter, …"."""
    found = None
    for match in _LEADING.finditer(symbols.text, begin, end):
        found = None if _AND_PERIOD.match(symbols.text, match.end()) else symbols.entity(match[1])
    return found
