"""A topic as it is held against one line after the other."""

from collections.abc import Mapping

from qa.frozen import frozen
from qa.questions.parsing.mentions import meant
from qa.questions.parsing.query import Topic


@frozen
class Asked:
    """A topic, and what of it is the same for every line.

    Arguments:
        said: the stems of its terms.
        answering: for each metric that answers a mention, the mentions, each with how far down its list the metric stands.
    """

    topic: Topic
    said: frozenset[str]
    answering: Mapping[str, Mapping[int, int]]


def asked_of(topic: Topic) -> Asked:
    """Return a topic with what is worked out of it once."""
    answering: dict[str, dict[int, int]] = {}
    for at, name in enumerate(topic.mentions):
        for rank, metric in enumerate(meant(name)):
            answering.setdefault(metric, {}).setdefault(at, rank)
    return Asked(topic, frozenset([term.stem for term in topic.terms]), answering)
