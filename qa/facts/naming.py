"""Names for line items that no vocabulary knows: readable CamelCase from the filing's own words."""

import re

_WORD = re.compile(r"[A-Za-z0-9&]+")
_SMALL = frozenset(
    ["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "per", "the", "to", "with", "net", "total"]
)
_LONGEST = 8  # words; a label that goes on explains itself rather than names


def camel_case(label: str) -> str:
    """Return a label as an element name: "Fuel, operating expenses and supplies" → "FuelOperatingExpensesAndSupplies"."""
    plain = re.sub(r"\([^)]*\)", " ", label.replace("’", "").replace("'", ""))
    shouted = plain.isupper()
    words = [word.replace("&", "And") for word in _WORD.findall(plain)][:_LONGEST]
    name = "".join(word[:1].upper() + (word[1:].lower() if shouted and len(word) > 2 else word[1:]) for word in words)
    return name if name and name[0].isalpha() else f"Item{name}"


def line_item(label: str, heads: tuple[str, ...]) -> str:
    """Return an unknown line item's name; what means nothing alone ("Other", "Basic") takes its head's words along."""
    alone = [word for word in _WORD.findall(label.lower()) if word not in _SMALL]
    needs_head = len(alone) <= 1 and bool(heads)
    return camel_case(f"{heads[-1]} {label}" if needs_head else label)


def per_unit(metric: str, noun: str) -> str:
    """Return the name of a metric's amounts that are of one of something: "LeaseOperatingExpensePerBarrel"."""
    return f"{metric}Per{camel_case(noun.title())}"
