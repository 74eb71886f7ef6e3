"""The computed metrics of models/formulas.toml: (plus − minus) / over."""

import re
from functools import cache

from qa.frozen import frozen
from qa.language.phrases import either
from qa.resources import toml


@frozen
class Formula:
    """One computed metric.

    Arguments:
        unit: "money", "money/share", "percent" (the quotient times 100) or "ratio".
        asked: the words that ask for it; none for an identity.
        plus, minus, over: element names of the operands, "A|B" for the first of two that is reported; without `over`
            it is a difference or a sum.
    """

    name: str
    label: str
    unit: str
    asked: tuple[str, ...]
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    over: tuple[str, ...] = ()

    @property
    def operands(self) -> tuple[str, ...]:
        """All operands' names, in the order of the formula."""
        return tuple(name for one in self.plus + self.minus + self.over for name in one.split("|"))


@cache
def formulas() -> dict[str, Formula]:
    """Return the formulas by name, by which a figure may be computed that no filing states."""
    return {name: formula for name, formula in _all().items() if formula.asked}


@cache
def identities() -> dict[str, Formula]:
    """Return the formulas and the identities by name; an identity only carries on what is supposed."""
    return _all()


@cache
def _all() -> dict[str, Formula]:
    tables = toml("formulas")
    return {
        name: Formula(
            name,
            table["label"],
            table["unit"],
            tuple(table.get("asked", ())),
            tuple(table["plus"]),
            tuple(table.get("minus", ())),
            tuple(table.get("over", ())),
        )
        for name, table in tables.items()
    }


@cache
def _asked() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {words: formula.name for formula in formulas().values() for words in formula.asked}
    return re.compile(rf"\b(?:{either(names, ' ')})\b", re.IGNORECASE), names


def asked_formulas(text: str) -> list[tuple[int, int, str]]:
    """Return where a text asks for a formula by its words: start, end, the formula's name."""
    pattern, names = _asked()
    return [(match.start(), match.end(), names[match[0].lower()]) for match in pattern.finditer(text)]
