"""Reads how much oil, gas or power a figure counts: "12.4 MBoe/d", "barrels of oil equivalent per day", "MBOED" behind a label."""

import re
from dataclasses import replace

from qa.frozen import frozen
from qa.language.phrases import phrases

_WORDS = phrases("quantities")
_STEMS: dict[str, str] = _WORDS["stems"]
_MULTIPLES: dict[str, int] = _WORDS["multiples"]

_TIMES = "(?P<times>(?i:MM|M|B|T))?"
# A label has letters for itself that in a sentence are a word's or a scale's: "B", "Btu", "MB".
IN_LABEL = rf"{_TIMES}(?P<base>(?i:BOE|BBLS?|BO|CFE?|BTU|DTH|B))(?P<daily>(?i:/?PD|/?D|/DAY))?"
_A_DAY = r"(?P<daily>(?:\s\([“\"‘]?[A-Za-z/]{2,8}[”\"’]?\))?(?:\s?/\s?(?i:d|day)\b|\s(?:per|a|each)\sday\b)|(?i:pd|d)\b)?(?![\w’'])"
_LETTERS = re.compile(rf"[\s-]?{_TIMES}(?P<base>(?i:boe|bbls?|bo|cfe?|dth)|(?<=M)B(?=/?[Dd]|\sper\sday)){_A_DAY}")
_SPELLED = re.compile(
    rf"\s(?:net\s)?(?P<base>barrels?|cubic\sfeet)(?:\s(?:of\s)?(?:crude\s|natural\s)?(?:oil|gas))?(?P<equivalent>\sequivalents?)?{_A_DAY.replace('|(?i:pd|d)', '')}",
    re.IGNORECASE,
)
_GAS, _GAS_SOLD = "cubic foot", "thousand cubic feet"


@frozen
class Volume:
    """How much a figure counts of what: MBOED is a thousand barrels of oil equivalent a day; 0 where the scale is not said."""

    unit: str
    scale: int
    daily: bool = False


def volume_at(text: str, at: int) -> tuple[Volume, int] | None:
    """Return what letters or words at a place of a sentence say that the number before counts, and where they end."""
    if match := _LETTERS.match(text, at):
        volume = lettered(match)
        plain = volume.scale == 1 and not volume.daily  # "5 Bo", "3 cf"
        return None if plain and len(match["base"]) == 2 else (volume, match.end())
    match = _SPELLED.match(text, at)
    if match is None:
        return None
    base = "cf" if match["base"][0] in "cC" else "bbl"
    unit = _STEMS[{"cf": "cfe", "bbl": "boe"}[base] if match["equivalent"] else base]
    return Volume(unit, 1, bool(match["daily"])), match.end()


def lettered(match: re.Match[str]) -> Volume:
    """Return what letters say, by what multiplies, the stem, and what makes it so much a day."""
    return Volume(
        _STEMS[match["base"].lower()], _MULTIPLES.get((match["times"] or "").lower(), 1), bool(match["daily"])
    )


def as_sold(volume: Volume) -> Volume | None:
    """Return a volume as it is sold, gas by the thousand cubic feet; None where that leaves a part of a thousand."""
    if not volume.unit.startswith(_GAS):
        return volume
    if volume.scale % 1000:
        return None
    return replace(volume, unit=volume.unit.replace(_GAS, _GAS_SOLD), scale=volume.scale // 1000)
