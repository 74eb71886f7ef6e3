"""Measures that GAAP does not know: their basis goes without saying, whether or not a row says "(non-GAAP)"."""

from functools import cache

from qa.language.vocabulary import vocabulary
from qa.resources import toml


@cache
def outside_gaap() -> frozenset[str]:
    """Return the metrics that no GAAP figure bears the name of: EBITDA, tangible book value per share."""
    comparable = {name for name, siblings in toml("comparable").items() if name not in siblings}
    family = {metric.name for metric in vocabulary().metrics.values() if metric.family == "non_gaap"}
    return frozenset(comparable | family)
