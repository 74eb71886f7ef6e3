"""Finds the figure that a release states without something: "Excluding the charge, net income was $5 million"."""

import re
from dataclasses import replace

from qa.facts.fact import Fact, Period, Source
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
_TITLES = re.compile(r"\b(?:excluding|without) (?:the )?([^(]+)", re.I)
_ASIDE = re.compile(
    r"\([^)]*\)|\bof \$?\d[\d.,]*(?: (?:thousand|million|billion))?"
)  # "costs (non-GAAP) of $1.3 million"
UNSAID = frozenset(stems_in("certain other related items effect effects impact"))


def stated_without(topic: Topic, left_out: Topic, period: Period | None, view: View) -> Answer | None:
    """Return the figure that a sentence, or a table by its title, gives without just what is to be left out; else None."""
    meant = _telling([term.stem for term in left_out.terms])
    if not meant or len(topic.mentions) != 1:
        return None
    for one in called(topic):
        matches = find(one, view.index)
        for match in close(matches) if matches else ():
            held = at(match.line, period) if period else by_default(match.line, view.reported)
            if held and any(meant in _left_out(held.fact, source) for source in held.fact.sources):
                return reported(held, view.company)
    return None


def called(topic: Topic) -> list[Topic]:
    """Return the topic outside GAAP, by its own name and by those of the measures that are most comparable to it."""
    own, pro_forma = replace(topic, basis="non-GAAP"), replace(topic, basis="pro forma")
    siblings = [name for name, known in toml("comparable").items() if known[0] == topic.mentions[0] != name]
    beside = tuple(term for term in topic.terms if term.mention < 0)
    return [
        own,
        pro_forma,
        *(replace(own, terms=(Term(name, name, mention=0), *beside), mentions=(name,)) for name in siblings),
    ]


def _left_out(fact: Fact, source: Source) -> list[frozenset[str]]:
    """The stems of what the figure of a sentence, and of a table, is said to be without."""
    before, named, behind = source.quote.partition(fact.label)
    said = (_LEADS.match(before), _FOLLOWS.match(behind) if named else None, _TITLES.search(source.section))
    return [_telling(stems_in(_ASIDE.sub(" ", match[1]))) for match in said if match]


def _telling(stems: list[str]) -> frozenset[str]:
    return frozenset(one for one in stems if not one[0].isdigit()) - ignored() - generic() - UNSAID
