"""Finds the figure that a release states without something: "Excluding the charge, net income was $5 million"."""

import re
from dataclasses import replace

from qa.facts.fact import Fact, Period
from qa.language.stems import ignored, stems_in
from qa.questions.computing.arithmetic import reported
from qa.questions.finding.find import close, find
from qa.questions.finding.library import View
from qa.questions.finding.periods import at, by_default
from qa.questions.parsing.query import Term, Topic
from qa.questions.parsing.words import generic
from qa.questions.reply import Answer
from qa.resources import toml

_LEADS = re.compile(
    r"\W*(?:and |but |also )?(?:excluding|exclusive of|without|before|adjusted for)\b(.*),", re.I | re.S
)
_FOLLOWS = re.compile(
    r"\W*(?:excluding|exclusive of|without|before)\b(.*?)(?:\bof\b|\b(?:was|were|is|are|totaled|rose|fell|increased|decreased)\b)",
    re.I | re.S,
)
_UNSAID = frozenset(stems_in("certain other related items effect effects impact"))


def stated_without(topic: Topic, left_out: Topic, period: Period | None, view: View) -> Answer | None:
    """Return the figure that a sentence gives without just what is to be left out; None where none does."""
    meant = _telling([term.stem for term in left_out.terms])
    if not meant or len(topic.mentions) != 1:
        return None
    for one in _called(topic):
        matches = find(one, view.index)
        for match in close(matches) if matches else ():
            held = at(match.line, period) if period else by_default(match.line, view.reported)
            if held and any(meant == _left_out(held.fact, source.quote) for source in held.fact.sources):
                return reported(held, view.company)
    return None


def _called(topic: Topic) -> list[Topic]:
    """The topic outside GAAP, by its own name and by those of the measures that are most comparable to it."""
    own = replace(topic, basis="non-GAAP")
    siblings = [name for name, known in toml("comparable").items() if known[0] == topic.mentions[0] != name]
    beside = tuple(term for term in topic.terms if term.mention < 0)
    return [own, *(replace(own, terms=(Term(name, name, mention=0), *beside), mentions=(name,)) for name in siblings)]


def _left_out(fact: Fact, quote: str) -> frozenset[str]:
    """The stems of what a sentence says that its figure is without; none where it says nothing of the kind."""
    before, named, behind = quote.partition(fact.label)
    match = _LEADS.match(before) or (_FOLLOWS.match(behind) if named else None)
    return _telling(stems_in(match[1])) if match else frozenset()


def _telling(stems: list[str]) -> frozenset[str]:
    return frozenset(one for one in stems if not one[0].isdigit()) - ignored() - generic() - _UNSAID
