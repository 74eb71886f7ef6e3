"""Words as the question side compares them: lower case, apostrophes out, stemmed."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from qa.language.periods import find_periods
from qa.language.stems import stem
from qa.language.values import Entity
from qa.resources import toml

_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh|o)$")
_SHORT = re.compile(
    r"[^aeiou][aeiou][^aeiouwxy]$|al$"
)  # its last letter is doubled in a verb of one syllable: "planned"
_VOWELS = re.compile(r"[aeiouy]+")


@lru_cache(maxsize=512)
def periods_said(text: str) -> tuple[Entity, ...]:
    """Return the periods that a question or a sentence says; of one text several steps ask."""
    return tuple(find_periods(text))


def phrases() -> dict[str, Any]:
    """Return models/questions.toml: how people ask."""
    return toml("questions")


@cache
def framing() -> frozenset[str]:
    """Return models/framing.toml: the words, in lower case, by which a question speaks of a figure without naming it."""
    said = {kind: [word for line in lines for word in line.split()] for kind, lines in toml("framing").items()}
    del said["verbs"]
    return frozenset(word for words_ in said.values() for word in words_).union(*map(forms, asking_verbs()))


@cache
def asking_verbs() -> frozenset[str]:
    """Return the verbs by which questions ask, in lower case and in their base form."""
    return frozenset(verb for line in toml("framing")["verbs"] for verb in line.split())


@cache
def deeds_of_parts() -> frozenset[str]:
    """Return those of these verbs that before "business" or "segment" name one: "direct", no "top"."""
    superlative = phrases()["superlative"]
    return asking_verbs().difference(*(said.split() for said in (*superlative["most"], *superlative["least"])))


@cache
def houses() -> frozenset[str]:
    """Return what companies are called by their kind or trade, in lower case."""
    return trades().union(word for line in toml("framing")["houses"] for word in line.split())


@cache
def trades() -> frozenset[str]:
    """Return what companies are called by their trade alone, in lower case."""
    return frozenset(word for line in toml("framing")["trades"] for word in line.split())


def forms(verb: str) -> set[str]:
    """Return a verb's regular forms, and none that is another word: "sit" has no "sites", and "plan" no "planes"."""
    if _CONSONANT_Y.search(verb):
        return {verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"}
    third = f"{verb}es" if _SIBILANT.search(verb) else f"{verb}s"
    doubled = {f"{verb}{verb[-1]}"} if _SHORT.search(verb) else set[str]()
    roots = doubled if doubled and len(_VOWELS.findall(verb)) == 1 else doubled | {verb.removesuffix("e")}
    return {verb, third, *(f"{root}{ending}" for root in roots for ending in ("ed", "ing"))}


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
    found: dict[str, frozenset[str]] = {}
    for group in phrases()["synonyms"]:
        same = frozenset(_stems_of([group]))
        found |= {word: found.get(word, frozenset()) | same for word in same}
    return found


@cache
def alike() -> dict[str, frozenset[str]]:
    """Return, for each stem of a word for a place, or for home or abroad, the stems of the other words for it."""
    found: dict[str, frozenset[str]] = {}
    for group in toml("parts")["alike"]:
        stems = frozenset(_stems_of([group]))
        found |= {one: (stems - {one}) | found.get(one, frozenset()) for one in stems}
    return found


@cache
def kinds() -> frozenset[str]:
    """Return the stems of words for the things of a part, which may stand behind its name."""
    return frozenset(_stems_of(toml("parts")["kinds"]))


@cache
def short_forms() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return, for each word cut short, what it may stand for: each the stems of its words."""
    return {
        short: tuple(dict.fromkeys(tuple(map(stem, one.split("+"))) for one in meant.split()))
        for short, meant in toml("parts")["short"].items()
    }


@cache
def synonymous() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return, for words of row labels that others may stand for, these others: each the stems of words that stand together."""
    found: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
    for group in toml("synonyms")["same"]:
        wordings = tuple(dict.fromkeys(tuple(map(stem, one.split("+"))) for one in group.split()))
        found |= {own: (*found.get(own, ()), *(other for other in wordings if other != own)) for own in wordings}
    return found


@cache
def same_adjustments() -> dict[str, frozenset[str]]:
    """Return, for stems of what reconciliations adjust for, the stems that may name the same adjustment."""
    groups = [frozenset(_stems_of([group])) for group in toml("synonyms")["adjustments"]]
    return {
        one: frozenset[str]().union(*(group for group in groups if one in group)) for group in groups for one in group
    }


def told_apart(said: frozenset[str]) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Return, for stems of which some tell lines of one family apart, what tells the same as they do and what the other."""
    return tuple((own, other) for own, other in _apart() if not said.isdisjoint(own) and said.isdisjoint(other))


@cache
def _apart() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    pairs = [tuple(frozenset(map(stem, words.split())) for words in pair) for pair in toml("synonyms")["apart"]]
    return tuple((own, other) for one, two in pairs for own, other in ((one, two), (two, one)))


@cache
def kinds_of_customers() -> frozenset[str]:
    """Return the stems that name a kind of customers within a metric's name ("postpaid churn")."""
    return frozenset(_stems_of(toml("synonyms")["kinds_of_customers"]))


@cache
def implied() -> dict[str, frozenset[str]]:
    """Return, for each way that money goes, the stems of what a row's label may say because of it: what is spent is a cost."""
    return {way: frozenset(_stems_of(toml("synonyms")[way]["labels"])) for way in ("spent", "owed")}


@cache
def guarded() -> frozenset[str]:
    """Return the stems that make another metric of the one they stand with (adjusted, deferred …)."""
    return frozenset(_stems_of(phrases()["guarded"]))


def _stems_of(entries: list[str]) -> Iterator[str]:
    return (stem(entry) for line in entries for entry in line.split())
