"""From sentences to facts: what they claim, dated by the calendar, in the metric's unit and sign."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import timedelta

from qa.facts.extraction import PassageSpan
from qa.facts.fact import Fact, Period, Source
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.facts.prose.agreement import agreeing
from qa.facts.prose.claimed_values import bounds, lacks_scale, scaled, signed
from qa.facts.prose.claims import Claim
from qa.facts.prose.clauses import read_clauses
from qa.facts.prose.convention import agreed, compares_yearly, is_comparable
from qa.facts.prose.dating import SPOKEN, Dating, expression_of
from qa.facts.prose.named_figures import named_figures
from qa.facts.prose.only_period import is_apart, only_period
from qa.facts.prose.other_times import Words
from qa.facts.prose.outlook import expected, verb_of
from qa.facts.prose.outlook_columns import heads_columns
from qa.facts.prose.outlook_forms import was_expected
from qa.facts.prose.prose_units import is_growth, metric_and_unit
from qa.facts.prose.qualifying import Qualifying, kind_of
from qa.facts.prose.subjects import ADDS, is_place
from qa.facts.prose.symbols import write
from qa.facts.prose.talk import Talk, repeated_headings
from qa.facts.rows.members import Dimensions, parts_named
from qa.facts.rows.placed_counts import with_places
from qa.filing import Filing
from qa.frozen import frozen
from qa.language.currencies import is_currency
from qa.language.phrases import phrases
from qa.language.values import Entity, Quantity
from qa.language.vocabulary import vocabulary

_WORD = re.compile(r"[\w&]+")
_WE = re.compile(r"(?:[“\"]\s*)?(?:we|the company)\b", re.IGNORECASE)
_THE_COMPANY = re.compile(
    r"(?:[“\"]\s*)?the company (?:(?:also|therefore|thus) )?(?:had|reported|recorded|posted|incurred|earned|generated|reali[sz]ed|recogni[sz]ed|achieved)\b",
    re.IGNORECASE,
)
_OF_COMPANIES = frozenset(phrases("prose")["of_companies"]["metrics"])
_FOUNDED = re.compile(r"\b(?:founded|established|incorporated|formed|organi[sz]ed)(?: in)? $", re.IGNORECASE)
_GUIDES = re.compile(r"\b(?:guidance|outlook)\b", re.IGNORECASE)
_DOING = re.compile(r"[a-z]+ing")
_QUARTERLY = re.compile(r"\bquarterly\b", re.IGNORECASE)
_FULL_YEAR = re.compile(r"\bfull[- ]year\b", re.IGNORECASE)
_QUARTER, _YEAR = 100, 300  # days, at most and at least
_DAY = timedelta(days=1)
# Confidence in a period that the sentence says, in one taken from before, and in that of a metric no vocabulary knows.
_SAID, _UNSAID, _UNKNOWN = 0.93, 0.85, 0.8


def read_prose(
    filing: Filing,
    passages: Sequence[PassageSpan],
    entities: Sequence[Entity],
    calendar: FiscalCalendar,
    lines: Sequence[PassageSpan] = (),
    tables: Sequence[Sequence[Fact]] = (),
) -> list[Fact]:
    """Return the facts that a filing's sentences state; a sentence that leaves something open gives none.

    Arguments:
        passages: the sentences, in the order of the text.
        entities: what was tagged in the whole text, by start.
        lines: rows of tables that gave no facts; below words that look ahead they are read as a list's items.
        tables: what the filing's tables state, which name the parts of the company.
    """
    parts = parts_named(tables)
    names = frozenset(word for word in _WORD.findall(filing.header.company.lower()) if len(word) > 2)
    boilerplate = [entity for entity in entities if kind_of(entity) == "boilerplate"]
    starts = [entity.start for entity in entities]
    blocks = [block.start for block in filing.blocks]
    facts: list[Fact] = []
    open_ended: list[tuple[_Sentence, list[Claim]]] = []
    talk = Talk(repeated=repeated_headings(filing))
    for passage in sorted({*passages, *lines}, key=lambda passage: passage.start):
        block = bisect_right(blocks, passage.start) - 1
        if block >= 0 and filing.blocks[block].kind == "table" and passage not in lines:
            continue
        talk = talk.moved_on(passage, block, filing, calendar, names, parts)
        if passage in lines and not talk.guidance:
            continue
        if any(entity.start < passage.end and passage.start < entity.end for entity in boilerplate):
            continue
        inside = [
            entity
            for entity in entities[bisect_left(starts, passage.start) : bisect_left(starts, passage.end)]
            if entity.end <= passage.end and not _is_of_founding(entity, filing.text)
        ]
        heads = filing.blocks[block].start if passage in lines else None
        figures = sum(isinstance(entity.value, Quantity) for entity in inside)
        if heads is not None and figures > 1 and not heads_columns(filing.text[heads : passage.start], figures):
            continue  # of several columns, years, say, which is which is not known here
        sentence = _Sentence(filing.text, passage, inside, calendar, talk, heads, parts)
        claims, found = sentence.read(names)
        facts += found
        talk = sentence.talk_after([claim for claim in claims if _is_told(claim)], found)
        if any(claim.is_open for claim in claims):
            open_ended.append((sentence, claims))
    if open_ended and compares_yearly(facts, filing.text, calendar):
        assumed = [fact for sentence, claims in open_ended for fact in sentence.over_a_year(claims)]
        facts += agreed(assumed, calendar)
    return facts


def _is_of_founding(entity: Entity, text: str) -> bool:
    """Whether a period only says how old the company is: "Founded in 1986, it runs 208 mills"."""
    said = expression_of(entity)
    return said is not None and bool(_FOUNDED.search(text, max(0, entity.start - 20), entity.start))


@frozen
class _Sentence:
    """A sentence with what was tagged in it and what holds before it."""

    text: str
    passage: PassageSpan
    entities: Sequence[Entity]
    calendar: FiscalCalendar
    talk: Talk
    heads: int | None = None  # where what heads the columns begins, where the sentence is a row of several
    parts: Mapping[str, Dimensions] = field(default_factory=dict)  # of the company, by their names in lower case
    yearly: bool = False  # whether what it leaves open is compared with the year before

    @property
    def _said(self) -> str:
        return self.text[self.passage.start : self.passage.end]

    @property
    def _words(self) -> Words:
        return Words(self.text, self.passage.start, self.passage.end, tuple(self.entities))

    @property
    def _dating(self) -> Dating:
        return Dating(self._said, self.calendar, self.talk, self.yearly)

    def read(self, names: frozenset[str]) -> tuple[list[Claim], list[Fact]]:
        """Return what the sentence claims, and the facts that this comes to; what is expected goes before what is."""
        if not any(isinstance(entity.value, Quantity) for entity in self.entities):
            return [], []
        goes_on_ahead = bool(self.talk.guidance) and not SPOKEN.search(self._said)
        symbols = write(self.text, self.passage.start, self.passage.end, self.entities)
        if symbols is None:
            return [], []
        ahead = self._plain(map(self._once, expected(symbols, self.text, names, goes_on_ahead, self.heads)))
        guidance = self.facts(ahead)
        taken = {fact.sources[0].end for fact in guidance}
        claims = [claim for claim in read_clauses(symbols, self.text, names) if claim.figure.end not in taken]
        stated = self._plain(claims)
        told = [claim for claim in stated if _is_told(claim)]
        compared = _compared_with(claims)
        facts = [*guidance, *self.facts(self._placed(told), compared)]
        taken = {fact.sources[0].end for fact in facts} | {claim.figure.end for claim in (*ahead, *told)}
        others = named_figures(symbols, self.text, names, frozenset(taken), goes_on_ahead)
        beside = [self._dated_by(told, claim) for claim in self._plain(map(self._once, others))]
        named = [claim for claim in beside if not self._names_part(claim)]
        return [*ahead, *stated], facts + self.facts(self._placed(named), compared)

    def _names_part(self, claim: Claim) -> bool:
        """Whether the noun beside a figure is the name of a part of the company, or a place: "$2 million for North America"."""
        label = self.text[claim.subject.start : claim.subject.end]
        return not claim.subject.known and (label.lower() in self.parts or is_place(label))

    def _dated_by(self, stated: Sequence[Claim], claim: Claim) -> Claim:
        """Return a claim that says no period, of the one said of a level before it: "sales for 2031 fell to $5 million on 90 tons"."""
        before = [one for one in stated if one.figure.end <= claim.figure.start and one.kind == "level" and one.own]
        said = before[-1].period if before and claim.period is None and claim.view is None else None
        return replace(claim, period=said, view=said) if said else claim

    def _once(self, claim: Claim) -> Claim:
        """Return a claim, told to be of what was expected before where the words before its figure say so."""
        start = self.passage.start
        ends = (one.end for one in self.entities if isinstance(one.value, Quantity) and one.end <= claim.figure.start)
        once = was_expected(self.text[start : claim.figure.start], max(ends, default=start) - start)
        return replace(claim, ahead=True, previous=True) if once else claim

    def over_a_year(self, claims: Sequence[Claim]) -> list[Fact]:
        """Return what the claims that leave open against which period come to where that is the year before."""
        if self.talk.guidance:
            return []
        stated = self._placed(claim for claim in claims if not claim.ahead)
        told = self.facts([claim for claim in stated if not claim.is_open])
        facts = replace(self, yearly=True).facts([c for c in stated if not c.is_open or is_comparable(c, stated)])
        return [replace(fact, confidence=_UNSAID) for fact in facts if fact not in told]

    def _placed(self, claims: Iterable[Claim]) -> list[Claim]:
        """Return claims with what they say to be where."""
        return [one for claim in claims for one in with_places(claim, self.text, self.passage.end)]

    def _plain(self, claims: Iterable[Claim]) -> list[Claim]:
        """Return the claims that no word around makes unreal, each on the basis that it says."""
        words = Qualifying(self.text, self.passage.start, self.passage.end, self.entities)
        return [claim for claim in map(words.on_basis, claims) if words.is_plain(claim) and not self._is_done(claim)]

    def _is_done(self, claim: Claim) -> bool:
        """Whether a claim is of what something is doing, behind a comma: "launched looms, delivering up to a 2x improvement"."""
        start, end = claim.subject.start, claim.subject.end
        doing = not claim.subject.known and _DOING.fullmatch(self.text, start, end)
        return bool(doing) and self.text[self.passage.start : start].rstrip().endswith(",")

    def facts(self, claims: Sequence[Claim], compared: frozenset[int] = frozenset()) -> list[Fact]:
        """Return what the claims come to; in talk of a part of the company only what is said to be of the whole.

        Arguments:
            compared: where periods stand that the sentence compares others with.
        """
        only = only_period(claims, self.entities, self.text, self.passage, compared)
        owned = [of_part for claim in claims if (of_part := self._of_part(claim))]
        return agreeing([fact for claim in owned for fact in self._facts(claim, only)], _SAID)

    def talk_after(self, claims: Sequence[Claim], facts: Sequence[Fact]) -> Talk:
        """Return what holds behind the sentence: the period of its first figure, else the one that it speaks of."""
        reported = self.calendar.reported
        stretches = [fact.period for fact in facts if fact.confidence >= _SAID and fact.period and fact.period.start]
        if not stretches:
            every = filter(None, map(expression_of, self.entities))
            said = [value for value in every if value.unit and not value.shift]
            guides = _GUIDES.search(self._said)
            periods = [period for value in said if (period := self._dating.resolve(value, None)) and period.start]
            to_come = [period for period in periods if guides and reported and period.end > reported.end]
            stretches = to_come or periods[:1]
        period = stretches[0] if stretches and reported and stretches[0].end >= reported.end else None
        told = [fact.dimensions for fact in facts if is_currency(fact.unit)] if ADDS in self._said else []
        return self.talk.after(self._said, self.passage.start, claims, period, told)

    def _of_part(self, claim: Claim) -> Claim | None:
        """Return a claim as one of the part that is talked of; None where that is unnamed and the claim says no whole."""
        if claim.subject.part_named:
            part = self.parts.get(claim.subject.part_named)
            return replace(claim, subject=replace(claim.subject, dimensions=part, is_part=True)) if part else None
        if claim.subject.of_talked and not (self.talk.lasts and self.talk.part):
            return None  # "segment sales" of no segment that is named
        if not self.talk.lasts or claim.subject.is_part or claim.subject.total:
            return claim
        if (claim.heads and not claim.subject.known) or (claim.ahead and _WE.match(self.text, self.passage.start)):
            return claim  # what has a name of its own, or the filer expects in its own name
        if self.talk.is_of_sentence and _THE_COMPANY.match(self.text, self.passage.start):
            return claim
        if not self.talk.part and not self.talk.is_of_sentence and self._has_name(claim):
            return claim
        if not self.talk.part or (self.talk.is_of_sentence and _is_rarely_of_part(claim)):
            return None
        return replace(claim, subject=replace(claim.subject, dimensions=self.talk.part, is_part=True))

    def _has_name(self, claim: Claim) -> bool:
        """Whether a noun that no vocabulary knows holds a part's name: "Felt Products earnings"."""
        words = self.text[claim.subject.start : claim.subject.end].split()
        return not claim.subject.known and sum(word[0].isupper() for word in words) > 1

    def _facts(self, claim: Claim, only: Entity | None) -> Iterator[Fact]:
        """Yield what a claim comes to: one fact, two for a range that is guided to, none where something is open."""
        quantity = claim.figure.value
        named = metric_and_unit(claim, self.text)
        if not isinstance(quantity, Quantity) or named is None:
            return
        quantity = scaled(quantity, claim.scale)
        metric, unit = named
        known = vocabulary().metrics.get(claim.subject.metric)
        only = None if only and is_apart(claim, only, self.text) else only
        if self._words.is_of_another_time(claim, claim.view or only, self.calendar):
            return
        period, said = self._dating.period(claim, only)
        if claim.ahead and claim.heads and known is None and not (said or self.talk.guidance):
            yield from self._undated(claim, quantity, metric, unit)
            return
        against = self._dating.against(claim, period)
        if period is None or (claim.against and against is None):
            return
        if claim.kind == "change" and is_growth(metric):
            if not self._dating.is_over_a_year(period, against):
                return
        elif claim.kind == "change" and against is None:
            if known is None or not known.instant or period.start is None:
                return  # only a balance changes over a period without words that compare
            against = self.calendar.labelled(Period(period.start - _DAY))
        guidance = self._dating.guidance(claim, period, said)
        if guidance is None:
            return
        if (known and known.instant) or (against and period.is_instant):
            period, against = self._dating.closing(period), self._dating.closing(against) if against else None
        elif known and period.is_instant:
            return
        if against == period or lacks_scale(quantity, unit) or self._is_of_another_length(claim, period):
            return
        if claim.kind == "change" and is_growth(metric):
            against = None  # it is a measure by itself
        confidence = _UNKNOWN if claim.heads else _SAID if said else _UNSAID if claim.subject.known else _UNKNOWN
        plain = self._fact(claim, quantity, metric, unit)
        for value, bound in bounds(claim, quantity, bool(guidance)):
            if claim.kind == "change" and claim.direction < 0 and bound:
                bound = "high" if bound == "low" else "low"  # a fall by the less is the upper end
            yield replace(
                plain,
                value=signed(claim, value),
                period=period,
                comparison=against,
                guidance=guidance,
                bound=bound,
                confidence=confidence,
            )

    def _is_of_another_length(self, claim: Claim, period: Period) -> bool:
        """Whether the words of a figure say it to be a quarter's, and the talk is of a year: "record quarterly sales of"."""
        before = self.text[max(self.passage.start, claim.subject.start - 12) : claim.subject.end]
        long, short = period.days > _QUARTER, 0 < period.days < _YEAR
        return bool((long and _QUARTERLY.search(before)) or (short and _FULL_YEAR.search(before)))

    def _undated(self, claim: Claim, quantity: Quantity, metric: str, unit: str) -> Iterator[Fact]:
        """Yield what is expected of a noun without saying when: a target, the size of a facility."""
        verb = verb_of(self._said)
        plain = replace(self._fact(claim, quantity, metric, unit), guidance=verb)
        if verb != "withdraws" and not lacks_scale(quantity, unit):
            for value, bound in bounds(claim, quantity, guidance=True):
                yield replace(plain, value=signed(claim, value), bound=bound)

    def _fact(self, claim: Claim, quantity: Quantity, metric: str, unit: str) -> Fact:
        """What a claim states, without the time of it."""
        return Fact(
            metric=metric,
            label=self.text[claim.subject.start : claim.subject.end],
            value=signed(claim, quantity.value),
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

    def _source(self, claim: Claim) -> Source:
        start = min(claim.subject.start, claim.figure.start, *([claim.since] if claim.since >= 0 else ()))
        end = max(claim.subject.end, claim.figure.end)
        return Source(start, end, self.text[start:end], self.passage.section)


def _compared_with(claims: Sequence[Claim]) -> frozenset[int]:
    """Where the periods stand that claims are compared with."""
    periods = (entity for claim in claims for entity in (claim.against, None if claim.own else claim.period))
    return frozenset(entity.start for entity in periods if entity)


def _is_told(claim: Claim) -> bool:
    """Whether a sentence says of which period a claim is, or which its change is over."""
    over_its_own = claim.kind == "change" and claim.own and (claim.view or is_growth(claim.subject.metric))
    return bool(over_its_own) or not claim.is_open


def _is_rarely_of_part(claim: Claim) -> bool:
    """Whether a figure is of what companies seldom tell of their parts: behind a part's sales, R&D may be all that there is."""
    return claim.subject.metric in _OF_COMPANIES
