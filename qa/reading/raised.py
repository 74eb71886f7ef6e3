"""Sets footnote marks and exponents in superscript characters, so that no figure swallows their digits."""

import re

_MARK = re.compile(
    r"(?:[\[(](?:\d{1,2}|[a-z])[\])]|\d{1,2}|[a-z])(?:[,\s]*[\[(](?:\d{1,2}|[a-z])[\])]|[,\s]+(?:\d{1,2}|[a-z]))*",
    re.IGNORECASE,
)
_RAISED = str.maketrans("0123456789()+-=abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁺⁻⁼ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_TRADE_MARKS = {"TM": "™", "SM": "℠", "R": "®"}


def raise_mark(text: str) -> str:
    """Return a raised text in superscript characters if it is a mark; "th" and other words stay."""
    mark = text.strip()
    if mark in _TRADE_MARKS:
        return text.replace(mark, _TRADE_MARKS[mark])
    if not _MARK.fullmatch(mark):
        return text
    return text.replace(mark, mark.lower().translate(_RAISED))
