"""Tells the names of places from those of a company's other parts."""

from qa.language.phrases import phrases

GEOGRAPHIES = frozenset(phrases("prose")["geographies"]["words"])


def is_geography(member: str) -> bool:
    """Return whether a part's name is one of a place."""
    return not GEOGRAPHIES.isdisjoint(member.lower().split())


def is_place(name: str) -> bool:
    """Return whether a name is that of a place and says no more: "North America"."""
    return name[:1].isupper() and all(word in GEOGRAPHIES for word in name.lower().split())
