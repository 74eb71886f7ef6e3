"""The companies that a text names: by name, former name, ticker or nickname, and mistyped where nothing else is."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from qa.language.stems import Word, ignored, stem, words
from qa.language.vocabulary import vocabulary
from qa.questions.parsing.mend import common_words
from qa.questions.parsing.words import generic
from qa.resources import toml
from qa.store import Filer

Wording = tuple[str, ...]
Named = tuple[int, int, str]  # a span of a text, and the company that it names

_LEGAL = re.compile(
    r"[,\s]+(?:inc|incorporated|corp|corporation|co|company|companies|ltd|limited|plc|llc|lp|l\.p|n\.v|s\.a|ag|se|group"
    r"|holdings?|& co|and company|the)\.?$",
    re.I,
)
# The short form as a name is written in prose, whichever its own is: "Korvane & Co" of Korvane Company.
_FORM_BEHIND = re.compile(r",? (?:inc|corp|(?:& |and )?co|company|ltd|plc)\b\.?(?![\w-])", re.I)
_LONGEST = 5  # words of a name
_SHORTEST_MISTYPED = 5  # letters; a shorter word is too near to others
_LETTERS = re.compile(r"[a-z]+", re.I)
_PROPER = re.compile(r"\b(?P<name>[A-Z][\w&.-]*(?: (?:& |of )?[A-Z][\w&.-]*)*)(?:['’]s|s['’])(?!\w)")


class CompanyNames:
    """Every wording by which one company that is held, and no other, can be meant."""

    def __init__(self, filers: Iterable[Filer]) -> None:
        meant: dict[Wording, set[str]] = defaultdict(set)
        for filer in filers:
            for wording in _wordings_of(filer):
                meant[wording].add(filer.name)
        self._meant = {wording: next(iter(names)) for wording, names in meant.items() if len(names) == 1}
        self._first = {wording[0] for wording in self._meant}
        self._typed: dict[str, list[str]] = defaultdict(list)  # names of one word, by their first letter
        for word in sorted({wording[0] for wording in self._meant if len(wording) == 1 and _is_long(wording[0])}):
            self._typed[word[0]].append(word)

    def mentioned(self, text: str) -> list[Named]:
        """Return where a text names a company that is held: start, end, its name."""
        found, tokens, at = [], words(text), 0
        plain = tuple([bare(word.text) for word in tokens])
        if self._first.isdisjoint(plain):
            return []
        while at < len(tokens):
            lengths = range(min(_LONGEST, len(tokens) - at), 0, -1) if plain[at] in self._first else ()
            for length in lengths:
                name = self._meant.get(plain[at : at + length])
                if name is not None:
                    end = tokens[at + length - 1].end
                    form = _FORM_BEHIND.match(text, end)
                    found.append((tokens[at].start, form.end() if form else end, name))
                    at += length - 1
                    break
            at += 1
        return found

    def mistyped(self, text: str) -> list[Named]:
        """Return where a word that nobody knows is a slip away from one company's name: "Capstne"."""
        known = common_words()
        strange = [(word, plain) for word in words(text) if (plain := bare(word.text)) not in known and _is_long(plain)]
        return [(word.start, word.end, name) for word, plain in strange if (name := self._nearest(plain))]

    def _nearest(self, word: str) -> str | None:
        reach = 1 if len(word) < 8 else 2
        near = process.extract(word, self._typed.get(word[0], ()), scorer=OSA.distance, score_cutoff=reach, limit=3)
        names = {self._meant[(found,)] for found, _, _ in near}
        return next(iter(names)) if len(names) == 1 else None


def unheld(text: str) -> str:
    """Return the company that a text names although nobody of that name is held; empty where it names none.

    One that is widely known by that name, or a proper name that has something: "Ostrava's revenue".
    """
    tokens = words(text)
    plain = tuple(bare(word.text) for word in tokens)
    for at in range(len(tokens)):
        for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
            if plain[at : at + length] in _widely_known():
                return text[tokens[at].start : tokens[at + length - 1].end].removesuffix("'s").removesuffix("’s")
    for match in _PROPER.finditer(text):
        if match.start() and all(_is_strange(word) for word in words(match["name"])):
            return match["name"]
    return ""


def _is_strange(word: Word) -> bool:
    """Whether a capitalised word is none that questions and releases are made of."""
    return word.text.lower() not in common_words() and is_distinctive(word.text)


def is_distinctive(word: str) -> bool:
    """Return whether a word is none that asks or names a metric, so that it can stand for a company."""
    said = stem(word)
    return said not in ignored() and said not in generic() and said not in _vocabulary_stems()


def _is_long(word: str) -> bool:
    return len(word) >= _SHORTEST_MISTYPED and _LETTERS.fullmatch(word) is not None


@lru_cache(maxsize=4_096)
def bare(word: str) -> str:
    """Return a word of a name as names are compared: in lower case, without marks."""
    return word.lower().replace("’", "'").removesuffix("'s").removesuffix("'").replace(".", "")


def _wordings_of(filer: Filer) -> Iterable[Wording]:
    for name in dict.fromkeys((filer.name, *filer.names)):
        yield from _wordings(name)
        yield from _called().get(core(name), ())
    if len(filer.ticker) > 1 and is_distinctive(filer.ticker):
        yield (filer.ticker.lower(),)


@lru_cache(maxsize=50_000)
def _wordings(company: str) -> tuple[Wording, ...]:
    full, short = name_words(company), core(company)
    found = [full, short]
    # The first word alone is a nickname ("Capstone"), unless releases use the word for something else.
    if short and len(short[0]) >= 4 and is_distinctive(short[0]):
        found += [short[:1], short[:2]]
    return tuple(dict.fromkeys(wording for wording in found if wording))


def without_form(company: str) -> str:
    """Return a name without its legal form."""
    while (shorter := _LEGAL.sub("", company)) != company and shorter:
        company = shorter
    return company


def core(company: str) -> Wording:
    """Return a name's words without its legal form."""
    named = name_words(without_form(company))
    return named[1:] if len(named) > 1 and named[0] == "the" else named


def name_words(text: str) -> Wording:
    """Return a text's words as names are compared."""
    return tuple(bare(word.text) for word in words(text))


@cache
def _called() -> dict[Wording, tuple[Wording, ...]]:
    """What companies are called that their releases do not print, by the words of their names."""
    known: dict[str, Sequence[str]] = toml("companies")["called"]
    return {core(name): tuple(map(name_words, called)) for name, called in known.items()}


@cache
def _widely_known() -> frozenset[Wording]:
    """Every wording of models/companies.toml that names a company and nothing else that a question says."""
    every = [wording for name, called in _called().items() for wording in (name, *called)]
    return frozenset(wording for wording in every if len(wording) > 1 or is_distinctive(wording[0]))


@cache
def _vocabulary_stems() -> frozenset[str]:
    return frozenset(
        word.stem for metric in vocabulary().metrics.values() for alias in metric.aliases for word in words(alias)
    )
