"""What the readers of events share: a filing's sentences with what was tagged in each, and facts from them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

from qa.facts.extraction import PassageSpan
from qa.facts.fact import Fact, Period, Source
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.filing import Filing
from qa.frozen import frozen
from qa.language.values import Entity, PeriodExpression, Quantity

_SURE = 0.95


@frozen
class Sentence:
    """A sentence: `text` with its offset into the filing, the heading above it, what was tagged in it."""

    text: str
    start: int
    section: str
    entities: tuple[Entity, ...]

    @property
    def end(self) -> int:
        """Offset of its end into the filing's text."""
        return self.start + len(self.text)

    def quantities(self, start: int = 0, end: int | None = None) -> list[tuple[int, int, Quantity]]:
        """Return the quantities between two offsets into the sentence, each with its own."""
        stop = len(self.text) if end is None else end
        return [
            (entity.start - self.start, entity.end - self.start, entity.value)
            for entity in self.entities
            if isinstance(entity.value, Quantity)
            and start <= entity.start - self.start
            and entity.end - self.start <= stop
        ]

    def expressions(self, start: int, end: int) -> list[PeriodExpression]:
        """Return the period expressions between two offsets into the sentence."""
        return [
            entity.value
            for entity in self.entities
            if isinstance(entity.value, PeriodExpression)
            and start <= entity.start - self.start
            and entity.end - self.start <= end
        ]


@dataclass(frozen=True, slots=True)
class Telling:
    """A filing as told.

    Arguments:
        day: about when it speaks; None where it does not say.
        today: the day on which it speaks, where a dateline says so; on a cover stands another.
        sentences: of its prose, in the order of the text.
        entities: all that was tagged, by start.
    """

    filing: Filing
    calendar: FiscalCalendar
    day: date | None
    today: date | None
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]

    @classmethod
    def of(
        cls, filing: Filing, passages: Sequence[PassageSpan], entities: Sequence[Entity], calendar: FiscalCalendar
    ) -> Self:
        """Return a filing's telling."""
        starts = [entity.start for entity in entities]
        sentences = tuple(
            Sentence(
                filing.text[passage.start : passage.end],
                passage.start,
                passage.section,
                tuple(entities[bisect_left(starts, passage.start) : bisect_left(starts, passage.end)]),
            )
            for passage in passages
        )
        header = filing.header
        today = header.released if header.place else None
        return cls(filing, calendar, header.released or header.filed, today, sentences, tuple(entities))

    def words(self, metric: str, label: str, sentence: Sentence, start: int, end: int, **rest: object) -> Fact:
        """Return a fact of words: those between two offsets into the sentence, quoted alone."""
        return self._fact(metric, label, sentence.text[start:end], "text", sentence, start, end, rest, alone=True)

    def on_day(self, metric: str, label: str, day: date, sentence: Sentence, start: int, end: int) -> Fact:
        """Return a fact of a day, said between two offsets into the sentence, which is its quotation."""
        return self._fact(metric, label, day.isoformat(), "date", sentence, start, end, {})

    def amount(
        self, metric: str, label: str, figure: tuple[int, int, Quantity], period: Period | None, sentence: Sentence
    ) -> Fact:
        """Return a fact of a figure of the sentence, which is its quotation."""
        start, end, quantity = figure
        more: dict[str, object] = {"period": period, "scale": quantity.scale, "decimals": quantity.decimals}
        return self._fact(metric, label, quantity.value, quantity.unit, sentence, start, end, more)

    def _fact(
        self,
        metric: str,
        label: str,
        value: Decimal | str,
        unit: str,
        sentence: Sentence,
        start: int,
        end: int,
        more: dict[str, object],
        *,
        alone: bool = False,
    ) -> Fact:
        first, last = (sentence.start + start, sentence.start + end) if alone else (sentence.start, sentence.end)
        source = Source(first, last, self.filing.text[first:last], sentence.section)
        given = {"period": None, "confidence": _SURE, **more}
        return Fact(metric, label, value, unit, reported=sentence.text[start:end], sources=(source,), **given)  # type: ignore[arg-type]
