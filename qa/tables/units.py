"""Reads the units that labels and heads state: "MBOED" behind a label, "(thousand Dth)" and "(per Boe)" in brackets."""

import re
from functools import lru_cache

from qa.language.amount_behind import one_of
from qa.language.phrases import phrases
from qa.language.volumes import IN_LABEL, Volume, lettered
from qa.language.wording import singular

_WORDS = phrases("quantities")
_MEASURES: dict[str, str] = _WORDS["measures"] | _WORDS["in_brackets"]
_NOUNS: dict[str, str] = {plural: noun for plural, noun in _WORDS["nouns"].items() if plural != "shares"}

_CURRENCIES, _UNCOUNTED = frozenset(_WORDS["names"]), frozenset(_WORDS["uncounted"]["words"])

_SIGN = r"(?:[A-Z]{0,3}[.]?[A-Z]?[.]?[$€£]|(?:U\.?S\.? )?dollars?|euros?|USD|CAD|EUR|GBP)"
_MONEY = r"\$ ?(?:MM|M|B|K|bn|mil)"
_PRICE = r"\$ ?/ ?(?P<noun>[A-Za-z]{3,})"
_BEHIND = re.compile(rf"(?<=\S)(?<!\bper)\s+[(]?(?P<unit>{_MONEY}|{_PRICE}|{IN_LABEL})[)]?$", re.IGNORECASE)
_LETTERS = re.compile(IN_LABEL)
_AVERAGE = re.compile(r"^(?:(?:average|net|daily|total|gross) )+", re.IGNORECASE)
_DAILY = re.compile(r"\s*(?:/\s*|per )(?:d|day)$", re.IGNORECASE)
_SCALED = re.compile(
    r"(?P<in>in )?(?:(?P<before>thousand|million|billion|['’]?000)s?,? (?:of )?)?(?P<what>.+?)(?:(?:,|,? in) (?P<behind>thousand|million|billion)s)?",
    re.IGNORECASE,
)
_SCALES = {"thousand": 1000, "000": 1000, "million": 10**6, "billion": 10**9}
_PER = re.compile(
    rf"(?:in )?(?:{_SIGN}\s*)?(?:/|per )\s*(?:U\.?S\.? )?(?P<noun>[a-z/]+(?: [a-z]+){{0,2}}?)(?: (?:sold|produced|payable|equivalent|milled|shipped))*",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\((?P<said>[^()]{1,40})\)(?=\W*\d?\W*$)")
_LONGEST = 3  # words of a unit: "short tons sold"
_NO_NOUN = re.compile(
    r"\b(?:dollars?|euros?|sterling|yen|cents?|shares?|days?|points?|except|percent(?:age)?|amounts?)\b|[$€£%]",
    re.IGNORECASE,
)


def unit_behind(label: str) -> tuple[str, str]:
    """Return a label and the unit behind it, which is taken from it but where brackets set it apart; empty without one."""
    match = _BEHIND.search(label)
    if match is None or not (match["base"] is None or _is_volume(match)):
        return label, ""
    return (label if match[0].endswith(")") else label[: match.start()]), match["unit"]


def _is_volume(match: re.Match[str]) -> bool:
    """Whether letters read as a volume are one, and no word or initial: "MCF", "BOPD", not "B"."""
    marks = (match["times"], match["daily"])
    return all(marks) if len(match["base"]) == 1 else any(marks)


# What each of the things that a label names has: "Model B (50 seats)" counts no seats.
_HAS = re.compile(r"(?!100? )[1-9]\d{0,2} [a-z]", re.I)


def unit_in_brackets(words: str) -> str:
    """Return what stands in brackets at the end of a label or head, where that is a unit; empty where it is not."""
    match = _IN_BRACKETS.search(words)
    said = match["said"].strip() if match else ""
    named = len(said) > 1 and not _HAS.match(said)  # one letter is a footnote's mark
    is_unit = named and (read_volume(said) or read_price(said))
    return said if is_unit else ""


@lru_cache(maxsize=4096)  # the same labels and heads stand in all of a filer's tables
def read_volume(unit: str) -> Volume | None:
    """Return what a unit of volume counts; None for any other."""
    said = _SCALED.fullmatch(_AVERAGE.sub("", " ".join(unit.split())))
    if said is None:
        return None
    stated = said["before"] or said["behind"] or ""
    scale = _SCALES[stated.lower().strip("'’")] if stated else 0
    what = _DAILY.sub("", said["what"])
    daily = what != said["what"] or unit.lower().startswith(("daily", "average daily"))
    if match := _LETTERS.fullmatch(what):
        volume = lettered(match)
        return Volume(volume.unit, volume.scale * (scale or 1), daily or volume.daily)
    if measure := _MEASURES.get(what.lower()):
        return Volume(measure, scale or 1, daily)
    noun = _noun(what.lower(), bool(stated or said["in"]))
    return Volume(noun, scale or int(daily), daily) if noun else None


def read_measure(line: str) -> Volume | None:
    """Return what a line by itself says that all figures below it count: "Average Boe per day"; None for "Loans", a name."""
    volume = read_volume(line)
    return volume if volume and volume.scale else None


def _noun(what: str, is_said: bool) -> str:
    """What plural words count: "short tons", and any word behind a scale or an "in": "thousands of carloads", "in copies"."""
    words = what.split()
    if len(words) > _LONGEST or _NO_NOUN.search(what):
        return ""
    one = singular(words[-1])
    plural = is_said and len(words) == 1 and one != words[0] and words[0].isalpha()
    is_noun = plural and one not in _CURRENCIES and words[0] not in _UNCOUNTED
    return _NOUNS.get(words[-1]) or (one if is_noun else "")


def read_price(unit: str) -> str:
    """Return what a price is of one of: "barrel" of "$/BBL"; empty for any other unit, and for a share."""
    match = _PER.fullmatch(" ".join(unit.split()))
    noun = one_of(match["noun"]) if match else ""
    return "" if "share" in noun else noun


def counted_as(label: str, unit: str) -> str:
    """Return what a label calls one of what is counted: "client" of "Clients" where a metric counts customers."""
    called = _NOUNS.get(label.split()[-1].lower(), "") if label else ""
    return called if called and unit in _NOUNS.values() else unit
