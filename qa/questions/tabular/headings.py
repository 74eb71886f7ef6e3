"""Headers of columns made whole, where the source shows no spans."""

import re
from collections.abc import Sequence

from qa.questions.tabular.dates import years_in

CHANGE = re.compile(r"\b(?:change|increase|decrease|growth|variance|var|yoy)\b", re.I)


def completed(headers: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the headers, each with what stands over several columns and was set over the first of them alone.

    "2018" right of "Domestic / September 30, / 2019" stands below "Domestic / September 30," too.
    """
    # A section's head is no column's.
    headers = [tuple(line for line in words if not line.endswith(":")) for words in headers]
    centred = _centred(headers)
    if centred:
        return [words if words[: len(centred)] == centred else (*centred, *words) for words in headers]
    found: list[tuple[str, ...]] = []
    for at, words in enumerate(headers):
        left = found[at - 1] if at else ()
        inherits = len(words) < len(left) and bool(words) and _goes_below(words, left)
        found.append((*left[: len(left) - len(words)], *words) if inherits else words)
    return found


def _centred(headers: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The upper lines that only one column has, and not the first, though they stand over all: "Fiscal" above "2018"."""
    deepest = max(map(len, headers), default=0)
    deep = [at for at, words in enumerate(headers) if len(words) == deepest]
    if len(deep) != 1 or not deep[0]:
        return ()
    others = [words for at, words in enumerate(headers) if at != deep[0] and words]
    rest = max(map(len, others), default=0)
    upper, own = headers[deep[0]][: deepest - rest], headers[deep[0]][deepest - rest :]
    dated = [bool(years_in(" ".join(words))) for words in (own, *others)]
    says = bool(years_in(" ".join(upper)))
    return upper if rest and (all(dated) if not says else not any(dated)) else ()


def _goes_below(words: Sequence[str], left: Sequence[str]) -> bool:
    """Whether a short header stands below the upper lines of the one to its left."""
    upper = " ".join(left[: len(left) - len(words)])
    if years_in(" ".join(words)):
        return not years_in(upper) and not CHANGE.search(upper)
    return bool(years_in(upper)) and not years_in(" ".join(left[len(left) - len(words) :]))
