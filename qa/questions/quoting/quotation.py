"""A span of a filing that answers in words, as short as it can be."""

import re
from collections.abc import Sequence

from qa.facts.fact import Fact, Source
from qa.frozen import frozen
from qa.questions.quoting.prose import Sentence

LONGEST = 420  # characters of a quotation, so that a reply stays within 500
_CLAUSE = re.compile(r"[;•]\s|\.\s|\n|\so\s|\s--?\s")

QUOTATION = "Quotation"  # what words of a filing are filed as


@frozen
class Quotation:
    """A span of a filing that answers in words: `score` says how sure that is, 0 to 1.

    Arguments:
        text: exactly the filing's between start and end.
    """

    filing: str
    start: int
    end: int
    text: str
    section: str
    score: float

    def fact(self, label: str) -> Fact:
        """Return the quotation as a fact of unit "text"."""
        words = " ".join(self.text.split())
        source = Source(self.start, self.end, self.text, self.section)
        return Fact(QUOTATION, label, words, "text", None, self.text, sources=(source,), confidence=self.score)


def quote(text: str, sentences: Sequence[Sentence], score: float, keep: tuple[int, int] | None = None) -> Quotation:
    """Quote sentences that follow each other, shortened to the clauses around what must be kept.

    Arguments:
        text: the filing's.
        sentences: one, or several that are short enough together.
        keep: of a single sentence, the stretch that answers; its start where unsaid.
    """
    first, last = sentences[0], sentences[-1]
    if len(sentences) > 1:
        return span(text, first, first.start, last.end, score)
    start, end = _shortened(first.text, keep or (0, 1))
    return span(text, first, first.start + start, first.start + end, score)


def span(text: str, sentence: Sentence, start: int, end: int, score: float) -> Quotation:
    """Quote `text[start:end]`, white space at its ends left out, which begins in a sentence."""
    kept = text[start:end].strip()
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return Quotation(sentence.filing, start, start + len(kept), kept, sentence.section, min(1.0, score))


def _shortened(text: str, keep: tuple[int, int]) -> tuple[int, int]:
    """The span of a sentence that a reply has room for, cut between clauses or else words."""
    if len(text) <= LONGEST:
        return 0, len(text)
    begins = [0, *(match.end() for match in _CLAUSE.finditer(text, 0, keep[0]))]
    start = next((begin for begin in begins if keep[1] - begin <= LONGEST), begins[-1])
    if len(text) - start <= LONGEST:
        return start, len(text)
    ends = [match.start() + 1 for match in _CLAUSE.finditer(text, keep[1]) if match.start() - start < LONGEST]
    if ends:
        return start, ends[-1]
    listed = text.rfind(", ", keep[1], start + LONGEST)
    return start, listed if listed > 0 else text.rfind(" ", start, start + LONGEST)
