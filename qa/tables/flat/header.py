"""Lays the words of a flattened header out over its columns: they come row by row, without their places."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from qa.tables.flat.tokens import TOTAL, Token

_LEAVES = "YMNLXW"
_ASIDES = frozenset(["rule", "aside", "unit", "stub", "filler", "S"])
_DIGITS = re.compile(r"(?:19|20)\d\d")
_ONLY_ONCE = frozenset("DCUL")
_QUARTER = re.compile(r"q[1-4]|[1-4]q", re.IGNORECASE)
_SIGN = re.compile(r"[%$]")
_OF = re.compile(r"\b(?:revenues?|sales)\b", re.IGNORECASE)

# For each column the words over it, top to bottom.
Stacks = tuple[tuple[str, ...], ...]


def solve(parts: Sequence[Token], text: str, percents: Sequence[bool]) -> Stacks | None:
    """Return for each column the words over it, top to bottom; None where they do not spread.

    Arguments:
        parts: the header's parts in the order of the text.
        percents: for each column whether its figures are percentages.
    """
    said = [part for part in parts if part.kind not in _ASIDES]
    spans = sum(part.kind == "S" for part in parts)
    if spans and spans != sum(part.kind == "X" for part in said):
        return None  # "Three Month" and "One Year" stand over changes, one over each
    if stacks := _solve(said, text, len(percents)) or _to_come(said, text, len(percents)):
        return stacks
    amounts = percents.count(False)
    if 0 < amounts < len(percents) and not any(part.kind == "W" for part in said):
        # The percentages beside the amounts may have words that stand in several lines.
        periods = [part for part in said if part.kind != "X"]
        if stacks := _solve(periods, text, amounts):
            return _beside(stacks, percents, [text[part.start : part.end] for part in said if part.kind == "X"])
    return None


def _to_come(said: Sequence[Token], text: str, columns: int) -> Stacks | None:
    """Lay out a header whose last year has quarters without figures, which are yet to come, as its last ones."""
    leaves = len(list(takewhile(lambda part: part.kind == "L", reversed(said))))
    stacks = _solve(said, text, leaves) if columns < leaves < min(columns + 4, len(said)) else None
    if stacks is None or not all(_QUARTER.fullmatch(stack[-1]) or TOTAL.fullmatch(stack[-1]) for stack in stacks):
        return None
    last = [at for at, stack in enumerate(stacks) if stack[:-1] == stacks[-1][:-1] and _QUARTER.fullmatch(stack[-1])]
    to_come = last[columns - leaves :]
    return tuple(stack for at, stack in enumerate(stacks) if at not in to_come) if len(to_come) < len(last) else None


def _beside(amounts: Stacks, percents: Sequence[bool], words: Sequence[str]) -> Stacks:
    """Give the columns of percentages their words: shares of revenue where each amount has one beside it, else changes."""
    shares = [word for word in words if _OF.search(word)]
    beside = [at for at, percent in enumerate(percents) if percent and at and not percents[at - 1]]
    is_shared = len(shares) == len(amounts) == len(beside)
    left = iter(amounts)
    return tuple(
        next(left) if not percent else (shares[0],) if is_shared and at in beside else ("% Change",)
        for at, percent in enumerate(percents)
    )


def _solve(said: Sequence[Token], text: str, columns: int) -> Stacks | None:
    last = _leaves(said, text, columns)
    if last is None:
        return None
    above, leaves = _with_signs(said[: len(said) - sum(map(len, last))], last, text)
    if above and above[-1].kind == leaves[0][-1].kind and not text[above[-1].end : leaves[0][0].start].strip():
        return None  # more of a row than there are columns
    kinds = "".join(token.kind for token in above)
    found = {
        stacks for sizes in _groupings(kinds, columns) if (stacks := _laid_out(above, sizes, leaves, text)) is not None
    }
    return found.pop() if len(found) == 1 else None


def _with_signs(
    above: Sequence[Token], leaves: Sequence[Sequence[Token]], text: str
) -> tuple[Sequence[Token], Sequence[Sequence[Token]]]:
    """Join the signs of a row that stand over changes to these, and the words between them to the columns between.

    "% Per Day %" over "2031 2030 Change 2031 2030 Change": the words stand over the second pair of years.
    """
    start = len(above)
    while start and above[start - 1].kind in "XW":
        start -= 1
    changes = [at for at, leaf in enumerate(leaves) if leaf[-1].kind == "X"]
    signs = [part for part in above[start:] if part.kind == "X"]
    if (
        not signs
        or len(signs) != len(changes)
        or not all(_SIGN.fullmatch(text, sign.start, sign.end) for sign in signs)
    ):
        return above, leaves
    joined = [list(leaf) for leaf in leaves]
    for part in above[start:]:
        before = sum(sign.start < part.start for sign in signs)
        if part.kind == "X":
            joined[changes[before]].insert(0, part)
            continue
        for at in range(
            changes[before - 1] + 1 if before else 0, changes[before] if before < len(changes) else len(leaves)
        ):
            joined[at].insert(0, part)
    return above[:start], joined


def is_parted(parts: Sequence[Token]) -> bool:
    """Whether the head of the labels' column stands between the columns: the labels do so, too."""
    kinds = "".join(
        "u" if part.kind == "unit" else part.kind for part in parts if part.kind in _LEAVES or part.kind == "unit"
    )
    return bool(re.search("[YNLX]u+[YMNLX]", kinds))


def leaf_count(parts: Sequence[Token]) -> int:
    """Return how many columns a header's last row has, as far as that row alone tells; 0 where it does not."""
    kinds = "".join(part.kind for part in parts if part.kind in "YMNLXDCU")
    last = re.search(f"[{_LEAVES}]*$", kinds)
    row = last[0].lstrip("X") if last else ""  # signs over changes stand in a row above
    if row.count("MY") == row.count("M") == row.count("Y"):
        return len(row) - row.count("M")
    return len(row.rpartition("M")[2])


def _leaves(said: Sequence[Token], text: str, columns: int) -> list[list[Token]] | None:
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
        alone = any(leaf[-1].kind == "L" and not _year(leaf[-1], text) for leaf in leaves)
        if alone and any(leaf[-1].kind not in "LX" for leaf in leaves):
            continue  # years that stand over quarters, not beside them
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


def _groupings(kinds: str, columns: int, said: frozenset[str] = frozenset()) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield the ways to read parts as rows of a header, each row a pattern's length and how often it repeats.

    Arguments:
        said: the kinds in the rows above, of those that only one row can have.
    """
    if not kinds:
        yield ()
        return
    if named := len(kinds) - len(kinds.lstrip("W")):
        for rest in _groupings(kinds[named:], columns, said):
            yield ((1, named), *rest)  # names fill a row of their own
        return
    for size in range(1, min(4, len(kinds.partition("W")[0])) + 1):
        only = frozenset(kinds[:size]) & _ONLY_ONCE
        if len(set(kinds[:size])) < size or only & said:
            return
        times = 1
        while times <= columns:
            for rest in _groupings(kinds[size * times :], columns, said | only):
                yield ((size, times), *rest)
            if kinds[size * times : size * (times + 1)] != kinds[:size]:
                break
            times += 1


def _laid_out(
    above: Sequence[Token], sizes: Sequence[tuple[int, int]], leaves: Sequence[Sequence[Token]], text: str
) -> Stacks | None:
    """Spread each row's items, the lowest row first; None where a column would get two lengths or two days."""
    stacks: list[list[Token]] = [list(leaf) for leaf in leaves]
    end = len(above)
    for size, times in reversed(sizes):
        items = [above[at : at + size] for at in range(end - size * times, end, size)]
        end -= size * times
        spread = _spread(times, stacks, text)
        if spread is None:
            return None
        for column, item in spread.items():
            stacks[column] = [*items[item], *stacks[column]]
    for stack, leaf in zip(stacks, leaves, strict=True):
        if not _agrees(stack[: len(stack) - len(leaf)], leaf, text):
            return None
    return tuple(tuple(" ".join(text[token.start : token.end].split()) for token in stack) for stack in stacks)


def _spread(times: int, stacks: Sequence[Sequence[Token]], text: str) -> dict[int, int] | None:
    """Return for each column which of a row's items stands over it, by what stands below; None where nothing tells.

    Items stand over one column each, or over groups of them: each group begins with the same period (or ends with
    it, or quarters are counted anew), else all are as wide.
    """
    columns = range(len(stacks))
    figures = [at for at in columns if stacks[at][-1].kind != "X"]
    changes = [at for at in columns if stacks[at][-1].kind == "X"]
    said = ["".join(text[token.start : token.end].lower() for token in stacks[at]) for at in figures]
    firsts = [at for at, words in zip(figures, said, strict=True) if words == said[0]]
    lasts = [at for at, words in zip(figures, said, strict=True) if words == said[-1]]
    if times > 1 and (anew := _counted_anew(figures, said)):
        return _from(anew, columns) if len(anew) == times else None
    if times > 1 and len(firsts) == times:
        return _from(firsts, columns)
    if times > 1 and len(lasts) == times and lasts[-1] == columns[-1]:
        return _from([0, *(at + 1 for at in lasts[:-1])], columns)
    for each in (columns, figures, changes):
        if each and len(each) % times == 0:
            return {at: index // (len(each) // times) for index, at in enumerate(each)}
    return None


def _from(starts: Sequence[int], columns: Sequence[int]) -> dict[int, int] | None:
    if starts[0] != 0:
        return None
    return {at: sum(start <= at for start in starts) - 1 for at in columns}


def _counted_anew(figures: Sequence[int], said: Sequence[str]) -> list[int]:
    """Return the columns where quarters, which follow each other up or down, begin anew: "Q1 Q4 Q3 Q2 Q1".

    A year's total may follow its quarters.
    """
    places = [(at, int(words.strip("q"))) for at, words in zip(figures, said, strict=True) if _QUARTER.fullmatch(words)]
    totals = [words for words in said if TOTAL.fullmatch(words)]
    if len(places) < 2 or len(places) + len(totals) != len(said):
        return []
    for step, first in ((1, 1), (-1, 4)):
        starts = [now for before, now in pairwise(places) if now[1] != before[1] + step]
        if all(number == first for _, number in starts):
            return [places[0][0], *(at for at, _ in starts)]
    return []


def _agrees(stack: Sequence[Token], leaf: Sequence[Token], text: str) -> bool:
    """Whether the parts over one column say one period: one length, one day, or days of which its year picks one."""
    kinds = "".join(token.kind for token in stack)
    last = "".join(token.kind for token in leaf)
    last = last.lstrip("XW") or last[-1]
    if max(kinds.count("D"), kinds.count("C"), kinds.count("U"), kinds.count("L") + last.count("L")) > 1:
        return False
    if (kinds.count("C") != kinds.count("U") and "C" in kinds) or ("C" in kinds and "D" in kinds):
        return False
    days = kinds.count("M") + kinds.count("N")
    if last in ("X", "W"):
        return days <= 1 and (last == "X" or kinds.count("Y") <= 1)
    years = [_year(token, text) for token in stack if token.kind == "Y"]
    if last != "Y":
        return days == 0 and len(set(years)) < 2 and (not years or {_year(leaf[-1], text)} - {""} <= set(years))
    if days == 0 and years:
        return set(years) == {_year(leaf[0], text)}
    if days == 1 and years:
        return "MY" in kinds and years == [_year(leaf[0], text)]
    if days > 1:
        return kinds.count("MY") == days and years.count(_year(leaf[0], text)) == 1
    return True


def _year(token: Token, text: str) -> str:
    found = _DIGITS.search(text, token.start, token.end)
    return found[0] if found else ""
