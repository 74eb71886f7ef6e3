"""Reads the clauses of one sentence: which figures are whose, what moved from where to where, against which period."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from qa.facts import grammar
from qa.facts.claims import Claim, Subject
from qa.facts.prose_units import is_price
from qa.facts.respectively import read_respectively
from qa.facts.subjects import named, noun_subject, of_owner, speaks_for_filer, subject_of
from qa.facts.symbols import FIGURE, METRIC, PERIOD, Symbols
from qa.language.values import Entity, PeriodExpression, Quantity

_METRIC = re.compile(METRIC)
_PERIOD = re.compile(PERIOD)
_FIGURE = re.compile(FIGURE)
_REPORTS = re.compile(rf"\b{grammar.any_of('transacts')}\s+(?:[\w-]+\s+){{0,2}}$", re.IGNORECASE)
_LOSS = re.compile(r"loss|deficit", re.IGNORECASE)
_OF = re.compile(r"\s*(?:of|totaling|totalling|amounting to)\b", re.IGNORECASE)
# "For the second quarter, …": a period that leads a sentence, or a clause of it.
_LEADING = re.compile(
    rf"(?:^\W*|[;,]\s+(?:and\s+|but\s+)?)(?:{grammar.IN}\s+)?(?:(?:the|our|its|this)\s+)?({PERIOD})", re.IGNORECASE
)
_Match = re.Match[str]


@dataclass(slots=True)
class _Clause:
    """What was read of one clause so far; claims that still lack a period are referred to by their index."""

    subject: Subject
    claims: list[Claim] = field(default_factory=list)
    period: Entity | None = None  # the clause's own
    own: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)  # levels of the period compared with, not yet said
    other: Entity | None = None  # that period, once said
    held: Subject | None = None  # whose level is compared with: "net income" of "a net loss … compared to net income"
    changes: list[int] = field(default_factory=list)  # not yet said against which period
    against: Entity | None = None  # the last one that was
    fallback: Entity | None = None  # the period compared with before, where the change itself says none
    mode: str = "level"  # what was read last: "level", "change" or "other"
    direction: int = 0
    moved: bool = False
    ahead: bool = False
    rate: Entity | None = None  # the last figure that was said to be per share

    def add(self, claim: Claim, pending: list[int]) -> None:
        pending.append(len(self.claims))
        self.claims.append(claim)

    def close(self, pending: list[int], **values: Entity) -> None:
        for index in pending:
            self.claims[index] = replace(self.claims[index], **values)  # type: ignore[arg-type]
        pending.clear()

    def finished(self) -> list[Claim]:
        """Return the claims that lack nothing: a change its comparison or the period it is over, a level of another period that."""
        own = set(self.own)
        if self.fallback:
            self.close(self.changes, against=self.fallback)
        if self.period:
            self.close(self.own, period=self.period)
        return [
            replace(claim, view=self.period, own=index in own)
            for index, claim in enumerate(self.claims)
            if (
                claim.against or (index in own and self.period)
                if claim.kind == "change"
                else claim.period or index in own
            )
        ]


def read_clauses(symbols: Symbols, text: str, names: frozenset[str]) -> list[Claim]:
    """Return what a sentence claims, in its order; what its form leaves open is left out.

    Arguments:
        text: the filing's text.
        names: the words of the filer's name, lower case.
    """
    if "respectively" in symbols.text.lower():
        return read_respectively(symbols, names)
    return _Reader(symbols, text, names).read()


class _Reader:
    """Goes through a sentence from left to right; each step reads one form, or leaves the place to the next."""

    def __init__(self, symbols: Symbols, text: str, names: frozenset[str]) -> None:
        self.symbols = symbols
        self.words = symbols.text
        self.text = text
        self.names = names
        self.transacted = {match.start("metric"): match for match in grammar.TRANSACTED.finditer(self.words)}
        self.increases = {match.start("metric"): match for match in grammar.INCREASE_IN.finditer(self.words)}
        self.steps: tuple[Callable[[_Clause, int], int | None], ...] = (
            self._on_basis,
            self._per_share,
            self._part,
            self._on_other_basis,
            self._higher,
            self._change,
            self._changed,
            self._to,
            self._also,
            self._and_change,
            self._against,
            self._in_brackets,
            self._and_level,
            self._when,
            self._aside,
        )

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
            begin, at = at, self._go_on(*clause)
            clause[0].period = clause[0].period or self._leading(begin, start) or period
            period = clause[0].period or period
            claims += clause[0].finished()
        return claims

    def _subjects(self) -> list[tuple[int, int, Subject]]:
        """Every metric that a figure may be of, and the noun that the sentence begins with."""
        subjects = (
            (match.start(), match.end(), self._subject(match.start())) for match in _METRIC.finditer(self.words)
        )
        found = [(start, end, subject) for start, end, subject in subjects if subject]
        for lead in grammar.NOUN.finditer(self.words):
            noun = noun_subject(self.symbols, *lead.span("noun"), self.text, self.names)
            if noun and not _METRIC.search(lead["noun"]):
                found.append((*lead.span("noun"), noun))
        return sorted(found, key=lambda subject: subject[0])

    def _subject(self, at: int) -> Subject | None:
        if at in self.transacted:
            return named(self.symbols, at)
        if at in self.increases:
            return subject_of(self.symbols, at, self.names, since=self.increases[at].start("words"))
        return subject_of(self.symbols, at, self.names)

    def _begin(self, start: int, end: int, subject: Subject) -> tuple[_Clause, int] | None:
        """Read the subject's own figure, or that it moved; a clause, and where reading goes on."""
        head = self.words[:start]
        if transacted := self.transacted.get(start):
            if not speaks_for_filer(self.words[: transacted.end("verb")], self.names, subject):
                return None
            clause = _Clause(subject)
            clause.add(self._level(clause, transacted["figure"]), clause.own)
            return self._unless_restricted(clause, end)
        if rise := self.increases.get(start):
            clause = _Clause(subject, mode="change", moved=True)
            self._turn(clause, rise["noun"])
            self._add_change(clause, rise["figure"])
            return clause, end
        if figure := self._figure(subject, end, head):
            return figure
        tail = grammar.TAIL.match(self.words, end)
        owned = of_owner(subject, tail["tail"], self.names) if tail else None
        return self._figure(owned, tail.end(), head, self._last_period(tail["at"])) if tail and owned else None

    def _figure(
        self, subject: Subject, end: int, head: str, period: Entity | None = None
    ) -> tuple[_Clause, int] | None:
        """Read what is said behind a subject: its figure, or that it moved."""
        if states := grammar.STATES.match(self.words, end):
            named_alone = not subject.known and not _METRIC.match(self.words, end - 1) and not _REPORTS.search(head)
            whose = speaks_for_filer(head, self.names, subject) and not named_alone
            if _OF.match(states["verb"]) and not whose:
                return None
            clause = _Clause(subject, period=self._last_period(states["at"]) or period, ahead=bool(states["ahead"]))
            clause.add(self._level(clause, states["figure"]), clause.own)
            return self._unless_restricted(clause, states.end())
        if moved := grammar.MOVED.match(self.words, end):
            clause = _Clause(subject, period=self._last_period(moved["at"]) or period, mode="change", moved=True)
            self._turn(clause, moved["verb"])
            return self._first_change(clause, moved.end())
        return None

    def _unless_restricted(self, clause: _Clause, at: int) -> tuple[_Clause, int] | None:
        """Leave a figure out that is of a part only: "revenue was $5 million from services"."""
        if grammar.RESTRICTS.match(self.words, at) and self._go_on(_Clause(clause.subject), at) == at:
            return None
        return clause, at

    def _first_change(self, clause: _Clause, at: int) -> tuple[_Clause, int]:
        if by := grammar.BY.match(self.words, at):
            clause.period = self._last_period(by["at"]) or clause.period
            self._add_change(clause, by["figure"])
            return clause, by.end()
        return clause, at

    def _go_on(self, clause: _Clause, at: int) -> int:
        """Read on behind the first figure as long as a step knows the form; return where it ends."""
        while end := next((end for step in self.steps if (end := step(clause, at)) is not None), None):
            at = end
        return at

    def _leading(self, begin: int, end: int) -> Entity | None:
        """The period that leads the clause: "For the second quarter, …"."""
        found = None
        for match in _LEADING.finditer(self.words, begin, end):
            found = self.symbols.entity(match[1])
        return found

    # The steps: each takes a place behind a figure and returns the place behind what it read, or None.

    def _on_basis(self, clause: _Clause, at: int) -> int | None:
        """Read what the last figure is made of: "in constant currency"; of two bases it is of both."""
        match = grammar.ON_BASIS.match(self.words, at) if clause.claims else None
        basis = grammar.basis_of(match["basis"] or match["without"]) if match else None
        if match is None or basis is None:
            return None
        last = len(clause.claims) - 1
        if match["both"]:
            for indices in (clause.own, clause.others, clause.changes):
                if last in indices:
                    indices.append(last + 1)
            clause.claims.append(replace(clause.claims[last], basis=basis))
        elif basis != "GAAP":
            # Right behind a figure the words are of it, at the clause's end of all before.
            first = last if _FIGURE.match(self.words, at - 1) else 0
            clause.claims[first:] = [replace(claim, basis=basis) for claim in clause.claims[first:]]
        return match.end()

    def _on_other_basis(self, clause: _Clause, at: int) -> int | None:
        """Read the same again on another basis: "and $4.48 on a non-GAAP basis"; the next step says which."""
        match = grammar.AND_ON_BASIS.match(self.words, at)
        if match is None or not clause.claims or clause.claims[-1].kind == "part":
            return None
        last = clause.claims[-1]
        figure = self.symbols.entity(match["figure"])
        clause.claims.append(replace(last, figure=figure))
        for indices in (clause.own, clause.others, clause.changes):
            if len(clause.claims) - 2 in indices:
                indices.append(len(clause.claims) - 1)
        return match.end()

    def _per_share(self, clause: _Clause, at: int) -> int | None:
        match = grammar.PER_SHARE.match(self.words, at)
        like = None
        if match:
            clause.rate = self.symbols.entity(match["figure"])
        elif (match := grammar.OR_PRICE.match(self.words, at)) and self._is_per_share(clause, match["figure"]):
            like = clause.rate
        else:
            return None
        if clause.mode == "level":
            clause.add(replace(self._level(clause, match["figure"]), like=like), clause.own)
        elif clause.mode == "other":
            claim = Claim(clause.held or clause.subject, self.symbols.entity(match["figure"]), like=like)
            self._add_other(clause, claim)
        return match.end()

    def _is_per_share(self, clause: _Clause, figure: str) -> bool:
        """Whether "or $0.40" is per share, as figures of the clause before it were."""
        quantity = self.symbols.entity(figure).value
        return clause.rate is not None and isinstance(quantity, Quantity) and is_price(quantity)

    def _higher(self, clause: _Clause, at: int) -> int | None:
        match = grammar.HIGHER.match(self.words, at)
        if match is None or not clause.claims or (clause.mode == "other" and clause.other is None):
            return None
        clause.mode = "change"
        clause.changes.clear()
        self._turn(clause, match["than"])
        self._add_change(clause, match["figure"])
        self._settle(clause, self.symbols.entity(match["period"]))
        return match.end()

    def _part(self, clause: _Clause, at: int) -> int | None:
        match = grammar.PART.match(self.words, at)
        if match is None or clause.mode == "change":
            return None
        whole = named(self.symbols, match.start("metric"))
        subject = clause.subject if clause.mode == "level" else clause.held or clause.subject
        claim = Claim(subject, self.symbols.entity(match["figure"]), "part", whole=whole)
        if clause.mode == "level":
            clause.add(claim, clause.own)
        else:
            self._add_other(clause, claim)
        return match.end()

    def _change(self, clause: _Clause, at: int) -> int | None:
        match = grammar.CHANGE.match(self.words, at)
        figures = [match[group] for group in ("figure", "second", "by") if match and match[group]]
        if match is None or not figures or (clause.mode == "other" and clause.other is None):
            return None
        clause.changes.clear()
        clause.fallback = clause.other if clause.mode == "other" else None
        self._turn(clause, match["noun"])
        for figure in figures:
            self._add_change(clause, figure)
        if ago := match["ago"] or match["over"]:
            self._settle(clause, self.symbols.entity(ago.strip()))
        return match.end()

    def _changed(self, clause: _Clause, at: int) -> int | None:
        match = grammar.CHANGED.match(self.words, at)
        if match is None or (clause.mode == "other" and clause.other is None):
            return None
        clause.changes.clear()
        clause.fallback = clause.other if clause.mode == "other" else None
        self._turn(clause, match["verb"])
        self._add_change(clause, match["figure"])
        return match.end()

    def _to(self, clause: _Clause, at: int) -> int | None:
        match = grammar.TO.match(self.words, at) if clause.moved else None
        if match is None or clause.mode != "change":
            return None
        for period in self._periods(match["at"]):
            if _looks_back(period):
                self._settle(clause, period)
        clause.moved = False
        clause.mode = "level"
        clause.period = self._last_period(match["at"]) or clause.period
        clause.add(self._level(clause, match["figure"]), clause.own)
        return match.end()

    def _also(self, clause: _Clause, at: int) -> int | None:
        match = grammar.ALSO.match(self.words, at)
        if match is None or clause.mode != "change":
            return None
        self._add_change(clause, match["figure"])
        if clause.against and clause.changes[:-1] == []:
            self._settle(clause, clause.against)
        return match.end()

    def _and_change(self, clause: _Clause, at: int) -> int | None:
        match = grammar.AND_CHANGE.match(self.words, at)
        if match is None or clause.direction == 0 or not clause.against:
            return None
        if clause.mode != "change" and _PERIOD.match(self.words, match.end() + 1):
            return None  # "compared to $2 million at March 31 and $1 million at June 30": a level
        clause.against = None
        clause.mode = "change"
        self._add_change(clause, match["figure"])
        return match.end()

    def _against(self, clause: _Clause, at: int) -> int | None:
        match = grammar.AGAINST.match(self.words, at)
        if match is None:
            return None
        at = match.end()
        if first := grammar.PERIOD_FIRST.match(self.words, at):
            return self._other_level(clause, first, self.symbols.entity(first["period"]))
        if figure := grammar.FIGURE_FIRST.match(self.words, at):
            said = self._periods(figure["at"] or "")
            return self._other_level(clause, figure, said[-1] if said else None)
        if only := grammar.PERIOD_ONLY.match(self.words, at):
            self._settle(clause, self.symbols.entity(only["period"]))
            return only.end()
        return None

    def _in_brackets(self, clause: _Clause, at: int) -> int | None:
        match = grammar.IN_BRACKETS.match(self.words, at)
        if match is None or clause.mode == "change":
            return None
        return self._other_level(clause, match, self.symbols.entity(match["period"]))

    def _other_level(self, clause: _Clause, match: _Match, period: Entity | None) -> int | None:
        """Read the level that the clause's own is compared with."""
        subject = clause.subject
        if match.groupdict().get("metric"):
            other = named(self.symbols, match.start("metric"))
            if clause.subject.is_part and other.metric != clause.subject.metric:
                return None
            subject = replace(clause.subject, metric=other.metric, known=True, negative=other.negative)
        elif words := (match.groupdict().get("sign") or match.groupdict().get("after")):
            subject = replace(subject, negative=bool(_LOSS.search(words)))
        clause.mode, clause.other, clause.held = "other", None, subject
        clause.others.clear()
        clause.add(Claim(subject, self.symbols.entity(match["figure"])), clause.others)
        if period:
            self._settle(clause, period)
        return match.end()

    def _and_level(self, clause: _Clause, at: int) -> int | None:
        match = grammar.AND_LEVEL.match(self.words, at)
        said = clause.other if clause.mode == "other" else clause.period
        if match is None or clause.mode == "change" or said is None:
            return None
        clause.add(Claim(clause.held or clause.subject, self.symbols.entity(match["figure"])), clause.others)
        clause.mode, clause.other = "other", None
        clause.others[:-1] = []
        return match.end()

    def _when(self, clause: _Clause, at: int) -> int | None:
        match = grammar.WHEN.match(self.words, at)
        if match is None:
            return None
        period = self.symbols.entity(match["period"])
        is_basis = bool(match["basis"]) and _looks_back(period)  # "on a linked quarter basis"
        if (
            is_basis
            or (clause.mode == "other" and clause.other is None)
            or (clause.mode == "change" and clause.changes and _looks_back(period))
        ):
            self._settle(clause, period)
        elif clause.mode != "other" and clause.period is None:
            clause.period = period
        else:
            return None
        return match.end()

    def _aside(self, _clause: _Clause, at: int) -> int | None:
        match = grammar.ASIDE.match(self.words, at)
        return match.end() if match else None

    def _level(self, clause: _Clause, figure: str) -> Claim:
        return Claim(clause.subject, self.symbols.entity(figure), ahead=clause.ahead)

    def _add_other(self, clause: _Clause, claim: Claim) -> None:
        if clause.other:
            clause.claims.append(replace(claim, period=clause.other))
        else:
            clause.add(claim, clause.others)

    def _add_change(self, clause: _Clause, figure: str) -> None:
        clause.mode = "change"
        claim = Claim(clause.subject, self.symbols.entity(figure), "change", direction=clause.direction)
        clause.own.append(len(clause.claims))
        clause.add(claim, clause.changes)

    def _settle(self, clause: _Clause, period: Entity) -> None:
        """Say which period it is that the changes are counted from, and the other levels are of."""
        clause.close(clause.changes, against=period)
        if clause.mode == "other":
            clause.close(clause.others, period=period)
            clause.other = period
        clause.against = period

    def _turn(self, clause: _Clause, words: str) -> None:
        """Set the direction, in the sense of the metric: a net loss that decreases is a net income that rises."""
        word = " ".join(words.lower().split())
        if word in grammar.TURNS:
            clause.direction = grammar.TURNS[word]
        else:
            clause.direction = grammar.DIRECTIONS[word] * (-1 if clause.subject.negative else 1)

    def _last_period(self, words: str) -> Entity | None:
        """The period that some words say of a figure itself, the last where they say several."""
        own = [period for period in self._periods(words) if not _looks_back(period)]
        return own[-1] if own else None

    def _periods(self, words: str) -> list[Entity]:
        return [self.symbols.entity(symbol) for symbol in _PERIOD.findall(words)]


def _looks_back(period: Entity) -> bool:
    """Whether a period is said from another one's view: "year over year", "a year ago"."""
    value = period.value
    return isinstance(value, PeriodExpression) and (value.shift or 0) < 0
