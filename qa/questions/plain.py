"""A question in plain words: courtesies and asides taken off, abbreviations spelled out, periods in the releases' words."""

import re
import tomllib
from collections.abc import Sequence
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
class _Rule:
    """What is said otherwise in plain words; looked for only where one of `when` stands, which most questions lack."""

    when: tuple[str, ...]
    said: re.Pattern[str]
    plain: str


@dataclass(frozen=True)
class _Wording:
    """models/wording.toml, compiled."""

    openings: re.Pattern[str]
    closings: re.Pattern[str]
    asides: re.Pattern[str]
    spelled: re.Pattern[str]
    words: dict[str, str]
    rules: tuple[_Rule, ...]


def plain(question: str) -> str:
    """Return a question in plain words: nothing that it asks is left out, and nothing added.

    Arguments:
        question: as asked, typing errors mended.
    """
    known = _wording()
    text = known.spelled.sub(lambda match: known.words[match[0].lower()], question.replace("’", "'"))
    text = known.closings.sub("", _without_openings(text, known.openings))
    text = known.asides.sub("", text)
    return _NON_GAAP.sub("nonGAAP", _reworded(text, known.rules))


def _reworded(text: str, rules: Sequence[_Rule]) -> str:
    lowered = text.lower()
    for rule in rules:
        if any(word in lowered for word in rule.when):
            text = rule.said.sub(rule.plain, text)
            lowered = text.lower()
    return text


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
        rules=tuple(
            _Rule(tuple(rule["when"]), _compiled(rule["said"]), rule["plain"])
            for rule in [*data["figures"], *data["periods"]]
        ),
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    for slot, meaning in _SLOTS.items():
        pattern = pattern.replace(slot, spaced(meaning))
    return re.compile(pattern, re.I)
