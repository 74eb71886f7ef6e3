"""Days and hours in a sentence, the year of a day that is said without one told from when the release speaks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from qa.language.dates import DATE, Day, read_date, spaced

_DAY = re.compile(rf"(?<![\w])(?:{spaced(DATE)}|today)(?!\w)", re.IGNORECASE)
_ZONE = (
    r"(?:(?:U\.?S\.? )?(?:Eastern|Central|Mountain|Pacific)(?: (?:Standard|Daylight|Prevailing))?(?: Time)?"
    r"|[ECMP][SD]?T|GMT|UTC|BST|CES?T|(?:New York|London|Paris|local)(?: time)?)"
)
HOUR = re.compile(
    rf"\b(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)? ?(?:[ap]\.? ?m\b\.?|noon\b)(?:,? ?\(?{_ZONE}\b\)?)?", re.IGNORECASE
)
_FAR = 200  # days from the release within which a day without a year lies


@dataclass(frozen=True, slots=True)
class Moment:
    """A day said between two offsets."""

    start: int
    end: int
    day: date


def days(text: str, spoken: date | None, today: date | None = None) -> Iterator[Moment]:
    """Yield the days that a text says.

    Arguments:
        spoken: about when it speaks, which gives a day without a year its year.
        today: the day on which it speaks, which "today" means.
    """
    for match in _DAY.finditer(text):
        if match[0].lower() == "today":
            day = today
        else:
            said = read_date(match[0].lower())
            day = said and (said.date or _nearest(said, spoken))
        if day:
            yield Moment(match.start(), match.end(), day)


def _nearest(said: Day, spoken: date | None) -> date | None:
    """Return the day of the year that brings it nearest to the day spoken."""
    if spoken is None or said.year or not said.month or not said.day:
        return None
    found = []
    for year in (spoken.year - 1, spoken.year, spoken.year + 1):
        try:
            found.append(date(year, said.month, said.day))
        except ValueError:
            continue
    nearest = min(found, key=lambda day: abs(day - spoken), default=None)
    return nearest if nearest and abs(nearest - spoken).days <= _FAR else None
