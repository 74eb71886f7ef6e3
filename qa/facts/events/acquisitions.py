"""Acquisitions that were completed: what was bought, when and for how much."""

import re
from collections.abc import Iterator

from qa.facts.events.moments import days
from qa.facts.events.telling import Sentence, Telling
from qa.facts.fact import Fact
from qa.language.currencies import is_currency
from qa.language.values import Quantity

_NAME = r"(?P<name>[A-Z][\w&.’'-]*(?:,? (?:[A-Z][\w&.’'-]*|of|and|&|de)){0,6})"
_COMPLETED = re.compile(
    rf"\b(?:completed|closed|completion of|closing of|close of)(?: on)?(?: (?:the|its|our))?(?: previously announced| \$[\d.]+ [mb]illion)? (?:acquisition|purchase) of (?:the )?{_NAME}"
)
_ACQUIRED = re.compile(
    rf"\b(?:[Tt]he [Cc]ompany|[Ww]e) (?:also |has |have )?(?:acquired|purchased|bought) (?:(?:substantially )?all (?:of )?the (?:\w+ ){{0,3}}of )?{_NAME}"
)
_PRICE = re.compile(
    r"\b(?:for|purchase price of|consideration of|valued at|cost of)\s(?:an? (?:purchase )?(?:price|cost) of )?(?:approximately |about )?$"
)
_TAIL = re.compile(r"(?:,? (?:of|and|&|de|In|On|The|For|During|As))+$")
_NOT_NAMES = re.compile(
    r"(?:Q[1-4]|January|February|March|April|May|June|July|August|September|October|November|December|Company|Class|Series|Common|Treasury|U\.S|This|These|[A-Z]\.?)\b"
)
_IF = re.compile(
    r"\b(?:expect\w*|will|would|subject to|if|prior to|pending|anticipat\w+|risks?|failure|inability|assum\w+|as if)\b",
    re.IGNORECASE,
)


def read_acquisitions(telling: Telling) -> Iterator[Fact]:
    """Yield what the company says that it has bought; what it only plans to buy is none."""
    for sentence in telling.sentences:
        completed = _COMPLETED.search(sentence.text)
        match = completed or _ACQUIRED.search(sentence.text)
        if match is None or _IF.search(sentence.text) or not _is_company(match["name"]):
            continue
        if not completed and not _prices(sentence, match):
            continue  # "the company acquired Class A shares": only what has a price is surely a company
        name = (
            _TAIL.sub("", match["name"]).rstrip(".,")
            if not match["name"].endswith(("Inc.", "Co.", "Corp.", "Ltd."))
            else match["name"]
        )
        start = match.start("name")
        yield telling.words(
            "BusinessAcquisitionNameOfAcquiredEntity", "acquired company", sentence, start, start + len(name)
        )
        yield from _terms(telling, sentence, name, match)


def _terms(telling: Telling, sentence: Sentence, name: str, match: re.Match[str]) -> Iterator[Fact]:
    text = sentence.text
    dated = [day for day in days(text, telling.day) if re.search(r"\b[Oo]n\s(?:\w+day,\s)?$", text[: day.start])]
    if len(dated) == 1:
        day = dated[0]
        metric = "BusinessAcquisitionEffectiveDateOfAcquisition1"
        yield telling.on_day(metric, f"acquisition date of {name}", day.day, sentence, day.start, day.end)
    prices = _prices(sentence, match)
    if len(prices) == 1:
        metric = "BusinessCombinationConsiderationTransferred1"
        yield telling.amount(metric, f"purchase price of {name} acquisition", prices[0], None, sentence)


def _prices(sentence: Sentence, match: re.Match[str]) -> list[tuple[int, int, Quantity]]:
    """The amounts of money behind a purchase that are said to be its price."""
    return [
        each
        for each in sentence.quantities(match.end())
        if is_currency(each[2].unit)
        and each[2].high is None
        and _PRICE.search(sentence.text[max(0, each[0] - 60) : each[0]])
    ]


def _is_company(name: str) -> bool:
    return len(name) > 2 and not _NOT_NAMES.match(name)
