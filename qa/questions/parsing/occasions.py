"""What is held or paid at a time that releases give, as it is asked of in anybody's words: a call, a dividend."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from qa.frozen import frozen
from qa.language.dates import DATE
from qa.language.stems import ignored, stem, words
from qa.questions.parsing.query import Query, Term, Topic
from qa.questions.parsing.words import framing
from qa.resources import toml


@frozen
class Occasion:
    """What a day or an hour is asked of.

    Arguments:
        asked: lists of which one must be met: a question has a phrase of each of its members.
        never: phrases that a question of this does not have.
        beside: stems of words that name nothing more.
        told: finds it in a sentence.
        needs: finds in a sentence what it must hold to say when.
    """

    asked: tuple[tuple[frozenset[str], ...], ...]
    never: frozenset[str]
    beside: frozenset[str]
    told: re.Pattern[str]
    needs: re.Pattern[str]

    def asked_by(self, said: frozenset[str]) -> bool:
        """Whether a question of some words and pairs of words is of this."""
        met = any(all(not group.isdisjoint(said) for group in groups) for groups in self.asked)
        return met and self.never.isdisjoint(said)

    def beyond(self, topic: Topic) -> Topic:
        """Return a topic without the words that only speak of this."""
        kept = (replace(term, mention=-1) for term in topic.terms if not self._covers(term))
        return replace(topic, terms=tuple(kept), mentions=())

    def _covers(self, term: Term) -> bool:
        return term.stem in self.beside or term.text.lower().removesuffix("'s") in framing() or term.stem in ignored()


def occasion_of(query: Query) -> Occasion | None:
    """Return what a question when or where is of; None for anything else."""
    if query.intent not in ("when", "where"):
        return None
    said = [word.text.lower().removesuffix("'s") for word in words(query.text)]
    phrases = frozenset([*said, *(f"{one}-{other}" for one, other in itertools.pairwise(said))])
    return next((each for each in occasions() if each.asked_by(phrases)), None)


@cache
def occasions() -> Sequence[Occasion]:
    """Return models/occasions.toml."""
    found = []
    for entry in toml("occasions")["occasion"]:
        asked = tuple(tuple(frozenset(line.split()) for line in groups) for groups in entry["asked"])
        said = " ".join([*(line for groups in entry["asked"] for line in groups), entry["beside"]]).replace("-", " ")
        said = f"{said} {toml('occasions')['beside']}"
        beside = frozenset(map(stem, said.split()))
        told, needs = (re.compile(entry.get(key, "").replace("{date}", DATE), re.I) for key in ("told", "needs"))
        found.append(Occasion(asked, frozenset(entry.get("never", "").split()), beside, told, needs))
    return tuple(found)


@cache
def words_of_occasions() -> frozenset[str]:
    """Return the words by which these are asked of, so that none is taken for a typing error."""
    entries = toml("occasions")["occasion"]
    lines = [*(line for entry in entries for groups in entry["asked"] for line in groups), *_beside(entries)]
    return frozenset(word for line in lines for phrase in line.split() for word in phrase.split("-"))


def _beside(entries: Sequence[dict[str, Any]]) -> list[str]:
    return [toml("occasions")["beside"], *(entry["beside"] for entry in entries)]
