"""Reads the clauses of one sentence: which figures are whose, what moved from where to where, against which period."""

import re

from qa.facts.prose import grammar
from qa.facts.prose.claims import Claim, Subject
from qa.facts.prose.clause import Clause
from qa.facts.prose.clause_steps import Steps
from qa.facts.prose.prose_units import is_growth
from qa.facts.prose.reporters import reporter, speaks_for_filer
from qa.facts.prose.respectively import read_on_bases, read_respectively
from qa.facts.prose.subjects import (
    contributor,
    named,
    noun_subject,
    of_owner,
    owned_by,
    subject_of,
)
from qa.facts.prose.symbols import METRIC, PERCENT, PERIOD, Symbols
from qa.language.values import Entity

_METRIC = re.compile(METRIC)
_REPORTS = re.compile(rf"\b{grammar.any_of('transacts')}\s+(?:[\w-]+\s+){{0,2}}$", re.IGNORECASE)
_SHARE = re.compile(rf"{PERCENT}\s*(?:of|to)\s")  # without one, no part contributes
_JOINS = re.compile(r"[A-Za-z]\s+and\s+$")
_OF = re.compile(r"\s*(?:of|totaling|totalling|amounting to)\b", re.IGNORECASE)
# "For the second quarter, …": a period that leads a sentence, or a clause of it.
_LEADING = re.compile(
    rf"(?:^\W*|[;,]\s+(?:and\s+|but\s+)?)(?:{grammar.IN}\s+)?(?:(?:the|our|its|this)\s+)?({PERIOD})", re.IGNORECASE
)


def read_clauses(symbols: Symbols, text: str, names: frozenset[str]) -> list[Claim]:
    """Return what a sentence claims, in its order; what its form leaves open is left out.

    Arguments:
        text: the filing's text.
        names: the words of the filer's name, lower case.
    """
    if "respectively" in symbols.text.lower():
        return read_respectively(symbols, names)
    if on_bases := read_on_bases(symbols):
        return on_bases
    return _Reader(symbols, text, names).read()


class _Reader:
    """Goes through a sentence from left to right, from one metric and its figure to the next."""

    def __init__(self, symbols: Symbols, text: str, names: frozenset[str]) -> None:
        self.symbols = symbols
        self.words = symbols.text
        self.text = text
        self.names = names
        self.transacted = {match.start("metric"): match for match in grammar.TRANSACTED.finditer(self.words)}
        shares = grammar.CONTRIBUTES.finditer(self.words) if _SHARE.search(self.words) else ()
        self.shares = {match.start("who"): match for match in shares}
        self.led = {
            match.start("metric"): match.start("words")
            for form in (grammar.INCREASE_IN, grammar.RELATIVE, grammar.BROUGHT)
            for match in form.finditer(self.words)
        }
        self.brought = {match.start("metric"): match for match in grammar.BROUGHT.finditer(self.words)}
        self.increases = {match.start("metric"): match for match in grammar.INCREASE_IN.finditer(self.words)}
        self.steps = Steps(symbols)

    def read(self) -> list[Claim]:
        claims: list[Claim] = []
        period: Entity | None = None
        at = 0
        for start, end, subject in self._subjects():
            if start < at:
                continue
            clause = self._begin(start, end, subject)
            if clause is None:
                continue
            clause[0].period = clause[0].period or subject.period
            begin, at = at, self.steps.go_on(*clause)
            clause[0].period = clause[0].period or self._leading(begin, start) or period
            period = clause[0].period or period
            claims += clause[0].finished()
        return claims

    def _subjects(self) -> list[tuple[int, int, Subject]]:
        """Every metric that a figure may be of, and the noun that the sentence begins with."""
        subjects = (
            (match.start(), match.end(), self._subject(match.start())) for match in _METRIC.finditer(self.words)
        )
        found = [(start, end, subject) for start, end, subject in subjects if subject and start not in self.shares]
        for start, match in self.shares.items():
            if part := contributor(named(self.symbols, match.start("metric")), match["who"], self.names):
                found.append((start, match.end(), part))
        for lead in grammar.NOUN.finditer(self.words):
            if _JOINS.search(self.words, 0, lead.start("noun")):
                continue  # "Dyeing and Finishing orders", "leases and obligations": half of what the figure is of
            noun = noun_subject(self.symbols, *lead.span("noun"), self.text, self.names)
            if noun and not _METRIC.search(lead["noun"]):
                found.append((*lead.span("noun"), noun))
        return sorted(found, key=lambda subject: subject[0])

    def _subject(self, at: int) -> Subject | None:
        if at in self.transacted:
            return named(self.symbols, at)
        return subject_of(self.symbols, at, self.names, since=self.led.get(at, 0))

    def _begin(self, start: int, end: int, subject: Subject) -> tuple[Clause, int] | None:
        """Read the subject's own figure, or that it moved; a clause, and where reading goes on."""
        head = self.words[:start]
        if share := self.shares.get(start):
            return self._share(subject, share), end
        if transacted := self.transacted.get(start):
            owner = reporter(self.words[: transacted.start("verb")], self.names)
            if owner:
                subject = owned_by(subject, owner)
            elif owner is None and not speaks_for_filer(self.words[: transacted.end("verb")], self.names, subject):
                return None
            clause = Clause(subject, period=self.steps.last_period(transacted["verb"]))
            clause.add_level(self.symbols.entity(transacted["figure"]))
            return self._unless_restricted(clause, end)
        if rise := self.increases.get(start):
            clause = Clause(subject, mode="change", moved=True)
            clause.turn(rise["noun"])
            clause.add_change(self.symbols.entity(rise["figure"]))
            return clause, end
        if brought := self.brought.get(start):
            whose = speaks_for_filer(self.words[: brought.start("verb")], self.names, subject)
            return (Clause(subject, mode="change", moved=True), end) if whose else None
        if figure := self._figure(subject, end, head):
            return figure
        tail = grammar.TAIL.match(self.words, end)
        owned = of_owner(subject, tail["tail"], self.names) if tail else None
        return self._figure(owned, tail.end(), head, self.steps.last_period(tail["at"])) if tail and owned else None

    def _share(self, subject: Subject, match: re.Match[str]) -> Clause:
        """Read a part's figure and its share of the whole."""
        clause = Clause(subject, period=self.steps.last_period(match["at"]))
        if match["figure"]:
            clause.add_level(self.symbols.entity(match["figure"]))
        whole = named(self.symbols, match.start("metric"))
        clause.add(Claim(subject, self.symbols.entity(match["share"]), "part", whole=whole), clause.own)
        return clause

    def _figure(self, subject: Subject, end: int, head: str, period: Entity | None = None) -> tuple[Clause, int] | None:
        """Read what is said behind a subject: its figure, or that it moved."""
        if states := grammar.STATES.match(self.words, end):
            named_alone = not subject.known and not _METRIC.match(self.words, end - 1) and not _REPORTS.search(head)
            whose = speaks_for_filer(head, self.names, subject) and not named_alone
            if _OF.match(states["verb"]) and not whose:
                return None
            clause = Clause(subject, period=self.steps.last_period(states["at"]) or period, ahead=bool(states["ahead"]))
            clause.add_level(self.symbols.entity(states["figure"]))
            return self._unless_restricted(clause, states.end())
        if moved := grammar.MOVED.match(self.words, end):
            clause = Clause(subject, period=self.steps.last_period(moved["at"]) or period, mode="change", moved=True)
            clause.turn(moved["verb"])
            return self._first_change(clause, moved.end())
        return None

    def _unless_restricted(self, clause: Clause, at: int) -> tuple[Clause, int] | None:
        """Leave a figure out that is of a part only: "revenue was $5 million from services"."""
        alike = Clause(clause.subject, mode=clause.mode, moved=clause.moved)
        if grammar.RESTRICTS.match(self.words, at) and self.steps.go_on(alike, at) == at:
            return None
        return clause, at

    def _first_change(self, clause: Clause, at: int) -> tuple[Clause, int] | None:
        if by := grammar.BY.match(self.words, at):
            clause.period = self.steps.last_period(by["at"]) or clause.period
            clause.add_change(self.symbols.entity(by["figure"]))
            return self._unless_restricted(clause, by.end()) if is_growth(clause.subject.metric) else (clause, by.end())
        return clause, at

    def _leading(self, begin: int, end: int) -> Entity | None:
        """The period that leads the clause: "For the second quarter, …"."""
        found = None
        for match in _LEADING.finditer(self.words, begin, end):
            found = self.symbols.entity(match[1])
        return found
