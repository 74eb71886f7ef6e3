"""Words as they are compared when asked for: lower case, apostrophes out, stemmed."""

import re
import string
import threading
from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from itertools import pairwise

import Stemmer  # type: ignore[import-not-found]

from qa.frozen import frozen
from qa.resources import toml

STEMMING = f"{Stemmer.version()}.3"  # of the rules: another may stem a word otherwise


class _Stemmers(threading.local):
    """A stemmer for each thread, as threads may not share one."""

    def __init__(self) -> None:
        self.english = Stemmer.Stemmer("english")


_STEMMERS = _Stemmers()
_LETTER = "A-Za-zİıſ\u212a"  # as [a-z] in any case is, which takes half as long again to look for
# Letters with inner &, ., ' or digits stay one word: R&D, U.S., company's, 2Q07, C-60.
WORD = re.compile(rf"[{_LETTER}](?:\.[{_LETTER}])+\.?|[{_LETTER}0-9]+(?:[&'’][{_LETTER}0-9]+)*")
_LETTERS = frozenset(f"{string.ascii_letters}{string.digits}İıſ\u212a")
_JOINED = re.compile(rf"[{_LETTER}0-9&'’.]+")
_SPELLED = {
    "programme": "program",
    "programmes": "programs",
    "labour": "labor",
    "centre": "center",
    "centres": "centers",
    "security": "securities",
}
_OWN_STEM = frozenset({"underlying", "marketable", "securities"})  # no forms of "under", "market" and "secure"
_SHORT = 300  # characters
_SHORTEST_CUT = 4  # letters to which a word may be cut short
_LETTERED = frozenset(["class", "seri"])  # stems before which a letter is a name
COUNTRY = "us"  # the stem of the one country that is spelled in two ways
_APART = re.compile(r"\b(?:class|series|united states|u\.s\.|company[- ](?:owned|operated))", re.I)
_BY_ITSELF = "companyowned"
_OWNED = re.compile(r"\bcompany[- ](?:owned|operated)\b", re.I)
_UNITED_STATES = re.compile(r"\bUnited States(?: of America)?\b|\bU\.S\.(?:A\.)?", re.I)


@frozen
class Word:
    """One word of a text: `text[start:end]`, and the stem by which it is compared."""

    text: str
    start: int
    end: int
    stem: str


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return what a word's inflected forms share ("receivables" and "receivable" are "receiv")."""
    plain = word.lower().replace("’", "'").replace(".", "").removesuffix("'s").replace("'", "")
    plain = _SPELLED.get(plain, plain)
    return str(_STEMMERS.english.stemWord(plain)) if plain.isalpha() and plain not in _OWN_STEM else plain


def words(text: str) -> tuple[Word, ...]:
    """Return a text's words in order; short texts, as questions and labels are, are remembered."""
    return _remembered(text) if len(text) <= _SHORT else _words(text)


@lru_cache(maxsize=4096)
def _remembered(text: str) -> tuple[Word, ...]:
    return _words(text)


def _words(text: str) -> tuple[Word, ...]:
    return tuple([Word(said := m[0], *m.span(), stem(said)) for m in WORD.finditer(text)])


def stems_in(text: str) -> list[str]:
    """Return the stems of a text's words, in their order."""
    return list(map(stem, WORD.findall(text)))


def is_among(stem: str, said: Collection[str]) -> bool:
    """Return whether a stem is one of some, or one of them cut short: "comp" of "compens", but no three letters of it."""
    return stem in said or (len(stem) >= _SHORTEST_CUT and any(one.startswith(stem) for one in said))


def stems(text: str) -> frozenset[str]:
    """Return the stems of a text's words that carry meaning."""
    return meaning(stems_in(one_spelling(text)))


def meaning(said: Sequence[str]) -> frozenset[str]:
    """Return those of a text's stems, given in its order, that carry meaning: "a" does in "Class A"."""
    kept = frozenset(said) - ignored()
    if _LETTERED.isdisjoint(said):
        return kept
    return kept.union(after for before, after in pairwise(said) if before in _LETTERED)


@lru_cache(maxsize=20_000)
def label_stems(label: str) -> frozenset[str]:
    """Return the same of a label, a heading or another text that is met again and again."""
    return stems(label)


@cache
def ignored() -> frozenset[str]:
    """Return the stems that carry no meaning in a question or a label."""
    return frozenset(stem(entry) for line in toml("questions")["ignored"] for entry in line.split())


class SaidIn:
    """The words of a text as they are written, looked for when they are asked for: a list of them all takes as long as a question."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __contains__(self, word: object) -> bool:
        """Whether the text has a word."""
        if not isinstance(word, str):
            return False
        text = self._text
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            if text[at - 1 : at] not in _LETTERS and text[end : end + 1] not in _LETTERS and word in self._joined(at):
                return True
            at = text.find(word, at + 1)
        return False

    def _joined(self, at: int) -> list[str]:
        """The words of the run of letters, figures and what joins them that holds a place."""
        while at and _JOINED.match(self._text, at - 1):
            at -= 1
        run = _JOINED.match(self._text, at)
        return WORD.findall(run[0]) if run else []


def is_spelled_apart(text: str) -> bool:
    """Whether the stems that carry meaning are others than those of the text's words by themselves."""
    return _APART.search(text) is not None


def one_spelling(text: str) -> str:
    """Return the text with what releases write in several ways in one: a country, and places run by the company itself.

    By themselves "company" and "owned" carry no meaning; "company-owned stores" are not all stores.
    """
    lowered = text.lower()  # most texts have neither, which is sooner seen
    if "united states" in lowered or "u.s." in lowered:
        text = _UNITED_STATES.sub("US", text)
    return _OWNED.sub(_BY_ITSELF, text) if "company" in lowered else text


def as_written(text: str) -> str:
    """Return a text of one spelling with its words as people write them."""
    return text.replace(_BY_ITSELF, "company-owned")
