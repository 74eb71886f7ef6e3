"""Questions to begin with: such as a filing's own facts answer."""

from dataclasses import dataclass

from qa.facts.fact import Fact
from qa.language.vocabulary import vocabulary
from qa.store import FilingSummary

# What readers of a release look for first.
_METRICS = ("Revenues", "NetIncomeLoss", "EarningsPerShareDiluted", "GrossProfit", "OperatingIncomeLoss")
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Starters:
    """Questions that a filing answers."""

    filing: FilingSummary
    questions: tuple[str, ...]


def starters(filing: FilingSummary, facts: list[Fact]) -> Starters:
    """Return the first questions for a filing: of its main figures for the period that it reports."""
    stated = {
        fact.metric for fact in facts if fact.period == filing.period and not fact.dimensions and not fact.guidance
    }
    known = vocabulary().metrics
    names = [known[metric].label for metric in _METRICS if metric in stated and metric in known][:_SHOWN]
    questions = [f"What was {name}?" for name in names]
    if names:
        questions.append(f"How much did {names[0]} change from a year earlier?")
    return Starters(filing, tuple(questions))
