"""From a topic to the line it asks for: every word accounted for, nothing that carries meaning added."""

from dataclasses import dataclass

from qa.language.vocabulary import vocabulary
from qa.questions.index import Family, Index, Line, label_stems
from qa.questions.query import Term, Topic
from qa.questions.words import fillers, generic, guarded, ignored, nameless

LIMIT = 0.55  # a line that fits worse is not what was asked
CLOSE = 0.12  # lines within so much of the best fit as well
_SAME_METRIC = 0.3
_STAND_IN = 0.04  # for each step down the vocabulary's list of what stands in for the metric
_SOFT_FOUND = 0.05
_VERBATIM = 0.03  # of lines that fit alike, the one that is called as asked
_IN_CONTEXT = 0.1
_GENERIC_MISSING = 0.08
_EXTRA = 0.15
_EXTRA_OF_PART = 0.08  # names of parts say more than people repeat ("Brand Credit Programs")
_EXTRA_GUARDED = 0.5
_UNASKED_SHARE = 0.3
_SHARE_WORDS = frozenset(
    {"percent", "percentag", "share", "proport", "%", "rate", "ratio", "margin", "growth", "yield"}
)
_OTHER_BASIS = 0.1
_PART_ELSEWHERE = 0.4  # a part that is given on another basis only is answered, and said to be so


@dataclass(frozen=True, slots=True)
class Match:
    """A line and how well it fits the topic; 1 and more is a perfect fit."""

    line: Line
    score: float


def find(topic: Topic, index: Index, family: Family = "level") -> list[Match]:
    """Return the lines that a topic may ask for, best first; empty where none fits.

    Arguments:
        topic: the words that say which line.
        family: levels, changes or guidance; they never stand in for each other.
    """
    matches = (
        Match(line, score)
        for line in _candidates(topic, index)
        if line.family == family and (score := fit(topic, line)) >= LIMIT
    )
    return sorted(matches, key=lambda match: -match.score)


def close(matches: list[Match]) -> list[Match]:
    """Return the matches that fit as well as the best does."""
    return [match for match in matches if match.score >= matches[0].score - CLOSE]


def _candidates(topic: Topic, index: Index) -> list[Line]:
    """Lines that account for the topic's rarest word; what lacks it cannot fit."""
    if not topic.mentions and all(term.stem in generic() for term in topic.hard):
        return []  # "net" and "total" name nothing
    told = [term for term in topic.hard if term.stem not in generic() or term.mention >= 0]
    telling = [term for term in told if term.mention < 0 or term.stem not in ignored()] or told
    return min((_posting(term, topic, index) for term in telling), key=len, default=[])


def _posting(term: Term, topic: Topic, index: Index) -> list[Line]:
    """The lines that may account for a term: worded with it, or of the metric that its mention names."""
    lines = index.by_stem.get(term.stem, [])
    if term.mention < 0:
        return lines
    name = topic.mentions[term.mention]
    named = [line for metric in meant(name) for line in index.by_metric.get(metric, ())]
    worded = [index.by_stem.get(stem, []) for stem in _meaning(name)]
    return list({id(line): line for line in [*named, *lines, *min(worded, key=len, default=[])]}.values())


def _meaning(metric: str) -> frozenset[str]:
    """The stems of a metric's own label that tell it from others."""
    known = vocabulary().metrics.get(metric)
    return label_stems(known.label if known else metric) - generic()


def meant(metric: str) -> tuple[str, ...]:
    """Return the metrics that answer a question for a metric: itself, then what filings state instead of it."""
    known = vocabulary().metrics.get(metric)
    return (metric, *known.related, *known.by_unit.values()) if known else (metric,)


def fit(topic: Topic, line: Line) -> float:
    """Return how well a line fits a topic, about 1 for a perfect fit and 0 for none."""
    if topic.counted and (line.fact.unit == "percent" or "/" in line.fact.unit or line.is_money):
        return 0.0
    fits = max((_fit_label(topic, line, label) for label in line.labels), default=0.0)
    return fits + _basis_fit(topic, line) - (_UNASKED_SHARE if _is_unasked_share(topic, line) else 0.0)


def _is_unasked_share(topic: Topic, line: Line) -> bool:
    """Whether the line is a share of something and the question does not ask for one."""
    shares = line.metric.endswith("PercentOfRevenues") or (line.fact.unit == "percent" and not line.known)
    return shares and line.metric not in topic.mentions and not any(term.stem in _SHARE_WORDS for term in topic.terms)


def _fit_label(topic: Topic, line: Line, label: frozenset[str]) -> float:
    ranks = {i: meant(name).index(line.metric) for i, name in enumerate(topic.mentions) if line.metric in meant(name)}
    same = ranks.keys()
    # A part's row is called by the part ("Hotels"); its metric's words are said above it.
    own = label_stems(vocabulary().metrics[line.metric].label) if line.known and line.members else frozenset[str]()
    above = () if line.known and not line.members else _said_above(topic, label, line)
    score = 1.0 + (_SAME_METRIC - _STAND_IN * min(ranks.values()) if same else 0.0)
    for term in topic.terms:
        if term.mention in same or term.stem in label or term.stem in line.members or term.stem in own:
            score += _SOFT_FOUND if term.soft else 0.0
        elif term.soft:
            continue
        elif (term.stem in line.context and term.mention < 0) or term.mention in above:
            score -= _IN_CONTEXT
        elif term.mention >= 0 and term.stem in ignored():
            continue
        elif term.stem in generic():
            score -= _GENERIC_MISSING
        else:
            return 0.0
    said = {term.stem for term in topic.terms}
    score += _VERBATIM if said == label else 0.0
    asked = said.union(*(_meaning(topic.mentions[at]) for at in above))
    if above and not line.members and label - asked - fillers():
        return 0.0  # the heads say what is asked, and the row says what is not
    if line.members:
        beside = {term.stem for term in topic.terms if term.mention not in same or term.stem not in own} | asked - said
        if line.is_class_of_stock and not line.members & beside:
            return score - _EXTRA
        if not line.members & beside:
            return 0.0  # a part is not the whole
        return score - _EXTRA_OF_PART * len(line.members - asked - fillers())
    if not same and all(term.stem in nameless() for term in topic.hard) and label - asked - fillers():
        return 0.0  # what "operations" made is no label that holds the word
    return score if same else score - _extras(topic, label - asked, line)


def _said_above(topic: Topic, label: frozenset[str], line: Line) -> list[int]:
    """The mentions that name a row with its heads, or a part by another metric: "R&D" below "stock-based compensation"."""
    said = line.members if line.known else label | line.context | line.members
    return [at for at, name in enumerate(topic.mentions) if (meaning := _meaning(name)) and meaning <= said]


def _extras(topic: Topic, extra: frozenset[str], line: Line) -> float:
    """What it costs that the label says more than was asked."""
    extra -= fillers()
    cost = sum(_EXTRA_GUARDED if word in guarded() else _EXTRA for word in extra)
    if topic.mentions and line.known and extra:
        cost += _EXTRA_GUARDED  # "revenue" asked, and the line is another metric that holds the word
    return cost


def _basis_fit(topic: Topic, line: Line) -> float:
    basis = line.fact.basis
    if topic.basis is None:
        # Net income is not adjusted net income; a measure that GAAP does not know is meant as it is.
        known = vocabulary().metrics.get(line.metric)
        if basis == "GAAP" or known is None or known.family == "non_gaap":
            return 0.0 if basis == "GAAP" else -_OTHER_BASIS
        return -_PART_ELSEWHERE if line.members else -1.0
    if topic.basis == basis:
        return 0.1
    # A measure that exists only outside GAAP (EBITDA) may be filed under either word.
    return -0.1 if line.known and line.metric in topic.mentions and "adjusted" in line.fact.label.lower() else -1.0
