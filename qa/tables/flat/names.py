"""Finds the words that name columns beside the periods over them - segments, measures, footings - and where each ends.

Flattened, they stand in a row: "Cranes Winches Total Cranes Winches Total". Nothing but the words tells how many
belong to each column: that they come again, that tables have such columns, or that the filing says them elsewhere.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from qa.frozen import frozen
from qa.language.vocabulary import vocabulary
from qa.language.wording import expand
from qa.resources import toml
from qa.tables.flat.captions import SENTENCE
from qa.tables.flat.tokens import OF_TABLE, UNIT, Token, tokens
from qa.tables.heads import read_head

_WORD = re.compile(r"\S+")
_MARKS = re.compile(r"(?:\(\d{1,2}\)|[⁽⁾⁰¹²³⁴-⁹ᵃ-ᶻ*†‡])+$")
_ONLY_MARKS = re.compile(r"\(?\d{1,2}\)?|[⁽⁾⁰¹²³⁴-⁹ᵃ-ᶻ*†‡]+")
_NAME = re.compile(r"[A-Z&][^:;]*")
# What a name does not end in, and what does not begin one.
_OPEN = re.compile(r"(?:.*[&/(–—-]|and|or|of|for|to|in|by)$")
_GOES_ON = re.compile(r"[a-z&(/–—-]")
_ASIDE = re.compile(rf"{OF_TABLE}|\(\s?{UNIT}|{UNIT}", re.IGNORECASE | re.VERBOSE)
_WHOLE = re.compile(r"consolidated\b", re.IGNORECASE)  # names a column rather than begins a row's label
_TITLE = re.compile(r"(?:[A-Z]\w+ ){1,3}(?:Data|Information|Results|Details?)\b")
_CONSOLIDATED = re.compile(r"([A-Z][\w&.-]+) Consolidated", re.IGNORECASE)
_PERIODS = frozenset("DMYCUNLX")
_LONGEST = 8  # words of one name
_MOST = 40  # words
_AROUND = 6  # characters around words that tell two places of one header
_REACH = 240  # characters of names
# What stands before and after a name where it is said by itself, not as a part of a longer one.
_BEFORE = re.compile(r"(?:^|[\d.,;:()%—–•“”\"]|\b(?:(?!of\b)[a-z]{2,}|The|In|For|At|Our|Its|Total|Less)|[-–] ) ?$")
_AFTER = re.compile(r" ?(?:$|[\d.,;:()%$—–“”\"-]|(?!of\b)[a-z]{2,})")


@frozen
class _Words:
    """A word of a header, without the mark of a note behind it."""

    said: str
    start: int
    end: int


def names_below(text: str, start: int, end: int, columns: int) -> list[Token]:
    """Return the names that follow the periods of a header, one for each column; none where it is not certain.

    Arguments:
        start, end: half-open offsets of what stands between the periods and the first figure.
        columns: how many columns there are.
    """
    while (aside := _ASIDE.search(text, start, end)) and not text[start : aside.start()].strip():
        start = aside.end()
    words = _words(text, start, aside.start() if aside else end)[:_MOST]
    return _repeated(words, columns, text) or _listed(words, columns, text, aside is not None)


def names_above(text: str, floor: int, end: int, count: int) -> list[Token]:
    """Return so many names that end where a header's periods begin; none where it is not certain."""
    begin = max(floor, end - _REACH)
    prose = max((match.end() - 1 for match in SENTENCE.finditer(text, begin, end)), default=begin)
    periods = (token.end for token in tokens(text, prose, end) if token.kind in _PERIODS)
    begin = max((*(aside.end() for aside in _ASIDE.finditer(text, prose, end)), *periods), default=prose)
    words = _words(text, begin, end)
    starts = range(len(words)) if begin == prose else [0]  # a title may stand before them
    return _tokens(_surest([cut for at in starts for cut in _cuts(words[at:], count, text)]))


def _words(text: str, start: int, end: int) -> list[_Words]:
    found: list[_Words] = []
    for match in _WORD.finditer(text, start, end):
        if found and _ONLY_MARKS.fullmatch(match[0]):
            found[-1] = _Words(found[-1].said, found[-1].start, match.end())
        else:
            found.append(_Words(_MARKS.sub("", match[0]), match.start(), match.end()))
    return found


def _repeated(words: Sequence[_Words], columns: int, text: str) -> list[Token]:
    """Return names that come again for each period: "Cranes Total Cranes Total" over four columns."""
    said = [word.said for word in words]
    for times in range(columns, 1, -1):
        count, left = divmod(columns, times)
        if left or count == 1:
            continue
        for length in range(count, len(words) // times + 1):
            if said[:length] * times != said[: length * times]:
                continue
            cut = _surest(list(_cuts(words[:length], count, text)))
            if length == count and not cut and all(map(_NAME.fullmatch, said[:length])):
                cut = [[word] for word in words[:length]]
            if cut:
                sizes = [len(name) for name in cut] * times
                bounds = [sum(sizes[:at]) for at in range(len(sizes) + 1)]
                return _tokens([words[a:b] for a, b in pairwise(bounds)])
    return []


def _listed(words: Sequence[_Words], columns: int, text: str, is_all: bool) -> list[Token]:
    """Return names that stand once, before the first row's label; `is_all` where no label stands among the words."""
    if title := _TITLE.match(_said(words)):
        words = words[len(title[0].split()) :]
    ends = [len(words)] if is_all else range(columns, len(words))
    found = [
        cut
        for at in ends
        for cut in _cuts(words[:at], columns, text)
        if is_all or _is_label(text, words[at].start, words[-1].end)
    ]
    return _tokens(_surest(found))


def _surest(cuts: Sequence[Sequence[Sequence[_Words]]]) -> Sequence[Sequence[_Words]]:
    """Return the way to part words in which the most names are such as tables have; none where two are as sure."""
    counts = [sum(_is_known(_said(name)) for name in cut) for cut in cuts]
    best = [cut for cut, count in zip(cuts, counts, strict=True) if count == max(counts)]
    return best[0] if len(best) == 1 else []


def _cuts(words: Sequence[_Words], count: int, text: str) -> Iterator[list[Sequence[_Words]]]:
    """Yield the ways to part words into so many names that are known."""
    if not count:
        if not words:
            yield []
        return
    for length in range(1, min(_LONGEST, len(words) - count + 1) + 1):
        if _OPEN.match(words[length - 1].said) or (length < len(words) and _GOES_ON.match(words[length].said)):
            continue
        if _is_name(words[:length], text):
            for rest in _cuts(words[length:], count - 1, text):
                yield [words[:length], *rest]


def _said(words: Sequence[_Words]) -> str:
    return " ".join(word.said for word in words)


def _is_name(words: Sequence[_Words], text: str) -> bool:
    said = _said(words)
    whole = _CONSOLIDATED.fullmatch(said)
    if whole and _is_said(whole[1], text, words[0].start, words[0].end):
        return True  # with the filer's name
    return bool(_NAME.fullmatch(said)) and (_is_known(said) or _is_said(said, text, words[0].start, words[-1].end))


@lru_cache(maxsize=1024)  # the ways to part words ask it of the same ones
def _is_known(said: str) -> bool:
    return bool(_known().fullmatch(said)) or vocabulary().label(said) is not None


def _is_label(text: str, start: int, end: int) -> bool:
    """Whether words are a row's label, or a head and one."""
    label = text[start:end].rstrip(" $:(")
    known = vocabulary().label(label) or read_head(text, start, end)
    return label[:1].isupper() and not _WHOLE.match(label) and (bool(known) or _is_said(label, text, start, end))


@lru_cache(maxsize=512)
def _is_said(said: str, text: str, start: int, end: int) -> bool:
    """Whether the filing says words elsewhere by themselves, not as a part of a longer name or of the same header."""
    around = (text[max(0, start - _AROUND) : start], text[end : end + _AROUND])
    at = text.find(said)
    while at >= 0:
        after = at + len(said)
        if (
            (text[max(0, at - _AROUND) : at] != around[0] or text[after : after + _AROUND] != around[1])
            and (_BEFORE.search(text, max(0, at - 20), at) or text[:at].endswith(said + " "))
            and _AFTER.match(text, after)
        ):
            return True
        at = text.find(said, after)
    return False


def _tokens(names: Sequence[Sequence[_Words]]) -> list[Token]:
    return [Token("W", name[0].start, name[-1].end) for name in names]


@cache
def _known() -> re.Pattern[str]:
    said = {re.escape(" ".join(each.split())) for each in expand(toml("columns")["names"])}
    return re.compile(rf"(?:total )?(?:{'|'.join(sorted(said, key=len, reverse=True))})", re.IGNORECASE)
