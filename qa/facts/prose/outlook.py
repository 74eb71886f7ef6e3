"""Reads what management expects: the figures of a sentence or list line that looks ahead, with the metric each is of.

Guidance has few forms: a metric, words that expect, a figure or range ("gross margin is expected to be 44% to 45%");
words that expect, a figure, a metric ("estimating $800 million in capital expenditures"); or, where words before have
said what is ahead, a metric and a figure alone. Between metric and figure only words that link the two may stand.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from qa.facts.prose import outlook_forms as forms
from qa.facts.prose.claims import Claim, Subject
from qa.facts.prose.grammar import BASES, ON_BASIS, TAIL, WORDS, basis_of
from qa.facts.prose.outlook_columns import told_apart
from qa.facts.prose.subjects.metrics import subject_of
from qa.facts.prose.subjects.owners import of_owner
from qa.facts.prose.symbols import PERCENT, RATE, Symbols, looks_back
from qa.language.values import YEAR_BEFORE, Entity, Quantity
from qa.language.vocabulary import vocabulary


def expected(symbols: Symbols, text: str, names: frozenset[str], ahead: bool, heads: int | None = None) -> list[Claim]:
    """Return what a sentence says is expected, in its order.

    Arguments:
        text: the filing's text.
        names: the words of the filer's name, lower case.
        ahead: whether the words before the sentence say that it looks ahead.
        heads: where what heads the columns begins of which the sentence is a row; None where it is none.
    """
    first = forms.EXPECTS.search(symbols.text)
    if not ahead and first is None:
        return []
    read = _Reader(symbols, text, names, 0 if ahead or first is None else first.start()).read()
    return told_apart(list(read), text, symbols.offsets[0] if heads is None else heads)


class _Reader:
    """Gives each figure of a sentence the metric before it, or behind it, or that of the figure before."""

    def __init__(self, symbols: Symbols, text: str, names: frozenset[str], since: int) -> None:
        self.symbols = symbols
        self.words = symbols.text
        self.text = text
        self.names = names
        self.since = since  # where the sentence begins to look ahead

    def read(self) -> Iterator[Claim]:
        last: Claim | None = None
        period: Entity | None = None
        begin = 0
        for figure in forms.A_FIGURE.finditer(self.words):
            if figure.start() < begin:
                continue
            claim = self._claim(figure, begin, last) if figure.start() >= self.since else None
            begin = figure.end()
            if claim and claim.previous and (high := forms.A_FIGURE.match(self.words, self._after_to(begin))):
                claim, begin = _spread_to(claim, self.symbols.entity(high[0])), high.end()
            if claim:
                behind = bisect_left(self.symbols.offsets, claim.subject.end)  # "$5 million in capital in 2031"
                claim, begin = self._with_what_follows(claim, max(begin, behind))
            if claim:
                period = claim.period or self._leading(figure.start()) or period
                claim = replace(claim, period=period, view=period)
                yield claim
            last = claim

    def _claim(self, figure: re.Match[str], begin: int, last: Claim | None) -> Claim | None:
        """The claim that a figure is: of the metric before it, of the one behind, or of the last figure's again."""
        if forms.REVISED_BY.search(self.words, 0, figure.start()):
            return None
        if aside := self._behind_aside(figure):
            return aside
        asides = list(forms.BRACKET.finditer(self.words, begin, figure.start()))
        metrics = [
            metric
            for metric in forms.A_METRIC.finditer(self.words, begin, figure.start())
            if not any(aside.start() < metric.start() < aside.end() for aside in asides)
        ]
        if metrics:
            at = metrics[-1].end()
            since = max((m.end() for m in forms.EXPECTS.finditer(self.words, begin, at - 1)), default=begin)
            if lead := forms.GUIDED.match(self.words, since, at):  # "its guidance for net sales"
                since = lead.end()
            since = max((match.end() for match in forms.AND_FOR.finditer(self.words, since, at)), default=since)
            subject = subject_of(self.symbols, at - 1, self.names, since)
            tail = TAIL.match(self.words, at, figure.start())
            if subject and tail and (owned := of_owner(subject, tail["tail"], self.names)):
                subject, at = owned, tail.end()
            if subject and not self._is_moved(subject, at, figure):
                return self._linked(*self._with_aside(subject, at, asides), figure)
        if moved := forms.MOVED_METRIC.match(self.words, figure.start()):  # "10% sales decline"
            found = subject_of(self.symbols, moved.start("metric"), self.names, since=figure.end())
            return self._changed(found, figure, moved["noun"]) if found else None
        behind = forms.OF_METRIC.match(self.words, figure.end())
        if behind and forms.LINK.fullmatch(
            self.words, max(begin, self._expects_before(figure.start())), figure.start()
        ):
            found = subject_of(self.symbols, behind.end(), self.names, since=behind.end())
            return Claim(found, self.symbols.entity(figure[0]), ahead=True) if found else None
        if spent := self._spent(figure):
            return spent
        if held := forms.HELD_AGAINST.search(self.words, 0, figure.start()):
            found = subject_of(self.symbols, held.start("metric"), self.names)
            period = self.symbols.entity(held["period"])
            return Claim(found, self.symbols.entity(figure[0]), ahead=True, period=period) if found else None
        guided = max((match.end() for match in forms.GUIDANCE.finditer(self.words, begin, figure.start())), default=0)
        if guided and re.match(RATE, figure[0]):  # "new guidance for 2002 of $2.15 per share"
            place = self.symbols.offsets[figure.start()]
            return self._linked(Subject(place, place, "EarningsPerShare"), guided, figure)
        if re.match(RATE, figure[0]) and (earns := forms.EARNS.search(self.words, begin, figure.start())):
            place = self.symbols.offsets[earns.start()]
            end = self.symbols.offsets[earns.end("named")] if earns["named"] else place
            return self._linked(Subject(place, end, "EarningsPerShare"), earns.end(), figure)
        if last and (part := self._of_next_part(figure, begin, last)):
            return part
        if last and forms.ONCE_AGAIN.fullmatch(self.words, begin, figure.start()):
            return replace(last, figure=self.symbols.entity(figure[0]), like=last.figure, previous=True)
        if last and (again := self._linked(last.subject, begin, figure, again=True)):
            previous = bool(forms.PREVIOUSLY.search(self.words, begin, figure.start()))
            if not previous and forms.MOVED_FROM.search(self.words, begin, figure.start()):
                # "$1.40 to $1.44, down from $1.56 to $1.61": a range is what was expected; one figure may be what was
                if not self._is_range(figure):
                    return None
                previous = True
            if not previous and forms.COMPARED.search(self.words, begin, figure.start()):
                return None  # "growth of 4%, versus $2.10 in 2019": what was
            return replace(again, previous=previous, period=last.period if previous else again.period)
        return None

    def _of_next_part(self, figure: re.Match[str], begin: int, last: Claim) -> Claim | None:
        """The claim of what a name stands before, where a colon leads from the whole to its parts: "sales of $9 million: Looms $5 million"."""
        said = forms.NEXT_PART.fullmatch(self.words, begin, figure.start())
        leads = said is not None and (bool(last.subject.part_named) or ":" in said["joint"])
        if said is None or not leads or last.kind != "level" or last.previous:
            return None
        start, end = (self.symbols.offsets[place] for place in said.span("part"))
        of_part = replace(last.subject, start=start, end=end, part_named=" ".join(said["part"].split()).lower())
        return replace(last, subject=of_part, figure=self.symbols.entity(figure[0]), spread=None)

    def _is_moved(self, subject: Subject, at: int, figure: re.Match[str]) -> bool:
        """Whether a figure is by how much something moves the metric before it: "will cost sales about $7 million"."""
        start = self.symbols.place(subject.start)
        moved = forms.MOVED_BY.search(self.words, max(0, start - 60), start)
        return moved is not None and forms.LEVEL.search(self.words, at, figure.start()) is None

    def _behind_aside(self, figure: re.Match[str]) -> Claim | None:
        """The claim of the sentence's metric from which an aside parts its figure: "EPS, before the charge, to be $2"."""
        links = forms.TO_BE.search(self.words, max(0, figure.start() - 30), figure.start())
        aside = forms.ASIDE.search(self.words, 0, figure.start()) if links else None
        at = aside.start("metric") if aside else 0
        since = max((match.end() for match in forms.EXPECTS.finditer(self.words, self.since, at)), default=self.since)
        subject = subject_of(self.symbols, at, self.names, since) if aside else None
        if aside is None or subject is None:
            return None
        basis = basis_of(aside["aside"]) if forms.LEAVES_OUT.match(aside["aside"]) else None
        return Claim(subject, self.symbols.entity(figure[0]), ahead=True, basis=basis)

    def _spent(self, figure: re.Match[str]) -> Claim | None:
        """The claim that a figure will be spent on what stands behind it; "on capital" is on what serves for years."""
        on = forms.SPENT_ON.match(self.words, figure.end())
        if on is None or not forms.SPENDS.search(self.words, max(0, figure.start() - 60), figure.start()):
            return None
        if on["metric"]:
            found = subject_of(self.symbols, on.start("metric"), self.names, since=on.start("metric"))
        else:
            start = on.start() + on[0].lower().index("capital")
            found = Subject(self.symbols.offsets[start], self.symbols.offsets[on.end()], forms.CAPITAL_SPENT)
        known = vocabulary().metrics[found.metric] if found and found.known else None
        paid = known is not None and (known.outflow or known.expense)
        return Claim(found, self.symbols.entity(figure[0]), ahead=True) if found and paid else None

    def _with_aside(self, subject: Subject, at: int, asides: Sequence[re.Match[str]]) -> tuple[Subject, int]:
        """A subject with what stands in brackets behind it and says what it is of: "additions (net of allowances)"."""
        aside = next((one for one in asides if not self.words[at : one.start()].strip()), None)
        if aside is None or forms.LINK.fullmatch(aside[0]):
            return subject, at
        basis = basis_of(aside[0].strip("()")) if forms.LEAVES_OUT.match(aside[0], 1) else None
        return replace(subject, end=self.symbols.offsets[aside.end()], basis=basis or subject.basis), aside.end()

    def _is_range(self, figure: re.Match[str]) -> bool:
        """Whether a figure is a range, or the lower end of one."""
        quantity = self.symbols.entity(figure[0]).value
        whole = isinstance(quantity, Quantity) and quantity.high is not None
        return whole or forms.A_FIGURE.match(self.words, self._after_to(figure.end())) is not None

    def _after_to(self, at: int) -> int:
        """Where the upper end of a range stands whose lower end "from" keeps apart: "from $810 million to $835 million"."""
        link = forms.TO_HIGH.match(self.words, at)
        return link.end() if link else len(self.words)

    def _leading(self, at: int) -> Entity | None:
        """The period that leads the sentence, "For the third quarter, …"."""
        periods = forms.A_PERIOD.finditer(self.words, 0, at)
        found = next((one for one in periods if not forms.UP_TO.search(self.words, 0, one.start())), None)
        leads = (
            found
            and not forms.A_FIGURE.search(self.words, 0, found.start())
            and not forms.A_METRIC.search(self.words, 0, found.start())
        )
        period = self.symbols.entity(found[0]) if found and leads else None
        return period if period and not looks_back(period) else None

    def _expects_before(self, at: int) -> int:
        """Where the last word that expects before a place begins."""
        return max((match.start() for match in forms.EXPECTS.finditer(self.words, 0, at)), default=0)

    def _linked(self, subject: Subject, at: int, figure: re.Match[str], *, again: bool = False) -> Claim | None:
        """The claim of a figure whose metric ends at a place, where nothing but links stand between.

        Arguments:
            again: whether the metric has had a figure already.
        """
        if not (forms.LINK_AGAIN if again else forms.LINK).fullmatch(self.words, at, figure.start()):
            return None
        entity = self.symbols.entity(figure[0])
        if flat := forms.FLAT.search(self.words, at, figure.start()):
            if not re.fullmatch(
                r"\s+to\s+(?:up|down|an?\s+\w+\s+of)\s+", self.words[flat.end() : figure.start()], re.IGNORECASE
            ):
                return None
            entity = _from_nil(entity)
        said = [self.symbols.entity(symbol) for symbol in forms.A_PERIOD.findall(self.words[at : figure.start()])]
        between = (
            forms.BASIS.findall(self.words[at : figure.start()].lower()) if subject.basis != "constant currency" else ()
        )
        basis = next((BASES[word] for word in between), None)
        period = next((period for period in reversed(said) if not looks_back(period)), None)
        claim = Claim(subject, entity, ahead=True, period=period, basis=basis)
        if scale := forms.IN_SCALE.search(self.words, at, figure.start()):  # "Revenue (in millions): 45 to 47"
            claim = replace(claim, scale=forms.SCALES[scale["scale"].lower()])
        moves = list(forms.MOVES.finditer(self.words, at, figure.start()))
        quantity = entity.value
        if not moves or not isinstance(quantity, Quantity):
            return claim
        if (forms.TO_OR_FROM if again else forms.TO_LEVEL).match(self.words, moves[-1].end(), figure.start()):
            return claim  # "to increase to $5 million", "up from $4 million": the level
        falls_within = moves[-1][0].lower() == "fall" and forms.BETWEEN.match(
            self.words, moves[-1].end(), figure.start()
        )
        if falls_within and not re.match(PERCENT, figure[0]):
            return claim  # "should fall between $5 million and $6 million": the level; "between 5% and 6%" may be a decline
        return replace(self._changed(subject, figure, moves[-1][0]), figure=entity, period=period, basis=basis)

    def _changed(self, subject: Subject, figure: re.Match[str], word: str) -> Claim:
        """The claim that a metric will move by a figure from the year before."""
        entity = self.symbols.entity(figure[0])
        direction = -1 if word.lower().startswith(forms.FALLS) else 1
        against = Entity(entity.start, entity.start, YEAR_BEFORE)
        return Claim(
            subject,
            entity,
            "change",
            against=against,
            ahead=True,
            direction=-direction if subject.negative else direction,
        )

    def _against(self, claim: Claim, than: re.Match[str]) -> Claim:
        """The claim that a metric will differ by a figure from another period's: "$5 million above the third quarter"."""
        direction = 1 if than["than"].lower() in WORDS["more"]["words"] else -1
        direction *= -1 if claim.subject.negative else 1
        return replace(claim, kind="change", direction=direction, against=self.symbols.entity(than["period"]))

    def _with_what_follows(self, claim: Claim, at: int) -> tuple[Claim | None, int]:
        """Add what stands behind the figure: against what, by how much it may vary, on which basis, for which period."""
        if than := forms.THAN_PERIOD.match(self.words, at):
            return self._against(claim, than), than.end()
        if forms.DIFFERS.match(self.words, at):
            return None, at  # "$5 million above the midpoint"
        if spread := forms.SPREAD.match(self.words, at):
            claim, at = replace(claim, spread=self.symbols.entity(spread["figure"])), spread.end()
        if basis := ON_BASIS.match(self.words, at):
            claim, at = replace(claim, basis=basis_of(basis["basis"] or basis["without"])), basis.end()
        behind = forms.BEHIND.match(self.words, at)
        periods = [self.symbols.entity(symbol) for symbol in forms.A_PERIOD.findall(behind[0])] if behind else []
        own = [period for period in periods if not looks_back(period)]
        period = own[0] if own else claim.period
        return replace(claim, period=period, view=period), at


def _from_nil(figure: Entity) -> Entity:
    """The range from no change to a figure: "flat to up 5 percent"."""
    quantity = figure.value
    if not isinstance(quantity, Quantity) or quantity.high is not None:
        return figure
    return replace(figure, value=replace(quantity, value=Decimal(0), high=quantity.value))


def _spread_to(claim: Claim, high: Entity) -> Claim:
    """The claim with its figure made a range up to another of its unit."""
    low = claim.figure.value
    fits = (
        isinstance(low, Quantity)
        and isinstance(high.value, Quantity)
        and low.high is None
        and low.unit == high.value.unit
        and low.value <= high.value.value
    )
    if not fits:
        return claim
    assert isinstance(low, Quantity)
    assert isinstance(high.value, Quantity)
    return replace(claim, figure=Entity(claim.figure.start, high.end, replace(low, high=high.value.value)))


def looks_ahead(words: str) -> bool:
    """Return whether a sentence speaks of what is expected."""
    return bool(forms.EXPECTS.search(words))


def verb_of(words: str) -> str:
    """Return what management does with its outlook, by the last word of a sentence that says it."""
    said = [forms.VERBS[" ".join(match[0].lower().split())] for match in forms.EXPECTS.finditer(words)]
    return next((verb for verb in reversed(said) if verb != "expects"), "expects")
