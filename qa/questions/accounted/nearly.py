"""The figure of a row that says nearly all of what is asked, where no row says all of it.

Each word asked for weighs by how rare it is among the filing's rows, one that none of them has less, as it may say in
another way what a row says. A row accounts for a word by its own words wholly, less by one that only says the same, and
half by what stands above it; the words that it says beside those asked for count against it. What that comes to, as a
share of all that is asked, must reach a limit, and no row with another figure may come near it. What is left over of the
question may carry nothing: no name, no metric, no word that makes another figure of it. What a metric's name is taken
from may be a row's own words: "compensation and benefits payable" are no payables. Tried only for one figure of which
nothing else tells.
"""

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

from qa.frozen import frozen
from qa.language.stems import ignored, label_stems, words
from qa.language.vocabulary import vocabulary
from qa.questions.accounted.figure_clauses import saying_same
from qa.questions.accounted.figure_kinds import apart, looks_ahead
from qa.questions.accounted.figure_words import asking, asks_one_figure, naming, telling
from qa.questions.accounted.rows import agreed, differs, figure_of, in_brackets, is_of_kind, places_of
from qa.questions.finding.asked import Asked, asked_of
from qa.questions.finding.index import Entry, Held, Line
from qa.questions.finding.library import View
from qa.questions.finding.misfits import is_another
from qa.questions.finding.own_words import in_own_words
from qa.questions.finding.periods import targets
from qa.questions.outcome import Outcome
from qa.questions.parsing.mend import common_words
from qa.questions.parsing.mentions import meant
from qa.questions.parsing.patterns import Named
from qa.questions.parsing.query import Query, Topic
from qa.questions.parsing.topics import is_dealt_with
from qa.questions.parsing.words import fillers, framing, generic, guarded

LIMIT = 0.55  # the share of what is asked that a row must account for
_MARGIN = 0.05  # by which a row with another figure must be the worse
_NOWHERE = 0.6  # of one that no row has
_SAME, _ABOVE = 0.9, 0.5  # of a word that says the same, and of one that stands above the row
_OWN = 0.45  # the share that it must account for by its own words
_BESIDE = 0.3  # taken off for a row that says as much beside what is asked as it can
_ADJUSTED = label_stems("adjusted forma nongaap core")
_RESTRICTS = re.compile(
    r"\b(?:(?:to|from|in|by|at|of|for|with|through|via|among|across|outside|within|inside) (?:(?:the|its|their|an?) )?|(?:pay|paid|owed?) (?:the|its|their) )(?:[\w-]+ )?$",
    re.I,
)


@frozen
class Wanted:
    """A word asked for.

    Arguments:
        same: its stem and those of words that say the same.
        places: where in the index the rows stand that have any of them.
        idle: whether it only says how it is asked.
        telling: whether an answer that leaves it over is none.
        next: the stem of the word that it stands right before.
    """

    stem: str
    same: frozenset[str]
    places: frozenset[int]
    weight: float
    idle: bool
    telling: bool
    next: str = ""


@frozen
class Row:
    """A line, and how much of what is asked it accounts for.

    Arguments:
        left: the words that it leaves over.
        held: its figure of the period; None without one.
    """

    line: Line
    share: float
    left: tuple[Wanted, ...]
    held: Held | None


def tell_nearly(query: Query, own: Sequence[Named], view: View) -> Outcome:
    """Return the figure of the one row that says nearly all that is asked; empty where none does, or several may.

    Arguments:
        own: where the question names the company.
    """
    rows = _ranked(query, own, view)
    first = next((row for row in rows if row.held), None)
    if first is None or first.share < LIMIT or rows[0].share > first.share + _MARGIN or _leaves_out(first, query):
        return Outcome()
    return agreed([row.held for row in rows if row.held and row.share > first.share - _MARGIN], query, view)


def _leaves_out(row: Row, query: Query) -> bool:
    """Whether what a row leaves over of a question makes another figure of it."""
    if any(word.telling or (word.next in row.line.members and not word.idle) for word in row.left):
        return True  # "residential electric revenue" is no electric revenue
    adds = query.computation is not None and query.computation.kind == "sum"
    return any(not word.idle for word in row.left) and (_is_whole(row.line) or _lists(query) or adds)


def _is_whole(line: Line) -> bool:
    """Whether a line is a known metric of the whole company, of which a word more asks for a part: "gaming's net income"."""
    return line.known and not line.members


def _lists(query: Query) -> bool:
    """Whether several things may be asked for at once."""
    return any(term.breaks for topic in query.topics for term in topic.terms)


def _ranked(query: Query, own: Sequence[Named], view: View) -> list[Row]:
    """The rows that may be what is asked for, the likeliest first."""
    periods = targets(query.periods, view, query.anchors)
    of_several = len(periods) > 1 or (not periods and any(period.count > 1 for period in query.periods))
    if not asks_one_figure(query) or of_several or query.bases or looks_ahead(query):
        return []
    topic = in_own_words(query.topics[0] if query.topics else Topic(), view.index)
    asked = asked_of(topic)
    named = _named(topic, view)
    wanted = list(_wanted(query.text, own, topic, named, view))
    rows = []
    for line in view.index.look_at(_worth_a_look(wanted, topic, view)):
        if _is_named(named, wanted, asked, line) and _may_be_meant(query, asked, line, view):
            share, left = max(
                (_accounted(wanted, label, asked, line, view) for label in line.labels), key=itemgetter(0)
            )
            rows.append(Row(line, share, left, figure_of(line, periods, view)))
    return sorted(rows, key=lambda row: -row.share)


def _is_named(named: frozenset[int], wanted: Sequence[Wanted], asked: Asked, line: Line) -> bool:
    """Whether a line is of each metric that is surely named, or is called by all that is asked and by nothing else.

    Of things counted it may say which: "company-owned stores open at end of period".
    """
    if named <= asked.answering.get(line.metric, {}).keys():
        return True
    if line.basis != (asked.topic.basis or "GAAP"):
        return False
    idle = ignored() | generic() | fillers()
    of_each = [{term.stem for term in asked.topic.terms if term.mention == mention} - fillers() for mention in named]
    said = {word.stem for word in wanted if not word.idle}.union(*(each - (ignored() - generic()) for each in of_each))
    counts = not line.is_money and "/" not in line.unit and line.unit not in ("percent", "ratio", "shares")
    return all(each - idle for each in of_each) and any(
        said <= label | line.members and (counts or label - said <= idle) for label in line.labels
    )


def _may_be_meant(query: Query, asked: Asked, line: Line, view: View) -> bool:
    """Whether a line is of the kind, on the basis and of as much as is asked for."""
    if line.family != "level" or is_another(asked, line) or not is_of_kind(query.text, line):
        return False
    if query.intent == "ratio" and line.unit not in ("percent", "ratio"):
        return False
    return _is_on_basis(query, line, view) and not differs(query.text, line)


def _wanted(text: str, own: Sequence[Named], topic: Topic, metrics: Collection[int], view: View) -> Iterator[Wanted]:
    """The words asked for, each once, but for those that only ask, name the company or say the period.

    Arguments:
        metrics: the topic's mentions that surely name one.
    """
    of_metrics = {term.stem for term in topic.terms if term.mention in metrics} - ignored()
    held = {term.stem for term in topic.hard if term.mention < 0}
    done: set[str] = set()
    after = {
        one.start: other.stem
        for one, other in pairwise(words(text))
        if not text[one.start + len(one.text) : other.start].strip(" -")
    }
    for word in naming(text, own):
        named = word.start > 0 and word.text[0].isupper()
        if word.stem in done or (not named and (word.stem in asking() or word.stem in ignored())):
            continue
        done.add(word.stem)
        same = saying_same(word.stem)
        places = places_of(same, view)
        weight = _rarity(len(places), view) * (1 if places else _NOWHERE) * telling(word)
        idle = word.text.lower() in framing() and word.stem not in held and not is_dealt_with(text, word.start)
        unknown = not places and word.text.lower() not in common_words() and not idle
        another = named or word.stem in of_metrics | guarded() | apart() or (unknown and word.start == 0)
        restricts = _RESTRICTS.search(text, 0, word.start) is not None or after.get(word.start) in of_metrics
        yield Wanted(
            word.stem,
            same,
            places,
            weight,
            idle or word.stem in generic(),
            another or (restricts and not idle),
            after.get(word.start, ""),
        )


def _rarity(rows: int, view: View) -> float:
    """What a word weighs that so many rows of the filing have."""
    return math.log(2 + len(view.index) / (rows + 1))


def _named(topic: Topic, view: View) -> frozenset[int]:
    """The mentions that surely name a metric: of one that the filing has, or by more than one word."""

    def is_sure(mention: int, name: str) -> bool:
        said = {term.stem for term in topic.terms if term.mention == mention}
        return len(said) > 1 or any(map(view.index.of, meant(name)))

    return frozenset(mention for mention, name in enumerate(topic.mentions) if is_sure(mention, name))


def _worth_a_look(wanted: Sequence[Wanted], topic: Topic, view: View) -> list[Entry]:
    """The entries that may account for enough of what is asked."""
    index = view.index
    least = LIMIT * sum(word.weight for word in wanted)
    worth = defaultdict[int, float](float)
    of_metric = {entry.order: entry for name in topic.mentions for metric in meant(name) for entry in index.of(metric)}
    named = {term.stem for term in topic.terms if term.mention >= 0}
    for word in wanted:
        for place in word.places | (of_metric.keys() if word.stem in named else frozenset()):
            worth[place] += word.weight
    return index.at(place for place in sorted(worth) if worth[place] >= least)


def _accounted(
    wanted: Sequence[Wanted], label: frozenset[str], asked: Asked, line: Line, view: View
) -> tuple[float, tuple[Wanted, ...]]:
    """The share of what is asked that a line accounts for by one of its labels, and the words that it leaves over."""
    known = vocabulary().metrics.get(line.metric)
    called = label_stems(known.label) if known else frozenset[str]()
    named = asked.answering.get(line.metric, {})
    by_name = {term.stem for term in asked.topic.terms if term.mention in named}
    bracketed = in_brackets(line)
    own = (label - bracketed) | line.members | called
    over = line.context | bracketed
    total = sum(word.weight for word in wanted) or 1.0
    found = above = 0.0
    left: list[Wanted] = []
    for word in wanted:
        if word.stem in own or word.stem in by_name:
            found += word.weight
        elif word.same & own:
            found += word.weight * _SAME
        elif word.same & over and not word.telling:
            above += word.weight * _ABOVE
        else:
            left.append(word)
    said = frozenset[str]().union(*(word.same for word in wanted)) | asked.said | fillers()
    row = (label | line.members) - fillers()
    beside = row - said - (called if named else frozenset())
    of_another = (line.is_money or line.unit == "percent") and not beside.isdisjoint(apart() | _ADJUSTED)
    if of_another or found < _OWN * total or (line.members and not (line.members & said) - generic()):
        return 0.0, tuple(left)
    weights = {stem: _rarity(len(view.index.worded(stem)), view) for stem in row}
    extra, whole = sum(weights[stem] for stem in beside), sum(weights.values()) or 1.0
    return (found + above) / total - _BESIDE * extra / (extra + whole), tuple(left)


def _is_on_basis(query: Query, line: Line, view: View) -> bool:
    """Whether a line is on the basis asked for; outside GAAP it is where only there the filing has its metric."""
    if query.basis:
        return line.basis == query.basis
    return line.basis == "GAAP" or all(one.basis != "GAAP" for one in view.index.of_metric(line.metric))
