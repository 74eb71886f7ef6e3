"""Words as the question side compares them: lower case, apostrophes out, stemmed."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import snowballstemmer  # type: ignore[import-untyped]

from qa.language.periods import find_periods
from qa.language.values import Entity
from qa.resources import models

_STEMMER = snowballstemmer.stemmer("english")
# Letters with inner &, ., ' or digits stay one word: R&D, U.S., company's, 2Q07, C-60.
_WORD = re.compile(r"[a-z](?:\.[a-z])+\.?|[a-z0-9]+(?:[&'’][a-z0-9]+)*", re.IGNORECASE)

_OWN_STEM = frozenset({"underlying"})  # no form of "under"
# "A" is a name in "Class A".
_SHORT = 300  # characters
_UNITED_STATES = re.compile(r"\bUnited States(?: of America)?\b|\bU\.S\.(?:A\.)?", re.I)
_LETTER = re.compile(r"\b(?:class|series)\s", re.I)
_LETTERED = re.compile(r"\b(?:class|series)\s+$", re.I)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: `text[start:end]`, and the stem by which it is compared."""

    text: str
    start: int
    end: int
    stem: str


@lru_cache(maxsize=512)
def periods_said(text: str) -> tuple[Entity, ...]:
    """Return the periods that a question says; mending and parsing both ask."""
    return tuple(find_periods(text))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return what a word's inflected forms share ("receivables" and "receivable" are "receiv")."""
    plain = word.lower().replace("’", "'").replace(".", "").removesuffix("'s").replace("'", "")
    return str(_STEMMER.stemWord(plain)) if plain.isalpha() and plain not in _OWN_STEM else plain


def words(text: str) -> tuple[Word, ...]:
    """Return a text's words in order; short texts, as questions and labels are, are remembered."""
    return _remembered(text) if len(text) <= _SHORT else _words(text)


@lru_cache(maxsize=4096)
def _remembered(text: str) -> tuple[Word, ...]:
    return _words(text)


def _words(text: str) -> tuple[Word, ...]:
    return tuple(Word(m[0], m.start(), m.end(), stem(m[0])) for m in _WORD.finditer(text))


def said_in(text: str) -> frozenset[str]:
    """Return the words of a text, each once, as they are written."""
    return frozenset(_WORD.findall(text))


def stems(text: str) -> frozenset[str]:
    """Return the stems of a text's words that carry meaning."""
    text = one_country(text)
    if _LETTER.search(text):
        return frozenset(
            word.stem for word in words(text) if word.stem not in ignored() or _LETTERED.search(text[: word.start])
        )
    return frozenset(map(stem, _WORD.findall(text))) - ignored()


def one_country(text: str) -> str:
    """Return the text with the one country that releases spell in two ways spelled in one."""
    return _UNITED_STATES.sub("US", text)


@cache
def phrases() -> dict[str, Any]:
    """Return models/questions.toml: how people ask."""
    with (models() / "questions.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def ignored() -> frozenset[str]:
    """Return the stems that carry no meaning in a question or a label."""
    return frozenset(_stems_of(phrases()["ignored"]))


@cache
def framing() -> frozenset[str]:
    """Return models/framing.toml: the words, in lower case, by which a question speaks of a figure without naming it."""
    with (models() / "framing.toml").open("rb") as file:
        said = {kind: [word for line in lines for word in line.split()] for kind, lines in tomllib.load(file).items()}
    verbs = said.pop("verbs")
    return frozenset(word for words_ in said.values() for word in words_).union(*map(_forms, verbs))


def _forms(verb: str) -> set[str]:
    """A verb's regular forms; some that it does not have do no harm."""
    root = verb.removesuffix("e")
    forms = {verb, f"{verb}s", f"{verb}es", f"{root}ed", f"{root}ing", f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"}
    return forms | {f"{verb[:-1]}ies", f"{verb[:-1]}ied"} if verb.endswith("y") else forms


@cache
def generic() -> frozenset[str]:
    """Return the stems that a question may hold and a label lack without harm."""
    return frozenset(_stems_of(phrases()["generic"]))


@cache
def nameless() -> frozenset[str]:
    """Return the stems that by themselves name no line of a filing."""
    return generic().union(_stems_of(phrases()["nameless"]))


@cache
def fillers() -> frozenset[str]:
    """Return the stems that a label may hold and a question leave out without harm."""
    return frozenset(_stems_of(phrases()["fillers"]))


@cache
def parts() -> frozenset[str]:
    """Return the stems of the words for the parts of a whole (segment, region, end market)."""
    return frozenset[str]().union(*axes_said().values())


@cache
def axes_said() -> dict[str, frozenset[str]]:
    """Return, for each axis of dimensions, the stems of the words for its members."""
    return {axis: frozenset(_stems_of([said])) for axis, said in phrases()["parts"].items()}


@cache
def synonyms() -> dict[str, frozenset[str]]:
    """Return, for each stem that has them, the stems that say the same."""
    groups = [frozenset(_stems_of([group])) for group in phrases()["synonyms"]]
    return {word: group for group in groups for word in group}


@cache
def guarded() -> frozenset[str]:
    """Return the stems that make another metric of the one they stand with (adjusted, deferred …)."""
    return frozenset(_stems_of(phrases()["guarded"]))


def _stems_of(entries: list[str]) -> Iterator[str]:
    return (stem(entry) for line in entries for entry in line.split())
