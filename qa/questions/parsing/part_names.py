"""The names of companies' parts and of their rows, as questions say them: "Lower Rhine Shipping", "Services" with its capital."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from qa.language.stems import ignored, stems_in, words
from qa.questions.parsing.patterns import Span
from qa.questions.parsing.words import phrases

_AFTER = re.compile(r"\b(?:on|from|for|in) \Z")  # what a part follows
_AFTER_WORD = re.compile(r"\w \Z")
_SORTS = re.compile(r" (?:lines?|types?|categor\w+)")  # "in services lines" names no part
_WITH_LETTERS = re.compile(r"(?P<name>\w.*\w) \((?P<letters>[A-Z][A-Z&]+)\)")
_LONGEST_BEFORE = 6  # characters of what stands before
_OF_REVENUE = [word.stem for word in words("as a percentage of revenue")]
_PER = "per"  # what is asked for one of something may be worked out as well
_FEWEST = 3  # words of a row's label that holds one of those


class PartNames:
    """Finds the names of some parts, and of rows whose words would else ask for something to be worked out.

    Arguments:
        names: as the filings write them.
        rows: the stems of rows' labels, in their order and with spaces between.
    """

    def __init__(self, names: Iterable[str], rows: Iterable[str] = ()) -> None:
        called = dict.fromkeys(one for name in names for one in _called(name))
        self._names = [(_plainly(name), name) for name in called if name not in _asking()]
        self._rows: dict[str, list[list[str]]] = {}
        for row in dict.fromkeys(rows):  # a company's filings have most of them in common
            said = row.split()
            is_share = said[-len(_OF_REVENUE) :] == _OF_REVENUE  # which may be of its costs, too, and is worked out
            if len(said) >= _FEWEST and _PER not in said and not is_share and not _working().isdisjoint(said):
                self._rows.setdefault(said[0], []).append(said)

    def rows_in(self, text: str) -> list[Span]:
        """Return where a text has a row's whole label that holds a word which may also ask: "payables to affiliates"."""
        said = words(text) if self._rows else ()
        stems = [word.stem for word in said]
        return [
            (said[at].start, said[at + len(row) - 1].end)
            for at, one in enumerate(stems)
            for row in self._rows.get(one, ())
            if stems[at : at + len(row)] == row
        ]

    def said_in(self, text: str) -> list[Span]:
        """Return where a text names parts."""
        lowered = _plainly(text)
        said = [name for lower, name in self._names if lower in lowered]
        kept: list[Span] = []
        for start, _, last in sorted(place for name in said for place in _places(name, text)):
            if not kept or kept[-1][1] <= start:
                kept.append((start, -last))
        return kept


def _called(name: str) -> tuple[str, ...]:
    """What a part is called: "Looms & Spindles (L&S)" also by its name alone and by its letters."""
    short = _WITH_LETTERS.fullmatch(name)
    return (name, short["name"], short["letters"]) if short else (name,)


@cache
def _asking() -> frozenset[str]:
    """Words that compare, which are no part's name though a table's column may be called so: "versus", "below"."""
    asked = phrases()
    return frozenset(
        entry for table in ("direction", "superlative") for said in asked[table].values() for entry in said
    )


@cache
def _working() -> frozenset[str]:
    """Stems that in a question set two things beside each other or tell them apart, and in a label are of the name."""
    return frozenset(
        stems_in(
            "to and or of in on for from less excluding including before after portion over plus average adjustments"
        )
    )


def _plainly(text: str) -> str:
    return text.lower().replace(" & ", " and ")


def _places(name: str, text: str) -> Iterator[tuple[int, int, int]]:
    """Where a text has a name: its start, how surely it is meant, its end below nothing, so that the longest comes first."""
    lowered, plain = text.lower(), _plainly(name)
    if len(words(name)) > 1:
        for said in {plain, plain.replace(" and ", " & ")}:
            yield from ((start, 0, -end) for start, end in _whole(said, lowered))
        return
    # A word names a part as the filing writes it, or behind what parts follow.
    yield from ((start, 1, -end) for start, end in _whole(name, text) if _stands(_AFTER_WORD, text, start))
    for said in (plain, f"{plain}s"):
        for start, end in _whole(said, lowered):
            if _stands(_AFTER, text, start) and not _SORTS.match(text, end):
                yield start, 2, -end


def _whole(said: str, text: str) -> Iterator[Span]:
    """Where a text has some words that are no part of longer ones."""
    start = text.find(said)
    while start >= 0:
        end = start + len(said)
        if not (_is_of_a_word(text[start - 1 : start]) or _is_of_a_word(text[end : end + 1])):
            yield start, end
        start = text.find(said, start + 1)


def _is_of_a_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _stands(before: re.Pattern[str], text: str, start: int) -> bool:
    return before.search(text, max(0, start - _LONGEST_BEFORE), start) is not None


def initials_of(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the stems of names by their initials, of those that no other has the same: "c&f" for Construction and forestry.

    Of two letters only those with an "&" or an x are taken for initials ("DX" for Digital Experience): others are words.
    """
    found: dict[str, set[tuple[str, ...]]] = {}
    for name in names:
        said = [word for word in words(name) if word.stem not in ignored()]
        for short in _initials([word.text.lower() for word in said]):
            found.setdefault(short, set()).add(tuple(word.stem for word in said))
    return {short: meant.pop() for short, meant in found.items() if len(meant) == 1}


def _initials(said: Sequence[str]) -> Iterator[str]:
    if len(said) < 2:
        return
    yield "&".join(word[0] for word in said)
    yield "&".join(("".join(word[0] for word in said[:-1]), said[-1][0]))
    short = (
        "".join("x" if word.startswith("ex") and sounded else word[0] for word in said) for sounded in (True, False)
    )
    yield from (letters for letters in short if len(letters) > 2 or "x" in letters)
