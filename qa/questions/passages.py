"""Answers in the filing's own words: the sentence that says why, when, who or where."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.facts.fact import Fact, Source
from qa.questions.library import Sentence, View
from qa.questions.query import Direction, Query, Topic
from qa.questions.words import generic, stem, synonyms

_CAUSE = re.compile(
    r"\b(?:because|due|attribut\w+|result(?:s|ed|ing)? (?:of|from|in)|result of|driven|driving|reflect\w*|owing|led by"
    r"|offset|thanks to|contribut\w+|benefit\w*|stem\w*|caus\w+|relate[sd]? to|relating to|reason|helped by|impact\w*"
    r"|primarily|mainly|largely|principally|since|given|on (?:strong|higher|lower|increased|decreased|improved|weak)\w*"
    r"|as (?:we|the|a)|prompt\w+|support\w+|fuel\w+|partially|aided|hurt|pressure\w*)\b",
    re.I,
)
_TIME = re.compile(
    r"\b(?:\d{1,2}(?::\d\d)?\s*(?:a\.?m|p\.?m)\b|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2}"
    r"|\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2} (?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December))",
)
_CLOCK = re.compile(r"\b\d{1,2}(?::\d\d)?\s*(?:a\.?m|p\.?m)\b", re.I)
_NAME = re.compile(r"\b[A-Z][a-z]+(?: [A-Z]\.)?(?: [A-Z][a-z’'-]+)+")
_PLACE = re.compile(r"\b(?:headquarter\w*|located|based|offices?) (?:in|at)?|\b[A-Z][a-z]+(?: [A-Z][a-z]+)*, [A-Z]")
_UP = re.compile(r"\b(?:increas|grew|grow|rose|ris|higher|improv|up|expan|gain|stronger|climb|jump)\w*", re.I)
_DOWN = re.compile(r"\b(?:decreas|declin|fell|fall|lower|reduc|drop|down|narrow|weak|shrank|slow|soften)\w*", re.I)

_LIMIT = 0.75  # the share of a question's words that a sentence must account for
_LONGEST = 330  # characters of a quotation, so that a reply stays within 500


@dataclass(frozen=True, slots=True)
class Quotation:
    """A span of a filing that answers in words; `score` is the share of the question that it accounts for."""

    sentence: Sentence
    start: int
    end: int
    text: str
    score: float

    def fact(self, label: str) -> Fact:
        """Return the quotation as a fact of unit "text"."""
        source = Source(self.start, self.end, self.text, self.sentence.section)
        return Fact(
            "Quotation",
            label,
            self.text,
            "text",
            None,
            self.text,
            sources=(source,),
            confidence=min(1.0, self.score),
        )


def explain(query: Query, topic: Topic, view: View) -> Quotation | None:
    """Return the filing's own explanation of what the question asks why of; None where it gives none."""
    sentences = view.sentences
    scored = [
        (_explains(query.direction, topic, sentences, at), -at)
        for at, sentence in enumerate(sentences)
        if _CAUSE.search(sentence.text)
    ]
    return _best(scored, sentences)


def tell(query: Query, topic: Topic, view: View) -> Quotation | None:
    """Return the sentence that says when, who or where; None where none does."""
    kind = query.intent
    needs = {
        "when": _CLOCK if "time" in query.text.lower().split() else _TIME,
        "who": _NAME,
        "where": _PLACE,
    }[kind]
    asked = {term.stem for term in topic.terms}
    aside = frozenset(map(stem, ("replay", "recording", "archive"))) - asked
    scored = [
        (_coverage(topic, sentence.stems, sentence.metrics) - (0.2 if sentence.stems & aside else 0.0), -at)
        for at, sentence in enumerate(view.sentences)
        if needs.search(sentence.text)
    ]
    return _best(scored, view.sentences)


def _best(scored: Sequence[tuple[float, int]], sentences: Sequence[Sentence]) -> Quotation | None:
    score, negative = max(scored, default=(0.0, 0))
    if score < _LIMIT:
        return None
    sentence = sentences[-negative]
    start, end = _shortened(sentence.text)
    return Quotation(sentence, sentence.start + start, sentence.start + end, sentence.text[start:end], score)


def _shortened(text: str) -> tuple[int, int]:
    """The span of a sentence that a reply has room for, cut between words."""
    if len(text) <= _LONGEST:
        return 0, len(text)
    cause = _CAUSE.search(text)
    start = 0 if cause is None or cause.end() < _LONGEST else text.rfind(" ", 0, cause.start() - _LONGEST // 2) + 1
    end = len(text) if len(text) - start <= _LONGEST else text.rfind(" ", start, start + _LONGEST)
    return start, end


def _explains(direction: Direction, topic: Topic, sentences: Sequence[Sentence], at: int) -> float:
    """How well a sentence explains the topic, which it or the sentence before it must name."""
    here = sentences[at]
    score = _coverage(topic, here.stems, here.metrics)
    told, metrics, adjoins = here.stems, here.metrics, here.adjoins
    for back in (1, 2):
        if at < back or not adjoins:
            break
        before = sentences[at - back]
        told, metrics, adjoins = told | before.stems, metrics | before.metrics, before.adjoins
        score = max(score, _coverage(topic, told, metrics) - 0.1 * back)
    if direction in ("up", "down"):
        agrees, opposes = (_UP, _DOWN) if direction == "up" else (_DOWN, _UP)
        score += 0.1 if agrees.search(here.text) else -0.15 if opposes.search(here.text) else 0.0
    return score


def _told(word: str, told: frozenset[str]) -> bool:
    return word in told or not told.isdisjoint(synonyms().get(word, ()))


def _coverage(topic: Topic, told: frozenset[str], metrics: frozenset[str]) -> float:
    """The share of the topic's words that a sentence accounts for."""
    hard = topic.hard
    if not hard:
        return 0.0
    named = {i for i, name in enumerate(topic.mentions) if name in metrics}
    weights = [0.3 if term.stem in generic() and term.mention < 0 else 1.0 for term in hard]
    found = [w for term, w in zip(hard, weights, strict=True) if term.mention in named or _told(term.stem, told)]
    return sum(found) / sum(weights)
