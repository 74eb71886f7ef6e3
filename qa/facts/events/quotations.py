"""Who said what: quotations with their speaker."""

import re
from collections.abc import Iterator, Sequence

from qa.facts.events.telling import Sentence, Telling
from qa.facts.fact import Fact
from qa.language.values import Entity, Party

_QUOTED = re.compile(r"[“\"](?P<words>[A-Z][^“”\"]{30,1500}?)[,.!?]?[”\"](?=\W|$)")
_SAID = r"(?:said|says|stated|commented|noted|added|remarked|continued|concluded|explained|observed|according to)"
_AFTER = re.compile(
    rf"\s?,?\s?{_SAID}\s(?P<who>[^“”\"]{{3,160}})|\s?,?\s?(?P<short>(?:Mr\.|Ms\.|Mrs\.|Dr\.)?\s?[A-Z][\w’'-]+) {_SAID}\b"
)
_BEFORE = re.compile(rf"(?P<who>[^“”\".]{{3,200}}?)\s{_SAID}(?: (?:that|in a statement))?\s?[,:]\s?$")
_NEAR = 220  # characters between two quotations of one speaker
_TITLED = re.compile(r"(?:Mr\.|Ms\.|Mrs\.|Dr\.)?\s?(?P<last>[A-Z][\w’'-]+)")


def read_quotations(telling: Telling) -> Iterator[Fact]:
    """Yield each quotation whose speaker the filing names."""
    text = telling.filing.text
    people = [each for each in telling.entities if isinstance(each.value, Party) and each.value.kind == "person"]
    for block in telling.filing.blocks:
        if block.kind == "table":
            continue
        words = text[block.start : block.end]
        last, end = "", 0
        for quoted in _QUOTED.finditer(words):
            goes_on = last and not _others(words[end : quoted.start()], block.start + end, last, people)
            speaker = _speaker(words, quoted, block.start, people) or (last if goes_on else "")
            last, end = speaker, quoted.end()
            if speaker:
                sentence = Sentence(words, block.start, "", ())
                span = quoted.span("words")
                yield telling.words("Quotation", "statement", sentence, *span, dimensions=(("Speaker", speaker),))


def _others(between: str, offset: int, speaker: str, people: Sequence[Entity]) -> bool:
    """Whether the words between two quotations, which begin at an offset, name another than the first's speaker, or go on for long."""
    named = [each for each in people if offset <= each.start < offset + len(between)]
    return len(between) > _NEAR or any(_name(each) != speaker for each in named)


def _speaker(words: str, quoted: re.Match[str], offset: int, people: Sequence[Entity]) -> str:
    """Return the person to whom the words around a quotation give it; empty where they do not say."""
    if after := _AFTER.match(words, quoted.end()):
        group = "who" if after["who"] else "short"
        return _named(words, *after.span(group), offset, people)
    if before := _BEFORE.search(words[max(0, quoted.start() - 220) : quoted.start()]):
        shift = max(0, quoted.start() - 220)
        start, end = before.span("who")
        return _named(words, shift + start, shift + end, offset, people)
    return ""


def _named(words: str, start: int, end: int, offset: int, people: Sequence[Entity]) -> str:
    """Return the one person named between two offsets, by the full name, or by the last where it was full before."""
    within = [each for each in people if offset + start <= each.start and each.end <= offset + end]
    if within:
        return _name(within[0])
    match = _TITLED.match(words[start:end].strip())
    known = {_name(each) for each in people if match and _name(each).split()[-1].rstrip(",.") == match["last"]}
    return known.pop() if len(known) == 1 else ""


def _name(person: Entity) -> str:
    return person.value.name if isinstance(person.value, Party) else ""
