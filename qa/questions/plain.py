"""A question in plain words: courtesies and asides taken off, abbreviations spelled out, periods in the releases' words."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from qa.language.dates import DATE, MONTH, MONTH_STARTS, SHORT_YEAR, YEAR, read_date, spaced
from qa.language.phrases import either
from qa.questions.patterns import Span
from qa.resources import toml

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
    plain: str | Callable[[re.Match[str]], str]


class _Rules:
    """Rules in their order, found by the words that they are looked for with: in one pass, however many there are."""

    def __init__(self, rules: Sequence[_Rule]) -> None:
        self._rules = rules
        words = {word for rule in rules for word in rule.when}
        self._word = re.compile(f"(?=({either(words, ' ')}))")
        # Where a word stands, so does each that it begins with.
        self._of = {
            word: [at for at, rule in enumerate(rules) if any(word.startswith(one) for one in rule.when)]
            for word in words
        }

    def applied(self, text: str) -> str:
        """Return a text reworded by every rule, each after those before it."""
        due = self._due(text, -1)
        while due:
            at = due.pop(0)
            rule = self._rules[at]
            if rule.said.search(text):  # a substitution takes longer, though there be nothing to put in
                text = rule.said.sub(rule.plain, text)
                due = self._due(text, at)
        return text

    def _due(self, text: str, after: int) -> list[int]:
        """The rules after one for which a word stands in a text."""
        found = {at for word in set(self._word.findall(text.lower())) for at in self._of[word]}
        return sorted(at for at in found if at > after)


@dataclass(frozen=True)
class _Wording:
    """models/wording.toml, compiled."""

    openings: re.Pattern[str]
    closings: re.Pattern[str]
    spelled: re.Pattern[str]
    words: dict[str, str]
    rules: _Rules


def plain(question: str, names: Sequence[Span] = ()) -> str:
    """Return a question in plain words: nothing that it asks is left out, and nothing added.

    Arguments:
        question: as asked, typing errors mended.
        names: where it names companies, of which no word is reworded ("Exp World", "Check Valve").
    """
    text, hidden = _hidden(question.replace("’", "'"), names)
    text = _reworded(text)
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


def _reworded(question: str) -> str:
    known = _wording()
    text = known.spelled.sub(lambda match: known.words[match[0].lower()], question)
    text = known.closings.sub("", _without_openings(text, known.openings))
    return known.rules.applied(text)


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
    rules = [
        *_rules(data["asides"], slots),
        _Rule(frozenset(MONTH_STARTS), _MONTHS, _months_ended),
        *_rules([*data["forms"], *data["figures"], *data["periods"]], slots),
        _Rule(frozenset(["gaap"]), re.compile(r"\bnon[- ]?gaap\b", re.I), "nonGAAP"),
    ]
    return _Wording(
        openings=_compiled(rf"\W*(?:{'|'.join(data['openings'])})\b"),
        closings=_compiled(rf"[\s,.?!-]+(?:{'|'.join(data['closings'])})(?=[\s.?!]*$)"),
        spelled=_compiled(rf"(?<![\w'&/.])(?:{either(words, ' ')})(?![\w'&/])"),
        words=words,
        rules=_Rules(rules),
    )


def _rules(entries: Iterable[Mapping[str, Any]], slots: Mapping[str, str]) -> list[_Rule]:
    return [_Rule(frozenset(entry["when"]), _compiled(entry["said"], slots), entry["plain"]) for entry in entries]


def _compiled(pattern: str, slots: Mapping[str, str] = MappingProxyType({})) -> re.Pattern[str]:
    for slot, meaning in slots.items():
        pattern = pattern.replace(slot, spaced(meaning))
    return re.compile(pattern, re.I)
