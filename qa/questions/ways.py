"""The ways in which a question is read, one after the other, until one of them finds an answer."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import chain

from qa.frozen import frozen
from qa.questions.accounted.labelled import tell_labelled
from qa.questions.accounted.nearly import tell_nearly
from qa.questions.accounted.stated_answers import tell_stated
from qa.questions.again import put_again
from qa.questions.apart import set_apart
from qa.questions.converse import is_complete
from qa.questions.fitting import is_of_another_kind
from qa.questions.operations import run
from qa.questions.outcome import Outcome
from qa.questions.parsing.asides import in_turns
from qa.questions.parsing.both_bases import on_each_basis
from qa.questions.parsing.defined_names import by_other_names
from qa.questions.parsing.glosses import Glossed, glosses, is_defined, is_told, worked_out
from qa.questions.parsing.mentions import meant
from qa.questions.parsing.open_reading import Reading, first, readings
from qa.questions.parsing.query import Query
from qa.questions.parsing.words import periods_said
from qa.questions.queries import Queries
from qa.questions.quoting.told_in_words import named_in_words
from qa.questions.wording.sentences import clip, several


@frozen
class Attempt:
    """A question as one way reads it, in mended words, and what that finds."""

    query: Query
    mended: str
    outcome: Outcome


def attempted(question: str, turns: Sequence[str], queries: Queries, piece: Outcome) -> Attempt:
    """Return the first attempt that finds an answer; where none does, how rules read the question and what is missing.

    Arguments:
        question: in the words by which the filings call their parts.
        turns: before it, on which it may lean.
        queries: of what it is about.
        piece: what a lone table and the words around it answer, which goes before all else.
    """
    query, mended = queries.understood(question, turns)
    if piece.answers and not is_of_another_kind(query, piece):
        return Attempt(query, mended, piece)
    alone = not turns or is_complete(query)
    by_rules = _by_rules(query, mended, queries, alone=alone)
    each = on_each_basis(mended) if query.intent == "lookup" and not (query.yes_no or query.guidance) else None
    if each:
        return Attempt(query, mended, _on_each_basis(each, by_rules.outcome, queries))
    if by_rules.outcome.answers:
        return by_rules
    others = _freely(question, turns, by_rules, queries, alone=alone)
    return next((attempt for attempt in others if attempt.outcome.answers), by_rules)


def _on_each_basis(each: Sequence[str], found: Outcome, queries: Queries) -> Outcome:
    """A figure on both of the bases that it is asked on; nothing where one is not found."""
    if len(found.answers) > 1:
        return found
    answers = [one for asked in each for one in _of_one(asked, queries).answers[:1]]
    bases = {answer.fact.basis for answer in answers}
    return Outcome(tuple(answers), several(answers, queries.view)) if len(bases) > 1 else Outcome(missing=found.missing)


def _by_rules(query: Query, mended: str, queries: Queries, *, alone: bool) -> Attempt:
    """What a query finds as rules read it, or as it is surely read otherwise; nothing where it asks for nothing."""
    if not query.asks:
        return Attempt(query, mended, Outcome())
    return _surely(query, mended, queries) if alone else Attempt(query, mended, run(query, queries.view))


def _surely(query: Query, mended: str, queries: Queries) -> Attempt:
    surely = first(query, partial(queries.own, query.text), queries.view)
    if surely and (outcome := _read(surely, queries)).answers:
        return Attempt(surely.query, mended, outcome)
    return Attempt(query, mended, run(query, queries.view))


def _freely(
    question: str, turns: Sequence[str], by_rules: Attempt, queries: Queries, *, alone: bool
) -> Iterator[Attempt]:
    """What is found by the ways that read a question more freely than rules do, the surest first."""
    query, mended = by_rules.query, by_rules.mended
    if alone:
        yield from _by_label(query, mended, queries)
        yield from _by_other_names(question, queries)
        yield from _without_gloss(mended, queries)
        yield from (Attempt(each.query, mended, _read(each, queries)) for each in _readings(query, queries))
    else:
        yield from _again(question, turns, query, queries)
    if not turns:
        yield from _in_turns(question, queries)
        yield Attempt(query, mended, set_apart(query, mended, queries.view, lambda asked: _of_one(asked, queries)))
        yield from (Attempt(query, mended, outcome) for outcome in _accounted(query, queries))
    if alone:
        yield Attempt(query, mended, named_in_words(query, queries.view))


def _of_one(question: str, queries: Queries) -> Outcome:
    """What is found for a question for one figure in its own words, and by no passage that is quoted."""
    query, mended = queries.understood(question)
    ways = (
        iter([_by_rules(query, mended, queries, alone=True)]),
        _by_label(query, mended, queries),
        _by_other_names(question, queries),
        (Attempt(one.query, mended, _read(one, queries)) for one in _readings(query, queries) if not one.said),
        (Attempt(query, mended, outcome) for outcome in _accounted(query, queries)),
    )
    return next((attempt.outcome for attempt in chain(*ways) if attempt.outcome.answers), Outcome())


def _again(question: str, turns: Sequence[str], query: Query, queries: Queries) -> Iterator[Attempt]:
    """A turn as the question before it, of another time; what it leaves to the turns after it is its own query."""
    again = put_again(question, turns, query, queries)
    if again:
        found = attempted(again, (), queries, Outcome())
        yield Attempt(query, question, found.outcome)


def _by_label(query: Query, mended: str, queries: Queries) -> Iterator[Attempt]:
    """A question for a row by all that it is called, in the words asked or in plain ones."""
    for text in dict.fromkeys((mended, query.text)):
        yield Attempt(query, mended, tell_labelled(query, text, queries.own(text), queries.view))


def _by_other_names(question: str, queries: Queries) -> Iterator[Attempt]:
    """A question by the other of two names that the filing defines as one."""
    for other in by_other_names(question, queries.view.defined_names):
        query, mended = queries.understood(other)
        found = _by_rules(query, mended, queries, alone=True)
        # No passages: they are found by how many words they share, of which a name in full has many.
        if all(isinstance(answer.fact.value, Decimal) for answer in found.outcome.answers):
            yield found


def _without_gloss(question: str, queries: Queries) -> Iterator[Attempt]:
    """A question without what it adds in brackets, where that bears it out."""
    for glossed in glosses(question):
        named, added = queries.parsed(glossed.question), queries.parsed(glossed.gloss)
        explained = worked_out(glossed, named, added)
        for query in [*([queries.parsed(explained)] if explained else []), named]:
            found = Attempt(query, question, run(query, queries.view) if query.asks else Outcome())
            sure = query is not named or is_defined(named, added)
            if sure or is_told(glossed.gloss, found.outcome.answers) or _is_as_much(glossed, found.outcome, queries):
                yield found


def _is_as_much(glossed: Glossed, found: Outcome, queries: Queries) -> bool:
    """Whether what a gloss names is as large as what the question finds without it: "R&D and SG&A together (total opex)"."""
    values = [answer.fact.value for answer in found.answers]
    if len(values) != 1 or not isinstance(values[0], Decimal):
        return False
    when = [glossed.question[entity.start : entity.end] for entity in periods_said(glossed.question)]
    told = run(queries.parsed(", ".join([glossed.gloss, *when])), queries.view)
    return [answer.fact.value for answer in told.answers] == values


def _readings(query: Query, queries: Queries) -> Iterator[Reading]:
    """A query read by what was learned, which is no name that it may be found by."""
    return readings(query, queries.own(query.text), queries.view)


def _in_turns(question: str, queries: Queries) -> Iterator[Attempt]:
    """A question in two sentences, read one after the other."""

    def names(text: str) -> bool:
        return bool(queries.parsed(text).topics)

    said = in_turns(question, queries.view.index.names.said_in, queries.names_another, names)
    if said:
        query, mended = queries.understood(said[-1], said[:-1])
        found = _by_rules(query, mended, queries, alone=False)
        if not is_of_another_kind(replace(query, text=question), found.outcome):  # told of before the question, too
            yield found


def _accounted(query: Query, queries: Queries) -> Iterator[Outcome]:
    """The figure of the one sentence, else of the one row, whose words account for what is asked."""
    own = queries.own(query.text)
    found = (tell(query, own, queries.view) for tell in (tell_stated, tell_nearly))
    return (outcome for outcome in found if not is_of_another_kind(query, outcome))


def _read(reading: Reading, queries: Queries) -> Outcome:
    """What a reading finds; of what was read as a metric no part of another that is called so."""
    found = run(reading.query, queries.view)
    stated = [answer.fact.metric for answer in found.answers if answer.derivation is None]
    if reading.said and not set(stated) <= set(meant(reading.query.topics[0].mentions[0])):
        return Outcome()
    return replace(found, text=clip(reading.said + found.text)) if found.answers else found
