"""Rules that say a question in other words, found by the words that they are looked for with."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qa.language.dates import DATE, MONTH, SHORT_YEAR, YEAR, spaced
from qa.language.sought import AnyCase, Sieve

_COUNT = r"(?:two|three|four|five|six|nine|twelve|thirteen|twenty-four|twenty-six|thirty-nine|fifty-two|\d\d?)"
_WHOSE = r"(?:(?:the|its|their|our|this|that|each|[a-z]+'s) )"
_YEAR = (
    rf"(?:(?:the )?{YEAR} (?:fiscal|financial|calendar)(?: year)?|(?:the )?(?:fiscal|calendar|financial)(?: year)?"
    rf" (?:{YEAR}|\d\d)|fy ?'?(?:20)?\d\d|{YEAR})"
)
_PART = r"(?:(?:first|second|third|fourth|last|1st|2nd|3rd|4th)(?: fiscal)? (?:quarter|half)|q[1-4]|[1-4]q|[12]h|h[12])"
_NOUN = r"(?:quarter|half|year|period)"
_DATE = rf"(?:{DATE}|{MONTH},? (?:{YEAR}|{SHORT_YEAR}))"
_PERIOD = (
    rf"(?:{_WHOSE}?(?:{_PART}(?:'\d\d\b|,? (?:of )?(?:the )?{_YEAR})?|{MONTH}(?:,? {YEAR})? (?:quarter|half|year)"
    rf"|{_YEAR}|(?:(?:last|prior|previous|preceding|current|this|latest|most recent) )?"
    rf"(?:(?:fiscal|financial|calendar|reporting|reported) )?{_NOUN}\b))"
)
# What stands for more than words in a rule's pattern.
_SLOTS = {
    "{date}": _DATE,
    "{month}": MONTH,
    "{year}": _YEAR,
    "{part}": _PART,
    "{count}": _COUNT,
    "{statement}": (
        r"(?:(?:consolidated|condensed|unaudited|latest|quarterly|quarter's) )*(?:income statement"
        r"|profit and loss (?:account|statement)|balance sheet|cash-? ?flow statement"
        r"|statements? of (?:operations|income|earnings|financial (?:position|condition)|cash flows))"
    ),
    "{whose}": _WHOSE,
    # A period by its name: "Q2 FY2024", "the March 2020 quarter", "its 2020 fiscal year", "last fiscal year".
    "{period}": _PERIOD,
    # The same, by the day it ended, or by its months: "the 12 weeks ended February 18, 2024", "Jan-Mar 2020", "2Q25".
    "{when}": (
        rf"(?:(?:the )?(?:(?:fiscal )?(?:quarter|half|year|period)|(?:first |last |latest )?{_COUNT}(?: |-)(?:weeks?|months?))"
        rf" (?:ended|ending|to|through|until)(?: on)? {_DATE}|{MONTH} ?(?:-|–|to|through) ?{MONTH},? {YEAR}"
        rf"|(?:[1-4]q|q[1-4]|[12]h|h[12])(?: |')?(?:fy)?'?(?:20)?\d\d\b|fiscal (?:[1-4]q|q[1-4])(?: {YEAR})?|{_PERIOD}|{_DATE})"
    ),
}


@dataclass(frozen=True)
class Rule:
    """What is said otherwise; looked for only where one of `when` stands, which most questions lack."""

    when: frozenset[str]
    said: re.Pattern[str]
    plain: str | Callable[[re.Match[str]], str]


class Rules:
    """Rules in their order, each looked for only where one of its words stands."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = Sieve([(rule.when, (AnyCase(rule.said), rule)) for rule in rules])

    def applied(self, text: str) -> str:
        """Return a text reworded by every rule, each after those before it."""
        due = self._rules.through(_edged(text))
        while due:
            at, (said, rule) = due.pop(0)
            if said.search(text):  # a substitution takes longer, though there be nothing to put in
                text = rule.said.sub(rule.plain, text)
                due = self._rules.through(_edged(text), after=at)
        return text


def _edged(text: str) -> str:
    """A text with a space before and behind, so that a word may stand there; none behind the mark that nearly every one ends with."""
    return f" {text}" if text.endswith("?") else f" {text} "


def rules(entries: Iterable[Mapping[str, Any]], slots: Mapping[str, str] | None = None) -> list[Rule]:
    """Return the rules of a vocabulary's tables, each with `when`, `said` and `plain`.

    Arguments:
        slots: of the tables' own, beside those that all have.
    """
    return [Rule(frozenset(entry["when"]), compiled(entry["said"], slots), entry["plain"]) for entry in entries]


def compiled(pattern: str, slots: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """Return a pattern, in any case, with its slots filled."""
    for slot, meaning in {**_SLOTS, **(slots or {})}.items():
        pattern = pattern.replace(slot, spaced(meaning))
    return re.compile(pattern, re.I)
