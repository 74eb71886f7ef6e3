"""The figure of a row by all that it is called, though some of its words seem to ask for something to be computed.

"Free cash flow excluding working capital" is the row of that name, and nothing is taken off; "combined non-GAAP R&D and
SG&A expenses" is no sum. All that is asked must be said by the row, its part and what stands above it, and all that the
row says must be asked, but for what a label adds in brackets.
"""

from collections.abc import Collection, Sequence

from qa.language.stems import Word, ignored, label_stems, one_spelling
from qa.questions.accounted.figure_clauses import rule, saying_same
from qa.questions.accounted.figure_kinds import looks_ahead
from qa.questions.accounted.figure_words import asking, asks_one_line, naming
from qa.questions.accounted.rows import agreed, differs, figure_of, in_brackets, is_of_kind, places_of
from qa.questions.computing.guided import expected_of
from qa.questions.finding.find import Match
from qa.questions.finding.index import Line
from qa.questions.finding.library import View
from qa.questions.finding.periods import targets
from qa.questions.outcome import Outcome
from qa.questions.parsing.patterns import Named
from qa.questions.parsing.query import Query, Term, Topic
from qa.questions.parsing.words import fillers, framing, generic, told_apart

_LEAST = 2  # words that name a row beyond doubt
# What makes another figure of what it is said of: a row must say it itself.
_MEASURES = label_stems(
    "cost expense rate ratio yield margin price growth income loss profit revenue sale asset liability"
) | {"averag"}
_OUTSIDE_GAAP = label_stems("non GAAP nonGAAP adjusted basis")


def tell_labelled(query: Query, text: str, own: Sequence[Named], view: View) -> Outcome:
    """Return the figure of the row that a question calls by its label, or what is expected of it; empty where there is none.

    Arguments:
        text: in which the row is looked for: the question as asked or in plain words.
        own: where it names the company.
    """
    if not asks_one_line(query) or rule("asked", "two_figures").search(query.text):
        return Outcome()
    said = [word for word in naming(one_spelling(text), own) if word.stem not in ignored()]
    lines = _lines(said, query, view)
    periods = targets(query.periods, view, query.anchors)
    if not lines or len(periods) > 1 or (query.periods and not periods):
        return Outcome()
    if lines[0].family == "guidance":
        topic = Topic(tuple(Term(word.stem, word.text) for word in said))
        return expected_of([Match(line, 1.0) for line in lines], query, topic, periods or (None,), view)
    return agreed([held for line in lines if (held := figure_of(line, periods, view))], query, view)


def _lines(said: Sequence[Word], query: Query, view: View) -> list[Line]:
    """The lines whose label, as long as any such, is what is asked."""
    held = {word.stem for word in said if not _only_asks(word, query)}
    telling = held - generic()
    named = [word.stem for word in said]
    if len(telling) < _LEAST or len(set(named)) < len(named):
        return []  # "book value and tangible book value" are two
    rarest = min((places_of(saying_same(stem), view) for stem in telling), key=len)
    family = "guidance" if looks_ahead(query) else "level"
    lines = [line for line in view.index.look_at(view.index.at(sorted(rarest))) if line.family == family]
    lines = [line for line in lines if is_of_kind(query.text, line) and not differs(query.text, line)]
    apart = told_apart(frozenset(word.stem for word in said))
    lines = [line for line in lines if all(other.isdisjoint(_words(line)) for _, other in apart)]
    if rule("asked", "left").search(query.text):
        lines = [line for line in lines if rule("says", "left").search(line.fact.label)]
    called = [(len(label), line) for line in lines if (label := _called(line, said, held))]
    longest = max((length for length, _ in called), default=0)
    return [line for length, line in called if length == longest]


def _words(line: Line) -> frozenset[str]:
    return line.context.union(*line.labels)


def _only_asks(word: Word, query: Query) -> bool:
    """Whether a word says nothing of what is asked for, only that it is, or that it is expected."""
    if word.stem in _MEASURES:
        return False
    if word.stem in asking() | fillers() or word.text.lower() in framing():
        return True
    return looks_ahead(query) and rule("asked", "ahead").fullmatch(word.text) is not None


def _called(line: Line, said: Sequence[Word], held: Collection[str]) -> frozenset[str]:
    """What a row is called, where it is all that is asked and asks for all that it is called; empty elsewhere."""
    asked = frozenset[str]().union(*(saying_same(word.stem) for word in said))
    if line.basis != "GAAP" and asked.isdisjoint(_OUTSIDE_GAAP):
        return frozenset()
    glossed = in_brackets(line)
    above = (line.context | (frozenset() if line.basis == "GAAP" else _OUTSIDE_GAAP)) - _MEASURES
    for label in line.labels:
        called = (label - glossed) | line.members
        says_all = all(saying_same(stem) & (called | glossed | above) for stem in held)
        if says_all and len(label & asked) >= _LEAST and called - fillers() - generic() <= asked:
            return called
    return frozenset()
