"""A question in plain words: courtesies and asides taken off, abbreviations spelled out, periods in the releases' words."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from qa.language.dates import DATE, MONTH, SHORT_YEAR, YEAR, spaced
from qa.resources import models

_NON_GAAP = re.compile(r"\bnon[- ]?gaap\b", re.I)
_SLOTS = {
    "{date}": rf"(?:{DATE}|{MONTH},? (?:{YEAR}|{SHORT_YEAR}))",
    "{year}": rf"(?:(?:the )?(?:fiscal|calendar|financial)(?: year)? (?:{YEAR}|\d\d)|fy ?'?(?:20)?\d\d|{YEAR})",
    "{part}": r"(?:(?:first|second|third|fourth|last|1st|2nd|3rd|4th)(?: fiscal)? (?:quarter|half)|q[1-4]|[1-4]q|[12]h|h[12])",
}
_MARKS = " \t\n,.;:!-–—"


@dataclass(frozen=True)
class _Wording:
    """models/wording.toml, compiled."""

    openings: re.Pattern[str]
    closings: re.Pattern[str]
    asides: re.Pattern[str]
    spelled: re.Pattern[str]
    words: dict[str, str]
    rewritten: tuple[tuple[re.Pattern[str], str], ...]


def plain(question: str) -> str:
    """Return a question in plain words: nothing that it asks is left out, and nothing added.

    Arguments:
        question: as asked, typing errors mended.
    """
    known = _wording()
    text = known.spelled.sub(lambda match: known.words[match[0].lower()], question.replace("’", "'"))
    text = known.closings.sub("", _without_openings(text, known.openings))
    text = known.asides.sub("", text)
    for said, words in known.rewritten:
        text = said.sub(words, text)
    return _NON_GAAP.sub("nonGAAP", text)


def _without_openings(text: str, openings: re.Pattern[str]) -> str:
    while match := openings.match(text):
        rest = text[match.end() :].lstrip(_MARKS)
        if not rest.strip(" ?"):
            break
        text = rest
    return text


@cache
def _wording() -> _Wording:
    with (models() / "wording.toml").open("rb") as file:
        data = tomllib.load(file)
    words = data["spelled"]
    longest = sorted(words, key=len, reverse=True)
    return _Wording(
        openings=_compiled(rf"\W*(?:{'|'.join(data['openings'])})\b"),
        closings=_compiled(rf"[\s,.?!-]+(?:{'|'.join(data['closings'])})(?=[\s.?!]*$)"),
        asides=_compiled("|".join(data["asides"])),
        spelled=_compiled(rf"(?<![\w'&/.])(?:{'|'.join(map(re.escape, longest))})(?![\w'&/])"),
        words=words,
        rewritten=tuple((_compiled(rule["said"]), rule["plain"]) for rule in [*data["figures"], *data["periods"]]),
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    for slot, meaning in _SLOTS.items():
        pattern = pattern.replace(slot, spaced(meaning))
    return re.compile(pattern, re.I)
