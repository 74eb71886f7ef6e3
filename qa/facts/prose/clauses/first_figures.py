"""Reads a subject's own figure, or that it moved: where its clause begins, and what further figures go on from."""

import re
from dataclasses import replace

from qa.facts.prose.claims import Claim, Subject
from qa.facts.prose.clauses import forms
from qa.facts.prose.clauses.clause import Clause
from qa.facts.prose.clauses.found_forms import FoundForms
from qa.facts.prose.clauses.signs import signed
from qa.facts.prose.clauses.steps import go_on
from qa.facts.prose.clauses.ways import BROUGHT_WAYS
from qa.facts.prose.grammar import HELD_AGAINST, IN, RESTRICTS, TAIL, any_of, basis_of
from qa.facts.prose.prose_units import is_growth, is_margin
from qa.facts.prose.subjects.metrics import named
from qa.facts.prose.subjects.owners import of_owner, owned_by
from qa.facts.prose.subjects.reporters import reporter, speaks_for_filer
from qa.facts.prose.symbols import METRIC, PERCENT, PERIOD, Symbols, is_over, looks_back
from qa.frozen import frozen
from qa.language.values import Entity
from qa.language.vocabulary import vocabulary

_METRIC = re.compile(METRIC)
_PERCENT = re.compile(PERCENT)
_SAYS = rf"(?:{any_of('transacts')}|announced|announces|reports|posts)"
_REPORTS = re.compile(rf"\b{_SAYS}\s+(?:(?:[\w-]+|{PERIOD})\s+){{0,2}}$", re.IGNORECASE)
_PROFITS = re.compile(r"(?:profits?|earnings|losses)", re.IGNORECASE)  # which need no verb of reporting before
_OF = re.compile(r"\s*(?:of|totaling|totalling|amounting to)\b", re.IGNORECASE)
# "a change from earnings of $5 million in 2031 to a loss": where it came from
_LEFT = re.compile(
    r"\b(?:chang(?:e|ed|es|ing)|swing|swung|shift|mov(?:e|ed)|went|improve(?:d|ment)|turn(?:ed)?) from\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
# "We completed ten acquisitions, with total sales of": those of what was bought
_ACQUIRED = re.compile(r"\bacqui(?:sitions?|red|ring)\b.*\bwith\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)
_SETS_BASIS = re.compile(r"(?:after adjusting|adjusted|excluding|exclusive)\b", re.IGNORECASE)
_SEVERAL = 2
_ACTS = frozenset(["we", "company", "board", "management", "also", "and"])
_LED = re.compile(rf"^\W*(?:{IN}\s+)?(?:(?:the|our|its|this)\s+)?{PERIOD}\s*,")
_OF_SALES = re.compile(rf"\s+of\s+(?:(?:net|total|the|our|its)\s+)*(?P<metric>{METRIC})", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:over|from|on|than|versus|against|to|with)\s*$", re.IGNORECASE)
_BY = re.compile(r"\bby\b", re.IGNORECASE)
_Read = tuple[Clause, int] | None  # a clause, and where reading goes on
_Match = re.Match[str]


@frozen
class FirstFigures:
    """A sentence of whose subjects the first figures are read.

    Arguments:
        names: the words of the filer's name, lower case.
        found: the forms that lead to its metrics.
    """

    symbols: Symbols
    names: frozenset[str]
    found: FoundForms

    @property
    def words(self) -> str:
        """The sentence in symbols."""
        return self.symbols.text

    def read(self, start: int, end: int, subject: Subject, last: Clause | None) -> _Read:
        """Return a subject's clause with its first figure, and where reading goes on; None where it has none.

        Arguments:
            start: where the subject begins; it ends at `end`.
            last: the clause before.
        """
        if beside := self._beside(start, last):
            return beside
        if contributed := self.found.shares.get(start):
            return self._share(subject, contributed), end
        if transacted := self.found.transacted.get(start):
            return self._transacted(transacted, subject, end)
        if rise := self.found.rises.get(start):
            clause = Clause(subject, mode="change", moved=True)
            clause.turn(rise["noun"])
            clause.add_change(self.symbols.entity(rise["figure"]))
            return clause, max(end, rise.end())
        if brought := self.found.brought.get(start):
            return self._brought(brought, subject, end, last.way if last else 0)
        return self._behind(start, end, subject)

    def _beside(self, start: int, last: Clause | None) -> _Read:
        """Read a change that goes with the one before it, over the same time: "… on a $5 million increase in revenues"."""
        match = self.found.beside.get(start)
        if match is None or last is None or last.against is None:
            return None
        clause = Clause(named(self.symbols, start), period=last.period, mode="change", moved=True)
        clause.turn(match["noun"] or match["went"])
        clause.add_change(self.symbols.entity(match["figure"] or match["by"]))
        clause.settle(last.against)
        return clause, match.end()

    def _share(self, subject: Subject, match: _Match) -> Clause:
        """Read a part's figure, where one is said, and its share of the whole."""
        clause = Clause(subject, period=self.symbols.own_period(match["at"]))
        if match.groupdict().get("figure"):
            clause.add_level(self.symbols.entity(match["figure"]))
        whole = named(self.symbols, match.start("metric"))
        clause.add(Claim(subject, self.symbols.entity(match["share"]), "part", whole=whole), clause.own)
        return clause

    def _transacted(self, match: _Match, subject: Subject, end: int) -> _Read:
        """Read the amount that the filer, or a part of the company, did something with."""
        owner = reporter(self.words[: match.start("verb")], self.names)
        if owner:
            subject = owned_by(subject, owner)
        elif owner is None and not speaks_for_filer(self.words[: match.end("verb")], self.names, subject):
            return None
        clause = Clause(subject, period=self.symbols.own_period(match["verb"]))
        clause.add_level(self.symbols.entity(match["figure"]))
        return self._unless_restricted(clause, end)

    def _brought(self, match: _Match, subject: Subject, end: int, way: int) -> _Read:
        """Read what the filer moved: where to, or by how much, "raised its margin by 2%".

        Arguments:
            way: in which the filer moved what was read last.
        """
        verb = match.groupdict().get("verb")
        if verb is not None:
            head = self.words[: match.start("verb")]
            if not speaks_for_filer(head, self.names, subject) or not self._is_deed_of_filer(head):
                return None
            way = BROUGHT_WAYS.get(" ".join(verb.lower().split()), 0)
        clause = Clause(subject, mode="change", moved=True, way=way)
        by = forms.BY.match(self.words, end)
        if by is None or not _BY.search(by[0]):
            return clause, end
        if not way:
            return None
        clause.direction = -way if subject.negative else way
        clause.add_change(self.symbols.entity(by["figure"]))
        return clause, by.end()

    def _is_deed_of_filer(self, head: str) -> bool:
        """Whether what stands before a deed lets the filer do it: nothing, the filer, or words that lead to its name."""
        words = re.findall(r"[\w&]+", _LED.sub("", head).lower())
        return not words or any(word in _ACTS or word in self.names for word in words)

    def _behind(self, start: int, end: int, subject: Subject) -> _Read:
        """Read what is said behind a subject, whose it is or of what it is a share standing between."""
        head = self.words[:start]
        if _is_no_rate(subject):
            if share := forms.AS_SHARE.match(self.words, end):
                return self._as_share(subject, share, share.end(), head)
            if share := forms.LED_AS_SHARE.search(head):
                return self._as_share(subject, share, end, head)
        if figure := self._figure(subject, end, head):
            return figure
        tail = TAIL.match(self.words, end)
        owned = of_owner(subject, tail["tail"], self.names) if tail else None
        return self._figure(owned, tail.end(), head, self.symbols.own_period(tail["at"])) if tail and owned else None

    def _as_share(self, subject: Subject, match: _Match, at: int, head: str) -> _Read:
        """Read what is said of a metric as a percentage of another: "SG&A as a percentage of net sales fell to 20%"."""
        found = self._figure(subject, at, head, self.symbols.own_period(match["at"]))
        if found:
            found[0].whole = named(self.symbols, match.start("metric"))
        return found

    def _figure(self, subject: Subject, end: int, head: str, period: Entity | None = None) -> _Read:
        """Read what is said right behind a subject: by how much it surpasses another period's, its figure, or that it moved.

        Arguments:
            head: the sentence up to the subject.
            period: the one said before.
        """
        own_period = self.symbols.own_period
        if off := forms.SURPASSED.match(self.words, end):
            clause = Clause(subject, period=own_period(off["at"]) or period, mode="change", moved=True)
            clause.turn(off["than"])
            clause.add_change(self.symbols.entity(off["figure"]))
            clause.settle(self.symbols.entity(off["period"]))
            return clause, off.end()
        if (part := forms.SHARE_OF.match(self.words, end)) and _is_no_rate(subject):
            return self._share(subject, part), part.end()
        if states := forms.STATES.match(self.words, end):
            earlier = self._earlier(states) if states["at"] and not period else None
            subject = replace(subject, period=earlier) if earlier else subject
            return self._stated(subject, states, head, own_period(states["at"]) or period or earlier)
        listed = forms.LISTED.match(self.words, end)
        if listed and forms.BULLET.fullmatch(self.words, 0, self.symbols.place(subject.start)):
            clause = Clause(subject, period=own_period(listed["at"]) or period)
            clause.add_level(self.symbols.entity(listed["figure"]))
            return self._unless_restricted(clause, listed.end())
        if moved := forms.MOVED.match(self.words, end):
            clause = Clause(subject, period=own_period(moved["at"]) or period, mode="change", moved=True)
            clause.turn(moved["verb"])
            return self._first_change(clause, moved.end())
        return None

    def _earlier(self, states: _Match) -> Entity | None:
        """The earlier period that a level is of, and not compared with: "net income in the year-ago quarter was"."""
        said = self.symbols.periods(states["at"])
        if len(said) != 1 or not looks_back(said[0]) or is_over(self.symbols.said(said[0])):
            return None
        return None if _COMPARED.search(self.words, 0, states.start()) else said[0]

    def _stated(self, subject: Subject, states: _Match, head: str, period: Entity | None) -> _Read:
        """Read a subject's level."""
        is_of = _OF.match(states["verb"]) is not None
        is_other = is_of and HELD_AGAINST.search(head) is not None
        if _is_average_balance(subject, states["verb"]):
            return None
        if is_of and (states["sign"] or _LEFT.search(head) or not self._is_figure_of(subject, states.start(), head)):
            return None
        if is_of and not is_other and not speaks_for_filer(head, self.names, subject):
            return None
        if states["sign"]:
            named_so = signed(subject, states["sign"])
            if named_so is None:
                return None
            subject = named_so
        if states["between"]:
            subject = _as_set_between(subject, states["between"])
        if by_part := self._by_part(subject, states, period):
            return by_part
        clause = Clause(subject, period=period, ahead=bool(states["ahead"]))
        if is_other:
            clause.mode, clause.other = "other", period
            clause.add_other(Claim(subject, self.symbols.entity(states["figure"])))
            return clause, states.end()
        clause.add_level(self.symbols.entity(states["figure"]))
        return self._unless_restricted(clause, self._behind_whole(subject, states.end()))

    def _is_figure_of(self, subject: Subject, end: int, head: str) -> bool:
        """Whether what "of" states is of a metric or of a noun that somebody reports, and not of what was bought."""
        named_alone = not subject.known and not _METRIC.match(self.words, end - 1) and not _REPORTS.search(head)
        if named_alone and not _PROFITS.fullmatch(self.symbols.source, subject.start, subject.end):
            return False
        return _ACQUIRED.search(self.symbols.source, self.symbols.offsets[0], subject.start) is None

    def _by_part(self, subject: Subject, states: _Match, period: Entity | None) -> _Read:
        """Read a metric's figures of two parts or more: "$5 million in the United States and $3 million in Europe"."""
        at, said = states.start("figure"), list[_Match]()
        while match := forms.OF_EACH_PART.match(self.words, at):
            said.append(match)
            at = match.end()
        if len(said) < _SEVERAL or subject.is_part or states["ahead"]:
            return None
        clause = Clause(subject, period=period)
        for match in said:
            claim = Claim(owned_by(subject, match["part"]), self.symbols.entity(match["figure"]))
            clause.add(claim, clause.own)
        return clause, at

    def _behind_whole(self, subject: Subject, at: int) -> int:
        """The place behind what a margin is a percentage of, which says no more: "gross margin of 35% of revenue"."""
        match = _OF_SALES.match(self.words, at) if _PERCENT.match(self.words, at - 1) else None
        if match is None or not is_margin(subject.metric):
            return at
        return match.end() if named(self.symbols, match.start("metric")).metric == "Revenues" else at

    def _first_change(self, clause: Clause, at: int) -> _Read:
        """Read by how much a subject moved, where that is said."""
        by = forms.BY.match(self.words, at)
        if by is None:
            return clause, at
        clause.period = self.symbols.own_period(by["at"]) or clause.period
        clause.add_change(self.symbols.entity(by["figure"]))
        return self._unless_restricted(clause, by.end()) if is_growth(clause.subject.metric) else (clause, by.end())

    def _unless_restricted(self, clause: Clause, at: int) -> _Read:
        """Leave a figure out that is of a part only: "revenue was $5 million from services"."""
        alike = Clause(clause.subject, mode=clause.mode, moved=clause.moved)
        if RESTRICTS.match(self.words, at) and go_on(alike, self.symbols, at) == at:
            return None
        return clause, at


def _is_no_rate(subject: Subject) -> bool:
    """Whether a metric is counted in something else than percent, so that one of another is a share of it."""
    known = vocabulary().metrics.get(subject.metric)
    return known is not None and known.unit in ("money", "count") and not is_margin(subject.metric)


def _is_average_balance(subject: Subject, verb: str) -> bool:
    """Whether a balance, or a noun that may be one, is said to have averaged so much, which is no balance of a day."""
    known = vocabulary().metrics.get(subject.metric)
    return verb.strip().lower() == "averaged" and (known is None or known.instant)


def _as_set_between(subject: Subject, words: str) -> Subject:
    """A subject on the basis that words between it and its verb say: "revenue, excluding divestitures, was"."""
    if subject.basis != "GAAP" or not _SETS_BASIS.match(words):
        return subject
    return replace(subject, basis=basis_of(words) or subject.basis)
