"""Lays the words of a flattened header out over its columns: they come row by row, without their places."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.language.dates import MONTH
from qa.language.period_grammar import COUNT

_YEAR = r"(?:19[89]|20[0-5])\d(?!\d|[.,]\d)(?:\s?\(\w\)|\*+|[⁰¹²³⁴-⁹⁽⁾ᵃ-ᶻ]+)?"
_ORDINAL = r"(?:first|second|third|fourth|1st|2nd|3rd|4th|last)"
_COUNT = COUNT.replace(" ", r"[\s-]")
_ENDED = r"(?:\s(?:period\s)?(?:ended|ending))"

# A part of a header; the letter names its kind, which the solver looks for patterns in.
TOKEN = re.compile(
    rf"""(?P<rule>[-=_–—]{{3,}}|(?:[-=_]\s){{5,}}|</?[a-z]{{1,7}}>)
    | (?P<aside>[(\[](?:[^()\[\]]|\([^()]*\)){{2,160}}[)\]])
    | (?P<N>\b\d{{1,2}}/\d{{1,2}}/(?:\d\d){{1,2}}(?!\d)|\b\d{{1,2}}-{MONTH}-\d\d(?:\d\d)?(?!\d))
    | (?P<L>\b(?:[1-4]Q\s?(?:FY)?\s?['’]?\d\d(?:\d\d)?|Q[1-4]\s?(?:FY|F|-)?\s?['’]?\d\d(?:\d\d)?|Q[1-4]\b|FY\s?['’]?\d\d(?:\d\d)?)(?!\d))
    | (?P<M>\b{MONTH}\.?\s(?:3[01]|[12]\d|0?[1-9])\b(?!\d),?)
    | (?P<Y>\b(?:fiscal\s(?:year\s)?|FY\s)?{_YEAR})
    | (?P<S>\b{_COUNT}[\s-](?:week|month|quarter|year)\b(?!\s(?:period|ended|ending)))
    | (?P<D>\b(?:for\s(?:the\s)?|the\s)?(?:{_COUNT}[\s-](?:months?|weeks?){_ENDED}?
        |(?:fiscal\s)?{_ORDINAL}\s(?:fiscal\s)?(?:quarters?|half){_ENDED}?|(?:fiscal\s)?(?:quarters?|years?|periods?){_ENDED}
        |(?:fiscal\s)?years?\b|full\syear|year[\s-]to[\s-]date|quarters?\b|twelve\smonths))
    | (?P<C>\b(?:for\s(?:the\s)?)?{_COUNT}(?=\s(?:for|\d|{_COUNT}|weeks?|months?)\b))
    | (?P<U>\b(?:weeks?|months?){_ENDED}?|\b(?:ended|ending)\b)
    | (?P<X>(?:%|\bpercent(?:age)?\b)\s(?:inc(?:rease)?|change|variance)\b[\w()/%.]*(?:\s?[(/]\s?dec(?:rease)?\)?)?
        |(?:%|\bpercent(?:age)?)\s(?:of|to)\s(?:net\s|total\s)*(?:revenues?|sales|assets|loans|total)\b
        |\b(?:\$\s)?(?:change|variance|increase|difference)\b(?:\s?[(/]\s?decrease\)?)?(?:\s%|\s?\(%\))?|%(?=\s|$)|\by/y\b|\bq/q\b)
    | (?P<filler>\b(?:as\sof|as\sat|at|and|the|for|in|unaudited|audited|restated|actual)\b|[,;:*])""",
    re.IGNORECASE | re.VERBOSE,
)
_LEAVES = "YMNLX"
_DIGITS = re.compile(r"(?:19|20)\d\d")
_ONLY_ONCE = frozenset("DCUL")
_UNIT = re.compile(r"(?:months?|weeks?)\b", re.IGNORECASE)

# For each column the words over it, top to bottom.
Stacks = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a header: its kind (a group of TOKEN) and its place."""

    kind: str
    start: int
    end: int


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the parts of a header between two offsets, in order."""
    found: list[Token] = []
    for match in TOKEN.finditer(text, start, end):
        token = Token(match.lastgroup or "", match.start(), match.end())
        unit = _UNIT.search(match[0]) if token.kind == "D" and found and found[-1].kind == "C" else None
        if unit:
            # "For the 13 For the 26 Weeks Ended Weeks Ended": a row of counts above a row of units.
            cut = token.start + unit.start()
            found += [Token("C", token.start, cut), Token("U", cut, token.end)]
        else:
            found.append(token)
    return found


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


def solve(parts: Sequence[Token], text: str, columns: int) -> Stacks | None:
    """Return for each column the words over it, top to bottom; None where they do not spread evenly.

    Arguments:
        parts: the header's parts in the order of the text.
        columns: how many there are.
    """
    said = [part for part in parts if part.kind not in ("rule", "aside", "filler", "S")]
    spans = sum(part.kind == "S" for part in parts)
    if spans and spans != sum(part.kind == "X" for part in said):
        return None  # "Three Month" and "One Year" stand over changes, one over each
    for share in (1, 2, 3):
        # An amount and a percentage may share the words above them.
        if columns % share == 0 and (stacks := _solve(said, text, columns // share)):
            return tuple(stack for stack in stacks for _ in range(share))
    return None


def _solve(said: Sequence[Token], text: str, columns: int) -> Stacks | None:
    leaves = _leaves(said, columns)
    if leaves is None:
        return None
    above = said[: len(said) - sum(map(len, leaves))]
    figures = [at for at, leaf in enumerate(leaves) if leaf[0].kind != "X"]
    kinds = "".join(token.kind for token in above)
    found = {
        stacks
        for sizes in _groupings(kinds, columns, len(figures))
        if (stacks := _laid_out(above, sizes, columns, figures, leaves, text))
    }
    return found.pop() if len(found) == 1 else None


def leaf_count(parts: Sequence[Token]) -> int:
    """Return how many columns a header's last row has, as far as that row alone tells; 0 where it does not."""
    kinds = "".join(part.kind for part in parts if part.kind in "YMNLXDCU")
    last = re.search(f"[{_LEAVES}]*$", kinds)
    row = last[0] if last else ""
    if row.count("MY") == row.count("M") == row.count("Y"):
        return len(row) - row.count("M")
    return len(row.rpartition("M")[2])


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
        days = {leaf[0].kind == "M" and len(leaf) == 1 for leaf in leaves if leaf[0].kind != "X"}
        if (
            len(leaves) == columns
            and len(kinds) <= 1
            and len(days) == 1
            and periods
            and (paired is False or not _cut_short(said, at))
        ):
            return leaves
    return None


def _cut_short(said: Sequence[Token], at: int) -> bool:
    """Whether a day without its year is left above days with theirs: the days are a row of their own."""
    return at > 0 and said[at - 1].kind == "M"


def _groupings(
    kinds: str, columns: int, figures: int, said: frozenset[str] = frozenset()
) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield the ways to read parts as rows of a header, each row a pattern's length and how often it repeats.

    Arguments:
        said: the kinds in the rows above, of those that only one row can have.
    """
    if not kinds:
        yield ()
        return
    for size in range(1, min(4, len(kinds)) + 1):
        only = frozenset(kinds[:size]) & _ONLY_ONCE
        if len(set(kinds[:size])) < size or only & said:
            return
        times = 1
        while True:
            if columns % times == 0 or figures % times == 0:
                for rest in _groupings(kinds[size * times :], columns, figures, said | only):
                    yield ((size, times), *rest)
            if kinds[size * times : size * (times + 1)] != kinds[:size]:
                break
            times += 1


def _laid_out(
    above: Sequence[Token],
    sizes: Sequence[tuple[int, int]],
    columns: int,
    figures: Sequence[int],
    leaves: Sequence[Sequence[Token]],
    text: str,
) -> Stacks | None:
    """Spread each row's items evenly; None where a column would get two lengths or two days."""
    stacks: list[list[Token]] = [[] for _ in range(columns)]
    at = 0
    for size, times in sizes:
        spread = range(columns) if columns % times == 0 else figures
        each = len(spread) // times
        for step in range(times):
            for column in spread[step * each : step * each + each]:
                stacks[column] += above[at + step * size : at + step * size + size]
        at += size * times
    for stack, leaf in zip(stacks, leaves, strict=True):
        if not _agrees(stack, leaf, text):
            return None
    return tuple(
        tuple(" ".join(text[token.start : token.end].split()) for token in (*stack, *leaf))
        for stack, leaf in zip(stacks, leaves, strict=True)
    )


def _agrees(stack: Sequence[Token], leaf: Sequence[Token], text: str) -> bool:
    """Whether the parts over one column say one period: one length, one day, or days of which its year picks one."""
    kinds = "".join(token.kind for token in stack)
    last = "".join(token.kind for token in leaf)
    if max(kinds.count("D"), kinds.count("C"), kinds.count("U"), kinds.count("L") + last.count("L")) > 1:
        return False
    if (kinds.count("C") != kinds.count("U") and "C" in kinds) or ("C" in kinds and "D" in kinds):
        return False
    days = kinds.count("M") + kinds.count("N")
    if last == "X":
        return days <= 1
    years = [_year(token, text) for token in stack if token.kind == "Y"]
    if last != "Y":
        return days == 0 and (not years or {_year(leaf[-1], text)} == set(years))
    if days == 1 and years:
        return "MY" in kinds and years == [_year(leaf[0], text)]
    if days > 1:
        return kinds.count("MY") == days and years.count(_year(leaf[0], text)) == 1
    return True


def _year(token: Token, text: str) -> str:
    found = _DIGITS.search(text, token.start, token.end)
    return found[0] if found else ""
