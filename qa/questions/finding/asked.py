"""A topic as it is held against one line after the other."""

from collections.abc import Mapping

from qa.frozen import frozen
from qa.questions.parsing.mentions import meant
from qa.questions.parsing.query import Topic
from qa.questions.parsing.words import told_apart


@frozen
class Asked:
    """A topic, and what of it is the same for every line.

    Arguments:
        said: the stems of its terms.
        named: of those that do not merely ask.
        apart: for each word said that tells lines of one family from each other ("written"), the stems of what tells
            the same ("wrote") and those of what tells the other ("earned").
        answering: for each metric that answers a mention, the mentions, each with how far down its list the metric stands.
    """

    topic: Topic
    said: frozenset[str]
    named: frozenset[str]
    apart: tuple[tuple[frozenset[str], frozenset[str]], ...]
    answering: Mapping[str, Mapping[int, int]]


def asked_of(topic: Topic) -> Asked:
    """Return a topic with what is worked out of it once."""
    answering: dict[str, dict[int, int]] = {}
    for at, name in enumerate(topic.mentions):
        for rank, metric in enumerate(meant(name)):
            answering.setdefault(metric, {}).setdefault(at, rank)
    said = frozenset([term.stem for term in topic.terms])
    # Sales are named by what is done, too: who "sell" is asked for no other revenue than that of products.
    apart = frozenset(t.stem for t in topic.terms if t.mention < 0 or topic.mentions[t.mention] != "Revenues")
    named = frozenset([term.stem for term in topic.terms if not term.soft])
    return Asked(topic, said, named, told_apart(apart), answering)
