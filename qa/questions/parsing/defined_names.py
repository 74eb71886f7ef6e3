"""Names that a filing defines for itself behind others: "Tarn Valley Credit Corporation (TVCC)", "Indigo One (“iOne”)"."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from qa.questions.parsing.company_names import without_form
from qa.questions.parsing.mend import common_words

_SHORT = r"\w[\w&-]{1,11}"
# With the bracket first, which few places of a text have.
_DEFINED = re.compile(rf"\((?<=\s\()(?:(?:the|or)\s)?(?:[\"“](?P<quoted>{_SHORT})[.,]?[\"”]|(?P<bare>{_SHORT}))\)")
_LONGEST = 120  # characters of a name before the one that it is called for short
_WORD = re.compile(r"[\w&'’.-]+")
_MORE_WORDS = 5  # of a name than its short one has letters
Pair = tuple[str, str]  # a name, and what it is called for short


def defined_names(text: str) -> tuple[Pair, ...]:
    """Return the names that a text shortens to letters of theirs in brackets, each with what it is called for short."""
    found: dict[str, str] = {}
    for place in _DEFINED.finditer(text):
        short = place["quoted"] or place["bare"]
        end = place.start() - 1
        name = _shortened(text[max(0, end - _LONGEST) : end], short) if _is_short(short) else ""
        if name:
            found.setdefault(short, name)
    return tuple((name, short) for short, name in found.items())


def _is_short(name: str) -> bool:
    """Whether a word is written as what stands for a longer name is: "TVCC", "iOne", no "Company"."""
    return name[1:] != name[1:].lower()


def _shortened(before: str, short: str) -> str:
    """The words before a short name that it is made of; empty where they do not have its letters.

    Close to Schwartz and Hearst ("A simple algorithm for identifying abbreviation definitions", 2003): each letter
    from the last to the first stands in the words in that order, the first and each capital at the beginning of one.
    """
    words = list(_WORD.finditer(before))[-len(short) - _MORE_WORDS :]
    if not words:
        return ""
    at = len(before)
    for left, letter in reversed(list(enumerate(short))):
        if letter.isalnum():
            begins = r"(?<!\w)" if left == 0 or letter.isupper() else ""
            places = re.finditer(begins + letter, before[words[0].start() : at], re.I)
            at = max((words[0].start() + place.start() for place in places), default=-1)
            if at < 0:
                return ""
    name = " ".join(before[at:].split())
    return name if " " in name and short not in name else ""


def known_names(names: Container[str], defined: Sequence[Pair]) -> dict[str, str]:
    """Return, for what is among some names by one of the two only, in full or for short, the other by the one that is."""
    both = [*_pairs(defined), *((short, name) for name, short in _pairs(defined))]
    return {one: other for one, other in both if other in names and one not in names}


def by_other_names(question: str, defined: Sequence[Pair]) -> Iterator[str]:
    """Yield a question with what it calls for short called in full, and the other way about."""
    for called in ({short: name for name, short in defined}, dict(_pairs(defined))):
        other = renamed(question, called)
        if other != question:
            yield other


def _pairs(defined: Sequence[Pair]) -> Iterator[Pair]:
    """The names, those of companies without their legal form too."""
    for name, short in defined:
        yield from ((name, short), (without_form(name), short))


def renamed(question: str, called: Mapping[str, str]) -> str:
    """Return a question with names called otherwise."""
    for name, other in called.items():
        case = re.NOFLAG if name.lower() in common_words() else re.IGNORECASE  # "OR" is no "or"
        question = re.sub(rf"(?<![\w&]){re.escape(name)}(?![\w&])", other.replace("\\", ""), question, flags=case)
    return question
