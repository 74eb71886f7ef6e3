"""Finds parties: companies, tickers and exchanges, people with their roles, and the places of datelines."""

import re
from collections.abc import Iterator

from spacy.language import Language

from qa.language.component import SpanWriter
from qa.language.datelines import find_datelines
from qa.language.names import PARTIES
from qa.language.phrases import PhraseFinder, either, phrases
from qa.language.values import Entity, Party
from qa.resources import toml

_WORDS = phrases("parties")
_NOT_NAMES = frozenset(_WORDS["not_names"]["words"])
_NOT_PERSONS = frozenset(_WORDS["not_persons"]["words"])
_NOT_FIRST = _NOT_PERSONS | frozenset(_WORDS["credentials"]["words"])
_HEADER = toml("header")

_EXCHANGES = PhraseFinder({printed.lower(): name for name, forms in _HEADER["exchanges"].items() for printed in forms})
_TICKER = re.compile(
    r"(?:[^():\n]{0,40}:|\s?[-–—])\s*[“\"']?(?P<ticker>[A-Z]{1,5}(?:[./-][A-Z]{1,2})?)(?![\w])|\ssymbol:?\s[“\"']?(?P<symbol>[A-Z]{1,5})\b"
)

_FORMS = frozenset(form.rstrip(".") for form in _HEADER["names"]["forms"])
_FORM = re.compile(
    rf"(?<![\w.])(?:{either({*_HEADER['names']['forms'], *(form.upper() for form in _HEADER['names']['forms'])})})(?![\w’'])"
)
_FORM_AFTER = re.compile(rf",?\s{_FORM.pattern}")
_NAME_BEFORE = re.compile(
    r"(?<![\w.])(?:(?:[a-z]?[A-Z](?:[\w&'’]|-(?!-))*(?:\.com)?|\d+[A-Z]\w*|(?:St|Mt|Ft|Dr|[A-Z])\.|(?:[A-Z]\.){2,}|&|of|and|the|de)"
    r"(?:,\s|\s))+$"
)
_OF_NO_NAME = frozenset(["the", "our", "this", "its", "a", "each", "any", "such", "of", "for", "in"])  # "The Company"
_TWICE = re.compile(r"(?:About\s)?(.{4,}?),?\s(?=\1\b)")  # a heading that runs into its text

_ROLES = PhraseFinder({role: role for role in _WORDS["roles"]["words"]})
_BETWEEN_ROLES = re.compile(r"\s?(?:,|&|/|\band\b|,\s?and\b)\s?", re.IGNORECASE)
# What a name begins with in European languages: "Åsa", "Émile".
_CAPITAL = "A-ZÀ-ÖØ-ÞĆČŁŚŠŽ"
_PERSON = rf"(?:(?:Dr|Mr|Mrs|Ms|Sir)\.?\s)?[{_CAPITAL}][\w’'-]+(?:\s(?:[A-Z]\.?|[A-Z]\.\s?[A-Z]\.|“\w+”|\"\w+\"|\(\w+\)))*(?:\s(?:de|van|von|der|la|del|Mc|St\.)){{0,2}}\s[{_CAPITAL}][\w’'-]+(?:\s[{_CAPITAL}][\w’'-]+)?(?:,?\s(?:Jr|Sr)\.|\s(?:II|III|IV)\b|,?\s(?:Ph\.?D|M\.?D|CPA|CFA)\.?)?"
_INITIALLED = (
    rf"[A-Z]\.(?:\s?[A-Z]\.)?\s[{_CAPITAL}][\w’'-]+(?:\s[{_CAPITAL}][\w’'-]+)?(?:,?\s(?:Jr|Sr)\.|\s(?:II|III|IV)\b)?"
)
_ANYONE = rf"(?:{_PERSON}|{_INITIALLED})"
_OF_COMPANY = r"(?:(?:the\s)?(?:Company|[A-Z][\w&.]*(?:\s[A-Z][\w&.]*){0,3})[’']s?\s|its\s|our\s|the\s)?"
_PERSON_BEFORE = re.compile(rf"(?P<name>{_ANYONE})(?:,|\s?[-–—(]|\s(?:is|was|as))\s?{_OF_COMPANY}$")
# Who takes an office: "named Ada Quill chief financial officer", "Ada Quill was appointed as its president".
_TAKES = r"(?:named|appointed|elected|chosen|hired|promoted|tapped)"
_PUT_INTO = re.compile(
    rf"\b(?i:{_TAKES})\s(?P<name>{_ANYONE})\s(?:(?:as|to(?:\sbe)?)\s)?{_OF_COMPANY}(?:new\s|next\s)?$"
)
_COMES_INTO = re.compile(
    rf"(?P<name>{_ANYONE})\s(?:(?:was|were|has\sbeen|had\sbeen|is|will\sbe)\s{_TAKES}|(?:has\s|had\s)?joined(?:\s(?:us|[A-Z][\w&.]*(?:\s[A-Z][\w&.]*)*|the\s[Cc]ompany))?|becomes|became|takes\sover|took\sover)\s(?:(?:as|to(?:\sbe)?)\s)?{_OF_COMPANY}(?:new\s|next\s)?$"
)
_PERSON_AFTER = re.compile(rf"(?:\sof\s[A-Z][\w&.]*(?:\s[A-Z][\w&.]*){{0,3}})?,?\s(?P<name>{_ANYONE})")
_CONTACTS = PhraseFinder({words: words for words in _WORDS["contacts"]["words"]})
_CONTACT = re.compile(rf"\s?:?\s?(?:\n\s*)?(?P<name>{_ANYONE})(?=\s*(?:[,\n(;/|]|at\b|\+?\d|[-–—]|$))")


@Language.factory("qa_parties", assigns=["doc.spans"])
def make_parties(nlp: Language, name: str) -> SpanWriter:  # noqa: ARG001
    """Return the component that writes `doc.spans["parties"]`."""
    return SpanWriter(PARTIES, find_parties)


def find_parties(text: str) -> list[Entity]:
    """Return the parties of a text, by start."""
    found = [*_companies(text), *_listings(text), *_people(text), *_places(text)]
    return sorted(found, key=lambda entity: (entity.start, -entity.end))


def _places(text: str) -> Iterator[Entity]:
    for dateline in find_datelines(text):
        yield Entity(
            dateline.start,
            dateline.place_end,
            Party("place", text[dateline.start : dateline.place_end]),
        )


def _listings(text: str) -> Iterator[Entity]:
    """Yield exchanges, and the tickers behind them: "(NASDAQ: ABCD)"."""
    for start, end, name in _EXCHANGES.find(text):
        if not text[start].isupper():
            continue  # "aim" is a word, "AIM" a market
        yield Entity(start, end, Party("exchange", text[start:end]))
        if ticker := _TICKER.match(text, end, end + 60):
            group = "ticker" if ticker["ticker"] else "symbol"
            yield Entity(ticker.start(group), ticker.end(group), Party("ticker", ticker[group], of=name))


def _companies(text: str) -> Iterator[Entity]:
    """Yield names that end with the word for a legal form: "Juniper Mills, Inc."."""
    last = 0
    for form in _FORM.finditer(text):
        offset = max(last, form.start() - 80)
        before = _NAME_BEFORE.search(text, offset, form.start())
        if before is None:
            continue
        start = _name_start(text, before.start(), form.start())
        if start is not None:
            last = form.end()
            yield Entity(start, last, Party("company", " ".join(text[start:last].split())))


def _name_start(text: str, start: int, form: int) -> int | None:
    """Step over words with capitals that only stand before a name: "Contact Juniper Mills, Inc."."""
    if twice := _TWICE.match(text, start, form):
        start = twice.end()
    words = list(re.finditer(r"\S+", text[start:form]))
    if not words or words[-1][0].lower() in _OF_NO_NAME:
        return None
    return next((start + word.start() for word in words if not _is_no_name(word[0])), None)


def _is_no_name(word: str) -> bool:
    return word == "&" or word.strip(".,:").lower() in _NOT_NAMES


def _people(text: str) -> Iterator[Entity]:
    """Yield roles, the people beside them, and the people to contact."""
    taken = 0
    for start, end in _roles(text):
        if start < taken:
            continue
        role = text[start:end]
        lead = max(taken, start - 90), start
        before = next(
            filter(None, (form.search(text, *lead) for form in (_PERSON_BEFORE, _COMES_INTO, _PUT_INTO))), None
        )
        after = None if before else _PERSON_AFTER.match(text, end, end + 90)
        person = _person(text, before or after, role)
        yield Entity(start, end, Party("role", role))
        if person:
            yield person
            taken = max(end, person.end)
    for _, end, _ in _CONTACTS.find(text):
        if person := _person(text, _CONTACT.match(text, end, end + 60), ""):
            yield person


def _roles(text: str) -> Iterator[tuple[int, int]]:
    """Yield roles, several in a row as one: "Chairman and Chief Executive Officer"."""
    run: tuple[int, int] | None = None
    for start, end, _ in _ROLES.find(text):
        if run and _BETWEEN_ROLES.fullmatch(text, run[1], start):
            run = (run[0], end)
            continue
        if run:
            yield run
        run = (start, end)
    if run:
        yield run


def _person(text: str, match: re.Match[str] | None, role: str) -> Entity | None:
    """Return a name as a person; None where its words are no name."""
    if match is None:
        return None
    start, end = match.span("name")
    words = [word.strip(".,’'").lower() for word in text[start:end].split()]
    while words and words[0] in _NOT_FIRST:  # words that ran into the name
        step = re.match(r"\S+\s+", text[start:end])
        if step is None:
            return None
        start, words = start + step.end(), words[1:]
    if (
        len(words) < 2
        or _FORM_AFTER.match(text, end)
        or _NOT_PERSONS.intersection(words)
        or _FORMS.intersection(text[start:end].split())
    ):
        return None
    return Entity(start, end, Party("person", text[start:end], of=role))
