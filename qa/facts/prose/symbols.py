"""Writes a sentence in symbols: one character for each metric, quantity and period, so that patterns read its form."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from qa.language.values import Entity, MetricMention, PeriodExpression, Quantity

# Private-use characters: which entity it is stands in the low byte, of what kind in the high one.
METRIC, LEVEL, PERCENT, RATE, PERIOD = (f"[{chr(0xE000 + 256 * n)}-{chr(0xE0FF + 256 * n)}]" for n in range(5))
FIGURE = f"[{chr(0xE100)}-{chr(0xE3FF)}]"
_OVER = re.compile(r"\bover\b|-over-|sequential|y/y|q/q|yoy|qoq", re.IGNORECASE)
_A_PERIOD = re.compile(PERIOD)
YEAR_BEFORE_FIGURE = f"[{chr(0xE500)}-{chr(0xE5FF)}]"  # in brackets behind a figure, which no other form has
_MOST = 256
_PERIOD = 4
_YEAR_BEFORE = 5
_FROM = re.compile(r"(?:from|since)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Symbols:
    """A sentence in symbols.

    Arguments:
        text: the sentence, each entity one character.
        offsets: where each of these characters begins in the filing's text.
        entities: what the symbols stand for, by index.
        source: the filing's text.
    """

    text: str
    offsets: tuple[int, ...]
    entities: tuple[Entity, ...]
    source: str = ""

    def entity(self, symbol: str) -> Entity:
        """Return what a symbol stands for."""
        return self.entities[ord(symbol) & 0xFF]

    def said(self, entity: Entity) -> str:
        """Return the words of an entity."""
        return self.source[entity.start : entity.end]

    def place(self, offset: int) -> int:
        """Return where a place of the filing's text is in the sentence in symbols."""
        return bisect_left(self.offsets, offset)

    def words(self, start: int, end: int) -> str:
        """Return the words that stand between two places of the filing's text, in lower case."""
        return self.text[self.place(start) : self.place(end)].lower()

    def periods(self, words: str) -> list[Entity]:
        """Return the periods that some words in symbols say."""
        return [self.entity(symbol) for symbol in _A_PERIOD.findall(words)]

    def own_period(self, words: str) -> Entity | None:
        """Return the period that some words in symbols say of a figure itself, the last where they say several."""
        return next((period for period in reversed(self.periods(words)) if not looks_back(period)), None)


def write(text: str, start: int, end: int, entities: Sequence[Entity]) -> Symbols | None:
    """Return the sentence `text[start:end]` in symbols; None where it holds more than symbols can tell apart."""
    kept: list[Entity] = []
    for entity in entities:
        if _kind(entity) is not None and (not kept or entity.start >= kept[-1].end):
            kept.append(entity)
    if len(kept) > _MOST:
        return None
    written: list[str] = []
    offsets: list[int] = []
    at = start
    for index, entity in enumerate(kept):
        from_word = _FROM.match(text, entity.start, entity.end)  # "from the end of June": the comparison stays a word
        begin = from_word.end() if from_word and _kind(entity) == _PERIOD else entity.start
        written.append(text[at:begin])
        offsets += range(at, begin)
        written.append(chr(0xE000 + 256 * (_kind(entity) or 0) + index))
        offsets.append(begin)
        at = entity.end
    written.append(text[at:end])
    offsets += range(at, end + 1)
    return Symbols("".join(written).replace("\n", " "), tuple(offsets), tuple(kept), text)


def looks_back(entity: Entity) -> bool:
    """Return whether an entity is a period said from another one's view: "year over year", "a year ago"."""
    return isinstance(entity.value, PeriodExpression) and (entity.value.shift or 0) < 0


def is_over(said: str) -> bool:
    """Return whether words that look back say over what time something changed, and not of when it is: "year over year"."""
    return _OVER.search(said) is not None


def _kind(entity: Entity) -> int | None:
    value = entity.value
    if isinstance(value, MetricMention):
        return 0
    if isinstance(value, PeriodExpression):
        return _PERIOD
    if isinstance(value, Quantity) and value.year_before:
        return _YEAR_BEFORE
    if isinstance(value, Quantity):
        return 2 if value.unit == "percent" else 3 if "/" in value.unit else 1
    return None
