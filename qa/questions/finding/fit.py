"""How well a line fits a topic: every word accounted for, nothing that carries meaning added."""

import calendar
from collections.abc import Sequence
from functools import lru_cache

from qa.facts.outside_gaap import outside_gaap
from qa.language.stems import ignored, label_stems, stems_in
from qa.language.vocabulary import vocabulary
from qa.questions.finding.asked import Asked
from qa.questions.finding.index import Line
from qa.questions.finding.misfits import is_another, is_unasked_share
from qa.questions.parsing.query import Topic
from qa.questions.parsing.words import fillers, generic, guarded, implied, nameless, phrases

SAME_METRIC = 0.3
_STAND_IN = 0.04  # for each step down the vocabulary's list of what stands in for the metric
_SOFT_FOUND = 0.05
_VERBATIM = 0.03  # of lines that fit alike, the one that is called as asked
_IN_CONTEXT = 0.1
_BESIDE = 0.03  # of rows of one metric, for what a label says that is neither asked nor of the metric
_GENERIC_MISSING = 0.08
_EXTRA = 0.15
_WHOLLY_NAMED = 0.03  # of lines that one mention fits alike, the part whose every word is said
_EXTRA_OF_PART = 0.08  # names of parts say more than people repeat ("Woven Carpet Programs")
_EXTRA_GUARDED = 0.5
_UNASKED_SHARE = 0.3
_SHARE_FOR_AMOUNT = 0.9
_AMOUNTS = label_stems("expense cost charge amount spending")
_OF_SEGMENTS = label_stems("segment")
_FACETS = label_stems("average price value")  # what is measured of something, and is not it
_ADJUSTED = label_stems("adjusted core comparable underlying")
_DILUTED = label_stems("diluted")
_MONTHS = label_stems(" ".join(calendar.month_name[1:]))  # in a title they say when its columns end
_EXCLUDING = label_stems("excluding exclusive without")
_OF_OPERATIONS = ("real_estate", "operating")  # families of metrics
_AS_IF_OWNED = -0.05  # for a figure on a pro forma basis, where one without is as good
_OTHER_BASIS = 0.1
_PART_ELSEWHERE = 0.4  # a part that is given on another basis only is answered, and said to be so


@lru_cache(maxsize=4_096)
def _words_of(metric: str) -> frozenset[str]:
    """The stems of a metric's own label."""
    known = vocabulary().metrics.get(metric)
    return label_stems(known.label) if known else frozenset()


@lru_cache(maxsize=4_096)
def words_called(metric: str) -> frozenset[str]:
    """Return the stems of all words of a metric's own label; of one that no vocabulary knows those that else only ask."""
    known = vocabulary().metrics.get(metric)
    return frozenset(stems_in(known.label)) if known else ignored()


@lru_cache(maxsize=4_096)
def meaning_of(metric: str) -> frozenset[str]:
    """Return the stems of a metric's own label that tell it from others."""
    known = vocabulary().metrics.get(metric)
    return label_stems(known.label if known else metric) - generic()


def fit(asked: Asked, line: Line) -> float:
    """Return how well a line fits a topic: about 1 for a perfect fit and 0 for none."""
    fits = max([_fit_label(asked, line, label) for label in line.labels], default=0.0)
    if fits <= 0.0 or is_another(asked, line):  # most do not fit, which is sooner seen
        return 0.0
    return (
        fits + _basis_fit(asked.topic, line) - (_share_unasked(asked, line) if is_unasked_share(asked, line) else 0.0)
    )


def _share_unasked(asked: Asked, line: Line) -> float:
    """What a share that no word asks for fits worse: hardly where the row itself is called so, much where an amount is asked for.

    "Net loans to assets" is such a row; "what expense did it book for" asks for an amount.
    """
    if not asked.topic.mentions and asked.said in line.labels:
        return _BESIDE
    return _UNASKED_SHARE if asked.said.isdisjoint(_AMOUNTS) else _SHARE_FOR_AMOUNT


def _fit_label(asked: Asked, line: Line, label: frozenset[str]) -> float:
    topic, said = asked.topic, asked.said
    ranks = asked.answering.get(line.metric, {})
    same = ranks.keys() | profits_of_parts(topic, line) if line.members else ranks.keys()
    # A part's row is called by the part ("Hotels"); its metric's words are said above it.
    own = _words_of(line.metric) if line.known and line.members else frozenset[str]()
    above = () if line.known and not line.members else _said_above(topic, label, line, own)
    own_asked = own and any(t.mention < 0 and t.stem in own - generic() for t in topic.hard)  # "allowance" for loans
    score = 1.0 + (SAME_METRIC - _STAND_IN * min(ranks.values(), default=4) if same else 0.0)
    below = False  # whether a word that names a part is said above the row only
    for term in topic.terms:
        stem = term.stem
        if term.mention in same or stem in label or stem in line.members or stem in own:
            score += _SOFT_FOUND if term.soft else 0.0
        elif term.soft:
            continue
        elif term.mention in above or (
            stem in line.context
            and stem not in nameless()
            and (term.mention < 0 or own_asked)
            and not (line.known and stem in _MONTHS)
        ):
            if line.known and not line.members and term.mention < 0 and term.text.isupper() and len(term.text) > 2:
                return 0.0  # a title may tell of several parts by their initials: the whole's net income is no CIB's
            score -= _IN_CONTEXT
            below = below or term.mention < 0
        elif term.mention >= 0 and stem in ignored():
            if line.known or _is_balance_for_flow(topic.mentions[term.mention], line):
                return 0.0  # what a part "earned" is none of its impairments, nor book value per share earnings
            continue
        elif stem in generic():
            score -= _GENERIC_MISSING
        else:
            return 0.0
    if not same and all(term.stem in _MONTHS for term in topic.hard) and label.isdisjoint(said):
        return 0.0  # nor does a month alone, said above a figure, ask for it
    if topic.counted and not same and label.isdisjoint(said):
        return 0.0  # what is counted is not merely above the figure
    if not (same or line.known or line.members) and label.isdisjoint(said) and label - fillers() - generic():
        return 0.0  # nor is what else a sentence tells of the figure's name
    score += _VERBATIM if label in (said, asked.named) or (same and _is_called(said, label, line)) else 0.0
    told = said.union(*(meaning_of(topic.mentions[at]) for at in above)) if above else said
    # Of earnings per share the diluted ones are meant where nothing else is said.
    extra = label - told - fillers() - (_DILUTED if "EarningsPerShare" in topic.mentions else frozenset())
    if above and not line.members and extra:
        return 0.0  # the heads say what is asked, and the row says what is not
    if not line.known and _EXCLUDING & said & label and label - said - fillers() - generic():
        return 0.0  # it excludes something else
    if line.members:
        if line.members <= own | fillers() and not line.is_class_of_stock:
            return 0.0  # what is called as the whole tells of no part
        beside = {term.stem for term in topic.terms if term.mention not in same or term.stem not in own} | told - said
        if line.is_class_of_stock and not line.members & beside:
            return score - _EXTRA
        if not line.members & beside:
            return 0.0  # a part is not the whole
        if not line.known and said <= label and line.members < label:
            return score - _EXTRA  # "interest excluding lending" of the part "lending", when the row says all of it
        if not (same or line.known) and label.isdisjoint(told):
            return 0.0  # a column asked for, and a row of it that nobody asked for
        if line.known and not (same or above) and (label - told - line.members) & guarded():
            return 0.0  # a part's net interest income is not its net income
        if not line.known and (label - told - line.members) & _FACETS:
            return 0.0  # nor the price of its orders these
        unasked = line.members - told - fillers()
        if unasked and line.known and not same and all(term.mention >= 0 for term in topic.hard):
            return 0.0  # "other income, net", a step to pretax income, is called by more than "net income"
        if same and below and unasked:
            return 0.0  # "Completion Services" below "Well Site Services" is a part of what is asked
        if not same and len(unasked) > len(line.members & told) + 1:
            return 0.0  # "midstream" is no "impairment of midstream assets"
        return score + _WHOLLY_NAMED * (not unasked) - _EXTRA_OF_PART * len(unasked)
    if same:
        return score - _BESIDE * bool(label - told - fillers() - meaning_of(line.metric))
    if extra and all(term.stem in nameless() for term in topic.hard):
        return 0.0  # what "operations" made is no label that holds the word
    return score - _extras(topic, extra - implied().get(topic.way, frozenset()), line)


def _is_called(said: frozenset[str], label: frozenset[str], line: Line) -> bool:
    """Whether a line is called as asked but for words that name nothing: "total net sales", or the "Total" below "Net sales and revenues"."""
    idle = generic() | fillers() | ignored()
    names = [label] if label - idle else [label_stems(head) for head in line.fact.heads[-1:]]
    return any(bool(name - idle) and name - fillers() <= said and said - name <= idle for name in names)


def _is_balance_for_flow(metric: str, line: Line) -> bool:
    """Whether a line that no vocabulary knows stands at a day, where what something made is asked for."""
    known = vocabulary().metrics.get(metric)
    period = line.fact.period if known and not known.instant else None
    return period is not None and period.is_instant


def profits_of_parts(topic: Topic, line: Line) -> set[int]:
    """Return the mentions by which a part's profit is meant: what a segment earns or loses is its operating income."""
    if not line.members or line.metric not in phrases()["part_profit"]["metrics"]:
        return set()
    loose = phrases()["part_profit"]["said"]
    return {
        at
        for at, name in enumerate(topic.mentions)
        if name == "SegmentOperatingIncome"
        or (name == "NetIncomeLoss" and all(t.text.lower() in loose for t in topic.terms if t.mention == at))
    }


def _said_above(topic: Topic, label: frozenset[str], line: Line, own: frozenset[str]) -> Sequence[int]:
    """The mentions that name a row with its heads, or a part by another metric: "R&D" below "stock-based compensation".

    Arguments:
        own: the words of the metric that a part's row is of.
    """
    if own >= _OF_SEGMENTS:
        named = [
            at
            for at, name in enumerate(topic.mentions)
            if own - _words_of(name) == _OF_SEGMENTS and _words_of(name) <= own
        ]
        if named:
            return named  # "Laboratory's operating profit" is its segment operating income
    said = line.members if line.known else label | line.context | line.members
    if line.known and guarded() & said - {term.stem for term in topic.terms}:
        return []  # a part called "Income tax" tells of no income
    return [at for at, name in enumerate(topic.mentions) if (meaning := meaning_of(name)) and meaning <= said]


def _extras(topic: Topic, extra: frozenset[str], line: Line) -> float:
    """What it costs that the label says more than was asked."""
    cost = sum(_EXTRA_GUARDED if word in guarded() else _EXTRA for word in extra)
    if topic.mentions and line.known and extra:
        cost += _EXTRA_GUARDED  # "revenue" asked, and the line is another metric that holds the word
    return cost


def _is_of_operations(line: Line) -> bool:
    """Whether a line is of what no accounting rules: occupancy, a rate a day, which REITs give as if all hotels had been owned."""
    metric = vocabulary().metrics.get(line.metric)
    return metric is not None and metric.family in _OF_OPERATIONS and metric.unit != "money"


def _basis_fit(topic: Topic, line: Line) -> float:
    basis = line.basis
    # Its basis goes without saying, unless what is asked for is known to GAAP: "operating earnings" of each share.
    unsaid = line.metric in outside_gaap() and basis in ("GAAP", "non-GAAP")
    unsaid = unsaid and (not topic.mentions or not outside_gaap().isdisjoint(topic.mentions))
    if topic.basis is None:
        if unsaid or basis == "GAAP":
            return 0.0
        if basis == "pro forma" and _is_of_operations(line):
            return _AS_IF_OWNED  # by which it is called, and the reply says so
        if line.metric in phrases()["without_rule"] and line.metric in topic.mentions and not line.members:
            return -_OTHER_BASIS  # by which it is called
        return -_PART_ELSEWHERE if line.members else -1.0  # net income is not adjusted net income
    if topic.basis == basis:
        return 0.1
    # "Adjusted EBITDA" may be filed under either word, and be called comparable or underlying; on an adjusted basis EBITDA is another measure.
    says_so = (
        line.known
        and line.metric in topic.mentions
        and not _ADJUSTED.isdisjoint(line.labels[0] | _words_of(line.metric))
    )
    return 0.1 if says_so and unsaid else -_OTHER_BASIS if says_so else -1.0
