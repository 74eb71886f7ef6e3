"""Typing errors mended word by word: only a word that nobody knows, only to one that is barely another."""

import calendar
import re
from collections.abc import Collection, Container
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from qa.language.period_grammar import ORDINALS, SHIFTS
from qa.language.stems import Word, ignored, stem, words
from qa.language.vocabulary import vocabulary
from qa.questions.computing.formulas import formulas
from qa.questions.parsing.abbreviations import words_abbreviated
from qa.questions.parsing.clipped import unclipped
from qa.questions.parsing.occasions import words_of_occasions
from qa.questions.parsing.told import words_of_telling
from qa.questions.parsing.whys import words_of_why
from qa.questions.parsing.words import framing, periods_said, phrases, short_forms
from qa.questions.understanding.examples import taught
from qa.resources import toml

_SHORTEST = 3
_LONGEST_SHORT = 4
_SHORTEST_MONTH = 6
_SHORTEST_NAME = 7  # letters: among shorter ones too many are names themselves
_MONTHS = calendar.month_name[1:]
_LETTERS = re.compile(r"[A-Za-z]+")
# How British spelling differs from that of most releases: "amortisation", "colour", "centre", "defence".
_BRITISH = re.compile(r"(?<=[a-z]{2})(?:is(?=(?:e[ds]?|ing|ations?)$)|our(?=(?:s|ed|ing)?$)|tre(?=s?$)|ence(?=s?$))")
_AMERICAN = {"is": "iz", "our": "or", "tre": "ter", "ence": "ense"}
_DATED = re.compile(r" (?:\d{1,2}\b|(?:19|20)\d\d\b|quarter\b|qtr\b)")


@cache
def common_words() -> frozenset[str]:
    """Return the words of asking and of the vocabulary, in lower case."""
    asking = phrases()
    lists = [
        asking["ignored"],
        asking["computing"],
        asking["generic"],
        asking["guarded"],
        asking["soft"],
        asking["fillers"],
        asking["synonyms"],
    ]
    lists += [entries for table in ("intent", "direction", "superlative") for entries in asking[table].values()]
    texts = [text for entries in lists for text in entries]
    texts += [*ORDINALS, *SHIFTS, "quarter quarters week weeks month months fiscal calendar cal half annual"]
    texts += [alias for formula in formulas().values() for alias in formula.asked]
    for metric in vocabulary().metrics.values():
        texts += [metric.label, *metric.lines, *metric.aliases, *metric.opposites, *metric.asked]
    return frozenset(word.text.lower() for text in texts for word in words(text))


@cache
def _no_errors() -> frozenset[str]:
    """The words that are spelled right, though some of them are too seldom what an error stands for."""
    return (
        common_words()
        | framing()
        | words_of_why()
        | words_of_telling()
        | words_of_occasions()
        | words_abbreviated()
        | taught()
        | short_forms().keys()
        | frozenset(word for line in toml("parts")["alike"] for word in line.split())
        | _english()
    )


def _english() -> frozenset[str]:
    """The words of English, who asks for movies asks for nothing that moved; the short ones are mended by swaps alone."""
    return frozenset(word for word in SpellChecker(language="en") if len(word) > _LONGEST_SHORT)


def is_strange(word: str) -> bool:
    """Return whether a word in lower case is neither of asking, nor of the vocabulary, nor of English."""
    return word not in _no_errors()


def strange(question: str) -> list[Word]:
    """Return a question's words of letters that are neither of asking, nor of the vocabulary, nor of a period."""
    known = _no_errors()
    said = [word for word in words(question) if word.text.lower() not in known]
    found = [word for word in said if word.text.isascii() and word.text.isalpha()]
    dated = [(entity.start, entity.end) for entity in periods_said(question)] if found else ()
    return [word for word in found if not any(start <= word.start < end for start, end in dated)]


def mend(
    question: str, known: Container[str], candidates: Collection[str], initials: Container[str] = frozenset()
) -> str:
    """Return the question with its typing errors mended.

    Arguments:
        known: further words that are no errors, as written: all that the filing in view holds.
        candidates: further words that an error may stand for: those of the filing's row labels.
        initials: those of the names of the company's parts, in lower case.
    """
    pieces, last = [], 0
    for word in strange(question):
        plain, named = word.text.lower(), None
        month = _month(word, question)
        if month:
            pieces += [question[last : word.start], month]
            last = word.end
            continue
        if (
            plain in initials
            or _is_plural(plain)
            or _is_known(word.text, known)
            or not _numbers(plain).isdisjoint(candidates)
        ):
            continue
        if _is_name(word, question) and not (named := _name_meant(plain, known, candidates)):
            continue
        better = named or (
            unclipped(plain, candidates, common_words())
            or _nearest(plain, common_words())
            or _nearest(plain, candidates)
            or _asking(plain)
        )
        if better and not (_is_capital_first(word, question) and stem(better) in ignored() and not _opens(better)):
            pieces += [question[last : word.start], better]
            last = word.end
    return "".join([*pieces, question[last:]])


def american(question: str, known: Container[str], candidates: Collection[str]) -> str:
    """Return the question with the words in American spelling that the filing has in no other.

    Arguments:
        known: all words of the filing in view, as written.
        candidates: those of its row labels, in lower case.
    """
    pieces, last = [], 0
    for word in words(question):
        plain = word.text.lower()
        spelled = _BRITISH.sub(lambda said: _AMERICAN[said[0]], plain)
        asked = spelled in common_words() and plain not in common_words()
        if spelled != plain and (asked or spelled in candidates) and not _is_known(word.text, known):
            pieces += [question[last : word.start], spelled]
            last = word.end
    return "".join([*pieces, question[last:]])


def _month(word: Word, question: str) -> str | None:
    """The month that a word before a day, a year or a quarter is a slip away from, capital or not: "Decmber 28"."""
    if len(word.text) < _SHORTEST_MONTH or not _DATED.match(question, word.end):
        return None
    near = process.extractOne(word.text.lower(), _MONTHS, scorer=OSA.distance, score_cutoff=1, processor=str.lower)
    return near[0] if near else None


def _is_plural(word: str) -> bool:
    """Whether a word is a known one with an s: "hikes", but not "inventorys"."""
    single = re.sub(r"(.)\1", r"\1", word)
    if single != word and single in common_words():
        return False  # "bassis" is "basis" rather than several of what few know
    return len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "ys")) and word[:-1] in _no_errors()


def _asking(word: str) -> str | None:
    """The word for why, when or who that another is with its letters swapped; their many forms are near to too many names."""
    near = (_nearest(word, words_asked) for words_asked in (words_of_why(), words_of_telling(), words_of_occasions()))
    return next((better for better in near if better and _is_swap(word, better)), None)


def _numbers(word: str) -> set[str]:
    """A word in the singular and the plural; a short one only as it is ("los" may be an error for "loss")."""
    if len(word) < _SHORTEST + 1:
        return {word}
    plural = (
        set[str]() if re.search(r"[^s]s$", word) else {f"{word}s", f"{word}es"}
    )  # "expens" is no "expenses" cut short
    return {word, *plural, word.removesuffix("s"), word.removesuffix("es")}


def _is_name(word: Word, question: str) -> bool:
    """Whether a word is capitalised amid others that are not, as a name is: "the Paris office"."""
    before = _LETTERS.findall(question[: word.start])
    return bool(before) and word.text[0].isupper() and not word.text.isupper() and before[-1].islower()


def _name_meant(word: str, known: Container[str], candidates: Collection[str]) -> str | None:
    """The word of a row's label, written as a name in the filing, that a long name is a slip away from: "Corprate"."""
    if len(word) < _SHORTEST_NAME:
        return None
    near = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=1, limit=None)
    names = {found.capitalize() for found, _, _ in near if found[0] == word[0]}
    return names.pop() if len(names) == 1 and all(name in known for name in names) else None


def _is_capital_first(word: Word, question: str) -> bool:
    """Whether a capitalised word is a question's first, where any word has a capital: "Basel net sales"."""
    return word.text.istitle() and not _LETTERS.search(question[: word.start])


def _opens(word: str) -> bool:
    """Whether a question may begin with a word that asks: an error for any other may be a name."""
    return word in phrases()["openers"] or word in phrases()["intent"]["yes_no"]


def _is_known(word: str, known: Container[str]) -> bool:
    """Whether the filing has the word; a short one that it has only as a name ("Los Angeles") may be an error."""
    plain = word.lower().removesuffix("'s")
    return (
        word in known or plain in known or (len(plain) > 4 and (plain.capitalize() in known or plain.upper() in known))
    )


def _nearest(word: str, candidates: Collection[str]) -> str | None:
    """The one candidate that a slip of the fingers away from the word; None where none is, or several are."""
    if len(word) < _SHORTEST:
        return None
    reach = 1 if len(word) < 8 else 2
    near = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=reach, limit=None)
    fit = sorted((distance, not _is_swap(word, found), found) for found, distance, _ in near if _may_mean(word, found))
    if not fit:
        return None
    # A slip that could have been two words is mended to neither.
    rivals = {stem(found) for distance, other, found in fit if (distance, other) == fit[0][:2]}
    return fit[0][2] if len(rivals) == 1 or rivals <= ignored() else None


def _may_mean(word: str, candidate: str) -> bool:
    return candidate[0] == word[0] and _is_slip(word, candidate)


def _is_swap(word: str, candidate: str) -> bool:
    """Whether the two differ only by swapped or doubled letters, the commonest slips."""
    swapped = len(word) == len(candidate) and sorted(word) == sorted(candidate)
    return swapped or re.sub(r"(.)\1", r"\1", candidate) == re.sub(r"(.)\1", r"\1", word)


def _is_slip(word: str, candidate: str) -> bool:
    """Whether a short word differs only by a doubled or swapped letter: among short words any other is a word too."""
    if len(word) > _LONGEST_SHORT:
        return True
    if stem(candidate) in ignored() and len(candidate) > len(word):
        return not candidate.startswith(word)  # "wat" for "what"; "fin" and "int" are cut short rather than mistyped
    return _is_swap(word, candidate)
