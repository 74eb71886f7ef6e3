"""Reads on behind a clause's first figure: further figures, what moved from where to where, against which period."""

import re
from collections.abc import Callable
from dataclasses import replace

from qa.facts.fact import Basis
from qa.facts.prose import grammar
from qa.facts.prose.claims import Claim, Subject
from qa.facts.prose.clause import Clause
from qa.facts.prose.prose_units import is_growth, is_margin, is_price
from qa.facts.prose.reporters import ORGANS
from qa.facts.prose.subjects import BASES, named
from qa.facts.prose.symbols import FIGURE, PERCENT, PERIOD, Symbols, looks_back
from qa.language.currencies import is_currency
from qa.language.values import Entity, Quantity
from qa.language.vocabulary import vocabulary

_PERIOD = re.compile(PERIOD)
_FIGURE = re.compile(FIGURE)
_PERCENT = re.compile(PERCENT)
_BASIC_AND_DILUTED = re.compile(r"\bbasic\s+and\s+(?:fully\s+)?diluted\b", re.IGNORECASE)
_OVER = re.compile(r"\bover\b|-over-|sequential|y/y|q/q|yoy|qoq", re.IGNORECASE)
_LOSS = re.compile(r"loss|deficit|outflow", re.IGNORECASE)
_AGAIN = frozenset(
    [*ORGANS, "a", "an", "the", "our", "its", "net", "total", "gaap", "reported", "consolidated", "record"]
)
# Of which a figure per share may be named by itself right behind them
_EARNED = frozenset(
    name for name, known in vocabulary().metrics.items() if known.by_unit.get("money/share", "").startswith("Earnings")
)
_Match = re.Match[str]


def _basis_before(words: str) -> Basis | None:
    """The basis that words before a noun say; None for none."""
    said = [word for word in words.lower().split() if word in BASES or word in ("gaap", "reported")]
    return BASES.get(said[0], "GAAP") if said else None


def _joined(one: Claim, other: Claim) -> bool:
    """Whether two claims are a level said in two units."""
    first, second = one.figure.value, other.figure.value
    alike = one.kind == other.kind == "level" and one.own == other.own and one.basis == other.basis
    return alike and isinstance(first, Quantity) and isinstance(second, Quantity) and first.unit != second.unit


def _is_of_segment(metric: str, other: str) -> bool:
    """Whether a metric is another one as segments have it: "segment operating loss" and "operating loss"."""
    return metric.startswith("Segment") and metric.removeprefix("Segment") in (other, other.removesuffix("Loss"))


class Steps:
    """The forms that may follow in a sentence: each step reads one, or leaves the place to the next."""

    def __init__(self, symbols: Symbols) -> None:
        self.symbols = symbols
        self.words = symbols.text
        self.steps: tuple[Callable[[Clause, int], int | None], ...] = (
            self._on_basis,
            self._both_per_share,
            self._each_per_share,
            self._per_share,
            self._part,
            self._on_other_basis,
            self._higher,
            self._change,
            self._changed,
            self._to,
            self._from_to,
            self._also,
            self._and_change,
            self._against,
            self._in_brackets,
            self._and_level,
            self._when,
            self._aside,
        )

    def go_on(self, clause: Clause, at: int) -> int:
        """Read on behind the first figure as long as a step knows the form; return where it ends."""
        while end := next((end for step in self.steps if (end := step(clause, at)) is not None), None):
            at = end
        return at

    # The steps: each takes a place behind a figure and returns the place behind what it read, or None.

    def _on_basis(self, clause: Clause, at: int) -> int | None:
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
            first = self._said_together(clause, last) if _FIGURE.match(self.words, at - 1) else 0
            clause.claims[first:] = [replace(claim, basis=basis) for claim in clause.claims[first:]]
        return match.end()

    def _said_together(self, clause: Clause, last: int) -> int:
        """The first of the levels that "or" joined to the last one, in another unit: "$16 million, or $0.40 per share"."""
        while last and _joined(*clause.claims[last - 1 : last + 1]):
            last -= 1
        return last

    def _on_other_basis(self, clause: Clause, at: int) -> int | None:
        """Read the same again on another basis: "and $4.48 outside GAAP"; the next step says which."""
        match = grammar.AND_ON_BASIS.match(self.words, at)
        if match is None or not clause.claims or clause.claims[-1].kind == "part":
            return None
        last = clause.claims[-1]
        figure = self.symbols.entity(match["figure"])
        if match["verb"] and last.kind == "level":
            return None  # "to $26 million, and up 7% excluding exchange": no level
        if match["verb"]:
            clause.turn(match["verb"])
        way = clause.direction if match["verb"] else last.direction
        clause.claims.append(replace(last, figure=figure, direction=way))
        for indices in (clause.own, clause.others, clause.changes):
            if len(clause.claims) - 2 in indices:
                indices.append(len(clause.claims) - 1)
        return match.end()

    def _both_per_share(self, clause: Clause, at: int) -> int | None:
        """Read a level again as two per share: "or $0.33 and $0.29 per basic and diluted share, respectively"."""
        match = grammar.BOTH_PER_SHARE.match(self.words, at) if clause.claims and clause.mode != "change" else None
        whole = clause.held or clause.subject
        if match is None or whole.metric not in _EARNED:
            return None
        basic, diluted = self.symbols.entity(match["basic"]), self.symbols.entity(match["diluted"])
        first, second = basic.value, diluted.value
        if not isinstance(first, Quantity) or not isinstance(second, Quantity):
            return None
        if not _BASIC_AND_DILUTED.search(self.symbols.said(diluted)):
            return None
        for figure, metric in ((basic, "EarningsPerShareBasic"), (diluted, "EarningsPerShareDiluted")):
            rate = replace(figure, value=replace(first if figure is basic else second, unit=second.unit))
            claim = Claim(replace(whole, metric=metric), rate, ahead=clause.ahead)
            if clause.mode == "level":
                clause.add(claim, clause.own)
            else:
                clause.add_other(claim)
        return match.end()

    def _each_per_share(self, clause: Clause, at: int) -> int | None:
        """Read a level again as one per share that is named itself: "or $1.26 basic EPS and $1.25 diluted EPS"."""
        match = grammar.EACH_PER_SHARE.match(self.words, at) if clause.claims and clause.mode != "change" else None
        if match is None or any(word not in BASES for word in match["words"].lower().split()):
            return None
        of, figure = named(self.symbols, match.start("metric")), self.symbols.entity(match["figure"])
        quantity, whole = figure.value, clause.held or clause.subject
        known = vocabulary().metrics[of.metric]
        if known.unit != "money/share" or not isinstance(quantity, Quantity) or whole.metric not in _EARNED:
            return None
        if not is_price(quantity):
            return None
        unit = quantity.unit if "/" in quantity.unit else f"{quantity.unit}/share"
        clause.rate = figure = replace(figure, value=replace(quantity, unit=unit))
        basis = _basis_before(match["words"]) or (of.basis if of.basis != "GAAP" else whole.basis)
        subject = replace(whole, start=of.start, end=of.end, metric=of.metric, known=True, basis=basis)
        if clause.mode == "level":
            clause.add(Claim(subject, figure, ahead=clause.ahead), clause.own)
        else:
            clause.add_other(Claim(subject, figure))
        return match.end()

    def _per_share(self, clause: Clause, at: int) -> int | None:
        like = None
        if match := grammar.PER_SHARE.match(self.words, at):
            clause.rate = figure = self.symbols.entity(match["figure"])
        elif (match := grammar.OR_PRICE.match(self.words, at)) and (rate := self._price(clause, match["figure"])):
            figure, like = rate, clause.rate
        else:
            return None
        if clause.mode == "level":
            clause.add(Claim(clause.subject, figure, ahead=clause.ahead, like=like), clause.own)
        elif clause.mode == "other":
            clause.add_other(Claim(clause.held or clause.subject, figure, like=like))
        return match.end()

    def _price(self, clause: Clause, symbol: str) -> Entity | None:
        """The figure of "or $0.40" as one per share: figures of the clause were, or it is to the cent beside millions."""
        figure = self.symbols.entity(symbol)
        quantity = figure.value
        if not isinstance(quantity, Quantity) or not is_price(quantity) or not is_currency(quantity.unit):
            return None
        whole = clause.claims[-1].figure.value if clause.claims else None
        beside = isinstance(whole, Quantity) and whole.scale > 1 and whole.unit == quantity.unit
        if clause.rate is None and not (beside and (quantity.decimals or 0) > 1):
            return None
        return replace(figure, value=replace(quantity, unit=f"{quantity.unit}/share"))

    def _higher(self, clause: Clause, at: int) -> int | None:
        match = grammar.HIGHER.match(self.words, at)
        if match is None or not clause.claims or (clause.mode == "other" and clause.other is None):
            return None
        clause.mode = "change"
        clause.changes.clear()
        clause.turn(match["than"])
        clause.add_change(self.symbols.entity(match["figure"]))
        clause.settle(self.symbols.entity(match["period"]))
        level = grammar.PERIOD_FIRST.match(self.words, match.start("period"))
        if level and level["is"] and not level["noun"]:  # "32 percent below last year's level of $1.27 billion"
            return self._other_level(clause, level, self.symbols.entity(level["period"]))
        return match.end()

    def _part(self, clause: Clause, at: int) -> int | None:
        match = grammar.PART.match(self.words, at)
        if match is None or (clause.mode == "change" and not match["makes"]):
            return None
        whole = named(self.symbols, match.start("metric"))
        subject = clause.subject if clause.mode == "level" else clause.held or clause.subject
        claim = Claim(subject, self.symbols.entity(match["share"]), "part", whole=whole)
        if clause.mode == "level" or match["makes"]:
            clause.add(claim, clause.own)
        else:
            clause.add_other(claim)
        return match.end()

    def _change(self, clause: Clause, at: int) -> int | None:
        match = grammar.CHANGE.match(self.words, at)
        figures = [match[group] for group in ("figure", "second", "by") if match and match[group]]
        if match is None or not figures or (clause.mode == "other" and clause.other is None):
            return None
        clause.changes.clear()
        clause.fallback = clause.other if clause.mode == "other" else None
        clause.turn(match["noun"])
        for figure in figures:
            clause.add_change(self.symbols.entity(figure))
        if ago := match["ago"] or match["over"]:
            clause.settle(self.symbols.entity(ago.strip()))
        return match.end()

    def _changed(self, clause: Clause, at: int) -> int | None:
        match = grammar.CHANGED.match(self.words, at)
        if match is None or (clause.mode == "other" and clause.other is None):
            return None
        clause.changes.clear()
        clause.fallback = clause.other if clause.mode == "other" else None
        clause.turn(match["verb"])
        clause.add_change(self.symbols.entity(match["figure"]))
        return match.end()

    def _to(self, clause: Clause, at: int) -> int | None:
        match = grammar.TO.match(self.words, at) if clause.moved else None
        if match is None or clause.mode != "change":
            return None
        for period in self._periods(match["at"]):
            if looks_back(period):
                clause.settle(period)
        clause.moved = False
        clause.mode = "level"
        clause.period = self.last_period(match["at"]) or clause.period
        clause.add_level(self.symbols.entity(match["figure"]))
        return match.end()

    def _from_to(self, clause: Clause, at: int) -> int | None:
        """Read from where to where it moved: "improved from 33.1% a year ago to 35.1%"."""
        match = grammar.FROM_TO.match(self.words, at) if clause.moved and clause.mode == "change" else None
        if match is None:
            return None
        first, last = self._alike(self.symbols.entity(match["first"]), self.symbols.entity(match["figure"]))
        if first is None:
            return None
        clause.moved = False
        clause.mode = "level"
        clause.period = self.last_period(match["at"]) or clause.period
        clause.add_level(last)
        before = self._periods(match["then"])
        if before:
            clause.claims.append(Claim(clause.subject, first, period=before[-1]))
        return match.end()

    def _alike(self, first: Entity, last: Entity) -> tuple[Entity | None, Entity]:
        """Two figures of one unit, which may be said with the last alone: "from 43.1 to 35.1 percent"; None where they differ."""
        one, other = first.value, last.value
        assert isinstance(one, Quantity)
        assert isinstance(other, Quantity)
        if one.unit == "count" and other.unit == "percent":
            return replace(first, value=replace(one, unit="percent")), last
        return (first if one.unit == other.unit else None), last

    def _also(self, clause: Clause, at: int) -> int | None:
        match = grammar.ALSO.match(self.words, at) or self._bracketed(clause, at)
        if match is None or clause.mode != "change":
            return None
        clause.add_change(self.symbols.entity(match["figure"]))
        if clause.against and clause.changes[:-1] == []:
            clause.settle(clause.against)
        return match.end()

    def _bracketed(self, clause: Clause, at: int) -> _Match | None:
        """The same change in percent, or in money, that a bracket right behind it gives."""
        match = grammar.IN_PERCENT_TOO.match(self.words, at) if _FIGURE.match(self.words, at - 1) else None
        if match is None or not clause.claims:
            return None
        units = [
            one.value.unit
            for one in (clause.claims[-1].figure, self.symbols.entity(match["figure"]))
            if isinstance(one.value, Quantity)
        ]
        return match if units.count("percent") == 1 else None

    def _and_change(self, clause: Clause, at: int) -> int | None:
        match = grammar.AND_CHANGE.match(self.words, at)
        if match is None or clause.direction == 0 or not clause.against:
            return None
        if clause.mode != "change" and _PERIOD.match(self.words, match.end() + 1):
            return None  # "compared to $2 million at March 31 and $1 million at June 30": a level
        clause.against = None
        clause.mode = "change"
        clause.add_change(self.symbols.entity(match["figure"]))
        return match.end()

    def _against(self, clause: Clause, at: int) -> int | None:
        match = grammar.AGAINST.match(self.words, at)
        if match is None:
            return None
        at = match.end()
        if both := grammar.BOTH_FIGURES.match(self.words, at):
            return self._both_levels(clause, both)
        first = grammar.PERIOD_FIRST.match(self.words, at)
        if first and (not first["noun"] or first["noun"].lower() == self._noun(clause.subject)):
            return self._other_level(clause, first, self.symbols.entity(first["period"]))
        if figure := grammar.FIGURE_FIRST.match(self.words, at) or self._same_first(clause, at):
            said = self._periods(figure["at"] or "")
            return self._other_level(clause, figure, said[-1] if said else None)
        if only := grammar.PERIOD_ONLY.match(self.words, at):
            clause.settle(self.symbols.entity(only["period"]))
            return only.end()
        return None

    def _same_first(self, clause: Clause, at: int) -> _Match | None:
        """A level behind the noun of the clause's own said again, its part or another basis before it."""
        match = grammar.SAME_FIRST.match(self.words, at)
        if match is None:
            return None
        words = [word.lower() for word in match["words"].split()]
        if match["metric"]:
            part = {word for _, member in clause.subject.dimensions for word in member.lower().split()}
            return match if all(word in part | BASES.keys() | _AGAIN for word in words) else None
        noun = self._noun(clause.subject)
        return match if noun.split()[-len(words) - 1 :] == [*words, match["last"].lower()] else None

    def _as_rate(self, clause: Clause, figure: Entity) -> Entity:
        """A figure that is compared with one per share, as one: "$0.49 per share, compared to $0.40"."""
        first, quantity = clause.claims[0].figure.value if clause.claims else None, figure.value
        if not isinstance(first, Quantity) or not isinstance(quantity, Quantity) or not is_price(quantity):
            return figure
        return (
            replace(figure, value=replace(quantity, unit=first.unit))
            if first.unit == f"{quantity.unit}/share"
            else figure
        )

    def _both_levels(self, clause: Clause, match: _Match) -> int | None:
        """Read two levels of another year that two periods' are compared with, in their order."""
        period = self.symbols.entity(match["period"])
        own, other = clause.claims if len(clause.claims) == 2 else (None, None)
        both = own and other and own.kind == other.kind == "level" and clause.other and other.period == clause.other
        if not both or not looks_back(period) or not clause.period:
            return None
        for symbol, view in ((match["first"], clause.period), (match["second"], clause.other)):
            clause.claims.append(Claim(clause.subject, self.symbols.entity(symbol), period=period, view=view))
        return match.end()

    def _in_brackets(self, clause: Clause, at: int) -> int | None:
        match = grammar.IN_BRACKETS.match(self.words, at)
        if match is None or clause.mode == "change":
            return None
        return self._other_level(clause, match, self.symbols.entity(match["period"]))

    def _other_level(self, clause: Clause, match: _Match, period: Entity | None) -> int | None:
        """Read the level that the clause's own is compared with."""
        subject = clause.subject
        moved = bool(clause.claims) and clause.claims[0].kind == "change"
        if moved and is_growth(subject.metric) and _PERCENT.match(match["figure"]):
            return None  # "comparable sales fell 3%, compared with 2% a year ago": which way is not said
        said = match.groupdict()
        if said.get("of") and named(self.symbols, match.start("of")).metric != subject.metric:
            return None
        if said.get("whole") and not self._is_of_same_whole(clause, named(self.symbols, match.start("whole"))):
            return None
        basis = _basis_before(said.get("words") or "")
        if said.get("metric"):
            other = named(self.symbols, match.start("metric"))
            if _is_of_segment(subject.metric, other.metric):
                other = replace(other, metric=subject.metric)
            if subject.is_part and other.metric != subject.metric:
                return None
            subject = replace(subject, metric=other.metric, known=True, negative=other.negative)
        elif words := (said.get("sign") or said.get("after")):
            if not subject.known and bool(_LOSS.search(self._noun(subject))) != bool(_LOSS.search(words)):
                return None  # "net outflows of $5 million, compared with net inflows of $4 million"
            signed = (
                self.signed(subject, words) if subject.known else replace(subject, negative=bool(_LOSS.search(words)))
            )
            if signed is None:
                return None
            subject = signed
        if basis is None and self._is_on_two_bases(clause):
            if not said.get("metric"):
                return None  # "net income was $5 million, or $7 million excluding the charge, compared with $6 million"
            basis = "GAAP"
        clause.mode, clause.other, clause.held, clause.other_basis = "other", None, subject, basis
        clause.others.clear()
        claim = Claim(subject, self._as_rate(clause, self.symbols.entity(match["figure"])), basis=basis)
        first = clause.claims[0] if clause.claims else claim
        clause.add(replace(claim, kind=first.kind, whole=first.whole) if first.kind == "part" else claim, clause.others)
        if period:
            clause.settle(period)
        return match.end()

    def _is_of_same_whole(self, clause: Clause, whole: Subject) -> bool:
        """Whether a percentage "of revenue" that is compared with is one of what the clause's own is one of."""
        whole_of_own = clause.claims[0].whole if clause.claims else None
        if whole_of_own:
            return whole.metric == whole_of_own.metric
        return whole.metric == "Revenues" and is_margin(clause.subject.metric)

    def _is_on_two_bases(self, clause: Clause) -> bool:
        """Whether the clause's own level is said as reported and then on another basis."""
        own = [claim for index, claim in enumerate(clause.claims) if index in clause.own and claim.kind == "level"]
        units = [claim.figure.value.unit for claim in own if isinstance(claim.figure.value, Quantity)]
        return len(set(units)) < len(units) and own[0].basis is None and own[-1].basis is not None

    def _and_level(self, clause: Clause, at: int) -> int | None:
        match = grammar.AND_LEVEL.match(self.words, at)
        said = clause.other if clause.mode == "other" else clause.period
        if match is None or clause.mode == "change" or said is None:
            return None
        claim = Claim(clause.held or clause.subject, self.symbols.entity(match["figure"]))
        first = clause.claims[0] if clause.claims else claim
        clause.add(replace(claim, kind="part", whole=first.whole) if first.kind == "part" else claim, clause.others)
        clause.mode, clause.other = "other", None
        clause.others[:-1] = []
        return match.end()

    def _when(self, clause: Clause, at: int) -> int | None:
        match = grammar.WHEN.match(self.words, at)
        if match is None:
            return None
        period = self.symbols.entity(match["period"])
        is_basis = bool(match["basis"]) and looks_back(period)  # "on a linked quarter basis"
        # "rose 12% to $57 million year over year": the level is none of a year ago
        compares = clause.mode == "level" and looks_back(period) and _OVER.search(self.symbols.said(period))
        if (
            is_basis
            or compares
            or (clause.mode == "other" and clause.other is None)
            or (clause.mode == "change" and clause.changes and looks_back(period))
        ):
            clause.settle(period)
        elif clause.mode != "other" and clause.period is None:
            clause.period = period
        else:
            return None
        return match.end()

    def _aside(self, _clause: Clause, at: int) -> int | None:
        match = grammar.ASIDE.match(self.words, at)
        return match.end() if match else None

    def _noun(self, subject: Subject) -> str:
        """The words of the sentence that name what its figures are of."""
        return self.words[self.symbols.place(subject.start) : self.symbols.place(subject.end)].lower()

    def signed(self, subject: Subject, words: str) -> Subject | None:
        """Return a subject with the sign that a word gives its figure: a tax that is a benefit, a result that is a loss.

        None where the word says nothing of the metric.
        """
        known = vocabulary().metrics.get(subject.metric)
        if known is None:
            return None
        word = words.lower().split()[-1]
        if known.expense:
            return replace(subject, negative=word in grammar.GIVES)
        if word in ("benefit", "recovery", "credit", "charge", "use") and not known.name.startswith(
            ("NetCash", "FreeCash", "Other")
        ):
            return None
        return replace(subject, negative=word in grammar.TAKES)

    def last_period(self, words: str) -> Entity | None:
        """The period that some words say of a figure itself, the last where they say several."""
        own = [period for period in self._periods(words) if not looks_back(period)]
        return own[-1] if own else None

    def _periods(self, words: str) -> list[Entity]:
        return [self.symbols.entity(symbol) for symbol in _PERIOD.findall(words)]
