"""Lines that head what follows: headings, and captions that the filing marks as none, "Six Months Ended June 30, 2031 Highlights"."""

import re
from collections import Counter
from functools import lru_cache

from qa.facts.fact import Period
from qa.facts.fiscal.calendar import FiscalCalendar
from qa.facts.prose.subjects.words import GENERAL, NAME_LINKS
from qa.filing import Filing
from qa.language.periods import find_periods
from qa.language.values import PeriodExpression

IDLE = GENERAL | NAME_LINKS
WORD = re.compile(r"[\w&-]+")
_MOST = 80  # characters
_STOPS = re.compile(r"[.;!?,:]\W*$")
_BULLET = re.compile(r"\W*(?:\b[o*]\s|[•●▪◦■·*–-])")
_FIGURE = re.compile(r"[$€£%]|\d\.\d")
_AHEAD = re.compile(r"\b(?:outlook|guidance|forecast|expectations|targets)\b", re.IGNORECASE)
# A heading that also tells of what was: "Results and Outlook", "Sales of $5 million exceed guidance; outlook lowered".
_MIXED = re.compile(
    r"\b(?:and|reports?|announces?|results|provides?|updates?|exceed(?:s|ed|ing)?|beats?|tops?|topped|met|meets)\b|;",
    re.IGNORECASE,
)
_SENTENCE_STOPS = re.compile(r"[.;!?]\W*$")
_AGAIN = 3  # times that a heading stands in a filing from which on it heads parts of the company


def is_caption(text: str) -> bool:
    """Return whether a paragraph is one short line with capitals, no item of a list and no sentence."""
    words = WORD.findall(text)
    if not words or len(text) > _MOST or "\n" in text.strip() or _STOPS.search(text) or _BULLET.match(text):
        return False
    return not _FIGURE.search(text) and all(
        word[0].isupper() or word[0].isdigit() or word.lower() in IDLE for word in words
    )


def is_general(words: str) -> bool:
    """Return whether words name nothing but periods and what any release has: "Fiscal 2031 Results"."""
    for entity in reversed(find_periods(words)):
        words = f"{words[: entity.start]} {words[entity.end :]}"
    return all(word.lower() in IDLE for word in WORD.findall(words))


def dates(caption: str) -> bool:
    """Return whether a caption says a period and names nothing else."""
    return bool(find_periods(caption)) and is_general(caption)


def is_of_outlook(heading: str) -> bool:
    """Return whether a heading is that of what is expected, and of nothing that was."""
    return bool(_AHEAD.search(heading)) and not _MIXED.search(heading)


def heads_outlook(words: str) -> bool:
    """Return whether a line heads what is expected, though nothing marks it as a heading: "Full Year 2031 Guidance"."""
    if len(words) > _MOST or not is_of_outlook(words) or _SENTENCE_STOPS.search(words):
        return False
    return is_general(words)


def repeated_headings(filing: Filing) -> frozenset[str]:
    """Return the headings that say nothing by themselves and stand below those of several parts: "Discussion of Results"."""
    headings = [filing.text[block.start : block.end] for block in filing.blocks if block.kind == "heading"]
    return frozenset(one for one, times in Counter(headings).items() if times >= _AGAIN and is_general(one))


def period_headed(heading: str, calendar: FiscalCalendar) -> Period | None:
    """Return the one period that what stands below a heading is of; not one long over that its words are about otherwise.

    "Company Restates 2030 Depreciation" heads the results of 2031.
    """
    said = [calendar.resolve(value) for value in _expressions(heading) if value.unit]
    period = said[0] if len(said) == 1 else None
    is_over = period and calendar.reported and period.end < calendar.reported.end
    return None if is_over and not is_general(heading) else period


@lru_cache(maxsize=16)  # each paragraph asks it of the heading above
def _expressions(heading: str) -> tuple[PeriodExpression, ...]:
    """The periods that a heading says."""
    return tuple(entity.value for entity in find_periods(heading) if isinstance(entity.value, PeriodExpression))
