"""Why: the footnote to a row of a table, which says what the row's figure is of where no sentence gives a reason."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from qa.facts.fact import Period
from qa.frozen import frozen
from qa.language.metrics import metrics_in
from qa.language.sought import AnyOf
from qa.language.stems import ignored
from qa.language.values import MetricMention
from qa.questions.finding.library import View
from qa.questions.finding.periods import same, targets
from qa.questions.parsing.intents import direction_of
from qa.questions.parsing.query import Query, Topic
from qa.questions.parsing.whys import beside, of_event
from qa.questions.parsing.words import generic
from qa.questions.quoting.causes import wording
from qa.questions.quoting.prose import Prose, Sentence, Told
from qa.questions.quoting.quotation import Quotation, quote
from qa.questions.quoting.relevance import Asked, asked, spoken_periods, stems_of, told_of

# "(1) Represents …", "2. Reflects …" at the beginning of a line.
_NOTE = re.compile(
    r"^[ \t]*(?:\((?P<bracketed>\*{1,3}|\d{1,2}|[a-z])\)|(?P<counted>\d{1,2})[.)])[ \t]+(?=[A-Z])",
    re.M,
)
_FIGURE = re.compile(r"[\d$€£(]")
_ROWS = 4_000  # characters before a footnote within which the rows stand that it belongs to
_LONGEST_ROW = 150  # characters of a line; more are of several rows
_LEAST = 0.72  # the share of what is asked that a row must account for
_ADJUSTED = re.compile(r"\bnon-?gaap\b", re.I)


@frozen
class Note:
    """A footnote: the sentence that it is, and the rows that carry its mark."""

    sentence: Sentence
    rows: Sequence[str]


def footnote(query: Query, topic: Topic, view: View) -> Quotation | None:
    """Return the footnote that says what the line is of that a question asks why of; None where none does.

    Of a line that is supposed to have moved the row must say so: what a charge is of is not why it rose. Of another only
    what has a cause of its own is of something: a charge, but not earnings.
    """
    periods = targets([each for each in query.periods if each not in query.bases], view, query.anchors)
    prose = view.prose(periods[0] if periods else None)
    wanted = asked(query, topic, stems_of(beside()), of_metrics=True)
    best: tuple[float, Sentence] | None = None
    for note in notes(prose):
        for row in note.rows if _is_of(periods, note.sentence, view) else ():
            fits = _is_asked(row, wanted, query) and (_moved(row, query) if query.direction else of_event(query.text))
            share = wanted.share(_told(row, note.sentence)) if fits else 0.0
            if share >= _LEAST and (best is None or share > best[0]):
                best = share, note.sentence
    return quote(prose.text, [best[1]], best[0]) if best else None


def notes(prose: Prose) -> Iterator[Note]:
    """Yield the footnotes that say what something is of, each with the rows before it that carry its mark."""
    sentences = {sentence.start: sentence for sentence in prose.sentences}
    ended: dict[str, int] = {}
    for note in _NOTE.finditer(prose.text):
        mark = note["bracketed"] or note["counted"]
        sentence = sentences.get(note.end()) or sentences.get(note.start() + len(note[0]) - len(note[0].lstrip()))
        rows = prose.text[max(note.start() - _ROWS, ended.get(mark, 0)) : note.start()].splitlines()
        ended[mark] = note.end()
        if sentence and _explaining().search(sentence.text):
            marked = [row for row in rows if f"({mark})" in row.lstrip()[len(mark) + 2 :] and len(row) < _LONGEST_ROW]
            yield Note(sentence, marked)


@cache
def _explaining() -> AnyOf:
    return AnyOf(rf"^\W*(?:\w{{1,2}}\W+)?(?:{words})\b" for words in wording()["footnotes"]["words"])


@cache
def _adjusting() -> frozenset[str]:
    return stems_of(wording()["adjusting"]["words"])


def _told(row: str, note: Sentence) -> Told:
    """What a row speaks of, with what its table stands under."""
    told = told_of(row)
    metrics = frozenset(each.value.metric for each in metrics_in(row) if isinstance(each.value, MetricMention))
    adjusts = _adjusting() if _ADJUSTED.search(f"{note.section} {note.heading}") else frozenset[str]()
    return Told(told.line, told.stems | note.headings | adjusts, metrics)


def _is_asked(row: str, wanted: Asked, query: Query) -> bool:
    """Whether a question has all words of a row's label, or its metric: "a loss" asks of no loss contingency."""
    label = _FIGURE.split(row, 1)[0]
    asked_for = stems_of([query.text]).union(*(word.alike for word in wanted.words), ignored(), generic())
    named = {each.value.metric for each in metrics_in(label) if isinstance(each.value, MetricMention)}
    return stems_of([label]) <= asked_for or not named.isdisjoint(word.metric for word in wanted.words)


def _moved(row: str, query: Query) -> bool:
    """Whether a row says that its figure went the way that a question supposes."""
    way = direction_of(row.lower())
    return way == query.direction or (way in ("up", "down") and query.direction not in ("up", "down"))


def _is_of(periods: Sequence[Period], note: Sentence, view: View) -> bool:
    """Whether a footnote's table is of a period asked for, as it stands under or as the filing reports."""
    said = spoken_periods(f"{note.section}. {note.heading}", view)
    of = said or ([view.reported] if view.reported else [])
    return not periods or any(same(each, period) for each in of for period in periods)
