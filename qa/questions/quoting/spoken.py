"""What somebody said of something: the sentence of a quotation by the one who is asked for."""

from collections.abc import Iterator

from qa.language.stems import words
from qa.questions.finding.library import View
from qa.questions.parsing.query import Query, Topic
from qa.questions.parsing.told import told_words
from qa.questions.quoting.people import holders, people
from qa.questions.quoting.prose import Prose, Sentence
from qa.questions.quoting.quotation import Quotation, quote
from qa.questions.quoting.relevance import asked, stems_of, told

_LEAST = 0.72  # the share of what is asked that a sentence must account for
_BACK = 0.1  # less where only the sentence before names it


def spoken(query: Query, topic: Topic, view: View) -> Quotation | None:
    """Return the sentence in which the person asked for speaks of the topic; None where none does.

    Without a person ("what did management say"), anybody who is quoted counts.
    """
    prose = view.prose()
    names = _speakers(query, prose)
    if names is None:
        return None
    idle = stems_of([*told_words()["said"]["idle"], *(names or people(prose))])
    wanted = asked(query, topic, idle, of_metrics=True)
    best: tuple[float, Sentence] | None = None
    before: Sentence | None = None
    for here in _said_by(names, prose, view):
        share = wanted.share(told(here))
        if before and before.end <= here.start and here.adjoins and wanted.names(told(here)):
            share = max(share, wanted.share(told(before) | told(here)) - _BACK)
        if share >= _LEAST and (best is None or share > best[0]):
            best = share, here
        before = here
    return quote(prose.text, [best[1]], best[0]) if best else None


def of_others(query: Query, view: View) -> frozenset[int]:
    """Return where the sentences begin that are quoted of somebody else than the one who is asked for."""
    prose = view.prose()
    names = _speakers(query, prose)
    if names is not None and not names:
        return frozenset()
    own = frozenset(sentence.start for sentence in _said_by(names, prose, view)) if names else frozenset[int]()
    return frozenset(sentence.start for sentence in _said_by(frozenset(), prose, view)) - own


def _speakers(query: Query, prose: Prose) -> frozenset[str] | None:
    """The names of those asked for; empty where nobody is, None where one is whom the filing does not name."""
    said = {word.text.lower().removesuffix("'s") for word in words(query.text)}
    named = {name for name in people(prose) if name.split()[-1].lower().rstrip(".,") in said}
    if named:
        return frozenset(named)
    return holders(query.text, prose)


def _said_by(names: frozenset[str], prose: Prose, view: View) -> Iterator[Sentence]:
    """The sentences, in order, that stand in quotations of some people, or of anybody."""
    filing = prose.sentences[0].filing if prose.sentences else ""
    spans = [
        (held.fact.sources[0].start, held.fact.sources[0].end)
        for line in view.index.of_metric("Quotation")
        for held in line.held
        if held.filing == filing and (not names or names & {member for _, member in held.fact.dimensions})
    ]
    for sentence in prose.sentences:
        if any(start < sentence.end - 2 and sentence.start + 2 < end for start, end in spans):
            yield sentence
