"""Reads the unit that stands behind a row's label, as in a column of its own: "$ MM", "$/BBL", "MBOED"."""

import re

from qa.frozen import frozen

_MONEY = r"\$ ?(?:MM|M|B|K|bn|mil)"
_PRICE = r"\$ ?/ ?(?P<noun>[A-Za-z]{3,})"
_VOLUME = r"(?P<times>MM|M|B)?(?P<base>BOE|BBLS?|BO|CFE?|B)(?P<daily>/?PD|/?D|/DAY)?"
_BEHIND = re.compile(rf"(?<=\S)\s+[(]?(?P<unit>{_MONEY}|{_PRICE}|{_VOLUME})[)]?$", re.IGNORECASE)
_AS_PRICE = re.compile(_PRICE)
_AS_VOLUME = re.compile(_VOLUME, re.IGNORECASE)
_TIMES = {"": 1, "M": 1000, "MM": 10**6, "B": 10**9}
_BASES = {
    "BOE": "barrel of oil equivalent", "BBL": "barrel", "BBLS": "barrel", "BO": "barrel", "B": "barrel", "CF": "cubic foot",
    "CFE": "cubic foot equivalent",
}  # fmt: skip
_NOUNS = {"bbl": "barrel", "mcf": "thousand cubic feet"}


@frozen
class Volume:
    """How much a figure counts of what: MBOED is a thousand barrels of oil equivalent."""

    unit: str
    scale: int


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


def read_volume(unit: str) -> Volume | None:
    """Return what a unit of volume counts; None for any other."""
    match = _AS_VOLUME.fullmatch(unit)
    return Volume(_BASES[match["base"].upper()], _TIMES[(match["times"] or "").upper()]) if match else None


def read_price(unit: str) -> str:
    """Return what a price is of one of: "barrel" of "$/BBL"; empty for any other unit."""
    match = _AS_PRICE.fullmatch(unit)
    return _NOUNS.get(match["noun"].lower(), match["noun"].lower()) if match else ""
