"""Where a sentence has the forms that lead to a metric, each by the place of the metric's symbol."""

import re
from collections.abc import Mapping

from qa.facts.prose.clauses import forms
from qa.facts.prose.subjects.metrics import named
from qa.facts.prose.symbols import PERCENT, Symbols
from qa.frozen import frozen
from qa.language.vocabulary import vocabulary

_SHARE = re.compile(rf"{PERCENT}\s*(?:of|to)\s")  # without one, no part contributes
_INCURS = frozenset(["spent", "invested", "incurred"])
_Matches = Mapping[int, re.Match[str]]


@frozen
class FoundForms:
    """The forms of a sentence.

    Arguments:
        transacted: the filer does something with an amount of the metric, "generated $5 million of cash flow".
        shares: by the place of the part that contributes, "Mill shops generated $5 million, or 52% of total revenues".
        rises: "an increase in diluted EPS of 17.5%".
        brought: the filer moves the metric, "cut its debt to $4 million".
        beside: a change that goes with the one before it, "… on a $5 million increase in revenues".
        led: where the words begin that may belong to the metric.
    """

    transacted: _Matches
    shares: _Matches
    rises: _Matches
    brought: _Matches
    beside: _Matches
    led: Mapping[int, int]


def found_forms(symbols: Symbols) -> FoundForms:
    """Return the forms that stand in a sentence."""
    words = symbols.text
    spent = (match for match in forms.SPENT.finditer(words) if _is_outlay(match, symbols))
    shares = forms.CONTRIBUTES.finditer(words) if _SHARE.search(words) else ()
    brought = [*forms.BROUGHT.finditer(words), *forms.BROUGHT_TOO.finditer(words)]
    rises = [
        *forms.RISE_IN.finditer(words),
        *forms.INCREASE_IN.finditer(words),
        *forms.GROWTH_OF.finditer(words),
    ]
    led = [*rises, *forms.RELATIVE.finditer(words), *brought]
    return FoundForms(
        transacted=_by_metric([*spent, *forms.TRANSACTED.finditer(words)]),
        shares={match.start("who"): match for match in shares},
        # Behind a bracket it is what the item before it came to.
        rises=_by_metric([match for match in rises if not words.endswith("(", 0, match.start())]),
        brought=_by_metric(brought),
        beside={
            match.start("metric") if match["metric"] else match.start("whose"): match
            for match in forms.BESIDE_CHANGE.finditer(words)
        },
        led={match.start("metric"): match.start("words") for match in led if match["words"] is not None},
    )


def _by_metric(matches: list[re.Match[str]]) -> _Matches:
    return {match.start("metric"): match for match in matches}


def _is_outlay(spent: re.Match[str], symbols: Symbols) -> bool:
    """Whether an amount is what went out for a metric: an expense need not be paid when it is incurred."""
    known = vocabulary().metrics[named(symbols, spent.start("metric")).metric]
    return known.outflow or (known.expense and spent["verb"].lower() in _INCURS)
