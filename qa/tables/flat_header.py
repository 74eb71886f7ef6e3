"""Lays the words of a flattened header out over its columns: they come row by row, without their places."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.language.dates import MONTH
from qa.language.period_grammar import COUNT

_YEAR = r"(?:19[89]|20[0-5])\d(?!\d|[.,]\d)(?:\s?\(\w\)|\*+|[⁰¹²³⁴-⁹⁽⁾ᵃ-ᶻ]+)?"
_ORDINAL = r"(?:first|second|third|fourth|1st|2nd|3rd|4th|last)"
_ENDED = r"(?:\s(?:period\s)?(?:ended|ending))"

# A part of a header; the letter names its kind, which the solver looks for patterns in.
TOKEN = re.compile(
    rf"""(?P<rule>[-=_–—]{{3,}}|(?:[-=_]\s){{5,}})
    | (?P<aside>[(\[](?:[^()\[\]]|\([^()]*\)){{2,160}}[)\]])
    | (?P<N>\b\d{{1,2}}/\d{{1,2}}/(?:\d\d){{1,2}}(?!\d)|\b\d{{1,2}}-{MONTH}-\d\d(?:\d\d)?(?!\d))
    | (?P<L>\b(?:[1-4]Q\s?(?:FY)?\s?['’]?\d\d(?:\d\d)?|Q[1-4]\s?(?:FY|F|-)?\s?['’]?\d\d(?:\d\d)?|Q[1-4]\b|FY\s?['’]?\d\d(?:\d\d)?)(?!\d))
    | (?P<M>\b{MONTH}\.?\s(?:3[01]|[12]\d|0?[1-9])\b(?!\d),?)
    | (?P<Y>\b(?:fiscal\s(?:year\s)?|FY\s)?{_YEAR})
    | (?P<D>\b(?:for\s(?:the\s)?|the\s)?(?:{COUNT}[\s-](?:months?|weeks?){_ENDED}?
        |(?:fiscal\s)?{_ORDINAL}\s(?:fiscal\s)?(?:quarters?|half){_ENDED}?|(?:fiscal\s)?(?:quarters?|years?|periods?){_ENDED}
        |(?:fiscal\s)?years?\b|full\syear|year[\s-]to[\s-]date|quarters?\b|twelve\smonths))
    | (?P<C>\b(?:for\s(?:the\s)?)?{COUNT}(?=\s(?:for|\d|{COUNT}|weeks?|months?)\b))
    | (?P<U>\b(?:weeks?|months?){_ENDED}?|\b(?:ended|ending)\b)
    | (?P<X>(?:%|\bpercent(?:age)?\b)\s(?:inc(?:rease)?|change|variance)\b[\w()/%.]*(?:\s?[(/]\s?dec(?:rease)?\)?)?
        |(?:%|\bpercent(?:age)?)\s(?:of|to)\s(?:net\s|total\s)*(?:revenues?|sales|assets|loans|total)\b
        |\b(?:\$\s)?(?:change|variance|increase|difference)\b(?:\s?[(/]\s?decrease\)?)?(?:\s%|\s?\(%\))?|%(?=\s|$)|\by/y\b|\bq/q\b)
    | (?P<filler>\b(?:as\sof|as\sat|at|and|the|for|in|unaudited|audited|restated|actual)\b|[,;:*])""",
    re.IGNORECASE | re.VERBOSE,
)
_LEAVES = "YMNLX"


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a header: its kind (a group of TOKEN) and its place."""

    kind: str
    start: int
    end: int


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the parts of a header between two offsets, in order."""
    return [Token(match.lastgroup or "", match.start(), match.end()) for match in TOKEN.finditer(text, start, end)]


def backward(text: str, start: int, floor: int) -> list[Token]:
    """Return the unbroken run of header parts that ends at an offset, in order.

    Arguments:
        floor: where the run cannot begin before.
    """
    found = tokens(text, floor, start)
    begin = len(found)
    at = start
    while begin and not text[found[begin - 1].end : at].strip():
        begin -= 1
        at = found[begin].start
    return found[begin:]


def solve(parts: Sequence[Token], text: str, columns: int) -> tuple[tuple[str, ...], ...] | None:
    """Return for each column the words over it, top to bottom; None where they do not spread evenly.

    Arguments:
        parts: the header's parts in the order of the text.
        columns: how many there are.
    """
    said = [part for part in parts if part.kind not in ("rule", "aside", "filler")]
    leaves = _leaves(said, columns)
    if leaves is None:
        return None
    above = said[: len(said) - sum(map(len, leaves))]
    stacks: list[list[str]] = [[] for _ in range(columns)]
    figures = [at for at, leaf in enumerate(leaves) if leaf[0].kind != "X"]
    for items in _lines(above, columns, len(figures)):
        if len(items) == columns:
            targets = [[at] for at in range(columns)]
        elif columns % len(items) == 0 and len(items) != len(figures):
            size = columns // len(items)
            targets = [list(range(at * size, at * size + size)) for at in range(len(items))]
        elif len(figures) % len(items) == 0:
            size = len(figures) // len(items)
            targets = [figures[at * size : at * size + size] for at in range(len(items))]
        else:
            return None
        for item, over in zip(items, targets, strict=True):
            for column in over:
                stacks[column].append(text[item[0].start : item[-1].end])
    for stack, leaf in zip(stacks, leaves, strict=True):
        stack.append(text[leaf[0].start : leaf[-1].end])
    return tuple(tuple(" ".join(words.split()) for words in stack) for stack in stacks)


def leaf_count(parts: Sequence[Token]) -> int:
    """Return how many columns a header's last row has, as far as that row alone tells; 0 where it does not."""
    kinds = "".join(part.kind for part in parts if part.kind in "YMNLXDCU")
    last = re.search(r"(?:(?:MY|N|L|X)+|(?:Y|X|L)+)$", kinds)
    if not last:
        return 0
    paired = re.search(r"(?:MY|N|L|X)+$", kinds)
    run = paired[0].replace("MY", "N") if paired and not re.search(r"M$", kinds[: paired.start()]) else last[0]
    return len(run.replace("M", ""))


def _leaves(said: Sequence[Token], columns: int) -> list[list[Token]] | None:
    """Return the parts of the last row, one or a pair (day and year) for each column."""
    for paired in (True, False):
        leaves: list[list[Token]] = []
        at = len(said)
        while at and len(leaves) < columns and said[at - 1].kind in _LEAVES:
            size = 2 if paired and said[at - 1].kind == "Y" and at > 1 and said[at - 2].kind == "M" else 1
            leaves.insert(0, list(said[at - size : at]))
            at -= size
        kinds = {len(leaf) for leaf in leaves if leaf[-1].kind == "Y"}
        periods = sum(leaf[-1].kind != "X" for leaf in leaves)
        if len(leaves) == columns and len(kinds) <= 1 and periods and (paired is False or not _cut_short(said, at)):
            return leaves
    return None


def _cut_short(said: Sequence[Token], at: int) -> bool:
    """Whether a day without its year is left above days with theirs: the days are a row of their own."""
    return at > 0 and said[at - 1].kind == "M"


def _lines(above: Sequence[Token], columns: int, figures: int) -> list[list[list[Token]]]:
    """Group the parts above the last row: repeated patterns are a row's items, what is alone spans all."""
    kinds = "".join(token.kind for token in above)
    lines: list[list[list[Token]]] = []
    at = 0
    while at < len(kinds):
        size, times = _repeats(kinds, at, columns, figures)
        lines.append([list(above[at + step * size : at + step * size + size]) for step in range(times)])
        at += size * times
    if len(above) == columns and any(len(line) == 1 for line in lines):
        return [[[token] for token in above]]
    return lines


def _repeats(kinds: str, at: int, columns: int, figures: int) -> tuple[int, int]:
    """Return the pattern at a place that repeats so often that it spreads over the columns: its length and times."""
    best = (1, 1)
    for size in range(1, 5):
        times = 1
        while kinds[at + times * size : at + times * size + size] == kinds[at : at + size] and at + times * size < len(
            kinds
        ):
            times += 1
        if times > 1 and (columns % times == 0 or figures % times == 0) and size * times > best[0] * best[1]:
            best = (size, times)
    return best
