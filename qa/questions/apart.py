"""A question about several things, where no one reading of it answers: each is asked for by itself, and what is found put
together as a list, as a sum, or as one set against the other. All of them are found, or nothing is told.

Each is looked for in every way in which a question for one figure is, so that one may stand in a table and another in a
sentence.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from qa.facts.fact import Fact, Source
from qa.language.stems import label_stems
from qa.language.vocabulary import vocabulary
from qa.questions.computing.changes import asks_for_growth
from qa.questions.computing.combining import add_up, may_be_added
from qa.questions.computing.comparisons import decide, is_of_both, names_another_deed
from qa.questions.finding.index import SLACK
from qa.questions.finding.library import View
from qa.questions.finding.same_time import end_together
from qa.questions.outcome import Outcome
from qa.questions.parsing.alternatives import Said
from qa.questions.parsing.intents import outside
from qa.questions.parsing.mentions import find_mentions
from qa.questions.parsing.patterns import Span, pattern
from qa.questions.parsing.query import Query, Topic
from qa.questions.parsing.taken_apart import clauses, names
from qa.questions.parsing.words import periods_said, phrases
from qa.questions.reply import Answer
from qa.questions.wording import sentences as say

Ask = Callable[[str], Outcome]
_COMPARED = ("choice", "more", "less")


def set_apart(query: Query, question: str, view: View, ask: Ask) -> Outcome:
    """Return the answer to a question about several things, from the answers to each; nothing where one has none.

    Arguments:
        question: as asked, typing errors mended.
        ask: answers a plain question.
    """
    computation = query.computation
    if computation and computation.kind in _COMPARED:
        found = [] if names_another_deed(query) else _all(computation.each_asked, ask)
        called = len(found) == len(computation.topics) and all(map(_is_called, computation.topics, found))
        return decide(found, computation, query) if called and _are_comparable(found, query) else Outcome()
    if query.intent != "lookup" or query.guidance or query.yes_no or query.many or query.superlative:
        return Outcome()
    if computation and computation.kind != "sum":
        return Outcome()
    if computation or pattern("plus").search(question):
        ways = dict.fromkeys(_of_sum(question, view))
        return next(filter(_tells, (_added(each, query, view, ask) for each in ways)), Outcome())
    return _listed(query, question, view, ask)


def _tells(outcome: Outcome) -> bool:
    return bool(outcome.answers)


def _all(questions: Sequence[str], ask: Ask) -> list[Answer]:
    """The one figure that answers each of some questions; empty where one has none, or two have the same."""
    found: list[Answer] = []
    for question in questions:
        answers = ask(question).answers
        if len(answers) != 1 or not isinstance(answers[0].fact.value, Decimal):
            return []
        found.append(answers[0])
    return [] if any(_are_same(one.fact, other.fact) for one, other in pairwise(found)) else found


def _are_same(one: Fact, other: Fact) -> bool:
    """Whether two figures are one, though each half may have its own words for it: a total that a sentence tells of both."""
    return one == other or (one.value == other.value and _overlap(one.sources, other.sources))


def _is_called(topic: Topic, answer: Answer) -> bool:
    """Whether all words by which an alternative is named, and which name no metric, are those of what was found."""
    fact = answer.fact
    said = (fact.label, *fact.heads, *(member for _, member in fact.dimensions), *(one.quote for one in fact.sources))
    called = label_stems(" ".join(said)).union(*(_is_called_by(one) for one in _operands(answer)))
    if not topic.hard:  # what may only ask names just what is called so
        return bool(topic.terms) and {term.stem for term in topic.terms} - _comparing() in _names(fact)
    return all(term.stem in called or term.mention >= 0 for term in topic.hard)


@cache
def _comparing() -> frozenset[str]:
    ways = phrases()["superlative"]
    return label_stems(" ".join((*ways["most"], *ways["least"])))


def _names(fact: Fact) -> list[frozenset[str]]:
    """What a figure is called: its row, and the part that it is of."""
    return [label_stems(fact.label), *(label_stems(member) for _, member in fact.dimensions)]


def _operands(answer: Answer) -> tuple[Answer, ...]:
    return answer.derivation.operands if answer.derivation else ()


def _is_called_by(answer: Answer) -> frozenset[str]:
    return label_stems(" ".join((answer.fact.label, *(source.quote for source in answer.fact.sources))))


def _are_comparable(found: Sequence[Answer], query: Query) -> bool:
    """Whether figures are of one kind and time: levels or growth, of one metric where only parts are named."""
    facts = [answer.fact for answer in found]
    if len(facts) < 2 or any((fact.comparison is not None) != (facts[0].comparison is not None) for fact in facts):
        return False
    topics = query.computation.topics if query.computation else ()
    named = any(topic.mentions for topic in topics)
    if is_of_both(found, topics):
        return False
    metrics = {(fact.metric, fact.basis) if fact.metric in vocabulary().metrics else None for fact in facts}
    if asks_for_growth(query) and not all(fact.comparison or fact.metric.endswith("Growth") for fact in facts):
        return False
    return _are_of_one_time(found) and (named or len(metrics) == 1)


def _are_of_one_time(found: Sequence[Answer]) -> bool:
    spans = [(fact.period.start, fact.period.end) for fact in (one.fact for one in found) if fact.period]
    ends = [end for _, end in spans]
    starts = [start for start, _ in spans if start]
    alike = not starts or (len(starts) == len(ends) and max(starts) - min(starts) <= SLACK)
    return len(spans) == len(found) and max(ends) - min(ends) <= SLACK and alike


def _said(text: str, view: View) -> Said:
    dates = [(entity.start, entity.end) for entity in periods_said(text)]
    mentions, apart = find_mentions(text, dates)
    metrics = [(start, end) for start, end, _ in mentions] + apart
    return Said(text, [*metrics, *view.index.names.said_in(text)], metrics, dates)


def _of_sum(question: str, view: View) -> Iterator[tuple[str, ...]]:
    """What is asked of each line that is to be added; of one that is called after several, of each of these."""
    asking: list[Span] = [one.span() for one in pattern("sum").finditer(question)]
    said = _said(outside(question, asking), view)
    yield from names(said)
    free = [span for span in said.names if span not in said.metrics]
    yield from names(Said(said.text, free, [], said.periods))


def _added(each: Sequence[str], query: Query, view: View, ask: Ask) -> Outcome:
    found = _all(each, ask)
    lines = {(answer.fact.metric, answer.fact.dimensions, answer.fact.basis) for answer in found}
    if len(lines) < len(found) or not _are_named_alike(each, found):
        return Outcome()
    return add_up(found, query, view) if len(found) > 1 and may_be_added(found) else Outcome()


def _listed(query: Query, question: str, view: View, ask: Ask) -> Outcome:
    """Figures that are asked for one after the other, in clauses or by name."""
    told = clauses(question)
    if told.questions:
        found = _all(told.questions, ask)
        sure = found and (not told.leans or _are_told_together(found))
        return _several(found, view) if sure else Outcome()
    each = ((one, _all(one, ask)) for one in names(_said(query.text, view)))
    found = next((all_ for one, all_ in each if _ended_together(all_) and _are_named_alike(one, all_)), [])
    return _several(found, view) if found else Outcome()


def _several(found: Sequence[Answer], view: View) -> Outcome:
    return Outcome(tuple(found), say.several(found, view))


def _are_named_alike(questions: Sequence[str], found: Sequence[Answer]) -> bool:
    """Whether no part is named without its metric where another one is named with it: "looms orders plus spindles"."""
    metrics = {answer.fact.metric for answer in found}
    of_parts = len(metrics) > 1 and any(answer.fact.dimensions for answer in found)
    return not of_parts or all(find_mentions(question, [])[0] for question in questions)


def _ended_together(found: Sequence[Answer]) -> bool:
    """Whether figures are of times that ended together, balances and what is told of a stretch alike."""
    return any(answer.fact.period for answer in found) and end_together(found, balances=True)


def _are_told_together(found: Sequence[Answer]) -> bool:
    """Whether figures, of which one says what it is of only by the one before it, are of tables, or stand in one sentence."""
    first, *others = (answer.fact for answer in found)
    if all(fact.metric in vocabulary().metrics for fact in (first, *others)):
        return True
    return all(_overlap(first.sources, fact.sources) for fact in others)


def _overlap(one: Sequence[Source], other: Sequence[Source]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one for b in other)
