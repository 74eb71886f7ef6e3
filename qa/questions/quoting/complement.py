"""What a sentence adds to a question: the sentence that says what is asked about, and the stretch of it that is new."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from qa.frozen import frozen
from qa.language.currencies import is_currency
from qa.language.periods import find_periods
from qa.language.quantities import find_quantities
from qa.language.stems import Word, ignored, stem, words
from qa.language.values import Quantity
from qa.questions.parsing.words import generic, phrases, synonyms
from qa.questions.quoting.causes import pattern
from qa.questions.quoting.prose import Sentence

LEAST = 0.8  # the share of what is asked that a sentence must say
_GENERIC = 0.35  # the weight of a word that a sentence may lack
_NUMBER = 0.5
_OTHER_YEAR = 0.12
_NO_CAUSE = 0.2
_LONG = 0.0005  # for each word of a sentence
_KNOWN = -2.5  # what a word of the question costs a stretch, against the gain of a new word
_JOINING = -0.02
_REST = 0.34  # the most of what is asked that may stand after a stretch that goes on to the sentence's end
_SHORT = 10  # words of a stretch of which a lone figure is what matters
_FEW = 6  # words of a line that is no sentence

_ASKS = re.compile(
    r"\W*(?:for (?!which|what)[^,]*, |in (?!which|what|how)[^,]*, )?(?:what|how|why|when|by how)\b", re.I
)
_WHY = re.compile(r"^\W*(?:why|how come|what (?:caused|drove|led|impacted|affected|contributed)|what (?:is|was|were|are) the reasons?)\b|\bdue to\s*\??$", re.I)  # fmt: skip
_CAUSE = re.compile(
    r"\b(?:(?:primarily|mainly|largely|principally|partially) )?(?:due (?:primarily |mainly |largely )?to|driven by|as a result of|because(?: of)?|attribut\w+ to|reflect\w*|caused by|owing to|in order to|impacted by|affected by)\b",
    re.I,
)
_MANY = re.compile(r"\bhow (?:much|many)\b|\bwhat (?:percent|proportion|number|amount)|\bwhat (?:is|was|were) the (?:total )?(?:amount|number|value|percentage)\b", re.I)  # fmt: skip
_COUNT = re.compile(r"\bhow many\b|\bnumber of\b", re.I)
_SHARE = re.compile(r"\bpercent|\bproportion\b|\brate\b", re.I)
_LASTS = re.compile(r"\bhow long\b|\b(?:how|in how) many (?:years|months|days)\b|\bwhat (?:is|was) the (?:[\w-]+ ){0,4}(?:term|period|life)\b", re.I)  # fmt: skip
_DURATION = re.compile(
    r"(?:approximately |about |up to )?(?:\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)(?: to (?:\d+(?:\.\d+)?|\w+))? (?:years?|months?|days?|weeks?)\b",
    re.I,
)
_WHEN = re.compile(r"^\W*(?:in (?:which|what) year|when|what (?:is|was) the (?:[\w-]+ ){0,3}date)\b", re.I)
_IS = re.compile(r"^\W*(?:what|which) (?:is|was|were|are)\b", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ASKING = "reason reasons represent represents mean means refer refers describe define defined definition explain company group table recorded information shown purpose"
_COPULA = frozenset({"is", "are", "was", "were"})
_PREPOSITIONS = frozenset({"to", "in", "for", "as", "on", "with", "of", "by", "from"})
_LEADING = frozenset({"by", "the", "a", "an", "our", "no", "not", "to", "if", "on", "at", "in"})


_Figure = tuple[int, int, Quantity]


@frozen
class Added:
    """A stretch of a sentence that answers.

    Arguments:
        start, end: offsets into the sentence's text.
        share: of what is asked, how much the sentence says.
        quantity: the figure that the stretch is; None for words.
    """

    sentence: Sentence
    start: int
    end: int
    share: float
    quantity: Quantity | None = None


def added(question: str, sentences: Sequence[Sentence], least: float = LEAST) -> tuple[Added, ...]:
    """Return the stretches of the sentence that says most of what is asked; none where none says enough."""
    if not _ASKS.match(question):
        return ()
    weights = _weights(question)
    best: tuple[float, float, int] | None = None
    for at, sentence in enumerate(sentences):
        share = _share(weights, sentence)
        if share < least or not _is_sentence(sentence):
            continue
        rank = _rank(question, share, sentence, _gives_cause(sentences, at))
        if best is None or rank > best[0]:
            best = rank, share, at
    if best is None:
        return ()
    _, share, at = best
    if _WHY.search(question) and not _CAUSE.search(sentences[at].text) and _gives_cause(sentences, at):
        at += 1
    listed = _respectively(question, sentences[at].text)
    if listed:
        return tuple(Added(sentences[at], start, end, share, quantity) for start, end, quantity in listed)
    stretch = _stretch(question, sentences[at], weights, share)
    return (stretch,) if stretch else ()


def _gives_cause(sentences: Sequence[Sentence], at: int) -> bool:
    """Whether a sentence says why, or the next one, which goes on about it, does."""
    following = sentences[at + 1 : at + 2]
    goes_on = following and following[0].adjoins and pattern("goes_on").match(following[0].text)
    return bool(_CAUSE.search(sentences[at].text) or (goes_on and _CAUSE.search(following[0].text)))


def _share(weights: dict[str, float], sentence: Sentence) -> float:
    total = sum(weights.values())
    return sum(weight for word, weight in weights.items() if _says(sentence, word)) / total if total else 0.0


def _says(sentence: Sentence, word: str) -> bool:
    return word in sentence.stems or not synonyms().get(word, frozenset()).isdisjoint(sentence.stems)


def _is_sentence(sentence: Sentence) -> bool:
    text = sentence.text.rstrip()
    return not text.endswith(":") and (text[-1:] in '.;”"!)' or len(text.split()) > _FEW)


def _rank(question: str, share: float, sentence: Sentence, gives_cause: bool) -> float:
    years, said = _YEAR.findall(question), _YEAR.findall(sentence.text)
    rank = share - _LONG * len(sentence.text.split())
    if len(years) == 1 and said and said[0] != years[0] and "respectively" not in sentence.text:
        rank -= _OTHER_YEAR
    return rank - (_NO_CAUSE if _WHY.search(question) and not gives_cause else 0.0)


def _weights(question: str) -> dict[str, float]:
    found = {word.stem for word in words(question)} - ignored() - _asking()
    lesser = generic() | _moving()
    return {each: _NUMBER if each.isdigit() else _GENERIC if each in lesser else 1.0 for each in found}


@cache
def _moving() -> frozenset[str]:
    """Words of change, of which a sentence may have another ("rise", "rose", "higher")."""
    return frozenset(
        stem(word) for entries in phrases()["direction"].values() for entry in entries for word in entry.split()
    )


@cache
def _asking() -> frozenset[str]:
    return frozenset(stem(word) for word in _ASKING.split())


def _stretch(question: str, sentence: Sentence, weights: dict[str, float], share: float) -> Added | None:
    text, tokens = sentence.text, words(sentence.text)
    if _LASTS.search(question):
        found = _DURATION.search(text)
        return Added(sentence, *found.span(), share) if found else None
    newest = _newest(tokens, frozenset(weights))
    if newest is None:
        return None
    after = _after_preposition(question, text)
    if after:
        return Added(sentence, after, len(text.rstrip(" .;")), share)
    cause = _CAUSE.search(text) if _WHY.search(question) else None
    if cause:
        return Added(sentence, cause.start(), len(text.rstrip(" .")), share)
    figure = _figure(question, text, tokens, weights, newest)
    if figure or _MANY.search(question):
        return Added(sentence, figure[0], figure[1], share, figure[2]) if figure else None
    if _WHEN.match(question):
        dates = find_periods(text)
        return Added(sentence, dates[0].start, dates[0].end, share) if dates else None
    return Added(sentence, _leading(text, tokens, newest[0]), _ending(text, tokens, newest[1], weights), share)


def _newest(tokens: Sequence[Word], asked: frozenset[str]) -> tuple[int, int] | None:
    """The run of words that says most that the question does not: new words gain, the question's cost once."""
    best: tuple[float, int, int] | None = None
    run, begun = 0.0, 0
    seen: set[str] = set()
    for at, word in enumerate(tokens):
        if word.stem in asked and word.stem not in seen:
            gain = _KNOWN
            seen.add(word.stem)
        else:
            gain = _JOINING if word.stem in ignored() or word.stem in asked else 1.0
        if run <= 0:
            run, begun = 0.0, at
        run += gain
        if best is None or run > best[0]:
            best = run, begun, at
    return (best[1], best[2]) if best and best[0] > 0 else None


def _after_preposition(question: str, text: str) -> int | None:
    """Where what a verb and its preposition at the question's end point to begins ("What do they relate to?")."""
    asked = words(question)
    if len(asked) < _FEW - 2 or asked[-1].text.lower() not in _PREPOSITIONS:
        return None
    tokens = words(text)
    for word, following in pairwise(tokens):
        if (
            word.stem == asked[-2].stem
            and following.text.lower() == asked[-1].text.lower()
            and following is not tokens[-1]
        ):
            return following.end + 1
    return None


def _leading(text: str, tokens: Sequence[Word], first: int) -> int:
    """Where the stretch begins: after "is", with the joining words that belong to it ("by comparison", "the effects")."""
    for back in range(1, min(4, first + 1)):
        if tokens[first - back].text.lower() in _COPULA:
            return tokens[first - back + 1].start
        if tokens[first - back].stem not in ignored():
            break
    while (
        first > 0
        and tokens[first - 1].text.lower() in _LEADING
        and text[tokens[first - 1].end : tokens[first].start] == " "
    ):
        first -= 1
    return tokens[first].start


def _ending(text: str, tokens: Sequence[Word], last: int, weights: dict[str, float]) -> int:
    """Where the stretch ends: with the sentence, unless much of what is asked stands after it."""
    before = {word.stem for word in tokens[: last + 1]}
    after = {word.stem for word in tokens[last + 1 :]} - before
    rest = sum(weights.get(word, 0.0) for word in after)
    return len(text.rstrip(" .;,")) if rest <= _REST * sum(weights.values()) else tokens[last].end


def _figure(
    question: str, text: str, tokens: Sequence[Word], weights: dict[str, float], newest: tuple[int, int]
) -> _Figure | None:
    """The figure that is asked for: at the head of what is new, or wherever a number of things is asked for."""
    found = _quantities(question, text)
    if not found:
        return None
    start = tokens[newest[0]].start
    if _MANY.search(question):
        told = _half(tokens, weights)
        return next((each for each in found if each[0] >= told), found[-1])
    inside = [each for each in found if start <= each[0] < tokens[newest[1]].end]
    head = [each for each in found if start - 25 <= each[0] <= start + 2]
    if not head and len(inside) == 1 and newest[1] - newest[0] < _SHORT:
        head = inside
    return head[0] if head and _IS.match(question) else None


def _half(tokens: Sequence[Word], weights: dict[str, float]) -> int:
    """Where half of what the sentence says of what is asked has been said."""
    said = {word.stem for word in tokens} & weights.keys()
    half = sum(weights[word] for word in said) / 2
    seen: set[str] = set()
    for word in tokens:
        if word.stem in said and word.stem not in seen:
            seen.add(word.stem)
            half -= weights[word.stem]
        if half <= 0:
            return word.end
    return 0


def _fits(question: str, quantity: Quantity) -> bool:
    if _SHARE.search(question):
        return quantity.unit == "percent"
    return not (_COUNT.search(question) and is_currency(quantity.unit))


def _quantities(question: str, text: str) -> list[_Figure]:
    found = [(e.start, e.end, e.value) for e in find_quantities(text) if isinstance(e.value, Quantity)]
    return [each for each in found if _fits(question, each[2])]


def _respectively(question: str, text: str) -> list[_Figure]:
    """The figures of the years asked for, where as many figures as years are listed "respectively"."""
    at, asked = text.lower().find("respectively"), _YEAR.findall(question)
    years = list(_YEAR.finditer(text, 0, at)) if at >= 0 else []
    listed = [match[0] for match in years]
    if not asked or not set(asked) <= set(listed):
        return []
    found = _quantities(question, text)
    before = [each for each in found if each[1] <= years[0].start()][-len(listed) :]
    after = [each for each in found if years[-1].end() <= each[0] and each[1] <= at][: len(listed)]
    chosen = before if len(before) == len(listed) else after
    return [chosen[listed.index(year)] for year in asked] if len(chosen) == len(listed) else []
