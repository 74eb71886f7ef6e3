"""Two figures set against each other: which is the larger, and whether one rose, fell or is the larger."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from qa.facts.fact import Fact
from qa.language.stems import label_stems
from qa.language.vocabulary import vocabulary
from qa.questions.computing.arithmetic import number, reported
from qa.questions.computing.changes import asks_for_growth, change_of, means_up, printed_growth, wants_most
from qa.questions.computing.foreseen import holds_against_actual, is_foreseen
from qa.questions.computing.outlooks import asked_way, foresees, moved
from qa.questions.finding.asked import asked_of
from qa.questions.finding.find import find
from qa.questions.finding.index import SLACK, Held
from qa.questions.finding.library import View
from qa.questions.finding.lookup import of_metric, value
from qa.questions.finding.misfits import is_daily
from qa.questions.finding.periods import at, targets
from qa.questions.outcome import Outcome
from qa.questions.parsing.computations import SALES, of_things
from qa.questions.parsing.patterns import pattern
from qa.questions.parsing.query import Computation, Direction, Query, Topic
from qa.questions.parsing.words import generic, phrases
from qa.questions.parsing.words import parts as axes
from qa.questions.reply import Answer
from qa.questions.wording import sentences as say

_COST = re.compile(r"expenses?|costs?|charges?", re.IGNORECASE)
_OF_A_LOSS = re.compile(r"\b(?:loss(?:es)?|los(?:t|e|ing))\b", re.I)
_OUT = re.compile(
    r"us(?:e|ed|es|age)|burn(?:ed|t|s)?|consum(?:e|ed|es|ption)|absorb(?:ed)?|outflows?|drain(?:ed)?", re.I
)
_IN = re.compile(r"provid(?:e|ed|es|ing)|generat(?:e|ed|es|ing)|produced?", re.I)
_ALL = label_stems("total overall company companywide consolidated all")
Way = Callable[[Topic, Query, View], Answer | None]

# More than something else that was done, not than before: "pull more out than they put in".
_ANOTHER_DEED = re.compile(
    r"\bthan (?:they|it|we|the company|clients|customers|investors|members) (?!did\b|had\b|do\b|does\b|has\b|have\b|was\b|were\b"
    r"|used\b|once\b|expected\b|guided\b|forecast\b|reported\b|made\b|earned\b|sold\b|spent\b|paid\b)[a-z]+",
    re.I,
)
# The same, where no time is said since when it was done.
_DEED = re.compile(
    r"\bthan (?:they|it|we|the company) (?!did\b|had\b|do\b|does\b|has\b|have\b|was\b|were\b|used\b|once\b)[a-z]+", re.I
)


def compare(query: Query, view: View) -> Outcome:
    """Answer yes or no: whether a figure went the way supposed, or one is larger than another."""
    if not query.topics:
        return Outcome()
    topic = query.topics[0]
    if query.guidance and topic.hard and (foresees(query.text) or holds_against_actual(query)):
        return is_foreseen(query, topic, view)
    if query.guidance and asked_way(query.text):
        return moved(query, topic, view)
    if query.computation and query.computation.kind == "guided":
        return Outcome(missing=query.text)  # against the year before is not against what was expected
    if query.direction in ("", "either") or names_another_deed(query):
        return Outcome(missing=topic.text)
    answer = change_of(topic, query, view)
    if answer is None:
        return _of_two_lengths(topic, query, view) or Outcome(missing=topic.text)
    agrees = went_as_supposed(query.direction, topic, answer)
    return Outcome((answer,), say.yes_no(agrees, answer, view))


def _of_two_lengths(topic: Topic, query: Query, view: View) -> Outcome | None:
    """Whether a rate was the higher in one of two periods that are not as long: "did comps fall more in the nine months than in Q3"."""
    said = [one for one in query.periods if one not in query.bases]
    spans = [*targets(said, view, query.anchors), *targets(query.bases, view, query.anchors)]
    if len(said) != 1 or len(query.bases) != 1 or len(spans) != 2:
        return None
    found = [answer for span in spans if (answer := value(topic, span, view)) and answer.fact.unit == "percent"]
    if len(found) != 2 or len({(one.fact.metric, one.fact.basis, one.fact.dimensions) for one in found}) != 1:
        return None
    first, other = (_size(answer, query) for answer in found)
    least = pattern("less").search(query.text) is not None or not query.most
    return Outcome(tuple(found), say.than(first != other and (first < other) == least, found[0], found[1]))


def names_another_deed(query: Query) -> bool:
    """Return whether what was done is held against something else that was done: "did they produce more than they sold"."""
    return _ANOTHER_DEED.search(query.text) is not None or (not query.bases and _DEED.search(query.text) is not None)


def went_as_supposed(direction: Direction, topic: Topic, answer: Answer) -> bool:
    """Return whether a figure went the way that a question supposes.

    Arguments:
        answer: the change.
    """
    change = number(answer.fact)
    if direction in ("up", "down") and _is_of_a_loss(topic, answer):
        change = _of_loss(answer, change)
    return change != 0 and (change > 0) == means_up(direction, answer.fact.metric)


def _is_of_a_loss(topic: Topic, answer: Answer) -> bool:
    """Whether a loss is asked of, or what cash was used, and not what is set aside for losses, which is a cost."""
    known = vocabulary().metrics.get(answer.fact.metric)
    used = _is_cash_flow(answer.fact) and not any(_IN.fullmatch(term.text) for term in topic.terms)
    lost = any(_OF_A_LOSS.fullmatch(term.text) or (used and _OUT.fullmatch(term.text)) for term in topic.terms)
    # A cost is asked of, and what was found is what is left of it and of an income: "interest expense, net".
    cost = any(named.expense for name in topic.mentions if (named := vocabulary().metrics.get(name)))
    cost = cost or any(term.mention >= 0 and _COST.fullmatch(term.text) for term in topic.terms)
    return (lost or cost) and not (known and known.expense)


def _is_cash_flow(fact: Fact) -> bool:
    return fact.metric.startswith("NetCash") or "FreeCashFlow" in fact.metric


def _of_loss(answer: Answer, change: Decimal) -> Decimal:
    """By how much a loss widened: one that narrowed is an income that rose; a profit is no loss."""
    levels = answer.derivation.operands if answer.derivation else ()
    if len(levels) != 2 or not (say.has_opposite(answer.fact) or _is_cash_flow(answer.fact)):
        return change
    now, before = (max(-number(level.fact), Decimal(0)) for level in levels)
    return now - before


def choose(computation: Computation, query: Query, view: View) -> Outcome:
    """Answer which of the alternatives has the most or the least, or whether the first has more than the second.

    What the rest of the question names is common to them.
    """
    by = _without_asking(computation.operand or Topic())
    named = [topic for topic in computation.topics if topic.mentions]
    if len(named) == 1 and not by.mentions:
        metric = (term for term in named[0].terms if term.mention >= 0)
        by = Topic((*by.hard, *metric), named[0].mentions)  # "looms vs spindles revenue: …"
    if not (by.hard or named or computation.topics[0].counted or _are_spent(computation)):
        by = SALES  # "did looms grow faster than spindles?"
    found = _alternatives(computation.topics, by, query, view)
    if not found and (counted := _as_things(computation.topics)):
        return choose(replace(computation, topics=counted), query, view)  # "862 thousand iPods" are called no shipments
    return decide(found, computation, query)


def decide(found: Sequence[Answer], computation: Computation, query: Query) -> Outcome:
    """Return which of the figures of alternatives is the one asked for, or whether the first is; nothing where they cannot be compared.

    Arguments:
        found: of each alternative the figure, in the order of the question.
    """
    facts = [answer.fact for answer in found]
    units = {"things" if computation.topics[0].counted else fact.unit for fact in facts}
    if len(units) != 1 or any(one == other for one, other in pairwise(facts)) or not _have_known_signs(facts):
        return Outcome()
    spent = _are_spent(computation)
    if spent and not all(_is_spent(fact) for fact in facts):
        return Outcome()
    claimed = computation.kind != "choice"
    query = replace(
        query, most=wants_most(replace(query, most=computation.kind == "more") if claimed else query, facts[0].metric)
    )
    ordered = sorted(found, key=lambda answer: _size(answer, query), reverse=query.most)
    first, second = ordered[:2]
    if _OF_A_LOSS.search(query.text) and any(
        say.has_opposite(fact) and not fact.comparison and number(fact) > 0 for fact in facts
    ):
        return Outcome()  # a profit is no smaller loss
    if claimed:
        return Outcome(tuple(found), say.than(first is found[0], found[0], found[1]))
    return Outcome(tuple(ordered), say.winner(first, second, query))


def _are_spent(computation: Computation) -> bool:
    """Whether it is asked on what more was spent, and no figure of it is named."""
    by = _without_asking(computation.operand or Topic())
    named = any(topic.mentions for topic in computation.topics)
    return computation.topics[0].way == "spent" and not (by.hard or named)


def _as_things(topics: Sequence[Topic]) -> tuple[Topic, ...]:
    """Alternatives of which each names only things that are shipped or delivered, as of the things; none else."""
    said = [term.text for topic in topics for term in topic.terms if term.mention >= 0]
    bare = [replace(topic, terms=tuple(t for t in topic.terms if t.mention < 0), mentions=()) for topic in topics]
    if not said or not all(pattern("things").fullmatch(one) for one in said) or not all(one.hard for one in bare):
        return ()
    return tuple(map(of_things, bare))


def _without_asking(by: Topic) -> Topic:
    """What the rest of a question names, without the words that compare: "more" is of no part called More Homes."""
    comparing = phrases()["superlative"]
    return replace(
        by,
        terms=tuple(
            term
            for term in by.terms
            if not (term.soft and term.text.lower() in (*comparing["most"], *comparing["least"]))
        ),
    )


def _alternatives(topics: Sequence[Topic], by: Topic, query: Query, view: View) -> list[Answer]:
    """What is compared of each: growth as the release prints it of all, where it tells them apart, else as computed.

    What is named twice is compared in the two periods that are said: "did sales in Q1 exceed sales in Q2".
    """
    periods = targets(query.periods, view, query.anchors)
    same = len({frozenset(term.stem for term in topic.terms) for topic in topics}) == 1
    if len(periods) == len(topics) == 2 and same:
        each = (value(topic.with_words_of(by), period, view) for topic, period in zip(topics, periods, strict=True))
        both = [answer for answer in each if answer]
        return both if len(both) == 2 else []
    ways = (printed_growth, _compared) if asks_for_growth(query) and query.wanted != "amount" else (_compared,)
    for way in ways:
        found = [answer for topic in topics if (answer := _alternative(topic, by, query, view, way))]
        if len({(answer.fact.metric, answer.fact.basis) for answer in found}) > len(
            {answer.fact.metric for answer in found}
        ):
            # "Did adjusted margin in Peru exceed Chile's": that of both is adjusted.
            shared = replace(by, basis=query.basis)
            found = [answer for topic in topics if (answer := _alternative(topic, shared, query, view, way))]
            if len({answer.fact.basis for answer in found}) > 1:
                continue
        if way is _compared and not _grew_alike(found):
            continue
        if is_of_both(found, topics):
            return []
        if len(found) == len(topics) and (way is _compared or len({answer.fact.value for answer in found}) > 1):
            return _of_one_part(found, topics[1], view) if len(found) == 2 else found
    return _rows_called(topics, by, query, view)


def _rows_called(topics: Sequence[Topic], by: Topic, query: Query, view: View) -> list[Answer]:
    """The rows of one table that are called as the alternatives are, where the question names nothing else and it is plain which."""
    if asks_for_growth(query) or any(t.mention < 0 and t.stem not in generic() | axes() for t in by.hard):
        return []
    periods = targets(query.periods, view, query.anchors)
    period = periods[0] if periods else view.reported
    tables: list[dict[tuple[str, tuple[str, ...]], Held]] = []
    asked = asked_of(by)
    for topic in topics:
        said = frozenset(term.stem for term in topic.terms)
        named = [one.line for one in find(Topic(topic.terms, topic.mentions), view.index)] if topic.hard else []
        called = [line for line in named if said in line.labels and not line.members - said]
        called = [line for line in called if not is_daily(asked, line)]
        held = [found for line in called if period and (found := at(line, period))]
        tables.append({(one.fact.sources[0].section, one.fact.heads): one for one in held})
    shared = set.intersection(*map(set, tables)) if tables else set()
    return [reported(table[key], view.company) for key in shared for table in tables] if len(shared) == 1 else []


def _grew_alike(found: Sequence[Answer]) -> bool:
    """Whether all that is compared moved from about the same day: growth in a quarter is not held against growth in a year."""
    bases = [answer.fact.comparison.end for answer in found if answer.fact.comparison]
    return not bases or (len(bases) == len(found) and max(bases) - min(bases) <= SLACK)


def is_of_both(found: Sequence[Answer], topics: Sequence[Topic]) -> bool:
    """Return whether what one alternative names is of a part that holds another one, too: "Dyes" in "Dyes and Resins", or "Resins"."""
    if len(found) != len(topics):
        return False
    named = [frozenset(term.stem for term in topic.beside) for topic in topics]
    called = [frozenset(term.stem for term in topic.hard) for topic in topics]
    held = [label_stems(" ".join(member for _, member in answer.fact.dimensions)) for answer in found]
    rows = [label_stems(answer.fact.label) for answer in found]
    return any(
        other and not other <= own and (own | other) <= said
        for each, names in ((named, held), (called, rows))
        for own, said in zip(each, names, strict=True)
        for other in each
    )


def _of_one_part(found: list[Answer], other: Topic, view: View) -> list[Answer]:
    """The two of one part, where the other names only its own place: "sales of Linen abroad above its U.S. sales"."""
    first, second = (answer.fact for answer in found)
    said = frozenset(term.stem for term in other.terms if term.mention < 0)
    named = {axis: member for axis, member in second.dimensions if label_stems(member) & said}
    if first.metric != second.metric or not named or not named.keys() < dict(first.dimensions).keys():
        return found
    place = tuple((axis, named.get(axis, member)) for axis, member in first.dimensions)
    same = of_metric(first.metric, second.period, view, second.basis, of=place)
    return [found[0], same] if same and not said & _ALL else found


def _size(answer: Answer, query: Query) -> Decimal:
    """What figures are compared by: a loss by how much it is, growth the way asked for, what has a sign by that, else the magnitude."""
    fact, size = answer.fact, number(answer.fact)
    if _is_growth(fact):
        return -size if pattern("fell").search(query.text) else size
    if say.has_opposite(fact):
        return -size if _OF_A_LOSS.search(query.text) else size
    return size if fact.unit == "percent" else abs(size)


def _is_spent(fact: Fact) -> bool:
    """Whether a figure may be what was spent: of a metric that is known, whether it is a cost or a payment."""
    known = vocabulary().metrics.get(fact.metric)
    return known is None or known.expense or known.outflow


def _is_growth(fact: Fact) -> bool:
    return fact.comparison is not None or (fact.unit == "percent" and fact.metric.endswith("Growth"))


def _have_known_signs(facts: Sequence[Fact]) -> bool:
    """Whether it is known what a minus says of figures of which only some have one: of a line that no vocabulary knows it is not."""
    signs = {number(fact) < 0 for fact in facts if number(fact)}
    return len(signs) < 2 or all(_is_growth(fact) or say.has_opposite(fact) or fact.unit == "percent" for fact in facts)


def _alternative(topic: Topic, by: Topic, query: Query, view: View, way: Way) -> Answer | None:
    """An alternative's figure: of the line that its words and the rest name; a line's own where the rest is only its kind."""
    if not topic.terms:
        return None  # what no word names is not the whole
    if by.hard:
        found = way(topic.with_words_of(by), query, view)
        kind = not by.mentions and all(term.stem in generic() for term in by.hard)
        return found or (way(topic, query, view) if topic.mentions and kind else None)
    return way(topic, query, view) if topic.mentions or topic.counted or topic.way == "spent" else None


def _compared(topic: Topic, query: Query, view: View) -> Answer | None:
    """What is compared of each alternative: its growth where it is asked which grew more, else its size."""
    if asks_for_growth(query) and not any(metric.endswith("Growth") for metric in topic.mentions):
        return change_of(topic, replace(query, wanted=query.wanted or "percent"), view)
    periods = targets(query.periods, view, query.anchors)
    return value(topic, periods[0] if periods else None, view)
