"""Dividends on common stock: the amount declared a share, and the days of record, of payment and of declaration."""

import re
from collections.abc import Iterator

from qa.facts.events.moments import Moment, days
from qa.facts.events.telling import Sentence, Telling
from qa.facts.fact import Fact

_DIVIDEND = re.compile(r"\b(?:dividends?|distributions?)\b", re.IGNORECASE)
_DECLARED = re.compile(
    r"\b(?:declar(?:ed|es|ing|ation)|announced|approved|initiated|authorized|will pay|payable|(?:to|will) be paid|payment date|is scheduled"
    r"|quarterly (?:cash )?dividend (?:(?:is|was|has been) )?(?:raised|increased|lifted|boosted)"
    r"|(?:rais|increas|lift|boost)(?:es|s|ed) (?:its |the |our )?(?:regular )?quarterly (?:cash )?dividend)\b",
    re.I,
)
_OTHER = re.compile(
    r"\b(?:since|cumulative\w*|preferred|preference|depositary|stock dividend|stock split|suspend\w*|special committee|if declared|future)\b",
    re.IGNORECASE,
)
# What stands right before a day: which day of the dividend's it is.
_PAID = re.compile(
    r"\b(?:payable|(?:will|to) be paid|be payable|will pay|payment date|payment|distributed|paid out|scheduled)\b(?:(?!\brecord\b)[^.;]){0,90}$",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"\b(?:of record|record date|record|transfer records? of the corporation)\b[^.;$]{0,60}$", re.IGNORECASE
)
_ON = re.compile(r"\bOn\s(?:\w+day,\s)?$")
_DECLARED_ON = re.compile(r"\bdeclar(?:ed|ation)\b[^.;$]{0,45}\bon\s(?:\w+day,\s)?$", re.IGNORECASE)
_PAST = re.compile(r"\b(?:was|were|had been) paid\b", re.IGNORECASE)
_BEFORE = re.compile(r"\bfrom\s+$", re.IGNORECASE)  # what it was: "raised from $0.05 per share"
_PER_SHARE = re.compile(r"/share$")


def read_dividends(telling: Telling) -> Iterator[Fact]:
    """Yield what is told of the dividend that is declared or about to be paid; of preferred stock's nothing."""
    before: Sentence | None = None
    for sentence in telling.sentences:
        follows = before is not None and 0 <= sentence.start - before.end < 3
        declared = _told(sentence)
        if declared:
            yield from _dividend(telling, sentence)
        before = sentence if declared or (follows and _DIVIDEND.search(sentence.text)) else None


def _told(sentence: Sentence) -> bool:
    text = sentence.text
    return bool(
        _DIVIDEND.search(text) and _DECLARED.search(text) and not _OTHER.search(text) and not _PAST.search(text)
    )


def _dividend(telling: Telling, sentence: Sentence) -> Iterator[Fact]:
    text = sentence.text
    found: dict[str, Moment] = {}
    for day in days(text, telling.day, telling.today):
        lead = text[max(0, day.start - 90) : day.start]
        last = lead[max((match.end() for match in re.finditer(r"\d{4},?", lead)), default=0) :]
        if kind := _kind(lead, last, text[day.end :]):
            found.setdefault(kind, day)
    amounts = [each for each in sentence.quantities() if _PER_SHARE.search(each[2].unit)]
    if not found and not amounts:
        return
    for metric, day in found.items():
        yield telling.on_day(metric, _LABELS[metric], day.day, sentence, day.start, day.end)
    amounts = [each for each in amounts if not _BEFORE.search(text[: each[0]])]
    if len(amounts) == 1 and amounts[0][2].high is None and _is_declared(text, amounts[0][0]):
        label = "dividend declared per share"
        yield telling.amount("CommonStockDividendsPerShareDeclared", label, amounts[0], None, sentence)


_LABELS = {
    "DividendsPayableDateToBePaidDayMonthAndYear": "dividend payment date",
    "DividendsPayableDateOfRecordDayMonthAndYear": "dividend record date",
    "DividendsPayableDateDeclaredDayMonthAndYear": "dividend declaration date",
}


def _kind(lead: str, last: str, rest: str) -> str:
    """Return which of the dividend's days one is, by the words between it and the day before; empty for none."""
    record, paid = _RECORD.search(last), _PAID.search(last)
    if record and (not paid or record.start() > paid.start()):
        return "DividendsPayableDateOfRecordDayMonthAndYear"
    if paid:
        return "DividendsPayableDateToBePaidDayMonthAndYear"
    if _DECLARED_ON.search(lead) or (_ON.search(lead) and re.match(r"[^.;]{0,80}?\bdeclared\b", rest)):
        return "DividendsPayableDateDeclaredDayMonthAndYear"
    return ""


def _is_declared(text: str, at: int) -> bool:
    """Whether the figure at a place is the dividend's: it stands close behind the word, or before it."""
    near = text[max(0, at - 110) : at]
    behind = re.match(r"\S+(?: \S+){0,3} (?:cash )?dividend\b", text[at:])
    return bool(_DIVIDEND.search(near) or behind) and not re.search(r"\b(?:increase of|paid)\s+$", near)
