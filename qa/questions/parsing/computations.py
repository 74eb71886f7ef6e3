"""From a question to the computation that it asks for.

The words that ask are taken out of the question, so that what is left names the line and the period as a plain
question does: "average quarterly revenue in fiscal 2024" is revenue in fiscal 2024, averaged.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from qa.language.stems import stem
from qa.questions.computing.over_periods import over_periods
from qa.questions.parsing import operators
from qa.questions.parsing.alternatives import Said, alternatives, of_periods
from qa.questions.parsing.intents import outside
from qa.questions.parsing.operators import Operation, Recogniser
from qa.questions.parsing.patterns import Span, pattern
from qa.questions.parsing.query import Computation, Term, Topic
from qa.questions.parsing.words import periods_said, phrases

_ASKING = re.compile(r"[a-z]+|[+<>]")
_STOPS = " ?.,:;-–—"
_OPENING = re.compile(
    r"(^|, )(?:(?:and|so) )?(?:did|was|were|is|are|does|do|has|have|had)\b ?", re.I
)  # by which yes or no is asked
_OF_PERIODS = frozenset(["first"])  # a word that asks for nothing where it says a period
SALES = Topic((Term(stem("revenue"), "revenue", mention=0),), ("Revenues",))
EARNED = Topic((Term(stem("earn"), "earn", mention=0),), ("NetIncomeLoss",))
_BOTTOM_LINE = Topic((Term(stem("income"), "net income", mention=0),), ("NetIncomeLoss",))


def computation_in(
    said: Said,
    topic: Callable[[Span, Sequence[Span]], Topic],
    in_words: str = "",
    *,
    yes_no: bool = False,
    guidance: bool = False,
) -> Computation | None:
    """Return what a question asks to be computed; None where it asks for no computation.

    Arguments:
        said: the question, of whose names no word asks ("weighted average shares").
        topic: makes the topic that a stretch of the question names, leaving out other stretches.
        in_words: the question with its names as they are asked with.
        yes_no: whether yes or no is asked.
        guidance: whether management's outlook is asked for.
    """
    for operation in _operations(said, yes_no=yes_no, guidance=guidance):
        found = _to_the_end_of_names(operation, said.metrics)
        if found and (found.rest or not any(_is_named(span, found.operand, said.metrics) for span in found.taken)):
            return _computation(found, said.text, topic, in_words or said.text)
    return None


def _operations(said: Said, *, yes_no: bool, guidance: bool) -> Iterator[Operation | None]:
    """What the question may ask for, in the order of how plainly the words say it."""
    if _says_so(said):
        yield from (recognise(said.text) for recognise in _ABOVE_ALL)
        if yes_no:
            yield operators.portion(said.text, said.metrics)
        yield of_periods(said)
        yield alternatives(said, yes_no=yes_no)
        yield from (recognise(said.text) for recognise in _RECOGNISERS)
    if yes_no and not guidance:
        yield operators.claim(outside(said.text, said.periods))  # a number that a period says is not claimed


def _to_the_end_of_names(found: Operation | None, names: Sequence[Span]) -> Operation | None:
    """An operation whose operand ends with the name that begins in it: "without the effect of a change in accounting"."""
    if found is None or found.operand is None:
        return found
    first, last = found.operand
    ends = [end for start, end in names if first <= start < last < end]
    if not ends:
        return found
    taken = tuple((start, ends[0]) if end == last else (start, end) for start, end in found.taken)
    return replace(found, taken=taken, operand=(first, ends[0]))


def _says_so(said: Said) -> bool:
    """Whether a question has a word that asks for a computation; looked up first, as most have none."""
    asking = _asking_words().intersection(_ASKING.findall(said.text.lower()))
    if asking == _OF_PERIODS:
        return not _OF_PERIODS.isdisjoint(_ASKING.findall(outside(said.text, said.periods).lower()))
    return bool(asking)


@cache
def _asking_words() -> frozenset[str]:
    asking = phrases()
    lists = [*asking["computing"], *asking["superlative"]["most"], *asking["superlative"]["least"]]
    return frozenset(word for entry in lists for word in entry.split())


def _is_named(taken: Span, operand: Span | None, mentions: Sequence[Span]) -> bool:
    within = operand or (0, 0)
    return any(
        start < taken[1] and taken[0] < end and not (within[0] <= start and end <= within[1]) for start, end in mentions
    )


def _computation(
    found: Operation, text: str, topic: Callable[[Span, Sequence[Span]], Topic], in_words: str
) -> Computation:
    whole = (0, len(text))
    taking = [text[start:end].lower() for start, end in found.taken]
    plain = topic(whole, ())
    # Words of asking that a line may lack are what makes the line another one here.
    asked = {term for term in plain.terms if any(term.text.lower() in words for words in taking)}
    hard = (replace(term, soft=term.soft and term not in asked) for term in plain.terms)
    out = () if found.rest else found.taken
    topics = tuple(replace(topic(part, out), counted=False) for part in found.parts or (whole,))
    named = any(topic.mentions for topic in topics)
    compares = found.kind in ("choice", "more", "less")
    things = not named and (found.counted or (compares and pattern("things").search(text) is not None))
    if things:
        topics = tuple(map(of_things, topics))
    if found.limit and found.limit.value == 0 and not topics[0].mentions:
        # "How often did they lose money?"; of a part it is what that earned.
        topics = (topics[0].with_words_of(EARNED) if topics[0].hard else _BOTTOM_LINE,)
    operand = topic(found.operand, ()) if found.operand else topic(whole, found.taken) if found.rest else None
    if operand and found.rest and not operand.hard and not named:
        of_their_own = things or topics[0].way == "spent"  # "did they spend more on looms than on spindles?"
        operand = None if of_their_own else EARNED if pattern("earned").search(text) else SALES
    kind = found.kind
    if kind == "choice" and operand and (claimed := _claimed(of_things(operand) if things else operand, topics)):
        kind = "less" if pattern("less").search(text) else "more"
        topics, operand = claimed, None
    return Computation(
        kind,
        topics,
        replace(plain, terms=tuple(hard)) if asked else None,
        operand,
        found.each,
        found.limit,
        found.supposed,
        found.gap,
        _each_asked(found, in_words) if compares else (),
    )


def _each_asked(found: Operation, text: str) -> tuple[str, ...]:
    """What is asked of each of some parts: the question without the others, and without the words that set them against each other."""
    compared = [one.span() for one in pattern("compared").finditer(text)]
    rest = outside(text, [*found.taken, *found.parts, *compared])
    grew = pattern("grew").search(text) is not None
    opening, end = ("By how much did", ", in percent?") if grew else ("What was", "?")
    each = (outside(text, [(0, first), (last, len(text)), *compared]) for first, last in found.parts)
    said = [_unopened(f"{_unopened(part)} {rest}") for part in each]
    dates = [text[one.start : one.end] for one in periods_said(text)]
    if len(dates) == 1:  # what the other side says of both
        said = [one if periods_said(one) else f"{one}, {dates[0]}" for one in said]
    return tuple(f"{opening} {one}{end}" for one in said)


def _unopened(text: str) -> str:
    """A text without the verb by which yes or no is asked, and without the space and stops around it."""
    return _OPENING.sub(r"\1", " ".join(text.split()).strip(_STOPS))


def of_things(topic: Topic) -> Topic:
    """Return the topic as of things that are counted, whose line may lack the words that only say so: "loom units shipped"."""
    terms = (replace(one, soft=one.soft or pattern("things").fullmatch(one.text) is not None) for one in topic.terms)
    return replace(topic, terms=tuple(terms), counted=True)


def _claimed(rest: Topic, topics: Sequence[Topic]) -> tuple[Topic, ...]:
    """Two alternatives, the one first of which the rest of a question claims that it is the one: "looms or spindles, more looms?"."""
    stems = [{term.stem for term in topic.hard} for topic in topics]
    if len(stems) != 2 or not rest.hard or not {term.stem for term in rest.hard} <= stems[0] | stems[1]:
        return ()
    first = next((at for term in rest.hard for at in (0, 1) if term.stem in stems[at] - stems[1 - at]), None)
    return () if first is None else (topics[first], topics[1 - first])


_ABOVE_ALL: tuple[Recogniser, ...] = (operators.supposing, operators.adjustments, operators.guided)
_RECOGNISERS: tuple[Recogniser, ...] = (
    operators.worded("growth rate", "growth_rate"),
    operators.worded("original", "original"),
    operators.with_line("excluding", "excluding"),
    operators.with_line("including", "including"),
    operators.with_line("using", "using"),
    operators.with_line("per", "per"),
    over_periods,
    operators.difference,
    operators.worded("annualized", "annualized"),
)
