"""What a question adds to what it has named, in brackets or behind "i.e.": how it is worked out, or what else it is called."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from qa.frozen import frozen
from qa.language.stems import Word, ignored, label_stems, words
from qa.language.vocabulary import vocabulary
from qa.questions.computing.formulas import formulas
from qa.questions.parsing.query import Query, Topic
from qa.questions.parsing.words import framing, generic, guarded, periods_said
from qa.questions.reply import Answer

_GLOSS = re.compile(
    r"\s*\((?P<bracketed>[^()]{3,90})\)"
    # what is set over another or taken from it: ", tax expense over pretax income", " = cash flow less capex"
    r"|(?:,|\s=)\s*(?:(?:taking|using|being|as|(?:computed|calculated|defined|measured) as) )?(?P<set>[^,?;:()]{3,50} (?:over|divided by|less|minus|as an? (?:share|percentage) of) [^,?;:()]{3,50})(?=\s*(?:[,?;]|$))"
    r"|^\W*(?P<first>[^,?;:()]{3,60} (?:over|divided by|less|minus) [^,?;:()]{3,60}?)(?=:\s*what\b)"
    r"|(?:,|\s[-–—]+)\s*(?:i\.?e\.?,?|that is,?|that's|meaning|in other words,?|namely|defined as)\s(?P<behind>[^?;]{3,90}?)(?=\s*(?:\?|;|$))",
    re.I,
)
# By whom it is so defined, and what it is not: neither says how it is worked out.
_BESIDE = re.compile(
    r",? (?:as (?:they|it|the \w+|[a-z]+) (?:defines?|calculates?|reports?)|not|rather than) .*$", re.I
)
_JOINED = re.compile(r",? (?:in|for|at|during|over|of)(?: the)? ?$", re.I)
_BELOW_NOTHING = label_stems("negative loss deficit")
_LONGEST_INITIALS = 4


@frozen
class Glossed:
    """A question without what it adds, and what it adds."""

    question: str
    gloss: str


def glosses(question: str) -> Iterator[Glossed]:
    """Yield a question without each thing that it adds to what it has named; what says a period is none."""
    for found in _GLOSS.finditer(question):
        gloss = _BESIDE.sub("", next(filter(None, found.groups()), "")).strip()
        rest = f"{question[: found.start()]}{question[found.end() :]}".lstrip(" :")
        dated = periods_said(gloss)
        if not dated:
            yield Glossed(rest, gloss)
        elif found["first"] and len(dated) == 1 and not periods_said(rest):
            when = gloss[dated[0].start : dated[0].end]
            before = _JOINED.sub("", gloss[: dated[0].start])
            yield Glossed(f"{rest.rstrip(' ?')}, {when}?", f"{before}{gloss[dated[0].end :]}".strip())


def worked_out(glossed: Glossed, named: Query, added: Query) -> str:
    """Return the question for what a gloss says is to be worked out; empty where it says no such thing.

    What the question itself names may be no more than the result's name: "working capital", "LDR", and no part.

    Arguments:
        named: the question without its gloss.
        added: the gloss by itself.
    """
    topics = added.topics
    if added.computation:
        topics = added.computation.topics if added.computation.kind == "difference" else ()
    elif added.intent != "ratio":
        return ""
    if len(topics) != 2 or not any(topic.mentions for topic in topics) or named.computation:
        return ""
    if named.intent not in ("lookup", "ratio") or not all(_is_a_result(topic, topics) for topic in named.topics):
        return ""
    said = [glossed.question[entity.start : entity.end] for entity in periods_said(glossed.question)]
    in_percent = [
        "in percent"
        for topic in named.topics
        for name in topic.mentions
        if name in formulas() and formulas()[name].unit == "percent"
    ]
    return ", ".join([glossed.gloss, *in_percent[:1], *said])


def _is_a_result(topic: Topic, operands: Sequence[Topic]) -> bool:
    """Whether a topic is the name of what is worked out of some others: their words, a formula's, or initials."""
    beside = {term.stem for operand in operands for term in operand.terms} | generic()
    left = [term for term in topic.hard if term.mention < 0 and term.stem not in beside]
    if not topic.mentions:
        return len(left) == len(topic.hard) == 1 and left[0].text.isupper() and len(left[0].text) <= _LONGEST_INITIALS
    measured = {name for operand in operands for name in operand.mentions}
    return not left and all(name in measured or name in formulas() for name in topic.mentions)


def is_defined(named: Query, added: Query) -> bool:
    """Return whether a gloss only says what the one formula that is named is worked out of: "free cash flow, less capex"."""
    topic = named.topics[0] if len(named.topics) == 1 else Topic()
    formula = formulas().get(topic.mentions[0]) if len(topic.mentions) == 1 else None
    if formula is None or named.computation or any(term.mention < 0 for term in topic.hard):
        return False
    topics = added.computation.topics if added.computation else added.topics
    known = (vocabulary().metrics.get(name) for name in formula.operands)
    named_so = generic().union(*(label_stems(metric.label) for metric in known if metric))
    if any(term.mention < 0 and term.stem not in named_so for one in topics for term in one.hard):
        return False  # "operating margin (Osaka over sales)"
    operands = {name for one in topics for name in one.mentions}
    return len(operands.intersection(formula.operands)) > 0


def is_told(gloss: str, answers: Sequence[Answer]) -> bool:
    """Return whether figures are what a gloss says of them: it repeats their lines' names, or that they are below nothing.

    What makes another figure of one ("long-term", "before tax") is no repetition, though the name hold the word.
    """
    said = {word.stem for word in words(gloss) if not _asks(word)}
    return bool(said) and all(_tells(said, answer) for answer in answers)


def _asks(word: Word) -> bool:
    return word.stem in ignored() or word.text.lower() in framing()


def _tells(said: frozenset[str] | set[str], answer: Answer) -> bool:
    fact = answer.fact
    told = label_stems(" ".join((fact.label, *fact.heads))) - guarded()
    below = isinstance(fact.value, Decimal) and fact.value < 0
    return said <= told | generic() | (_BELOW_NOTHING if below else frozenset())
