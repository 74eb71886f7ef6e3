"""The names of the parts of companies, as questions say them: "Lower Rhine Shipping", "Services" with its capital."""

import re
from collections.abc import Iterable

from qa.language.stems import words
from qa.questions.patterns import Span

_AFTER = "|".join(rf"(?<=\b{word} )" for word in ("on", "from", "for", "in"))  # what a part follows


class PartNames:
    """Finds the names of some parts.

    Arguments:
        names: as the filings write them.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = [(name.lower(), name) for name in dict.fromkeys(names)]

    def said_in(self, text: str) -> list[Span]:
        """Return where a text names parts."""
        lowered = text.lower()
        said = [name for lower, name in self._names if lower in lowered]
        return [match.span() for match in _pattern(said).finditer(text)] if said else []


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """What the names that stand in a text are found by: of all of a filer's names it takes too long to make."""
    long = sorted((re.escape(name) for name in names if len(words(name)) > 1), key=len, reverse=True)
    short = sorted(re.escape(name) for name in names if len(words(name)) == 1)
    said = [rf"(?i:{'|'.join(long)})"] if long else []
    if short:
        said += [
            rf"(?<=\w )(?:{'|'.join(short)})",
            rf"(?:{_AFTER})(?i:{'|'.join(short)})s?(?! (?:lines?|types?|categor\w+))",
        ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)" if said else r"(?!)")
