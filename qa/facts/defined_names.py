"""Names that a filing defines for itself behind others: "Tarn Valley Credit Corporation (TVCC)", "Indigo One (“iOne”)"."""

import re

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
