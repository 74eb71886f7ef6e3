"""The names of the parts of companies, as questions say them: "Lower Rhine Shipping", "Services" with its capital."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from qa.language.stems import ignored, words
from qa.questions.parsing.patterns import Span
from qa.questions.parsing.words import phrases

_AFTER = "|".join(rf"(?<=\b{word} )" for word in ("on", "from", "for", "in"))  # what a part follows


class PartNames:
    """Finds the names of some parts.

    Arguments:
        names: as the filings write them.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = [(_plainly(name), name) for name in dict.fromkeys(names) if name not in _asking()]

    def said_in(self, text: str) -> list[Span]:
        """Return where a text names parts."""
        lowered = _plainly(text)
        said = [name for lower, name in self._names if lower in lowered]
        return [match.span() for match in _pattern(said).finditer(text)] if said else []


@cache
def _asking() -> frozenset[str]:
    """Words that compare, which are no part's name though a table's column may be called so: "versus", "below"."""
    asked = phrases()
    return frozenset(
        entry for table in ("direction", "superlative") for said in asked[table].values() for entry in said
    )


def _plainly(text: str) -> str:
    return text.lower().replace(" & ", " and ")


def _escaped(name: str) -> str:
    return re.sub(r"\\ (?:and|\\&)\\ ", r" (?:and|&) ", re.escape(name), flags=re.I)


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


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """What the names that stand in a text are found by: of all of a filer's names it takes too long to make."""
    long = sorted((_escaped(name) for name in names if len(words(name)) > 1), key=len, reverse=True)
    short = sorted(re.escape(name) for name in names if len(words(name)) == 1)
    said = [rf"(?i:{'|'.join(long)})"] if long else []
    if short:
        said += [
            rf"(?<=\w )(?:{'|'.join(short)})",
            rf"(?:{_AFTER})(?i:{'|'.join(short)})s?(?! (?:lines?|types?|categor\w+))",
        ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)" if said else r"(?!)")
