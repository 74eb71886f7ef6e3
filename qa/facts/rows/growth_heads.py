"""Heads below which rows say how lines grew that are lines of their own elsewhere: "Same-store growth" over "Revenue"."""

import re

from qa.language.vocabulary import vocabulary

_GROWTH = re.compile(r"(?P<of>(?:same|comparable|organic|like)\b.*?) growth(?: rates?)?[\s:%()]*", re.I)


def grown(label: str, head: str) -> str:
    """Return what a row below a head of growth tells, "same-store operating expenses growth"; empty where it is a part's."""
    said = _GROWTH.fullmatch(head)
    return f"{said['of']} {label.lower()} growth" if said and vocabulary().label(label) else ""
