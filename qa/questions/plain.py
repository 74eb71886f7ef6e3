"""A question in plain words: courtesies and asides taken off, abbreviations spelled out, periods in the releases' words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from qa.language.dates import DATE, MONTH, SHORT_YEAR, YEAR, read_date, spaced
from qa.language.phrases import either
from qa.questions.patterns import Span
from qa.resources import toml

_NON_GAAP = re.compile(r"\bnon[- ]?gaap\b", re.I)
_SLOTS = {
    "{date}": rf"(?:{DATE}|{MONTH},? (?:{YEAR}|{SHORT_YEAR}))",
    "{month}": MONTH,
    "{year}": rf"(?:(?:the )?{YEAR} (?:fiscal|financial|calendar)(?: year)?|(?:the )?(?:fiscal|calendar|financial)(?: year)? (?:{YEAR}|\d\d)|fy ?'?(?:20)?\d\d|{YEAR})",
    "{part}": r"(?:(?:first|second|third|fourth|last|1st|2nd|3rd|4th)(?: fiscal)? (?:quarter|half)|q[1-4]|[1-4]q|[12]h|h[12])",
}
# "Between April and June 2023", "January through March".
_MONTHS = re.compile(
    spaced(
        rf"\b(?:(?:from|between|over|in|for|during) )?(?P<first>{MONTH})(?: 0?1(?:st)?(?!\d))?(?P<year>,? (?:{YEAR}))?(?: (?:to|through|until|and) (?:the end of )?|[-–])"
        rf"(?P<last>{MONTH})(?P<of>(?: \d{{1,2}}(?!\d))?,? (?:of )?(?:{YEAR}|{SHORT_YEAR})| \d{{1,2}}(?!\d))?\b(?! \d)"
    ),
    re.I,
)
_MARK = "Qzx{}qzx"
_MARKS = " \t\n,.;:!-–—"


@dataclass(frozen=True)
class _Rule:
    """What is said otherwise in plain words; looked for only where one of `when` stands, which most questions lack."""

    when: frozenset[str]
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
    triggers: tuple[str, ...]


def plain(question: str, names: Sequence[Span] = ()) -> str:
    """Return a question in plain words: nothing that it asks is left out, and nothing added.

    Arguments:
        question: as asked, typing errors mended.
        names: where it names companies, of which no word is reworded ("Exp World", "Check Valve").
    """
    text, hidden = _hidden(question.replace("’", "'"), names)
    text = _reworded_all(text)
    for mark, name in hidden.items():
        text = text.replace(mark, name)
    return text


def _hidden(text: str, names: Sequence[Span]) -> tuple[str, dict[str, str]]:
    """The text with a mark, which no rule knows, for each name; and the names by their marks."""
    hidden: dict[str, str] = {}
    for start, end in sorted(names, reverse=True):
        mark = _MARK.format(chr(ord("a") + len(hidden)))
        hidden[mark] = text[start:end]
        text = text[:start] + mark + text[end:]
    return text, hidden


def _reworded_all(question: str) -> str:
    known = _wording()
    text = known.spelled.sub(lambda match: known.words[match[0].lower()], question)
    text = known.closings.sub("", _without_openings(text, known.openings))
    text = _MONTHS.sub(_months_ended, known.asides.sub("", text))
    return _NON_GAAP.sub("nonGAAP", _reworded(text, known.rules, known.triggers))


def _reworded(text: str, rules: Sequence[_Rule], words: Sequence[str]) -> str:
    held = _triggers(text, words)
    for rule in rules if held else ():
        if not rule.when.isdisjoint(held):
            changed = rule.said.sub(rule.plain, text)
            if changed != text:
                text, held = changed, _triggers(changed, words)
    return text


def _triggers(text: str, words: Sequence[str]) -> list[str]:
    lowered = text.lower()
    return [word for word in words if word in lowered]


def _months_ended(match: re.Match[str]) -> str:
    """A stretch from one month to another by its length and its end, as releases say it."""
    first, last = (read_date(f"{match[name]} 2000".lower()) for name in ("first", "last"))
    if first is None or last is None or not first.month or not last.month or first.month == last.month:
        return match[0]
    count = (last.month - first.month) % 12 + 1
    start, end = (_year_of(f"{match['first']}{match['year'] or ''}"), _year_of(f"{match['last']}{match['of'] or ''}"))
    if start and end and (end - start) * 12 + last.month - first.month + 1 != count:
        return match[0]  # more than a year, or backwards
    return f"{count} months ended {match['last']}{match['of'] or ''}"


def _year_of(said: str) -> int | None:
    """The year that is said with a month, if any."""
    date = read_date(said.replace(" of ", " ").lower())
    return date.year if date else None


def _without_openings(text: str, openings: re.Pattern[str]) -> str:
    while match := openings.match(text):
        rest = text[match.end() :].lstrip(_MARKS)
        if not rest.strip(" ?"):
            break
        text = rest
    return text


@cache
def _wording() -> _Wording:
    data = toml("wording")
    slots = {**_SLOTS, "{moved}": rf"\b(?:{either(data['moved'])})\b"}
    words = data["spelled"]
    longest = sorted(words, key=len, reverse=True)
    rules = [*data["forms"], *data["figures"], *data["periods"]]
    return _Wording(
        openings=_compiled(rf"\W*(?:{'|'.join(data['openings'])})\b"),
        closings=_compiled(rf"[\s,.?!-]+(?:{'|'.join(data['closings'])})(?=[\s.?!]*$)"),
        asides=_compiled("|".join(data["asides"])),
        spelled=_compiled(rf"(?<![\w'&/.])(?:{'|'.join(map(re.escape, longest))})(?![\w'&/])"),
        words=words,
        rules=tuple(_Rule(frozenset(rule["when"]), _compiled(rule["said"], slots), rule["plain"]) for rule in rules),
        triggers=tuple(dict.fromkeys(word for rule in rules for word in rule["when"])),
    )


def _compiled(pattern: str, slots: Mapping[str, str] = MappingProxyType({})) -> re.Pattern[str]:
    for slot, meaning in slots.items():
        pattern = pattern.replace(slot, spaced(meaning))
    return re.compile(pattern, re.I)
