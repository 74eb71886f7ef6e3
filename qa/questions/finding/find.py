"""From a topic to the line it asks for: every word accounted for, nothing that carries meaning added."""

from collections.abc import Sequence
from functools import lru_cache

from qa.facts.outline import Family
from qa.facts.outside_gaap import outside_gaap
from qa.frozen import frozen
from qa.language.stems import ignored, label_stems, stems_in
from qa.language.vocabulary import vocabulary
from qa.questions.finding.asked import Asked, asked_of
from qa.questions.finding.attribution import of_owners
from qa.questions.finding.index import Entry, Index, Line
from qa.questions.finding.misfits import is_another, is_below_asked, is_cost_of, is_unasked_share
from qa.questions.finding.own_words import in_own_words
from qa.questions.finding.synonyms import in_other_words, may_be_found
from qa.questions.parsing.mentions import meant
from qa.questions.parsing.query import Topic
from qa.questions.parsing.words import fillers, generic, guarded, implied, nameless, phrases

LIMIT = 0.55  # a line that fits worse is not what was asked
CLOSE = 0.12  # lines within so much of the best fit as well
_SAME_METRIC = 0.3
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
_OF_SEGMENTS = label_stems("segment")
_FACETS = label_stems("average price value")  # what is measured of something, and is not it
_TELLING = frozenset({"net", "gross"})  # "net revenue" beside "revenue" is another line
_ADJUSTED = label_stems("adjusted core")
_DILUTED = label_stems("diluted")
_EXCLUDING = label_stems("excluding exclusive without")
_OTHER_BASIS = 0.1
_PART_ELSEWHERE = 0.4  # a part that is given on another basis only is answered, and said to be so


@frozen
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
    return list(_found(topic, index, family))


@lru_cache(maxsize=32)
def _found(topic: Topic, index: Index, family: Family) -> tuple[Match, ...]:
    """The same, remembered as long as one question takes, of which several steps look for one topic."""
    topic = in_own_words(topic, index)
    owned = of_owners(topic, index) if family == "level" else None
    if owned is not None:
        return tuple(Match(line, 1.0 + _SAME_METRIC) for line in owned)
    matches = _matches(topic, index, family)
    if not matches and may_be_found(topic, index):
        asked = asked_of(topic)
        told = (_told_by_labels(one, asked, index, family) for one in in_other_words(topic, index))
        matches = next(filter(None, told), [])
    index.bring(match.line for match in matches)
    return tuple(sorted(matches, key=lambda match: -match.score))


def _matches(topic: Topic, index: Index, family: Family) -> list[Match]:
    apart = _told_apart(topic, index)
    asked = asked_of(topic)
    matches = [
        Match(line, score)
        for line in _candidates(topic, index)
        if line.family == family
        if apart is None or any(apart in label for label in line.labels)
        if (score := _fit(asked, line)) >= LIMIT
    ]
    return _called_as_asked(asked, matches) or matches


def _called_as_asked(asked: Asked, matches: list[Match]) -> list[Match]:
    """Without the metric that is named in part of what is asked, where a row is called all of it; none where no row is.

    "Notes payable" is the row of that name, and no accounts payable.
    """
    beside = {term.stem for term in asked.topic.terms if term.mention < 0}
    if not asked.topic.mentions or not beside:
        return []
    others = [match for match in matches if match.line.metric not in asked.answering]
    named = [match.line for match in others if asked.said in match.line.labels and not match.line.members]
    told = not beside <= generic()  # "net" and "total" make no other of a metric that the vocabulary knows
    return others if any(told or not line.known for line in named) else []


def _told_by_labels(topic: Topic, asked: Asked, index: Index, family: Family) -> list[Match]:
    """The lines of a topic in other words that by their labels are what is asked.

    A label says half of it: the rest may stand above. Where nothing but a metric is asked for, it says no more than that.
    """
    hard = {term.stem for term in topic.hard}
    whole = all(term.mention >= 0 or term.soft or term.stem in generic() for term in asked.topic.terms)
    said = {term.stem for term in topic.terms} | fillers() | generic() | implied().get(topic.way, frozenset())
    # Of a name some words else ask only: "book value per share" without them is no other metric's "per share".
    asking = ignored() - generic() - said
    left = {term.stem for term in asked.topic.terms if term.mention >= 0 and term.stem in asking}
    # What is measured is said by the row: a table's title tells of all its rows that they are "EBITDA".
    measured = {term.stem for term in asked.topic.terms if term.mention >= 0} & hard - ignored() - generic()
    return [
        match
        for match in _matches(topic, index, family)
        if not is_another(asked, match.line) and (match.line.members or left <= _called(match.line.metric))
        if not asked.topic.mentions or asked.topic.basis == match.line.basis or match.line.basis == "GAAP"
        if not is_cost_of(asked, match.line)
        if not (guarded() & match.line.members) - said
        for label in (match.line.members.union(*match.line.labels),)
        if not (measured and match.line.known) or _says(measured, asked, match.line)
        if 2 * len(hard & label) >= len(hard) and not ((whole or is_below_asked(asked, match.line)) and label - said)
    ]


def _says(measured: set[str], asked: Asked, line: Line) -> bool:
    """Whether a row says what is measured by its own words, by its metric's, or as the profit of a part."""
    said = _called(line.metric).union(line.members, *line.labels)
    return not measured.isdisjoint(said) or bool(_profits_of_parts(asked.topic, line))


def _told_apart(topic: Topic, index: Index) -> str | None:
    """The stem "net" or "gross" where the filings have lines both with it and without, called as asked but for it.

    Of a line that no vocabulary knows a label may say more: "Net sales (redemptions)" beside "Redemptions".
    """
    said = {term.stem for term in topic.terms if not term.soft}
    for word in _TELLING & said:
        labels = {label for name in topic.mentions for line in index.of_metric(name) for label in line.labels}
        if said in labels and said - {word} in labels:
            return word
        if not topic.mentions and (rest := said - {word}):
            rarest: Sequence[Entry] = min([index.worded(stem) for stem in rest], key=len)
            labels = {label for line in index.look_at(rarest) for label in line.labels}
            if rest in labels and any(said <= label for label in labels):
                return word
    return None


def close(matches: list[Match]) -> list[Match]:
    """Return the matches that fit as well as the best does."""
    return [match for match in matches if match.score >= matches[0].score - CLOSE]


def _candidates(topic: Topic, index: Index) -> list[Line]:
    """Lines that account for the topic's rarest word; what lacks it cannot fit."""
    if not topic.mentions and all(term.stem in generic() for term in topic.hard):
        return []  # "net" and "total" name nothing
    told = [term for term in topic.hard if term.stem not in generic() or term.mention >= 0]
    telling = [term for term in told if term.mention < 0 or term.stem not in ignored()] or told
    named = {at: _named(topic.mentions[at], index) for at in {term.mention for term in telling} if at >= 0}
    rarest: Sequence[Entry] | None = None
    for term in telling:
        posting = index.worded(term.stem)
        if term.mention >= 0:
            of_metric, meaning = named[term.mention]
            posting = list({entry.order: entry for entry in (*of_metric, *posting, *meaning)}.values())
        if rarest is None or len(posting) < len(rarest):
            rarest = posting
        if not posting:
            break
    return index.look_at(rarest or ())


def _named(name: str, index: Index) -> tuple[Sequence[Entry], Sequence[Entry]]:
    """The entries of a metric or of what stands in for it, and those that are worded as it is."""
    of_metric = [entry for metric in meant(name) for entry in index.of(metric)]
    return of_metric, min([index.worded(stem) for stem in _meaning(name)], key=len, default=())


@lru_cache(maxsize=4_096)
def _words_of(metric: str) -> frozenset[str]:
    """The stems of a metric's own label."""
    known = vocabulary().metrics.get(metric)
    return label_stems(known.label) if known else frozenset()


@lru_cache(maxsize=4_096)
def _called(metric: str) -> frozenset[str]:
    """The stems of all words of a metric's own label; of one that no vocabulary knows those that else only ask."""
    known = vocabulary().metrics.get(metric)
    return frozenset(stems_in(known.label)) if known else ignored()


@lru_cache(maxsize=4_096)
def _meaning(metric: str) -> frozenset[str]:
    """The stems of a metric's own label that tell it from others."""
    known = vocabulary().metrics.get(metric)
    return label_stems(known.label if known else metric) - generic()


def _fit(asked: Asked, line: Line) -> float:
    """How well a line fits a topic: about 1 for a perfect fit and 0 for none."""
    fits = max([_fit_label(asked, line, label) for label in line.labels], default=0.0)
    if fits <= 0.0 or is_another(asked, line):  # most do not fit, which is sooner seen
        return 0.0
    return fits + _basis_fit(asked.topic, line) - (_UNASKED_SHARE if is_unasked_share(asked, line) else 0.0)


def _fit_label(asked: Asked, line: Line, label: frozenset[str]) -> float:
    topic, said = asked.topic, asked.said
    ranks = asked.answering.get(line.metric, {})
    same = ranks.keys() | _profits_of_parts(topic, line) if line.members else ranks.keys()
    # A part's row is called by the part ("Hotels"); its metric's words are said above it.
    own = _words_of(line.metric) if line.known and line.members else frozenset[str]()
    above = () if line.known and not line.members else _said_above(topic, label, line, own)
    own_asked = own and any(t.mention < 0 and t.stem in own - generic() for t in topic.hard)  # "allowance" for loans
    score = 1.0 + (_SAME_METRIC - _STAND_IN * min(ranks.values(), default=4) if same else 0.0)
    below = False  # whether a word that names a part is said above the row only
    for term in topic.terms:
        stem = term.stem
        if term.mention in same or stem in label or stem in line.members or stem in own:
            score += _SOFT_FOUND if term.soft else 0.0
        elif term.soft:
            continue
        elif term.mention in above or (
            stem in line.context and stem not in nameless() and (term.mention < 0 or own_asked)
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
    if topic.counted and not same and label.isdisjoint(said):
        return 0.0  # what is counted is not merely above the figure
    if not (same or line.known or line.members) and label.isdisjoint(said) and label - fillers() - generic():
        return 0.0  # nor is what else a sentence tells of the figure's name
    score += _VERBATIM if said == label or (same and _is_called(said, label, line)) else 0.0
    told = said.union(*(_meaning(topic.mentions[at]) for at in above)) if above else said
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
        if same and below and unasked:
            return 0.0  # "Completion Services" below "Well Site Services" is a part of what is asked
        if not same and len(unasked) > len(line.members & told) + 1:
            return 0.0  # "midstream" is no "impairment of midstream assets"
        return score + _WHOLLY_NAMED * (not unasked) - _EXTRA_OF_PART * len(unasked)
    if same:
        return score - _BESIDE * bool(label - told - fillers() - _meaning(line.metric))
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


def _profits_of_parts(topic: Topic, line: Line) -> set[int]:
    """The mentions by which a part's profit is meant: what a segment earns or loses is its operating income."""
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
    return [at for at, name in enumerate(topic.mentions) if (meaning := _meaning(name)) and meaning <= said]


def _extras(topic: Topic, extra: frozenset[str], line: Line) -> float:
    """What it costs that the label says more than was asked."""
    cost = sum(_EXTRA_GUARDED if word in guarded() else _EXTRA for word in extra)
    if topic.mentions and line.known and extra:
        cost += _EXTRA_GUARDED  # "revenue" asked, and the line is another metric that holds the word
    return cost


def _basis_fit(topic: Topic, line: Line) -> float:
    basis = line.basis
    # Its basis goes without saying, unless what is asked for is known to GAAP: "operating earnings" of each share.
    unsaid = line.metric in outside_gaap() and basis in ("GAAP", "non-GAAP")
    unsaid = unsaid and (not topic.mentions or not outside_gaap().isdisjoint(topic.mentions))
    if topic.basis is None:
        if unsaid or basis == "GAAP":
            return 0.0
        return -_PART_ELSEWHERE if line.members else -1.0  # net income is not adjusted net income
    if topic.basis == basis:
        return 0.1
    # "Adjusted EBITDA" may be filed under either word; on an adjusted basis EBITDA is another measure.
    called = line.labels[0] | (_words_of(line.metric) if line.members else frozenset())
    says_so = line.known and line.metric in topic.mentions and not _ADJUSTED.isdisjoint(called)
    return 0.1 if says_so and unsaid else -_OTHER_BASIS if says_so else -1.0
