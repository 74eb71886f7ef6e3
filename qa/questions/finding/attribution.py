"""Whose profit is asked for: where some belongs to others than the owners of the company, theirs is another line than all of it."""

from qa.language.stems import label_stems
from qa.questions.finding.index import Index, Line
from qa.questions.parsing.query import Topic
from qa.questions.parsing.words import generic

_ATTRIBUTED = label_stems("attributable")
_PROFIT, _ALL, _OTHERS = "NetIncomeLoss", "ProfitLoss", "NetIncomeLossAttributableToNoncontrollingInterest"
_OF_COMMON = "NetIncomeLossAvailableToCommonStockholdersBasic"
_PROFITS = label_stems("profit income earnings loss result")
# Of such words two make a line the owners': "owners of the parent", "group share of net profit".
_OWNERS = label_stems("attributable share owners holders shareholders stockholders equity parent group company")
_OF_OTHERS = label_stems("noncontrolling non controlling minority minorities diluted basic per common ordinary")


def of_owners(topic: Topic, index: Index) -> list[Line] | None:
    """Return the lines of what the company's owners earned, where that is asked for and all of the profit is another line.

    None where it is not asked for, or where no profit belongs to others.
    """
    whose = topic.mentions == (_PROFIT,) and any(term.stem in _ATTRIBUTED for term in topic.terms)
    if not whose and (topic.mentions != (_OF_COMMON,) or index.of(_OF_COMMON)):
        return None
    if any(term.mention < 0 and not term.soft and term.stem not in _OWNERS | generic() for term in topic.terms):
        return None
    if not index.of(_OTHERS) or any(not line.members for line in index.of_metric(_ALL)):
        return None
    stems = _ATTRIBUTED | label_stems("share owners holders shareholders stockholders")
    entries = {entry.order: entry for one in stems for entry in index.worded(one)}
    return [line for line in index.look_at(entries.values()) if _is_owners(line)]


def _is_owners(line: Line) -> bool:
    """Whether a line of the whole company says whose it is, and that they are its owners."""
    if line.members or not line.is_money or line.family != "level" or (line.known and line.metric != _PROFIT):
        return False
    period = line.fact.period
    return period is not None and not period.is_instant and any(map(_says_owners, line.labels))


def _says_owners(label: frozenset[str]) -> bool:
    if label & _OF_OTHERS or label - _OWNERS - _PROFITS - generic() - label_stems("period year quarter"):
        return False
    return bool(label & _ATTRIBUTED) or len(label & _OWNERS) > 1 or bool(label & _OWNERS and label & _PROFITS)
