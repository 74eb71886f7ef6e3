"""The words of a noun before a place or behind one, and the subject that they name."""

import re

from qa.facts.naming import camel_case
from qa.facts.prose.claims import Subject
from qa.facts.prose.grammar import TAKES, WORDS
from qa.facts.prose.named_figures.expected_nouns import expects
from qa.facts.prose.subjects.metrics import named, subject_of
from qa.facts.prose.subjects.words import BESIDE_LINKS
from qa.facts.prose.symbols import METRIC, PERIOD, Symbols
from qa.language.phrases import either
from qa.language.vocabulary import vocabulary

ENDS = frozenset(WORDS["beside"]["ends"])
_NAMELESS = frozenset(WORDS["beside"]["nameless"])
_GIVES = frozenset(["paid", "declared", "received", "repaid", "returned"])  # "and paid dividends of"
# Before a noun: it is only that on which the figure's own noun bears, "availability under the"
_OF_ITS = re.compile(rf"\s+(?:{either(BESIDE_LINKS)})\s+(?:the|our|its|their|the company[’']s)\s+$", re.IGNORECASE)
_DONE = re.compile(
    r"(?:ed|(?<!outstand)(?<!remain)ing|ly|paid|drawn|ahead|because|instead|repaid|spent|held)$", re.IGNORECASE
)  # a verb's end, which is no noun
_OF_A_TRADE = frozenset(["operating", "energy", "insurance", "real_estate"])
_WORD = re.compile(rf"{METRIC}|(?:[A-Z]\.){{2,}}|[A-Za-z](?:[\w®™&’'/-]|\.(?=\w))*")
REACH = 90  # characters on either side of a figure in which words can be about it
_MOST_WORDS, _MOST_WITH_HEAD = 6, 9
Spans = list[tuple[int, int]]  # where words stand in a sentence in symbols


def backwards(words: str, end: int, names: frozenset[str]) -> Spans:
    """Return the words of the noun that ends at a place, the filer's name left out."""
    found: Spans = []
    for word in reversed(list(_WORD.finditer(words, max(0, end - REACH), end))):
        limit = found[0][0] if found else end
        given = bool(found) and word[0].lower() in _GIVES
        if words[word.end() : limit].strip() or given or _ends(word[0], found) or len(found) == _MOST_WORDS:
            break
        found.insert(0, word.span())
    while found and ((first := words[slice(*found[0])].lower()) in BESIDE_LINKS or first in names):
        del found[0]
    return found


def with_head(text: str, words: Spans, names: frozenset[str]) -> Spans:
    """Return the words of a noun with those of its head: "availability under its credit facility" of "credit facility"."""
    link = _OF_ITS.search(text, max(0, words[0][0] - REACH), words[0][0]) if words else None
    head = backwards(text, link.start(), names) if link else []
    if link is None or not head or _DONE.search(text, *head[-1]) or len(head) + len(words) + 2 > _MOST_WITH_HEAD:
        return words
    links = [(link.start() + word.start(), link.start() + word.end()) for word in re.finditer(r"\S+", link[0])]
    return with_head(text, [*head, *links, *words], names)


def forwards(words: str, start: int) -> Spans:
    """Return the words of the noun that begins at a place."""
    found: Spans = []
    for word in _WORD.finditer(words, start, start + REACH):
        limit = found[-1][1] if found else start
        if words[limit : word.start()].strip() or _ends(word[0], found) or len(found) == _MOST_WORDS:
            break
        found.append(word.span())
    while found and words[slice(*found[-1])].lower() in BESIDE_LINKS:
        del found[-1]
    return found


def named_by(symbols: Symbols, words: Spans, names: frozenset[str], known: bool = False) -> Subject | None:
    """Return the subject that words name.

    Arguments:
        known: whether it may be a metric of the vocabulary: a cost, of which a part is one too, or one of a trade.
    """
    if not words:
        return None
    metrics = [start for start, end in words if re.match(METRIC, symbols.text[start:end])]
    if len(metrics) > 1 or (metrics and metrics[0] != words[-1][0]):
        return None
    if metrics and len(words) > 1:  # "funded backlog": a part of the metric
        return subject_of(symbols, metrics[0], names, since=words[0][0])
    if metrics:
        metric = named(symbols, metrics[0])
        vocabulary_has = vocabulary().metrics[metric.metric]
        return metric if known and (vocabulary_has.expense or vocabulary_has.family in _OF_A_TRADE) else None
    only = symbols.text[slice(*words[0])].lower() if len(words) == 1 else ""
    if only in _NAMELESS or (only in TAKES and symbols.text.endswith((" a ", " an ", " net "), 0, words[0][0])):
        return None  # "the tax line was an expense of"
    start, end = symbols.offsets[words[0][0]], symbols.offsets[words[-1][1] - 1] + 1
    label = symbols.source[start:end]
    if re.search(PERIOD, symbols.text[words[0][0] : words[-1][1]]) or not any(
        len(symbols.text[a:b]) > 2 for a, b in words
    ):
        return None
    return Subject(start, end, camel_case(label), known=False)


def _ends(word: str, found: Spans) -> bool:
    """Whether a word is no part of the noun."""
    lowered = word.lower()
    if found and lowered in BESIDE_LINKS:
        return False
    return lowered in ENDS or lowered in BESIDE_LINKS or expects(lowered)
