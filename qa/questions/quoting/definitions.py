"""What a term means: the sentence, or the footnote to its row, in which the filing defines it."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from qa.language.stems import label_stems, words
from qa.questions.finding.library import View
from qa.questions.parsing.query import Topic
from qa.questions.parsing.words import fillers, generic
from qa.questions.quoting.footnotes import notes
from qa.questions.quoting.prose import Prose, Sentence
from qa.questions.quoting.quotation import LONGEST, Quotation, quote
from qa.resources import toml

_NOTE = 0.85  # how sure a footnote to the term's row is
_BRACKETS = re.compile(r"\([^()]*\)|[“”\"]")
_FIGURE = re.compile(r"[\d$€£(]")
_ASIDE = re.compile(r",?\s*an? (?:non-gaap )?(?:financial |operating |key )*(?:measure|metric)\b,?", re.I)
_STATES = re.compile(r"[$€£]\s?\d|\d\s?%")


def defined(topic: Topic, view: View) -> Quotation | None:
    """Return the quotation that says what a term means; None where nothing does.

    Arguments:
        topic: the term asked for.
    """
    prose = view.prose()
    found = [*_in_sentences(topic, prose), *_in_notes(topic, prose)]
    best = max(found, key=lambda one: one[0], default=None)
    return quote(prose.text, _gone_on_with(best[1], prose), best[0]) if best else None


def _gone_on_with(sentence: Sentence, prose: Prose) -> list[Sentence]:
    """A sentence that defines, with those behind it that say what it takes in or leaves out, as far as there is room."""
    told = [sentence]
    at = next(n for n, one in enumerate(prose.sentences) if one.start == sentence.start)
    for after in prose.sentences[at + 1 :]:
        if not (after.adjoins and _goes_on().match(after.text)) or after.end - sentence.start > LONGEST:
            break
        told.append(after)
    return told


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(toml("definitions")["goes_on"], re.I)


def _in_sentences(topic: Topic, prose: Prose) -> Iterator[tuple[float, Sentence]]:
    """How sure it is that each sentence that has the term defines it."""
    for at in sorted(_having(topic, prose)):
        sentence = prose.sentences[at]
        sure = max((_sureness(name, sentence.text) for name in _names(topic, sentence)), default=0.0)
        if sure:
            yield sure, sentence


def _having(topic: Topic, prose: Prose) -> set[int]:
    """Which sentences have the term, in its words or as the metric that it names."""
    said = [term.stem for term in topic.terms if term.stem not in fillers()]
    in_words = set.intersection(*(prose.sentences.having([stem]) for stem in said)) if said else set()
    named = {at for name in topic.mentions for at in prose.sentences.naming(name)}
    return in_words | named


def _whose(topic: Topic) -> frozenset[str]:
    """What a term that is a metric says beside it, that must be said of it: "GMV at Carpet Direct"."""
    return frozenset(term.stem for term in topic.hard if term.mention < 0) - generic()


def _names(topic: Topic, sentence: Sentence) -> Iterable[str]:
    """By which words of a sentence the term may be called: its own, or those that name the metric."""
    yield " ".join(term.text for term in topic.terms)
    if len(topic.mentions) == 1 and _whose(topic) <= sentence.told.stems | sentence.headings:
        for start, metric in sentence.mentions:
            if metric in topic.mentions:
                rest = sentence.text[start - sentence.start :]
                yield from (rest[: word.end] for word in words(rest)[:5])


def _sureness(name: str, text: str) -> float:
    """How sure it is that a sentence defines what it calls by a name, and nothing longer that is called by it, too."""
    for pattern, sure in _defining(name):
        found = pattern.search(text)
        if found and not (label_stems(_BRACKETS.sub(" ", _ASIDE.sub(" ", found["rest"]))) - generic() - fillers()):
            states = _STATES.search(text)  # a sentence of figures reports
            return 0.0 if states and sure < 1 else sure
    return 0.0


@lru_cache(maxsize=64)
def _defining(name: str) -> tuple[tuple[re.Pattern[str], float], ...]:
    """The patterns of sentences that define what is called by a name, the surest first."""
    term = r"[\W_]*" + r"\W+(?:and\W+)?".join(re.escape(word.text) + "(?:s|es)?" for word in words(name)) + r"[”\"’')]*"
    return tuple(
        (re.compile(entry["said"].replace("TERM", term), re.I), entry["sure"])
        for entry in toml("definitions")["defines"]
    )


def _in_notes(topic: Topic, prose: Prose) -> Iterator[tuple[float, Sentence]]:
    """The footnotes to rows that are called by the term."""
    said = frozenset(term.stem for term in topic.hard)
    for note in notes(prose):
        if any(said and label_stems(_FIGURE.split(row, 1)[0]) == said for row in note.rows):
            yield _NOTE, note.sentence
