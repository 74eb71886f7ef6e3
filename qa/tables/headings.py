"""Which words of a header stand over which column: by where they are printed, the rules drawn below them, or in turn."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from qa.language.periods import find_periods
from qa.tables.columns import Columns
from qa.tables.layout import Line, Mark, Words

_WORD = re.compile(r"\S+")
# What a header says over several columns: not "Three month", which stands above "change".
_SPANNING = re.compile(r"\b(?:ended|ending|months|weeks|quarters?|years?|fiscal|as of)\b|\d", re.IGNORECASE)
_SIGNED = 3  # cells that a figure fills with its signs
_LENGTH = re.compile(
    r"\b(?:ended|ending|months|weeks|as of)\b|\b(?:quarter|year|half)\s*$|\byear[- ]to[- ]date\b", re.IGNORECASE
)


def headers_over(header: Sequence[Line], columns: Columns, text: str) -> tuple[tuple[str, ...], ...]:
    """Return for each column the words that stand over it, top to bottom."""
    over: list[list[str]] = [[] for _ in columns.spans]
    for at, line in enumerate(header):
        is_last = not any(below.items for below in header[at + 1 :])
        items = list(_parted(line.items, columns, text)) if is_last else line.items
        strokes = header[at + 1].rules if at + 1 < len(header) else ()
        spans = _LENGTH if _is_unspanned(items, columns) else _SPANNING
        said = [bool(spans.search(text, item.start, item.end)) for item in items]
        for item, indexes in zip(items, _assign(items, strokes, columns, said), strict=True):
            words = " ".join(text[item.start : item.end].split())
            parts = _one_each(words, len(indexes))
            for order, index in enumerate(indexes):
                over[index].append(parts[order])
    return tuple(tuple(words) for words in over)


def _parted(items: Sequence[Words | Mark], columns: Columns, text: str) -> Iterator[Words | Mark]:
    """Yield the items of a header's last line, printed words parted where each ends as its column does.

    "Lines Specialty" are those of two columns; above "2031 2030" the words "Coast Canada" would be one name over both.
    """
    for item in items:
        is_printed = isinstance(item, Words) and item.right - item.left == item.end - item.start
        over = [right for left, right in columns.spans if item.left < right and left < item.right]
        if len(items) < 2 or not is_printed or len(over) < 2 or _SPANNING.search(text, item.start, item.end):
            yield item
            continue
        edges = [item.left + match.end() for match in _WORD.finditer(text[item.start : item.end])]
        cuts = [next((edge for edge in edges if abs(edge - right) <= 1), None) for right in over]
        if None in cuts or cuts[-1] != item.right:
            yield item
            continue
        start = item.start
        for cut in cuts:
            end = item.start + (cut or 0) - item.left
            start += len(text[start:end]) - len(text[start:end].lstrip())
            yield Words(start, end, item.left + start - item.start, item.left + end - item.start)
            start = end


def _assign(
    items: Sequence[Words | Mark], strokes: Sequence[Words], columns: Columns, said: Sequence[bool]
) -> list[list[int]]:
    """Return for each item of a header line the columns that it stands over.

    Arguments:
        strokes: the rule drawn below the line, which shows how far each item reaches.
        said: for each item whether it says what may hold for several columns.
    """
    if not items:
        return []
    spans = [_under(item, strokes) for item in items]
    count, each = len(items), len(columns.spans)
    over = [
        [at for at, (left, right) in enumerate(columns.spans) if start < right and left < end] for start, end in spans
    ]
    spread = [list(range(at * each // count, (at + 1) * each // count)) for at in range(count)]
    taken = [index for indexes in over for index in indexes]
    missed = sum(not indexes for indexes in over)
    if len(set(taken)) == len(taken) and 2 * missed < count:
        # Printed text centres a header over its columns and need not reach them all.
        printed = all(item.right - item.left == item.end - item.start for item in items)
        if len(taken) < each and _is_unspanned(items, columns) and each % count == 0 and all(said):
            return spread
        if printed and all(said) and each % count == 0:
            centred = [
                _is_centred(item, columns.spans[at[0]][0], columns.spans[at[-1]][1])
                for item, at in zip(items, spread, strict=True)
            ]
            return spread if all(centred) else over
        # What stands over no column heads one that is empty.
        return over
    return spread if each % count == 0 else [[_nearest(span, columns)] for span in spans]


def _is_unspanned(items: Sequence[Words | Mark], columns: Columns) -> bool:
    """Whether the source has no spans: each cell fills one column, whatever it heads."""
    # A closing bracket or a percent sign may fill a cell beside its figure's.
    return all(right - left <= _SIGNED for left, right in columns.spans) and all(
        item.right - item.left == 1 for item in items
    )


def _is_centred(item: Words | Mark, left: int, right: int) -> bool:
    return abs(item.left + item.right - left - right) / 2 <= (right - left) / 4


def _under(item: Words | Mark, strokes: Sequence[Words]) -> tuple[int, int]:
    """The range of an item, as wide as the stroke drawn below it."""
    for stroke in strokes:
        if stroke.left < item.right and item.left < stroke.right:
            return min(item.left, stroke.left), max(item.right, stroke.right)
    return item.left, item.right


def _nearest(span: tuple[int, int], columns: Columns) -> int:
    middle = sum(span) / 2
    return min(range(len(columns.spans)), key=lambda at: abs(sum(columns.spans[at]) / 2 - middle))


def _one_each(words: str, count: int) -> list[str]:
    """Give each of the columns its own period where as many stand in one item: "June 28, January 3,"."""
    if count > 1:
        periods = find_periods(words)
        if len(periods) == count and not words[: periods[0].start].strip():
            edges = [period.start for period in periods] + [len(words)]
            return [words[start:end].strip() for start, end in pairwise(edges)]
    return [words] * count
