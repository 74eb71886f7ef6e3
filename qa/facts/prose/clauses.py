"""Reads the clauses of one sentence: which figures are whose, what moved from where to where, against which period."""

import re
from dataclasses import replace

from qa.facts.prose import grammar
from qa.facts.prose.claims import Claim, Subject
from qa.facts.prose.clause import Clause
from qa.facts.prose.clause_steps import Steps
from qa.facts.prose.prose_units import is_growth, is_margin
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
from qa.facts.prose.symbols import METRIC, PERCENT, PERIOD, Symbols, looks_back
from qa.language.values import Entity
from qa.language.vocabulary import vocabulary

_METRIC = re.compile(METRIC)
_REPORTS = re.compile(rf"\b{grammar.any_of('transacts')}\s+(?:[\w-]+\s+){{0,2}}$", re.IGNORECASE)
_SHARE = re.compile(rf"{PERCENT}\s*(?:of|to)\s")  # without one, no part contributes
_JOINS = re.compile(rf"(?:[A-Za-z]|{METRIC})\s+and\s+$")
_OF = re.compile(r"\s*(?:of|totaling|totalling|amounting to)\b", re.IGNORECASE)
# "a change from earnings of $5 million in 2031 to a loss": where it came from
_LEFT = re.compile(
    r"\b(?:chang(?:e|ed|es|ing)|swing|swung|shift|mov(?:e|ed)|went|improve(?:d|ment)|turn(?:ed)?) from\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
# "For the second quarter, …": a period that leads a sentence, or a clause of it.
_LEADING = re.compile(
    rf"(?:^\W*|[;,]\s+(?:and\s+|but\s+)?)(?:{grammar.IN}\s+)?(?:(?:the|our|its|this)\s+)?({PERIOD})", re.IGNORECASE
)
# "Sequentially, …", "Compared to the first quarter, …"
_LEADING_AGAINST = re.compile(
    rf"(?:^\W*|[;,]\s+(?:and\s+|but\s+)?)(?:(?:(?:as|when)\s+)?compared\s+(?:to|with)\s+(?:(?:the|our|its)\s+)?(?P<with>{PERIOD})|(?P<alone>{PERIOD}))\s*,\s",
    re.IGNORECASE,
)
_INCURS = frozenset(["spent", "invested", "incurred"])
_OF_SALES = re.compile(rf"\s+of\s+(?:(?:net|total|the|our|its)\s+)*(?P<metric>{METRIC})", re.IGNORECASE)
_PERCENT = re.compile(PERCENT)
_ALSO = re.compile(r"\s*,?\s+and\s+(?:[\w-]+\s+){0,3}", re.IGNORECASE)


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
        spent = (match for match in grammar.SPENT.finditer(self.words) if self._is_outlay(match))
        self.transacted = {match.start("metric"): match for match in (*spent, *grammar.TRANSACTED.finditer(self.words))}
        shares = grammar.CONTRIBUTES.finditer(self.words) if _SHARE.search(self.words) else ()
        self.shares = {match.start("who"): match for match in shares}
        self.led = {
            match.start("metric"): match.start("words")
            for form in (grammar.INCREASE_IN, grammar.RELATIVE, grammar.BROUGHT)
            for match in form.finditer(self.words)
        }
        self.brought = {match.start("metric"): match for match in grammar.BROUGHT.finditer(self.words)}
        self.increases = {
            match.start("metric"): match
            for match in grammar.INCREASE_IN.finditer(self.words)
            if not self.words.endswith("(", 0, match.start())  # what the item before it came to
        }
        self.steps = Steps(symbols)

    def _is_outlay(self, spent: re.Match[str]) -> bool:
        """Whether an amount is what went out for a metric: an expense need not be paid when it is incurred."""
        known = vocabulary().metrics[named(self.symbols, spent.start("metric")).metric]
        return known.outflow or (known.expense and spent["verb"].lower() in _INCURS)

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
            if clause[0].changes and (against := self._leading_against(begin, start)):
                clause[0].settle(against)
            else:
                clause[0].period = clause[0].period or self._leading(begin, start)
            clause[0].period = clause[0].period or period
            period = clause[0].period or period
            claims = self._shared(claims, clause[0], begin, start) + clause[0].finished()
        return claims

    def _shared(self, before: list[Claim], clause: Clause, begin: int, start: int) -> list[Claim]:
        """The claims before a clause, its comparison theirs where "and" joins them: "sales rose 2% and costs 1% over 2031"."""
        if clause.against is None or not clause.claims or not _ALSO.fullmatch(self.words, begin, start):
            return before
        if clause.claims[0].kind != "change":
            return before
        last = before[-1:]
        joined = [replace(one, against=clause.against) for one in last if one.kind == "change" and one.against is None]
        return [*before[:-1], *(joined or last)]

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
        if off := grammar.SURPASSED.match(self.words, end):
            clause = Clause(subject, period=self.steps.last_period(off["at"]) or period, mode="change", moved=True)
            clause.turn(off["than"])
            clause.add_change(self.symbols.entity(off["figure"]))
            clause.settle(self.symbols.entity(off["period"]))
            return clause, off.end()
        if states := grammar.STATES.match(self.words, end):
            named_alone = not subject.known and not _METRIC.match(self.words, end - 1) and not _REPORTS.search(head)
            whose = speaks_for_filer(head, self.names, subject) and not named_alone
            if _OF.match(states["verb"]) and (not whose or _LEFT.search(head)):
                return None
            clause = Clause(subject, period=self.steps.last_period(states["at"]) or period, ahead=bool(states["ahead"]))
            clause.add_level(self.symbols.entity(states["figure"]))
            return self._unless_restricted(clause, self._behind_whole(subject, states.end()))
        if moved := grammar.MOVED.match(self.words, end):
            clause = Clause(subject, period=self.steps.last_period(moved["at"]) or period, mode="change", moved=True)
            clause.turn(moved["verb"])
            return self._first_change(clause, moved.end())
        return None

    def _behind_whole(self, subject: Subject, at: int) -> int:
        """The place behind what a margin is a percentage of, which says no more: "gross margin of 35% of revenue"."""
        match = _OF_SALES.match(self.words, at) if _PERCENT.match(self.words, at - 1) else None
        if match is None or not is_margin(subject.metric):
            return at
        return match.end() if named(self.symbols, match.start("metric")).metric == "Revenues" else at

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

    def _leading_against(self, begin: int, end: int) -> Entity | None:
        """The period with which the words that lead a clause compare it: "Sequentially, …", "Compared to last year, …"."""
        match = _LEADING_AGAINST.search(self.words, begin, end)
        period = self.symbols.entity(match["with"] or match["alone"]) if match else None
        return period if match and period and (match["with"] or looks_back(period)) else None

    def _leading(self, begin: int, end: int) -> Entity | None:
        """The period that leads the clause: "For the second quarter, …"."""
        found = None
        for match in _LEADING.finditer(self.words, begin, end):
            found = self.symbols.entity(match[1])
        return found
