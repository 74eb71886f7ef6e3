"""From a topic to the lines that it may ask for, by its own words or else by others that the filing has."""

from collections.abc import Sequence
from functools import lru_cache

from qa.facts.outline import Family
from qa.frozen import frozen
from qa.language.stems import ignored
from qa.questions.finding.asked import Asked, asked_of
from qa.questions.finding.attribution import of_owners
from qa.questions.finding.fit import SAME_METRIC, fit, meaning_of, profits_of_parts, words_called
from qa.questions.finding.index import Entry, Index, Line
from qa.questions.finding.misfits import is_another, is_below_asked, is_cost_of
from qa.questions.finding.own_words import in_own_words
from qa.questions.finding.synonyms import in_other_words, may_be_found
from qa.questions.parsing.mentions import meant
from qa.questions.parsing.query import Topic
from qa.questions.parsing.words import fillers, generic, guarded, implied, phrases

LIMIT = 0.55  # a line that fits worse is not what was asked
CLOSE = 0.12  # lines within so much of the best fit as well
_TELLING = frozenset({"net", "gross"})  # "net revenue" beside "revenue" is another line


@frozen
class Match:
    """A line and how well it fits the topic; 1 and more is a perfect fit."""

    line: Line
    score: float


def find(topic: Topic, index: Index, family: Family = "level") -> list[Match]:
    """Return the lines that a topic may ask for, best first; empty where none fits.

    Arguments:
        topic: the words that say which line.
        family: levels, changes or guidance; they never stand in for each other.
    """
    return list(_found(topic, index, family))


@lru_cache(maxsize=32)
def _found(topic: Topic, index: Index, family: Family) -> tuple[Match, ...]:
    """The same, remembered as long as one question takes, of which several steps look for one topic."""
    topic = in_own_words(topic, index)
    owned = of_owners(topic, index) if family == "level" else None
    if owned is not None:
        return tuple(Match(line, 1.0 + SAME_METRIC) for line in owned)
    matches = _matches(topic, index, family)
    if not matches and may_be_found(topic, index):
        asked = asked_of(topic)
        told = (_told_by_labels(one, asked, index, family) for one in in_other_words(topic, index))
        matches = next(filter(None, told), [])
    index.bring(match.line for match in matches)
    return tuple(sorted(matches, key=lambda match: -match.score))


def _matches(topic: Topic, index: Index, family: Family) -> list[Match]:
    apart = _told_apart(topic, index)
    asked = asked_of(topic)
    matches = [
        Match(line, score)
        for line in _candidates(topic, index)
        if line.family == family
        if apart is None or any(apart in label for label in line.labels)
        if (score := fit(asked, line)) >= LIMIT
    ]
    return _called_as_asked(asked, matches) or matches


def _called_as_asked(asked: Asked, matches: list[Match]) -> list[Match]:
    """Without the metric that is named in part of what is asked, where a row is called all of it; none where no row is.

    "Notes payable" is the row of that name, and no accounts payable; nor is "profit" what stands in for it, per share.
    The metric of the part that the other words name is all of it, too: "Subscription" below "Revenue".
    """
    beside = {term.stem for term in asked.topic.terms if term.mention < 0}
    own = [match.line for match in matches if match.line.metric in asked.topic.mentions]
    if not asked.topic.mentions or (own and not beside):
        return []
    others = [match for match in matches if match.line.metric not in asked.answering]
    named = [match.line for match in others if asked.said in match.line.labels and not match.line.members]
    is_of_part = any(beside <= line.members for line in own)
    told = not beside <= generic() and not is_of_part  # "net" and "total" make no other of a known metric
    return others if any(told or not line.known for line in named) else []


def _told_by_labels(topic: Topic, asked: Asked, index: Index, family: Family) -> list[Match]:
    """The lines of a topic in other words that by their labels are what is asked.

    A label says half of it: the rest may stand above. Where nothing but a metric is asked for, it says no more than that.
    """
    hard = {term.stem for term in topic.hard}
    whole = all(term.mention >= 0 or term.soft or term.stem in generic() for term in asked.topic.terms)
    said = {term.stem for term in topic.terms} | fillers() | generic() | implied().get(topic.way, frozenset())
    # Of a name some words else ask only: "book value per share" without them is no other metric's "per share".
    asking = ignored() - generic() - said
    left = {term.stem for term in asked.topic.terms if term.mention >= 0 and term.stem in asking}
    # What is measured is said by the row: a table's title tells of all its rows that they are "EBITDA".
    measured = {term.stem for term in asked.topic.terms if term.mention >= 0} & hard - ignored() - generic()
    return [
        match
        for match in _matches(topic, index, family)
        if not is_another(asked, match.line) and (match.line.members or left <= words_called(match.line.metric))
        if not asked.topic.mentions or asked.topic.basis == match.line.basis or match.line.basis == "GAAP"
        if not is_cost_of(asked, match.line)
        if not (guarded() & match.line.members) - said
        for label in (match.line.members.union(*match.line.labels),)
        if not (measured and match.line.known) or _says(measured, label, asked, match.line)
        if 2 * len(hard & label) >= len(hard) and not ((whole or is_below_asked(asked, match.line)) and label - said)
    ]


def _says(measured: set[str], label: frozenset[str], asked: Asked, line: Line) -> bool:
    """Whether a row says what is measured by its own words, by its metric's, or as the profit of a part."""
    said = label | words_called(line.metric)
    return not measured.isdisjoint(said) or bool(profits_of_parts(asked.topic, line))


def _told_apart(topic: Topic, index: Index) -> str | None:
    """The stem "net" or "gross" where the filings have lines both with it and without, called as asked but for it.

    Of a line that no vocabulary knows a label may say more: "Net sales (redemptions)" beside "Redemptions".
    """
    said = {term.stem for term in topic.terms if not term.soft}
    if not (telling := _TELLING & said):
        return None  # as of most topics
    measured = {term.stem for term in topic.terms if term.mention >= 0}
    part = said - measured
    for word in telling:
        lines = [line for name in topic.mentions for line in index.of_metric(name) if line.members <= part]
        labels = {label for line in lines for label in line.labels if not part or line.members}
        if measured in labels and measured - {word} in labels:
            return word
        if not topic.mentions and (rest := said - {word}):
            rarest: Sequence[Entry] = min([index.worded(stem) for stem in rest], key=len)
            labels = {label for line in index.look_at(rarest) for label in line.labels}
            if rest in labels and any(said <= label for label in labels):
                return word
    return None


def close(matches: list[Match]) -> list[Match]:
    """Return the matches that fit as well as the best does."""
    return [match for match in matches if match.score >= matches[0].score - CLOSE]


def _candidates(topic: Topic, index: Index) -> list[Line]:
    """Lines that account for the topic's rarest word; what lacks it cannot fit."""
    if not topic.mentions and all(term.stem in generic() for term in topic.hard):
        return []  # "net" and "total" name nothing
    told = [term for term in topic.hard if term.stem not in generic() or term.mention >= 0]
    telling = [term for term in told if term.mention < 0 or term.stem not in ignored()] or told
    named = {at: _named(topic.mentions[at], index) for at in {term.mention for term in telling} if at >= 0}
    rarest: Sequence[Entry] | None = None
    for term in telling:
        posting = index.worded(term.stem)
        if term.mention >= 0:
            of_metric, meaning = named[term.mention]
            posting = list({entry.order: entry for entry in (*of_metric, *posting, *meaning)}.values())
        if rarest is None or len(posting) < len(rarest):
            rarest = posting
        if not posting:
            break
    return index.look_at(rarest or ())


def _named(name: str, index: Index) -> tuple[Sequence[Entry], Sequence[Entry]]:
    """The entries of a metric or of what stands in for it, and those that are worded as it is."""
    of_parts = phrases()["part_profit"]["metrics"]
    of_metric = [entry for metric in meant(name) for entry in index.of(metric)]
    if name in of_parts:  # "Laboratory's operating profit" is its segment operating income
        of_metric += [entry for metric in of_parts if metric not in meant(name) for entry in index.of(metric)]
    return of_metric, min([index.worded(stem) for stem in meaning_of(name)], key=len, default=())
