"""Tells who reports a figure: the filer, or a part of the company whose name ends before the verb."""

import re

from qa.facts.prose.claims import Subject
from qa.facts.prose.subjects.words import NAME_LINKS
from qa.facts.prose.symbols import PERIOD
from qa.language.phrases import either, phrases

_WORDS = phrases("prose")["filer"]
ORGANS = frozenset(_WORDS["organs"])
TALKED = frozenset(["segment", "division"])  # which is the one that is talked of where none is named
ARTICLES = frozenset(["the", "our", "its", "we", "company"])
REPORTS = re.compile(rf"\b(?:{either(_WORDS['verbs'])})\b", re.IGNORECASE)
_PARTS = re.compile(rf"\b(?:{either(_WORDS['parts'])})\b", re.IGNORECASE)
_EFFECTS = re.compile(rf"\b(?:{either(_WORDS['effects'])})\b", re.IGNORECASE)
# "Dyeing Services, comprised largely of two vats, " before "reported": a name at a clause's begin, and what explains it.
_REPORTER = re.compile(
    rf"(?:^\W*|[;:]\s+|{PERIOD}\s*,\s+)(?P<name>[A-Z][\w&’'/-]*(?:\s+(?:[A-Z&][\w&’'/-]*|and|of|segment|division|business|group|company))*(?:\s+(?:sites|stores|restaurants|hotels|properties|shops|products|services|brands))?)"
    r"(?:,\s[^,;]{3,90},)?\s+$"
)
# "Juniper, a subsidiary of Fir, Inc., announced": whose it is
_OWNED = re.compile(
    r",\s+(?:an?|the)\s(?:[^,;]{0,40}\s)?(?:subsidiary|affiliate|unit|member|division)\sof\s[^;:“”]{2,90}?,(?=\s)(?!\s+(?:inc|ltd|llc|corp|co|plc|l\.p|n\.v|s\.a)\b)",
    re.IGNORECASE,
)
# "Despite the strike, operations generated": those of the whole company
_OPERATIONS = re.compile(r"(?:^\W*|,\s+)operations\s+$", re.IGNORECASE)
_SURPASSED = re.compile(r"\b(?:higher|lower) than (?:the )?$", re.IGNORECASE)  # "4% higher than the sales of"
_COMPARED_TO = re.compile(r"\W*(?:this|that|these) compare[sd]? (?:to|with) ", re.IGNORECASE)
_TALKED_OF = re.compile(
    r"(?:^\W*|[,;]\s+)(?:the|this|that)\s+(?:segment|division|business(?: unit)?|unit)\s+(?:also\s+)?$", re.IGNORECASE
)


def is_talked_of(head: str) -> bool:
    """Return whether the words up to a verb of reporting make the part that is talked of report: "The segment had"."""
    return _TALKED_OF.search(head) is not None


def reporter(head: str, names: frozenset[str]) -> str | None:
    """Return the part of the company whose name ends before a verb of reporting, empty for the filer; None for no name.

    Arguments:
        head: the sentence up to the verb.
        names: the words of the filer's name, lower case.
    """
    if _OPERATIONS.search(head):
        return ""
    said = _REPORTER.search(without_owner(head))
    if said is None:
        return None
    words = [word for word in said["name"].split() if not {bare(word), word.lower()} & (names | ARTICLES)]
    while words and (words[-1].lower() in ORGANS or words[-1] in ("group", "business")):
        del words[-1]
    if all(word in NAME_LINKS for word in words):
        return ""  # "Bank of Juniper": the filer, whose name's small words are left
    half = len(words) // 2
    return " ".join(words[half:] if words[:half] == words[half:] else words)  # a heading may have run into its sentence


def speaks_for_filer(head: str, names: frozenset[str], subject: Subject) -> bool:
    """Whether what stands before "net income of" lets the whole company report it: not a part of it, nor an effect on it."""
    if subject.is_part or subject.of_talked:
        return not _EFFECTS.search(head)
    head = _SURPASSED.sub("", without_owner(head))
    if _PARTS.search(head) or _EFFECTS.search(head):
        return False
    verbs = list(REPORTS.finditer(head))
    if not verbs or _COMPARED_TO.match(head):
        return True
    before = head[: verbs[-1].start()]
    words = re.findall(r"[\w&]+", before.lower())
    return bool(_OPERATIONS.search(before)) or any(word in ("we", "company") or word in names for word in words)


def without_owner(words: str) -> str:
    """Return words without whose the one they name is: what reports is no part of the company for that."""
    return _OWNED.sub("", words)


def bare(word: str) -> str:
    """Return a word in lower case, without what makes it a possessive."""
    return re.sub(r"[’']s?$", "", word.lower())
