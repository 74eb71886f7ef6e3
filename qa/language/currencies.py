"""Which units are currencies."""

from qa.language.phrases import phrases

_WORDS = phrases("quantities")
_CODES = frozenset(_WORDS["codes"]["known"]).union(
    code for kind in ("signs", "names", "cents") for code in _WORDS[kind].values() if code.isupper()
)


def is_currency(unit: str) -> bool:
    """Return whether a unit is a currency, by its ISO 4217 code: "USD", not "USD/share", nor the "TEU" that ships carry."""
    return unit in _CODES
