"""Tells what a figure of an outlook is of: the metric before it, the one behind, or that of the figure before."""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.facts.prose.claims import Claim, Subject
from qa.facts.prose.grammar import TAIL, basis_of
from qa.facts.prose.outlook import forms
from qa.facts.prose.outlook.links import changed, linked
from qa.facts.prose.outlook.verbs import EXPECTS
from qa.facts.prose.subjects.metrics import subject_of
from qa.facts.prose.subjects.owners import of_owner
from qa.facts.prose.symbols import RATE, Symbols
from qa.frozen import frozen
from qa.language.values import Quantity
from qa.language.vocabulary import vocabulary

_RATE = re.compile(RATE)


@frozen
class FigureClaims:
    """A sentence whose figures are expected.

    Arguments:
        names: the words of the filer's name, lower case.
        since: where it begins to look ahead.
    """

    symbols: Symbols
    names: frozenset[str]
    since: int

    @property
    def words(self) -> str:
        """The sentence in symbols."""
        return self.symbols.text

    def claim(self, figure: re.Match[str], begin: int, last: Claim | None) -> Claim | None:
        """Return the claim that a figure is; None where nothing says of what.

        Arguments:
            begin: where the figure before ends, and what is said of that.
            last: the claim of that figure.
        """
        if figure.start() < self.since or forms.REVISED_BY.search(self.words, 0, figure.start()):
            return None
        if aside := self._behind_aside(figure):
            return aside
        asides = list(forms.BRACKET.finditer(self.words, begin, figure.start()))
        if before := self._metric_before(figure, begin, asides):
            return linked(self.symbols, *self._with_aside(*before, asides), figure)
        if moved := forms.MOVED_METRIC.match(self.words, figure.start()):  # "10% sales decline"
            found = subject_of(self.symbols, moved.start("metric"), self.names, since=figure.end())
            return changed(self.symbols, found, figure, moved["noun"]) if found else None
        behind = forms.OF_METRIC.match(self.words, figure.end())
        if behind and forms.LINK.fullmatch(self.words, max(begin, self._expects_before(figure)), figure.start()):
            return self._expected(subject_of(self.symbols, behind.end(), self.names, since=behind.end()), figure)
        if spent := self._spent(figure):
            return spent
        if held := forms.HELD_AGAINST.search(self.words, 0, figure.start()):
            claim = self._expected(subject_of(self.symbols, held.start("metric"), self.names), figure)
            return replace(claim, period=self.symbols.entity(held["period"])) if claim else None
        if earned := self._earned(figure, begin):
            return linked(self.symbols, *earned, figure)
        return self._of_last(figure, begin, last) if last else None

    def is_range(self, figure: re.Match[str]) -> bool:
        """Return whether a figure is a range, or the lower end of one."""
        quantity = self.symbols.entity(figure[0]).value
        whole = isinstance(quantity, Quantity) and quantity.high is not None
        return whole or self.upper_end(figure.end()) is not None

    def upper_end(self, at: int) -> re.Match[str] | None:
        """Return the upper end of a range whose lower one "from" keeps apart: "from $810 million to $835 million"."""
        link = forms.TO_HIGH.match(self.words, at)
        return forms.A_FIGURE.match(self.words, link.end()) if link else None

    def _expected(self, subject: Subject | None, figure: re.Match[str]) -> Claim | None:
        return Claim(subject, self.symbols.entity(figure[0]), ahead=True) if subject else None

    def _behind_aside(self, figure: re.Match[str]) -> Claim | None:
        """The claim of the sentence's metric from which an aside parts its figure: "EPS, before the charge, to be $2"."""
        links = forms.TO_BE.search(self.words, max(0, figure.start() - 30), figure.start())
        aside = forms.ASIDE.search(self.words, 0, figure.start()) if links else None
        if aside is None:
            return None
        at = aside.start("metric")
        since = max((match.end() for match in EXPECTS.finditer(self.words, self.since, at)), default=self.since)
        basis = basis_of(aside["aside"]) if forms.LEAVES_OUT.match(aside["aside"]) else None
        claim = self._expected(subject_of(self.symbols, at, self.names, since), figure)
        return replace(claim, basis=basis) if claim else None

    def _metric_before(
        self, figure: re.Match[str], begin: int, asides: Sequence[re.Match[str]]
    ) -> tuple[Subject, int] | None:
        """The last metric before a figure and where its words end; None for none, or one that the figure only moves."""
        metrics = [
            metric
            for metric in forms.A_METRIC.finditer(self.words, begin, figure.start())
            if not any(aside.start() < metric.start() < aside.end() for aside in asides)
        ]
        if not metrics:
            return None
        at = metrics[-1].end()
        expecting = (*EXPECTS.finditer(self.words, begin, at - 1), *forms.ONCE.finditer(self.words, begin, at - 1))
        since = max((match.end() for match in expecting), default=begin)
        if lead := forms.GUIDED.match(self.words, since, at):  # "its guidance for net sales"
            since = lead.end()
        since = max((match.end() for match in forms.AND_FOR.finditer(self.words, since, at)), default=since)
        subject = subject_of(self.symbols, at - 1, self.names, since)
        tail = TAIL.match(self.words, at, figure.start())
        if subject and tail and (owned := of_owner(subject, tail["tail"], self.names)):
            subject, at = owned, tail.end()
        return (subject, at) if subject and not self._is_moved(subject, at, figure) else None

    def _is_moved(self, subject: Subject, at: int, figure: re.Match[str]) -> bool:
        """Whether a figure is by how much something moves the metric before it: "will cost sales about $7 million"."""
        start = self.symbols.place(subject.start)
        moved = forms.MOVED_BY.search(self.words, max(0, start - 60), start)
        return moved is not None and forms.LEVEL.search(self.words, at, figure.start()) is None

    def _with_aside(self, subject: Subject, at: int, asides: Sequence[re.Match[str]]) -> tuple[Subject, int]:
        """A subject with what stands in brackets behind it and says what it is of: "additions (net of allowances)"."""
        aside = next((one for one in asides if not self.words[at : one.start()].strip()), None)
        if aside is None or forms.LINK.fullmatch(aside[0]):
            return subject, at
        basis = basis_of(aside[0].strip("()")) if forms.LEAVES_OUT.match(aside[0], 1) else None
        return replace(subject, end=self.symbols.offsets[aside.end()], basis=basis or subject.basis), aside.end()

    def _expects_before(self, figure: re.Match[str]) -> int:
        """Where the last word that expects before a figure begins."""
        return max((match.start() for match in EXPECTS.finditer(self.words, 0, figure.start())), default=0)

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
        return self._expected(found, figure) if paid else None

    def _earned(self, figure: re.Match[str], begin: int) -> tuple[Subject, int] | None:
        """What earns so much per share, and where its words end: "new guidance for 2002 of $2.15 per share"; None for nothing."""
        if not _RATE.match(figure[0]):
            return None
        offsets = self.symbols.offsets
        if guided := list(forms.GUIDANCE.finditer(self.words, begin, figure.start())):
            place = offsets[figure.start()]
            return Subject(place, place, "EarningsPerShare"), guided[-1].end()
        earns = forms.EARNS.search(self.words, begin, figure.start())
        if earns is None:
            return None
        is_lost = earns["lost"] is not None
        start, end = earns.span("lost" if is_lost else "named")
        place = offsets[start if is_lost else earns.start()]
        basis = basis_of(earns["basis"]) if earns["basis"] else None
        subject = Subject(place, offsets[end] if end >= 0 else place, "EarningsPerShare", negative=is_lost)
        return replace(subject, basis=basis or "GAAP"), earns.end()

    def _of_last(self, figure: re.Match[str], begin: int, last: Claim) -> Claim | None:
        """The claim of the last figure's metric again: of a part, of what was expected before, or further off."""
        between = begin, figure.start()
        if part := self._of_next_part(figure, begin, last):
            return part
        if forms.ONCE_AGAIN.fullmatch(self.words, *between):
            return replace(last, figure=self.symbols.entity(figure[0]), like=last.figure, previous=True)
        again = linked(self.symbols, last.subject, begin, figure, again=True)
        if again is None:
            return None
        if forms.PREVIOUSLY.search(self.words, *between):
            return replace(again, previous=True, period=last.period)
        if forms.MOVED_FROM.search(self.words, *between):
            # "$1.40 to $1.44, down from $1.56 to $1.61": a range is what was expected; one figure may be what was
            return replace(again, previous=True, period=last.period) if self.is_range(figure) else None
        # "growth of 4%, versus $2.10 in 2019": what was
        return None if forms.COMPARED.search(self.words, *between) else again

    def _of_next_part(self, figure: re.Match[str], begin: int, last: Claim) -> Claim | None:
        """The claim of what a name stands before, where a colon leads from the whole to its parts: "sales of $9 million: Looms $5 million"."""
        said = forms.NEXT_PART.fullmatch(self.words, begin, figure.start())
        leads = said is not None and (bool(last.subject.part_named) or ":" in said["joint"])
        if said is None or not leads or last.kind != "level" or last.previous:
            return None
        start, end = (self.symbols.offsets[place] for place in said.span("part"))
        of_part = replace(last.subject, start=start, end=end, part_named=" ".join(said["part"].split()).lower())
        return replace(last, subject=of_part, figure=self.symbols.entity(figure[0]), spread=None)
