"""From sentences to facts: what they claim, dated by the calendar, in the metric's unit and sign."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import cast

from qa.facts.extraction import PassageSpan
from qa.facts.fact import Basis, Bound, Fact, Period, Source
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.facts.prose.agreement import agreeing
from qa.facts.prose.claims import Claim
from qa.facts.prose.clauses import read_clauses
from qa.facts.prose.grammar import COMPARES, basis_of
from qa.facts.prose.named_figures import named_figures
from qa.facts.prose.outlook import expected, looks_ahead, verb_of
from qa.facts.prose.prose_units import growth_of, metric_and_unit
from qa.facts.prose.symbols import write
from qa.facts.prose.talk import Talk
from qa.facts.rows.placed_counts import with_places
from qa.filing import Filing
from qa.frozen import frozen
from qa.language.values import Entity, MetricMention, PeriodExpression, Qualifier, Quantity
from qa.language.vocabulary import vocabulary

_WORD = re.compile(r"[\w&]+")
_NOT_GAAP = ("non-GAAP", "pro forma", "constant currency")
_IMAGINED = re.compile(r"\b(?:would have|had been|assuming|if)\b", re.IGNORECASE)
_UNREAL = re.compile(r"\b(?:excluding|exclusive of|without|excludes?)\b", re.IGNORECASE)
_LEAVES_OUT = re.compile(
    r"\W*(?:(?:and|but|also|meanwhile|additionally)\W+)?(?:excluding|exclusive of|adjusted for|adjusting for|without|before|not including"
    r"|on an? (?:adjusted|non-gaap|pro forma|organic|constant[- ]currency|core|comparable) basis)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s*,?\s*\(?(?:on an?|in)?\s*")  # between a figure and "non-GAAP basis"
_WE = re.compile(r"(?:[“\"]\s*)?(?:we|the company)\b", re.IGNORECASE)
_REFERS = re.compile(r"(?:this|that|these|those|it) (?:compares?|is|was|were|are|represents?)\b", re.IGNORECASE)
_ANNUALIZED = re.compile(r"\s*\(?annuali[sz]ed\b", re.IGNORECASE)
_YEAR_BEFORE = PeriodExpression(shift=-1, shift_unit="year", same=True)
_DAY = timedelta(days=1)
_SOON = timedelta(days=120)  # from the period's end, within which a release may state a balance, or a month's sales
_MONTH = 35  # days, in weeks
_LEAST_EXACT = 1_000_000  # amounts that are given to the dollar
# Confidence in a period that the sentence says, in one taken from before, and in that of a metric no vocabulary knows.
_SAID, _UNSAID, _UNKNOWN = 0.93, 0.85, 0.8


def read_prose(
    filing: Filing,
    passages: Sequence[PassageSpan],
    entities: Sequence[Entity],
    calendar: FiscalCalendar,
    lines: Sequence[PassageSpan] = (),
) -> list[Fact]:
    """Return the facts that a filing's sentences state; a sentence that leaves something open gives none.

    Arguments:
        passages: the sentences, in the order of the text.
        entities: what was tagged in the whole text, by start.
        lines: rows of tables that gave no facts; below words that look ahead they are read as a list's items.
    """
    names = frozenset(word for word in _WORD.findall(filing.header.company.lower()) if len(word) > 2)
    boilerplate = [entity for entity in entities if _kind(entity) == "boilerplate"]
    starts = [entity.start for entity in entities]
    blocks = [block.start for block in filing.blocks]
    facts: list[Fact] = []
    talk = Talk()
    for passage in sorted({*passages, *lines}, key=lambda passage: passage.start):
        block = bisect_right(blocks, passage.start) - 1
        if block >= 0 and filing.blocks[block].kind == "table" and passage not in lines:
            continue
        talk = talk.moved_on(passage, block, filing, calendar, names)
        if passage in lines and not talk.guidance:
            continue
        if any(entity.start < passage.end and passage.start < entity.end for entity in boilerplate):
            continue
        inside = [
            entity
            for entity in entities[bisect_left(starts, passage.start) : bisect_left(starts, passage.end)]
            if entity.end <= passage.end
        ]
        if passage in lines and sum(isinstance(entity.value, Quantity) for entity in inside) > 1:
            continue  # of several columns, previous and current guidance, say, which is which is not known here
        sentence = _Sentence(filing.text, passage, inside, calendar, talk)
        claims, found = sentence.read(names)
        facts += found
        talk = sentence.talk_after(claims, found)
    return facts


@frozen
class _Sentence:
    """A sentence with what was tagged in it and what holds before it."""

    text: str
    passage: PassageSpan
    entities: Sequence[Entity]
    calendar: FiscalCalendar
    talk: Talk

    def read(self, names: frozenset[str]) -> tuple[list[Claim], list[Fact]]:
        """Return what the sentence claims, and the facts that this comes to; what is expected goes before what is."""
        if not any(isinstance(entity.value, Quantity) for entity in self.entities):
            return [], []
        symbols = write(self.text, self.passage.start, self.passage.end, self.entities)
        if symbols is None:
            return [], []
        ahead = self._plain(expected(symbols, self.text, names, bool(self.talk.guidance)))
        guidance = self.facts(ahead)
        taken = {fact.sources[0].end for fact in guidance}
        claims = [claim for claim in read_clauses(symbols, self.text, names) if claim.figure.end not in taken]
        stated = self._plain(claims)
        facts = [*guidance, *self.facts(self._placed(stated))]
        taken = {fact.sources[0].end for fact in facts} | {claim.figure.end for claim in (*ahead, *stated)}
        beside = self._plain(named_figures(symbols, self.text, names, frozenset(taken), bool(self.talk.guidance)))
        return [*ahead, *stated], facts + self.facts(self._placed(beside))

    def _placed(self, claims: Iterable[Claim]) -> list[Claim]:
        """Return claims with what they say to be where."""
        return [one for claim in claims for one in with_places(claim, self.text, self.passage.end)]

    def _plain(self, claims: Iterable[Claim]) -> list[Claim]:
        """Return the claims that no word around makes unreal, each on the basis that it says."""
        return [claim for claim in map(self._on_basis, claims) if self._is_plain(claim)]

    def _on_basis(self, claim: Claim) -> Claim:
        """Return a claim with the basis that the words around its metric say: "adjusted EBITDA", "Excluding the charge, …"."""
        subject = claim.subject
        if claim.basis:
            return claim
        for entity in self.entities:
            if _kind(entity) in _NOT_GAAP and subject.start <= entity.start and entity.end <= subject.end:
                return replace(claim, basis=cast(Basis, _kind(entity)))
        clause = max(self.passage.start, self.text.rfind(";", self.passage.start, subject.start) + 1)
        lead = _LEAVES_OUT.match(self.text, clause, subject.start)
        inside = _UNREAL.search(self.text, subject.end, claim.figure.start) if subject.basis == "GAAP" else None
        said = lead or inside
        if subject.basis != "GAAP" or said is None:
            return claim
        return replace(claim, basis=basis_of(self.text[said.start() : claim.figure.start]))

    def facts(self, claims: Sequence[Claim]) -> list[Fact]:
        """Return what the claims come to; in talk of a part of the company only what is said to be of the whole."""
        only = self._only_period(claims)
        owned = [of_part for claim in claims if (of_part := self._of_part(claim))]
        return agreeing([fact for claim in owned for fact in self._facts(claim, only)], _SAID)

    def talk_after(self, claims: Sequence[Claim], facts: Sequence[Fact]) -> Talk:
        """Return what holds behind the sentence: the period of its first figure, else the one that it speaks of."""
        stretches = [fact.period for fact in facts if fact.confidence >= _SAID and fact.period and fact.period.start]
        if not stretches:
            said = [value for value in _expressions(self.entities) if value.unit and not value.shift]
            stretches = [period for value in said[:1] if (period := self._resolve(value, None)) and period.start]
        reported = self.calendar.reported
        period = stretches[0] if stretches and reported and stretches[0].end >= reported.end else None
        words = self.text[self.passage.start : self.passage.end]
        return self.talk.after(words, self.passage.start, claims, period)

    def _of_part(self, claim: Claim) -> Claim | None:
        """Return a claim as one of the part that is talked of; None where that is unnamed and the claim says no whole."""
        if not self.talk.lasts or claim.subject.is_part or claim.subject.total:
            return claim
        if (claim.heads and not claim.subject.known) or (claim.ahead and _WE.match(self.text, self.passage.start)):
            return claim  # what has a name of its own, or the filer expects in its own name
        if not self.talk.part:
            return None
        return replace(claim, subject=replace(claim.subject, dimensions=self.talk.part, is_part=True))

    def _only_period(self, claims: Sequence[Claim]) -> Entity | None:
        """The one period that the sentence says and compares nothing with: its figures are of that."""
        taken = {
            entity.start
            for claim in claims
            for entity in (claim.against, None if claim.own else claim.period)
            if entity
        }
        free = [
            entity
            for entity in self.entities
            if isinstance(entity.value, PeriodExpression) and entity.start not in taken and not entity.value.shift
        ]
        return free[0] if len(free) == 1 and not self._is_compared(claims, free[0]) else None

    def _is_compared(self, claims: Sequence[Claim], period: Entity) -> bool:
        """Whether a period stands behind the figures and a word that compares."""
        last = max((claim.figure.end for claim in claims if claim.figure.end <= period.start), default=period.start)
        return bool(COMPARES.search(self.text, last, period.start))

    def _is_plain(self, claim: Claim) -> bool:
        """Whether no word around makes the figure another basis than the one said beside its metric, or unreal."""
        before = self.text[self.passage.start : claim.figure.start]
        annualized = claim.kind == "change" and _ANNUALIZED.match(self.text, claim.figure.end)
        if annualized or _IMAGINED.search(before):
            return False
        if claim.basis or claim.subject.basis != "GAAP":
            return True
        left_out = _UNREAL.search(self.text, self.passage.start, claim.subject.start)
        return left_out is None and not any(self._qualifies(entity, claim) for entity in self.entities)

    def _qualifies(self, entity: Entity, claim: Claim) -> bool:
        """Whether a qualifier reaches a claim: it stands right behind its level, or before it and before no other metric."""
        if _kind(entity) not in _NOT_GAAP:
            return False
        following = next(
            (other for other in self.entities if other.start >= entity.end and isinstance(other.value, MetricMention)),
            None,
        )
        if entity.start >= claim.figure.end:
            leads = following is not None and following.start - entity.end <= 1  # "$2 million Adjusted net income"
            return not leads and bool(_BEHIND.fullmatch(self.text, claim.figure.end, entity.start))
        own = following is None or following.start <= claim.subject.start or following.start - entity.end > 30
        return own and entity.end <= claim.figure.start

    def _facts(self, claim: Claim, only: Entity | None) -> Iterator[Fact]:
        """Yield what a claim comes to: one fact, two for a range that is guided to, none where something is open."""
        quantity = claim.figure.value
        named = metric_and_unit(claim, self.text)
        if not isinstance(quantity, Quantity) or named is None:
            return
        quantity = _scaled(quantity, claim.scale)
        metric, unit = named
        known = vocabulary().metrics.get(claim.subject.metric)
        period, said = self._period(claim, only)
        if claim.ahead and claim.heads and known is None and not (said or self.talk.guidance):
            yield from self._undated(claim, quantity, metric, unit)
            return
        against = self._compared(claim.against, period) if claim.against else None
        if period is None or (claim.against and against is None):
            return
        if claim.kind == "change" and against is None:
            if known is None or not known.instant or period.start is None:
                return  # only a balance changes over a period without words that compare
            against = self.calendar.labelled(Period(period.start - _DAY))
        guidance = self._guidance(claim, period, said)
        if guidance is None:
            return
        if (known and known.instant) or (against and period.is_instant):
            period, against = self._closing(period), self._closing(against) if against else None
        elif known and period.is_instant:
            return
        if against == period or _lacks_scale(quantity, unit):
            return
        if claim.kind == "change" and metric == growth_of(claim.subject.metric):
            against = None  # its growth is a measure by itself
        confidence = _UNKNOWN if claim.heads else _SAID if said else _UNSAID if claim.subject.known else _UNKNOWN
        plain = self._fact(claim, quantity, metric, unit)
        for value, bound in _bounds(claim, quantity, bool(guidance)):
            if claim.kind == "change" and claim.direction < 0 and bound:
                bound = "high" if bound == "low" else "low"  # a fall by the less is the upper end
            yield replace(
                plain,
                value=_signed(claim, value),
                period=period,
                comparison=against,
                guidance=guidance,
                bound=bound,
                confidence=confidence,
            )

    def _undated(self, claim: Claim, quantity: Quantity, metric: str, unit: str) -> Iterator[Fact]:
        """Yield what is expected of a noun without saying when: a target, the size of a facility."""
        verb = verb_of(self.text[self.passage.start : self.passage.end])
        plain = replace(self._fact(claim, quantity, metric, unit), guidance=verb)
        if verb != "withdraws" and not _lacks_scale(quantity, unit):
            for value, bound in _bounds(claim, quantity, guidance=True):
                yield replace(plain, value=_signed(claim, value), bound=bound)

    def _fact(self, claim: Claim, quantity: Quantity, metric: str, unit: str) -> Fact:
        """What a claim states, without the time of it."""
        return Fact(
            metric=metric,
            label=self.text[claim.subject.start : claim.subject.end],
            value=_signed(claim, quantity.value),
            unit=unit,
            period=None,
            reported=self.text[claim.figure.start : claim.figure.end],
            scale=quantity.scale,
            decimals=quantity.decimals,
            dimensions=claim.subject.dimensions,
            basis=claim.basis or claim.subject.basis,
            heads=tuple(filter(None, (self.talk.topic, claim.heads))) if claim.heads else (),
            sources=(self._source(claim),),
            confidence=_UNKNOWN,
        )

    def _period(self, claim: Claim, only: Entity | None) -> tuple[Period | None, bool]:
        """The period of a claim's figure, and whether the sentence says it."""
        own = claim.view or only
        said = _expression(own)
        looks_back = own and own is claim.subject.period and said and (said.shift or 0) < 0
        view = self._compared(own, None) if looks_back else self._resolve(said, None)
        if not claim.own:
            return self._compared(claim.period, view), True
        if own:
            return view, True
        if _REFERS.match(self.text, self.passage.start):
            return None, False
        return self.talk.period or (None if claim.ahead else self.calendar.reported), False

    def _compared(self, entity: Entity | None, view: Period | None) -> Period | None:
        """The period that another one is compared with; "the prior year" of a quarter is its same quarter."""
        said = _expression(entity)
        view = view or self.talk.period or self.calendar.reported
        if said and view and said.unit == "year" and said.count == 1 and (said.shift or 0) < 0 and said.year is None:
            said = replace(said, unit=None, same=True)
        period = self._resolve(said, view)
        if period and view and said and period.end > view.end and said.year is None and said.end is None:
            # "from the fourth quarter" of a first one: the last that was
            return self._resolve(said, self._resolve(_YEAR_BEFORE, view))
        return period

    def _resolve(self, expression: PeriodExpression | None, view: Period | None) -> Period | None:
        if expression is None:
            return None
        return self.calendar.resolve(expression, view or self.talk.period or self.calendar.reported)

    def _closing(self, period: Period) -> Period:
        return period if period.is_instant else self.calendar.closing(period)

    def _guidance(self, claim: Claim, period: Period, said: bool) -> str | None:
        """What management does with what it expects, empty for what happened; None where verb and period do not agree."""
        reported = self.calendar.reported
        future = reported is not None and period.end > reported.end
        words = self.text[self.passage.start : self.passage.end]
        if claim.ahead or (future and looks_ahead(words) and not period.is_instant):
            verb = verb_of(words)
            verb = "previously expected" if claim.previous or verb == "withdraws" else verb
            return verb if reported is None or future else None
        if self.talk.guidance and not said:
            return self.talk.guidance if future else None
        soon = reported is not None and period.end <= reported.end + _SOON and period.days <= _MONTH
        return None if future and not soon else ""

    def _source(self, claim: Claim) -> Source:
        start = min(claim.subject.start, claim.figure.start)
        end = max(claim.subject.end, claim.figure.end)
        return Source(start, end, self.text[start:end], self.passage.section)


def _bounds(claim: Claim, quantity: Quantity, guidance: bool) -> list[tuple[Decimal, Bound | None]]:
    """The ends of a figure, and the point where it is one; what happened is no range."""
    if quantity.high is not None:
        return [(quantity.value, "low"), (quantity.high, "high")] if guidance else []
    spread = claim.spread.value if claim.spread and guidance else None
    if not isinstance(spread, Quantity):
        return [(quantity.value, None)]
    by = spread.value * quantity.value / 100 if spread.unit == "percent" != quantity.unit else spread.value
    return [(quantity.value, None), (quantity.value - by, "low"), (quantity.value + by, "high")]


def _scaled(quantity: Quantity, scale: int) -> Quantity:
    """The figure in whole units, where its line says in what it is printed and the figure itself does not."""
    if scale == 1 or quantity.scale != 1 or "/" in quantity.unit or quantity.unit == "percent":
        return quantity
    high = quantity.high * scale if quantity.high is not None else None
    decimals = (quantity.decimals or 0) - len(str(scale)) + 1
    return replace(quantity, value=quantity.value * scale, high=high, scale=scale, decimals=decimals)


def _lacks_scale(quantity: Quantity, unit: str) -> bool:
    """Whether an amount may be in thousands or millions that its sentence does not say, as below a table: "$51,222"."""
    is_money = len(unit) == 3 and unit.isupper()
    return (
        is_money
        and quantity.scale == 1
        and abs(quantity.value) < _LEAST_EXACT
        and quantity.value % 1 == 0 != quantity.value % 1000
    )


def _signed(claim: Claim, value: Decimal) -> Decimal:
    """The figure in its metric's sign."""
    if claim.kind == "change":
        return claim.direction * abs(value) + 0  # no change has no sign
    return -abs(value) if claim.subject.negative else value


def _expressions(entities: Sequence[Entity]) -> list[PeriodExpression]:
    return [entity.value for entity in entities if isinstance(entity.value, PeriodExpression)]


def _expression(entity: Entity | None) -> PeriodExpression | None:
    return entity.value if entity and isinstance(entity.value, PeriodExpression) else None


def _kind(entity: Entity) -> str:
    return entity.value.kind if isinstance(entity.value, Qualifier) else ""
