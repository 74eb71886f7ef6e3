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
    of_part_told,
    owned_by,
    subject_of,
)
from qa.facts.prose.symbols import METRIC, PERCENT, PERIOD, Symbols, looks_back
from qa.language.values import Entity
from qa.language.vocabulary import vocabulary

_METRIC = re.compile(METRIC)
_PERIOD = re.compile(PERIOD)
_AND_PERIOD = re.compile(rf"\s+and\s+(?:the\s+)?{PERIOD}\s*,", re.IGNORECASE)
_SAYS = rf"(?:{grammar.any_of('transacts')}|announced|announces|reports|posts)"
_REPORTS = re.compile(rf"\b{_SAYS}\s+(?:(?:[\w-]+|{PERIOD})\s+){{0,2}}$", re.IGNORECASE)
# "The company reported record" before a noun
_WHO_SAYS = re.compile(
    r".*\b(?:reported|announced|posted|recorded|delivered|achieved|reports|announces|posts)\s+(?:(?:the|an?|our|its|record|strong|solid)\s+)*",
    re.IGNORECASE,
)
_PROFITS = re.compile(r"(?:profits?|earnings|losses)", re.IGNORECASE)  # which need no verb of reporting before
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
_SETS_BASIS = re.compile(r"(?:after adjusting|adjusted|excluding|exclusive)\b", re.IGNORECASE)
_SEVERAL = 2
_INCURS = frozenset(["spent", "invested", "incurred"])
_ACTS = frozenset(["we", "company", "board", "management", "also", "and"])
_LED = re.compile(rf"^\W*(?:{grammar.IN}\s+)?(?:(?:the|our|its|this)\s+)?{PERIOD}\s*,")
_OF_SALES = re.compile(rf"\s+of\s+(?:(?:net|total|the|our|its)\s+)*(?P<metric>{METRIC})", re.IGNORECASE)
_PERCENT = re.compile(PERCENT)
_BY = re.compile(r"\bby\b", re.IGNORECASE)
_ALSO = re.compile(r"\s*,?\s+and\s+(?:[\w-]+\s+){0,3}", re.IGNORECASE)


def read_clauses(symbols: Symbols, text: str, names: frozenset[str]) -> list[Claim]:
    """Return what a sentence claims, in its order; what its form leaves open is left out.

    Arguments:
        text: the filing's text.
        names: the words of the filer's name, lower case.
    """
    if "respectively" in grammar.BOTH_PER_SHARE.sub("", symbols.text).lower():
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
            for form in (grammar.INCREASE_IN, grammar.RISE_IN, grammar.RELATIVE, grammar.BROUGHT, grammar.BROUGHT_TOO)
            for match in form.finditer(self.words)
        }
        self.brought = {match.start("metric"): match for match in grammar.BROUGHT.finditer(self.words)}
        self.increases = {
            match.start("metric"): match
            for form in (grammar.RISE_IN, grammar.INCREASE_IN)
            for match in form.finditer(self.words)
            if not self.words.endswith("(", 0, match.start())  # what the item before it came to
        }
        self.brought |= {match.start("metric"): match for match in grammar.BROUGHT_TOO.finditer(self.words)}
        self.beside = {
            match.start("metric") if match["metric"] else match.start("whose"): match
            for match in grammar.BESIDE_CHANGE.finditer(self.words)
        }
        self.way = 0  # in which the filer moved what was read last
        self.steps = Steps(symbols)

    def _is_outlay(self, spent: re.Match[str]) -> bool:
        """Whether an amount is what went out for a metric: an expense need not be paid when it is incurred."""
        known = vocabulary().metrics[named(self.symbols, spent.start("metric")).metric]
        return known.outflow or (known.expense and spent["verb"].lower() in _INCURS)

    def read(self) -> list[Claim]:
        claims: list[Claim] = []
        period: Entity | None = None
        last: Clause | None = None
        at = 0
        for start, end, subject in self._subjects():
            if start < at:
                continue
            clause = self._beside(start, last) or self._begin(start, end, subject)
            if clause is None:
                continue
            last = clause[0]
            clause[0].period = clause[0].period or subject.period
            begin, at = at, self.steps.go_on(*clause)
            if clause[0].changes and (against := self._leading_against(begin, start)):
                clause[0].settle(against)
            else:
                clause[0].period = clause[0].period or self._leading(begin, start)
            clause[0].period = clause[0].period or period or (self._only_period() if start in self.brought else None)
            period = clause[0].period or period
            if self._is_open_balance(start, clause[0]):
                continue
            claims = self._shared(claims, clause[0], begin, start) + clause[0].finished()
        return claims

    def _is_open_balance(self, start: int, clause: Clause) -> bool:
        """Whether "an increase in deposits of $5 million" leaves open since when, as one of several causes does."""
        rise = self.increases.get(start)
        known = vocabulary().metrics.get(clause.subject.metric)
        return (
            rise is not None
            and rise.re is grammar.RISE_IN
            and known is not None
            and known.instant
            and not clause.against
        )

    def _beside(self, start: int, last: Clause | None) -> tuple[Clause, int] | None:
        """Read a change that goes with the one before it, over the same time: "… on a $5 million increase in revenues"."""
        match = self.beside.get(start)
        if match is None or last is None or last.against is None:
            return None
        whole = named(self.symbols, start)
        clause = Clause(whole, period=last.period, mode="change", moved=True)
        clause.turn(match["noun"] or match["went"])
        clause.add_change(self.symbols.entity(match["figure"] or match["by"]))
        clause.settle(last.against)
        return clause, match.end()

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
            start, end = lead.span("noun")
            noun = noun_subject(self.symbols, start, end, self.text, self.names)
            if noun is None and (who := _WHO_SAYS.match(self.words, start, end)):
                start = who.end()
                noun = noun_subject(self.symbols, start, end, self.text, self.names)
            noun = of_part_told(noun, self.symbols, self.names) if noun else None
            if noun and lead["when"]:
                noun = replace(noun, period=self.symbols.entity(lead["when"]))
            if noun and not _METRIC.search(lead["noun"]):
                found.append((start, end, noun))
        return sorted(found, key=lambda subject: subject[0])

    def _subject(self, at: int) -> Subject | None:
        if at in self.transacted:
            return named(self.symbols, at)
        return subject_of(self.symbols, at, self.names, since=self.led.get(at, 0))

    def _begin(self, start: int, end: int, subject: Subject) -> tuple[Clause, int] | None:
        """Read the subject's own figure, or that it moved; a clause, and where reading goes on."""
        head = self.words[:start]
        if contributed := self.shares.get(start):
            return self._share(subject, contributed), end
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
            return clause, max(end, rise.end())
        if brought := self.brought.get(start):
            return self._brought(brought, subject, end)
        if self._is_no_rate(subject):
            if share := grammar.AS_SHARE.match(self.words, end):
                return self._as_share(subject, share, share.end(), head)
            if share := grammar.LED_AS_SHARE.search(head):
                return self._as_share(subject, share, end, head)
        if figure := self._figure(subject, end, head):
            return figure
        tail = grammar.TAIL.match(self.words, end)
        owned = of_owner(subject, tail["tail"], self.names) if tail else None
        return self._figure(owned, tail.end(), head, self.steps.last_period(tail["at"])) if tail and owned else None

    def _brought(self, match: re.Match[str], subject: Subject, end: int) -> tuple[Clause, int] | None:
        """Read what the filer moved: where to, or by how much, "raised its margin by 2%"."""
        verb = match.groupdict().get("verb")
        if verb is not None:
            head = self.words[: match.start("verb")]
            if not speaks_for_filer(head, self.names, subject) or not self._is_deed_of_filer(head):
                return None
            self.way = grammar.BROUGHT_WAYS.get(" ".join(verb.lower().split()), 0)
        clause = Clause(subject, mode="change", moved=True)
        by = grammar.BY.match(self.words, end)
        if by is None or not _BY.search(by[0]):
            return clause, end
        if not self.way:
            return None
        clause.direction = self.way * (-1 if subject.negative else 1)
        clause.add_change(self.symbols.entity(by["figure"]))
        return clause, by.end()

    def _is_deed_of_filer(self, head: str) -> bool:
        """Whether what stands before a deed lets the filer do it: nothing, the filer, or words that lead to its name."""
        words = re.findall(r"[\w&]+", _LED.sub("", head).lower())
        return not words or any(word in _ACTS or word in self.names for word in words)

    def _share(self, subject: Subject, match: re.Match[str]) -> Clause:
        """Read a part's figure, where one is said, and its share of the whole."""
        clause = Clause(subject, period=self.steps.last_period(match["at"]))
        if match.groupdict().get("figure"):
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
        if (part := grammar.SHARE_OF.match(self.words, end)) and self._is_no_rate(subject):
            return self._share(subject, part), part.end()
        if states := grammar.STATES.match(self.words, end):
            if self._is_average_balance(subject, states["verb"]):
                return None
            named_alone = not subject.known and not _METRIC.match(self.words, end - 1) and not _REPORTS.search(head)
            named_alone = named_alone and not _PROFITS.fullmatch(self.text, subject.start, subject.end)
            whose = speaks_for_filer(head, self.names, subject) and not named_alone
            if _OF.match(states["verb"]) and (not whose or _LEFT.search(head)):
                return None
            if states["sign"]:
                signed = self.steps.signed(subject, states["sign"])
                if signed is None or _OF.match(states["verb"]):
                    return None
                subject = signed
            if states["between"]:
                subject = self._as_set_between(subject, states["between"])
            if by_part := self._by_part(subject, states, self.steps.last_period(states["at"]) or period):
                return by_part
            clause = Clause(subject, period=self.steps.last_period(states["at"]) or period, ahead=bool(states["ahead"]))
            clause.add_level(self.symbols.entity(states["figure"]))
            return self._unless_restricted(clause, self._behind_whole(subject, states.end()))
        listed = grammar.LISTED.match(self.words, end)
        if listed and grammar.BULLET.fullmatch(self.words, 0, self.symbols.place(subject.start)):
            clause = Clause(subject, period=self.steps.last_period(listed["at"]) or period)
            clause.add_level(self.symbols.entity(listed["figure"]))
            return self._unless_restricted(clause, listed.end())
        if moved := grammar.MOVED.match(self.words, end):
            clause = Clause(subject, period=self.steps.last_period(moved["at"]) or period, mode="change", moved=True)
            clause.turn(moved["verb"])
            return self._first_change(clause, moved.end())
        return None

    def _by_part(self, subject: Subject, states: re.Match[str], period: Entity | None) -> tuple[Clause, int] | None:
        """Read a metric's figures of two parts or more: "$5 million in the United States and $3 million in Europe"."""
        at, said = states.start("figure"), list[re.Match[str]]()
        while match := grammar.OF_EACH_PART.match(self.words, at):
            said.append(match)
            at = match.end()
        if len(said) < _SEVERAL or subject.is_part or states["ahead"]:
            return None
        clause = Clause(subject, period=period)
        for match in said:
            claim = Claim(owned_by(subject, match["part"]), self.symbols.entity(match["figure"]))
            clause.add(claim, clause.own)
        return clause, at

    def _is_no_rate(self, subject: Subject) -> bool:
        """Whether a metric is counted in something else than percent, so that one of another is a share of it."""
        known = vocabulary().metrics.get(subject.metric)
        return known is not None and known.unit in ("money", "count") and not is_margin(subject.metric)

    def _as_share(self, subject: Subject, match: re.Match[str], at: int, head: str) -> tuple[Clause, int] | None:
        """Read what is said of a metric as a percentage of another: "SG&A as a percentage of net sales fell to 20%"."""
        found = self._figure(subject, at, head, self.steps.last_period(match["at"]))
        if found:
            found[0].whole = named(self.symbols, match.start("metric"))
        return found

    def _is_average_balance(self, subject: Subject, verb: str) -> bool:
        """Whether a balance, or a noun that may be one, is said to have averaged so much, which is no balance of a day."""
        known = vocabulary().metrics.get(subject.metric)
        return verb.strip().lower() == "averaged" and (known is None or known.instant)

    def _as_set_between(self, subject: Subject, words: str) -> Subject:
        """A subject on the basis that words between it and its verb say: "revenue, excluding divestitures, was"."""
        if subject.basis != "GAAP" or not _SETS_BASIS.match(words):
            return subject
        return replace(subject, basis=grammar.basis_of(words) or subject.basis)

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

    def _only_period(self) -> Entity | None:
        """The one period that the sentence says anywhere: "During the quarter we made progress, reducing debt by"."""
        said = [self.symbols.entity(symbol) for symbol in _PERIOD.findall(self.words)]
        return said[0] if len(said) == 1 and not looks_back(said[0]) else None

    def _leading(self, begin: int, end: int) -> Entity | None:
        """The period that leads the clause: "For the second quarter, …"."""
        found = None
        for match in _LEADING.finditer(self.words, begin, end):
            found = None if _AND_PERIOD.match(self.words, match.end()) else self.symbols.entity(match[1])
        return found
