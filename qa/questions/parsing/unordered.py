"""Metrics named by all words of one of their wordings in another order: "tax rate in Q3 (effective)"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from qa.language.metrics import metrics_in
from qa.language.stems import ignored, stems
from qa.language.vocabulary import vocabulary
from qa.questions.computing.formulas import formulas
from qa.questions.parsing.query import Query, Term, Topic
from qa.questions.parsing.words import generic, guarded, nameless

_FEWEST = 2  # words: one has no order
_LONGEST_NAME = 4  # words before the brackets
# Two amounts, of which the order tells which is which, or one with others beside ("other revenue" is some of it).
_RELATES = re.compile(r"\b(?:to|of|per|over|as|on|from|and other)\b|[/%]")
_KIND = re.compile(r"(?P<said>(?:[\w&'-]+ ){0,3}[\w&'-]+) \((?P<kind>[a-z-]+(?: [a-z]+)?)\)", re.I)


def in_order(query: Query) -> Query | None:
    """Return a query with each piece of a list that has the words of a metric's wording taken for it; None without any."""
    topics = tuple(map(_named, query.topics))
    return replace(query, topics=topics) if topics != query.topics else None


def _named(topic: Topic) -> Topic:
    mentions = list(topic.mentions)
    terms: list[Term] = []
    for run in _runs(topic.terms):
        hard = [
            term for term in run if not term.soft or term.stem in generic()
        ]  # "costs before tax" are no "before tax"
        metric = _wordings().get(frozenset(term.stem for term in hard), "")
        named = all(term.mention >= 0 and mentions[term.mention] == metric for term in hard)
        at = len(mentions) if metric and not named else -1
        mentions += [metric] if at >= 0 else []
        terms += [replace(term, mention=at) if at >= 0 and not term.soft else term for term in run]
    used = sorted({term.mention for term in terms if term.mention >= 0})
    kept = (replace(one, mention=used.index(one.mention)) if one.mention >= 0 else one for one in terms)
    return replace(topic, terms=tuple(kept), mentions=tuple(mentions[at] for at in used))


def _runs(terms: Sequence[Term]) -> Iterator[list[Term]]:
    """The pieces of a list."""
    run: list[Term] = []
    for term in terms:
        if term.breaks and run:
            yield run
            run = []
        run.append(term)
    if run:
        yield run


@cache
def _wordings() -> dict[frozenset[str], str]:
    """The metric of each wording of several words, by their stems; those of several metrics are left out."""
    known = [(m.name, (m.label, *m.lines, *m.aliases, *m.asked)) for m in vocabulary().metrics.values()]
    known += [(one.name, one.asked) for one in formulas().values()]
    found: dict[frozenset[str], set[str]] = {}
    for name, wordings in known:
        for said in (stems(wording) for wording in wordings if not _RELATES.search(wording)):
            found.setdefault(said - ignored(), set()).add(name)
    loose = guarded() | generic() | nameless()
    return {
        said: names.pop() for said, names in found.items() if len(names) == 1 and len(said) >= _FEWEST and said - loose
    }


def with_kind_first(text: str) -> str:
    """Return a text with the kind of a metric before its name, where brackets behind it say that: "debt (long-term)"."""
    return _KIND.sub(_kind_first, text) if "(" in text else text


def _kind_first(found: re.Match[str]) -> str:
    said = [] if metrics_in(found["kind"], asked=True) else found["said"].split()
    for length in range(min(len(said), _LONGEST_NAME), 0, -1):
        named = f"{found['kind']} {' '.join(said[-length:])}"
        if any((one.start, one.end) == (0, len(named)) for one in metrics_in(named, asked=True)):
            return " ".join([*said[:-length], named])
    return found[0]
