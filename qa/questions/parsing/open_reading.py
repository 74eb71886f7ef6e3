"""What rules and vocabulary leave open, read by the trained component: the kind of a question, a paraphrase of a metric.

It abstains below its limit, and reads no word away: what the examples of a metric do not speak of stays to be found.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Final

from qa.frozen import frozen
from qa.language.stems import ignored, stem, words
from qa.language.vocabulary import vocabulary
from qa.questions.computing.formulas import formulas
from qa.questions.finding.library import View
from qa.questions.parsing.mentions import is_weak
from qa.questions.parsing.parse import parse
from qa.questions.parsing.patterns import Named, Span
from qa.questions.parsing.query import Intent, Query, Term, Topic
from qa.questions.parsing.topics import is_held
from qa.questions.parsing.unordered import in_order
from qa.questions.parsing.words import alike, deeds_of_parts, fillers, framing, generic, guarded, phrases
from qa.questions.understanding.examples import NONE, NOT
from qa.questions.understanding.learned import classifier
from qa.questions.understanding.marks import Task, marked

LIMITS: Final[dict[Task, float]] = {"kind": 0.9, "metric": 0.8}  # the least confidence with which a reading is tried
_TOLD: Final[dict[str, Intent]] = {"reason": "reason", "when": "when", "who": "who", "where": "where"}
_OPENS: Final = re.compile(r"\W*(?:and |but )?(?:when|where|who|whom|whose|why)\b", re.I)
# How a share or a rate is asked for where what it is of is named.
_SHARED: Final = re.compile(
    r"%|\b(?:per ?cent\w*|pct|ratio|rate|margin|yield|share|part|portion|fraction|proportion|return|spread|profitab\w*|efficien\w*"
    r"|leverage\w*|cents?|each|every|against|over|to|per|relative|times|cover\w*|turn\w*|gr[eo]w\w*|comp\w*|how (?:full|fast|busy|well))\b",
    re.I,
)
_SPENT_ON: Final = re.compile(r"\b(?:cost|expense|charge|price|rate)s? (?:of|on|for)\b", re.I)
_NEGATES: Final = re.compile(r"\b(?:not|(?:was|were|is|are|do|does|did|has|have|had|would|could|ca|wo)n'?t)\b", re.I)
_SOME_OF: Final = re.compile(r"\W*(?:and )?how much of (?!(?:a|an)\b)", re.I)
_SHORT_LABEL: Final = 3  # words
_SUMS: Final = re.compile(
    r"\b(?:sum (?!of all\b)|total of (?!all\b)[^?]*, ).*\band\b", re.I
)  # "the sum of the notes and the bonds" is neither
# What is asked of those alone that were there a year before, too: "occupancy on a same-facility basis".
_ALIKE: Final = re.compile(
    r"\b(?:same|comparable|like)-(?!for\b)\w+|\bsame (?:store|facility|hospital|property|park|center|centre|club|school|restaurant|community)\b",
    re.I,
)
_WITHOUT: Final = re.compile(r"\w\W+(?:before|excluding|without|other than|apart from|aside from)\b", re.I)
_NAMING: Final = ("sum", "average", "including", "excluding", "per")  # computations that metrics are called by, too
_FIGURES: Final = ("lookup", "change", "compare")  # kinds of question that a figure answers
_OTHERS: Final = frozenset([stem("other")])  # "other revenue" is some of it
_BEFORE: Final = frozenset(map(stem, ("before", "previously", "prior")))  # which by themselves ask for another time
_GAP: Final = re.compile(r"\W*by how (?:much|many)\b.*\b(?:(?:under|over)\w+ed|short)\b", re.I)
# What is made or sold, which is no figure: "what do they make", not "what did they make".
_GOODS: Final = re.compile(
    r"^\W*what (?:else )?(?:do|does) [^?]*\b(?:make|sell|produce|build|manufacture|offer)\W*$", re.I
)


@frozen
class Reading:
    """A question read by what was learned, and how the reply says so; empty where it shows by itself."""

    query: Query
    said: str = ""


def first(query: Query, naming: Callable[[], Sequence[Named]], view: View) -> Reading | None:
    """Return what a question is surely read as, where rules took it by no more than weak words for something else.

    One for words (why, when, who, where) is not one for a figure, and a paraphrase is more than a verb in it.

    Arguments:
        query: as rules and vocabulary read it.
        naming: returns where its text names companies.
    """
    if query.intent not in _FIGURES or query.guidance or _asks_for_a_gap(query):
        return None
    named = any(_is_named(topic, view) for topic in query.topics)
    if named and not any(_asks_more(term) for topic in query.topics for term in topic.terms):
        return None  # most questions: the classifiers cost more than the rest of the way to a reply
    companies = naming()
    kind = learned("kind", query.text, companies)
    if kind in _TOLD:
        return Reading(parse(query.text, companies, view.index.names, _TOLD[kind]))
    metric = "" if named else learned("metric", query.text, companies, view.index.unreported)
    return None if metric in ("", NONE) else _of_metric(query, metric, view)


def _asks_for_a_gap(query: Query) -> bool:
    """Whether a question asks by how much one thing is short of another: "by how much were the plans underfunded"."""
    return query.intent == "lookup" and _GAP.match(query.text) is not None


def _is_named(topic: Topic, view: View) -> bool:
    """Whether a topic has a name that the vocabulary or a line of the filings knows it by."""
    said = [" ".join(term.text for term in topic.terms if term.mention == at) for at in range(len(topic.mentions))]
    if not all(map(is_weak, said)):
        return True
    hard, asked = (frozenset(term.stem for term in terms) - fillers() for terms in (topic.hard, topic.terms))
    lines = view.index.look_at(view.index.worded(next(iter(hard)))) if hard else ()
    return any(hard <= label - fillers() <= asked for line in lines for label in line.labels)


def readings(query: Query, companies: Sequence[Named], view: View) -> Iterator[Reading]:
    """Yield what an unanswered question may mean, the likeliest first."""
    if _asks_for_a_gap(query):
        return
    ordered = in_order(query)
    if ordered:
        yield Reading(ordered)
    of_kind = _of_kind(query, companies, view)
    metric = learned("metric", query.text, companies, view.index.unreported)
    of_metric = _of_metric(of_kind or query, metric, view) if metric and metric != NONE else None
    if of_metric:
        yield of_metric
    if of_kind:
        yield Reading(of_kind)


def learned(task: Task, text: str, companies: Sequence[Named], doubted: frozenset[str] = frozenset()) -> str:
    """Return the label that was learned for a question in plain words; empty where it is not sure enough.

    Arguments:
        doubted: labels that are less likely than words alone make them.
    """
    return _learned(task, text, tuple((start, end) for start, end, _ in companies), doubted)


@lru_cache(maxsize=256)
def _learned(task: Task, text: str, companies: tuple[Span, ...], doubted: frozenset[str]) -> str:
    guess = classifier(task).guess(marked(text, companies, task), doubted)
    return guess.label if guess.confidence >= LIMITS[task] else ""


def _of_kind(query: Query, companies: Sequence[Named], view: View) -> Query | None:
    """The question as of another kind than rules took it for."""
    kind = learned("kind", query.text, companies)
    if not kind or query.intent in ("reason", "ratio", "which", "said", "about") or query.computation:
        return None
    if _OPENS.match(query.text) and query.intent in _TOLD.values():
        return None  # "where did they open stores" asks for no figure
    if kind in _TOLD and _TOLD[kind] != query.intent and not query.guidance and not _opens_with_metric(query):
        return parse(query.text, companies, view.index.names, _TOLD[kind])
    asking = frozenset(map(stem, classifier("kind").accounts(kind))) - guarded() - _OTHERS
    if kind == "change":
        return parse(query.text, companies, view.index.names, "change", asking)
    if kind == "figure" and (query.intent != "lookup" or query.direction):
        return replace(parse(query.text, companies, view.index.names, "lookup"), direction="")
    if kind == "guidance":
        return replace(parse(query.text, companies, view.index.names, "lookup", asking), guidance=True)
    return None


def _opens_with_metric(query: Query) -> bool:
    """Whether a question asks "what revenue", which is a figure and no cause of it."""
    opening = [word.text for word in words(query.text)[:2]]
    asks = len(opening) > 1 and opening[0].lower() in ("what", "which")
    return asks and any(t.mention >= 0 and t.text == opening[1] for topic in query.topics for t in topic.terms)


def _of_metric(query: Query, metric: str, view: View) -> Reading | None:
    """The question with a metric in the place of the words that paraphrase it; None where these say more."""
    if query.intent not in _FIGURES or query.superlative or query.many or len(query.topics) > 1:
        return None
    topic = query.topics[0] if query.topics else Topic()
    if _SUMS.search(query.text) or _SOME_OF.match(query.text) or _is_left_out(topic, metric, query.text):
        return None  # "how much of expenses was rent" asks for the rent
    if _ALIKE.search(query.text) and "Same" not in metric:
        return None
    if (query.computation and not _is_of_name(query, metric)) or _is_of_another_kind(query, topic, metric):
        return None
    accounted = classifier("metric").accounts(metric)
    left = [
        term
        for term in topic.terms
        if _is_name(term)
        or _is_left(term, accounted)
        or not (term.stem in accounted or term.stem in _passing())
        or _is_deed_of_part(term)
        or _names_part(term, view)
    ]
    if any(term.soft or term.mention >= 0 for term in left) or _is_row(topic, view) or _names_row(query.text, view):
        return None
    if _NEGATES.search(query.text) and NOT not in accounted:
        return None  # "what is not due within a year" is no current liability
    if any(_is_kind_of(name, metric) and view.index.of(name) for name in topic.mentions):
        return None  # "finished goods stock" says more than inventories
    known = len(topic.mentions) == 1 and topic.mentions[0] != metric
    if known and not any(_paraphrases(term) for term in topic.hard if term not in left):
        return None  # the vocabulary knows what is named
    if topic.hard and {term.stem for term in topic.hard} <= _BEFORE:
        return None
    label = _label(metric)
    meant = Term(metric, label, mention=0)  # by no word of a label: a line must be of this metric
    paraphrased = " ".join(term.text for term in topic.terms if term not in left)
    read = replace(topic, terms=(meant, *left), mentions=(metric,), counted=False, paid=False, way="")
    return Reading(replace(query, topics=(read,), computation=None), f"Read “{paraphrased or query.text}” as {label}: ")


def _is_of_another_kind(query: Query, topic: Topic, metric: str) -> bool:
    """Whether a question asks for what a metric is none of: goods, a count, a cost, an amount, growth in percent."""
    if _GOODS.match(query.text) or (query.wanted == "percent" and query.intent == "change" and _is_share(metric)):
        return True  # how much a margin grew in percent nobody asks, but how much profit did
    if topic.counted and not _is_counted(metric):
        return True  # "how many shares was the loss per share based on" asks for no loss per share
    if is_held(metric) and _SPENT_ON.search(query.text):
        return True  # "the cost of the notes" is not what they come to
    # "Allowance on loans" is the amount of it.
    amount = topic.mentions and not any(map(_is_share, topic.mentions)) and not _SHARED.search(query.text)
    return bool(amount) and _is_share(metric)


def _is_row(topic: Topic, view: View) -> bool:
    """Whether the filing has a row by just the words that a topic says beside those that ask, so that it is no paraphrase."""
    said = frozenset(term.stem for term in topic.hard) - fillers()
    telling = said - _passing()
    lines = view.index.look_at(view.index.worded(next(iter(telling)))) if len(telling) > 1 else ()
    return any(telling <= label <= said for line in lines for label in line.labels)


def _names_row(text: str, view: View) -> bool:
    """Whether a question has the whole of a row's long label, of which no part is a paraphrase: "return on average loans"."""
    return any(len(words(text[start:end])) > _SHORT_LABEL for start, end in view.index.names.rows_in(text))


def _is_of_name(query: Query, metric: str) -> bool:
    """Whether what a question seems to compute is said of the metric itself: "on average" of average revenue per user."""
    if query.computation is None or query.computation.kind not in _NAMING or len(query.periods) > 1:
        return False
    accounted = classifier("metric").accounts(metric)
    said = {word.stem for word in words(query.text)} & _computing()
    operand = query.computation.operand.hard if query.computation.operand else ()
    return said | {term.stem for term in operand} <= accounted


@cache
def _computing() -> frozenset[str]:
    return frozenset(stem(word) for line in phrases()["computing"] for word in line.split())


def _is_kind_of(metric: str, other: str) -> bool:
    """Whether an element's name begins as another's does: finished goods are inventories."""
    first = re.match(r"[A-Z][a-z]+", other)
    return first is not None and metric != other and metric.startswith(first[0])


@cache
def _is_counted(metric: str) -> bool:
    """Whether a metric is a number of something, rather than money or a percentage."""
    known = vocabulary().metrics.get(metric)
    return known is not None and not known.unit.startswith("money") and known.unit not in ("percent", "ratio")


@cache
def _is_share(metric: str) -> bool:
    """Whether a metric is a percentage or a ratio itself."""
    known = vocabulary().metrics.get(metric)
    return known is None or known.unit in ("percent", "ratio")


def _is_name(term: Term) -> bool:
    """Whether a word that else only asks is kept for what it names: "Go" behind a company's name."""
    return term.mention < 0 and not term.soft and term.stem in ignored()


def _is_left_out(topic: Topic, metric: str, text: str) -> bool:
    """Whether a metric is named as what another is to be without: "net income before foreign exchange"."""
    named = next((t.text for t in topic.terms if t.mention >= 0 and topic.mentions[t.mention] == metric), "")
    return bool(named) and _WITHOUT.search(text, 0, text.find(named)) is not None


def _is_left(term: Term, accounted: frozenset[str]) -> bool:
    """Whether a word says more though it may only ask: a place ("France", no francs), and what makes another figure ("before")."""
    if term.mention >= 0:
        return False
    is_place = term.stem in alike() and not term.text.islower()
    is_another = not term.soft and term.stem in _OTHERS
    return is_another or (term.stem not in accounted and (is_place or term.stem in guarded()))


def _is_deed_of_part(term: Term) -> bool:
    """Whether a word that else asks is held for what a part does, by which it is named: "the direct business"."""
    return term.mention < 0 and not term.soft and term.text.lower() in deeds_of_parts()


def _names_part(term: Term, view: View) -> bool:
    """Whether a word that a paraphrase may hold names a part of the company at hand: the "Banking" segment's efficiency."""
    capital = term.mention < 0 and not term.soft and term.text[:1].isupper()
    lines = view.index.look_at(view.index.worded(term.stem)) if capital else ()
    return any(term.stem in line.members for line in lines)


def _paraphrases(term: Term) -> bool:
    """Whether a word belongs to a paraphrase rather than to a name that the vocabulary knows or to the asking."""
    return term.mention < 0 and term.stem not in _passing()


def _asks_more(term: Term) -> bool:
    """Whether a word is neither of a name nor of the asking for a figure, so that the question may be for words."""
    return term.soft and term.mention < 0 and term.stem not in _passing()


def _label(metric: str) -> str:
    known = vocabulary().metrics.get(metric)
    return known.label if known else formulas()[metric].label


@cache
def _passing() -> frozenset[str]:
    """The stems of words that ask, point or say which way something went, and name nothing."""
    said = [entry for entries in phrases()["direction"].values() for entry in entries]
    return ignored() | generic() | {stem(word) for word in framing()} | {stem(w.text) for s in said for w in words(s)}
